"""A pack that wants to do harm, or is broken, is refused with the place and the repair."""

import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from procurement_kit.formats import css, docx_starter, packs, pictures, svg
from procurement_kit.formats.files import content_root
from procurement_kit.kit import Kit
from procurement_kit.problems import ContentError, KitError
from tests.office.packs import EXAMPLE, a_pack, a_zip, laid_over, repacked, with_file

OFFICE = (EXAMPLE / "office.yaml").read_bytes()
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">\n{}\n</svg>'


@pytest.fixture(scope="module")
def codes(kit: Kit) -> Callable[[Path], dict[str, int]]:
    """The problems of a pack by code, with their lines."""

    def found(path: Path) -> dict[str, int]:
        with pytest.raises(ContentError) as caught:
            laid_over(kit, path)
        return {item.code: item.line for item in caught.value.problems}

    return found


def refused(path: Path) -> set[str]:
    """The problems in the names and the sizes of the files of a pack."""
    with pytest.raises(ContentError) as caught:
        packs.read(path)
    return {item.code for item in caught.value.problems}


@pytest.mark.parametrize(
    "name",
    [
        "../evil.yaml",
        "clauses/../../evil.md",
        "/etc/office.yaml",
        "C:/office.yaml",
        "..\\evil.yaml",
    ],
)
def test_a_path_out_of_the_zip_is_refused_and_nothing_is_written(tmp_path, name):
    pack = a_zip(tmp_path / "pack.zip", {"office.yaml": OFFICE, name: b"x: y"})

    assert refused(pack) == {"pack_unsafe"}
    assert sorted(item.name for item in tmp_path.iterdir()) == ["pack.zip"]


def test_a_link_in_a_zip_is_refused(tmp_path):
    item = zipfile.ZipInfo("clauses/C21.md")
    item.create_system, item.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as archive:
        archive.writestr("office.yaml", OFFICE)
        archive.writestr(item, "/etc/passwd")

    assert refused(tmp_path / "pack.zip") == {"pack_link"}


def test_links_and_devices_in_a_folder_are_neither_followed_nor_opened(tmp_path):
    pack = a_pack(tmp_path)
    (pack / "print.css").unlink()
    (pack / "print.css").symlink_to("/etc/passwd")
    (pack / "more").symlink_to("/etc")
    os.mkfifo(pack / "glossary.md")

    assert refused(pack) == {"pack_link"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("letterhead.docm", "pack_macro"),
        ("vbaProject.bin", "pack_macro"),
        ("plugin.py", "pack_name"),
        ("clauses/C21.html", "pack_name"),
        ("clauses/deeper/C21.md", "pack_name"),
        ("documents/Ž.yaml", "pack_name"),
    ],
)
def test_a_file_that_does_not_belong_there_is_refused(tmp_path, name, code):
    assert refused(with_file(tmp_path, name, "x")) == {code}


def test_what_systems_leave_behind_is_passed_over(tmp_path):
    inside = {f"mesto/{path.relative_to(EXAMPLE)}": path.read_bytes()
              for path in EXAMPLE.rglob("*") if path.is_file()}  # fmt: skip
    waste = {"__MACOSX/mesto/._office.yaml": b"\0", "mesto/.DS_Store": b"\0"}

    assert packs.read(a_zip(tmp_path / "pack.zip", inside | waste)) == packs.read(EXAMPLE)


def test_a_zip_bomb_is_noticed_before_it_is_unpacked(tmp_path):
    one = a_zip(tmp_path / "one.zip", {"office.yaml": OFFICE, "print.css": b" " * 90_000_000})
    many = a_zip(tmp_path / "many.zip", {f"clauses/own_{n}.md": b"" for n in range(500)})

    assert one.stat().st_size < 2_000_000
    assert refused(one) == {"pack_file_large"}
    assert refused(many) == {"pack_large"}


def test_a_file_that_is_no_zip_and_a_pack_that_is_not_there(tmp_path):
    (tmp_path / "pack.zip").write_bytes(b"PK\x03\x04 broken")
    for path, code in ((tmp_path / "pack.zip", "pack_broken"), (tmp_path / "x", "pack_missing")):
        with pytest.raises(KitError) as caught:
            packs.read(path)
        assert caught.value.code == code


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onload="alert(1)"/>',
        '<use xlink:href="http://example.com/a.svg#b"/>',
        '<image href="file:///etc/passwd"/>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
        '<rect style="fill: url(http://example.com/x)"/>',
        "<style>@import 'x.css';</style>",
        "<rect fill=\"URL( '//example.com/x')\"/>",
        '<a href="javascript:alert(1)"><rect/></a>',
        '<animate attributeName="href" to="javascript:x"/>',
        '<iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/>',
        "<?xml-stylesheet href='http://example.com/x.css'?>",
    ],
)
def test_a_drawing_that_runs_or_fetches_is_refused_on_its_line(inside):
    found = list(svg.problems("logo.svg", SVG.format(inside).encode()))

    assert found
    assert {(item.code, item.line) for item in found} == {("svg_refused", 2)}


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b"<svg", b"", b"<html/>", SVG.format("<g>" * 100 + "</g>" * 100).encode(),
    ],
)  # fmt: skip
def test_a_broken_or_swollen_drawing_is_refused(data):
    assert list(svg.problems("logo.svg", data))


def test_a_plain_drawing_with_gradients_is_accepted():
    drawing = SVG.format('<linearGradient id="a"/><rect fill="url(#a)"/><use xlink:href="#a"/>')

    assert list(svg.problems("logo.svg", drawing.encode())) == []
    assert list(svg.problems("logo.svg", (EXAMPLE / "logo.svg").read_bytes())) == []


@pytest.mark.parametrize(
    "line",
    [
        '@import "http://example.com/x.css";',
        "@font-face { font-family: x; src: url(x.ttf) }",
        "h1 { background: url(http://example.com/x.png) }",
        "h1 { background: u\\72l(http://example.com/x.png) }",
        'h1 { background: image-set("x.png" 1x) }',
        "@page { @top-left { content: url(file:///etc/passwd) } }",
        "@namespace x 'y';",
        "} body { display: none }",
        "h1 { behavior: none }",
        "</style><script>",
        "h1 { --x: URL( 'x' ) }",
    ],
)
def test_a_sheet_that_fetches_or_hides_is_refused_on_its_line(line):
    found = list(css.problems("print.css", f"h1 {{ color: red }}\n{line}\n".encode()))

    assert found
    assert {item.line for item in found} == {2}


def test_a_plain_sheet_is_accepted():
    sheet = b"@page { @top-left { content: string(title) } }\n@media print { h1 { color: #123 } }"

    assert list(css.problems("print.css", sheet)) == []


def test_a_broken_picture_is_refused(tmp_path, codes):
    for data in (b"", b"\x89PNG\r\n\x1a\n", b"GIF89a"):
        assert not pictures.is_sound(data)
    pack = with_file(tmp_path, "logo.png", b"\x89PNG\r\n\x1a\n")
    (pack / "logo.svg").unlink()

    assert codes(pack) == {"logo_broken": 1}


LETTERHEAD = docx_starter.write()


@pytest.mark.parametrize(
    ("part", "old", "new", "code"),
    [
        ("header", b"</w:p>", b"<w:ins w:id='1'/></w:p>", "letterhead_tracked"),
        ("header", b"</w:p>", b"<w:object/></w:p>", "letterhead_refused"),
        ("header", b"</w:p>",
         b"<w:r><w:instrText>INCLUDE</w:instrText><w:instrText>PICTURE \"http://x/y\"</w:instrText>"
         b"</w:r></w:p>", "letterhead_refused"),
        ("header", b"authority_name", b"password", "letterhead_field"),
        ("header", b"<w:hdr", b"<!DOCTYPE x [<!ENTITY a 'b'>]><w:hdr", "letterhead_refused"),
        ("header", b"</w:hdr>", b"", "letterhead_broken"),
    ],
)  # fmt: skip
def test_an_unfit_letterhead_is_refused(tmp_path, codes, part, old, new, code):  # noqa: PLR0917
    pack = a_pack(tmp_path)
    repacked(LETTERHEAD, pack / "letterhead.docx", **{part: (old, new)})

    assert set(codes(pack)) == {code}


def test_a_missing_style_is_named(tmp_path):
    pack = a_pack(tmp_path)
    change = (b'<w:name w:val="PK Seznam"/>', b'<w:name w:val="Jiny"/>')
    first = repacked(LETTERHEAD, tmp_path / "first.docx", styles=change)
    second = (b'w:styleId="PKSeznam"', b'w:styleId="Jiny"')
    repacked(first.read_bytes(), pack / "letterhead.docx", styles=second)

    with pytest.raises(ContentError) as caught:
        Kit.load(content_root(), pack)
    assert str(pack / "letterhead.docx:1") in str(caught.value)
    assert "PK Seznam;" in str(caught.value)


def test_macros_and_outside_pictures_in_a_letterhead_are_refused(tmp_path, codes):
    relation = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/image" Target="http://example.com/x.png" TargetMode="External"/>'
        b"</Relationships>"
    )
    for name, data, code in (
        ("word/vbaProject.bin", b"x", "letterhead_macro"),
        ("word/_rels/header.xml.rels", relation, "letterhead_refused"),
    ):
        folder = tmp_path / code
        folder.mkdir()
        pack = a_pack(folder)
        with zipfile.ZipFile(pack / "letterhead.docx", "a") as archive:
            archive.writestr(name, data)
        assert set(codes(pack)) == {code}


def test_a_letterhead_that_is_no_document_or_a_bomb_is_refused(tmp_path, codes):
    pack = with_file(tmp_path, "letterhead.docx", b"no document")
    assert set(codes(pack)) == {"letterhead_broken"}

    with zipfile.ZipFile(pack / "letterhead.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 30_000_000)
    assert set(codes(pack)) == {"letterhead_large"}
