"""Dependencies: declared, justified, pinned, and free enough to be passed on."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata, packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-uv.lock")
STRONG_COPYLEFT = re.compile(r"\bA?GPL")  # not LGPL: a library may be used


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=~ ]", item)[0] for item in requirements}


RUNTIME = names(PROJECT["project"]["dependencies"])
DEVELOPMENT = names(PROJECT["dependency-groups"]["dev"])


def pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE))


def imported(folder: str) -> Iterator[str]:
    """The outside packages that the modules in *folder* import."""
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (name.name.split(".")[0] for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.split(".")[0]


def licences(package: str) -> list[str]:
    """The licences among which a user of *package* may choose."""
    described = metadata(package)
    if expression := described["License-Expression"]:
        return expression.split(" OR ")
    classifiers = described.get_all("Classifier") or []
    return [item for item in classifiers if item.startswith("License ::")] or [
        described["License"] or ""
    ]


@pytest.mark.parametrize(
    ("folder", "allowed"),
    [("src", RUNTIME), ("tests", RUNTIME | DEVELOPMENT), ("benchmarks", RUNTIME | DEVELOPMENT)],
)
def test_what_is_imported_is_declared(folder: str, allowed: set[str]):
    distributions = packages_distributions()
    own = {"procurement_kit", "tests", *(path.stem for path in (ROOT / folder).glob("*.py"))}
    outside = set(imported(folder)) - sys.stdlib_module_names - own

    def is_declared(module: str) -> bool:
        found = {re.sub("[-_.]+", "-", name).lower() for name in distributions.get(module, ())}
        return bool(found & allowed)

    assert sorted(module for module in outside if not is_declared(module)) == []


def test_every_dependency_is_justified_in_one_line():
    table = (ROOT / "docs/dependencies.md").read_text("utf-8")
    justified = re.findall(r"^\| ([a-z0-9-]+) \|", table, re.MULTILINE)

    assert set(justified) - {"package"} == RUNTIME | DEVELOPMENT


def test_what_is_tested_is_what_is_served():
    assert pins("requirements.lock").items() <= pins("requirements-test.lock").items()
    assert set(pins("requirements.lock")) >= RUNTIME


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_every_pin_has_a_hash(lock: str):
    text = (ROOT / lock).read_text()

    assert not re.search(r"://|^-|file:", text, re.MULTILINE)
    assert text.count(" \\\n    --hash=sha256:") >= len(pins(lock)) > 0


def test_nothing_that_we_pass_on_is_only_under_strong_copyleft():
    refused = []
    for package in pins("requirements.lock"):
        try:
            choices = licences(package)
        except PackageNotFoundError:
            continue  # for another system or interpreter
        if not any(choice and not STRONG_COPYLEFT.search(choice) for choice in choices):
            refused.append(package)

    assert refused == []
