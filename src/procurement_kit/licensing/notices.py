"""What must travel with the software: whose code it holds, under which terms, with which texts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from license_expression import AND, OR, LicenseWithExceptionSymbol

from procurement_kit.licensing.compatibility import Judgement, terms_of
from procurement_kit.licensing.components import NO_STATEMENT, Combination, Component
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.opinions import Opinion, merged, preference
from procurement_kit.licensing.outbound import parts_of
from procurement_kit.licensing.reasoning import Case
from procurement_kit.licensing.review import Review
from procurement_kit.licensing.uses import Use
from procurement_kit.problems import KitError
from procurement_kit.rules.expressions import parse

OWN_NOTICE = "notice_file"
"""The duty to pass on the component's own NOTICE file."""


class Applied(NamedTuple):
    """A licence that really applies: its expression, the texts it needs, the duties it starts."""

    expression: str
    texts: tuple[str, ...]
    duties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticedComponent:
    """A component that is passed on, and every licence that applies to it at once."""

    component: Component
    applied: tuple[Applied, ...]

    @property
    def terms(self) -> str:
        """All its licences as one expression."""
        return " AND ".join(item.expression for item in self.applied)

    @property
    def is_chosen(self) -> bool:
        """Whether the author offers a choice and one licence was taken."""
        return " OR " in f" {self.component.expression.upper()} "


@dataclass(frozen=True, slots=True)
class LicenseNotice:
    """One licence, its texts and duties, and the components that come under it."""

    expression: str
    texts: tuple[str, ...]
    duties: tuple[str, ...]
    components: tuple[Component, ...]


@dataclass(frozen=True)
class Notices:
    """The notices of a work; *unstated* components name no licence, *left_out* stay inside."""

    items: tuple[NoticedComponent, ...]
    unstated: tuple[Component, ...]
    left_out: tuple[Component, ...]

    @cached_property
    def licenses(self) -> tuple[LicenseNotice, ...]:
        """Every licence with its components, by name."""
        found: dict[str, list[tuple[Component, Applied]]] = {}
        for item in self.items:
            for applied in item.applied:
                found.setdefault(applied.expression, []).append((item.component, applied))
        return tuple(_notice(name, found[name]) for name in sorted(found, key=str.lower))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The ids of every licence and exception whose text must go with the software."""
        return merged(notice.texts for notice in self.licenses)

    @cached_property
    def without_copyright(self) -> tuple[Component, ...]:
        """Components whose list gives no copyright line."""
        listed = (*(item.component for item in self.items), *self.unstated)
        return tuple(item for item in listed if item.copyright.strip() in NO_STATEMENT)

    @cached_property
    def references_without_text(self) -> tuple[tuple[str, Component], ...]:
        """Licences outside the SPDX list whose text nobody gives, and their components."""
        return tuple(
            (reference, item.component)
            for item in self.items
            for reference in item.component.texts_missing
        )

    @cached_property
    def with_own_notice(self) -> tuple[Component, ...]:
        """Components whose NOTICE file, if they have one, must be passed on."""
        return tuple(
            item.component
            for item in self.items
            if any(OWN_NOTICE in applied.duties for applied in item.applied)
        )


def _notice(name: str, found: Iterable[tuple[Component, Applied]]) -> LicenseNotice:
    components, applied = zip(*found, strict=True)
    texts = merged(item.texts for item in applied)
    return LicenseNotice(name, texts, merged(item.duties for item in applied), components)


def notices(review: Review, data: LicenseData) -> Notices:
    """The notices for the reviewed work; of offered licences, those that the review chose."""
    reader = _Reader(review, data)
    items: list[NoticedComponent] = []
    unstated: list[Component] = []
    left_out: list[Component] = []
    for components in parts_of(review.bom.components).values():
        if reader.use(components[0]).combination is Combination.TOOL:
            left_out += components
        elif applied := reader.applied(components[0]):
            items += (NoticedComponent(item, applied) for item in components)
        else:
            unstated += components
    return Notices(_by_name(items), tuple(unstated), tuple(left_out))


def _by_name(items: Iterable[NoticedComponent]) -> tuple[NoticedComponent, ...]:
    return tuple(
        sorted(items, key=lambda item: (item.component.name.lower(), item.component.version))
    )


class _Reader:
    """Finds the licences that apply to a component in the reviewed use."""

    def __init__(self, review: Review, data: LicenseData) -> None:
        report = review.report
        self._data = data
        self._use = report.use
        self._judgement = Judgement(data, report.outbound, report.use, with_ways_out=False)

    def use(self, component: Component) -> Use:
        """How the component is used."""
        return self._use.of(component.combination, modified=component.modified)

    def applied(self, component: Component) -> tuple[Applied, ...]:
        """Every licence that applies; none where the list does not say, or can't be read."""
        if component.expression.strip().upper() in NO_STATEMENT:
            return ()
        try:
            tree = parse(component.expression)
        except KitError:
            return ()
        leaves = merged([self._leaves(tree, component)])
        return merged([[self._one(leaf, component) for leaf in leaves]])

    def _leaves(self, tree: object, component: Component) -> Iterator[object]:
        match tree:
            case AND():
                for part in tree.args:
                    yield from self._leaves(part, component)
            case OR():
                yield from self._leaves(self._chosen(tree, component), component)
            case _:
                yield tree

    def _chosen(self, tree: OR, component: Component) -> object:
        """The offered part that the judgement prefers."""
        parts = {str(part): part for part in tree.args}
        judged = (
            (name, self._judgement.of(component._replace(license=name, concluded="")))
            for name in parts
        )
        return parts[min(judged, key=preference)[0]]

    def _one(self, leaf: object, component: Component) -> Applied:
        found = terms_of(leaf, self._data)
        if isinstance(found, Opinion):
            return Applied(str(leaf), tuple(self._names(leaf)), ())
        terms, _ = found
        duties = Case(terms, terms, self.use(component), self._data).duties()
        return Applied(terms.id, tuple(terms.id.split(" WITH ")), duties)

    def _names(self, leaf: object) -> Iterator[str]:
        """The ids that an unreviewed licence or exception goes by, as the SPDX list spells them."""
        if isinstance(leaf, LicenseWithExceptionSymbol):
            yield from self._names(leaf.license_symbol)
            written = str(leaf.exception_symbol.key)
            yield self._data.names.exception(written) or written
        else:
            yield self._data.names.license(str(leaf)).id or str(leaf)


def by_terms(items: Iterable[NoticedComponent]) -> Mapping[str, tuple[NoticedComponent, ...]]:
    """The components grouped by everything that applies to them, by name."""
    found: dict[str, list[NoticedComponent]] = {}
    for item in items:
        found.setdefault(item.terms, []).append(item)
    return {name: tuple(found[name]) for name in sorted(found, key=str.lower)}
