"""The licence policy of one contract, and how a component stands under it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from license_expression import AND, OR, LicenseWithExceptionSymbol

from procurement_kit.licensing.components import NO_STATEMENT, Combination, Component
from procurement_kit.licensing.contract import BomFormat
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.identity import Identity, identity
from procurement_kit.problems import KitError
from procurement_kit.rules.conditions import Facts
from procurement_kit.rules.expressions import parse
from procurement_kit.rules.values import ListedComponent

RELIED_ON = (
    "components",
    "notices_mode",
    "outbound_license",
    "sbom_format",
    "third_party_policy",
    "upstream_license",
)
"""Questions and decisions from which a policy is made; the content must keep their ids."""


class Mode(StrEnum):
    """How the contract watches over components (clause C6)."""

    ALLOW_LIST = "allow_list"
    PRIOR_APPROVAL = "prior_approval"
    COMPATIBILITY_REPORT = "compatibility_report"


class Notices(StrEnum):
    """Where licences and authors are stated (clause C7)."""

    PER_FILE = "per_file"
    PER_REPOSITORY = "per_repository"


class Standing(StrEnum):
    """How a component stands under a policy, from best to worst."""

    ALLOWED = "allowed"
    CONSENT = "consent"
    UNCLEAR = "unclear"
    CLOSED = "closed"


ORDER = {standing: place for place, standing in enumerate(Standing)}


@dataclass(frozen=True)
class Policy:
    """What a contract says of components; *bom_format* and *notices* are None while not agreed.

    *approved* are the components named in annex 2; *apart* are the ways of combining in which any
    open licence will do.
    """

    outbound: str
    allowed: frozenset[str]
    apart: frozenset[Combination]
    mode: Mode
    approved: tuple[Component, ...] = ()
    bom_format: BomFormat | None = None
    notices: Notices | None = None

    def with_approved(self, components: Iterable[Component]) -> "Policy":
        """The policy with *components* in annex 2 too."""
        return replace(self, approved=(*self.approved, *components))


def policy_of(facts: Facts, data: LicenseData) -> Policy | None:
    """The policy that the answers make; None while the licence or the kind of watch is open."""
    outbound, mode = facts.fact("outbound_license"), facts.fact("third_party_policy")
    if not isinstance(outbound, str) or mode not in set(Mode):
        return None
    policy = policy_for(outbound, data, _names(facts, "upstream_license"))
    notices, listed = facts.fact("notices_mode"), facts.fact("components")
    return replace(
        policy,
        mode=Mode(str(mode)),
        approved=_listed(listed) if isinstance(listed, tuple) else (),
        bom_format=data.contract.formats.get(str(facts.fact("sbom_format"))),
        notices=Notices(str(notices)) if notices in set(Notices) else None,
    )


def policy_for(outbound: str, data: LicenseData, upstream: tuple[str, ...] = ()) -> Policy:
    """The policy of a contract that only names the licence of the work: the list of clause C6."""
    listed = (name for group in data.contract.groups.values() for name in group.licenses)
    own = (name for text in (outbound, *upstream) for name in license_ids(text, data))
    apart = frozenset(data.contract.apart)
    return Policy(outbound, frozenset((*listed, *own)), apart, Mode.ALLOW_LIST)


def _names(facts: Facts, question: str) -> tuple[str, ...]:
    found = facts.fact(question)
    return (found,) if isinstance(found, str) else ()


def _listed(components: tuple[object, ...]) -> tuple[Component, ...]:
    return tuple(
        Component(item.name, item.version, item.license)
        for item in components
        if isinstance(item, ListedComponent)
    )


class Watch:
    """Says how components stand under one policy; what annex 2 names is looked up once."""

    def __init__(self, policy: Policy, data: LicenseData) -> None:
        self._policy, self._data = policy, data
        self._approved: dict[str, dict[Identity, set[object]]] = {}
        licenses: set[str] = set()
        for item in policy.approved:
            found = identity(item)
            kinds = self._approved.setdefault(found.name, {})
            kinds.setdefault(found, set()).add(canonical(item.expression, data))
            licenses.update(license_ids(item.expression, data))
        self._approved_licenses = frozenset(licenses)
        self._allowed = policy.allowed | licenses

    def standing(self, component: Component, way: Combination) -> Standing:
        """How *component* stands, combined in this *way*."""
        expression = component.expression
        if expression.strip().upper() in NO_STATEMENT:
            return Standing.UNCLEAR
        if self._is_approved(component):
            return Standing.ALLOWED
        try:
            return self._of(parse(expression), way)
        except KitError:
            return Standing.UNCLEAR

    def _is_approved(self, component: Component) -> bool:
        """Whether annex 2 names it under the same licence; another version is as good."""
        own = identity(component)
        named = self._approved.get(own.name, {})
        texts = [approved for other, approved in named.items() if own.may_be(other)]
        if not texts:
            return False
        text = canonical(component.expression, self._data)
        return any(text in approved for approved in texts)

    def _of(self, tree: object, way: Combination) -> Standing:
        """Everything joined by AND must be allowed; one part joined by OR is enough."""
        match tree:
            case AND():
                return max((self._of(part, way) for part in tree.args), key=ORDER.__getitem__)
            case OR():
                return min((self._of(part, way) for part in tree.args), key=ORDER.__getitem__)
            case _:
                return self._of_license(license_id(tree, self._data), way)

    def _of_license(self, name: str, way: Combination) -> Standing:
        license_, mode = self._data.licenses.get(name), self._policy.mode
        if license_ is not None and license_.open_source == "no":
            return Standing.CLOSED
        if mode is Mode.ALLOW_LIST and name in self._allowed:
            return Standing.ALLOWED
        is_perhaps_approved = mode is Mode.PRIOR_APPROVAL and name in self._approved_licenses
        if is_perhaps_approved or license_ is None or license_.open_source == "unsure":
            return Standing.UNCLEAR  # C6 admits what an approved component can't do without
        is_apart = mode is Mode.ALLOW_LIST and way in self._policy.apart
        is_free = is_apart or mode is Mode.COMPATIBILITY_REPORT
        return Standing.ALLOWED if is_free else Standing.CONSENT


def license_id(leaf: object, data: LicenseData) -> str:
    """The id of a single licence of an expression, without its exception; as written if unknown."""
    if isinstance(leaf, LicenseWithExceptionSymbol):
        leaf = leaf.license_symbol
    text = str(getattr(leaf, "key", leaf))
    return data.names.license(text).id or text


def license_ids(expression: str, data: LicenseData) -> tuple[str, ...]:
    """The ids of all licences that *expression* names; none if it can't be read."""
    if expression.strip().upper() in NO_STATEMENT:
        return ()
    try:
        tree = parse(expression)
    except KitError:
        return ()
    return tuple(dict.fromkeys(license_id(leaf, data) for leaf in _leaves(tree)))


def _leaves(tree: object) -> Iterable[object]:
    if isinstance(tree, AND | OR):
        return [leaf for part in tree.args for leaf in _leaves(part)]
    return [tree]


def canonical(expression: str, data: LicenseData) -> object:
    """A value that is equal for expressions of one meaning, however they are written."""
    text = " ".join(expression.split())
    if text.upper() in NO_STATEMENT:
        return ""
    try:
        return _canonical(parse(text), data)
    except KitError:
        return text.casefold()


def _canonical(tree: object, data: LicenseData) -> object:
    if isinstance(tree, AND | OR):
        parts = frozenset(_canonical(part, data) for part in tree.args)
        return (type(tree).__name__, parts)
    if isinstance(tree, LicenseWithExceptionSymbol):
        written = str(tree.exception_symbol.key)
        exception = data.names.exception(written) or written
        return (license_id(tree, data), exception)
    return license_id(tree, data)
