"""Reads all content once, proves that it fits together, and offers what is done with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from procurement_kit.assessment import Assessment, assess
from procurement_kit.assessment.licenses import review_of
from procurement_kit.assessment.rules import Rules
from procurement_kit.content_reader import ContentReader
from procurement_kit.crosscheck import crosscheck
from procurement_kit.crosscheck.content import Content
from procurement_kit.documents.annex import Cover
from procurement_kit.documents.clauses import DocumentTemplate
from procurement_kit.documents.compose import compose
from procurement_kit.documents.condition_words import Speaker
from procurement_kit.documents.document import Document
from procurement_kit.documents.inline import Library
from procurement_kit.documents.lawyer_sheet import compose_sheet
from procurement_kit.documents.license_report import compose_report
from procurement_kit.documents.readiness import Readiness, readiness
from procurement_kit.formats import office_files, packs
from procurement_kit.formats.files import ContentFiles, content_root, locale_root, pack_path
from procurement_kit.formats.layout import Look
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.methodology.stages import (
    Methodology,
)
from procurement_kit.problems import ContentError, Problem, speaking
from procurement_kit.proofs import prove
from procurement_kit.rules.conditions import holds
from procurement_kit.translations.reading import notice, reading_library
from procurement_kit.translations.speech import SOURCE, content_in, speech


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
        content = ContentReader(files).content()
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
            checklists=content.checklists,
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
