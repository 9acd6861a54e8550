"""Reads the content files into models, once; every mistake of every file is collected."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import RootModel

from procurement_kit.crosscheck.content import Content
from procurement_kit.documents.clauses import Clause, DocumentTemplate
from procurement_kit.documents.condition_words import TreeWords
from procurement_kit.documents.copy_sheets import CopySheet
from procurement_kit.documents.handout_words import HandoutWords
from procurement_kit.documents.roles import Roles
from procurement_kit.documents.wording import DocumentWords
from procurement_kit.formats import license_files, office_files, yaml
from procurement_kit.formats.files import ContentFiles
from procurement_kit.formats.license_files import Sources
from procurement_kit.formats.markdown import read_clause
from procurement_kit.methodology.changes import ChangeFile
from procurement_kit.methodology.examples import Example, WorkedCase
from procurement_kit.methodology.glossary import Term
from procurement_kit.methodology.plain_language import PlainWords
from procurement_kit.methodology.scenarios import Scenario
from procurement_kit.methodology.stages import (
    Methodology,
    MethodologyContent,
    Stage,
    StageEntry,
    Step,
    StepContent,
)
from procurement_kit.problems import ContentError, Problem
from procurement_kit.procedures.award_criteria import CriteriaBank
from procurement_kit.procedures.change_rules import ChangeRules
from procurement_kit.procedures.estimated_value import Worksheet
from procurement_kit.procedures.forbidden_criteria import ForbiddenCriteria
from procurement_kit.procedures.procedures import Procedures
from procurement_kit.procedures.scores import ScoreSheet
from procurement_kit.procedures.time_limits import TimeLimits
from procurement_kit.procedures.whole_life_cost import CostCategories
from procurement_kit.publication.checklists import Checklist
from procurement_kit.publication.secret_patterns import SecretPatterns
from procurement_kit.publication.templates import PackContent
from procurement_kit.rules.parameters import Parameter
from procurement_kit.workshops.words import TrainingWords

LAW = "methodology/law/cz"
LOCK_IN = "methodology/scores/lock_in.yaml"
CHANGES = f"{LAW}/contract_changes.yaml"
PACK = "templates/publication/pack.yaml"
SECRETS = "templates/publication/secrets.yaml"
HANDOUTS = "templates/handouts.yaml"
TRAINING = "methodology/training/words.yaml"
Item = TypeVar("Item")


class Glossary(RootModel[tuple[Term, ...]]):
    """The file glossary.yaml."""


class Cases(RootModel[tuple[WorkedCase, ...]]):
    """A file of worked cases."""


class _PublicationTexts(NamedTuple):
    """What is written into repositories, and what is looked for in them."""

    publication: PackContent | None
    secrets: SecretPatterns | None
    checklists: Mapping[str, Checklist]


class ContentReader:
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
        costs, lock_in = (
            self._attempt(lambda: self._optional(f"{LAW}/cost_categories.yaml", CostCategories)),
            self._attempt(lambda: self._optional(LOCK_IN, ScoreSheet)),
        )
        procedures = self._attempt(lambda: self._optional(f"{LAW}/procedures.yaml", Procedures))
        time_limits = self._attempt(lambda: self._optional(f"{LAW}/time_limits.yaml", TimeLimits))
        criteria = self._attempt(
            lambda: self._optional("methodology/award_criteria.yaml", CriteriaBank)
        )
        forbidden = self._attempt(
            lambda: self._optional(f"{LAW}/forbidden_criteria.yaml", ForbiddenCriteria)
        )
        contract_changes = self._attempt(lambda: self._optional(CHANGES, ChangeRules))
        clauses = self._each("templates/clauses", ".md", self._clause)
        templates, copy_sheets = (
            self._each("templates/documents", ".yaml", self._template),
            self._each("templates/copy_sheets", ".yaml", self._copy_sheet),
        )
        words = self._attempt(lambda: self._one("templates/words.yaml", DocumentWords))
        roles = self._attempt(lambda: self._optional("templates/roles.yaml", Roles))
        licenses = self._attempt(lambda: license_files.read(self.files))
        examples, scenarios = self._trained()
        cases, changes = (
            self._each("methodology/cases", ".yaml", self._cases),
            self._each("methodology/changes", ".yaml", self._changes),
        )
        glossary = self._attempt(lambda: self._one("methodology/glossary.yaml", Glossary).root)
        texts = self._publication()
        plain_words = self._attempt(self._plain_words)
        tree_words, handouts, training = self._printed()
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
            scenarios={name: x.based_on(examples, methodology) for name, x in scenarios.items()},
            cases=tuple(case for group in cases.values() for case in group),
            glossary=pack.glossary,
            changes=tuple(changes.values()),
            procedures=procedures or Procedures(),
            criteria=criteria or CriteriaBank(),
            forbidden=forbidden or ForbiddenCriteria(),
            tree_words=tree_words,
            training=training,
            handouts=handouts,
            roles=roles or Roles(),
            publication=texts.publication,
            secrets=texts.secrets,
            checklists=texts.checklists,
            copy_sheets=copy_sheets,
            plain_words=plain_words,
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

    def _printed(self) -> tuple[TreeWords | None, HandoutWords | None, TrainingWords | None]:
        """The words of printed trees, hand-outs and workshops, where the content has them."""
        trees = self._attempt(lambda: self._if_there("templates/tree_words.yaml", TreeWords))
        handouts = self._attempt(lambda: self._if_there(HANDOUTS, HandoutWords))
        return trees, handouts, self._attempt(lambda: self._if_there(TRAINING, TrainingWords))

    def _if_there(self, path: str, model: type[Item]) -> Item | None:
        return self._one(path, model) if path in self.files.files else None

    def _publication(self) -> _PublicationTexts:
        """What there is for publishing; content of before has nothing of it."""
        pack = self._attempt(lambda: self._one(PACK, PackContent)) if self._has(PACK) else None
        secrets = None
        if self._has(SECRETS):
            secrets = self._attempt(lambda: self._one(SECRETS, SecretPatterns))
        checklists = self._each("methodology/checklists", ".yaml", self._checklist)
        return _PublicationTexts(pack, secrets, checklists)

    def _has(self, path: str) -> bool:
        return path in self.files.files

    def _checklist(self, path: str, data: bytes) -> tuple[str, Checklist]:
        checklist = yaml.read(path, data, Checklist)
        return checklist.id, checklist

    def _plain_words(self) -> PlainWords | None:
        path = "methodology/plain_words.yaml"
        return self._one(path, PlainWords) if path in self.files.files else None

    def _parameter(self, path: str, data: bytes) -> tuple[str, Parameter]:
        return Path(path).stem, yaml.read(path, data, Parameter)

    def _clause(self, path: str, data: bytes) -> tuple[str, Clause]:
        clause = read_clause(path, data)
        return clause.id, clause

    def _template(self, path: str, data: bytes) -> tuple[str, DocumentTemplate]:
        template = yaml.read(path, data, DocumentTemplate)
        return template.id, template

    def _copy_sheet(self, path: str, data: bytes) -> tuple[str, CopySheet]:
        return Path(path).stem, yaml.read(path, data, CopySheet)

    def _trained(self) -> tuple[dict[str, Example], dict[str, Scenario]]:
        """The examples and the scenarios that are built on them."""
        examples = self._each("methodology/examples", ".yaml", self._example)
        return examples, self._each("methodology/scenarios", ".yaml", self._scenario)

    def _example(self, path: str, data: bytes) -> tuple[str, Example]:
        return Path(path).stem, yaml.read(path, data, Example)

    def _scenario(self, path: str, data: bytes) -> tuple[str, Scenario]:
        return Path(path).stem, yaml.read(path, data, Scenario)

    def _cases(self, path: str, data: bytes) -> tuple[str, tuple[WorkedCase, ...]]:
        return Path(path).stem, yaml.read(path, data, Cases).root

    def _changes(self, path: str, data: bytes) -> tuple[str, ChangeFile]:
        return Path(path).stem, yaml.read(path, data, ChangeFile)

    def _methodology(self) -> Methodology:
        content = self._one("methodology/methodology.yaml", MethodologyContent)
        stages = [self._stage(entry) for entry in content.stages]
        return Methodology(content.title, tuple(stages), content.version, content.effort)

    def _stage(self, entry: StageEntry) -> Stage:
        folder = f"methodology/stages/{entry.folder}"
        steps = []
        for name in entry.steps:
            step = self._attempt(lambda name=name: self._one(f"{folder}/{name}.yaml", StepContent))  # type: ignore[misc]
            if step is not None:
                steps.append(Step(name, entry.id, step))
        guidance = self.files.files.get(f"{folder}/guidance.md", b"").decode("utf-8")
        return Stage(entry, tuple(steps), guidance)
