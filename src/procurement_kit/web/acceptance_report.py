"""The check of a handover under a contract's terms, and its annex as a file."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from flask import Response

from procurement_kit.documents.acceptance import compose_acceptance
from procurement_kit.documents.annex import Cover
from procurement_kit.documents.document import Document
from procurement_kit.formats import text
from procurement_kit.formats.paper import Paper, make
from procurement_kit.kit import Kit
from procurement_kit.license_outputs import WORD
from procurement_kit.licensing.acceptance import AcceptanceReport, SeenChange, accept
from procurement_kit.licensing.conformance import StandardResult, conformance
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.policy import Policy
from procurement_kit.licensing.uses import Use
from procurement_kit.web.access import PageMissingError
from procurement_kit.web.handover import Handover
from procurement_kit.web.showing import ZONE
from procurement_kit.web.site import site
from procurement_kit.web.timed_review import timed_report

MEDIA = {"docx": WORD, "pdf": "application/pdf", "text": "text/plain"}
SUFFIXES = {"text": "txt"}


class Terms(NamedTuple):
    """What a handover is judged by, and the article of each clause in the contract, if known."""

    policy: Policy
    use: Use
    kit: Kit
    contract: Document | None = None
    owner: str = ""
    matter: str = ""


@dataclass(frozen=True)
class Checked:
    """A handover with the report on it."""

    handover: Handover
    terms: Terms
    report: AcceptanceReport

    @property
    def data(self) -> LicenseData:
        """The licence data that judged."""
        return self.terms.kit.content.licenses

    @cached_property
    def changed(self) -> tuple[SeenChange, ...]:
        """What differs from the tender."""
        return tuple(item for item in self.report.changes or () if item.change.is_change)

    @cached_property
    def conformance(self) -> tuple[StandardResult, ...]:
        """How the delivered list stands against the standards."""
        return conformance(self.report.delivery.bom, self.data)

    @property
    def document(self) -> Document:
        """The annex to the acceptance record."""
        terms = self.terms
        cover = Cover(today(), terms.kit.content.words, terms.owner, terms.matter)
        return compose_acceptance(self.report, self.data, cover, terms.contract)


def checked(handover: Handover, terms: Terms) -> Checked:
    """The report on *handover*; KitError if a file is gone or the lists take too long."""
    delivery, data = handover.delivery(), terms.kit.content.licenses
    timed_report(delivery.bom, terms.use, terms.policy.outbound, data)
    return Checked(handover, terms, accept(delivery, terms.policy, terms.use, data))


def annex(found: Checked, kind: str) -> Response:
    """The annex as a file of the *kind* to be saved; PageMissingError for a kind we do not make."""
    if kind not in MEDIA:
        raise PageMissingError("page_missing")
    document = found.document
    name = f"{document.file_name}.{SUFFIXES.get(kind, kind)}"
    if kind == "text":
        made = text.write(document).encode()
    else:
        made = make(document, Paper(kind), look=found.terms.kit.look())
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(made, mimetype=MEDIA[kind], headers=headers)


def today() -> date:
    """The day of this request."""
    return site().now().astimezone(ZONE).date()
