"""Every error says what is wrong and how to repair it."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "src/procurement_kit"
MESSAGES = tomllib.loads((PACKAGE / "messages.toml").read_text("utf-8"))
RAISERS = re.compile(r"(?:Error|Problem\.of|PydanticCustomError|\bat|_bad|_refuse)$")
REPAIR = re.compile(r"[;:.\u2013]\s+\S")
"""A second part: after a semicolon or a colon, or a sentence of its own."""


def raised() -> Iterator[tuple[str, str]]:
    """Each code of a message that some module raises or reports as a mistake."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and RAISERS.search(ast.unparse(node.func)):
                for given in node.args:
                    if isinstance(given, ast.Constant) and given.value in MESSAGES:
                        yield str(given.value), path.name


def test_the_search_finds_the_errors_of_the_program():
    assert {"id_twice", "copy_fact_unknown", "page_missing"} <= {code for code, _ in raised()}


def test_every_error_names_its_cause_and_then_its_repair():
    silent = {
        f"{code} ({place}): {MESSAGES[code]['text']}"
        for code, place in raised()
        if not REPAIR.search(MESSAGES[code]["text"])
    }

    assert silent == set()
