"""The project that lies inside one of our PDFs, taken out in a guarded child."""

from io import BytesIO

from procurement_kit.formats import guard, project_file
from procurement_kit.formats.guard import WEB, Codes, Guard
from procurement_kit.problems import KitError

MODULE = "procurement_kit.formats.project_pdf"
CODES = Codes("project_pdf_costly", "project_pdf_costly", "project_pdf_broken")
START = b"%PDF-"
MEDIA_TYPE = "/application/json"
NO_DAY = "D:19800101000000Z"
"""Equal projects give equal bytes, as in our packages."""
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


def attached(data: bytes, project: bytes) -> bytes:
    """The PDF *data* with *project* inside as its source; equal input, equal bytes.

    The file grows at its end only, as PDF provides for, so that drawn pages need not change.
    """
    from pypdf import PdfWriter  # only who makes PDFs pays for it
    from pypdf.generic import (
        ArrayObject,
        DecodedStreamObject,
        DictionaryObject,
        NameObject,
        NumberObject,
        TextStringObject,
    )

    def dictionary(**entries: object) -> DictionaryObject:
        return DictionaryObject({NameObject(f"/{name}"): value for name, value in entries.items()})

    writer = PdfWriter(BytesIO(data), incremental=True)
    content = DecodedStreamObject()
    content.set_data(project)
    file = content.flate_encode()
    about = dictionary(Size=NumberObject(len(project)), ModDate=TextStringObject(NO_DAY))
    file.update(
        dictionary(Type=NameObject("/EmbeddedFile"), Subtype=NameObject(MEDIA_TYPE), Params=about)
    )
    place, name = writer._add_object(file), TextStringObject(SOURCE)
    listed = writer._add_object(
        dictionary(
            Type=NameObject("/Filespec"), F=name, UF=name, EF=dictionary(F=place, UF=place),
            AFRelationship=NameObject("/Source"), Desc=name,
        )
    )  # fmt: skip
    root = writer.root_object
    names = root.get("/Names", DictionaryObject()).get_object()
    names.update(dictionary(EmbeddedFiles=dictionary(Names=ArrayObject([name, listed]))))
    root.update(dictionary(AF=ArrayObject([listed]), Names=names))
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


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
