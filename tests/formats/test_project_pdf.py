"""A project inside a PDF: it comes out as it went in, or one sentence says why it does not."""

import zlib
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from tests.builders import a_procurement
from tests.formats.everything import everything

from procurement_kit.documents.document import Document
from procurement_kit.formats import pdf, project_file
from procurement_kit.formats.guard import Guard
from procurement_kit.formats.project_pdf import project_of
from procurement_kit.problems import KitError

PROJECT = project_file.write(a_procurement(contract_title="Žluťoučký kůň „v uvozovkách“ 🐴"), ())
NAME = "odpovedi.json"


@pytest.fixture(scope="module")
def internal() -> Document:
    return replace(everything(), audience="internal", parts=everything().parts[:1])


@pytest.fixture(scope="module")
def with_project(internal: Document) -> bytes:
    return pdf.write(internal, attachment=PROJECT).data


def a_pdf(**attached: bytes) -> pikepdf.Pdf:
    file = pikepdf.new()
    file.add_blank_page()
    for name, data in attached.items():
        file.attachments[NAME if name == "project" else name] = data
    return file


def saved(file: pikepdf.Pdf, **options: object) -> bytes:
    target = BytesIO()
    file.save(target, **options)
    return target.getvalue()


def outcome(data: bytes) -> str:
    try:
        found = project_of("x.pdf", data)
    except KitError as error:
        return error.code
    return "the project" if found == PROJECT else "another one"


def refusal(data: bytes, **more: Guard) -> KitError:
    with pytest.raises(KitError) as caught:
        project_of("nabidka.pdf", data, **more)
    assert "nabidka.pdf" in str(caught.value)
    return caught.value


def test_a_project_comes_out_of_an_internal_document_as_it_went_in(with_project: bytes):
    assert project_of("zamer.pdf", with_project) == PROJECT


def test_the_project_is_the_source_of_the_document(with_project: bytes):
    with pikepdf.open(BytesIO(with_project)) as file:
        (attached,) = file.Root.AF
        names = file.Root.Names.EmbeddedFiles.Names

        assert attached.AFRelationship == "/Source"
        assert str(attached.UF) == NAME
        assert attached.EF.F.Subtype == "/application/json"
        assert attached.EF.F.read_bytes() == PROJECT
        assert [str(names[0]), names[1].objgen] == [NAME, attached.objgen]


def test_what_suppliers_get_never_carries_the_project():
    public = pdf.write(replace(everything(), audience="public"), attachment=PROJECT).data

    assert public == pdf.write(replace(everything(), audience="public")).data
    with pikepdf.open(BytesIO(public)) as file:
        assert not file.attachments
        assert "/AF" not in file.Root
    assert refusal(public).code == "project_pdf_without"


def test_equal_projects_give_equal_files_and_others_other(internal: Document, with_project: bytes):
    other = project_file.write(a_procurement(contract_title="Jiná"), ())

    assert pdf.write(internal, attachment=PROJECT).data == with_project
    assert pdf.write(internal, attachment=other).data != with_project


def test_other_files_pass_untouched():
    for data in (PROJECT, b"", b"{}", b"text %PDF-"):
        assert project_of("p.json", data) == data


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n", "project_pdf_broken"),
        (b"%PDF-1.7\n" + b"\x00\xff<<" * 5000, "project_pdf_broken"),
        (saved(a_pdf()), "project_pdf_without"),
        (saved(a_pdf(**{"jine.json": PROJECT})), "project_pdf_without"),
        (
            saved(a_pdf(project=PROJECT), encryption=pikepdf.Encryption(owner="a", user="b")),
            "project_pdf_encrypted",
        ),
        (
            saved(a_pdf(project=PROJECT), encryption=pikepdf.Encryption(owner="a", user="")),
            "project_pdf_encrypted",
        ),
        (saved(a_pdf(project=b"x" * (6 * 1024 * 1024))), "project_file_large"),
    ],
)
def test_a_pdf_without_a_usable_project_is_explained(data: bytes, code: str):
    assert refusal(data).code == code


def test_a_pdf_cut_off_anywhere_gives_the_project_or_a_sentence(with_project: bytes):
    for part in range(1, 8):
        data = with_project[: len(with_project) * part // 8]
        assert outcome(data) in {"the project", "project_pdf_broken", "project_pdf_without"}


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_is_given_up(layers: int):
    data = b"x" * (300 * 1024 * 1024)
    for _ in range(layers):
        data = zlib.compress(data, 9)
    file = a_pdf(project=b"")
    stream = file.Root.Names.EmbeddedFiles.Names[1].EF.F
    stream.write(
        data,
        filter=pikepdf.Array([pikepdf.Name.FlateDecode] * layers),
        decode_parms=pikepdf.Array([None] * layers),
    )

    assert refusal(saved(file, compress_streams=False)).code == "project_pdf_costly"


def test_a_tree_of_names_without_an_end_is_given_up():
    file = a_pdf(project=PROJECT)
    names = file.make_indirect(file.Root.Names.EmbeddedFiles)
    del names.Names
    names.Kids = pikepdf.Array([names, names])
    file.Root.Names.EmbeddedFiles = names

    assert refusal(saved(file)).code.startswith("project_pdf_")


def test_a_child_that_takes_too_long_is_ended(with_project: bytes):
    assert refusal(with_project, limits=Guard(60, 0, 2**31)).code == "project_pdf_costly"


def test_what_comes_out_is_trusted_no_more_than_any_file():
    held = project_of("x.pdf", saved(a_pdf(project=b'{"format": "procurement-kit-project/1"}')))

    with pytest.raises(KitError) as caught:
        project_file.read("x.pdf", held)
    assert caught.value.code == "project_file_shape"
