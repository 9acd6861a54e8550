"""The files of an office's pack, read and laid over our content."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import RootModel

from procurement_kit.documents.clauses import Clause, DocumentTemplate
from procurement_kit.documents.own_texts import (
    PREFIX,
    DocumentChange,
    Override,
    OwnClauseContent,
    OwnDocument,
    changed,
    order_faults,
)
from procurement_kit.formats import css, layout, letterhead_checks, pictures, svg, yaml
from procurement_kit.formats.files import ContentFiles
from procurement_kit.formats.layout import PLAIN, Logo, Look
from procurement_kit.formats.markdown import read_clause
from procurement_kit.formats.packs import OFFICE
from procurement_kit.methodology.glossary import Term
from procurement_kit.methodology.office import QUESTIONS, Office
from procurement_kit.problems import ContentError, Problem

ABOUT = f"{OFFICE}/office.yaml"
LETTERHEAD = f"{OFFICE}/letterhead.docx"
SHEET = f"{OFFICE}/print.css"
FIELDS = (*QUESTIONS.values(), "document_title", "contract_title")
"""What a letterhead may name in guillemets."""
VERSION_LENGTH = 12
OWN_KEYS = re.compile(r"^(overrides|base|reason):.*\n(?:[ \t].*\n)*", re.MULTILINE)
"""What stands in the front matter of an office's clause and of none of ours."""
Item = TypeVar("Item")


class _Glossary(RootModel[tuple[Term, ...]]):
    """The file glossary.yaml."""


@dataclass(frozen=True)
class Pack:
    """The content with a pack laid over it, and what the pack has changed."""

    clauses: Mapping[str, Clause]
    templates: Mapping[str, DocumentTemplate]
    glossary: tuple[Term, ...]
    office: Office | None = None
    look: Look = PLAIN
    overrides: Mapping[str, Override] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)
    """The file of each document that the pack brings or changes."""


def version_of(text: bytes) -> str:
    """The version of one of our clauses: a short hash of its file."""
    return hashlib.sha256(text.replace(b"\r\n", b"\n")).hexdigest()[:VERSION_LENGTH]


def laid_over(
    files: ContentFiles,
    clauses: Mapping[str, Clause],
    templates: Mapping[str, DocumentTemplate],
    glossary: tuple[Term, ...],
) -> Pack:
    """Our content with the pack in *files* over it; ContentError with every mistake of the pack."""
    if not any(path.startswith(f"{OFFICE}/") for path in files.files):
        return Pack(clauses, templates, glossary)
    reader = _Reader(files, dict(clauses), dict(templates))
    pack = reader.pack(glossary)
    if pack is None or reader.problems:
        raise ContentError(reader.problems)
    return pack


class _Reader:
    """Reads the files of one pack and collects the mistakes of all of them."""

    def __init__(
        self,
        files: ContentFiles,
        clauses: dict[str, Clause],
        templates: dict[str, DocumentTemplate],
    ) -> None:
        self.files = files
        self.clauses = clauses
        self.templates = templates
        self.ours = {name: clause.path for name, clause in clauses.items()}
        self.problems: list[Problem] = []
        self.overrides: dict[str, Override] = {}
        self.paths: dict[str, str] = {}

    def pack(self, glossary: tuple[Term, ...]) -> Pack | None:
        """The whole pack; None if it does not say whose it is."""
        office = self._one(ABOUT, Office)
        if ABOUT not in self.files.files:
            self.problems.append(Problem.of(ABOUT, 1, "file_missing"))
        for path, data in self.files.under(f"{OFFICE}/clauses", ".md"):
            self._attempt(lambda path=path, data=data: self._clause(path, data))  # type: ignore[misc]
        for path, data in self.files.under(f"{OFFICE}/documents", ".yaml"):
            self._attempt(lambda path=path, data=data: self._document(path, data))  # type: ignore[misc]
        own = self._one(f"{OFFICE}/glossary.yaml", _Glossary)
        terms = {term.id: term for term in (*glossary, *(own.root if own else ()))}
        look = self._look(office) if office else PLAIN
        if office is None:
            return None
        return Pack(
            self.clauses, self.templates, tuple(terms.values()), office, look, self.overrides,
            self.paths,
        )  # fmt: skip

    def _attempt(self, read: Callable[[], Item]) -> Item | None:
        try:
            return read()
        except ContentError as error:
            self.problems.extend(error.problems)
            return None

    def _one(self, path: str, model: type[Item]) -> Item | None:
        data = self.files.files.get(path)
        return self._attempt(lambda: yaml.read(path, data, model)) if data is not None else None

    def _fault(self, path: str, word: str, code: str, **details: object) -> None:
        self.problems.append(Problem.of(path, self.files.line_of(path, word), code, **details))

    def _clause(self, path: str, data: bytes) -> None:
        clause = read_clause(path, data, OwnClauseContent)
        content = clause.content
        if not isinstance(content, OwnClauseContent):
            return
        if content.overrides:
            self._override(path, clause, content)
        elif not clause.id.startswith(PREFIX):
            self._fault(path, "id", "own_id", id=clause.id)
        elif clause.id in self.clauses:
            self._fault(path, "id", "id_twice", id=clause.id)
        else:
            self.clauses[clause.id] = clause

    def _override(self, path: str, clause: Clause, content: OwnClauseContent) -> None:
        name = content.overrides
        if name not in self.ours:
            self._fault(path, "overrides", "override_unknown", id=name)
            return
        if clause.id != name or name in self.overrides:
            self._fault(path, "id", "override_id", id=clause.id, wanted=name)
            return
        if not content.reason.strip():
            self._fault(path, "reason", "override_reason", id=name)
        base_path = f"{OFFICE}/base/{name}.md"
        base = self.files.files.get(base_path)
        if base is None or version_of(base) != content.base:
            self._fault(path, "base", "override_base", id=name)
            return
        our = self.files.files[self.ours[name]]
        self.overrides[name] = Override(
            name, clause.content.title, path, content.reason.strip(),
            _text(base), _text(our), OWN_KEYS.sub("", _text(self.files.files[path])),
        )  # fmt: skip
        self._keeps(path, self.clauses[name], clause)
        self.clauses[name] = clause

    def _keeps(self, path: str, our: Clause, own: Clause) -> None:
        """What other clauses rely on must stay in an override."""
        lost = [name for name in our.content.requires if name not in own.content.requires]
        if lost:
            self._fault(path, "requires", "override_requires", id=own.id, names=", ".join(lost))
        for key in ("numbered", "heading"):
            wanted = getattr(our.content, key)
            if getattr(own.content, key) != wanted:
                self._fault(path, key, "override_keeps", id=own.id, key=key, wanted=wanted)

    def _document(self, path: str, data: bytes) -> None:
        is_change = self.files.line_of(path, "changes") > 1 or data.startswith(b"changes:")
        if is_change and b"\nid:" not in b"\n" + data:
            self._change(path, yaml.read(path, data, DocumentChange))
            return
        document = yaml.read(path, data, OwnDocument)
        if not document.id.startswith(PREFIX):
            self._fault(path, "id", "own_id", id=document.id)
        elif document.id in self.templates:
            self._fault(path, "id", "id_twice", id=document.id)
        else:
            self.templates[document.id] = document
            self.paths[document.id] = path

    def _change(self, path: str, change: DocumentChange) -> None:
        template = self.templates.get(change.changes)
        if template is None or change.changes in self.paths:
            self._fault(path, "changes", "change_unknown", id=change.changes)
            return
        known = {item.id for item in template.inclusions()}
        for item in change.add:
            if item.after not in known:
                self._fault(path, item.after, "clause_unknown", id=item.after)
            if item.id in known:
                self._fault(path, item.id, "id_twice", id=item.id)
            known.add(item.id)
        if faults := order_faults(template, change):
            self._fault(path, "order", "change_order", names=", ".join(faults))
        if not any(problem.path == path for problem in self.problems):
            self.templates[template.id] = changed(template, change)
            self.paths[template.id] = path

    def _look(self, office: Office) -> Look:
        """The look of the office's documents, with what it offers in the letterhead's fields."""
        data = self.files.files.get(LETTERHEAD)
        if data is not None:
            base = layout.base_parts()
            self.problems += letterhead_checks.problems(LETTERHEAD, data, base, FIELDS)
        sheet = self.files.files.get(SHEET, b"")
        self.problems += css.problems(SHEET, sheet)
        fields = tuple(sorted(office.offered.items()))
        return Look(data, sheet.decode("utf-8", "replace"), self._logo(office), fields)

    def _logo(self, office: Office) -> Logo | None:
        found = [kind for kind in ("svg", "png") if f"{OFFICE}/logo.{kind}" in self.files.files]
        if not found:
            return None
        path = f"{OFFICE}/logo.{found[0]}"
        data = self.files.files[path]
        if len(found) > 1:
            self.problems.append(Problem.of(path, 1, "logo_twice"))
        if found[0] == "svg":
            self.problems += svg.problems(path, data)
        elif not pictures.is_sound(data):
            self.problems.append(Problem.of(path, 1, "logo_broken"))
        if not office.logo_alt.strip():
            self._fault(ABOUT, "logo_alt", "logo_alt")
        return Logo(found[0], data, office.logo_alt.strip())


def notes(files: ContentFiles, overrides: Mapping[str, Override]) -> Iterator[Problem]:
    """What the office should look at, though nothing is wrong."""
    for item in overrides.values():
        if item.is_stale:
            line = files.line_of(item.path, "base")
            yield Problem.of(item.path, line, "override_stale", id=item.clause)
    if (data := files.files.get(LETTERHEAD)) is not None:
        named = letterhead_checks.unchecked_fonts(data, layout.base_parts())
        if named:
            yield Problem.of(LETTERHEAD, 1, "letterhead_fonts_unchecked", names=", ".join(named))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\r\n", "\n")
