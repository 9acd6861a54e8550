import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from io import BytesIO
from urllib.request import OpenerDirector

import pikepdf
import pytest
from tests.formats.everything import everything
from tests.formats.tag_reader import elements

from procurement_kit.formats import pdf
from procurement_kit.formats.pdf import Pdf
from procurement_kit.problems import KitError

CLAUSES = ["clause-contract_parties", "clause-C1", "clause-C9", "clause-C9-9", "clause-C30",
           "clause-unnumbered"]  # fmt: skip


@pytest.fixture(scope="module")
def written() -> Pdf:
    return pdf.write(everything())


@pytest.fixture
def opened(written):
    with pikepdf.open(BytesIO(written.data)) as file:
        yield file


def page_text(data: bytes, page: int) -> str:
    command = ["pdftotext", "-f", str(page), "-l", str(page), "-layout", "-", "-"]
    return subprocess.run(command, input=data, check=True, capture_output=True).stdout.decode()


def test_the_file_is_tagged_has_a_language_a_title_and_an_author(opened):
    assert bool(opened.Root.MarkInfo.Marked)
    assert str(opened.Root.Lang) == "cs"
    assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
    assert str(opened.docinfo["/Title"]) == "Smlouva o dílo a licenční smlouva"
    assert str(opened.docinfo["/Author"]) == "Statutární město Příkladov"


def test_the_tags_mirror_the_document(opened):
    kinds = Counter(str(element.S) for element in elements(opened.Root.StructTreeRoot))

    assert kinds["/H1"] == 1
    assert kinds["/H2"] == 5
    assert kinds["/H3"] == 1
    assert kinds["/TH"] >= 7


def test_every_font_is_inside_the_file(opened):
    descriptors = [
        item
        for item in opened.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
    ]

    assert descriptors
    assert all("/FontFile2" in item or "/FontFile3" in item for item in descriptors)
    assert all("Kit-S" in str(item.FontName) for item in descriptors)


def test_hostile_answers_attach_and_run_nothing(opened):
    keys = {
        key
        for item in opened.objects
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream)
        for key in item.keys()  # noqa: SIM118 - a PDF object, not a dict
    }

    assert not keys & {"/EmbeddedFiles", "/EF", "/AF", "/JS", "/JavaScript", "/URI", "/Launch"}


def test_only_the_fonts_of_the_kit_are_opened(monkeypatch):
    opened = []
    original = OpenerDirector.open

    def record(self, request, *rest, **options):
        opened.append(request.full_url)
        return original(self, request, *rest, **options)

    monkeypatch.setattr(OpenerDirector, "open", record)
    pdf.write(everything())

    assert opened
    assert all(address.startswith("file:") for address in opened)
    assert all(address.endswith(".ttf") for address in opened)


def test_the_fetcher_refuses_other_files_and_addresses():
    weasyprint = pytest.importorskip("weasyprint")
    fetcher = pdf._fetcher(weasyprint, {("x", 400, "normal"): "file:///fonts/a.ttf"})

    for address in ("file:///etc/passwd", "http://127.0.0.1:9/", "data:text/plain,x"):
        with pytest.raises(ValueError, match=address[:5]):
            fetcher.fetch(address)


def test_drawing_leaves_no_complaint_in_the_log(caplog):
    with caplog.at_level("WARNING"):
        pdf.write(everything())

    assert [record.getMessage() for record in caplog.records] == []


def test_equal_documents_give_equal_bytes_in_another_process(written):
    program = (
        "import sys; from tests.formats.everything import everything\n"
        "from procurement_kit.formats import pdf\n"
        "sys.stdout.buffer.write(pdf.write(everything()).data)"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    again = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, env=environment
    ).stdout

    assert again == written.data


def test_each_heading_is_on_the_page_that_is_reported(written):
    assert [name for name in CLAUSES if name not in written.pages] == []
    assert "Licence a zdrojový kód" in page_text(written.data, written.pages["clause-C9"])


def test_the_contents_print_the_page_of_each_heading(written):
    entries = dict(
        re.findall(r"(\w[^.]*?)[ .]{4,}(\d+)$", page_text(written.data, 1), re.MULTILINE)
    )

    assert int(entries["Předmět smlouvy"]) == written.pages["clause-C1"]
    assert int(entries["Licence a zdrojový kód"]) == written.pages["clause-C9"]


def test_a_draft_says_so_on_every_page_and_a_final_document_does_not(written, opened):
    final = pdf.write(replace(everything(), is_draft=False))
    pages = range(1, len(opened.pages) + 1)

    assert all("NÁVRH – neodesílat" in page_text(written.data, page) for page in pages)
    assert not any("NÁVRH" in page_text(final.data, page) for page in pages)


def test_the_outline_holds_the_articles(opened):
    with opened.open_outline() as outline:
        titles = [item.title for item in outline.root[0].children]

    assert titles[:3] == ["Smluvní strany", "1. Předmět smlouvy", "2. Licence a zdrojový kód"]


def test_without_pango_the_user_learns_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    with pytest.raises(KitError, match="DOCX") as error:
        pdf.write(everything())

    assert error.value.code == "pdf_unavailable"


def test_nothing_in_a_real_document_is_printed_outside_the_margins(kit, tmp_path):
    """Word boxes of every page, as the reference tool finds them; A4 with margins of 2 cm."""
    assessment = kit.assess(kit.example("dsw2-extension"))
    for document in kit.documents(assessment, final=True):
        path = tmp_path / f"{document.file_name}.pdf"
        path.write_bytes(pdf.write(document).data)
        boxes = subprocess.run(
            ["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, text=True
        ).stdout
        right = [float(edge) for edge in re.findall(r'xMax="([\d.]+)"', boxes)]

        assert max(right) < 595 - 2 / 2.54 * 72, document.file_name
