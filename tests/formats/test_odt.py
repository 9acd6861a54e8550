"""The open office document: the same words and numbers, real styles, opened by LibreOffice."""

import shutil
import subprocess
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.builders import a_procurement
from tests.formats.everything import everything
from tests.formats.odt_reader import NAMES, OdtReader
from tests.formats.test_parity import words

from procurement_kit.documents.compose import compose
from procurement_kit.documents.document import Document, Paragraph, Part, Run
from procurement_kit.formats import odt, text

SOFFICE = shutil.which("soffice")


def test_it_shows_the_words_and_numbers_of_the_text():
    shown = OdtReader(odt.write(everything(), {})).text()

    assert words(shown) == words(text.write(everything()))


@pytest.mark.parametrize("name", ["D1", "D3", "D6", "D8", "D11", "D13", "D15", "D16", "D31"])
def test_it_shows_the_words_of_real_documents(kit, name):
    template = kit.content.templates[name]
    document = compose(template, kit.library, kit.assess(a_procurement()), final=False)

    assert words(OdtReader(odt.write(document, {})).text()) == words(text.write(document))


def test_the_mark_of_the_format_leads_the_file_and_is_not_compressed():
    first = OdtReader(odt.write(everything(), {})).first

    assert first.filename == "mimetype"
    assert first.compress_type == zipfile.ZIP_STORED


def test_numbers_are_restarted_only_where_the_document_jumps():
    """An office program goes on counting when a lawyer adds a paragraph."""
    content = OdtReader(odt.write(everything(), {})).content

    assert content.xpath("//@text:start-value", namespaces=NAMES) == ["7", "3", "11"]


def test_equal_documents_give_equal_bytes():
    assert odt.write(everything(), {"x": 1}) == odt.write(everything(), {"x": 1})


def test_every_style_that_is_used_is_defined():
    reader = OdtReader(odt.write(everything(), {}))
    used = set(reader.content.xpath("//@text:style-name | //@table:style-name", namespaces=NAMES))
    defined = set()
    for part in (reader.styles, reader.content):
        for node in part.iter(etree.Element):
            defined |= {value for name, value in node.attrib.items() if _names_style(node, name)}

    assert used - defined == set()


def test_contents_show_the_pages_that_are_known():
    anchor = next(everything().headings()).anchor
    reader = OdtReader(odt.write(everything(), {anchor: 17}))
    (index,) = reader.content.xpath("//text:index-body", namespaces=NAMES)

    assert "17" in "".join(index.itertext())


@given(st.text(max_size=60))
def test_whatever_is_answered_stays_text(answer: str):
    document = _with(answer)

    assert words(OdtReader(odt.write(document, {})).text()) == words(text.write(document))


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_counts_the_same_numbers(tmp_path):
    path = tmp_path / "all.odt"
    path.write_bytes(odt.write(everything(), {}))
    command = [SOFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
               "--convert-to", "txt:Text (encoded):UTF8", "--outdir", tmp_path, path]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    shown = words((tmp_path / "all.txt").read_text("utf-8-sig"))
    expected = words(text.write(everything()))

    assert _tail_after(shown, "strany“") == _tail_after(expected, "strany“")


def _tail_after(found: list[str], word: str) -> list[str]:
    return found[max(place for place, item in enumerate(found) if item.startswith("„strany")) :]


def _names_style(node, name: str) -> bool:
    return name.endswith("}name") and node.tag.rpartition("}")[2] in {"style", "list-style"}


def _with(answer: str) -> Document:
    document = everything()
    part = document.parts[0]
    added = Part(part.clause, (Paragraph((Run(answer),)),), part.trace)
    return Document(**{**document.__dict__, "parts": (added,)})
