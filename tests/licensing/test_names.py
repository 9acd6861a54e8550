"""Licence names as people write them."""

import pytest

from procurement_kit.licensing.names import Spelling
from tests.licensing.data import DATA

NAMES = DATA.names


@pytest.mark.parametrize(
    ("written", "id", "spelling"),
    [
        ("MIT", "MIT", Spelling.EXACT),
        ("mit", "MIT", Spelling.EXACT),
        ("GPL-2.0", "GPL-2.0-only", Spelling.DEPRECATED),
        ("GPL-2.0+", "GPL-2.0-or-later", Spelling.DEPRECATED),
        ("lgpl-2.1-only+", "LGPL-2.1-or-later", Spelling.DEPRECATED),
        ("Apache-2.0+", "Apache-2.0", Spelling.DEPRECATED),
        ("Apache  License 2.0", "Apache-2.0", Spelling.ALIAS),
        ("GPLv3+", "GPL-3.0-or-later", Spelling.ALIAS),
        ("BSD", "", Spelling.AMBIGUOUS),
        ("Public Domain", "", Spelling.AMBIGUOUS),
        ("EUPL-1.3", "", Spelling.UNKNOWN),
    ],
)
def test_a_written_name_is_found(written: str, id: str, spelling: Spelling):  # noqa: A002
    found = NAMES.license(written)

    assert (found.id, found.spelling) == (id, spelling)


def test_an_unknown_name_gets_the_similar_ones_proposed():
    assert "EUPL-1.2" in NAMES.license("EUPL-1.3").proposals
    assert NAMES.license("Smlouva o dílo").proposals == ()


def test_an_ambiguous_name_lists_what_it_may_mean():
    assert NAMES.license("BSD").proposals == (
        "BSD-2-Clause",
        "BSD-3-Clause",
        "BSD-4-Clause",
    )


def test_exceptions_are_found_as_the_list_spells_them():
    assert NAMES.exception("classpath-exception-2.0") == "Classpath-exception-2.0"
    assert NAMES.exception("Vymyslena") == ""


def test_every_alias_leads_to_a_licence_that_is_judged():
    aliases = NAMES.aliases

    assert set(aliases.aliases.values()) <= set(DATA.licenses)
    assert {name for names in aliases.ambiguous.values() for name in names} <= set(DATA.licenses)
    assert not set(aliases.aliases) & set(aliases.ambiguous)
    assert set(aliases.complete) <= set(aliases.ambiguous)
