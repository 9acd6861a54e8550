"""Clauses in another language, to be read and never to be signed."""

from collections.abc import Mapping
from dataclasses import replace

from procurement_kit.documents.clauses import Clause, DocumentTemplate
from procurement_kit.documents.inline import Library
from procurement_kit.documents.roles import Roles
from procurement_kit.formats.markdown import read_clause
from procurement_kit.problems import source_messages
from procurement_kit.translations.blocks import ALTERNATIVE, is_text, rewritten
from procurement_kit.translations.clause_texts import PLACEHOLDER, paragraphs, parted
from procurement_kit.translations.speech import Speech

ROW = "| "
"""How the row of a table begins."""

NOTICE, IN_CZECH = "reading_notice", "reading_untranslated"


def notice(speech: Speech) -> str:
    """What stands on top of every page of a reading translation."""
    return speech.plain(source_messages()[NOTICE])


def reading_library(
    library: Library, template: DocumentTemplate, files: Mapping[str, bytes], speech: Speech
) -> Library:
    """What the document of *template* is made of, its clauses translated paragraph by paragraph."""
    clauses = dict(library.clauses)
    for included in template.inclusions():
        clause = clauses[included.id]
        clauses[clause.id] = reading_clause(clause, files[clause.path], speech)
    words = library.words.model_copy(update={"draft": notice(speech)})
    roles = reading_roles(library.roles, speech)
    return replace(library, clauses=clauses, words=words, roles=roles, language=speech.language)


def reading_clause(clause: Clause, data: bytes, speech: Speech) -> Clause:
    """*clause* with its text translated; a paragraph without translation says that it is Czech."""
    matter, body = parted(data)
    czech = speech.plain(source_messages()[IN_CZECH])

    def translate(text: str) -> str:
        if not is_text(PLACEHOLDER.sub("", text)):
            return text
        if found := speech.found(text):
            return found
        return text.replace(ROW, f"{ROW}{czech} ", 1) if text.startswith(ROW) else f"{czech} {text}"

    text = matter + rewritten(body, translate, kept=ALTERNATIVE)
    told = read_clause(clause.path, text.encode(), type(clause.content))
    pairs = zip(clause.alternatives, told.alternatives, strict=True)
    alternatives = tuple(replace(item, blocks=other.blocks) for item, other in pairs)
    return replace(clause, alternatives=alternatives)


def reading_roles(roles: Roles, speech: Speech) -> Roles:
    """Roles with their names in the other language before the Czech forms."""
    named = {name: (speech.plain(forms[0]), *forms) for name, forms in roles.root.items()}
    return Roles.model_construct(root=named)


def translated_share(
    template: DocumentTemplate,
    clauses: Mapping[str, Clause],
    files: Mapping[str, bytes],
    speech: Speech,
) -> tuple[int, int]:
    """How many paragraphs of the document's clauses are translated, of how many."""
    done = whole = 0
    for included in template.inclusions():
        for text in paragraphs(files[clauses[included.id].path]):
            whole += 1
            done += speech.found(text) is not None
    return done, whole
