"""The texts of clauses, block by block, for reading translations."""

import re
from collections.abc import Iterator, Mapping

from procurement_kit.crosscheck.content import Content
from procurement_kit.documents.clauses import DocumentTemplate
from procurement_kit.formats.markdown import FENCE
from procurement_kit.translations.blocks import ALTERNATIVE, blocks, is_text
from procurement_kit.translations.entries import READING, Entry

PLACEHOLDER = re.compile(r"\$[a-z][a-z0-9_]*|\[\[[A-Za-z0-9_]+\]\]")


def clause_entries(content: Content) -> Iterator[Entry]:
    """Every paragraph of every clause that has a word of its own."""
    domains = _domains(content)
    for clause in content.clauses.values():
        domain = domains.get(clause.id, f"{READING}internal")
        for text in paragraphs(content.files.files.get(clause.path, b"")):
            yield Entry(domain, clause.path, clause.id, text)
    for role, forms in content.roles.root.items():
        yield Entry(f"{READING}words", "templates/roles.yaml", role, forms[0])


def paragraphs(data: bytes) -> Iterator[str]:
    """The paragraphs of a clause file that have a word of their own."""
    _, body = parted(data)
    for text in blocks(body, kept=ALTERNATIVE):
        if is_text(PLACEHOLDER.sub("", text)):
            yield text


def _domains(content: Content) -> Mapping[str, str]:
    """The file of translations for each clause, by the kind of document in which it stands."""
    found: dict[str, str] = {}
    order = {"contracts": 0, "tender": 1, "internal": 2}
    for kind, template in sorted(
        ((_kind(item), item) for item in content.templates.values()), key=lambda it: order[it[0]]
    ):
        for included in template.inclusions():
            found.setdefault(included.id, READING + kind)
    return found


def _kind(template: DocumentTemplate) -> str:
    if template.form == "contract":
        return "contracts"
    return "tender" if template.audience == "public" else "internal"


def parted(data: bytes) -> tuple[str, str]:
    """The front matter of a clause file and its text."""
    text = data.decode("utf-8").replace("\r\n", "\n")
    matter, _, body = text.removeprefix(FENCE).partition("\n" + FENCE)
    return f"{FENCE}{matter}\n{FENCE}", body
