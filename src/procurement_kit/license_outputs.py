"""The files that a review of components can become, each under its stable name."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from importlib.metadata import version

from procurement_kit.documents.annex import Cover
from procurement_kit.documents.document import Document
from procurement_kit.documents.license_report import compose_report
from procurement_kit.documents.notices import compose_notices
from procurement_kit.formats import notice_file, report_json, spdx_texts, spdx_writer, text
from procurement_kit.formats.paper import Paper, make
from procurement_kit.kit import Kit
from procurement_kit.licensing.compatibility import Finding
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.notices import Notices, notices
from procurement_kit.licensing.opinions import Verdict
from procurement_kit.licensing.review import Review

TOOL = "procurement-kit"
NAMESPACE = "https://spdx.org/spdxdocs/procurement-kit-{id}"
PDF, TEXT, JSON = "application/pdf", "text/plain", "application/json"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Order:
    """A review to be written down, whose it is, and the file that the list came from."""

    review: Review
    kit: Kit
    at: datetime
    day: date
    owner: str = ""
    matter: str = ""
    uploaded: bytes | None = None

    @property
    def data(self) -> LicenseData:
        """The licence data that judged."""
        return self.kit.content.licenses

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

    @cached_property
    def third_party(self) -> Document:
        """The licences of others with their full texts, as a document."""
        texts = spdx_texts.texts_of(self.notices.texts)
        return compose_notices(self.notices, texts, self.data.words, self.cover)

    def paper(self, document: Document, paper: Paper) -> bytes:
        """*document* as a file, in the look of the office."""
        return make(document, paper, look=self.kit.look())


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


def _notice(order: Order) -> bytes:
    return notice_file.write(order.review.bom.name, order.notices, order.data.words)


@dataclass(frozen=True)
class Output:
    """A kind of file: its name, its media type, and how a review becomes one."""

    file_name: str
    media_type: str
    make: Callable[[Order], bytes]


OUTPUTS: Mapping[str, Output] = {
    "docx": Output("licence-komponent.docx", WORD, lambda it: it.paper(it.report, Paper.DOCX)),
    "pdf": Output("licence-komponent.pdf", PDF, lambda it: it.paper(it.report, Paper.PDF)),
    "text": Output("licence-komponent.txt", TEXT, lambda it: text.write(it.report).encode()),
    "json": Output(
        "licence-komponent.json", JSON, lambda it: report_json.write(it.review, it.data, it.day)
    ),
    "spdx": Output("soupis-s-posouzenim.spdx.json", JSON, _spdx),
    "notice": Output("NOTICE.txt", TEXT, _notice),
    "third_party": Output(
        "THIRD-PARTY-LICENSES.txt", TEXT, lambda it: text.write(it.third_party).encode()
    ),
    "third_party_docx": Output(
        "THIRD-PARTY-LICENSES.docx", WORD, lambda it: it.paper(it.third_party, Paper.DOCX)
    ),
    "third_party_pdf": Output(
        "THIRD-PARTY-LICENSES.pdf", PDF, lambda it: it.paper(it.third_party, Paper.PDF)
    ),
}
