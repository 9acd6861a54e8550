"""The document of third-party licences: whose code, under which terms, with which texts."""

from tests.licensing.data import DATA
from tests.licensing.reviews import COVER, crowd, reviewed, under

from procurement_kit.documents.document import Heading, plain
from procurement_kit.documents.notices import compose_notices
from procurement_kit.formats import docx, pdf, spdx_texts, text
from procurement_kit.licensing.components import Combination, Component
from procurement_kit.licensing.notices import notices
from procurement_kit.licensing.review import Review

FULL = Component(
    "left-pad",
    "1.3.0",
    "WTFPL OR MIT",
    supplier="Azer",
    copyright="Copyright 2014 Azer",
    source="https://example.org/left-pad",
)


def document(found: Review):
    listed = notices(found, DATA)
    return compose_notices(listed, spdx_texts.texts_of(listed.texts), DATA.words, COVER)


def written(found: Review) -> str:
    return text.write(document(found)).replace("\u00a0", " ")


def test_a_component_shows_everything_that_is_known_of_it():
    shown = written(reviewed(FULL))

    for piece in ("left-pad 1.3.0", "Azer", "Copyright 2014 Azer", "https://example.org/left-pad"):
        assert piece in shown


def test_the_chosen_licence_stands_above_its_components_with_the_offer():
    shown = written(reviewed(FULL, Component("b", license="GPL-2.0-only OR Zlib")))

    assert "Zlib (1 komponenta)\n\n• b; zvoleno z nabídky GPL-2.0-only OR Zlib" in shown


def test_the_full_text_of_every_licence_follows():
    shown = written(under("MIT", "Apache-2.0"))

    assert "Permission is hereby granted, free of charge" in shown
    assert "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION" in shown


def test_a_text_that_two_licences_share_is_printed_once():
    found = document(under("GPL-3.0-only", "GPL-3.0-or-later", outbound="GPL-3.0-only"))

    titles = [plain(block.runs) for block in found.blocks() if isinstance(block, Heading)]
    assert "GPL-3.0-only, GPL-3.0-or-later" in titles


def test_paragraphs_of_a_text_stay_apart():
    lines = written(under("MIT")).split("\n\n")

    assert any(line.startswith("Permission is hereby granted") for line in lines)
    assert any(line.startswith("THE SOFTWARE IS PROVIDED") for line in lines)


def test_texts_that_are_not_at_hand_are_named():
    shown = written(under("EUPL-1.2", "MIT"))

    assert "Plné znění těchto licencí program nemá" in shown
    assert "\n\nEUPL-1.2\n\n" in shown


def test_what_is_missing_is_named():
    shown = written(
        reviewed(
            Component("silent", license="NOASSERTION"),
            Component("own", license="LicenseRef-own", texts_missing=("LicenseRef-own",)),
            Component("noticed", license="Apache-2.0", copyright="Copyright Eva"),
        )
    )

    assert "Licence není známa:\n\nsilent" in shown
    assert "držitele autorských práv:\n\nown, silent" in shown
    assert "LicenseRef-own: own" in shown
    assert "převezměte jeho obsah:\n\nnoticed" in shown


def test_tools_are_counted_and_not_listed():
    tool = Component("linter", license="GPL-3.0-only", combination=Combination.TOOL)

    shown = written(reviewed(tool))

    assert "linter" not in shown
    assert "(1 komponenta)" in shown
    assert "neobsahuje žádnou komponentu třetí strany" in shown


def test_all_components_of_a_long_list_are_named():
    shown = written(crowd(300, 40))

    assert all(f"library-{number} " in shown for number in range(300) if number != 6)


def test_it_can_be_drawn_as_word_and_pdf():
    found = document(crowd(30, 8))

    drawn = pdf.write(found)

    assert drawn.data.startswith(b"%PDF")
    assert drawn.pages["clause-texts"] > 1
    assert docx.write(found, drawn.pages).startswith(b"PK")
