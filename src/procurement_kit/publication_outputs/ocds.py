"""A project as an OCDS 1.1.5 release package; every name of that standard stands here."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from procurement_kit.assessment import Assessment
from procurement_kit.documents.clauses import DocumentTemplate
from procurement_kit.problems import say

FAKE_PREFIX = "ocds-000000"
"""No register has given out this prefix; what carries it must not be published."""
VERSION = "1.1"
SCHEME = "CZ-ICO"
CURRENCY = "CZK"
METHODS: Mapping[str, str] = {
    "small_scale_call": "selective",
    "simplified_below_threshold_procedure": "open",
    "open_procedure": "open",
    "restricted_procedure": "selective",
    "negotiated_procedure_with_publication": "selective",
    "competitive_dialogue": "selective",
    "innovation_partnership": "selective",
    "dynamic_purchasing_system": "selective",
    "negotiated_procedure_without_publication": "limited",
    "in_house": "direct",
    "horizontal_cooperation": "direct",
}
CATEGORIES: Mapping[str, str] = {"services": "services", "supplies": "goods", "works": "works"}
DOCUMENT_TYPES: Mapping[str, str] = {
    "D8": "tenderNotice",
    "D10": "biddingDocuments",
    "D11": "technicalSpecifications",
    "D12": "eligibilityCriteria",
    "D13": "evaluationCriteria",
}
OTHERS = frozenset({"D14", "D15", "D17", "D18", "D19"})
"""Annexes that have no type of their own in the standard."""
DRAFTS = "D16"
OPEN_CALL = "open_call"
PRAGUE = ZoneInfo("Europe/Prague")
START, END = time(), time(23, 59, 59)
HOUR = re.compile(r"\b([01]?\d|2[0-3])(?:[:.]([0-5]\d))?\b")
NUMBER = re.compile(r",?\s*I\u010cO?:?\s*(\d{8})\b")
SUPPLIER = "supplier-1"


@dataclass(frozen=True)
class Register:
    """Who publishes: the registered prefix of its identifiers, or none yet."""

    prefix: str = ""

    @property
    def is_real(self) -> bool:
        """Whether the operator has said which prefix the register gave out."""
        return bool(self.prefix)


def ocds(
    assessment: Assessment,
    templates: tuple[DocumentTemplate, ...],
    day: date,
    register: Register,
) -> bytes:
    """The release package as JSON, as of *day*; marked where it must not be published."""
    content = package(assessment, templates, day, register)
    return orjson.dumps(content, option=orjson.OPT_INDENT_2) + b"\n"


def package(
    assessment: Assessment,
    templates: tuple[DocumentTemplate, ...],
    day: date,
    register: Register,
) -> Mapping[str, Any]:
    """The release package with one release."""
    facts = _Facts(assessment)
    name = f"{register.prefix or FAKE_PREFIX}-{facts.identity}"
    note = {} if register.is_real else {"x_notForPublication": say("ocds_not_real")}
    return {
        "uri": f"urn:ocds:{name}:{day.isoformat()}",
        "version": VERSION,
        "publishedDate": _moment(day),
        "publisher": {"name": facts.text("authority_name") or name},
        **note,
        "releases": [_release(facts, templates, day, name)],
    }


class _Facts:
    """The facts of the project as plain values; what is unknown is None or empty."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment

    def text(self, name: str) -> str:
        found = self.assessment.facts.fact(name)
        return found if isinstance(found, str) else ""

    def day(self, name: str) -> date | None:
        found = self.assessment.facts.fact(name)
        return found if isinstance(found, date) else None

    def money(self, name: str) -> Decimal | None:
        found = self.assessment.facts.fact(name)
        return found if isinstance(found, Decimal) else None

    @property
    def identity(self) -> str:
        """The same for the same matter of the same office; it opens no project."""
        parts = (self.text("authority_id_number"), self.text("contract_title"))
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


def _release(
    facts: _Facts, templates: tuple[DocumentTemplate, ...], day: date, name: str
) -> Mapping[str, Any]:
    awards, contracts = _awards(facts), _contracts(facts)
    tags = ["tender", *(["award"] if awards else []), *(["contract"] if contracts else [])]
    buyer = _buyer(facts)
    return _told(
        {
            "ocid": name,
            "id": f"{name}-{day.isoformat()}",
            "date": _moment(day),
            "tag": tags,
            "initiationType": "tender",
            "language": "cs",
            "parties": [buyer, *_suppliers(facts)],
            "buyer": {"id": buyer["id"], "name": buyer["name"]},
            "planning": _told({"rationale": facts.text("need_description")}),
            "tender": _tender(facts, templates, day, buyer),
            "awards": awards,
            "contracts": contracts,
        }
    )


def _tender(
    facts: _Facts, templates: tuple[DocumentTemplate, ...], day: date, buyer: Mapping[str, Any]
) -> Mapping[str, Any]:
    return _told(
        {
            "id": facts.identity,
            "title": facts.text("contract_title"),
            "description": facts.text("users_description"),
            "status": _status(facts, day),
            "procuringEntity": {"id": buyer["id"], "name": buyer["name"]},
            "items": list(_items(facts)),
            "value": _value(facts.assessment.estimate.total),
            "procurementMethod": _method(facts),
            "procurementMethodDetails": facts.text("procedure"),
            "mainProcurementCategory": CATEGORIES.get(facts.text("subject_kind")),
            "awardCriteria": _criteria(facts),
            "submissionMethod": ["electronicSubmission"] if facts.text("submission_manner") else [],
            "tenderPeriod": _deadline(facts),
            "documents": [_document(item) for item in templates if _is_for_tenderers(item)],
        }
    )


def _status(facts: _Facts, day: date) -> str:
    begun = facts.day("decisive_day")
    if facts.text("award_cancelled") == "yes":
        return "cancelled"
    if facts.day("contract_signed_on"):
        return "complete"
    return "active" if begun and begun <= day else "planned"


def _method(facts: _Facts) -> str | None:
    procedure = facts.text("procedure")
    if procedure == "small_scale_call" and facts.text("call_manner") == OPEN_CALL:
        return "open"
    return METHODS.get(procedure)


def _criteria(facts: _Facts) -> str | None:
    used = facts.assessment.criteria
    if not used:
        return None
    return "priceOnly" if [item.id for item in used] == ["weight_price"] else "ratedCriteria"


def _items(facts: _Facts) -> Iterator[Mapping[str, Any]]:
    if code := facts.text("cpv_code"):
        classified = {"scheme": "CPV", "id": code.split(" ")[0].split("-")[0]}
        yield {"id": "1", "description": facts.text("contract_title"), "classification": classified}


def _is_for_tenderers(template: DocumentTemplate) -> bool:
    return template.id in {*DOCUMENT_TYPES, *OTHERS} or template.id.startswith(DRAFTS)


def _document(template: DocumentTemplate) -> Mapping[str, str]:
    kind = "contractDraft" if template.id.startswith(DRAFTS) else DOCUMENT_TYPES.get(template.id)
    typed = {"documentType": kind} if kind else {}
    return {"id": template.id, **typed, "title": template.title, "language": "cs"}


def _buyer(facts: _Facts) -> Mapping[str, Any]:
    number, name = facts.text("authority_id_number"), facts.text("authority_name")
    return _told(
        {
            "id": f"{SCHEME}-{number}" if number else "buyer",
            "name": name,
            "identifier": {"scheme": SCHEME, "id": number, "legalName": name} if number else {},
            "address": _told({"streetAddress": facts.text("authority_address")}),
            "contactPoint": _told(
                {
                    "name": facts.text("contact_person"),
                    "email": facts.text("contact_email"),
                    "telephone": facts.text("contact_phone"),
                    "url": facts.text("authority_profile_url"),
                }
            ),
            "roles": ["buyer", "procuringEntity"],
        }
    ) | {"name": name}


def _supplier(facts: _Facts) -> dict[str, Any]:
    """The selected supplier; an answer such as "Firma s. r. o., I\u010cO 00000019" tells both."""
    told = facts.text("selected_supplier")
    number, name = NUMBER.search(told), NUMBER.sub("", told).strip()
    if not name:
        return {}
    if number is None:
        return {"id": SUPPLIER, "name": name}
    identifier = {"scheme": SCHEME, "id": number[1], "legalName": name}
    return {"id": f"{SCHEME}-{number[1]}", "name": name, "identifier": identifier}


def _suppliers(facts: _Facts) -> Iterator[Mapping[str, Any]]:
    if supplier := _supplier(facts):
        yield {**supplier, "roles": ["supplier"]}


def _awards(facts: _Facts) -> list[Mapping[str, Any]]:
    found, decided = _supplier(facts), facts.day("selection_decided_on")
    if not found:
        return []
    supplier = {"id": found["id"], "name": found["name"]}
    status = "active" if facts.day("contract_signed_on") else "pending"
    return [
        _told(
            {
                "id": "award-1",
                "title": facts.text("contract_title"),
                "status": status,
                "date": _moment(decided) if decided else None,
                "value": _value(facts.money("contract_price")),
                "suppliers": [supplier],
            }
        )
    ]


def _contracts(facts: _Facts) -> list[Mapping[str, Any]]:
    signed = facts.day("contract_signed_on")
    if signed is None or not facts.text("selected_supplier"):
        return []
    content = {
        "id": "contract-1",
        "awardID": "award-1",
        "title": facts.text("contract_title"),
        "status": "active",
        "dateSigned": _moment(signed),
        "value": _value(facts.money("contract_price")),
    }
    return [_told(content)]


def _value(amount: Decimal | None) -> Mapping[str, Any] | None:
    return None if amount is None else {"amount": _number(amount), "currency": CURRENCY}


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _moment(day: date, at: time = START) -> str:
    return datetime.combine(day, at, PRAGUE).isoformat()


def _deadline(facts: _Facts) -> Mapping[str, str]:
    """The end of the time for tenders; the end of the day where the hour can't be read."""
    day, hour = facts.day("tender_deadline"), HOUR.search(facts.text("tender_deadline_time"))
    if day is None:
        return {}
    at = time(int(hour[1]), int(hour[2] or 0)) if hour else END
    return {"endDate": _moment(day, at)}


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    """*values* without those that nobody has said."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}
