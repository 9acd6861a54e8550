"""Whether components may go into a work under a licence: verdict, reasons, duties, ways out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from license_expression import AND, OR, LicenseSymbol, LicenseWithExceptionSymbol

from procurement_kit.licensing.components import NO_STATEMENT, Combination, Component
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.names import Found, Spelling
from procurement_kit.licensing.opinions import (
    STEPS,
    Opinion,
    Step,
    Verdict,
    all_of,
    merged,
    one_of,
    worst,
)
from procurement_kit.licensing.reasoning import Case, judge
from procurement_kit.licensing.terms import Terms, with_exception
from procurement_kit.licensing.uses import Use
from procurement_kit.licensing.ways_out import ways_out
from procurement_kit.problems import KitError
from procurement_kit.rules.expressions import parse


class Finding(NamedTuple):
    """The opinion on one component."""

    component: Component
    opinion: Opinion

    @property
    def verdict(self) -> Verdict:
        """The verdict on the component."""
        return self.opinion.verdict


@dataclass(frozen=True)
class Report:
    """The findings on all components, in the order of the list."""

    outbound: str
    use: Use
    findings: tuple[Finding, ...]

    @cached_property
    def worst(self) -> Verdict:
        """The verdict on the whole; no components are compatible with anything."""
        verdicts = {finding.verdict for finding in self.findings}
        return max(verdicts, key=lambda item: item.severity, default=Verdict.COMPATIBLE)

    @cached_property
    def worst_first(self) -> tuple[Finding, ...]:
        """The findings, the most troublesome first, then by name."""
        return tuple(
            sorted(
                self.findings,
                key=lambda item: (-item.verdict.severity, item.component.name.lower()),
            )
        )

    def count(self, verdict: Verdict) -> int:
        """How many components have the *verdict*."""
        return sum(finding.verdict is verdict for finding in self.findings)


def check(components: Iterable[Component], use: Use, outbound: str, data: LicenseData) -> Report:
    """The report on *components* in a work under the licence *outbound*."""
    judgement = Judgement(data, outbound, use)
    findings = tuple(Finding(item, judgement.of(item)) for item in components)
    return Report(outbound, use, findings)


class Judgement:
    """Judges expressions for one outbound licence and use; equal questions are answered once."""

    def __init__(
        self, data: LicenseData, outbound: str, use: Use, *, with_ways_out: bool = True
    ) -> None:
        self._data = data
        self._use = use
        self._with_ways_out = with_ways_out
        self._asked = outbound, with_ways_out
        self._known: dict[tuple[str, Combination | None, bool | None], Opinion] = {}
        self._outbound, self._trouble = _result_terms(outbound, data)

    def of(self, component: Component) -> Opinion:
        """The opinion on *component*, as its list says that it is combined."""
        key = component.expression, component.combination, component.modified
        if (known := self._known.get(key)) is None:
            known = self._known[key] = self._answer(*key)
        return known

    def _answer(
        self, expression: str, combination: Combination | None, modified: bool | None
    ) -> Opinion:
        """The opinion, from what was answered before if it was."""
        use = self._use.of(combination, modified=modified)
        key, answers = (expression, *self._asked, use), self._data.memo.answers
        if (known := answers.get(key)) is None:
            known = answers[key] = self._judge_text(expression, use)
        return known

    def on(self, expression: str) -> Opinion:
        """The opinion on a component under *expression*."""
        return self.of(Component("", license=expression))

    def _judge_text(self, expression: str, use: Use) -> Opinion:
        if expression.strip().upper() in NO_STATEMENT:
            return _unknown(self._data, "no_statement")
        if self._trouble is not None:
            return self._trouble
        try:
            tree = parse(expression)
        except KitError:
            return _unknown(self._data, "broken_expression", license=expression[:80])
        return self._judge_tree(tree, use)

    def _judge_tree(self, tree: object, use: Use) -> Opinion:
        match tree:
            case AND():
                kept, notes = _without_general(list(_flat(tree)), self._data)
                return _noted(all_of(self._judge_parts(kept, use)), notes)
            case OR():
                return one_of(self._judge_parts(list(_flat(tree)), use))
            case _:
                if family := self._data.names.family(str(tree)):
                    return self._judge_family(str(tree), family, use)
                found = terms_of(tree, self._data)
                if isinstance(found, Opinion):
                    return found
                terms, notes = found
                return _noted(worst([self._judge_pair(terms, out, use) for out in self._outbound]),
                              notes)  # fmt: skip

    def _judge_family(self, text: str, family: tuple[str, ...], use: Use) -> Opinion:
        """A general name: if all that it may mean come out alike, that is the answer."""
        opinions = [self._judge_tree(LicenseSymbol(name), use) for name in family]
        words = {"license": text, "names": ", ".join(family)}
        if len({opinion.verdict.is_trouble for opinion in opinions}) > 1 or any(
            opinion.verdict is Verdict.NEEDS_LAWYER for opinion in opinions
        ):
            return _unknown(self._data, "ambiguous_name", **words)
        content = self._data.rules["whole_family"]
        note = Step("whole_family", content.text.format(**words), content.sources)
        strictest = max(opinions, key=lambda item: (item.verdict.severity, len(item.duties)))
        duties = merged(item.duties for item in opinions)
        return _noted(replace(strictest, duties=duties), (note,))

    def _judge_parts(self, parts: list[object], use: Use) -> list[tuple[str, Opinion]]:
        return [(str(part), self._judge_tree(part, use)) for part in parts]

    def _judge_pair(self, terms: Terms, outbound: Terms, use: Use) -> Opinion:
        case = Case(terms, outbound, use, self._data)
        key, known = (terms.id, outbound.id, use), self._data.memo.opinions
        if (opinion := known.get(key)) is None:
            opinion = known[key] = judge(case)
        if not self._with_ways_out or not opinion.verdict.is_trouble:
            return opinion
        return replace(opinion, way_out=ways_out(case, opinion))


def _without_general(
    parts: list[object], data: LicenseData
) -> tuple[list[object], tuple[Step, ...]]:
    """The parts without general names ("BSD") that another part says exactly."""
    exact = {str(part) for part in parts}
    kept: list[object] = []
    notes: list[Step] = []
    for part in parts:
        said = exact.intersection(data.names.license(str(part)).proposals)
        if said and data.names.license(str(part)).spelling is Spelling.AMBIGUOUS:
            content = data.rules["general_name"]
            text = content.text.format(license=part, name=", ".join(sorted(said)))
            notes.append(Step("general_name", text, content.sources))
        else:
            kept.append(part)
    return kept, tuple(notes)


def terms_of(tree: object, data: LicenseData) -> tuple[Terms, tuple[Step, ...]] | Opinion:
    """The terms that one licence of an expression names; an opinion where they are unknown."""
    text = str(tree)
    if (known := data.memo.terms.get(text)) is None:
        known = data.memo.terms[text] = _terms_of(tree, text, data)
    return known


def _terms_of(
    tree: object, text: str, data: LicenseData
) -> tuple[Terms, tuple[Step, ...]] | Opinion:
    if isinstance(tree, LicenseWithExceptionSymbol):
        return _terms_with_exception(tree, data)
    found = data.names.license(text)
    if not found.id:
        rule = _unfound_rule(found)
        return _unknown(data, rule, license=text, names=", ".join(found.proposals))
    if (license_ := data.licenses.get(found.id)) is None:
        return _unknown(data, "license_without_review", license=found.id)
    return Terms(found.id, license_), _spelling_step(data, text, found)


def _unfound_rule(found: Found) -> str:
    if found.spelling is Spelling.AMBIGUOUS:
        return "ambiguous_name"
    return "misspelled_name" if found.proposals else "unknown_license"


def _terms_with_exception(
    tree: LicenseWithExceptionSymbol, data: LicenseData
) -> tuple[Terms, tuple[Step, ...]] | Opinion:
    base = terms_of(tree.license_symbol, data)
    if isinstance(base, Opinion):
        return base
    terms, notes = base
    written = str(tree.exception_symbol.key)
    name = data.names.exception(written)
    exception = data.exceptions.get(name)
    if exception is None:
        return _unknown(data, "unknown_exception", license=terms.id, exception=name or written)
    if terms.id not in exception.attaches_to:
        return _unknown(data, "exception_misplaced", license=terms.id, exception=name)
    return with_exception(terms.license, exception), notes


def _result_terms(outbound: str, data: LicenseData) -> tuple[tuple[Terms, ...], Opinion | None]:
    """The terms of the result; all of them must be kept, whoever chooses among them."""
    try:
        tree = parse(outbound)
    except KitError:
        return (), _unknown(data, "broken_expression", license=outbound[:80])
    found = [terms_of(part, data) for part in _leaves(tree)]
    for item in found:
        if isinstance(item, Opinion):
            return (), item
    return tuple(item[0] for item in found if not isinstance(item, Opinion)), None


def _leaves(tree: object) -> Iterator[object]:
    if isinstance(tree, AND | OR):
        for part in tree.args:
            yield from _leaves(part)
    else:
        yield tree


def _flat(tree: AND | OR) -> Iterator[object]:
    """The parts of *tree* without nesting of the same kind, so that nesting never matters."""
    for part in tree.args:
        if type(part) is type(tree):
            yield from _flat(part)
        else:
            yield part


def _spelling_step(data: LicenseData, text: str, found: Found) -> tuple[Step, ...]:
    if found.spelling is Spelling.EXACT:
        return ()
    rule = "deprecated_id" if found.spelling is Spelling.DEPRECATED else "alias"
    content = data.rules[rule]
    return (Step(rule, content.text.format(license=text, name=found.id), content.sources),)


def _noted(opinion: Opinion, notes: tuple[Step, ...]) -> Opinion:
    return replace(opinion, steps=(*notes, *opinion.steps)[:STEPS]) if notes else opinion


def _unknown(data: LicenseData, rule: str, **words: str) -> Opinion:
    """Nothing is known for sure: a lawyer must say, and the report tells what to do first."""
    content = data.rules[rule]
    step = Step(rule, content.text.format(**words), content.sources)
    return Opinion(Verdict.NEEDS_LAWYER, (step,), way_out=(content.way_out.format(**words),))


def duties_of(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The ids of every duty that some component brings."""
    return merged(finding.opinion.duties for finding in findings)
