"""The same words in the same order in every format."""

import re
import subprocess

import pytest
from tests.builders import a_procurement
from tests.formats.everything import everything
from tests.formats.word_reader import WordReader

from procurement_kit.documents.compose import compose
from procurement_kit.formats import docx, pdf, text

TOP, TEXT_HEIGHT, PAGE_WIDTH = 72, 702, 595
DECORATION = str.maketrans("•|", "  ")
DOCUMENTS = ["D1", "D2", "D2L", "D2R", "D3", "D6", "D8", "D11", "D12", "D13", "D15", "D16", "D31"]
SECOND_PAGE_OF_TABLE = "KomponentaLicenceČástkabezDPH"


def words(content: str) -> list[str]:
    return content.translate(DECORATION).split()


def letters(content: str) -> str:
    return "".join(words(content))


def pdf_pages(data: bytes) -> list[str]:
    """The text of each page without its header and footer."""
    area = ["-x", "0", "-y", str(TOP), "-W", str(PAGE_WIDTH), "-H", str(TEXT_HEIGHT)]
    command = ["pdftotext", "-raw", "-r", "72", *area, "-", "-"]
    found = subprocess.run(command, input=data, check=True, capture_output=True)
    return found.stdout.decode().rstrip("\f").split("\f")


@pytest.fixture(scope="module")
def expected() -> str:
    return text.write(everything())


def test_word_shows_the_words_of_the_text(expected):
    shown = WordReader(docx.write(everything(), {})).text()

    assert words(shown) == words(expected)


def test_the_pdf_shows_the_letters_of_the_text(expected):
    first, *others = pdf_pages(pdf.write(everything()).data)
    title, contents, _ = first.partition("Obsah\n")
    shown = letters(title)
    for page in map(letters, others):
        shown += page.removeprefix(SECOND_PAGE_OF_TABLE) if SECOND_PAGE_OF_TABLE in shown else page

    assert contents
    assert shown == letters(expected)


def test_the_sample_really_holds_what_is_hard(expected):
    for piece in ("„strany“", "500\u00a0000", "<script>", "k) Písmeno", "2.12 "):
        assert piece in expected
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e\ufffe]", expected)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_word_shows_the_words_of_every_real_document(kit, name):
    document = draft(kit, name)

    assert words(WordReader(docx.write(document, {})).text()) == words(text.write(document))


@pytest.mark.parametrize("name", ["D3", "D16"])
def test_the_pdf_shows_the_letters_of_real_documents(kit, name):
    document = draft(kit, name)
    drawn = pdf.write(document)
    first, *others = pdf_pages(drawn.data)
    if document.has_contents:
        begins = drawn.pages[next(document.headings()).anchor]
        first, others = first.partition("Obsah\n")[0], others[begins - 2 :]

    assert letters("".join([first, *others])) == letters(text.write(document))


def draft(kit, name):
    """The document as it is before the first answer."""
    template = kit.content.templates[name]
    return compose(template, kit.library, kit.assess(a_procurement()), final=False)
