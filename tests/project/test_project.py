"""The promises of the project about its own code and documentation."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/procurement_kit"
MODULES = sorted((ROOT / "src").rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LONGEST_MODULE = 400
CZECH = re.compile("[ěščřžýáíéúůďťňĚŠČŘŽÝÁÍÉÚŮĎŤŇ]")
NAMED_LIMIT = re.compile(r"^[A-Z_]*(LIMIT|BYTES|SECONDS|MEMORY)\b.*=|\b0o\d+\b")
SOMEBODYS_PATH = re.compile(r"(?<![\w.])/(home|root|tmp|work|opt|Users)/\w")


def read(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def documentation() -> dict[str, str]:
    paths = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in paths}


def lines_with_large_numbers(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value >= 10_000:
            yield text.splitlines()[node.lineno - 1]


def test_no_module_is_longer_than_four_hundred_lines():
    long = [path.name for path in MODULES if len(path.read_text().splitlines()) > LONGEST_MODULE]

    assert long == []


def test_no_czech_sentence_stands_in_python():
    assert [path.name for path in MODULES if CZECH.search(path.read_text("utf-8"))] == []


def test_no_figure_of_law_stands_in_python():
    """A number of 10,000 and more is a named limit of the program or the mode of a file (octal)."""
    found = [line for path in MODULES for line in lines_with_large_numbers(path)]

    assert [line for line in found if not NAMED_LIMIT.search(line)] == []


def test_every_message_code_is_used_and_every_used_code_exists():
    codes = set(tomllib.loads((PACKAGE / "messages.toml").read_text("utf-8")))
    code = "\n".join(path.read_text("utf-8") for path in MODULES)
    pages = "\n".join(path.read_text("utf-8") for path in (PACKAGE / "web/pages").rglob("*.html"))
    named = set(re.findall(r"[\"']([a-z][a-z0-9_]+)[\"']", code + pages))
    put_together = {name for name in codes if re.search(r"^http_|_unknown$", name)}
    raised = set(
        re.findall(r"(?:(?<!Input)Error|(?<![.\w])say)\(\s*\"([a-z0-9_]+)\"", code)
        + re.findall(r"Problem\.of\((?:[^,\"]+,){2}\s*\"([a-z0-9_]+)\"", code)
    )

    assert codes - named - put_together == set()
    assert raised - codes == set()


def test_every_command_is_documented():
    from procurement_kit.cli import PLACES

    texts = "\n".join(documentation().values())

    shown = {name for name in PLACES if re.search(rf"\./kit (run )?{name}\b", texts)}
    assert set(PLACES) - shown == set()


def test_every_key_of_the_content_is_explained_to_its_editors():
    from procurement_kit.documents.clauses import (
        AlternativeContent,
        ClauseContent,
        DocumentTemplate,
    )
    from procurement_kit.methodology.questions import Option, Question
    from procurement_kit.methodology.stages import RedFlag, StageEntry
    from procurement_kit.rules.parameters import Parameter

    models = (
        AlternativeContent, ClauseContent, DocumentTemplate, Option, Parameter, Question, RedFlag,
        StageEntry,
    )  # fmt: skip
    keys = {field.alias or name for model in models for name, field in model.model_fields.items()}
    guide = read("docs/for-lawyers/editing.md")

    assert [key for key in sorted(keys) if not re.search(rf"\b{key}\b", guide)] == []


def test_the_picture_shows_every_layer():
    layers = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    modules = {name.strip() for layer in layers for name in layer.split("|")}

    assert modules - set(re.findall(r"\w+", read("docs/architecture.svg"))) == set()


def test_every_link_between_documents_leads_somewhere():
    broken = [
        (name, target)
        for name, text in documentation().items()
        for target in re.findall(r"\]\(([^)#:]+)\)", text)
        if not ((ROOT / name).parent / target).exists()
    ]

    assert broken == []


def test_no_file_names_a_path_of_somebodys_machine():
    others = ("kit", ".ci/run", "pyproject.toml", "publiccode.yml")
    texts = documentation() | {name: read(name) for name in others}

    assert [name for name, text in texts.items() if SOMEBODYS_PATH.search(text)] == []


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="only git knows which files are ours")
def test_every_file_states_its_licence():
    done = subprocess.run(
        [sys.executable, "-m", "reuse", "--root", str(ROOT), "lint", "--lines"],
        check=False, capture_output=True, text=True,
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (0, "")


def test_publiccode_holds_what_the_standard_demands():
    described = yaml.safe_load(read("publiccode.yml"))

    wanted = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus",
              "softwareType", "description", "legal", "maintenance", "localisation"}  # fmt: skip
    assert wanted <= set(described)
    for text in described["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]
    assert described["localisation"]["availableLanguages"]


def test_version_and_licence_are_the_same_wherever_they_stand():
    described = yaml.safe_load(read("publiccode.yml"))
    project = PROJECT["project"]

    assert described["softwareVersion"] == project["version"]
    assert f"\n## {project['version']}" in read("CHANGELOG.md")
    assert described["legal"]["license"] == project["license"]
    for name in project["license"].split(" AND "):
        assert (ROOT / f"LICENSES/{name}.txt").exists()
