"""How far a bill of materials meets the standards: for each requirement, who misses it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from procurement_kit.licensing.comparison import is_disputed
from procurement_kit.licensing.components import NO_STATEMENT, Bom, Component
from procurement_kit.licensing.contract import Result
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.policy import license_ids
from procurement_kit.licensing.standards import FieldCheck, Level, Requirement, Standard

SHOWN = 20
REFERENCE = "LicenseRef-"
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class RequirementResult:
    """How one requirement came out: met *met* times of *total*; *missing* are the first misses."""

    requirement: Requirement
    met: int
    total: int
    missing: tuple[str, ...] = ()

    @property
    def result(self) -> Result:
        """Met by all; not known where nothing could be looked at."""
        if self.total == 0:
            return Result.NOT_KNOWN
        return Result.MET if self.met == self.total else Result.NOT_MET

    @property
    def missing_count(self) -> int:
        """How many miss it."""
        return self.total - self.met


@dataclass(frozen=True, slots=True)
class StandardResult:
    """How a list stands against one standard."""

    standard: Standard
    requirements: tuple[RequirementResult, ...]

    @property
    def met(self) -> int:
        """How many requirements are met."""
        return sum(item.result is Result.MET for item in self.requirements)

    @property
    def known(self) -> int:
        """How many requirements could be checked."""
        return sum(item.result is not Result.NOT_KNOWN for item in self.requirements)


class Looked(NamedTuple):
    """What a check of a component looks at."""

    component: Component
    bom: Bom
    data: LicenseData


def conformance(bom: Bom, data: LicenseData) -> tuple[StandardResult, ...]:
    """How *bom* stands against every standard of the content."""
    looked = tuple(Looked(item, bom, data) for item in (*bom.works, *bom.components))
    return tuple(
        StandardResult(item, tuple(_result(one, bom, looked) for one in item.requirements))
        for item in data.standards
    )


def _result(requirement: Requirement, bom: Bom, looked: Iterable[Looked]) -> RequirementResult:
    if requirement.level is Level.DOCUMENT:
        check = DOCUMENT_CHECKS.get(requirement.check)
        if check is None:
            return RequirementResult(requirement, 0, 0)
        return RequirementResult(requirement, int(check(bom, requirement)), 1)
    each = COMPONENT_CHECKS.get(requirement.check)
    if each is None:
        return RequirementResult(requirement, 0, 0)
    answers = [(item.component, each(item)) for item in looked]
    missing = [shown(component) for component, is_met in answers if not is_met]
    met = len(answers) - len(missing)
    return RequirementResult(requirement, met, len(answers), tuple(missing[:SHOWN]))


def shown(component: Component) -> str:
    """The component as people name it."""
    return f"{component.name} {component.version}".strip()


def is_stated(text: str) -> bool:
    """Whether *text* says something."""
    return text.strip().upper() not in NO_STATEMENT


def at_least(version: str, minimum: str) -> bool:
    """Whether *version* is *minimum* or newer, number by number; unreadable versions are not."""
    found = [int(part) for part in DIGITS.findall(version)]
    wanted = [int(part) for part in DIGITS.findall(minimum)]
    width = max(len(found), len(wanted))
    padded = (found + [0] * (width - len(found)), wanted + [0] * (width - len(wanted)))
    return bool(found) and padded[0] >= padded[1]


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return "T" in text


def _has_minimum(bom: Bom, requirement: Requirement) -> bool:
    minimum = requirement.minimum.get(bom.format)
    return minimum is not None and at_least(bom.format_version, minimum)


def is_readable(component: Component, data: LicenseData) -> bool:
    """Whether every licence is listed by SPDX, known to us, or an own LicenseRef."""
    names = license_ids(component.expression, data)
    return bool(names) and all(
        name.startswith(REFERENCE) or f":{REFERENCE}" in name or bool(data.names.license(name).id)
        for name in names
    )


DOCUMENT_CHECKS: Mapping[FieldCheck, Callable[[Bom, Requirement], bool]] = {
    FieldCheck.FORMAT: lambda bom, _: bom.format in {"SPDX", "CycloneDX"},
    FieldCheck.FORMAT_VERSION: _has_minimum,
    FieldCheck.AUTHOR: lambda bom, _: bool(bom.authors),
    FieldCheck.CREATED: lambda bom, _: _is_time(bom.created),
    FieldCheck.TOOL: lambda bom, _: bool(bom.tools),
    FieldCheck.TOOL_VERSION: lambda bom, _: any(DIGITS.search(tool) for tool in bom.tools),
    FieldCheck.BOM_ID: lambda bom, _: is_stated(bom.namespace),
    FieldCheck.RELATIONSHIPS: lambda bom, _: bool(bom.related),
    FieldCheck.COMPLETENESS: lambda bom, _: is_stated(bom.completeness),
}

COMPONENT_CHECKS: Mapping[FieldCheck, Callable[[Looked], bool]] = {
    FieldCheck.NAME: lambda item: is_stated(item.component.name),
    FieldCheck.VERSION: lambda item: is_stated(item.component.version),
    FieldCheck.SUPPLIER: lambda item: is_stated(item.component.supplier),
    FieldCheck.IDENTIFIER: lambda item: bool(item.component.purl or item.component.cpe),
    FieldCheck.RELATED: lambda item: item.component.key in item.bom.related,
    FieldCheck.CHECKSUM: lambda item: bool(item.component.checksum),
    FieldCheck.SHA512: lambda item: item.component.checksum.startswith("SHA512:"),
    FieldCheck.LICENSE: lambda item: is_stated(item.component.expression),
    FieldCheck.DECLARED: lambda item: is_stated(item.component.license),
    FieldCheck.CONCLUDED: lambda item: is_stated(item.component.concluded),
    FieldCheck.READABLE: lambda item: is_readable(item.component, item.data),
    FieldCheck.AGREED: lambda item: not is_disputed(item.component, item.data),
    FieldCheck.TEXTS: lambda item: not item.component.texts_missing,
    FieldCheck.SOURCE: lambda item: is_stated(item.component.source),
}
