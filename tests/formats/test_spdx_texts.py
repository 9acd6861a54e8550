"""Full texts of licences."""

import pytest

from procurement_kit.formats import spdx_texts


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("MIT", "MIT License"),
        ("GPL-2.0-only", "GNU GENERAL PUBLIC LICENSE\nVersion 2"),
        ("GPL-2.0-or-later", "GNU GENERAL PUBLIC LICENSE\nVersion 2"),
        ("GPL-2.0", "GNU GENERAL PUBLIC LICENSE\nVersion 2"),
        ("GPL-2.0+", "GNU GENERAL PUBLIC LICENSE\nVersion 2"),
        ("Classpath-exception-2.0", "Class Path Exception"),
        ("GCC-exception-3.1", "GCC RUNTIME LIBRARY EXCEPTION"),
        ("Bison-exception-2.2", "Bison Exception"),
        ("OSL-2.1", "The Open Software License v. 2.1"),
    ],
)
def test_a_text_is_found_under_every_spelling_of_its_id(name: str, beginning: str):
    text = spdx_texts.text_of(name)

    assert text is not None
    assert text.startswith(beginning)


@pytest.mark.parametrize("name", ["EUPL-1.2", "LicenseRef-own", "", "-only", "README",
                                  "../__init__", "/etc/passwd", "db"])  # fmt: skip
def test_what_is_not_a_stored_text_is_missing(name: str):
    assert spdx_texts.text_of(name) is None


def test_missing_texts_are_left_out_of_a_collection():
    assert list(spdx_texts.texts_of(["MIT", "EUPL-1.2"])) == ["MIT"]
