# ruff: noqa: E501 - one case a line is easier to read
"""The catalogue: what is imported from where, what is found, and what bad entries do."""

import json
import shutil
from datetime import date

import pytest

from procurement_kit.catalogue.search import Query
from procurement_kit.catalogue.solutions import Link, Solution, key_of
from procurement_kit.formats import catalogue_files
from procurement_kit.formats.catalogue_sources import Sources
from procurement_kit.formats.files import content_root
from procurement_kit.formats.web_files import fetch
from procurement_kit.problems import ContentError, KitError
from procurement_kit.store.catalogue_database import CatalogueDatabase
from procurement_kit.store.license_database import opened
from tests.catalogue.publiccodes import DAY, GOOD, reader


def sources(origin: str = "zkouška") -> Sources:
    return Sources(reader(), opened(content_root()).data.names, origin, DAY)


@pytest.fixture
def database(tmp_path) -> CatalogueDatabase:
    return CatalogueDatabase(tmp_path / "catalogue.sqlite")


def imported(database, path, origin="zkouška"):
    items = list(sources(origin).read(path))
    return database.put([(i.solution, i.place) for i in items if i.solution], {}), items


def written(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
    return path


def names(database, words="", **filters):
    return [item.name for item in database.search(Query(words, **filters)).items]


def test_a_folder_gives_its_good_files_and_names_the_lines_of_the_bad_ones(tmp_path, database):
    written(tmp_path / "in/a/publiccode.yml", GOOD)
    written(tmp_path / "in/b/publiccode.yml", "name: [x\n")
    written(
        tmp_path / "in/c/publiccode.yml",
        GOOD.replace("dotace.git", "jine").replace("stable", "hotovo"),
    )

    counts, items = imported(database, tmp_path / "in")

    assert counts.added == 2
    assert [(str(p).split(":")[0][-18:], p.line) for i in items for p in i.said] == [
        ("n/b/publiccode.yml", 2),
        ("n/c/publiccode.yml", 6),
    ]


@pytest.mark.parametrize("words", ["zadosti", "ŽÁDOST", "žádostí dotac", "dotaci", "dotační"])
def test_accents_capitals_and_endings_do_not_matter(tmp_path, database, words):
    imported(database, written(tmp_path / "publiccode.yml", GOOD))

    assert names(database, words) == ["Dotace"]


def test_german_letters_are_found_with_and_without_their_marks(database):
    item = Solution(id="a", name="Förderung für Straßen", repository="https://example.org/a")
    database.put([(item, "")], {})

    assert (
        names(database, "forderung strasse") == names(database, "Förderung Straße") == [item.name]
    )


def test_filters_narrow_the_search(tmp_path, database):
    imported(database, written(tmp_path / "publiccode.yml", GOOD))

    assert names(database, license="AGPL-3.0-or-later", function="grant-management", language="cs")
    assert names(database, "dotace", license="MIT") == []
    assert names(database, country="AT") == []


def test_a_repository_that_comes_twice_is_one_entry_and_is_reported(tmp_path, database):
    written(tmp_path / "in/a/publiccode.yml", GOOD)
    written(
        tmp_path / "in/b/publiccode.yml",
        GOOD.replace("https://example.org/dotace.git", "http://www.example.org/Dotace/"),
    )

    counts, _ = imported(database, tmp_path / "in")

    assert (counts.added, len(counts.twice), len(names(database))) == (1, 1, 1)


def test_two_catalogues_that_differ_in_the_licence_are_both_told(tmp_path, database):
    path = written(tmp_path / "publiccode.yml", GOOD)
    imported(database, path, "první")
    imported(database, written(path, GOOD.replace("AGPL-3.0-or-later", "MIT")), "druhý")

    (item,) = database.search(Query()).items
    assert item.license_note == "první: AGPL-3.0-or-later; druhý: MIT"
    assert item.origin == "první, druhý"


def test_an_import_that_is_stopped_leaves_nothing_behind(tmp_path, database):
    def stopped():
        yield Solution(id="a", name="A"), "a"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        database.put(stopped(), {})

    assert names(database) == []


def test_a_recorded_gitlab_list_becomes_entries_with_its_own_figures(tmp_path, database):
    project = {
        "id": 8, "name": "Design systém", "description": "Vzhled webů", "archived": False,
        "path_with_namespace": "gov-cz/gov-design-system", "star_count": 5,
        "web_url": "https://code.gov.cz/gov-cz/gov-design-system",
        "last_activity_at": "2025-09-23T10:00:00Z", "license": {"key": "agpl-3.0"},
        "namespace": {"name": "gov-cz"},
    }  # fmt: skip
    counts, items = imported(database, written(tmp_path / "gitlab.json", [project, {"id": 9}]))

    (item,) = database.search(Query("vzhled")).items
    assert counts.added == 1
    assert items[1].said[0].code == "catalogue_entry"
    assert (item.license, item.license_note) == ("", "agpl-3.0")
    assert (item.vitality.text, item.vitality.day) == ("star_count 5", date(2025, 9, 23))


def test_pages_of_developers_italia_carry_publiccode_texts_and_dead_entries(tmp_path, database):
    page = {
        "data": [{"url": "https://example.org/x", "active": False, "publiccodeYml": GOOD}],
        "links": {},
    }
    imported(database, written(tmp_path / "italia.json", page))

    (item,) = database.search(Query("dotace")).items
    assert item.link is Link.DEAD


def test_sill_entries_keep_organisations_but_no_people(tmp_path, database):
    tool = {"softwareName": "Outil", "softwareDescription": "Gestion", "license": "MIT",
            "userAndReferentCountByOrganization": {"DINUM": {"userCount": 3}},
            "referents": [{"email": "a@example.org"}]}  # fmt: skip
    imported(database, written(tmp_path / "sill.json", [tool]))

    (item,) = database.search(Query("gestion")).items
    assert item.users == ("DINUM",)
    assert "example.org" not in item.model_dump_json()


def test_publiccode_as_json_is_read_as_the_eu_catalogue_writes_it(tmp_path, database):
    entry = {"name": "Eu", "url": "https://example.org/eu", "developmentStatus": "stable",
             "legal": {"license": "EUPL-1.2"}}  # fmt: skip
    imported(database, written(tmp_path / "eu.json", {"items": [entry]}))

    assert names(database, license="EUPL-1.2") == ["Eu"]


@pytest.mark.parametrize("suffix", ["csv", "txt", "json"])
def test_a_list_of_repositories_leads_to_local_folders(tmp_path, database, suffix):
    written(tmp_path / "a/publiccode.yml", GOOD)
    address, broken = "https://example.org/dotace", "https://example.org/nic"
    texts = {
        "csv": f"url;path\n{address};a\n{broken};b\n",
        "txt": f"# seznam\n{address} a\n{broken} b\n",
        "json": json.dumps([{"url": address, "path": "a"}, {"url": broken, "path": "b"}]),
    }
    counts, items = imported(database, written(tmp_path / f"list.{suffix}", texts[suffix]))

    assert counts.added == 1
    assert [problem.code for item in items for problem in item.said] == ["catalogue_no_file"]


@pytest.mark.parametrize(("name", "text"), [("a.json", "{"), ("a.json", "3"), ("a.exe", "")])
def test_a_file_of_no_known_kind_is_refused_with_a_sentence(tmp_path, name, text):
    with pytest.raises(KitError):
        list(sources().read(written(tmp_path / name, text)))


@pytest.mark.parametrize("value", [None, [], {}, 3, "x", True, [[]], {"a": 1}])
def test_entries_of_any_wrong_shape_break_nothing(tmp_path, database, value):
    keys = ("name", "web_url", "license", "namespace", "description", "publiccodeYml",
            "last_activity_at", "softwareName", "softwareType", "developmentStatus", "url")  # fmt: skip
    entries = [
        value,
        *({"name": "x", "web_url": "https://example.org/x", key: value} for key in keys),
    ]

    imported(database, written(tmp_path / "any.json", entries))


def test_ways_of_writing_one_address_are_one_repository():
    ways = (
        "https://github.com/a/B.git",
        "http://www.github.com/a/b/",
        "git@github.com/a/b",
        "github.com/a/b#x",
    )

    assert {key_of(way) for way in ways} == {"github.com/a/b"}


@pytest.mark.parametrize(
    "address",
    ["http://example.org/a.json", "file:///etc/passwd", "https://u:p@example.org/", "https://example.org:8443/",
     "https://127.0.0.1/", "https://[::1]/", "https://10.0.0.5/a", "https://169.254.169.254/", "https://localhost/",
     "https://[::ffff:127.0.0.1]/", "https:///x"],
)  # fmt: skip
def test_nothing_is_fetched_from_an_unsafe_or_private_address(address):
    with pytest.raises(KitError) as error:
        fetch(address)

    assert error.value.code in {"web_address", "web_private"}


def test_what_comes_with_the_program_holds_the_systems_of_the_seed_and_its_sources():
    content = catalogue_files.read(content_root())
    entries = {item.id: item for item in content.entries.values()}

    assert {"dsw2", "paroz", "platebni-portal", "cityvizor"} <= set(entries)
    assert len(entries) >= 44
    assert "GPL-3.0" in entries["cityvizor"].license_note
    assert [
        item.id for item in entries.values() if not item.license and not item.license_note
    ] == []
    known = opened(content_root()).data.names.spdx.licenses
    assert [
        i.id
        for i in entries.values()
        for part in i.license.split(" OR ")
        if part and part not in known
    ] == []


def test_mistakes_in_the_folder_are_named_with_their_lines(tmp_path):
    shutil.copytree(content_root() / "catalogue_data", tmp_path / "catalogue_data")
    file = tmp_path / "catalogue_data/solutions/koha.yaml"
    file.write_text(
        file.read_text("utf-8").replace("integrated-library-system", "knihovna"), "utf-8"
    )

    with pytest.raises(ContentError) as error:
        catalogue_files.read(tmp_path)

    assert [(p.path, p.line, p.code) for p in error.value.problems] == [
        ("catalogue_data/solutions/koha.yaml", 5, "publiccode_not_in_list")
    ]
