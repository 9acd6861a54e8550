"""May these components go into a work under this licence? Verdict, reason, duties, way out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from license_expression import AND, OR, LicenseSymbol, LicenseWithExceptionSymbol

from procurement_kit.licensing.components import Component
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.licenses import Combination, Copyleft, Verdict
from procurement_kit.problems import KitError
from procurement_kit.rules.expressions import NO_STATEMENT, parse

__all__ = ["Combination", "Finding", "LicenseData", "Opinion", "Report", "Use", "Verdict", "check"]


@dataclass(frozen=True)
class Use:
    """How the work is used: over a network or not, and how components are combined with it."""

    network: bool
    combination: Combination


@dataclass(frozen=True)
class Opinion:
    """A verdict on one expression, with its reasons, duties, sources and a way out."""

    verdict: Verdict
    reasons: tuple[str, ...]
    duties: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    way_out: str = ""
    branch: str = ""


@dataclass(frozen=True)
class Finding:
    """The opinion on one component."""

    component: Component
    opinion: Opinion

    @property
    def verdict(self) -> Verdict:
        """The verdict on the component."""
        return self.opinion.verdict


@dataclass(frozen=True)
class Report:
    """The findings on all components, worst first."""

    outbound: str
    use: Use
    findings: tuple[Finding, ...]

    @property
    def worst(self) -> Verdict:
        """The verdict on the whole; no components are compatible with anything."""
        verdicts = [finding.verdict for finding in self.findings]
        return max(verdicts, key=lambda item: item.severity, default=Verdict.COMPATIBLE)


def check(components: Iterable[Component], use: Use, outbound: str, data: LicenseData) -> Report:
    """The report on *components* in a work under the licence *outbound*."""
    findings = [
        Finding(component, judge(component.expression, use, outbound, data))
        for component in components
    ]
    findings.sort(key=lambda item: (-item.verdict.severity, item.component.name.lower()))
    return Report(outbound, use, tuple(findings))


def judge(expression: str, use: Use, outbound: str, data: LicenseData) -> Opinion:
    """The opinion on a component under *expression*; what is not known needs a lawyer."""
    words = data.words
    if expression.strip().upper() in NO_STATEMENT:
        return _lawyer(words.no_statement, words.no_statement_way_out)
    trees = []
    for text in (expression, outbound):
        try:
            trees.append(parse(text))
        except KitError:
            return _lawyer(words.broken.format(text=text), words.broken_way_out)
    return _judge(trees[0], use, data.name_of(str(trees[1])), data)


def _judge(tree: object, use: Use, outbound: str, data: LicenseData) -> Opinion:
    match tree:
        case AND():
            return _worst([_judge(part, use, outbound, data) for part in tree.args])
        case OR():
            return _best(
                [(str(part), _judge(part, use, outbound, data)) for part in tree.args], data
            )
        case LicenseWithExceptionSymbol():
            words = data.words
            return _lawyer(words.exception.format(license=tree), words.exception_way_out)
        case LicenseSymbol():
            return _judge_one(data.name_of(tree.key), use, outbound, data)
        case _:
            return _lawyer(data.words.no_statement, data.words.no_statement_way_out)


def _judge_one(inbound: str, use: Use, outbound: str, data: LicenseData) -> Opinion:
    words, license_ = data.words, data.licenses.get(inbound)
    if license_ is None:
        return _lawyer(words.unknown_license.format(license=inbound), words.unknown_license_way_out)
    if inbound == outbound and license_.open_source == "yes":
        opinion = Opinion(
            Verdict.COMPATIBLE, (words.same_license,), license_.duties, license_.sources
        )
    else:
        rule = data.ruling(inbound, outbound, use.combination)
        if rule is None:
            reason = words.no_ruling.format(inbound=inbound, outbound=outbound)
            return _lawyer(reason, words.no_ruling_way_out)
        duties = license_.duties if rule.verdict is not Verdict.INCOMPATIBLE else ()
        opinion = Opinion(
            rule.verdict,
            (rule.reason,),
            (*duties, *rule.duties),
            rule.sources,
            rule.way_out or (words.none_known if rule.verdict.severity > 1 else ""),
        )
    if use.network and license_.copyleft is Copyleft.NETWORK and opinion.verdict.severity < 2:  # noqa: PLR2004
        return replace(opinion, reasons=(*opinion.reasons, words.network))
    return opinion


def _lawyer(reason: str, way_out: str) -> Opinion:
    return Opinion(Verdict.NEEDS_LAWYER, (reason,), way_out=way_out)


def _worst(opinions: list[Opinion]) -> Opinion:
    """All parts must be kept: the worst verdict, with everybody's reasons and duties."""
    worst = max(opinions, key=lambda item: item.verdict.severity)
    decisive = [item for item in opinions if item.verdict is worst.verdict]
    return Opinion(
        worst.verdict,
        _merge(item.reasons for item in decisive),
        _merge(item.duties for item in opinions),
        _merge(item.sources for item in opinions),
        " ".join(_merge((item.way_out,) for item in decisive if item.way_out)),
        " ".join(_merge((item.branch,) for item in opinions if item.branch)),
    )


def _best(opinions: list[tuple[str, Opinion]], data: LicenseData) -> Opinion:
    """One part may be chosen: the best verdict, and which part gives it."""
    name, best = min(opinions, key=lambda item: (item[1].verdict.severity, item[0]))
    return replace(best, branch=data.words.chosen_branch.format(license=name))


def _merge(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for group in groups for item in group))
