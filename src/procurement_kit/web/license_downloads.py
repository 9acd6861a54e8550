"""The files that a review can be downloaded as, each under its stable name."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from importlib.metadata import version

from flask import Response

from procurement_kit.documents.annex import Cover
from procurement_kit.documents.document import Document
from procurement_kit.documents.license_report import compose_report
from procurement_kit.documents.notices import compose_notices
from procurement_kit.formats import notice_file, report_json, spdx_writer, text
from procurement_kit.formats.paper import Paper, make
from procurement_kit.kit import Kit
from procurement_kit.licensing.compatibility import Finding
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.notices import Notices, notices
from procurement_kit.licensing.opinions import Verdict
from procurement_kit.licensing.review import Review
from procurement_kit.web.showing import ZONE

TOOL = "procurement-kit"
NAMESPACE = "https://spdx.org/spdxdocs/procurement-kit-{id}"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Order:
    """A review to be written down, whose it is, and the file that the list came from."""

    review: Review
    kit: Kit
    at: datetime
    owner: str = ""
    matter: str = ""
    uploaded: bytes | None = None

    @property
    def data(self) -> LicenseData:
        """The licence data that judged."""
        return self.kit.content.licenses

    @property
    def day(self) -> date:
        """The day on which it is made."""
        return self.at.astimezone(ZONE).date()

    @property
    def cover(self) -> Cover:
        """What stands around a document."""
        return Cover(self.day, self.kit.content.words, self.owner, self.matter)

    @cached_property
    def report(self) -> Document:
        """The judgement as a document."""
        return compose_report(self.review, self.data, self.cover)

    @cached_property
    def notices(self) -> Notices:
        """What must travel with the software."""
        return notices(self.review, self.data)


def _spdx(order: Order) -> bytes:
    """The list with our conclusions; equal orders give equal names."""
    concluded = {id(item.component): item.terms for item in order.notices.items}
    findings = [
        (item.component, _verdict(item, order.data), _concluded(item, concluded))
        for item in order.review.report.findings
    ]
    seed = f"{order.at.isoformat()} {order.review.bom.name} {len(findings)}"
    return spdx_writer.write(
        order.uploaded,
        order.review.bom,
        findings,
        created=order.at,
        tool=f"{TOOL}-{version(TOOL)}",
        namespace=NAMESPACE.format(id=uuid.uuid5(uuid.NAMESPACE_URL, seed)),
    )


def _verdict(finding: Finding, data: LicenseData) -> str:
    label = data.vocabulary.verdicts[finding.verdict.value]
    return " ".join((f"{label}:", *finding.opinion.reasons))


def _concluded(finding: Finding, concluded: Mapping[int, str]) -> str:
    """The licences that apply; none where a lawyer must say first."""
    is_open = finding.verdict is Verdict.NEEDS_LAWYER
    return "" if is_open else concluded.get(id(finding.component), "")


def _third_party(order: Order) -> bytes:
    words = order.data.words
    document = compose_notices(order.notices, {}, words, order.cover)
    return text.write(document).encode()


def _notice(order: Order) -> bytes:
    return notice_file.write(order.review.bom.name, order.notices, order.data.words)


@dataclass(frozen=True)
class Download:
    """A kind of file: its name, its media type, and how a review becomes one."""

    file_name: str
    media_type: str
    make: Callable[[Order], bytes]


DOWNLOADS: Mapping[str, Download] = {
    "docx": Download("licence-komponent.docx", WORD, lambda it: make(it.report, Paper.DOCX)),
    "pdf": Download(
        "licence-komponent.pdf", "application/pdf", lambda it: make(it.report, Paper.PDF)
    ),
    "text": Download(
        "licence-komponent.txt", "text/plain", lambda it: text.write(it.report).encode()
    ),
    "json": Download(
        "licence-komponent.json",
        "application/json",
        lambda it: report_json.write(it.review, it.data, it.day),
    ),
    "spdx": Download("soupis-s-posouzenim.spdx.json", "application/json", _spdx),
    "notice": Download("NOTICE.txt", "text/plain", _notice),
    "third_party": Download("THIRD-PARTY-LICENSES.txt", "text/plain", _third_party),
}


def attachment(wanted: Download, order: Order) -> Response:
    """*order* as a file to be saved, never to be shown."""
    headers = {"Content-Disposition": f'attachment; filename="{wanted.file_name}"'}
    return Response(wanted.make(order), mimetype=wanted.media_type, headers=headers)
