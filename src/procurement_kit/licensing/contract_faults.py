"""What is missing or miswritten in the contract rules; told to whoever edits policy.yaml."""

from collections.abc import Iterable, Iterator, Mapping
from string import Formatter

from procurement_kit.licensing.bom_checks import FIELDS, SPDX_FIELDS
from procurement_kit.licensing.contract import (
    GROUPS,
    ChangeKind,
    CheckId,
    Consequence,
    ContractRules,
    DefectKind,
    Result,
    Severity,
)

PLACES = frozenset(
    {
        "annex", "component", "count", "critical", "field", "format", "found", "label", "license",
        "limit", "n", "names", "outbound", "shown", "total", "wanted",
    }
)  # fmt: skip
"""What the sentences may leave to the program, in braces."""


def missing(rules: ContractRules) -> Iterator[str]:
    """The entries that the program needs and the file does not have, as "section: entry"."""
    wanted: Mapping[str, tuple[Iterable[str], Iterable[str]]] = {
        "groups": (rules.groups, GROUPS),
        "deadlines": (rules.deadlines, Severity),
        "results": (rules.results, Result),
        "checks": (rules.checks, CheckId),
        "defects": (rules.defects, DefectKind),
        "fields": (rules.fields, (*FIELDS, *SPDX_FIELDS)),
        "changes": (rules.changes, ChangeKind),
        "consequences": (rules.consequences, Consequence),
    }
    for section, (found, names) in wanted.items():
        yield from (f"{section}: {name}" for name in names if name not in found)


def strange_places(rules: ContractRules) -> Iterator[str]:
    """The names in braces that the program can't fill in."""
    texts = [text for item in rules.checks.values()
             for text in (item.met, item.not_met, item.not_known, item.no_tender)]  # fmt: skip
    texts += [text for item in rules.defects.values() for text in (item.wrong, item.repair)]
    texts += rules.annex.sentences.values()
    for text in texts:
        for _, name, _, _ in Formatter().parse(text):
            if name is not None and name not in PLACES:
                yield name
