"""What was handed over, as a form brings it: two lists, a repository, a day; each file waits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import orjson
from flask import request

from procurement_kit.formats import archive as archives
from procurement_kit.formats.boms import read_guarded
from procurement_kit.licensing.components import Bom
from procurement_kit.licensing.delivery import Archive, Delivery
from procurement_kit.methodology.reading import clean, read_date
from procurement_kit.problems import KitError, say
from procurement_kit.web.license_input import file_name_of, kept_list
from procurement_kit.web.site import site
from procurement_kit.web.uploads import UploadGoneError

DELIVERY, TENDER, ARCHIVE, DAY = "delivery", "tender", "archive", "handed_in"
NAME: Final = "_name"
KEPT: Final = "_kept"


@dataclass(frozen=True)
class Handover:
    """The files that wait, by field: under which name, and what they are called; the day as typed.

    *errors* are the sentences for the fields at fault.
    """

    kept: Mapping[str, str]
    names: Mapping[str, str]
    day: str
    errors: Mapping[str, str]

    @property
    def faults(self) -> dict[str, str]:
        """What is wrong with the form: the errors, and the one file that may not be missing."""
        missing = (
            {} if {DELIVERY} & {*self.kept, *self.errors} else {DELIVERY: say("file_not_chosen")}
        )
        return missing | dict(self.errors)

    @property
    def carried(self) -> dict[str, str]:
        """The fields that repeat this handover."""
        names = {f"{field}{NAME}": name for field, name in self.names.items()}
        kept = {f"{field}{KEPT}": waiting for field, waiting in self.kept.items()}
        return {**kept, **names, DAY: self.day}

    def delivery(self) -> Delivery:
        """Everything that was handed over; KitError if a file waited too long."""
        tender = self._list(TENDER) if TENDER in self.kept else None
        archive = _kept_archive(self.kept[ARCHIVE]) if ARCHIVE in self.kept else None
        return Delivery(self._list(DELIVERY), read_date(self.day), tender, archive)

    def _list(self, field: str) -> Bom:
        return kept_list(self.kept.get(field, ""), self.names.get(field, ""))


def sent_handover(today: date) -> Handover:
    """The handover in the form or in the address: new files go before those that wait."""
    sent = request.values
    kept, names, errors = {}, {}, {}
    day = clean(sent.get(DAY, "")) or f"{today.day}. {today.month}. {today.year}"
    for field, keep in KEEP.items():
        file = request.files.get(field)
        try:
            if file is not None and file.filename:
                name = file_name_of(file)
                kept[field], names[field] = keep(name, file.read()), name
            elif waiting := sent.get(f"{field}{KEPT}", ""):
                kept[field], names[field] = waiting, clean(sent.get(f"{field}{NAME}", ""))
        except KitError as error:
            errors[field] = str(error)
    try:
        read_date(day)
    except KitError as error:
        errors[DAY] = str(error)
    return Handover(kept, names, day, errors)


def _keep_list(name: str, data: bytes) -> str:
    read_guarded(name, data)
    return site().uploads.keep(data, site().now())


def _keep_archive(name: str, data: bytes) -> str:
    """Of a repository only the names and the texts about licences are kept."""
    found = archives.read_guarded(name, data)
    told = orjson.dumps({"names": found.names, "texts": dict(found.texts)})
    return site().uploads.keep(told, site().now())


def _kept_archive(name: str) -> Archive:
    """The repository that waits; KitError if it waited too long or is none."""
    try:
        told = orjson.loads(site().uploads.read(name))
        return Archive(tuple(told["names"]), dict(told["texts"]))
    except (UploadGoneError, orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise KitError("list_gone") from error


KEEP: Mapping[str, Callable[[str, bytes], str]] = {
    DELIVERY: _keep_list,
    TENDER: _keep_list,
    ARCHIVE: _keep_archive,
}
