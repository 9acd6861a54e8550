"""The built licence file: the same data as the content, found again, never stale."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from procurement_kit.formats.files import content_root
from procurement_kit.licensing.agreement import MERGED
from procurement_kit.licensing.compatibility import Judgement
from procurement_kit.store.license_database import LicenseDatabase, opened
from tests.licensing.data import DATA


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LicenseDatabase]:
    found = opened(content_root(), tmp_path_factory.mktemp("cache"))
    yield found
    found.close()


def test_what_is_read_back_equals_the_content(database: LicenseDatabase):
    found = database.data

    for field in (
        "licenses", "exceptions", "rules", "rulings", "vocabulary", "sources", "choice",
        "contract", "standards", "differences", "statements", "names", "words",
    ):  # fmt: skip
        assert getattr(found, field) == getattr(DATA, field), field
    assert dict(found.second.cells.items()) == DATA.second.cells
    assert (found.second.title, found.second.day) == (DATA.second.title, DATA.second.day)


def test_the_two_ways_to_the_data_give_the_same_opinions(database: LicenseDatabase):
    pairs = [(a, b) for a in list(DATA.licenses)[::7] for b in list(DATA.licenses)[::11]]

    for inbound, outbound in pairs:
        built = Judgement(database.data, outbound, MERGED).on(inbound)
        assert built == Judgement(DATA, outbound, MERGED).on(inbound)


@pytest.mark.parametrize(
    ("text", "first"),
    [("rovnocenným českým zněním", "EUPL-1.2"), ("rovnocennym ceskym", "EUPL-1.2"),
     ("gplv3+", "GPL-3.0-or-later"), ("classpath", "Classpath-exception-2.0")],
)  # fmt: skip
def test_a_licence_is_found_by_name_alias_or_note_without_accents(
    database: LicenseDatabase, text: str, first: str
):
    found = database.search(text)

    assert first in found[:5]


@pytest.mark.parametrize("text", ["", '"', "AND OR NOT", "NEAR(", "xyzneznamo", "* -"])
def test_no_search_text_breaks_the_search(database: LicenseDatabase, text: str):
    assert isinstance(database.search(text), tuple)


def test_what_is_left_out_is_said_with_the_reason(database: LicenseDatabase):
    why = dict(database.left_out)

    assert "GPL-3.0-only" in why["GPL-3.0"]
    assert why["AAL"]
    assert not set(why) & set(DATA.licenses)


def test_a_changed_content_file_builds_a_new_database_and_drops_the_old(tmp_path: Path):
    root, cache = tmp_path / "content", tmp_path / "cache"
    shutil.copytree(content_root() / "license_data", root / "license_data")
    opened(root, cache).close()
    (before,) = cache.glob("*.sqlite")
    license_file = root / "license_data/licenses/MIT.yaml"
    license_file.write_text(license_file.read_text("utf-8").replace("fit: ", "fit:  "), "utf-8")

    opened(root, cache).close()

    (after,) = cache.glob("*.sqlite")
    assert after.name != before.name


def test_an_unchanged_content_is_not_built_again(tmp_path: Path):
    opened(content_root(), tmp_path).close()
    (path,) = tmp_path.glob("*.sqlite")
    first = path.stat().st_ino

    opened(content_root(), tmp_path).close()

    assert path.stat().st_ino == first


def test_where_nothing_can_be_kept_the_answer_comes_all_the_same(tmp_path: Path):
    (tmp_path / "file").write_text("not a folder")

    database = opened(content_root(), tmp_path / "file" / "cache")

    assert database.data.licenses.keys() == DATA.licenses.keys()
    assert "EUPL-1.2" in database.search("eupl")
    assert dict(database.data.second.cells.items()) == DATA.second.cells
    database.close()


def test_nobody_can_write_into_the_opened_file(database: LicenseDatabase, tmp_path: Path):
    opened(content_root(), tmp_path).close()
    (path,) = tmp_path.glob("*.sqlite")
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)

    with pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM piece")
    assert os.access(path, os.R_OK)
    connection.close()
