"""What the licences of the listed components come to."""

from procurement_kit.assessment.rules import Rules
from procurement_kit.licensing.compatibility import Report, check
from procurement_kit.licensing.components import Bom, Combination, Component
from procurement_kit.licensing.contract import GROUPS
from procurement_kit.licensing.policy import license_ids
from procurement_kit.licensing.review import Review, review
from procurement_kit.licensing.uses import Recipients, Use
from procurement_kit.rules.conditions import Facts
from procurement_kit.rules.values import Absent, Fact, ListedComponent


def component_report(rules: Rules, facts: Facts) -> Report | None:
    """The licence report on the listed components; None while the use or the licence is open."""
    listed, outbound, use = facts.fact("components"), facts.fact("outbound_license"), use_of(facts)
    if not isinstance(listed, tuple) or not isinstance(outbound, str) or use is None:
        return None
    return check(components_of(listed), use, outbound, rules.licenses)


def review_of(rules: Rules, facts: Facts) -> Review | None:
    """The listed components judged whole; None while there are none, or their use is open."""
    listed, outbound, use = facts.fact("components"), facts.fact("outbound_license"), use_of(facts)
    if not isinstance(listed, tuple) or not isinstance(outbound, str) or use is None:
        return None
    bom = Bom(format="", components=components_of(listed))
    return review(bom, use, outbound, rules.licenses, preferred_of(rules, facts))


def preferred_of(rules: Rules, facts: Facts) -> tuple[str, ...]:
    """The licences that the method prefers for the result: the chosen one, then its advice."""
    outbound, kind = facts.fact("outbound_license"), facts.fact("software_kind")
    advice = rules.licenses.choice.get(kind) if isinstance(kind, str) else None
    chosen = (outbound,) if isinstance(outbound, str) else ()
    return (*chosen, *(advice.prefer if advice else ()))


def use_of(facts: Facts) -> Use | None:
    """How the work will be used; None while somebody has not said, or does not know."""
    network, combination = facts.fact("network_use"), facts.fact("combination")
    recipients, modified = facts.fact("software_recipients"), facts.fact("components_modified")
    if not isinstance(combination, str) or not isinstance(recipients, str):
        return None
    if isinstance(network, Absent):
        return None
    changed = {"yes": True, "no": False}.get(modified) if isinstance(modified, str) else None
    return Use(
        network=network != "no",
        combination=Combination(combination),
        recipients=Recipients(recipients),
        modified=changed,
    )


def components_of(listed: tuple[object, ...]) -> tuple[Component, ...]:
    """The components that the user listed."""
    return tuple(
        Component(
            item.name,
            item.version,
            item.license,
            combination=Combination(item.combination) if item.combination else None,
        )
        for item in listed
        if isinstance(item, ListedComponent)
    )


def component_verdict(rules: Rules, facts: Facts) -> Fact:
    """The worst verdict on the listed components."""
    listed = facts.fact("components")
    if isinstance(listed, Absent):
        return listed
    report = component_report(rules, facts)
    return Absent.UNKNOWN if report is None else str(report.worst.value)


def sbom_minimum_version(rules: Rules, facts: Facts) -> Fact:
    """The lowest version of the chosen format of bills of materials."""
    chosen = facts.fact("sbom_format")
    agreed = rules.licenses.contract.formats.get(str(chosen))
    if isinstance(chosen, Absent):
        return chosen
    return agreed.minimum if agreed else Absent.UNKNOWN


def upstream_license_listed(rules: Rules, facts: Facts) -> Fact:
    """Whether clause C6 would list every licence of the program that the work starts from."""
    upstream = facts.fact("upstream_license")
    if not isinstance(upstream, str):
        return upstream if isinstance(upstream, Absent) else Absent.UNKNOWN
    named = license_ids(upstream, rules.licenses)
    listed = {name for group in GROUPS for name in rules.licenses.contract.allowed_in(group)}
    return "yes" if named and set(named) <= listed else "no"
