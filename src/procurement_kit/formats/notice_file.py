"""The NOTICE file: a plain list of third-party components, for the root of the software."""

from collections.abc import Iterator

from procurement_kit.documents.notices import named, source_of
from procurement_kit.formats.text import clean
from procurement_kit.licensing.components import NO_STATEMENT
from procurement_kit.licensing.notices import NoticedComponent, Notices
from procurement_kit.licensing.words import LicenseWords

NAME = "NOTICE"


def write(work: str, notices: Notices, words: LicenseWords) -> bytes:
    """The NOTICE file of *work* in UTF-8, a paragraph for each component."""
    say = words.notices.sentences
    head = [line for line in (clean(work), say["file_intro"]) if line]
    entries = ["\n".join(_entry(item, words)) for item in notices.items]
    return ("\n\n".join([*head, *entries]) + "\n").encode()


def _entry(item: NoticedComponent, words: LicenseWords) -> Iterator[str]:
    say, component = words.notices.sentences, item.component
    holder = component.copyright.strip()
    if holder in NO_STATEMENT:
        holder = say["file_no_copyright"]
    yield clean(named(component))
    yield say["file_copyright"].format(copyright=clean(holder))
    yield say["file_license"].format(license=clean(item.terms))
    if source := source_of(component):
        yield say["file_source"].format(source=clean(source))
