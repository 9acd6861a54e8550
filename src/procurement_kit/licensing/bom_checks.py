"""Checks of the list itself: format, completeness, licences stated, texts attached, changes."""

from collections.abc import Callable, Mapping

from procurement_kit.licensing.components import Component
from procurement_kit.licensing.conformance import COMPONENT_CHECKS, at_least, is_readable, is_stated
from procurement_kit.licensing.conformance import Looked as Field
from procurement_kit.licensing.contract import CheckId, DefectKind, Result
from procurement_kit.licensing.inspection import Defect, Inspection, Outcome, title, titles
from procurement_kit.licensing.standards import FieldCheck


def _has_origin(item: Field) -> bool:
    """Whether somebody or some place is named: clause C8 asks for the supplier or the origin."""
    component = item.component
    return is_stated(component.supplier) or is_stated(component.source) or bool(component.purl)


FIELDS: Mapping[str, Callable[[Field], bool]] = {
    "name": COMPONENT_CHECKS[FieldCheck.NAME],
    "version": COMPONENT_CHECKS[FieldCheck.VERSION],
    "supplier": _has_origin,
    "checksum": COMPONENT_CHECKS[FieldCheck.CHECKSUM],
    "related": COMPONENT_CHECKS[FieldCheck.RELATED],
}
"""What clause C8 wants of each component; the content has a word for each."""

SPDX_FIELDS: Mapping[str, Callable[[Field], bool]] = {
    "declared": COMPONENT_CHECKS[FieldCheck.DECLARED],
    "concluded": COMPONENT_CHECKS[FieldCheck.CONCLUDED],
}
"""What it wants besides of a list in SPDX, which has a field for each."""


def check_format(seen: Inspection) -> Outcome:
    """The list is in the agreed format and version."""
    bom, agreed = seen.delivery.bom, seen.policy.bom_format
    found = f"{bom.format} {bom.format_version}".strip()
    if agreed is None:
        return Outcome(seen.met(CheckId.FORMAT, Result.NOT_KNOWN, found=found))
    wanted = f"{agreed.name} {agreed.minimum}"
    if bom.format == agreed.name and at_least(bom.format_version, agreed.minimum):
        return Outcome(seen.met(CheckId.FORMAT, Result.MET, found=found, wanted=wanted))
    check = seen.met(CheckId.FORMAT, Result.NOT_MET, found=found, wanted=wanted)
    return Outcome(check, (seen.defect(DefectKind.WRONG_FORMAT, found=found, wanted=wanted),))


def check_complete(seen: Inspection) -> Outcome:
    """Every component has what clause C8 asks for; one defect for each missing field."""
    bom, total = seen.delivery.bom, len(seen.delivery.bom.components)
    fields = [Field(item, bom, seen.data) for item in bom.components]
    wanted = {**FIELDS, **(SPDX_FIELDS if bom.format == "SPDX" else {})}
    missing = {
        name: [item.component for item in fields if not has(item)] for name, has in wanted.items()
    }
    defects = tuple(
        seen.defect(
            DefectKind.FIELD_MISSING,
            field=seen.data.contract.fields[name],
            count=len(items),
            total=total,
            names=seen.shortened(titles(items)),
        )
        for name, items in missing.items()
        if items
    )
    incomplete = {id(item) for items in missing.values() for item in items}
    result = Result.NOT_MET if defects else Result.MET
    return Outcome(seen.met(CheckId.COMPLETE, result, total=total, count=len(incomplete)), defects)


def check_known(seen: Inspection) -> Outcome:
    """Every licence is stated, as SPDX names it."""
    components = seen.delivery.bom.components
    unknown = [item for item in components if not is_readable(item, seen.data)]
    result = Result.NOT_MET if unknown else Result.MET
    names = seen.shortened(titles(unknown))
    check = seen.met(CheckId.KNOWN, result, total=len(components), count=len(unknown), names=names)
    return Outcome(check, tuple(_unknown(seen, item) for item in unknown))


def _unknown(seen: Inspection, component: Component) -> Defect:
    kind = DefectKind.LICENSE_MISSING
    if is_stated(component.expression):
        kind = DefectKind.LICENSE_UNCLEAR
    return seen.defect(kind, title(component), license=component.expression)


def check_texts(seen: Inspection) -> Outcome:
    """Every LicenseRef has its text in the list."""
    found = [(item, name) for item in seen.delivery.bom.components for name in item.texts_missing]
    names = tuple(dict.fromkeys(name for _, name in found))
    result = Result.NOT_MET if found else Result.MET
    check = seen.met(CheckId.TEXTS, result, count=len(names), names=seen.shortened(names))
    defects = (
        seen.defect(DefectKind.TEXT_MISSING, title(item), license=name) for item, name in found
    )
    return Outcome(check, tuple(defects))


def check_changes(seen: Inspection) -> Outcome:
    """What is new or relicensed since the tender was announced; the files can't show that."""
    comparison = seen.comparison
    if comparison is None:
        words = seen.data.contract.checks[CheckId.CHANGES]
        return Outcome(seen.met(CheckId.CHANGES, Result.NOT_KNOWN, words.no_tender))
    changed = [item.component for item in comparison.changes if item.is_announced]
    result = Result.NOT_KNOWN if changed else Result.MET
    names = seen.shortened(titles(changed))
    return Outcome(seen.met(CheckId.CHANGES, result, count=len(changed), names=names))
