"""What document templates say of the law's demands and of the roles in a contract."""

from collections.abc import Iterator

from procurement_kit.crosscheck.content import Content, at, template_path
from procurement_kit.documents.clauses import (
    ROW,
    placeholders,
)
from procurement_kit.documents.roles import CASES
from procurement_kit.methodology.questions import Kind
from procurement_kit.problems import Problem

ROLES = "templates/roles.yaml"


def _requirements(content: Content) -> Iterator[Problem]:
    for template in content.templates.values():
        path = template_path(content, template)
        ids: set[str] = set()
        for item in template.requirements:
            if item.id in ids:
                yield at(content, path, item.id, "id_twice", id=item.id)
            ids.add(item.id)
            for source in item.sources:
                if source not in content.sources:
                    yield at(content, path, source, "source_unknown", id=source)
            for document, clause in item.ways(template.id):
                if not _stands_in(content, document, clause):
                    yield at(
                        content, path, clause, "requirement_clause",
                        id=item.id, clause=clause, document=document,
                    )  # fmt: skip


def _stands_in(content: Content, document: str, clause: str) -> bool:
    template = content.templates.get(document)
    return template is not None and clause in {item.id for item in template.inclusions()}


def _declensions(content: Content) -> Iterator[Problem]:
    for name, forms in content.roles.root.items():
        if len(forms) != CASES or forms[0] != name:
            yield at(content, ROLES, name, "role_forms", id=name, count=CASES)


def _renamings(content: Content) -> Iterator[Problem]:
    known = content.roles.root
    for template in content.templates.values():
        path = template_path(content, template)
        unknown = {*template.roles, *template.roles.values()} - set(known)
        for name in sorted(unknown):
            yield at(content, path, name, "role_unknown", id=name)
        if unknown or any(len(forms) != CASES for forms in known.values()):
            continue
        for form, role in content.roles.ambiguous(template.roles):
            yield at(content, path, role, "role_ambiguous", form=form, id=role)


def _repeated(content: Content) -> Iterator[Problem]:
    """A document is repeated by a question with lines; nothing else prints the cells of a line."""
    for template in content.templates.values():
        path = template_path(content, template)
        asked = content.methodology.questions.get(template.repeat)
        if template.repeat and (asked is None or asked.kind is not Kind.LINES):
            yield at(content, path, "repeat", "repeat_unknown", id=template.repeat)
        for item in template.inclusions() if not template.repeat else ():
            clause = content.clauses.get(item.id)
            for alternative in clause.alternatives if clause else ():
                for name in filter(ROW.fullmatch, placeholders(alternative)):
                    yield at(content, path, item.id, "row_outside", id=name, clause=item.id)


CHECKS = (_requirements, _declensions, _renamings, _repeated)
