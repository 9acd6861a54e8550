"""What an office's pack does: its words and looks in the documents, and what it must not break."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from click.testing import CliRunner, Result
from openxml_audit import FileFormat, OpenXmlValidator
from PIL import Image

from procurement_kit.cli import main
from procurement_kit.documents.three_way import passages
from procurement_kit.formats import docx, docx_starter, fonts, letterhead, pdf
from procurement_kit.formats.files import ContentFiles, content_root
from procurement_kit.formats.layout import PLAIN, Logo, Look
from procurement_kit.formats.office_files import version_of
from procurement_kit.kit import Kit
from procurement_kit.problems import ContentError
from procurement_kit.store.store import DATABASE, Store
from tests.formats.everything import a_document, everything
from tests.office.packs import EXAMPLE, a_pack, laid_over, repacked, with_file

LETTERHEAD = docx_starter.write()
OVERRIDDEN = "C21"


@pytest.fixture(scope="module")
def town() -> Kit:
    """The real content with the example pack over it."""
    return Kit.load(content_root(), EXAMPLE)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(item) for item in arguments])


@pytest.fixture(scope="module")
def faults(kit: Kit) -> Callable[[Path], dict[str, str]]:
    """The mistakes of a pack: the place of each by its code."""

    def found(path: Path) -> dict[str, str]:
        with pytest.raises(ContentError) as caught:
            laid_over(kit, path)
        return {item.code: f"{item.path}:{item.line}" for item in caught.value.problems}

    return found


def parts_of(kit: Kit, document: str) -> dict[str, object]:
    assessment = kit.assess(kit.example("dsw2-extension"))
    made = next(item for item in kit.documents(assessment, final=False) if item.id == document)
    return {part.clause: part for part in made.parts}


# words


def test_the_example_is_proved_with_our_content():
    done = run("check-pack", EXAMPLE, "--walks", 20)

    assert done.exit_code == 0, done.output
    assert "Balíček je v pořádku" in done.stdout


def test_an_override_stands_in_the_document_and_says_why(town: Kit, kit: Kit):
    own, ours = parts_of(town, "D16")[OVERRIDDEN], parts_of(kit, "D16")[OVERRIDDEN]

    assert "dvakrát ročně" in str(own.blocks)
    assert "dvakrát ročně" not in str(ours.blocks)
    assert own.trace.own_reason.startswith("Rada města")
    assert ours.trace.own_reason == ""


def test_an_added_clause_stands_behind_the_clause_that_was_named(town: Kit):
    names = list(parts_of(town, "D16"))

    place = names.index("contract_cooperation_rules")
    assert names[place + 1] == "own_working_language"


def test_overrides_are_deviations_that_do_not_block(town: Kit, kit: Kit):
    own = town.readiness(town.assess(town.example("dsw2-extension")))
    ours = kit.readiness(kit.assess(kit.example("dsw2-extension")))

    assert [item.clause for item in own.own_clauses] == [OVERRIDDEN]
    assert ours.own_clauses == ()
    assert own.is_ready == ours.is_ready


def test_what_the_office_is_is_offered_and_answers_nothing(town: Kit):
    assessment = town.assess(replace(town.example("dsw2-extension"), answers={}))

    assert town.offered["authority_id_number"] == "00000019"
    assert "authority_name" not in assessment.procurement.answers
    assert assessment.facts.fact("authority_name") not in set(town.offered.values())


def test_the_pack_is_part_of_what_a_project_is_bound_to(town: Kit, kit: Kit, tmp_path):
    store = Store.open(tmp_path / DATABASE)
    store.keep_content(town.content.files)
    again = Kit.read(store.content(town.hash))

    assert town.hash != kit.hash
    assert again.look() == town.look()
    assert again.content.overrides == town.content.overrides
    store.close()


def test_an_answer_goes_before_what_the_office_says_of_itself(town: Kit):
    procurement = town.example("dsw2-extension")
    fields = dict(town.look(town.assess(procurement)).fields)

    assert fields["authority_address"] == procurement.answers["authority_address"]
    assert dict(town.look().fields)["authority_address"] == "Náměstí Míru 1, 123 45 Příkladov"


# what a pack must not break


def test_an_ico_with_a_wrong_check_digit_is_told_with_its_line(tmp_path, faults):
    pack = a_pack(tmp_path, office=('"00000019"', '"00000018"'))

    assert faults(pack) == {"office_value": f"{pack}/office.yaml:3"}


def test_an_override_must_keep_what_others_rely_on(tmp_path, faults):
    pack = a_pack(tmp_path, C21=("requires: [C9, C12]", 'requires: [C9]\nheading: "no"'))

    assert set(faults(pack)) == {"override_requires", "override_keeps"}


def test_an_override_must_give_its_reason_and_its_base(tmp_path, faults):
    pack = a_pack(tmp_path)
    path = pack / "clauses/C21.md"
    text = re.sub("^reason: .*$", "reason: ''", path.read_text("utf-8"), flags=re.MULTILINE)
    path.write_text(re.sub("^base: .*$", "base: 0123", text, flags=re.MULTILINE), "utf-8")

    assert set(faults(pack)) == {"override_reason", "override_base"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("overrides: C21", "overrides: C777", "override_unknown"),
        ("id: C21", "id: C9", "override_id"),
        ("$exit_months", "$nothing", "placeholder_unknown"),
        ("[[C9]]", "[[C777]]", "clause_unknown"),
        ("sources: [", "sources: [no_such_law, ", "source_unknown"),
    ],
)
def test_an_override_is_checked_like_our_clauses(tmp_path, old, new, code, faults):
    assert code in faults(a_pack(tmp_path, C21=(old, new)))


def test_an_own_clause_can_not_take_the_name_of_ours(tmp_path, faults):
    pack = a_pack(tmp_path, own_board_opinion=("id: own_board_opinion", "id: C4"))

    assert "own_id" in faults(pack)


def test_a_placeholder_that_is_not_asked_on_every_path_fails_the_proof(tmp_path):
    added = "1. Vlastník: $product_owner\n1. Smluvní strany"
    pack = a_pack(tmp_path, own_working_language=("1. Smluvní strany", added))

    done = run("check-pack", pack, "--walks", 0)
    assert done.exit_code == 1
    assert f"{pack}/clauses/own_working_language.md:" in done.stderr


def test_alternatives_that_leave_a_hole_fail_the_proof(tmp_path):
    halves = (
        "sources: [oz_2586]\n",
        "sources: [oz_2586]\nalternatives:\n"
        '  - {id: a, label: A, when: {question: publication_exceptions, eq: "no"}}\n',
    )
    pack = a_pack(tmp_path, own_working_language=halves)
    path = pack / "clauses/own_working_language.md"
    path.write_text(path.read_text("utf-8").replace("\n---\n1.", "\n---\n## a\n\n1."), "utf-8")

    done = run("check-pack", pack, "--walks", 0)
    assert done.exit_code == 1
    assert "own_working_language" in done.stderr


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("after: contract_cooperation_rules", "after: nothing", "clause_unknown"),
        ("changes: D16", "changes: D777", "change_unknown"),
        ("add:", "order: [C1, C2]\nadd:", "change_order"),
        ("rules}", "rules, when: {question: nothing, eq: x}}", "question_unknown"),
    ],
)
def test_a_change_of_a_document_is_checked(tmp_path, old, new, code, faults):
    pack = a_pack(tmp_path, contract=(old, new))

    assert faults(pack)[code].startswith(f"{pack}/documents/contract.yaml:")


def test_an_own_order_may_move_clauses(tmp_path, kit: Kit):
    ids = [item.id for item in kit.content.templates["D16"].inclusions()]
    wanted = ["own_working_language", *reversed(ids)]
    order = f"order: [{', '.join(wanted)}]\nadd:"
    moved = laid_over(kit, a_pack(tmp_path, contract=("add:", order)))

    assert [item.id for item in moved.content.templates["D16"].inclusions()] == wanted


def test_an_own_document_for_an_unknown_audience_is_refused(tmp_path, faults):
    pack = a_pack(tmp_path, board=("audience: internal", "audience: everybody"))

    assert faults(pack) == {"model_not_in_list": f"{pack}/documents/board.yaml:4"}


def test_a_logo_needs_its_words(tmp_path, faults):
    pack = a_pack(tmp_path, office=("logo_alt: Znak města Příkladov\n", ""))

    assert set(faults(pack)) == {"logo_alt"}


# our clause changes later


def changed_content(kit: Kit) -> ContentFiles:
    """Our content, in which the overridden clause now says something else too."""
    path = kit.content.clauses[OVERRIDDEN].path
    text = kit.content.files.files[path].decode()
    assert "do šesti měsíců" in text
    return ContentFiles(
        {**kit.content.files.files, path: text.replace("do šesti měsíců", "do roka").encode()}
    )


def test_a_stale_override_is_a_warning_and_is_to_be_reviewed(kit: Kit, town: Kit):
    office = {path: data for path, data in town.content.files.files.items() if "office/" in path}
    later = Kit.read(changed_content(kit).with_pack(office))
    readiness = later.readiness(later.assess(later.example("dsw2-extension")))

    told = {item.code: item.path for item in later.notes()}
    assert told["override_stale"] == "office/clauses/C21.md"
    assert [item.clause for item in readiness.to_review] == [OVERRIDDEN]


def test_the_three_wordings_are_shown_where_they_differ():
    base = "one\ntwo\nthree\nfour\nfive"
    ours = "one\nTWO\nthree\nfour\nfive\nsix"
    office = "one\ntwo\nthree\nFOUR\nfive"
    found = [item for item in passages(base, ours, office) if not item.is_same]

    assert [(item.base, item.ours, item.office) for item in found] == [
        (("two",), ("TWO",), ("two",)),
        (("four",), ("four",), ("FOUR",)),
        ((), ("six",), ()),
    ]
    assert not any(item.is_both for item in found)
    assert next(item for item in passages("a", "b", "c") if not item.is_same).is_both


def test_every_line_of_the_three_texts_is_in_one_passage():
    texts = ("a\nb\nc\nb\nd", "b\na\nc\nd\nd", "c\nb\nb\nx")
    found = list(passages(*texts))

    for place, name in enumerate(("base", "ours", "office")):
        joined = [line for item in found for line in getattr(item, name)]
        assert joined == texts[place].splitlines()


def test_own_clause_begins_with_a_copy_that_only_lacks_a_reason(tmp_path, kit: Kit, faults):
    pack = a_pack(tmp_path)
    done = run("own-clause", "C9", "--pack", pack)
    assert done.exit_code == 0, done.output
    assert set(faults(pack)) == {"override_reason"}

    path = pack / "clauses/C9.md"
    path.write_text(path.read_text("utf-8").replace("reason: ''", "reason: Tak."), "utf-8")
    begun = laid_over(kit, pack)
    assert begun.content.clauses["C9"].alternatives == tuple(
        replace(item, blocks=other.blocks)
        for item, other in zip(
            kit.content.clauses["C9"].alternatives,
            begun.content.clauses["C9"].alternatives,
            strict=True,
        )
    )
    assert not begun.content.overrides["C9"].is_stale
    assert run("own-clause", "C9", "--pack", pack).exit_code == 3
    assert run("own-clause", "C777", "--pack", pack).exit_code == 3


def test_the_version_of_a_clause_does_not_depend_on_the_ends_of_lines():
    assert version_of(b"a\r\nb\r\n") == version_of(b"a\nb\n") != version_of(b"a b\n")


def test_compare_clause_shows_what_the_office_has_changed(tmp_path):
    done = run("compare-clause", OVERRIDDEN, "--pack", EXAMPLE)

    assert done.exit_code == 0
    assert done.stdout.count("dvakrát ročně") == 1
    assert done.stdout.count("jednou ročně") == 2
    assert run("compare-clause", "C9", "--pack", EXAMPLE).exit_code == 3


# looks


def written(look: Look, **changes: object) -> bytes:
    return docx.write(replace(everything(), **changes), {}, look)


def header_texts(data: bytes) -> list[str]:
    section = python_docx.Document(BytesIO(data)).sections[0]
    margins = (section.first_page_header, section.header, section.footer)
    return ["\n".join(item.text for item in margin.paragraphs) for margin in margins]


@pytest.mark.parametrize("edition", [FileFormat.OFFICE_2013, FileFormat.MICROSOFT_365])
def test_a_document_on_the_letterhead_passes_the_audit(tmp_path, edition):
    (tmp_path / "a.docx").write_bytes(
        written(Look(LETTERHEAD, fields=(("authority_address", "X"),)))
    )

    assert OpenXmlValidator(edition).validate(str(tmp_path / "a.docx")).errors == []


def test_fields_are_filled_however_word_has_split_them(tmp_path):
    whole = "«authority_address»".encode()
    split = "«auth</w:t></w:r><w:proofErr w:type='spellStart'/><w:r><w:t>ority_</w:t></w:r>"
    split += "<w:r><w:t>address»"
    path = repacked(LETTERHEAD, tmp_path / "a.docx", footer=(whole, split.encode()))
    look = Look(path.read_bytes(), fields=(("authority_address", "Náměstí 1 & <2>"),))

    first, later, footer = header_texts(written(look, is_draft=False))

    assert footer.startswith("Náměstí 1 & <2>\t")
    assert "«" not in first + later + footer
    assert first == everything().owner


def test_a_draft_is_marked_on_every_page_of_the_letterhead():
    first, later, _ = header_texts(written(Look(LETTERHEAD), is_draft=True))

    draft = everything().words.draft
    assert draft in first
    assert draft in later


def test_a_letterhead_without_page_numbers_gets_them(tmp_path):
    whole = "«authority_address»".encode()
    path = tmp_path / "a.docx"
    path.write_bytes(LETTERHEAD)
    plain = re.compile(rb"<w:fldSimple.*?</w:fldSimple>", re.DOTALL)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b.docx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, plain.sub(b"", data) if "footer" in name else data)

    made = written(Look((tmp_path / "b.docx").read_bytes()))
    assert whole not in made
    footer = python_docx.Document(BytesIO(made)).sections[0].footer
    fields = [item for item in footer._element.iter() if str(item.tag).endswith("fldSimple")]
    assert len(fields) == 2


def test_styles_and_page_come_from_the_letterhead_and_the_numbering_from_us(tmp_path):
    wide = re.search(
        rb'w:left="\d+"', zipfile.ZipFile(BytesIO(LETTERHEAD)).read("word/document.xml")
    )
    assert wide
    path = repacked(
        LETTERHEAD, tmp_path / "a.docx",
        document=(wide.group(), b'w:left="2222"'),
        styles=(b'w:styleId="Title"', b'w:styleId="Nazev"'),
    )  # fmt: skip
    made = python_docx.Document(BytesIO(written(Look(path.read_bytes()))))
    plain = python_docx.Document(BytesIO(written(PLAIN)))

    assert made.sections[0].left_margin.twips == 2222
    assert [item.style.style_id for item in made.paragraphs] == [
        item.style.style_id for item in plain.paragraphs
    ]
    assert [item.text for item in made.paragraphs] == [item.text for item in plain.paragraphs]
    for name in ("PKNadpis1", "PKDolozka1", "PKDolozka2", "PKSeznam"):
        assert number_of(made, name) == number_of(plain, name) is not None


def test_tables_and_tabs_end_where_the_text_of_the_letterhead_ends(tmp_path):
    page = zipfile.ZipFile(BytesIO(LETTERHEAD)).read("word/document.xml")
    right = re.search(rb'w:right="\d+"', page)
    assert right
    path = repacked(LETTERHEAD, tmp_path / "a.docx", document=(right.group(), b'w:right="3418"'))
    made = python_docx.Document(BytesIO(written(Look(path.read_bytes()))))

    section = made.sections[0]
    width = (section.page_width - section.left_margin - section.right_margin) // 635
    tabs = [tab for tab in made.styles["toc 1"].paragraph_format.tab_stops if tab.leader]
    assert [tab.position // 635 for tab in tabs] == [width]
    for table in made.tables:
        grid = sum(column.width for column in table.columns) // 635
        assert abs(grid - width) <= len(table.columns)


def number_of(word: object, style: str) -> tuple[int, int] | None:
    found = next(item for item in word.styles if item.style_id == style)
    numbers = found.element.pPr.numPr
    return (numbers.numId.val, numbers.ilvl.val) if numbers is not None else None


def test_a_picture_in_the_header_comes_along(tmp_path):
    word = python_docx.Document(BytesIO(LETTERHEAD))
    word.sections[0].header.paragraphs[0].add_run().add_picture(BytesIO(a_picture()))
    word.save(tmp_path / "a.docx")
    made = written(Look((tmp_path / "a.docx").read_bytes()))

    (tmp_path / "b.docx").write_bytes(made)
    assert (
        OpenXmlValidator(FileFormat.MICROSOFT_365).validate(str(tmp_path / "b.docx")).errors == []
    )
    header = python_docx.Document(BytesIO(made)).sections[0].header
    assert [item.target_part.blob for item in header.part.rels.values()] == [a_picture()]


def a_picture() -> bytes:
    target = BytesIO()
    Image.new("RGB", (4, 4), "green").save(target, "PNG")
    return target.getvalue()


def test_equal_looks_give_equal_files():
    look = Look(LETTERHEAD, "h1 { color: red }", Logo("png", a_picture(), "mark"))

    docx.base.cache_clear()
    first = written(look), pdf.write(a_document(), look).data
    docx.base.cache_clear()
    assert (written(look), pdf.write(a_document(), look).data) == first
    assert hash(look) == hash(replace(look))


def test_the_pdf_has_the_logo_and_the_colours_and_fetches_nothing(caplog):
    mark = (EXAMPLE / "logo.svg").read_bytes()
    look = Look(css="h1 { color: #ff0000 }", logo=Logo("svg", mark, "Znak města"))

    with caplog.at_level("WARNING"):
        made = pdf.write(a_document(), look).data

    assert [record.getMessage() for record in caplog.records] == []
    assert made != pdf.write(a_document()).data
    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(BytesIO(made)) as document:
        alternatives = [str(item.get("/Alt")) for item in document.objects if is_figure(item)]
        drawn = document.pages[0].Contents.read_bytes()
    assert alternatives == ["Znak města"]
    assert b"1 0 0 rg" in drawn


def is_figure(item: object) -> bool:
    import pikepdf

    return isinstance(item, pikepdf.Dictionary) and item.get("/S") == pikepdf.Name.Figure


def test_a_drawing_that_got_through_can_still_fetch_nothing(tmp_path, caplog, pdf_complaints):
    """The second wall: the writer itself opens nothing, whatever a drawing or a sheet asks for."""
    secret = tmp_path / "secret.svg"
    mark = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
    secret.write_text(mark.format('<rect width="9" height="9" fill="#f00"/>'))
    address = secret.as_uri()
    asking = mark.format(f'<image href="{address}" width="9" height="9"/>')
    look = Look(css=f"h1 {{ background: url({address}) }}", logo=Logo("svg", asking.encode(), "x"))
    pikepdf = pytest.importorskip("pikepdf")

    with (
        caplog.at_level("WARNING"),
        pikepdf.open(BytesIO(pdf.write(a_document(), look).data)) as made,
    ):
        drawn = b"".join(
            item.read_bytes() for item in made.objects if isinstance(item, pikepdf.Stream)
        )
    assert any(address in record.getMessage() for record in caplog.records)
    assert b"1 0 0 rg" not in drawn
    pdf_complaints.clear()


def test_the_starter_is_a_letterhead_that_changes_nothing_but_margins():
    parts = letterhead.unpacked(docx_starter.write())

    assert docx_starter.write() == docx_starter.write()
    assert letterhead.has_margins(docx_starter.write())
    assert "word/styles.xml" in parts


def test_a_font_is_asked_for_czech_letters():
    from importlib import resources

    folder = Path(str(resources.files("font_source_sans_pro"))) / "files"
    assert fonts.missing(next(folder.glob("*-Regular.ttf")).read_bytes()) == ""
    assert fonts.missing(b"no font") is None


def test_fonts_that_are_only_named_are_told(town: Kit):
    told = {item.code: item.message for item in town.notes()}

    assert "Calibri" in told["letterhead_fonts_unchecked"]


def test_a_file_that_should_not_be_there_is_named_as_the_user_knows_it(tmp_path, faults):
    pack = with_file(tmp_path, "plugin.py", "import os")

    assert faults(pack) == {"pack_name": f"{pack}/plugin.py:1"}


def test_documents_are_made_with_the_pack_of_the_command(tmp_path):
    project, out = tmp_path / "p.json", tmp_path / "out"
    data = ("--data", tmp_path / "none")
    assert run("export-example", "dsw2-extension", "--out", project).exit_code == 0
    order = ("generate", project, "--out", out, "--draft", "--only", "own_board", *data)

    assert run(*order, "--pack", EXAMPLE).exit_code == 0
    assert (out / "90-stanovisko-komise.docx").is_file()
    assert run(*order).exit_code == 3
