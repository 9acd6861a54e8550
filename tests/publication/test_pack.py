"""The pack with which a public repository begins, as other tools read it."""

import subprocess
import sys
import tomllib
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from procurement_kit.cli import main
from procurement_kit.formats import project_file, repository
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.publication.publiccode_of import publiccode_of
from procurement_kit.publication.reuse_check import faults
from procurement_kit.publication.solution import (
    Contractor,
    Person,
    Solution,
    gaps,
    person_of,
    shortened,
)
from procurement_kit.publication_outputs import pack
from procurement_kit.publication_outputs.pack import Pack, pack_of
from procurement_kit.publication_outputs.solution_of import solution_of

DAY = date(2026, 11, 25)
REUSE = Path(sys.executable).with_name("reuse")


def packed(kit: Kit, example: str, **answers: str) -> Pack:
    procurement = kit.example(example)
    changed = procurement.apply(procurement.changes(answers))
    return pack_of(solution_of(kit.assess(changed)), kit, DAY)


def written(found: Pack, folder: Path) -> Path:
    for name, data in found.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def test_a_finished_project_gives_a_pack_in_which_nothing_is_missing(kit: Kit):
    found = packed(kit, "ministry-awarded")

    assert found.missing == ()
    assert pack.faults(found.files["publiccode.yml"], kit, DAY) == ()
    assert {"README.md", "README.en.md", "LICENSE", "LICENSES/EUPL-1.2.txt", "AUTHORS.md",
            "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "SECURITY.md", "REUSE.toml",
            ".well-known/security.txt"} <= set(found.files)  # fmt: skip


def test_the_description_says_what_was_answered(kit: Kit):
    card = yaml.safe_load(packed(kit, "ministry-awarded").files["publiccode.yml"])

    assert card["publiccodeYmlVersion"] == "0.7"
    assert card["url"] == "https://git.ministerstvo.example/prehled-podnetu"
    assert card["developmentStatus"] == "beta"
    assert card["legal"]["license"] == "EUPL-1.2"
    assert card["maintenance"]["contacts"][0]["name"] == "Ing. Adam Síťový"
    assert card["description"]["en"]["shortDescription"].startswith("A public overview")


@pytest.mark.parametrize("example", ["dsw2-extension", "locked-town", "university-module"])
def test_what_nobody_has_said_is_listed_and_marked_but_the_standard_still_takes_the_file(
    kit: Kit, example: str
):
    found = packed(kit, example)

    assert {gap.name for gap in found.missing} >= {"url", "summary", "maintenance"}
    assert pack.faults(found.files["publiccode.yml"], kit, DAY) == ()
    assert "DOPLŇTE: veřejná adresa úložiště" in found.files["README.md"].decode()
    assert "- veřejná adresa úložiště" in found.files["PRED-ZVEREJNENIM.md"].decode()
    questions = kit.methodology.questions
    assert all(gap.question in questions for gap in found.missing)


def test_an_answer_that_looks_like_code_stays_text(kit: Kit):
    name = 'Přehled: "a" #b $license {x} \\ 𝄞'

    found = packed(kit, "ministry-awarded", software_name=name, authority_name='Úřad "A"')

    card = yaml.safe_load(found.files["publiccode.yml"])
    assert card["name"] == name
    assert name in found.files["README.md"].decode()
    table = tomllib.loads(found.files["REUSE.toml"].decode())
    assert table["annotations"][0]["SPDX-FileCopyrightText"] == '2026 Úřad "A"'


def test_every_licence_that_may_be_chosen_comes_with_its_text(kit: Kit):
    for choice in ("eupl", "agpl", "permissive", "apache", "mit"):
        found = packed(kit, "ministry-awarded", outbound_choice=choice)

        assert len(found.files["LICENSE"]) > 900, choice
        assert "license_text" not in {gap.name for gap in found.missing}


def test_the_same_project_gives_the_same_bytes(kit: Kit):
    assert packed(kit, "ministry-awarded").zip == packed(kit, "ministry-awarded").zip


def test_our_own_check_and_reuse_agree_that_the_pack_is_complete(kit: Kit, tmp_path: Path):
    folder = written(packed(kit, "ministry-awarded"), tmp_path)

    assert faults(repository.read_folder(folder).repository) == ()
    if REUSE.is_file():
        done = subprocess.run([REUSE, "--root", folder, "lint", "--quiet"], check=False)
        assert done.returncode == 0


def test_a_contract_needs_a_firm_and_its_end_and_a_community_needs_a_person():
    known = Solution(maintenance="contract", contractor=Contractor("Firma"))

    assert "contractor" in gaps(known)
    assert "contractor" not in gaps(replace(known, contractor=Contractor("Firma", DAY)))
    assert "contact" in gaps(Solution(maintenance="community"))
    assert "contact" not in gaps(Solution(maintenance="community", contact=Person("Jan Novák")))


def test_a_contract_of_support_ends_after_its_months(kit: Kit):
    found = packed(
        kit, "ministry-awarded", software_maintenance="contract",
        contract_signed_on="31. 8. 2026", support_included="yes", support_term="fixed",
        support_months="6",
    )  # fmt: skip

    card = yaml.safe_load(found.files["publiccode.yml"])
    assert card["maintenance"]["contractors"][0]["until"] == date(2027, 2, 28)


def test_long_texts_are_cut_between_words_and_names_are_told_from_departments():
    assert shortened("jedna dvě tři čtyři", 12) == "jedna dvě…"
    assert shortened("jedna", 12) == "jedna"
    assert person_of("Ing. Jan Novák, odbor\n informatiky") == Person(
        "Ing. Jan Novák", affiliation="odbor informatiky"
    )
    assert person_of("  ") is None


def test_keys_of_the_oldest_catalogues_come_first(kit: Kit):
    assert kit.content.publication is not None
    values = publiccode_of(
        Solution(owner="A", owner_url="https://a.example"), kit.content.publication
    )

    assert list(values)[-1] == "organisation"


def test_the_command_writes_an_archive_and_says_what_is_missing(kit: Kit, tmp_path: Path):
    project = tmp_path / "project.json"
    project.write_bytes(project_file.write(kit.example("dsw2-extension"), ()))

    done = CliRunner().invoke(
        main, ["publication-pack", str(project), "--out", f"{tmp_path}/out.zip"]
    )

    assert done.exit_code == 0
    assert "popis jednou větou" in done.stderr
    names = zipfile.ZipFile(BytesIO((tmp_path / "out.zip").read_bytes())).namelist()
    assert "publiccode.yml" in names


def test_a_project_in_which_nothing_was_answered_still_gives_a_pack(kit: Kit):
    empty = Procurement("x", "Nový", kit.hash)

    found = pack_of(solution_of(kit.assess(empty)), kit, DAY)

    assert {"name", "url", "license", "license_text"} <= {gap.name for gap in found.missing}
    assert "LICENSE" not in found.files
