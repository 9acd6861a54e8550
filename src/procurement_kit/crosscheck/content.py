"""All content, read but not yet proved to fit, and where each piece of it stands."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from procurement_kit.assessment.rules import TCO_TOTALS, TIME_FACTS, Rules
from procurement_kit.assessment.times import time_values
from procurement_kit.documents.clauses import Clause, DocumentTemplate
from procurement_kit.documents.condition_words import TreeWords
from procurement_kit.documents.copy_sheets import CopySheet
from procurement_kit.documents.handout_words import HandoutWords
from procurement_kit.documents.own_texts import Override
from procurement_kit.documents.roles import Roles
from procurement_kit.documents.wording import DocumentWords
from procurement_kit.formats.files import ContentFiles
from procurement_kit.formats.layout import PLAIN, Look
from procurement_kit.formats.public_holidays import CZECH_CALENDAR
from procurement_kit.licensing.data import LicenseData
from procurement_kit.methodology.changes import ChangeFile
from procurement_kit.methodology.examples import Example, WorkedCase
from procurement_kit.methodology.glossary import Term
from procurement_kit.methodology.office import Office
from procurement_kit.methodology.plain_language import PlainWords
from procurement_kit.methodology.scenarios import Scenario
from procurement_kit.methodology.stages import Methodology, Step
from procurement_kit.problems import Problem
from procurement_kit.procedures.award_criteria import (
    ALLOWED,
    CHECKED,
    FORBIDDEN,
    NONE,
    NOT_USED,
    CriteriaBank,
)
from procurement_kit.procedures.change_rules import ChangeRules
from procurement_kit.procedures.change_rules import Verdict as ChangeVerdict
from procurement_kit.procedures.estimated_value import Worksheet
from procurement_kit.procedures.forbidden_criteria import ForbiddenCriteria
from procurement_kit.procedures.opened_tenders import Account, Place, Result
from procurement_kit.procedures.procedures import Procedures, Verdict
from procurement_kit.procedures.scores import ScoreSheet
from procurement_kit.procedures.time_limits import TimeLimits
from procurement_kit.procedures.timetable import Counting
from procurement_kit.procedures.whole_life_cost import CostCategories
from procurement_kit.publication.checklists import Checklist
from procurement_kit.publication.secret_patterns import SecretPatterns
from procurement_kit.publication.templates import PackContent
from procurement_kit.rules.conditions import Condition
from procurement_kit.rules.parameters import Parameter
from procurement_kit.rules.rulebooks import Rulebook
from procurement_kit.rules.sources import Source
from procurement_kit.workshops.words import TrainingWords

COUNTED = frozenset({"estimated_value", "small_parts_ceiling", "tco_exit_total", *TCO_TOTALS})
"""Facts that are sums of what was answered."""
TIME_LIMITS = "methodology/law/cz/time_limits.yaml"


@dataclass(frozen=True)
class Content:
    """Every piece of content, read but not yet proved to fit."""

    files: ContentFiles
    methodology: Methodology
    sources: Mapping[str, Source]
    parameters: Mapping[str, Parameter]
    worksheet: Worksheet
    costs: CostCategories
    time_limits: TimeLimits
    lock_in: ScoreSheet
    contract_changes: ChangeRules
    clauses: Mapping[str, Clause]
    templates: Mapping[str, DocumentTemplate]
    words: DocumentWords
    licenses: LicenseData
    examples: Mapping[str, Example]
    cases: tuple[WorkedCase, ...]
    glossary: tuple[Term, ...]
    changes: tuple[ChangeFile, ...] = ()
    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    procedures: Procedures = field(default_factory=Procedures)
    criteria: CriteriaBank = field(default_factory=CriteriaBank)
    forbidden: ForbiddenCriteria = field(default_factory=ForbiddenCriteria)
    tree_words: TreeWords | None = None
    training: TrainingWords | None = None
    handouts: HandoutWords | None = None
    roles: Roles = field(default_factory=Roles)
    publication: PackContent | None = None
    secrets: SecretPatterns | None = None
    checklists: Mapping[str, Checklist] = field(default_factory=dict)
    copy_sheets: Mapping[str, CopySheet] = field(default_factory=dict)
    plain_words: PlainWords | None = None
    office: Office | None = None
    look: Look = PLAIN
    overrides: Mapping[str, Override] = field(default_factory=dict)
    document_paths: Mapping[str, str] = field(default_factory=dict)
    """The file of each document that an office's pack brings or changes."""

    @property
    def rulebooks(self) -> Mapping[str, Rulebook]:
        """The files of rules that the program works with, by path."""
        return {
            "methodology/law/cz/estimated_value.yaml": self.worksheet,
            "methodology/law/cz/cost_categories.yaml": self.costs,
            "methodology/law/cz/procedures.yaml": self.procedures,
            TIME_LIMITS: self.time_limits,
            "methodology/law/cz/contract_changes.yaml": self.contract_changes,
            "methodology/award_criteria.yaml": self.criteria,
            "methodology/law/cz/forbidden_criteria.yaml": self.forbidden,
            "methodology/scores/lock_in.yaml": self.lock_in,
        }

    @property
    def rules(self) -> Rules:
        """What judges a procurement."""
        return Rules(
            methodology=self.methodology,
            parameters=self.parameters,
            worksheet=self.worksheet,
            licenses=self.licenses,
            costs=self.costs,
            procedures=self.procedures,
            lock_in=self.lock_in,
            criteria=self.criteria,
            forbidden=self.forbidden,
            changes=self.contract_changes,
            counting=Counting(self.time_limits, CZECH_CALENDAR),
        )


def step_path(content: Content, step: Step) -> str:
    """The file of *step*."""
    stage = next(stage for stage in content.methodology.stages if stage.id == step.stage)
    return f"methodology/stages/{stage.entry.folder}/{step.id}.yaml"


def template_path(content: Content, template: DocumentTemplate) -> str:
    """The file of *template*; that of the pack which changes it, because ours is right alone."""
    if template.id in content.document_paths:
        return content.document_paths[template.id]
    for path, data in content.files.under("templates/documents", ".yaml"):
        if re.search(rb"^id: *" + re.escape(template.id.encode()) + rb" *$", data, re.MULTILINE):
            return path
    return "templates/documents"


def at(content: Content, path: str, word: str, code: str, **details: object) -> Problem:
    """The problem *code* on the line of *path* where *word* stands."""
    return Problem.of(path, content.files.line_of(path, word), code, **details)


def conditions_of(step: Step) -> Iterator[Condition]:
    """Every condition of a step file."""
    candidates: list[Condition | None] = [step.content.when]
    candidates += [question.ask_when for question in step.questions]
    candidates += [case.when for item in step.content.decisions for case in item.cases]
    candidates += [flag.when for flag in step.content.red_flags]
    yield from (condition for condition in candidates if condition is not None)


def all_conditions(content: Content) -> Iterator[tuple[str, Condition]]:
    """Every (file, condition) of the content."""
    for step in content.methodology.steps.values():
        yield from ((step_path(content, step), condition) for condition in conditions_of(step))
    for path, rulebook in content.rulebooks.items():
        yield from ((path, condition) for condition in rulebook.conditions())
    for clause in content.clauses.values():
        whens = [alternative.content.when for alternative in clause.alternatives]
        yield from ((clause.path, condition) for condition in whens if condition is not None)
    for template in content.templates.values():
        path = template_path(content, template)
        inclusions = [item.when for item in template.inclusions()]
        demanded = [item.when for item in template.requirements]
        for condition in filter(None, (template.when, *inclusions, *demanded)):
            yield path, condition


def allowed_values(content: Content, name: str) -> tuple[str, ...]:
    """The closed list of values of a question or decision; empty if it is open."""
    if question := content.methodology.questions.get(name):
        return question.values
    if decision := content.methodology.decisions.get(name):
        if any(case.value_from for case in decision.cases):
            return ()
        return tuple(dict.fromkeys(case.value or "" for case in decision.cases))
    if values := time_values(content.rules.counting, name):
        return values
    return _calculated_values(content).get(name, ())


def _calculated_values(content: Content) -> Mapping[str, tuple[str, ...]]:
    """The closed lists of what the program calculates."""
    return {
        "component_verdict": tuple(content.licenses.vocabulary.verdicts),
        "chosen_procedure_verdict": (Verdict.ALLOWED.value, Verdict.REFUSED.value),
        "own_criteria_check": CHECKED,
        "forbidden_criteria": (NONE, *(rule.id for rule in content.forbidden.rules)),
        "lowest_price": (NOT_USED, ALLOWED, FORBIDDEN),
        "tenders_check": CHECKED,
        "opened_check": tuple(Account),
        "evaluation_result": tuple(Result),
        "selected_place": tuple(Place),
        "contract_changes_verdict": tuple(ChangeVerdict),
    }


def behind(content: Content, conditions: Iterable[Condition]) -> set[str]:
    """Every question on which *conditions* depend, through decisions and calculations too."""
    questions: set[str] = set()
    decisions: set[str] = set()
    waiting = [mention for condition in conditions for mention in condition.mentions()]
    while waiting:
        kind, name = waiting.pop()
        if kind == "question":
            questions.add(name)
        elif kind == "decision" and name not in decisions:
            decisions.add(name)
            waiting.extend(_read_by(content, name))
    return questions


def decisions_behind(content: Content, decision: str) -> set[str]:
    """Every decision and calculation on which *decision* depends, also through questions."""
    found: set[str] = set()
    waiting = list(_read_by(content, decision))
    asked: set[str] = set()
    while waiting:
        kind, name = waiting.pop()
        if kind == "decision" and name not in found:
            found.add(name)
            waiting.extend(_read_by(content, name))
        elif kind == "question" and name in content.methodology.questions and name not in asked:
            asked.add(name)
            step = content.methodology.step_of[name].content
            for condition in (step.when, content.methodology.questions[name].ask_when):
                waiting.extend(condition.mentions() if condition else ())
    return found


def _read_by(content: Content, name: str) -> Iterator[tuple[str, str]]:
    if name in COUNTED:
        book: Rulebook = content.costs if name.startswith("tco_") else content.worksheet
        yield from (("question", question) for question in book.questions())
        for condition in book.conditions():
            yield from condition.mentions()
    if name in TIME_FACTS:
        yield from (("question", question) for question in content.time_limits.questions())
        for condition in content.time_limits.conditions():
            yield from condition.mentions()
    for case in (
        content.methodology.decisions[name].cases if name in content.methodology.decisions else ()
    ):
        if case.when is not None:
            yield from case.when.mentions()
        if case.value_from:
            yield "question", case.value_from
