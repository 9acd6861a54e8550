# ruff: noqa: E501 - one mistake a line is easier to read
"""publiccode.yml: what each version of the standard demands, and where the file breaks it."""

import tomllib
from importlib import resources

import pytest

from tests.catalogue.publiccodes import GOOD, LONG, changed, read, reader, told

VERSIONS = ("0", "0.2", "0.2.1", "0.2.2", "0.3", "0.3.0", "0.4", "0.4.0", "0.5", "0.5.0", "0.7")
OLD_DEMANDS = "    genericName: Dotace\n    shortDescription:"


def test_a_good_file_has_nothing_said_about_it_and_becomes_a_value():
    reading = read(GOOD)

    assert reading.said == ()
    assert reading.code is not None
    assert (reading.code.name, reading.code.license) == ("Dotace", "AGPL-3.0-or-later")
    assert reading.code.descriptions["cs"].features == ("Podání žádosti",)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_file_with_everything_old_versions_want_is_valid_in_every_version(version):
    text = changed('"0.7"', f'"{version}"').replace(
        "name: Dotace", 'name: Dotace\nreleaseDate: "2026-01-31"', 1
    )
    text = text.replace("    shortDescription:", OLD_DEMANDS)

    assert [item for item in told(text) if item[3]] == []


@pytest.mark.parametrize(
    ("version", "missing"),
    [
        ("0.2", {"genericName", "releaseDate"}),
        ("0.3", {"releaseDate"}),
        ("0.4", set()),
    ],
)
def test_each_version_is_judged_by_its_own_mandatory_keys(version, missing):
    found = {
        dict(item.problem.details)["name"] for item in read(changed('"0.7"', f'"{version}"')).errors
    }

    assert found == missing


def test_categories_are_mandatory_below_0_5_only():
    text = changed("categories: [grant-management]\n", "")

    assert told(text) == []
    assert told(text.replace('"0.7"', '"0.4"')) == [(1, "", "publiccode_missing_before", True)]


def test_the_words_of_version_0_1_are_taken_in_0_1_and_named_anew_later():
    old = GOOD.replace('publiccodeYmlVersion: "0.7"', 'publiccode-yaml-version: "0.1"')
    old = old.replace("categories:", "tags:").replace(
        "name: Dotace", "name: Dotace\nreleaseDate: 2018-01-31"
    )
    old = old.replace("    shortDescription:", OLD_DEMANDS)

    assert told(old) == []
    later = old.replace('publiccode-yaml-version: "0.1"', 'publiccodeYmlVersion: "0.3"')
    assert told(later) == [
        (6, "tags", "publiccode_renamed", True),
        (11, "description/cs/genericName", "publiccode_deprecated_instead", False),
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "code"),
    [
        ("name: Dotace\n", "", 1, "", "publiccode_missing"),
        ("https://example.org/dotace.git", "example.org/dotace", 3, "url", "publiccode_bad_url"),
        ("[web]", "[]", 4, "platforms", "publiccode_empty"),
        ("[grant-management]", "[grant-managment]", 5, "categories[1]", "publiccode_not_in_list_near"),
        ("stable", "ready", 6, "developmentStatus", "publiccode_not_in_list"),
        ("standalone/web", "standalone", 7, "softwareType", "publiccode_not_in_list_near"),
        ("  cs:", "  czech-language:", 9, "description/czech-language", "publiccode_bad_language"),
        ("Žádosti o dotace.", "a" * 151, 10, "description/cs/shortDescription", "publiccode_too_long"),
        (LONG, "krátký", 11, "description/cs/longDescription", "publiccode_too_short"),
        ("    features: [Podání žádosti]\n", "", 8, "description", "publiccode_one_language"),
        ("AGPL-3.0-or-later", "MIT AND", 14, "legal/license", "publiccode_license_broken"),
        ("AGPL-3.0-or-later", "AGPLv3", 14, "legal/license", "publiccode_license_near"),
        ("AGPL-3.0-or-later", "Vlastni-licence-obce", 14, "legal/license", "publiccode_license_unknown"),
        ("type: community", "type: contract", 15, "maintenance", "publiccode_missing_when"),
        ("  contacts:\n    - name: Jan Novák\n", "", 15, "maintenance", "publiccode_missing_when"),
        ("localisationReady: true", "localisationReady: ano", 20, "localisation/localisationReady", "publiccode_bad_boolean"),
        ("[cs]", "[čeština]", 21, "localisation/availableLanguages[1]", "publiccode_bad_language"),
        ("name: Dotace\n", "name: [Dotace]\n", 2, "name", "publiccode_not_text"),
        ("legal:\n  license: AGPL-3.0-or-later", "legal: AGPL-3.0-or-later", 13, "legal", "publiccode_not_section"),
        ("categories: [grant-management]", "categories: grant-management", 5, "categories", "publiccode_not_list"),
        ('"0.7"', '"1.7"', 1, "publiccodeYmlVersion", "publiccode_version"),
        ("name: Dotace", "name: Dotace\nnazev: Dotace", 3, "nazev", "publiccode_unknown_key"),
        ("name: Dotace", "name: Dotace\nlandingUrl: https://example.org", 3, "landingUrl", "publiccode_unknown_key_near"),
        ("name: Dotace", "name: Dotace\nlogo: /img/logo.svg", 3, "logo", "publiccode_bad_path"),
        ("name: Dotace", "name: Dotace\nlogo: img/logo.gif", 3, "logo", "publiccode_bad_picture"),
        ("name: Dotace", "name: Dotace\nreleaseDate: 2026-02-30", 3, "releaseDate", "publiccode_bad_date"),
        ("name: Dotace", "name: Dotace\nsupports: [{id: nia}]", 3, "supports[1]/id", "publiccode_bad_uri"),
        ("name: Dotace", "name: Dotace\nsupports: [{id: 'alias:gdp'}]", 3, "supports[1]/id", "publiccode_not_in_list_near"),
        ("name: Dotace", "name: Dotace\norganisation: {name: Obec}", 3, "organisation", "publiccode_missing"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line_and_key(old, new, line, key, code):
    assert (line, key, code, True) in told(changed(old, new))


@pytest.mark.parametrize(
    ("old", "new", "key", "code"),
    [
        ("  license: AGPL", "  repoOwner: Obec\n  license: AGPL", "legal/repoOwner", "publiccode_deprecated_instead"),
        ("name: Dotace", "name: Dotace\nmonochromeLogo: logo.svg", "monochromeLogo", "publiccode_deprecated"),
        ("name: Dotace", "name: Dotace\nit: {}", "it", "publiccode_deprecated_instead"),
        ("name: Dotace", "name: Dotace\nintendedAudience: {countries: [cz]}", "intendedAudience/countries[1]", "publiccode_old_country"),
        ("AGPL-3.0-or-later", "AGPL-3.0", "legal/license", "publiccode_license_old"),
        ("AGPL-3.0-or-later", "BUSL-1.1", "legal/license", "publiccode_license_not_open"),
        ("localisationReady: true", "localisationReady: yes", "localisation/localisationReady", "publiccode_old_boolean"),
    ],
)  # fmt: skip
def test_what_is_only_out_of_date_is_a_warning_and_the_file_stays_valid(old, new, key, code):
    reading = read(changed(old, new))

    assert reading.is_valid
    assert [(item.key, item.problem.code) for item in reading.said] == [(key, code)]


def test_a_key_of_a_later_version_is_named_with_the_version_that_brought_it():
    text = changed('"0.7"', '"0.4"').replace(
        "name: Dotace", "name: Dotace\nsupports: [{id: 'alias:gdpr'}]", 1
    )

    assert told(text) == [(3, "supports", "publiccode_too_new", False)]


def test_contractors_of_a_community_are_refused_and_an_ended_contract_is_a_warning():
    ended = "  contractors: [{name: Firma, until: 2020-01-31}]\n  type: "

    assert told(changed("  type: ", ended)) == [
        (16, "maintenance/contractors", "publiccode_only_when", True),
        (16, "maintenance/contractors[1]/until", "publiccode_contract_over", False),
    ]


@pytest.mark.parametrize(
    ("data", "line", "code"),
    [
        (b"", 1, "yaml_empty"),
        (b"# nic\n", 1, "yaml_empty"),
        (b"name: a\nname: b\n", 2, "yaml_duplicate_key"),
        (b"a: &x 1\nb: *x\n", 2, "yaml_alias"),
        ("name: Žádost\nurl: Ž".encode("cp1250"), 1, "publiccode_encoding"),
        ("name: x\nurl: Ž".encode() + b"\xff", 2, "publiccode_encoding"),
        ("name: x".encode("utf-16"), 1, "publiccode_encoding"),
        (b"name: x\nurl: a\x00b", 2, "publiccode_control"),
        (b"name: [x\nurl: }", 2, "yaml_syntax"),
        (b"a: 1\n---\nb: 2\n", 2, "yaml_syntax"),
        (b"name: x\nurl: " + b"[" * 100_000, 2, "publiccode_deep"),
        (b"name:\n" + b"- " * 100_000 + b"x", 2, "publiccode_deep"),
        (b"x: " + b"a" * 10_000_000, 1, "publiccode_large"),
        (b"- name: x\n", 1, "publiccode_not_section"),
        (b"x", 1, "publiccode_not_section"),
    ],
)
def test_a_hostile_file_gets_a_precise_answer(data, line, code):
    assert (line, code) in [(item[0], item[2]) for item in told(data)]


def test_an_alias_bomb_is_refused_before_it_grows():
    bomb = "a: &a [x, x, x, x]\n" + "".join(
        f"{new}: &{new} [*{old}, *{old}, *{old}, *{old}]\n"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )

    assert told(bomb) == [(2, "", "yaml_alias", True)]


def test_a_file_of_nothing_but_mistakes_is_cut_after_the_first_ones():
    wrong = "categories:\n" + "".join(f"- spatna-kategorie-{number}\n" for number in range(20_000))

    assert len(told(wrong)) == 201


@pytest.mark.parametrize(
    "value", ["[]", "{}", "null", "''", "[[x]]", "{a: {b: c}}", "12", "2026-01-01", "[null]"]
)
def test_every_key_takes_every_wrong_shape_without_breaking_down(value):
    for name in reader().standard.root.keys:
        read(GOOD + f"\n{name}2: 1\n{name}: {value}\n")
    for name in ("legal", "maintenance", "description", "localisation", "intendedAudience"):
        assert read(f"{name}: {value}\n").errors
        assert read(f"{name}: {{license: {value}, type: {value}, cs: {value}}}\n").errors


def test_the_lists_of_the_standard_are_complete():
    words = reader().standard.vocabularies

    assert {name: len(words[name].values) for name in ("categories", "scope", "software_type", "aliases")} == {
        "categories": 106, "scope": 24, "software_type": 9, "aliases": 9,
    }  # fmt: skip


def test_every_sentence_says_what_to_do():
    texts = tomllib.loads(
        resources.files("procurement_kit").joinpath("messages.toml").read_text("utf-8")
    )
    skipped = {"publiccode_error", "publiccode_warning", "publiccode_valid", "publiccode_invalid"}

    assert [
        code for code, entry in texts.items()
        if code.startswith("publiccode_") and code not in skipped
        and not any(mark in entry["text"] for mark in (";", "{instead}"))
    ] == []  # fmt: skip
