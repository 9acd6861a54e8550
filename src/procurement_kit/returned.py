"""Which document came back from a lawyer, and what changed in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from procurement_kit.documents.clauses import DocumentTemplate
from procurement_kit.documents.compose import compose
from procurement_kit.documents.returned import Comparison, ReadFile, compare, likeliest
from procurement_kit.formats import docx, returned_docx
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import CONTENT, NOTE, Event, Procurement
from procurement_kit.problems import KitError

REVISION, CONTENT_HASH = "pk_revision", "pk_content"


@dataclass(frozen=True)
class Returned:
    """A document that came back, beside what the kit makes of the answers of today."""

    document: DocumentTemplate
    comparison: Comparison
    is_of_other_content: bool
    """Whether the file was made under other content than the procurement follows now."""
    changed_since: tuple[str, ...] | None
    """The labels of the answers that changed since; None where the file does not say when."""


def compare_returned(
    kit: Kit, procurement: Procurement, events: Iterable[Event], name: str, file: ReadFile
) -> Returned:
    """What was done to the document in *file*; KitError if it is none of the procurement's."""
    template = _document(kit, name, file)
    made = compose(template, kit.library, kit.assess(procurement), final=False)
    now = returned_docx.read_own(docx.write(made, {}))
    words = kit.library.words.lawyer
    ours = (words.copy_notice,) if words else ()
    content = file.origin.get(CONTENT_HASH, procurement.content_hash)
    return Returned(
        document=template,
        comparison=compare(now, file, _titles(kit, template), ours),
        is_of_other_content=content != procurement.content_hash,
        changed_since=_changed_since(kit, file, events),
    )


def _document(kit: Kit, name: str, file: ReadFile) -> DocumentTemplate:
    templates = kit.content.templates
    said = file.origin.get(docx.DOCUMENT, "")
    if said and said not in templates:
        raise KitError("returned_annex", file=name)
    known = {template.id: _titles(kit, template) for template in templates.values()}
    found = said or likeliest(file, known)
    if not found:
        raise KitError("returned_other", file=name)
    return templates[found]


def _titles(kit: Kit, template: DocumentTemplate) -> dict[str, str]:
    clauses = kit.content.clauses
    return {item.id: clauses[item.id].content.title for item in template.inclusions()}


def _changed_since(kit: Kit, file: ReadFile, events: Iterable[Event]) -> tuple[str, ...] | None:
    revision = file.origin.get(REVISION, "")
    if not (revision.isascii() and revision.isdecimal()):
        return None
    questions = kit.methodology.questions
    subjects = dict.fromkeys(
        event.change.subject for event in events if event.number > int(revision)
    )
    named = (item for item in subjects if item != CONTENT and not item.startswith(NOTE))
    return tuple(questions[item].label if item in questions else item for item in named)
