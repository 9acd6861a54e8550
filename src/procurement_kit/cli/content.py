"""Commands for those who write the content: check it, export the schemas of its files."""

import json
from collections.abc import Hashable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

import click

from procurement_kit.cli.frame import today, write_bytes
from procurement_kit.documents.clauses import ClauseContent, DocumentTemplate
from procurement_kit.documents.wording import DocumentWords
from procurement_kit.formats import yaml
from procurement_kit.formats.files import content_root
from procurement_kit.formats.license_files import (
    Choice,
    Differences,
    Rules,
    Sources,
    Statements,
)
from procurement_kit.formats.report_json import LicenseReport
from procurement_kit.kit import Cases, Glossary, Kit
from procurement_kit.licensing.contract import ContractRules
from procurement_kit.licensing.data import text_source
from procurement_kit.licensing.licenses import License, LicenseException, RulingFile, Vocabulary
from procurement_kit.licensing.names import Aliases
from procurement_kit.licensing.standards import StandardFile
from procurement_kit.licensing.words import LicenseWords
from procurement_kit.methodology.examples import Example
from procurement_kit.methodology.stages import MethodologyContent, StepContent
from procurement_kit.problems import ContentError, Problem, say
from procurement_kit.procedures.change_rules import ChangeRules
from procurement_kit.procedures.estimated_value import Worksheet
from procurement_kit.rules.parameters import Parameter
from procurement_kit.rules.sources import Source

MODELS: dict[str, Hashable] = {
    "aliases": Aliases,
    "cases": Cases,
    "choice": Choice,
    "clause": ClauseContent,
    "contract-changes": ChangeRules,
    "conformance": StandardFile,
    "differences": Differences,
    "document": DocumentTemplate,
    "estimated-value": Worksheet,
    "example": Example,
    "glossary": Glossary,
    "exception": LicenseException,
    "license": License,
    "license-report": LicenseReport,
    "license-words": LicenseWords,
    "methodology": MethodologyContent,
    "parameter": Parameter,
    "policy": ContractRules,
    "rules": Rules,
    "rulings": RulingFile,
    "sources": Sources,
    "statements": Statements,
    "step": StepContent,
    "vocabulary": Vocabulary,
    "words": DocumentWords,
}


@click.command("check-content")
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Judge sources on this day.")
def check_content(path: Path | None, day: datetime | None) -> None:
    """Prove that the content in PATH fits together; list every mistake as file:line."""
    kit = Kit.load(path or content_root())
    for problem in sorted(stale_sources(kit, day.date() if day else today())):
        click.echo(str(problem), err=True)
    if problems := kit.prove():
        raise ContentError(problems)
    click.echo(say("content_sound", documents=len(kit.content.templates), hash=kit.hash[:12]))


def stale_sources(kit: Kit, day: date) -> Iterator[Problem]:
    """A warning for every source that must be read again."""
    named: dict[str, Mapping[str, Source]] = {
        "methodology/law/cz/sources.yaml": kit.content.sources,
        "license_data/sources.yaml": kit.content.licenses.sources,
    }
    texts = {
        text_source(name): f"license_data/licenses/{name}.yaml"
        for name in kit.content.licenses.licenses
    }
    for path, sources in named.items():
        for name, source in sources.items():
            if source.is_stale(day):
                yield _stale(kit, texts.get(name, path), name, source)


def _stale(kit: Kit, path: str, name: str, source: Source) -> Problem:
    word = "reviewed_on" if name not in kit.content.files.files.get(path, b"").decode() else name
    day = source.checked_on
    checked = f"{day.day}. {day.month}. {day.year}"
    line = kit.content.files.line_of(path, word)
    return Problem.of(path, line, "source_stale", id=name, checked=checked)


@click.command("schemas")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
def schemas(out: Path) -> None:
    """Write a JSON Schema for every kind of content file into folder OUT."""
    for name, data in schema_files().items():
        write_bytes(out / name, data)
    click.echo(say("written", path=out))


def schema_files() -> dict[str, bytes]:
    """The schemas by file name; they follow from the models alone."""
    return {
        f"{kind}.schema.json": _json(yaml.adapter(model).json_schema())
        for kind, model in MODELS.items()
    }


def _json(schema: Mapping[str, object]) -> bytes:
    text = json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()
