"""LibreOffice opens what we write and finds the same structure; skipped where it is missing."""

import pytest
from tests.formats.everything import everything
from tests.formats.libreoffice import SOFFICE, meant, read


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_finds_the_same_headings_tables_and_list_items(tmp_path):
    expected = meant(everything())

    found = dict(read({"all": everything()}, tmp_path))

    assert found == {"all.docx": expected, "all.odt": expected}
    assert min(len(expected.headings), expected.tables, expected.items) > 0
