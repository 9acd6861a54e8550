"""The licence data name only licences, rules and places that exist."""

from collections.abc import Iterator

from procurement_kit.crosscheck.content import Content, at
from procurement_kit.licensing import contract_faults
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.references import unknown_references
from procurement_kit.problems import Problem


def _licenses(content: Content) -> Iterator[Problem]:
    data = content.licenses
    for place, kind, name in unknown_references(data):
        yield at(content, _license_path(content, place), name, f"{kind}_unknown", id=name)
    for name in (*data.licenses, *data.exceptions):
        if not name.startswith("LicenseRef-") and not _is_listed(data, name):
            yield at(content, _license_path(content, name), "name", "spdx_unknown", id=name)
    path = "license_data/policy.yaml"
    for entry in contract_faults.missing(data.contract):
        yield Problem.of(path, 1, "contract_entry_missing", entry=entry)
    for name in contract_faults.strange_places(data.contract):
        yield at(content, path, f"{{{name}}}", "contract_place", name=name)


def _is_listed(data: LicenseData, name: str) -> bool:
    return name in data.names.spdx.licenses or name in data.names.spdx.exceptions


def _license_path(content: Content, place: str) -> str:
    """The file of the licence, exception, ruling or rule *place*."""
    for folder in ("licenses", "exceptions"):
        if (path := f"license_data/{folder}/{place}.yaml") in content.files.files:
            return path
    for path, data in content.files.under("license_data", ".yaml"):
        if f"id: {place}\n".encode() in data or f"\n{place}:\n".encode() in data:
            return path
    return f"license_data/{place}.yaml"


CHECKS = (_licenses,)
