"""The reasoning on one pair: named rules, tried in order; the verdict is the chain that fired.

Each rule has its sentence and its sources in license_data/rules.yaml.
"""

from collections.abc import Callable
from dataclasses import dataclass

from procurement_kit.licensing.components import Combination
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.licenses import Copyleft, How, Reach, Trigger
from procurement_kit.licensing.opinions import STEPS, Opinion, Step, Verdict, merged
from procurement_kit.licensing.terms import IN_THE_WORK, Passage, Terms, passages
from procurement_kit.licensing.uses import Use

CONTENT_AS_DATA = IN_THE_WORK - {Combination.MERGED}
PASSAGE_RULES = {
    How.LATER_VERSION: "later_version",
    How.RELICENSE: "relicense",
    How.COMBINE: "combine",
}
APART_RULES = {
    Combination.SEPARATE: "separate",
    Combination.CONTAINER: "container",
    Combination.DATA: "data",
}
KEEP_SEPARATE = "keep_separate"
WHOLE_SOURCE, OWN_SOURCE = "source_work", "source_library"
"""The duty to give the source of the whole work, and only that of the component itself."""


@dataclass(frozen=True, slots=True)
class Case:
    """A component's terms, the terms of the result, and the use."""

    inbound: Terms
    outbound: Terms
    use: Use
    data: LicenseData

    @property
    def combination(self) -> Combination:
        """How the two are combined; content, data and fonts are not linked like a library."""
        is_content = self.inbound.license.kind != "software"
        if is_content and self.use.combination in CONTENT_AS_DATA:
            return Combination.DATA
        return self.use.combination

    @property
    def is_one_work(self) -> bool:
        """Whether the combination makes one work of both."""
        return self.combination in IN_THE_WORK

    def step(self, rule: str, *sources: str, **words: str) -> Step:
        """The sentence of *rule* about this case."""
        content = self.data.rules[rule]
        named = {"inbound": self.inbound.id, "outbound": self.outbound.id, **words}
        return Step(rule, content.text.format(**named), merged((sources, content.sources)))

    def duties(self, *more: str) -> tuple[str, ...]:
        """The duties of the component that this use starts."""
        listed = merged((self.inbound.license.duties, more))
        return tuple(name for name in listed if self._starts(name))

    def _starts(self, name: str) -> bool:
        duty = self.data.vocabulary.duties[name]
        if duty.modified_only == "yes" and self.use.modified is False:
            return False
        return not self.use.triggers.isdisjoint(duty.triggers)

    def allowed(self, *steps: Step, duties: tuple[str, ...] = ()) -> Opinion:
        """The component may be used; *duties* are added to its own."""
        return self._allowed(steps, self.duties(*duties))

    def allowed_by_itself(self, *steps: Step, duties: tuple[str, ...] = ()) -> Opinion:
        """The component may be used, and its copyleft binds nothing but the component."""
        names = self.duties(*duties)
        own = merged((OWN_SOURCE if name == WHOLE_SOURCE else name,) for name in names)
        return self._allowed(steps, own)

    def _allowed(self, steps: tuple[Step, ...], found: tuple[str, ...]) -> Opinion:
        terms, active = self.inbound.license, self.use.triggers
        if Trigger.NETWORK in active and Trigger.NETWORK in terms.triggers:
            steps = (*steps[: STEPS - 1], self.step("network"))
        verdict = Verdict.WITH_DUTIES if found else Verdict.COMPATIBLE
        return Opinion(verdict, steps[:STEPS], found)

    def troubled(self, verdict: Verdict, *steps: Step) -> Opinion:
        """The component may not be used as planned, or a lawyer must say; the rules' ways out."""
        ways = (self.data.rules[step.rule].way_out for step in steps)
        named = {"inbound": self.inbound.id, "outbound": self.outbound.id}
        texts = (self.inbound.license.when_troubled, *(way.format(**named) for way in ways))
        return Opinion(verdict, steps[:STEPS], way_out=merged((filter(None, texts),)))


def judge(case: Case) -> Opinion:
    """The opinion on one pair; where no rule is sure, a lawyer must say."""
    rules: tuple[Callable[[Case], Opinion | None], ...] = (
        _not_shipped, _not_triggered, _closed_result, _same_terms, _own_ruling,
        _not_open, _kept_apart, _explicit_permission, _inbound_claims_the_work,
        _outbound_claims_the_component,
    )  # fmt: skip
    for rule in rules:
        if (opinion := rule(case)) is not None:
            return opinion
    return _side_by_side(case)


def _is_open(case: Case) -> bool:
    return case.inbound.license.open_source == "yes"


def _not_shipped(case: Case) -> Opinion | None:
    """A tool that nobody receives puts no terms on the work."""
    if case.combination is not Combination.TOOL or not _is_open(case):
        return None
    return Opinion(Verdict.COMPATIBLE, (case.step("tool"),))


def _not_triggered(case: Case) -> Opinion | None:
    """Nothing that the licence reacts to happens."""
    if not _is_open(case) or not case.use.triggers.isdisjoint(case.inbound.license.triggers):
        return None
    return Opinion(Verdict.COMPATIBLE, (case.step("not_triggered"),))


def _closed_result(case: Case) -> Opinion | None:
    if case.outbound.license.open_source != "no" or not case.is_one_work:
        return None
    return case.troubled(Verdict.INCOMPATIBLE, case.step("closed_result"))


def _same_terms(case: Case) -> Opinion | None:
    if case.inbound.id != case.outbound.id or not _is_open(case) or not case.is_one_work:
        return None
    found = case.allowed(case.step("same_license", *case.inbound.license.sources))
    return Opinion(Verdict.COMPATIBLE, found.steps, found.duties)


def _own_ruling(case: Case) -> Opinion | None:
    """What no rule can derive is decided one by one, with its reason."""
    ruling = case.data.ruling(case.inbound.id, case.outbound.id, case.combination)
    if ruling is None:
        return None
    step = Step(f"ruling:{ruling.id}", ruling.reason, ruling.sources)
    verdict = Verdict(ruling.verdict)
    if not verdict.is_trouble:
        found = case.allowed(step, duties=ruling.duties)
        return Opinion(verdict, found.steps, found.duties)
    return Opinion(verdict, (step,), way_out=(ruling.way_out,) if ruling.way_out else ())


def _not_open(case: Case) -> Opinion | None:
    """A licence that is not open spoils an open work, and needs reading in any other use."""
    if _is_open(case):
        return None
    vocabulary = case.data.vocabulary
    traits = [vocabulary.traits[name].text for name in case.inbound.license.traits]
    steps = [case.step("trait", *case.inbound.license.sources, trait=text) for text in traits[:2]]
    if case.inbound.license.open_source == "unsure":
        return case.troubled(Verdict.NEEDS_LAWYER, case.step("openness_unsure"), *steps)
    is_published = Trigger.DISTRIBUTION in case.use.triggers
    if is_published and case.combination not in {Combination.SEPARATE, Combination.TOOL}:
        return case.troubled(Verdict.INCOMPATIBLE, case.step("not_open"), *steps)
    return case.troubled(Verdict.NEEDS_LAWYER, case.step("not_open_apart"), *steps)


def _kept_apart(case: Case) -> Opinion | None:
    if case.is_one_work:
        return None
    rule = APART_RULES[case.combination]
    more = (KEEP_SEPARATE,) if case.combination is Combination.SEPARATE else ()
    return case.allowed_by_itself(case.step(rule), duties=more)


def _explicit_permission(case: Case) -> Opinion | None:
    """The licence itself lets the code go under the licence of the result."""
    path = passages(case.inbound, case.outbound.id, case.combination, case.data)
    if path is None:
        return None
    steps = [_passage_step(case, passage) for passage in path]
    return case.allowed(*steps, duties=merged(item.permission.duties for item in path))


def _passage_step(case: Case, passage: Passage) -> Step:
    permission = passage.permission
    words = {"inbound": passage.before, "outbound": passage.after, "clause": permission.clause}
    step = case.step(PASSAGE_RULES[permission.how], *permission.sources, **words)
    return step._replace(text=f"{step.text} {permission.note}".strip())


def _inbound_claims_the_work(case: Case) -> Opinion | None:
    """Copyleft that reaches the whole work excludes any other licence for it."""
    terms = case.inbound
    match terms.reach(case.combination):
        case Reach.NO:
            return None
        case Reach.UNCLEAR:
            step = case.step("reach_unclear", *terms.license.reach_sources)
            return case.troubled(Verdict.NEEDS_LAWYER, step)
        case Reach.YES:
            is_weak = terms.license.copyleft in {Copyleft.FILE, Copyleft.LIBRARY}
            rule = "copied_code_keeps_license" if is_weak else "copyleft_claims_work"
            step = case.step(rule, *terms.license.sources)
            return case.troubled(Verdict.INCOMPATIBLE, step)


def _outbound_claims_the_component(case: Case) -> Opinion | None:
    """A result under copyleft accepts only terms that its licence tolerates."""
    result = case.outbound.license
    if case.outbound.reach(case.combination) is not Reach.YES:
        return None
    if case.inbound.license.copyleft is not Copyleft.NONE:
        step = case.step("result_claims_component", *result.sources)
        return case.troubled(Verdict.INCOMPATIBLE, step)
    refused = [name for name in case.inbound.license.demands if name in result.refuses]
    if refused:
        steps = [_demand_step(case, "demand_refused", name) for name in refused]
        return case.troubled(Verdict.INCOMPATIBLE, *steps)
    known = {*result.tolerates, *result.refuses}
    if silent := [name for name in case.inbound.license.demands if name not in known]:
        steps = [_demand_step(case, "demand_open", name) for name in silent]
        return case.troubled(Verdict.NEEDS_LAWYER, *steps)
    steps = [_demand_step(case, "demand_tolerated", name) for name in case.inbound.license.demands]
    return case.allowed(*(steps or [case.step("notice_only")]))


def _demand_step(case: Case, rule: str, demand: str) -> Step:
    sources = case.outbound.license.tolerance_sources if rule != "demand_open" else ()
    return case.step(rule, *sources, demand=case.data.vocabulary.demands[demand].text)


def _side_by_side(case: Case) -> Opinion:
    """Each keeps its own terms, and both can be kept at once."""
    if case.inbound.license.copyleft is not Copyleft.NONE:
        steps = [case.step("copyleft_stops_at_component", *case.inbound.license.sources)]
    else:
        steps = [case.step("side_by_side")]
    if case.outbound.reach(case.combination) is Reach.UNCLEAR:
        steps.append(case.step("result_reach_unclear", *case.outbound.license.reach_sources))
    return case.allowed_by_itself(*steps)
