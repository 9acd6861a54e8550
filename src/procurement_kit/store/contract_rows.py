"""Contract rules and standards as rows of the built licence database, and back."""

from collections.abc import Mapping
from typing import Any

from procurement_kit.licensing.components import Combination
from procurement_kit.licensing.contract import (
    AnnexWords,
    BomFormat,
    ChangeKind,
    CheckId,
    CheckWords,
    Consequence,
    ContractRules,
    Deadline,
    DefectKind,
    DefectWords,
    LicenseGroup,
    Result,
    Severity,
)
from procurement_kit.licensing.standards import FieldCheck, Level, Requirement, Standard
from procurement_kit.rules.sources import Confidence

Row = Mapping[str, Any]


def contract_rules(row: Row) -> ContractRules:
    """The contract rules that *row* was made of."""
    return ContractRules(
        groups={name: _group(item) for name, item in row["groups"].items()},
        apart=tuple(Combination(item) for item in row["apart"]),
        formats={name: BomFormat(**item) for name, item in row["formats"].items()},
        deadlines={Severity(key): Deadline(**item) for key, item in row["deadlines"].items()},
        proposal=row["proposal"],
        results={Result(key): text for key, text in row["results"].items()},
        checks={CheckId(key): CheckWords(**item) for key, item in row["checks"].items()},
        defects={DefectKind(key): _defect(item) for key, item in row["defects"].items()},
        fields=row["fields"],
        changes={ChangeKind(key): text for key, text in row["changes"].items()},
        consequences={Consequence(key): text for key, text in row["consequences"].items()},
        annex=AnnexWords(**row["annex"]),
        sources=tuple(row["sources"]),
    )


def standard(row: Row) -> Standard:
    """The standard that *row* was made of."""
    requirements = tuple(_requirement(item) for item in row["requirements"])
    return Standard(**{**row, "requirements": requirements})


def _group(row: Row) -> LicenseGroup:
    lists = {name: tuple(row[name]) for name in ("licenses", "sources")}
    return LicenseGroup(**{**row, **lists})


def _defect(row: Row) -> DefectWords:
    return DefectWords(**{**row, "severity": Severity(row["severity"])})


def _requirement(row: Row) -> Requirement:
    typed = {
        "level": Level(row["level"]),
        "check": FieldCheck(row["check"]),
        "confidence": Confidence(row["confidence"]),
    }
    return Requirement(**{**row, **typed})
