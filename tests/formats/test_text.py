from tests.formats.everything import a_document, everything, heading, part
from tests.formats.everything import text as paragraph

from procurement_kit.documents.document import BulletList, Run
from procurement_kit.formats import text


def test_every_paragraph_stands_alone_and_carries_its_number():
    document = a_document(
        part(
            "C1",
            heading("C1", "Předmět", "1"),
            paragraph("Dílo.", 1, "1.1"),
            paragraph("kód,", 2, "a)"),
            BulletList(((Run("odrážka"),),)),
        )
    )

    assert text.write(document).split("\n\n")[2:] == [
        "1. Předmět",
        "1.1 Dílo.",
        "a) kód,",
        "• odrážka\n",
    ]


def test_rows_of_a_table_are_lines_with_visible_borders():
    assert "IČO | [doplňte: IČO] | ____________" in text.write(everything())


def test_control_characters_vanish_and_line_breaks_become_spaces():
    assert text.clean("a\x00b\x0bc\r\nd\ud800\ufffe\u202ee\u00a0f") == "ab c de\u00a0f"


def test_letters_are_composed_so_that_equal_words_are_equal():
    assert text.clean("c\u030c") == "\u010d"


def test_emoji_and_rare_letters_stay():
    assert text.clean("𝒳 😀 ☐") == "𝒳 😀 ☐"
