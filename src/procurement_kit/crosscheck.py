"""Proves that the content fits together; every mistake is a problem with its file and line."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from procurement_kit.assessment import CALCULATED, RELIED_ON
from procurement_kit.documents.clauses import (
    Clause,
    ClauseReference,
    DocumentTemplate,
    TextParagraph,
    Wording,
    pieces_of,
    placeholders,
)
from procurement_kit.documents.inline import EXPLANATIONS
from procurement_kit.documents.wording import DocumentWords
from procurement_kit.formats.files import ContentFiles
from procurement_kit.licensing import contract_faults
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.references import unknown_references
from procurement_kit.methodology.examples import Example, WorkedCase
from procurement_kit.methodology.glossary import Term
from procurement_kit.methodology.stages import Methodology, Stage, Step
from procurement_kit.problems import Problem
from procurement_kit.procedures.award_criteria import PREFIX
from procurement_kit.procedures.estimated_value import Worksheet
from procurement_kit.rules.conditions import Condition
from procurement_kit.rules.parameters import Parameter
from procurement_kit.rules.sources import Source

TABLES = {"estimated_value_table", "criteria_table"}
LONG_SENTENCE_WORDS = 12
SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")


@dataclass(frozen=True)
class Content:
    """Every piece of content, read but not yet proved to fit."""

    files: ContentFiles
    methodology: Methodology
    sources: Mapping[str, Source]
    parameters: Mapping[str, Parameter]
    worksheet: Worksheet
    clauses: Mapping[str, Clause]
    templates: Mapping[str, DocumentTemplate]
    words: DocumentWords
    licenses: LicenseData
    examples: Mapping[str, Example]
    cases: tuple[WorkedCase, ...]
    glossary: tuple[Term, ...]


def crosscheck(content: Content) -> list[Problem]:
    """Every place where two pieces of content do not fit."""
    checks = (
        _ids, _relied_on, _sources, _conditions, _order, _worksheet, _guidance,
        _inclusions, _text, _sentences, _unused, _examples, _licenses,
    )  # fmt: skip
    return [problem for check in checks for problem in check(content)]


def step_path(content: Content, step: Step) -> str:
    """The file of *step*."""
    stage = next(stage for stage in content.methodology.stages if stage.id == step.stage)
    return f"methodology/stages/{stage.entry.folder}/{step.id}.yaml"


def template_path(content: Content, template: DocumentTemplate) -> str:
    """The file of *template*."""
    for path, data in content.files.under("templates/documents", ".yaml"):
        if re.search(rb"^id: *" + re.escape(template.id.encode()) + rb" *$", data, re.MULTILINE):
            return path
    return "templates/documents"


def _at(content: Content, path: str, word: str, code: str, **details: object) -> Problem:
    return Problem.of(path, content.files.line_of(path, word), code, **details)


def _ids(content: Content) -> Iterator[Problem]:
    seen: dict[str, str] = dict.fromkeys(CALCULATED, "")
    for step in content.methodology.steps.values():
        path = step_path(content, step)
        ids = [item.id for item in step.questions]
        ids += [item.id for item in step.content.decisions]
        ids += [item.id for item in step.content.red_flags]
        for name in ids:
            if name in seen:
                yield _at(content, path, name, "id_twice", id=name)
            seen[name] = path
    names = Counter(step.id for stage in content.methodology.stages for step in stage.steps)
    for name in (name for name, count in names.items() if count > 1):
        yield _at(content, "methodology/methodology.yaml", name, "id_twice", id=name)
    files = Counter(template.file_name for template in content.templates.values())
    for template in content.templates.values():
        if files[template.file_name] > 1 or not re.fullmatch(
            r"[a-z0-9-]{1,60}", template.file_name
        ):
            path = template_path(content, template)
            yield _at(content, path, "file_name", "file_name_bad", name=template.file_name)


def _relied_on(content: Content) -> Iterator[Problem]:
    """What the program itself reads exists, and every weight has its words for documents."""
    methodology = content.methodology
    for name in RELIED_ON:
        if name not in methodology.questions and name not in methodology.decisions:
            yield Problem.of("methodology/methodology.yaml", 1, "id_needed", id=name)
    weights = {name for name in methodology.questions if name.startswith(PREFIX)}
    for name in sorted(weights - set(content.words.criteria)):
        yield _at(content, "templates/words.yaml", "criteria", "criterion_words", id=name)


def _cited(content: Content) -> Iterator[tuple[str, str]]:
    """Every (file, source id) that is cited anywhere."""
    for step in content.methodology.steps.values():
        path = step_path(content, step)
        groups: list[Iterable[str]] = [question.why.sources for question in step.questions]
        groups += [case.sources for item in step.content.decisions for case in item.cases]
        groups += [flag.sources for flag in step.content.red_flags]
        yield from ((path, name) for group in groups for name in group)
    for name, parameter in content.parameters.items():
        path = f"methodology/law/cz/parameters/{name}.yaml"
        yield from ((path, item) for value in parameter.values for item in value.sources)
    for line in content.worksheet.lines:
        yield "methodology/law/cz/estimated_value.yaml", line.provision
    for clause in content.clauses.values():
        yield from ((clause.path, name) for name in clause.content.sources)
    for template in content.templates.values():
        yield from ((template_path(content, template), name) for name in template.sources)
    for term in content.glossary:
        yield from (("methodology/glossary.yaml", name) for name in term.sources)


def _sources(content: Content) -> Iterator[Problem]:
    for path, name in sorted(set(_cited(content))):
        if name not in content.sources:
            yield _at(content, path, name, "source_unknown", id=name)


def conditions_of(step: Step) -> Iterator[Condition]:
    """Every condition of a step file."""
    candidates: list[Condition | None] = [step.content.when]
    candidates += [question.ask_when for question in step.questions]
    candidates += [case.when for item in step.content.decisions for case in item.cases]
    candidates += [flag.when for flag in step.content.red_flags]
    yield from (condition for condition in candidates if condition is not None)


def _all_conditions(content: Content) -> Iterator[tuple[str, Condition]]:
    for step in content.methodology.steps.values():
        yield from ((step_path(content, step), condition) for condition in conditions_of(step))
    for line in content.worksheet.lines:
        for condition in filter(None, (line.when, line.indefinite)):
            yield "methodology/law/cz/estimated_value.yaml", condition
    for clause in content.clauses.values():
        whens = [alternative.content.when for alternative in clause.alternatives]
        yield from ((clause.path, condition) for condition in whens if condition is not None)
    for template in content.templates.values():
        path = template_path(content, template)
        inclusions = [item.when for item in template.inclusions()]
        for condition in filter(None, (template.when, *inclusions)):
            yield path, condition


def _conditions(content: Content) -> Iterator[Problem]:
    known = {
        "question": set(content.methodology.questions),
        "decision": {*content.methodology.decisions, *CALCULATED},
        "parameter": set(content.parameters),
    }
    for path, condition in _all_conditions(content):
        for kind, name in condition.mentions():
            if name not in known[kind]:
                yield _at(content, path, name, f"{kind}_unknown", id=name)
        for comparison in condition.comparisons():
            yield from _option_problems(content, path, comparison)


def _option_problems(content: Content, path: str, comparison: Condition) -> Iterator[Problem]:
    values = allowed_values(content, comparison.subject)
    operator, operand = comparison.operand()
    if not values or operator not in {"eq", "ne", "in", "not_in", "contains"}:
        return
    wanted = operand if isinstance(operand, tuple) else (operand,)
    for value in wanted:
        if isinstance(value, str) and value not in values:
            yield _at(content, path, value, "option_unknown", value=value, id=comparison.subject)


def allowed_values(content: Content, name: str) -> tuple[str, ...]:
    """The closed list of values of a question or decision; empty if it is open."""
    if question := content.methodology.questions.get(name):
        return question.values
    if decision := content.methodology.decisions.get(name):
        if any(case.value_from for case in decision.cases):
            return ()
        return tuple(case.value or "" for case in decision.cases)
    return tuple(content.licenses.vocabulary.verdicts) if name == "component_verdict" else ()


def _order(content: Content) -> Iterator[Problem]:
    """A question may only depend on answers that are asked before it."""
    position = {name: index for index, name in enumerate(content.methodology.questions)}
    for step in content.methodology.steps.values():
        for question in step.questions:
            conditions = [step.content.when, question.ask_when]
            for name in behind(content, (item for item in conditions if item is not None)):
                if position.get(name, -1) >= position[question.id]:
                    path = step_path(content, step)
                    yield _at(
                        content, path, question.id, "asked_too_early", id=question.id, on=name
                    )


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


def _read_by(content: Content, name: str) -> Iterator[tuple[str, str]]:
    if name == "estimated_value":
        for line in content.worksheet.lines:
            yield from (("question", question) for question in line.questions())
            for condition in filter(None, (line.when, line.indefinite)):
                yield from condition.mentions()
    for case in (
        content.methodology.decisions[name].cases if name in content.methodology.decisions else ()
    ):
        if case.when is not None:
            yield from case.when.mentions()
        if case.value_from:
            yield "question", case.value_from


def _worksheet(content: Content) -> Iterator[Problem]:
    path = "methodology/law/cz/estimated_value.yaml"
    for line in content.worksheet.lines:
        for name in line.questions():
            if name not in content.methodology.questions:
                yield _at(content, path, name, "question_unknown", id=name)
        for name in filter(None, (line.indefinite_months,)):
            if name not in content.parameters:
                yield _at(content, path, name, "parameter_unknown", id=name)


def _guidance(content: Content) -> Iterator[Problem]:
    words = content.words.guidance
    for stage in content.methodology.stages:
        path = f"methodology/stages/{stage.entry.folder}/guidance.md"
        expected = [f"# {stage.title}", *(f"## {heading}" for heading in words)]
        found = [line.strip() for line in stage.guidance.splitlines() if line.startswith("#")]
        if found != expected:
            yield Problem.of(path, 1, "guidance_headings", expected=", ".join(expected))
        for name in cited_in_guidance(stage):
            if name not in content.sources:
                yield _at(content, path, name, "source_unknown", id=name)


def cited_in_guidance(stage: Stage) -> tuple[str, ...]:
    """The source ids in square brackets in the guidance of *stage*."""
    return tuple(re.findall(r"\[([a-z][a-z0-9_]*)\]", stage.guidance))


def _inclusions(content: Content) -> Iterator[Problem]:
    for template in content.templates.values():
        path = template_path(content, template)
        ids = {item.id for item in template.inclusions()}
        for name in sorted(ids - set(content.clauses)):
            yield _at(content, path, name, "clause_unknown", id=name)
        for name in sorted(ids & set(content.clauses)):
            clause = content.clauses[name].content
            for other in (other for other in clause.requires if other not in ids):
                yield _at(content, path, name, "clause_requires", id=name, other=other)
            for other in (other for other in clause.excludes if other in ids):
                yield _at(content, path, name, "clause_excludes", id=name, other=other)
            yield from _references(content, content.clauses[name], ids)


def _references(content: Content, clause: Clause, ids: set[str]) -> Iterator[Problem]:
    for alternative in clause.alternatives:
        for block in alternative.blocks:
            for piece in pieces_of(block):
                if isinstance(piece, ClauseReference) and piece.clause not in ids:
                    yield Problem.of(clause.path, block.line, "clause_unknown", id=piece.clause)


def _text(content: Content) -> Iterator[Problem]:
    methodology = content.methodology
    explained = {f"{name}_{suffix}" for name in methodology.decisions for suffix in EXPLANATIONS}
    asked = {*methodology.questions, *methodology.decisions, *CALCULATED, *explained}
    known = {*asked, *TABLES, *content.parameters}
    for clause in content.clauses.values():
        for alternative in clause.alternatives:
            for name, line in placeholders(alternative).items():
                if name not in known:
                    yield Problem.of(clause.path, line, "placeholder_unknown", id=name)
            for block in alternative.blocks:
                is_numbered = isinstance(block, TextParagraph) and block.level > 0
                if is_numbered and clause.content.numbered == "no":
                    yield Problem.of(clause.path, block.line, "list_in_unnumbered")


def _sentences(content: Content) -> Iterator[Problem]:
    """No sentence of twelve or more words stands in two clauses."""
    places: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for clause in content.clauses.values():
        for alternative in clause.alternatives:
            for block in alternative.blocks:
                text = "".join(
                    piece.text if isinstance(piece, Wording) else "$" for piece in pieces_of(block)
                )
                for sentence in SENTENCE_END.split(text):
                    if len(sentence.split()) >= LONG_SENTENCE_WORDS:
                        places[sentence.strip()].add((clause.path, block.line))
    for sentence, found in places.items():
        paths = sorted({path for path, _ in found})
        if len(paths) > 1:
            path, line = min(found)
            yield Problem.of(path, line, "sentence_twice", text=sentence[:60], other=paths[1])


def _unused(content: Content) -> Iterator[Problem]:
    used = {item.id for template in content.templates.values() for item in template.inclusions()}
    for name in sorted(set(content.clauses) - used):
        yield Problem.of(content.clauses[name].path, 1, "clause_unused", id=name)


def _examples(content: Content) -> Iterator[Problem]:
    flags = {flag.id for _, flag in content.methodology.red_flags()}
    for name, example in content.examples.items():
        path = f"methodology/examples/{name}.yaml"
        for unknown in sorted(set(example.answers) - set(content.methodology.questions)):
            yield _at(content, path, unknown, "question_unknown", id=unknown)
        for unknown in sorted(set(example.acknowledgements) - flags):
            yield _at(content, path, unknown, "red_flag_unknown", id=unknown)


def _licenses(content: Content) -> Iterator[Problem]:
    data = content.licenses
    for place, kind, name in unknown_references(data):
        yield _at(content, _license_path(content, place), name, f"{kind}_unknown", id=name)
    for name in (*data.licenses, *data.exceptions):
        if not name.startswith("LicenseRef-") and not _is_listed(data, name):
            yield _at(content, _license_path(content, name), "name", "spdx_unknown", id=name)
    path = "license_data/policy.yaml"
    for entry in contract_faults.missing(data.contract):
        yield Problem.of(path, 1, "contract_entry_missing", entry=entry)
    for name in contract_faults.strange_places(data.contract):
        yield _at(content, path, f"{{{name}}}", "contract_place", name=name)


def _is_listed(data: LicenseData, name: str) -> bool:
    return name in data.names.spdx.licenses or name in data.names.spdx.exceptions


def _license_path(content: Content, place: str) -> str:
    """The file of the licence, exception, ruling or rule *place*."""
    for folder in ("licenses", "exceptions"):
        if (path := f"license_data/{folder}/{place}.yaml") in content.files.files:
            return path
    for path, data in content.files.under("license_data", ".yaml"):
        if f"id: {place}\n".encode() in data or f"\n{place}:\n".encode() in data:
            return path
    return f"license_data/{place}.yaml"
