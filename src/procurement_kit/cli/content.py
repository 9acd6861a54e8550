"""The schemas of content files, for the editors of those who write them."""

import json
from collections.abc import Hashable, Mapping
from pathlib import Path

import click

from procurement_kit.cli.frame import write_bytes
from procurement_kit.content_reader import Cases, Glossary
from procurement_kit.documents.clauses import ClauseContent, DocumentTemplate
from procurement_kit.documents.condition_words import TreeWords
from procurement_kit.documents.copy_sheets import CopySheet
from procurement_kit.documents.handout_words import HandoutWords
from procurement_kit.documents.own_texts import DocumentChange, OwnClauseContent, OwnDocument
from procurement_kit.documents.roles import Roles
from procurement_kit.documents.wording import DocumentWords
from procurement_kit.formats import yaml
from procurement_kit.formats.license_files import (
    Choice,
    Differences,
    Rules,
    Sources,
    Statements,
)
from procurement_kit.formats.report_json import LicenseReport
from procurement_kit.licensing.contract import ContractRules
from procurement_kit.licensing.licenses import License, LicenseException, RulingFile, Vocabulary
from procurement_kit.licensing.names import Aliases
from procurement_kit.licensing.standards import StandardFile
from procurement_kit.licensing.words import LicenseWords
from procurement_kit.methodology.changes import ChangeFile
from procurement_kit.methodology.examples import Example
from procurement_kit.methodology.office import Office
from procurement_kit.methodology.plain_language import PlainWords
from procurement_kit.methodology.scenarios import Scenario
from procurement_kit.methodology.stages import MethodologyContent, StepContent
from procurement_kit.problems import say
from procurement_kit.procedures.award_criteria import CriteriaBank
from procurement_kit.procedures.change_rules import ChangeRules
from procurement_kit.procedures.estimated_value import Worksheet
from procurement_kit.procedures.forbidden_criteria import ForbiddenCriteria
from procurement_kit.procedures.procedures import Procedures
from procurement_kit.procedures.scores import ScoreSheet
from procurement_kit.procedures.time_limits import TimeLimits
from procurement_kit.procedures.whole_life_cost import CostCategories
from procurement_kit.proofs.published import PublishedIds
from procurement_kit.publication.checklists import Checklist
from procurement_kit.publication.secret_patterns import SecretPatterns
from procurement_kit.publication.templates import PackContent
from procurement_kit.publication_outputs.record import DecisionRecord
from procurement_kit.rules.parameters import Parameter

MODELS: dict[str, Hashable] = {
    "aliases": Aliases,
    "award-criteria": CriteriaBank,
    "cases": Cases,
    "changes": ChangeFile,
    "checklist": Checklist,
    "cost-categories": CostCategories,
    "choice": Choice,
    "clause": ClauseContent,
    "copy-sheet": CopySheet,
    "contract-changes": ChangeRules,
    "conformance": StandardFile,
    "decision-record": DecisionRecord,
    "differences": Differences,
    "document": DocumentTemplate,
    "estimated-value": Worksheet,
    "example": Example,
    "forbidden-criteria": ForbiddenCriteria,
    "glossary": Glossary,
    "exception": LicenseException,
    "handouts": HandoutWords,
    "license": License,
    "license-report": LicenseReport,
    "license-words": LicenseWords,
    "methodology": MethodologyContent,
    "office": Office,
    "own-clause": OwnClauseContent,
    "own-document": OwnDocument,
    "own-document-change": DocumentChange,
    "parameter": Parameter,
    "plain-words": PlainWords,
    "procedures": Procedures,
    "publication-pack": PackContent,
    "policy": ContractRules,
    "published-ids": PublishedIds,
    "roles": Roles,
    "rules": Rules,
    "rulings": RulingFile,
    "scenario": Scenario,
    "score": ScoreSheet,
    "secret-patterns": SecretPatterns,
    "sources": Sources,
    "statements": Statements,
    "step": StepContent,
    "tree-words": TreeWords,
    "vocabulary": Vocabulary,
    "time-limits": TimeLimits,
    "words": DocumentWords,
}


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
