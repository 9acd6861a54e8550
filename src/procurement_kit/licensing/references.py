"""Whether everything that the licence data name exists."""

from collections.abc import Iterable, Iterator

from procurement_kit.licensing.data import ANY, LicenseData
from procurement_kit.licensing.licenses import License, LicenseException, Permission, Ruling
from procurement_kit.licensing.standards import references as named_by_standards


def unknown_references(data: LicenseData) -> Iterator[tuple[str, str, str]]:
    """Every (id of the piece, kind, id) that names something that does not exist."""
    for place, named in _pieces(data):
        yield from ((place, kind, name) for kind, name in named if not _exists(data, kind, name))


def _pieces(data: LicenseData) -> Iterator[tuple[str, Iterable[tuple[str, str]]]]:
    """Every piece of the data with what it names."""
    yield from ((item.id, _named(item)) for item in data.licenses.values())
    yield from ((item.id, _named_by_exception(item)) for item in data.exceptions.values())
    yield from ((name, _sources(rule.sources)) for name, rule in data.rules.items())
    yield from ((item.id, _named_by_ruling(item)) for item in data.rulings)
    yield from (("differences", _sources(item.sources)) for item in data.differences)
    yield from (("statements", _sources((item.source,))) for item in data.statements)
    for kind, advice in data.choice.items():
        yield kind, _sources(advice.sources)
        yield kind, [("license", name) for name in advice.prefer]
    yield "policy", data.contract.references()
    yield "conformance", named_by_standards(data.standards)


def _sources(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    return (("source", name) for name in names)


def _exists(data: LicenseData, kind: str, name: str) -> bool:
    match kind:
        case "source":
            return name in data.sources
        case "license":
            return name in data.licenses or name in data.names.spdx.licenses
        case "duty":
            return name in data.vocabulary.duties
        case "demand":
            return name in data.vocabulary.demands
        case _:
            return name in data.vocabulary.traits


def _named(item: License) -> Iterator[tuple[str, str]]:
    for name in (*item.sources, *item.tolerance_sources, *item.reach_sources):
        yield "source", name
    yield from (("duty", name) for name in item.duties)
    yield from (("demand", name) for name in (*item.demands, *item.tolerates, *item.refuses))
    yield from (("trait", name) for name in item.traits)
    yield from _named_by_permissions(item.permits)


def _named_by_exception(item: LicenseException) -> Iterator[tuple[str, str]]:
    yield from (("source", name) for name in item.sources)
    yield from (("license", name) for name in item.attaches_to)
    yield from (("demand", name) for name in (*item.drops, *item.tolerates))
    yield from (("duty", name) for name in item.drops_duties)
    yield from _named_by_permissions(item.permits)


def _named_by_permissions(items: Iterable[Permission]) -> Iterator[tuple[str, str]]:
    for item in items:
        yield from (("license", name) for name in item.outbound)
        yield from (("source", name) for name in item.sources)
        yield from (("duty", name) for name in item.duties)


def _named_by_ruling(item: Ruling) -> Iterator[tuple[str, str]]:
    yield from (("license", n) for n in (*item.inbound, *item.outbound) if n != ANY)
    yield from (("source", name) for name in item.sources)
    yield from (("duty", name) for name in item.duties)
