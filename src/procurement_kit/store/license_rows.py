"""Licence data as rows of the built database, and back, without a schema library."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from procurement_kit.licensing.components import Combination
from procurement_kit.licensing.data import (
    Advice,
    Difference,
    LicenseData,
    SecondOpinion,
    Statement,
)
from procurement_kit.licensing.licenses import (
    Copyleft,
    Demand,
    Duty,
    Fit,
    How,
    License,
    LicenseException,
    Permission,
    Reach,
    Rule,
    Ruling,
    Trait,
    Trigger,
    Vocabulary,
)
from procurement_kit.licensing.names import Aliases, Names, SpdxList
from procurement_kit.licensing.words import (
    Forms,
    LicenseWords,
    MapWords,
    NoticeWords,
    ReportWords,
    SharedWords,
)
from procurement_kit.problems import say
from procurement_kit.rules.sources import Confidence, Source
from procurement_kit.store import contract_rows

Row = Mapping[str, Any]
Pieces = Mapping[str, Mapping[str, Any]]


def pieces(data: LicenseData) -> Iterator[dict[str, Any]]:
    """Every piece of content as a row: kind, id, JSON."""
    import json

    groups: Mapping[str, Mapping[str, object]] = {
        "license": data.licenses,
        "exception": data.exceptions,
        "rule": data.rules,
        "ruling": {item.id: item for item in data.rulings},
        "source": data.sources,
        "vocabulary": {"": data.vocabulary},
        "words": {"": data.words},
        "aliases": {"": data.names.aliases},
        "advice": data.choice,
        "difference": {str(place): item for place, item in enumerate(data.differences)},
        "statement": {str(place): item for place, item in enumerate(data.statements)},
        "contract": {"": data.contract},
        "standard": {item.id: item for item in data.standards},
    }
    for kind, items in groups.items():
        for name, item in items.items():
            text = json.dumps(asdict(item), default=_plain, ensure_ascii=False)  # type: ignore[call-overload]
            yield {"kind": kind, "id": name, "json": text}


def listed(spdx: SpdxList) -> Iterator[dict[str, Any]]:
    """Every line of the SPDX list."""
    for is_exception, entries in ((0, spdx.licenses), (1, spdx.exceptions)):
        for entry in entries.values():
            yield {**entry._asdict(), "is_exception": is_exception}


def opinions(second: SecondOpinion) -> Iterator[dict[str, Any]]:
    """Every cell of the second opinion."""
    for (inbound, outbound), verdict in second.cells.items():
        yield {"inbound": inbound, "outbound": outbound, "verdict": verdict}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else str(value)


def left_out(data: LicenseData) -> Iterator[tuple[str, str]]:
    """What the published lists hold and the database does not judge, with the reason."""
    for name in data.names.spdx.licenses:
        if name not in data.licenses:
            replaced = data.names.spdx.licenses[name].replaced_by
            code = "left_out_replaced" if replaced else "left_out_unreviewed"
            yield name, say(code, by=replaced)
    for name in data.names.spdx.exceptions:
        if name not in data.exceptions:
            yield name, say("left_out_exception")
    for name in dict.fromkeys(inbound for inbound, _ in data.second.cells):
        if " WITH " not in name and name not in data.licenses:
            yield name, say("left_out_opinion", title=data.second.title)


def searchable(data: LicenseData) -> Iterator[dict[str, Any]]:
    """What the full-text search looks through: every listed licence and exception."""
    aliases: dict[str, list[str]] = {}
    for written, name in data.names.aliases.aliases.items():
        aliases.setdefault(name, []).append(written)
    for written, names in data.names.aliases.ambiguous.items():
        for name in names:
            aliases.setdefault(name, []).append(written)
    listed = {**data.names.spdx.licenses, **data.names.spdx.exceptions}
    ours: Mapping[str, License | LicenseException] = {**data.licenses, **data.exceptions}
    for name in dict.fromkeys((*listed, *ours)):
        item = ours.get(name)
        title = listed[name].name if name in listed else item.name if item else ""
        note = item.note if item else ""
        yield {"id": name, "name": title, "aliases": ", ".join(aliases.get(name, ())), "note": note}


def restored(
    found: Pieces,
    names: Callable[[Mapping[str, object], Mapping[str, object], Aliases], Names],
    second: SecondOpinion,
) -> LicenseData:
    """The licence data that *pieces* were made of."""
    licenses = {name: _license(row) for name, row in found["license"].items()}
    exceptions = {name: _exception(row) for name, row in found.get("exception", {}).items()}
    aliases = found["aliases"][""]
    return LicenseData(
        licenses=licenses,
        exceptions=exceptions,
        rules={name: Rule(**_tuples(row)) for name, row in found["rule"].items()},
        rulings=tuple(_ruling(row) for row in found.get("ruling", {}).values()),
        vocabulary=_vocabulary(found["vocabulary"][""]),
        words=_words(found["words"][""]),
        sources={name: _source(row) for name, row in found["source"].items()},
        names=names(
            licenses,
            exceptions,
            Aliases(
                aliases=aliases["aliases"],
                ambiguous={key: tuple(value) for key, value in aliases["ambiguous"].items()},
                complete=tuple(aliases["complete"]),
            ),
        ),
        second=second,
        choice={name: Advice(**_tuples(row)) for name, row in found.get("advice", {}).items()},
        differences=tuple(
            Difference(**_tuples(row)) for row in found.get("difference", {}).values()
        ),
        statements=tuple(_statement(row) for row in found.get("statement", {}).values()),
        contract=contract_rows.contract_rules(found["contract"][""]),
        standards=tuple(contract_rows.standard(row) for row in found["standard"].values()),
    )


def _tuples(row: Row) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _license(row: Row) -> License:
    plain = _tuples(row)
    plain |= {
        "copyleft": Copyleft(row["copyleft"]),
        "reviewed_on": date.fromisoformat(row["reviewed_on"]),
        "permits": tuple(_permission(item) for item in row["permits"]),
        "reach": _reach(row["reach"]),
        "triggers": tuple(Trigger(item) for item in row["triggers"]),
        "fit": Fit(row["fit"]),
    }
    return License(**plain)


def _exception(row: Row) -> LicenseException:
    plain = _tuples(row)
    plain |= {
        "reviewed_on": date.fromisoformat(row["reviewed_on"]),
        "permits": tuple(_permission(item) for item in row["permits"]),
        "reach": _reach(row["reach"]),
    }
    return LicenseException(**plain)


def _reach(row: Row) -> dict[Combination, Reach]:
    return {Combination(key): Reach(value) for key, value in row.items()}


def _permission(row: Row) -> Permission:
    plain = _tuples(row)
    plain |= {"how": How(row["how"]), "combination": _combinations(row)}
    return Permission(**plain)


def _combinations(row: Row) -> tuple[Combination, ...]:
    return tuple(Combination(item) for item in row["combination"])


def _ruling(row: Row) -> Ruling:
    return Ruling(**(_tuples(row) | {"combination": _combinations(row)}))


def _statement(row: Row) -> Statement:
    return Statement(**(_tuples(row) | {"combination": Combination(row["combination"])}))


def _vocabulary(row: Row) -> Vocabulary:
    duties = {
        name: Duty(**(item | {"triggers": tuple(Trigger(part) for part in item["triggers"])}))
        for name, item in row["duties"].items()
    }
    return Vocabulary(
        duties=duties,
        demands={name: Demand(**item) for name, item in row["demands"].items()},
        traits={name: Trait(**item) for name, item in row["traits"].items()},
        verdicts=row["verdicts"],
        combinations=row["combinations"],
        recipients=row["recipients"],
    )


def _words(row: Row) -> LicenseWords:
    shared = dict(row["shared"])
    shared |= {name: Forms(**shared[name]) for name in ("components", "licenses", "rest")}
    return LicenseWords(
        shared=SharedWords(**shared),
        report=ReportWords(**row["report"]),
        notices=NoticeWords(**row["notices"]),
        map=MapWords(**row["map"]),
    )


def _source(row: Row) -> Source:
    review_by = row["review_by"]
    plain = dict(row) | {
        "checked_on": date.fromisoformat(row["checked_on"]),
        "confidence": Confidence(row["confidence"]),
        "review_by": date.fromisoformat(review_by) if review_by else None,
    }
    return Source(**plain)
