"""All licence data in one value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from procurement_kit.licensing.licenses import (
    Combination,
    Copyleft,
    License,
    Ruling,
    Vocabulary,
)
from procurement_kit.rules.sources import Source

ANY = "any"
CLASSES = {f"class:{copyleft.value}" for copyleft in Copyleft} | {"class:not_open", ANY}
ID_WEIGHT, CLASS_WEIGHT = 2, 1


@dataclass(frozen=True)
class LicenseData:
    """Licences by SPDX id, rulings, sources and the report's own words."""

    licenses: Mapping[str, License]
    rulings: tuple[Ruling, ...]
    sources: Mapping[str, Source]
    words: Vocabulary

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {name.lower(): name for name in self.licenses}

    def name_of(self, text: str) -> str:
        """The id as the list spells it; *text* itself if it is not listed."""
        return self._names.get(text.lower(), text)

    def ruling(self, inbound: str, outbound: str, combination: Combination) -> Ruling | None:
        """The most specific ruling for the pair: ids before classes, classes before "any"."""
        found = [
            (
                self._weight(rule.inbound, inbound) + self._weight(rule.outbound, outbound),
                -place,
                rule,
            )
            for place, rule in enumerate(self.rulings)
            if combination in rule.combination
            and self._weight(rule.inbound, inbound) >= 0
            and self._weight(rule.outbound, outbound) >= 0
        ]
        return max(found)[2] if found else None

    def _weight(self, listed: tuple[str, ...], name: str) -> int:
        """How specifically *listed* names the licence; -1 if it does not."""
        if name in listed:
            return ID_WEIGHT
        license_ = self.licenses.get(name)
        if license_ is not None and license_.class_name in listed:
            return CLASS_WEIGHT
        return 0 if ANY in listed else -1

    def _missing(self, sources: tuple[str, ...]) -> Iterator[str]:
        return (name for name in sources if name not in self.sources)

    def unknown_ids(self) -> Iterator[tuple[str, str, str]]:
        """Every (ruling or licence, kind, id) that cites something that does not exist."""
        for name, license_ in self.licenses.items():
            yield from (
                (name, "source", item) for item in license_.sources if item not in self.sources
            )
        for rule in self.rulings:
            yield from (
                (rule.id, "source", item) for item in rule.sources if item not in self.sources
            )
            for item in (*rule.inbound, *rule.outbound):
                if item not in self.licenses and item not in CLASSES:
                    yield rule.id, "license", item
