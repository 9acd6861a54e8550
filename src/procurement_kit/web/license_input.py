"""The list of components that a visitor pasted, uploaded now, or uploaded a while ago."""

from dataclasses import dataclass, replace

from flask import request
from werkzeug.datastructures import FileStorage

from procurement_kit.formats.boms import read_guarded
from procurement_kit.formats.component_tables import read_pasted
from procurement_kit.licensing.components import Bom
from procurement_kit.licensing.review import Review
from procurement_kit.problems import KitError
from procurement_kit.rules.expressions import parse
from procurement_kit.web.asked import NAME_LENGTH, Asked
from procurement_kit.web.site import site
from procurement_kit.web.timed_review import timed_review
from procurement_kit.web.uploads import UploadGoneError

FILE, TEXT, OUTBOUND = "file", "text", "outbound"


class InputError(KitError):
    """The request can't be judged: which field is at fault, why, and what was asked so far."""

    def __init__(self, field: str, asked: Asked, cause: KitError) -> None:
        super().__init__(cause.code, **cause.details)
        self.field = field
        self.asked = asked


@dataclass(frozen=True)
class Judged:
    """A request with its review."""

    asked: Asked
    review: Review

    @property
    def uploaded(self) -> bytes | None:
        """The uploaded file that was judged, if it was one."""
        return site().uploads.read(self.asked.kept) if self.asked.kept else None


def judged() -> Judged:
    """The review that the sent form asks for; InputError if something in it can't be read."""
    asked, bom = _list(Asked.sent(), request.files.get(FILE))
    try:
        parse(asked.outbound)
    except KitError as error:
        raise InputError(OUTBOUND, asked, error) from error
    try:
        review = timed_review(
            bom, asked.use, asked.outbound, site().kit.content.licenses, _preferred(asked)
        )
    except KitError as error:
        raise InputError(FILE if asked.kept else TEXT, asked, error) from error
    return Judged(asked, review)


def kept_list(name: str, file_name: str) -> Bom:
    """The list in the file that waits under *name*; KitError if an hour has passed."""
    try:
        return read_guarded(file_name, site().uploads.read(name))
    except UploadGoneError as error:
        raise KitError("list_gone") from error


def file_name_of(file: FileStorage) -> str:
    """The name of an uploaded file, short enough for a sentence."""
    return (file.filename or "")[:NAME_LENGTH]


def _list(asked: Asked, file: FileStorage | None) -> tuple[Asked, Bom]:
    """A file that comes now goes first, then one that waits, then the pasted text."""
    field = TEXT
    try:
        if file is not None and file.filename:
            field, name, data = FILE, file_name_of(file), file.read()
            bom = read_guarded(name, data)
            waiting = site().uploads.keep(data, site().now())
            return replace(asked, kept=waiting, file_name=name), bom
        if not asked.kept:
            return asked, read_pasted(asked.text)
    except KitError as error:
        raise InputError(field, asked, error) from error
    try:
        return asked, kept_list(asked.kept, asked.file_name)
    except KitError as error:
        raise InputError(FILE, replace(asked, kept="", file_name=""), error) from error


def _preferred(asked: Asked) -> tuple[str, ...]:
    """What the method advises for software of this use."""
    kind = "other" if asked.answers["network_use"] == "no" else "web_application"
    return advised(kind)


def advised(kind: str) -> tuple[str, ...]:
    """The licences that the method advises for new work of this *kind*, the first the most."""
    advice = site().kit.content.licenses.choice.get(kind)
    return advice.prefer if advice else ()
