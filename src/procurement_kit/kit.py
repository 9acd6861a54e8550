"""Reads all content once, proves that it fits together, and offers what is done with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import RootModel

from procurement_kit.assessment import Assessment, assess
from procurement_kit.assessment.licenses import review_of
from procurement_kit.assessment.rules import Rules
from procurement_kit.crosscheck import crosscheck
from procurement_kit.crosscheck.content import Content
from procurement_kit.documents.annex import Cover
from procurement_kit.documents.clauses import Clause, DocumentTemplate
from procurement_kit.documents.compose import compose
from procurement_kit.documents.condition_words import Speaker, TreeWords
from procurement_kit.documents.document import Document
from procurement_kit.documents.inline import Library
from procurement_kit.documents.lawyer_sheet import compose_sheet
from procurement_kit.documents.license_report import compose_report
from procurement_kit.documents.readiness import Readiness, readiness
from procurement_kit.documents.roles import Roles
from procurement_kit.documents.wording import DocumentWords
from procurement_kit.formats import license_files, office_files, packs, yaml
from procurement_kit.formats.files import ContentFiles, content_root, locale_root, pack_path
from procurement_kit.formats.layout import Look
from procurement_kit.formats.license_files import Sources
from procurement_kit.formats.markdown import read_clause
from procurement_kit.methodology.changes import ChangeFile
from procurement_kit.methodology.examples import Example, WorkedCase
from procurement_kit.methodology.glossary import Term
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.methodology.stages import (
    Methodology,
    MethodologyContent,
    Stage,
    StageEntry,
    Step,
    StepContent,
)
from procurement_kit.problems import ContentError, Problem, speaking
from procurement_kit.procedures.award_criteria import CriteriaBank
from procurement_kit.procedures.change_rules import ChangeRules
from procurement_kit.procedures.estimated_value import Worksheet
from procurement_kit.procedures.forbidden_criteria import ForbiddenCriteria
from procurement_kit.procedures.procedures import Procedures
from procurement_kit.procedures.scores import ScoreSheet
from procurement_kit.procedures.time_limits import TimeLimits
from procurement_kit.procedures.whole_life_cost import CostCategories
from procurement_kit.proofs import prove
from procurement_kit.rules.conditions import holds
from procurement_kit.rules.parameters import Parameter
from procurement_kit.translations.reading import notice, reading_library
from procurement_kit.translations.speech import SOURCE, content_in, speech

LAW = "methodology/law/cz"
LOCK_IN = "methodology/scores/lock_in.yaml"
CHANGES = f"{LAW}/contract_changes.yaml"
Item = TypeVar("Item")


class Glossary(RootModel[tuple[Term, ...]]):
    """The file glossary.yaml."""


class Cases(RootModel[tuple[WorkedCase, ...]]):
    """A file of worked cases."""


@dataclass(frozen=True)
class Kit:
    """All content, checked; every use of the program starts here."""

    content: Content
    language: str = SOURCE
    source: "Kit | None" = field(default=None, compare=False, repr=False)
    """The kit in the language of its authors, from which this one was translated."""

    _translated: dict[str, "Kit"] = field(default_factory=dict, compare=False, repr=False)

    def in_language(self, language: str, locale: Path | None = None) -> "Kit":
        """The kit with its words for people in *language*; values and rules are the same."""
        kit = self.source or self
        if language == SOURCE:
            return kit
        if language not in kit._translated:
            content = content_in(kit.content, speech(locale or locale_root(), language))
            kit._translated[language] = Kit(content, language, kit)
        return kit._translated[language]

    @property
    def authentic(self) -> "Kit":
        """The kit in the language of the law, in which every document is written."""
        return self.source or self

    @classmethod
    def load(cls, root: Path, pack: Path | None = None) -> "Kit":
        """The kit in folder *root*, with the office's *pack* over it; ContentError if wrong."""
        files = ContentFiles.load(root)
        if pack is None:
            return cls.read(files)
        try:
            return cls.read(files.with_pack(packs.read(pack)))
        except ContentError as error:
            raise packs.placed(error, pack) from error

    @classmethod
    def installed(cls) -> "Kit":
        """The kit of this installation, with the pack that its operator has chosen."""
        return cls.load(content_root(), pack_path())

    @classmethod
    def read(cls, files: ContentFiles) -> "Kit":
        """The kit in *files*; ContentError with every mistake."""
        content = _Reader(files).content()
        if problems := crosscheck(content):
            raise ContentError(problems)
        return cls(content)

    def prove(self) -> list[Problem]:
        """The mistakes that show only when every reachable state of the answers is tried."""
        return list(prove(self.content).problems)

    @cached_property
    def hash(self) -> str:
        """The hash of the content; a procurement is bound to it."""
        return self.content.files.hash

    @property
    def methodology(self) -> Methodology:
        """The stages, steps and questions."""
        return self.content.methodology

    @cached_property
    def rules(self) -> Rules:
        """What judges a procurement."""
        content = self.content
        return content.rules

    @cached_property
    def library(self) -> Library:
        """What documents are made of."""
        content = self.content
        return Library(
            content.methodology,
            content.clauses,
            content.sources,
            content.words,
            content.parameters,
            content.contract_changes,
            content.roles,
        )

    @cached_property
    def speaker(self) -> Speaker | None:
        """What says conditions in words; None where the content has no words for them."""
        content = self.content
        if content.tree_words is None:
            return None
        return Speaker(content.methodology, content.parameters, content.tree_words, content.words)

    def assess(self, procurement: Procurement) -> Assessment:
        """What the rules say of *procurement*."""
        return assess(self.rules, procurement)

    def templates(self, assessment: Assessment) -> tuple[DocumentTemplate, ...]:
        """The documents that this procurement needs; one whose need is open is left out."""
        return tuple(
            template
            for template in self.content.templates.values()
            if holds(template.when, assessment.facts)
        )

    def documents(self, assessment: Assessment, *, final: bool) -> tuple[Document, ...]:
        """Every document that this procurement needs, composed."""
        kit, judged = self.authentic, self._authentic(assessment)
        return tuple(
            compose(template, kit.library, judged, final=final)
            for template in kit.templates(judged)
        )

    def document(self, name: str, assessment: Assessment) -> Document | None:
        """The draft of one document, each clause explained in the language of this kit."""
        kit, judged = self.authentic, self._authentic(assessment)
        if name not in kit.content.templates:
            return None
        made = compose(kit.content.templates[name], kit.library, judged, final=False)
        if self.source is None:
            return made
        told = compose(self.content.templates[name], self.library, assessment, final=False)
        pairs = zip(made.parts, told.parts, strict=True)
        return replace(made, parts=tuple(replace(part, trace=it.trace) for part, it in pairs))

    def reading(self, name: str, procurement: Procurement, language: str) -> Document | None:
        """The draft of a document translated for reading; None for a document there is not."""
        kit, speaker = self.in_language(language), speech(locale_root(), language)
        template = kit.content.templates.get(name)
        if template is None:
            return None
        library = reading_library(kit.library, template, self.content.files.files, speaker)
        made = compose(template, library, kit.assess(procurement), final=False)
        return replace(made, file_name=f"{made.file_name}-{language}", notice=notice(speaker))

    def _authentic(self, assessment: Assessment) -> Assessment:
        """The same judgement in the language of the law."""
        if self.source is None:
            return assessment
        with speaking(None):
            return self.source.assess(assessment.procurement)

    def readiness(self, assessment: Assessment) -> Readiness:
        """What keeps the documents from being final."""
        documents = self.documents(assessment, final=False)
        return readiness(assessment, documents, self.content.overrides)

    def look(self, assessment: Assessment | None = None) -> Look:
        """The office's look; an answer of the procurement goes before what the office offers."""
        look, answers = self.content.look, assessment.procurement.answers if assessment else {}
        named = ((name, answers.get(name, "").strip() or value) for name, value in look.fields)
        return replace(look, fields=tuple(named))

    def notes(self) -> tuple[Problem, ...]:
        """What the office should look at in its pack, though nothing is wrong."""
        return tuple(office_files.notes(self.content.files, self.content.overrides))

    @property
    def offered(self) -> Mapping[str, str]:
        """The answers that the office's pack offers, by question."""
        return self.content.office.offered if self.content.office else {}

    def license_report(self, assessment: Assessment, day: date) -> Document | None:
        """The judgement of the listed components on *day*; None where it can't be made yet."""
        content = self.authentic.content
        found = review_of(content.rules, self._authentic(assessment).facts)
        if found is None:
            return None
        answers = assessment.procurement.answers
        owner, matter = answers.get("authority_name", ""), answers.get("contract_title", "")
        cover = Cover(day, content.words, owner, matter)
        return compose_report(found, content.licenses, cover)

    def lawyer_sheet(self, assessment: Assessment, day: date) -> Document | None:
        """What is handed to a lawyer on *day*; None where the content has no words for it."""
        documents = self.documents(assessment, final=False)
        judged = self._authentic(assessment)
        return compose_sheet(documents, self.authentic.library, judged, day)

    def example(self, name: str) -> Procurement:
        """The ready-made project *name* as a procurement."""
        example = self.content.examples[name]
        return Procurement(
            id=name,
            title=example.title,
            content_hash=self.hash,
            answers=example.raw_answers(),
            acknowledgements=dict(example.acknowledgements),
        )


class _Reader:
    """Reads every file and collects the mistakes of all of them."""

    def __init__(self, files: ContentFiles) -> None:
        self.files = files
        self.problems: list[Problem] = []

    def content(self) -> Content:
        """The content; ContentError with the mistakes of every file."""
        methodology = self._attempt(self._methodology)
        sources = self._attempt(lambda: self._one(f"{LAW}/sources.yaml", Sources).root)
        parameters = self._each(f"{LAW}/parameters", ".yaml", self._parameter)
        worksheet = self._attempt(lambda: self._one(f"{LAW}/estimated_value.yaml", Worksheet))
        costs = self._attempt(lambda: self._optional(f"{LAW}/cost_categories.yaml", CostCategories))
        procedures = self._attempt(lambda: self._optional(f"{LAW}/procedures.yaml", Procedures))
        time_limits = self._attempt(lambda: self._optional(f"{LAW}/time_limits.yaml", TimeLimits))
        lock_in = self._attempt(lambda: self._optional(LOCK_IN, ScoreSheet))
        criteria = self._attempt(
            lambda: self._optional("methodology/award_criteria.yaml", CriteriaBank)
        )
        forbidden = self._attempt(
            lambda: self._optional(f"{LAW}/forbidden_criteria.yaml", ForbiddenCriteria)
        )
        contract_changes = self._attempt(lambda: self._optional(CHANGES, ChangeRules))
        clauses = self._each("templates/clauses", ".md", self._clause)
        templates = self._each("templates/documents", ".yaml", self._template)
        words = self._attempt(lambda: self._one("templates/words.yaml", DocumentWords))
        roles = self._attempt(lambda: self._optional("templates/roles.yaml", Roles))
        licenses = self._attempt(lambda: license_files.read(self.files))
        examples = self._each("methodology/examples", ".yaml", self._example)
        cases = self._each("methodology/cases", ".yaml", self._cases)
        changes = self._each("methodology/changes", ".yaml", self._changes)
        glossary = self._attempt(lambda: self._one("methodology/glossary.yaml", Glossary).root)
        tree_words = self._attempt(self._tree_words)
        if self.problems or not (methodology and sources and worksheet and words and licenses):
            raise ContentError(self.problems)
        pack = office_files.laid_over(self.files, clauses, templates, glossary or ())
        return Content(
            files=self.files,
            office=pack.office,
            look=pack.look,
            overrides=pack.overrides,
            document_paths=pack.paths,
            methodology=methodology,
            sources=sources,
            parameters=parameters,
            worksheet=worksheet,
            costs=costs or CostCategories(),
            time_limits=time_limits or TimeLimits(),
            lock_in=lock_in or ScoreSheet(),
            contract_changes=contract_changes or ChangeRules(),
            clauses=pack.clauses,
            templates=dict(sorted(pack.templates.items(), key=lambda item: item[1].file_name)),
            words=words.model_copy(update={"verdicts": licenses.vocabulary.verdicts}),
            licenses=licenses,
            examples=examples,
            cases=tuple(case for group in cases.values() for case in group),
            glossary=pack.glossary,
            changes=tuple(changes.values()),
            procedures=procedures or Procedures(),
            criteria=criteria or CriteriaBank(),
            forbidden=forbidden or ForbiddenCriteria(),
            tree_words=tree_words,
            roles=roles or Roles(),
        )

    def _attempt(self, read: Callable[[], Item]) -> Item | None:
        try:
            return read()
        except ContentError as error:
            self.problems.extend(error.problems)
            return None

    def _each(
        self, folder: str, suffix: str, read: Callable[[str, bytes], tuple[str, Item]]
    ) -> dict[str, Item]:
        found: dict[str, Item] = {}
        for path, data in self.files.under(folder, suffix):
            entry = self._attempt(lambda path=path, data=data: read(path, data))  # type: ignore[misc]
            if entry is None:
                continue
            name, item = entry
            if name in found:
                self.problems.append(Problem.of(path, 1, "id_twice", id=name))
            found[name] = item
        return found

    def _one(self, path: str, model: type[Item]) -> Item:
        if path not in self.files.files:
            raise ContentError([Problem.of(path, 1, "file_missing")])
        return yaml.read(path, self.files.files[path], model)

    def _optional(self, path: str, model: type[Item]) -> Item:
        """What the file says; an empty *model* where there is no file."""
        return self._one(path, model) if path in self.files.files else model()

    def _tree_words(self) -> TreeWords | None:
        path = "templates/tree_words.yaml"
        return self._one(path, TreeWords) if path in self.files.files else None

    def _parameter(self, path: str, data: bytes) -> tuple[str, Parameter]:
        return Path(path).stem, yaml.read(path, data, Parameter)

    def _clause(self, path: str, data: bytes) -> tuple[str, Clause]:
        clause = read_clause(path, data)
        return clause.id, clause

    def _template(self, path: str, data: bytes) -> tuple[str, DocumentTemplate]:
        template = yaml.read(path, data, DocumentTemplate)
        return template.id, template

    def _example(self, path: str, data: bytes) -> tuple[str, Example]:
        return Path(path).stem, yaml.read(path, data, Example)

    def _cases(self, path: str, data: bytes) -> tuple[str, tuple[WorkedCase, ...]]:
        return Path(path).stem, yaml.read(path, data, Cases).root

    def _changes(self, path: str, data: bytes) -> tuple[str, ChangeFile]:
        return Path(path).stem, yaml.read(path, data, ChangeFile)

    def _methodology(self) -> Methodology:
        content = self._one("methodology/methodology.yaml", MethodologyContent)
        stages = [self._stage(entry) for entry in content.stages]
        return Methodology(content.title, tuple(stages), content.version)

    def _stage(self, entry: StageEntry) -> Stage:
        folder = f"methodology/stages/{entry.folder}"
        steps = []
        for name in entry.steps:
            step = self._attempt(lambda name=name: self._one(f"{folder}/{name}.yaml", StepContent))  # type: ignore[misc]
            if step is not None:
                steps.append(Step(name, entry.id, step))
        guidance = self.files.files.get(f"{folder}/guidance.md", b"").decode("utf-8")
        return Stage(entry, tuple(steps), guidance)
