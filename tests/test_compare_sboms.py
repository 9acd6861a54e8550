"""The command that compares a delivery with the tender and the contract."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from procurement_kit.cli.acceptance import compare_sboms
from procurement_kit.formats import project_file
from procurement_kit.kit import Kit
from procurement_kit.problems import KitError
from tests.formats.bills import spdx
from tests.formats.test_archive import zipped

WHOLE = {
    "supplier": "Organization: Autor",
    "licenseConcluded": "MIT",
    "checksums": [{"algorithm": "SHA512", "checksumValue": "ab"}],
}
USED = [("SPDXRef-DOCUMENT", "CONTAINS", "SPDXRef-1"), ("SPDXRef-1", "DEPENDS_ON", "SPDXRef-2")]
REPOSITORY = {"LICENSE": b"EUPL", "AUTHORS": b"Autor", "LICENSES/MIT.txt": b"MIT"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tender.json").write_bytes(spdx({**WHOLE, "name": "a"}))
    (tmp_path / "same.json").write_bytes(
        spdx({**WHOLE, "name": "a"}, relationships=[("SPDXRef-1", "CONTAINS", "SPDXRef-1")])
    )
    (tmp_path / "bad.json").write_bytes(
        spdx({**WHOLE, "name": "a"}, {**WHOLE, "name": "b", "licenseDeclared": "GPL-2.0-only",
             "licenseConcluded": "GPL-2.0-only"}, relationships=USED)
    )  # fmt: skip
    (tmp_path / "repo.zip").write_bytes(zipped(REPOSITORY))
    return tmp_path


def compared(folder: Path, delivery: str, *more: str) -> Result:
    names = [str(folder / "tender.json"), str(folder / delivery)]
    return CliRunner().invoke(compare_sboms, [*names, *more])


def test_what_can_not_be_known_without_an_archive_is_for_somebody_to_find_out(folder: Path):
    result = compared(folder, "same.json", "--outbound", "EUPL-1.2")

    assert result.exit_code == 2
    assert "vada" not in result.output


def test_an_incompatible_component_is_a_no_with_a_deadline(folder: Path):
    result = compared(folder, "bad.json", "--outbound", "AGPL-3.0-or-later",
                      "--handed-in", "2026-12-01")  # fmt: skip

    assert result.exit_code == 1
    assert "b 1.0 (GPL-2.0-only)" in result.output
    assert "11. 12. 2026" in result.output
    assert "změna: b 1.0" in result.output


def test_the_report_can_be_read_by_a_program(folder: Path):
    result = compared(folder, "bad.json", "--outbound", "AGPL-3.0-or-later", "--archive",
                      str(folder / "repo.zip"), "--json")  # fmt: skip
    found = json.loads(result.output)

    assert found["result"] == "not_met"
    assert {"incompatible", "license_text_missing"} <= {item["kind"] for item in found["defects"]}
    kinds = {item["after"]["name"]: item["kinds"] for item in found["changes"]}
    assert kinds == {"a": ["unchanged"], "b": ["added"]}
    assert {"ntia", "cisa", "bsi"} <= {item["id"] for item in found["standards"]}


def test_the_contract_of_a_project_says_what_is_demanded(folder: Path, kit: Kit):
    (folder / "p.json").write_bytes(project_file.write(kit.example("dsw2-extension"), ()))
    result = compared(folder, "bad.json", "--policy", str(folder / "p.json"), "--json")
    found = json.loads(result.output)

    assert found["outbound"] == "AGPL-3.0-or-later"
    results = {item["id"]: item["result"] for item in found["checks"]}
    assert results["format"] == "met"


def test_a_project_that_has_not_decided_is_explained(folder: Path, kit: Kit):
    example = kit.example("dsw2-extension")
    answers = {key: value for key, value in example.answers.items() if key != "third_party_policy"}
    undecided = example.__class__(**{**vars(example), "answers": answers})
    (folder / "p.json").write_bytes(project_file.write(undecided, ()))
    result = compared(folder, "bad.json", "--policy", str(folder / "p.json"))

    assert isinstance(result.exception, KitError)
    assert result.exception.code == "policy_open"


def test_without_a_licence_or_a_project_the_command_is_typed_wrongly(folder: Path):
    assert compared(folder, "bad.json").exit_code == 2
    assert "--outbound" in compared(folder, "bad.json").output
