"""The command line: what it answers, in words and in exit codes."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from procurement_kit.cli import PLACES, documents, main
from procurement_kit.cli.content import schema_files
from procurement_kit.formats import project_file
from procurement_kit.formats.files import FOLDERS, content_root
from procurement_kit.kit import Kit
from procurement_kit.store.store import DATABASE, Store
from tests.builders import NOON, a_procurement

PROGRAM = [sys.executable, "-m", "procurement_kit"]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, so that no test touches the user's."""
    monkeypatch.setenv("PROCUREMENT_KIT_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the content that may be broken."""
    for folder in FOLDERS:
        shutil.copytree(content_root() / folder, tmp_path / "content" / folder)
    return tmp_path / "content"


@pytest.fixture
def project(kit: Kit, tmp_path: Path) -> Path:
    """A finished project in a file."""
    path = tmp_path / "project.json"
    path.write_bytes(project_file.write(kit.example("dsw2-extension"), ()))
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(item) for item in arguments])


def test_every_command_explains_itself():
    for name in PLACES:
        shown = run(name, "--help")
        assert shown.exit_code == 0
        assert len(shown.output.splitlines()) > 4


def test_a_command_typed_wrongly_has_an_exit_code_of_its_own():
    assert run("frobnicate").exit_code == 64
    assert run("check-sbom").exit_code == 64
    assert run("serve", "--port", "0").exit_code == 64


def test_sound_content_is_confirmed_with_how_much_was_tried(kit: Kit):
    result = run("check-content", "--walks", "40", "--on", "2026-11-23")

    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Obsah je v pořádku")
    assert f"otázek {len(kit.methodology.questions)}" in result.stdout
    assert "40 celých průchodů" in result.stdout
    assert "Přesně" in result.stdout


def test_every_mistake_of_the_content_is_a_line_with_its_place(root: Path):
    parameter = next((root / "methodology/law/cz/parameters").iterdir())
    parameter.write_text(parameter.read_text("utf-8") + "extra: 1\n", "utf-8")
    (root / "templates/words.yaml").unlink()

    result = run("check-content", root)

    assert result.exit_code == 1
    assert f"methodology/law/cz/parameters/{parameter.name}:" in result.stderr
    assert "templates/words.yaml:1: " in result.stderr


def test_a_source_past_its_review_fails_the_check():
    result = run("check-content", "--walks", "0", "--on", "2031-01-01")

    assert result.exit_code == 1
    assert "methodology/law/cz/sources.yaml:" in result.stderr
    assert "license_data/sources.yaml:" in result.stderr


@pytest.mark.parametrize(
    ("day", "warned", "code"),
    [("2027-09-30", False, 0), ("2027-10-01", True, 0),
     ("2027-12-30", True, 0), ("2027-12-31", False, 1)],
)  # fmt: skip
def test_a_source_is_announced_ninety_days_before_it_must_be_read_again(
    root: Path, day: str, warned: bool, code: int
):
    for file in (root / "methodology/law/cz/sources.yaml", root / "license_data/sources.yaml"):
        text = re.sub(r"\n  review_by: .*", "", file.read_text("utf-8"))
        text = re.sub(r"checked_on: [\d-]+", "checked_on: 2026-12-30", text)
        file.write_text(text, "utf-8")
    for file in (root / "license_data").rglob("*.yaml"):
        text = re.sub(r"reviewed_on: [\d-]+", "reviewed_on: 2026-12-30", file.read_text("utf-8"))
        file.write_text(text, "utf-8")

    result = run("check-content", root, "--walks", "0", "--on", day)

    assert result.exit_code == code, result.output
    assert ("varování: do 30. 12. 2027" in result.stderr) is warned


def test_the_questions_of_a_stage_are_drawn_and_written(tmp_path: Path, kit: Kit):
    result = run("question-tree", "--stage", "S2", "--out", tmp_path / "tree")

    assert result.exit_code == 0, result.output
    names = {path.name for path in (tmp_path / "tree").iterdir()}
    assert names == {"question-tree-S2.svg", "question-tree.docx", "question-tree.html",
                     "question-tree.txt"}  # fmt: skip
    text = (tmp_path / "tree/question-tree.txt").read_text("utf-8").replace("\u00a0", " ")
    assert kit.methodology.questions["build_verified"].label in text


def test_an_unknown_stage_names_the_known_ones(tmp_path: Path):
    result = run("question-tree", "--stage", "S99", "--out", tmp_path / "tree")

    assert result.exit_code == 3
    assert "S2" in result.stderr


def test_documents_are_made_again_from_the_pdf_of_an_internal_one(project: Path, tmp_path: Path):
    first = run("generate", project, "--out", tmp_path / "first", "--only", "D1")
    (paper,) = (tmp_path / "first").glob("*.pdf")
    second = run("generate", paper, "--out", tmp_path / "second", "--only", "D1")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert (tmp_path / "second" / paper.name).read_bytes() == paper.read_bytes()


def test_an_example_becomes_a_project_file(tmp_path: Path, kit: Kit):
    result = run("export-example", "dsw2-extension", "--out", tmp_path / "p.json")

    assert result.exit_code == 0
    read = project_file.read("p.json", (tmp_path / "p.json").read_bytes())
    assert dict(read.procurement.answers) == dict(kit.example("dsw2-extension").answers)


def test_an_unknown_example_names_the_known_ones(tmp_path: Path):
    result = run("export-example", "x", "--out", tmp_path / "p.json")

    assert result.exit_code == 3
    assert "dsw2-extension" in result.stderr


def test_documents_are_generated_and_listed(project: Path, tmp_path: Path):
    progress = tmp_path / "progress.json"

    result = run(
        *("generate", project, "--out", tmp_path / "out", "--only", "D3"),
        *("--progress-file", progress, "--time-limit", "100"),
    )

    assert result.exit_code == 0, result.output
    assert "projekt.json" in result.stdout
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        result.stdout.splitlines()[:4]
    )
    assert json.loads(progress.read_text()) == {"done": 1, "total": 1, "current": ""}


def test_what_is_not_ready_is_a_no_with_every_obstacle(tmp_path: Path, kit: Kit):
    (tmp_path / "p.json").write_bytes(project_file.write(a_procurement(), ()))
    progress = tmp_path / "progress.json"

    result = run(
        *("generate", tmp_path / "p.json", "--out", tmp_path / "out"),
        *("--progress-file", progress),
    )

    assert result.exit_code == 1
    assert kit.methodology.questions["contract_title"].label in result.stderr
    assert json.loads(progress.read_text())["error"] in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_draft_is_made_of_anything_and_other_content_is_mentioned(tmp_path: Path):
    (tmp_path / "p.json").write_bytes(project_file.write(a_procurement(), ()))

    result = run(
        "generate", tmp_path / "p.json", "--out", tmp_path / "out", "--draft", "--only", "D3"
    )

    assert result.exit_code == 0, result.output
    assert "jiným zněním metodiky" in result.stderr


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_project_that_can_not_be_read_is_a_sentence(tmp_path: Path, name: str):
    result = run("generate", tmp_path / name, "--out", tmp_path / "out")

    assert result.exit_code in {3, 64}
    assert result.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_generation_leaves_nothing_behind(
    project: Path, tmp_path: Path, number: signal.Signals
):
    target = tmp_path / "target"
    progress = tmp_path / "progress.json"
    command = [*PROGRAM, "generate", str(project), "--out", str(target / "out")]

    with subprocess.Popen([*command, "--progress-file", str(progress)]) as child:
        end = time.monotonic() + 60
        while not progress.exists():
            assert time.monotonic() < end
            time.sleep(0.05)
        os.kill(child.pid, number)
        code = child.wait(60)

    assert code == 130
    assert list(target.iterdir()) == []


def test_a_generation_over_its_time_says_so_and_leaves_nothing(project: Path, tmp_path: Path):
    target = tmp_path / "target"

    result = run("generate", project, "--out", target / "out", "--time-limit", "1")

    assert result.exit_code == 3
    assert not target.exists() or list(target.iterdir()) == []


def test_an_end_asked_while_an_object_is_taken_apart_still_ends_the_work():
    class TakenApart:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGTERM)

    with pytest.raises(KeyboardInterrupt), documents._stoppable(None):  # noqa: PT012
        TakenApart()
        time.sleep(5)


def sbom(path: Path, *licenses: str) -> Path:
    packages = [
        {
            "SPDXID": f"SPDXRef-{number}",
            "name": f"component{number}",
            "downloadLocation": "NOASSERTION",
            "licenseDeclared": expression,
        }
        for number, expression in enumerate(licenses)
    ]
    document = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": "sample",
        "documentNamespace": "https://example.org/sample",
        "creationInfo": {"created": "2026-01-01T00:00:00Z", "creators": ["Tool: test"]},
        "packages": packages,
    }
    path.write_text(json.dumps(document))
    return path


@pytest.mark.parametrize(
    ("licenses", "code"),
    [
        (("MIT", "BSD-3-Clause"), 0),
        (("MIT", "LicenseRef-Unheard-Of"), 2),
        (("MIT", "GPL-2.0-only", "LicenseRef-Unheard-Of"), 1),
    ],
)
def test_the_exit_code_of_check_sbom_is_its_verdict(
    tmp_path: Path, licenses: tuple[str, ...], code: int
):
    path = sbom(tmp_path / "sbom.json", *licenses)

    text = run("check-sbom", path, "--outbound", "EUPL-1.2")
    as_json = run("check-sbom", path, "--outbound", "EUPL-1.2", "--json")

    assert (text.exit_code, as_json.exit_code) == (code, code), text.output
    assert len(json.loads(as_json.stdout)["components"]) == len(licenses)
    assert all(f"component{number}" in text.stdout for number in range(len(licenses)))


def test_the_report_of_check_sbom_is_written_as_the_files_that_were_asked_for(tmp_path: Path):
    path = sbom(tmp_path / "sbom.json", "MIT", "GPL-2.0-only OR ISC")
    kinds = ("--format", "json", "--format", "third_party", "--format", "spdx")

    done = run("check-sbom", path, "--outbound", "EUPL-1.2", "--out", tmp_path / "out", *kinds)

    assert done.exit_code == 0
    assert sorted(item.name for item in (tmp_path / "out").iterdir()) == [
        "THIRD-PARTY-LICENSES.txt", "licence-komponent.json", "soupis-s-posouzenim.spdx.json",
    ]  # fmt: skip
    assert "Permission is hereby granted" in (tmp_path / "out/THIRD-PARTY-LICENSES.txt").read_text()


def test_an_unknown_kind_of_file_is_named_with_those_that_exist(tmp_path: Path):
    path = sbom(tmp_path / "sbom.json", "MIT")

    done = run("check-sbom", path, "--outbound", "MIT", "--out", tmp_path, "--format", "odt")

    assert done.exit_code == 3
    assert "odt" in done.stderr
    assert "docx" in done.stderr


@pytest.mark.parametrize(
    ("expressions", "code"),
    [(("MIT",), 0), (("MIT", "BUSL-1.1"), 1), (("MIT", "Neznama-9"), 2), (("GPLv3",), 1)],
)
def test_the_exit_code_of_check_licenses_is_the_worst_verdict(expressions: tuple, code: int):
    text = run("check-licenses", *expressions, "--outbound", "EUPL-1.2")
    as_json = run("check-licenses", *expressions, "--outbound", "EUPL-1.2", "--json")

    assert (text.exit_code, as_json.exit_code) == (code, code)
    assert [item["expression"] for item in json.loads(as_json.stdout)] == list(expressions)
    assert all(expression in text.stdout for expression in expressions)


def test_another_opinion_is_shown_where_it_differs_with_the_reason_for_ours():
    differs = run("check-licenses", "FTL", "--outbound", "GPL-3.0-only").stdout
    agrees = run("check-licenses", "MIT", "--outbound", "GPL-3.0-only").stdout

    assert "OSADL: ne. FSF" in differs
    assert "OSADL:" not in agrees


def test_the_use_is_asked_for_by_options():
    tool = ("--combination", "tool")
    inside = ("--recipients", "internal", "--no-network")

    for use in (tool, inside):
        assert run("check-licenses", "GPL-3.0-only", "--outbound", "EUPL-1.2", *use).exit_code == 0


def test_a_licence_for_new_work_is_advised_by_its_kind_and_what_goes_in():
    free = run("choose-license", "--kind", "library").stdout.splitlines()
    bound = run("choose-license", "GPL-3.0-only", "--kind", "web_application").stdout

    assert free[1].startswith("1. BSD-3-Clause")
    assert "1. AGPL-3.0-or-later" in bound
    assert run("choose-license", "--kind", "dum").exit_code == 3


@pytest.mark.parametrize(
    ("words", "shown"),
    [(("EUPL-1.2",), "European Union Public License"), (("gplv2",), "GPL-2.0-only"),
     (("Classpath-exception-2.0",), "GPL-2.0-only"), (("mozilla",), "MPL-2.0"),
     (("--left-out",), "AAL"), ((), "Zlib")],
)  # fmt: skip
def test_a_licence_is_shown_by_its_id_or_found_by_words(words: tuple[str, ...], shown: str):
    result = run("licenses", *words)

    assert result.exit_code == 0
    assert shown in result.stdout


def test_a_search_without_a_result_says_so():
    assert run("licenses", "xyzneznamo").exit_code == 3


def test_the_page_on_agreement_is_what_the_command_prints_today():
    """Every difference from the published tables is listed with its reason."""
    page = Path(__file__).parents[1] / "docs/for-lawyers/licence-agreement.md"

    done = run("license-agreement")

    assert done.exit_code == 0
    assert done.stdout == page.read_text("utf-8")


def test_a_bill_of_materials_that_can_not_be_read_is_neither_yes_nor_no(tmp_path: Path):
    (tmp_path / "sbom.json").write_text("x")

    assert run("check-sbom", tmp_path / "sbom.json", "--outbound", "MIT").exit_code == 3
    assert run("check-sbom", tmp_path / "none.json", "--outbound", "MIT").exit_code == 3


def test_the_doctor_finds_a_whole_installation_well(data: Path):
    result = run("doctor")

    assert result.exit_code == 0, result.output
    assert all(line.startswith("v pořádku: ") for line in result.stdout.splitlines())
    assert data.stat().st_mode & 0o777 == 0o700


def test_the_doctor_names_what_is_wrong(root: Path, data: Path, monkeypatch: pytest.MonkeyPatch):
    (root / "templates/words.yaml").unlink()
    monkeypatch.setenv("PROCUREMENT_KIT_CONTENT", str(root))
    data.mkdir()
    (data / DATABASE).write_text("not a database " * 100)

    result = run("doctor")

    assert result.exit_code == 1
    troubles = [line for line in result.stdout.splitlines() if line.startswith("problém: ")]
    assert len(troubles) == 2
    assert "templates/words.yaml" in result.stdout


def test_schemas_describe_every_kind_of_content_file(tmp_path: Path):
    result = run("schemas", "--out", tmp_path / "schemas")

    written = {path.name: path.read_bytes() for path in (tmp_path / "schemas").iterdir()}
    assert result.exit_code == 0
    assert written == schema_files()


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        ("step", "methodology/stages/*/*.yaml"),
        ("parameter", "methodology/law/cz/parameters/*.yaml"),
        ("sources", "methodology/law/cz/sources.yaml"),
        ("document", "templates/documents/*.yaml"),
        ("license", "license_data/licenses/*.yaml"),
    ],
)
def test_the_real_content_fits_the_schemas(kind: str, pattern: str):
    schema = json.loads(schema_files()[f"{kind}.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    paths = sorted(content_root().glob(pattern))

    unknown = [
        (path.name, error.message)
        for path in paths
        for error in jsonschema.Draft202012Validator(schema).iter_errors(
            yaml.BaseLoader(path.read_text("utf-8")).get_single_data()
        )
        if error.validator in {"required", "additionalProperties"}
    ]

    assert paths
    assert unknown == []


def test_purge_deletes_what_is_older_than_asked(data: Path):
    store = Store.open(data / DATABASE)
    store.create(a_procurement(), datetime.now(UTC) - timedelta(days=400), "a")
    store.close()

    kept, gone = run("purge", "--older-than", "500"), run("purge", "--older-than", "365")

    assert "projektů: 0" in kept.stdout
    assert "projektů: 1" in gone.stdout


def test_a_backup_can_be_opened(data: Path, tmp_path: Path):
    store = Store.open(data / DATABASE)
    store.create(a_procurement(), NOON, "a")
    store.close()

    result = run("backup", tmp_path / "copy.sqlite3")

    assert result.exit_code == 0
    assert Store.open(tmp_path / "copy.sqlite3").get("p1").title == "Zakázka"


def test_without_a_database_there_is_nothing_to_purge_or_back_up(data: Path, tmp_path: Path):
    assert run("purge", "--older-than", "1").exit_code == 3
    assert run("backup", tmp_path / "copy").exit_code == 3
    assert not data.exists()


def test_a_taken_port_is_said_and_another_suggested():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        result = run("serve", "--port", port)

    assert result.exit_code == 3
    assert str(port) in result.stderr
    assert "--port" in result.stderr


def test_an_address_of_another_computer_is_said():
    result = run("serve", "--host", "192.0.2.1", "--port", "8123")

    assert result.exit_code == 3
    assert "--host" in result.stderr


def test_the_site_is_served_until_it_is_stopped(data: Path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*PROGRAM, "serve", "--port", str(port)]

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        status = answer_of(f"http://127.0.0.1:{port}/")
        server.send_signal(signal.SIGINT)
        code = server.wait(60)

    assert (status, code) == (200, 0)
    assert f"http://127.0.0.1:{port}/" in said
    assert {path.name for path in data.iterdir()} >= {DATABASE, "secret.key"}
    assert (data / "secret.key").stat().st_mode & 0o777 == 0o600


def answer_of(address: str) -> int:
    """The status of the page, once the server listens."""
    end = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return int(answer.status)
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.1)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("1. 3. 2026; drobná; 399 999; 0; Pole", 0),
        ("1. 3. 2026; drobná; 400 000; 0; Pole", 1),
        ("1. 3. 2027; drobná; 1; 0; Pole", 2),
        ("1. 3. 2026; jen tak; 1; 0; Pole", 3),
    ],
)
def test_a_contract_change_ends_with_yes_no_lawyer_or_trouble(tmp_path: Path, line: str, code: int):
    file = tmp_path / "changes.txt"
    file.write_text(line, "utf-8")

    done = run("contract-change", file, "--price", "4 000 000", "--regime", "above_threshold")

    assert done.exit_code == code
