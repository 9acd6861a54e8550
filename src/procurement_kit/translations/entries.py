"""What there is to translate: every text of the content, in which file of translations it goes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from procurement_kit.crosscheck.content import Content, template_path
from procurement_kit.licensing.data import LicenseData
from procurement_kit.methodology.stages import Methodology
from procurement_kit.rules.words import Guide, Spoken, Written
from procurement_kit.translations.blocks import blocks, is_text
from procurement_kit.translations.spoken import texts_in

LAW = "methodology/law/cz"
TRAINING = frozenset({"scenarios", "training"})
INTERFACE, MESSAGES, READING = "interface", "messages", "clauses-"
READING_LANGUAGES = frozenset({"en"})
"""The languages in which documents can be read."""


@dataclass(frozen=True)
class Entry:
    """A text to be translated, in the file *domain*; *path* and *place* say where it stands."""

    domain: str
    path: str
    place: str
    text: str
    plural: str = ""
    context: str = ""

    @property
    def is_for_reading(self) -> bool:
        """Whether it stands in documents only, which are translated for reading."""
        return self.domain.startswith(READING)

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from others: the same text has one translation, unless in a context."""
        return self.context, self.text


def content_entries(content: Content) -> Iterator[Entry]:
    """Every text for people in the content, in the order of its files."""
    for path, name, piece in _pieces(content):
        for place, mark, text in texts_in(piece):
            domain = f"{READING}words" if isinstance(mark, Written) else domain_of(path)
            where = ".".join(filter(None, (name, *place)))
            for part in parts(text, mark):
                yield Entry(domain, path, where, part)


def parts(text: str, mark: Spoken) -> Iterable[str]:
    """What of *text* is translated on its own."""
    return blocks(text) if isinstance(mark, Guide) else filter(is_text, (text,))


def domain_of(path: str) -> str:
    """The file of translations for the content file *path*."""
    folder, _, rest = path.partition("/")
    if folder == "methodology":
        name = rest.split("/")
        if name[0] in TRAINING:
            return "training"
        return f"methodology-{name[1]}" if name[0] == "stages" else "methodology"
    if rest.startswith("clauses/"):
        return "clause-notes"
    return {"templates": "documents", "license_data": "licenses"}[folder]


Piece = tuple[str, str, object]
"""The file, the name in it, and what was read from it."""


def _pieces(content: Content) -> Iterator[Piece]:
    yield from _methodology(content.methodology)
    yield from _law(content)
    yield from _templates(content)
    yield from _licenses(content.licenses)
    yield from _training(content)
    yield from _publishing(content)


def _training(content: Content) -> Iterator[Piece]:
    yield from _each("methodology/scenarios", content.scenarios)
    yield "methodology/training/words.yaml", "", content.training
    yield "templates/handouts.yaml", "", content.handouts


def _publishing(content: Content) -> Iterator[Piece]:
    yield from _each("methodology/checklists", content.checklists)
    yield from _each("templates/copy_sheets", content.copy_sheets)
    yield "templates/publication/secrets.yaml", "", content.secrets
    yield "methodology/plain_words.yaml", "", content.plain_words


def _methodology(methodology: Methodology) -> Iterator[Piece]:
    yield "methodology/methodology.yaml", "", replace(methodology, stages=())
    for stage in methodology.stages:
        folder = f"methodology/stages/{stage.entry.folder}"
        yield f"{folder}/guidance.md", "", replace(stage, steps=())
        yield from ((f"{folder}/{step.id}.yaml", "", step.content) for step in stage.steps)


def _law(content: Content) -> Iterator[Piece]:
    yield from (
        (f"{LAW}/parameters/{name}.yaml", "", it) for name, it in content.parameters.items()
    )
    yield from ((f"{LAW}/sources.yaml", name, it) for name, it in content.sources.items())
    yield from ((path, "", book) for path, book in content.rulebooks.items())
    yield from (("methodology/glossary.yaml", "", term) for term in content.glossary)
    yield from (
        (f"methodology/examples/{name}.yaml", "", it) for name, it in content.examples.items()
    )
    for change in content.changes:
        yield f"methodology/changes/{change.from_version}-{change.to_version}.yaml", "", change


def _each(folder: str, pieces: Mapping[str, object]) -> Iterator[Piece]:
    """A folder with a file for each piece."""
    return ((f"{folder}/{name}.yaml", "", piece) for name, piece in pieces.items())


def _templates(content: Content) -> Iterator[Piece]:
    yield "templates/words.yaml", "", content.words
    yield "templates/tree_words.yaml", "", content.tree_words
    for template in content.templates.values():
        yield template_path(content, template), "", template
    yield from ((clause.path, "", clause) for clause in content.clauses.values())


def _licenses(data: LicenseData) -> Iterator[Piece]:
    folder = "license_data"
    yield f"{folder}/vocabulary.yaml", "", data.vocabulary
    yield f"{folder}/report.yaml", "", data.words
    yield f"{folder}/policy.yaml", "", data.contract
    yield from ((f"{folder}/rules.yaml", name, rule) for name, rule in data.rules.items())
    yield from ((f"{folder}/choice.yaml", name, advice) for name, advice in data.choice.items())
    yield from ((f"{folder}/compatibility", "", ruling) for ruling in data.rulings)
    yield from ((f"{folder}/conformance.yaml", "", item) for item in data.standards)
    yield from ((f"{folder}/differences.yaml", "", item) for item in data.differences)
    yield from ((f"{folder}/statements.yaml", "", item) for item in data.statements)
    yield from ((f"{folder}/licenses/{name}.yaml", "", it) for name, it in data.licenses.items())
    yield from (
        (f"{folder}/exceptions/{name}.yaml", "", it) for name, it in data.exceptions.items()
    )
    yield from ((f"{folder}/sources.yaml", name, item) for name, item in data.sources.items())
