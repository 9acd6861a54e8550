"""What travels with the software: the terms that really apply, and what is missing."""

from procurement_kit.licensing.components import Combination, Component
from procurement_kit.licensing.notices import by_terms, notices
from procurement_kit.licensing.uses import Recipients, Use
from tests.licensing.data import DATA
from tests.licensing.reviews import reviewed, under

INSIDE = Use(network=False, combination=Combination.DYNAMIC, recipients=Recipients.INTERNAL)


def terms(*licenses: str, outbound: str = "EUPL-1.2") -> list[str]:
    """What applies to a component under each of *licenses*."""
    found = notices(under(*licenses, outbound=outbound), DATA)
    return [item.terms for item in found.items]


def test_of_offered_licences_only_the_chosen_one_is_noticed():
    assert terms("GPL-2.0-only OR MIT") == ["MIT"]


def test_the_choice_depends_on_the_licence_of_the_result():
    offered = "AGPL-3.0-only OR SSPL-1.0"

    assert terms(offered, outbound="AGPL-3.0-only") == ["AGPL-3.0-only"]


def test_licences_that_apply_at_once_are_all_noticed():
    assert terms("MIT AND (GPL-3.0-only OR Zlib)") == ["MIT AND Zlib"]


def test_a_choice_inside_a_choice_keeps_what_goes_with_it():
    assert terms("((GPL-2.0-only OR MIT) AND Zlib) OR SSPL-1.0") == ["MIT AND Zlib"]


def test_names_are_noticed_as_the_spdx_list_spells_them():
    assert terms("mit", "gpl-2.0+") == ["MIT", "GPL-2.0-or-later"]


def test_a_licence_comes_with_its_components_texts_and_duties():
    found = notices(under("MIT", "Apache-2.0", "MIT"), DATA)

    apache, mit = found.licenses
    assert [item.name for item in mit.components] == ["a", "c"]
    assert mit.texts == ("MIT",)
    assert mit.duties == ("keep_notice",)
    assert "notice_file" in apache.duties


def test_an_exception_has_a_text_of_its_own():
    found = notices(under("GPL-2.0-only WITH Classpath-exception-2.0"), DATA)

    assert found.texts == ("GPL-2.0-only", "Classpath-exception-2.0")


def test_an_unknown_exception_keeps_the_terms_as_written():
    found = notices(under("mit WITH Neznama-exception"), DATA)

    assert found.items[0].terms == "mit WITH Neznama-exception"
    assert found.texts == ("MIT", "Neznama-exception")


def test_what_stays_inside_starts_no_duty_of_passing_on():
    found = notices(under("MIT", use=INSIDE), DATA)

    assert found.licenses[0].duties == ()


def test_tools_that_nobody_receives_are_left_out():
    tool = Component("linter", license="GPL-3.0-only", combination=Combination.TOOL)

    found = notices(reviewed(tool, Component("b", license="MIT")), DATA)

    assert found.left_out == (tool,)
    assert [item.component.name for item in found.items] == ["b"]


def test_components_without_a_readable_licence_are_named():
    found = notices(under("NOASSERTION", "", "MIT AND", "MIT"), DATA)

    assert [item.name for item in found.unstated] == ["a", "b", "c"]


def test_missing_copyright_lines_and_texts_are_named():
    bare = Component("bare", license="LicenseRef-own", copyright="NOASSERTION",
                     texts_missing=("LicenseRef-own",))  # fmt: skip
    full = Component("full", license="MIT", copyright="Copyright 2020 Eva")

    found = notices(reviewed(bare, full), DATA)

    assert found.without_copyright == (bare,)
    assert found.references_without_text == (("LicenseRef-own", bare),)


def test_every_component_is_noticed_left_out_or_unstated():
    found = notices(under("MIT", "NONE", "LicenseRef-own", "Neznama-1.0", "SSPL-1.0"), DATA)

    assert len(found.items) + len(found.unstated) + len(found.left_out) == 5
    assert list(by_terms(found.items)) == ["LicenseRef-own", "MIT", "Neznama-1.0", "SSPL-1.0"]
