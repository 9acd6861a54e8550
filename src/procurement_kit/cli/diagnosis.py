"""What the program needs, checked by trying it."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from procurement_kit.documents.document import Document, Paragraph, Part, Run, Trace, Words
from procurement_kit.formats import pdf
from procurement_kit.kit import Kit
from procurement_kit.problems import KitError, say
from procurement_kit.store.store import DATABASE, Store

OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True)
class Finding:
    """One thing that was checked; *trouble* names what is wrong and the repair."""

    subject: str
    trouble: str = ""

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong."""
        return not self.trouble

    def __str__(self) -> str:
        if self.is_well:
            return say("doctor_well", subject=self.subject)
        return say("doctor_trouble", subject=self.subject, trouble=self.trouble)


def diagnose(data: Path) -> tuple[Finding, ...]:
    """Every check, in the order in which one would repair."""
    return (
        _check("doctor_python", _python),
        _check("doctor_pdf", _pdf),
        _check("doctor_content", _content),
        _check("doctor_data", lambda: _data_folder(data)),
        _check("doctor_database", lambda: _database(data)),
    )


def _check(subject: str, attempt: Callable[[], None]) -> Finding:
    try:
        attempt()
    except KitError as error:
        return Finding(say(subject), str(error))
    except Exception as error:
        return Finding(say(subject), say("doctor_unexpected", cause=repr(error)))
    return Finding(say(subject))


def _python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        raise KitError("doctor_python_old", found=sys.version.split()[0])


def _pdf() -> None:
    """Draw a page: this needs WeasyPrint, Pango, the fonts and the style sheet at once."""
    words = Words("", "", "", "", "")
    trace = Trace("x", "", "", "", "", (), ())
    part = Part("x", (Paragraph((Run("x"),)),), trace)
    drawn = pdf.write(
        Document(
            id="x",
            title="x",
            file_name="x",
            language="cs",
            owner="",
            matter="",
            audience="internal",
            form="record",
            has_contents=False,
            is_draft=False,
            notice="",
            parts=(part,),
            gaps=(),
            words=words,
        )
    )
    if not drawn.data.startswith(b"%PDF"):
        raise KitError("pdf_unavailable")


def _content() -> None:
    Kit.installed()


def _data_folder(data: Path) -> None:
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data) as file:
            file.write(b"x")
    except OSError as error:
        raise KitError("doctor_data_closed", path=data, cause=error.strerror) from error


def _database(data: Path) -> None:
    """Nothing stored yet is well too."""
    if (data / DATABASE).exists() and not Store.open(data / DATABASE).is_sound():
        raise KitError("database_damaged", path=data / DATABASE)
