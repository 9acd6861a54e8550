"""The project that lies inside one of our PDFs, taken out in a guarded child."""

from io import BytesIO

from procurement_kit.formats import guard, project_file
from procurement_kit.formats.guard import WEB, Codes, Guard
from procurement_kit.problems import KitError

MODULE = "procurement_kit.formats.project_pdf"
CODES = Codes("project_pdf_costly", "project_pdf_costly", "project_pdf_broken")
START = b"%PDF-"
SOURCE = "odpovedi.json"
"""The name under which a project lies inside the PDF that was made from it."""


def project_of(name: str, data: bytes, limits: Guard = WEB) -> bytes:
    """The project file that *data* is or, being a PDF, holds; KitError if it can't be got out.

    What comes out of a PDF is no more to be trusted than any other file of a stranger.
    """
    if not data.startswith(START):
        return data
    text: str = guard.ask(MODULE, name, data, limits, CODES)["project"]
    return text.encode()


def _answer(data: bytes) -> guard.Answer:
    """In the child: the text of the first attachment that has the name of ours."""
    from pypdf.errors import DependencyError, LimitReachedError  # only the child pays for it

    try:
        return {"project": _text(_attached(data))}
    except DependencyError as error:  # pypdf has no cipher of its own
        raise KitError("project_pdf_encrypted", file="") from error
    except LimitReachedError as error:
        raise KitError(CODES.heavy, file="") from error


def _attached(data: bytes) -> bytes:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        raise KitError("project_pdf_encrypted", file="")
    for attachment in reader.attachment_list:
        if attachment.name == SOURCE:
            return attachment.content
    raise KitError("project_pdf_without", file="")


def _text(content: bytes) -> str:
    if len(content) > project_file.SIZE_LIMIT:
        limit = project_file.SIZE_LIMIT // guard.MEBIBYTE_BYTES
        raise KitError("project_file_large", file="", limit=limit)
    return content.decode("utf-8", "replace")


if __name__ == "__main__":
    guard.answer(_answer, CODES)
