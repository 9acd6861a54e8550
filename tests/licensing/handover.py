"""Handovers for the tests: a complete component, a complete list, a complete archive."""

from dataclasses import replace
from datetime import date

from procurement_kit.licensing.acceptance import AcceptanceReport, accept
from procurement_kit.licensing.components import Bom, Component
from procurement_kit.licensing.contract import CheckId, Result
from procurement_kit.licensing.delivery import Archive, Delivery, ReuseResult
from procurement_kit.licensing.policy import Notices, Policy, policy_for
from procurement_kit.licensing.uses import Use
from tests.licensing.data import DATA, DYNAMIC

HANDED_IN = date(2026, 12, 1)
FULL = Component(
    "knihovna",
    "1.0",
    "MIT",
    concluded="MIT",
    supplier="Autor",
    key="k",
    purl="pkg:npm/knihovna@1.0",
    checksum="SHA512:ab",
)
ARCHIVE = Archive(
    ("repo/LICENSE", "repo/AUTHORS", "repo/LICENSES/MIT.txt", "repo/src/a.py"),
    {"repo/LICENSE": "EUPL", "repo/AUTHORS": "Autor", "repo/LICENSES/MIT.txt": "MIT License"},
)


def a_policy(outbound: str = "EUPL-1.2", **changes: object) -> Policy:
    """The list of C6, SPDX 2.3, licences in every file; then *changes*."""
    agreed = replace(
        policy_for(outbound, DATA),
        bom_format=DATA.contract.formats["spdx"],
        notices=Notices.PER_FILE,
    )
    return replace(agreed, **changes)  # type: ignore[arg-type]


def a_bom(*components: Component, **changes: object) -> Bom:
    """A list of *components* that all stand in a relationship."""
    listed = components or (FULL,)
    bom = Bom("SPDX", "2.3", components=listed, related=frozenset(item.key for item in listed))
    return replace(bom, **changes)  # type: ignore[arg-type]


def handed(
    *components: Component, tender: Bom | None = None, archive: Archive | None = ARCHIVE
) -> Delivery:
    """A handover of *components* with a clean archive; the tender named the same ones."""
    bom = a_bom(*components)
    return Delivery(bom, HANDED_IN, bom if tender is None else tender, archive, ReuseResult())


def report_on(
    delivery: Delivery, policy: Policy | None = None, use: Use = DYNAMIC
) -> AcceptanceReport:
    """The report on *delivery* as the tests' contract sees it."""
    return accept(delivery, policy or a_policy(), use, DATA)


def result_of(report: AcceptanceReport, check: CheckId) -> Result:
    """How one check came out."""
    return next(item.result for item in report.checks if item.id is check)


def kinds_of(report: AcceptanceReport) -> list[str]:
    """The kinds of defects, in the order of the report."""
    return [item.kind.value for item in report.defects]
