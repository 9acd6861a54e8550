"""The promises of the project about itself."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "src").rglob("*.py"))
LONGEST_MODULE = 400
CZECH = re.compile("[ěščřžýáíéúůďťňĚŠČŘŽÝÁÍÉÚŮĎŤŇ]")


def test_no_module_is_longer_than_four_hundred_lines():
    long = [path.name for path in MODULES if len(path.read_text().splitlines()) > LONGEST_MODULE]

    assert long == []


def test_no_czech_sentence_stands_in_python():
    assert [path.name for path in MODULES if CZECH.search(path.read_text("utf-8"))] == []


def test_no_figure_of_law_stands_in_python():
    """Numbers of 10,000 and more are allowed only as limits and as modes of files (octal)."""
    found = [
        f"{path.name}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value >= 10_000
    ]
    named = re.compile(
        r"^[A-Z_]*(LIMIT|BYTES|TIMEOUT|SECONDS|MAX|SIZE)[A-Z_]*\b.*=|_LIMIT|timeout|0o\d+"
    )

    def line(place: str) -> str:
        name, number = place.split(":")
        path = next(path for path in MODULES if path.name == name)
        return path.read_text("utf-8").splitlines()[int(number) - 1]

    assert [place for place in found if not named.search(line(place))] == []


def test_every_dependency_is_justified_in_one_line():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = {re.split(r"[\[<>=~ ]", item)[0] for item in wanted}
    table = (ROOT / "docs/dependencies.md").read_text()

    assert set(re.findall(r"^\| ([a-z0-9-]+) \|", table, re.MULTILINE)) - {"package"} == names


def test_every_message_code_is_used_and_every_used_code_exists():
    codes = set(tomllib.loads((ROOT / "src/procurement_kit/messages.toml").read_text("utf-8")))
    code = "\n".join(path.read_text("utf-8") for path in MODULES)
    pages = "\n".join(
        path.read_text("utf-8") for path in (ROOT / "src/procurement_kit/web/pages").rglob("*.html")
    )
    used = set(re.findall(r"[\"']([a-z][a-z0-9_]+)[\"']", code + pages))
    built = {"question_unknown", "decision_unknown", "parameter_unknown", "source_unknown",
             "license_unknown"}  # fmt: skip
    raised = set(
        re.findall(r"(?:Error|say)\(\s*\"([a-z0-9_]+)\"", code)
        + re.findall(r"Problem\.of\((?:[^,\"]+,){2}\s*\"([a-z0-9_]+)\"", code)
    )
    by_status = {name for name in codes if name.startswith("http_")}

    assert codes - used - built - by_status == set()
    assert raised - codes == set()


def test_every_command_is_named_in_the_readme():
    from procurement_kit.cli import main

    readme = (ROOT / "README.md").read_text()

    assert [
        name for name in main.commands if f"{name} " not in readme and f" {name}" not in readme
    ] == []


def test_every_key_of_the_content_is_explained_to_its_editors():
    from procurement_kit.documents.clauses import ClauseContent, DocumentTemplate
    from procurement_kit.methodology.questions import Question
    from procurement_kit.methodology.stages import RedFlag

    guide = (ROOT / "docs/for-lawyers/editing.md").read_text("utf-8")
    keys = {
        field.alias or name
        for model in (Question, RedFlag, ClauseContent, DocumentTemplate)
        for name, field in model.model_fields.items()
    }

    assert [key for key in sorted(keys) if key not in guide] == []


def test_every_file_states_its_licence():
    done = subprocess.run(
        [sys.executable, "-m", "reuse", "--root", str(ROOT), "lint", "-q"], check=False
    )

    assert done.returncode == 0


def test_publiccode_holds_what_the_standard_demands():
    described = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))

    wanted = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus",
              "softwareType", "description", "legal", "maintenance", "localisation"}  # fmt: skip
    assert wanted <= set(described)
    assert all(len(text["shortDescription"]) <= 150 for text in described["description"].values())
    assert all(
        150 <= len(text["longDescription"]) <= 10_000 for text in described["description"].values()
    )
    assert described["legal"]["license"] == "EUPL-1.2 AND CC-BY-4.0"


@pytest.mark.parametrize("word", ["/work/", "/tmp/pk", "localhost:3"])
def test_no_document_names_a_path_of_somebodys_machine(word: str):
    texts = [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]

    assert [path.name for path in texts if word in path.read_text("utf-8")] == []
