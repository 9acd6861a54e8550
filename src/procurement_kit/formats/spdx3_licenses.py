"""The licences of an SPDX 3.0 graph: expressions, single licences, sets and operators."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from procurement_kit.formats.bom_fields import joined, text_of
from procurement_kit.formats.license_texts import REFERENCE
from procurement_kit.rules.expressions import LENGTH_LIMIT

DEPTH_LIMIT = 64
OWN = frozenset({"expandedlicensing_CustomLicense", "simplelicensing_SimpleLicensingText"})
SETS = {
    "expandedlicensing_ConjunctiveLicenseSet": "AND",
    "expandedlicensing_DisjunctiveLicenseSet": "OR",
}
NOT_STATED = {"NoAssertionLicense": "NOASSERTION", "NoneLicense": "NONE"}
ILLEGAL = re.compile(r"[^0-9A-Za-z.-]+")


def listed(value: object) -> list[Any]:
    """*value* as a list: JSON-LD leaves the brackets of a single value out."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def key_of(item: Mapping[str, Any]) -> str:
    """The key of an element."""
    return text_of(item.get("spdxId")) or text_of(item.get("@id"))


class Licenses:
    """Writes the licences of a graph as expressions."""

    def __init__(self, elements: Mapping[str, Mapping[str, Any]]) -> None:
        self._elements = elements
        self._written: dict[str, str] = {}
        self._depth = 0

    def text(self, value: object) -> str:
        """The expression for a licence, given itself or its key; cut if it is endless."""
        if isinstance(value, dict):
            return self._deeper(key_of(value), value)
        if not isinstance(value, str):
            return ""
        if value not in self._written:
            self._written[value] = ""  # a licence inside itself is nothing
            item = self._elements.get(value)
            self._written[value] = self._deeper(value, item) if item else _named(value)
        return self._written[value]

    def _deeper(self, key: str, item: Mapping[str, Any]) -> str:
        if self._depth > DEPTH_LIMIT:
            return ""
        self._depth += 1
        try:
            return self._text(key, item)
        finally:
            self._depth -= 1

    def _text(self, key: str, item: Mapping[str, Any]) -> str:
        kind = text_of(item.get("type"))
        if kind == "simplelicensing_LicenseExpression":
            return text_of(item.get("simplelicensing_licenseExpression"))
        if operator := SETS.get(kind):
            members = map(self.text, listed(item.get("expandedlicensing_member")))
            return joined(members, operator)[: LENGTH_LIMIT + 1]
        if kind == "expandedlicensing_OrLaterOperator":
            return f"{self.text(item.get('expandedlicensing_subjectLicense'))}+"
        if kind == "expandedlicensing_WithAdditionOperator":
            license_ = self.text(item.get("expandedlicensing_subjectExtendableLicense"))
            return f"{license_} WITH {self.text(item.get('expandedlicensing_subjectAddition'))}"
        return reference(key) if kind in OWN else _named(key)

    def texts(self) -> Iterator[dict[str, str]]:
        """The texts of the graph's own licences, by the names that expressions use."""
        for key, item in self._elements.items():
            if text := text_of(item.get("simplelicensing_licenseText")):
                yield {"licenseId": reference(key), "extractedText": text}
            for entry in listed(item.get("simplelicensing_customIdToUri")):
                own = self._elements.get(text_of(entry.get("value"))) if _is_dict(entry) else None
                if own and (text := text_of(own.get("simplelicensing_licenseText"))):
                    yield {"licenseId": text_of(entry.get("key")), "extractedText": text}


def _is_dict(value: object) -> bool:
    return isinstance(value, dict)


def _named(key: str) -> str:
    """The name at the end of an address."""
    name = re.split(r"[/#]", key)[-1]
    return NOT_STATED.get(name.removeprefix("expandedlicensing_"), name)


def reference(key: str) -> str:
    """The LicenseRef for a licence of the document's own."""
    name = ILLEGAL.sub("-", re.split(r"[/#]", key)[-1])
    return name if name.startswith(REFERENCE) else REFERENCE + name
