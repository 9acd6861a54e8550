"""The records of the time after the award: changes of the contract, publication, yearly review."""

from procurement_kit.documents.document import Document, Table, plain
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Procurement


def made(kit: Kit, **answers: str) -> dict[str, Document]:
    base = kit.example("dsw2-extension").answers
    procurement = Procurement("p", "Zakázka", kit.hash, answers={**base, **answers})
    return {item.id: item for item in kit.documents(kit.assess(procurement), final=False)}


def tables(document: Document) -> list[list[str]]:
    return [
        [plain(cell).replace("\u00a0", " ") for cell in row]
        for block in document.blocks()
        if isinstance(block, Table)
        for row in block.rows
    ]


def test_the_record_of_changes_says_what_is_left_of_each_limit(kit: Kit):
    documents = made(
        kit,
        contract_price="2 000 000",
        contract_changes="1. 3. 2026; drobná; 50 000; 0; Pole",
        additional_change_cause="not_used",
    )

    rows = tables(documents["D34"])

    assert ["Drobné změny", "50 000 Kč", "méně než 200 000 Kč", "méně než 150 000 Kč"] in rows
    assert not documents["D34"].gaps


def test_without_a_price_the_record_says_that_nothing_can_be_counted(kit: Kit):
    documents = made(kit, contract_changes="1. 3. 2026; drobná; 50 000; 0; Pole")

    assert any("Nelze spočítat" in row[0] for row in tables(documents["D34"]))


def test_a_ground_that_nobody_knows_is_counted_nowhere(kit: Kit):
    documents = made(
        kit, contract_price="2 000 000", contract_changes="1. 3. 2026; jen tak; 50 000; 0; Pole"
    )

    assert any("Nelze spočítat" in row[0] for row in tables(documents["D34"]))


def test_what_stays_closed_is_recorded_with_its_reason(kit: Kit):
    documents = made(
        kit, publication_state="withheld", publication_withheld_reason="Modul podvodů do roku 2028."
    )

    text = [plain(runs) for block in documents["D33"].blocks()
            if (runs := getattr(block, "runs", None))]  # fmt: skip

    assert "Modul podvodů do roku 2028." in text
    assert not documents["D33"].gaps


def test_later_records_have_no_gaps_that_would_stop_the_tender_documents(kit: Kit):
    documents = made(
        kit,
        review_day="30. 6. 2028",
        publication_state="full",
        contract_changes="1. 3. 2026; drobná; 1; 0; Pole",
    )

    assert not any(documents[name].gaps for name in ("D33", "D34", "D36R"))


def test_without_later_answers_the_later_records_are_not_made(kit: Kit):
    assert not {"D33", "D34", "D36R"} & set(made(kit))


def test_the_record_of_the_paid_price_says_how_long_the_file_is_kept(kit: Kit):
    documents = made(kit, contract_signed_on="1. 12. 2026", paid_total="2 000 000")

    rows = tables(documents["D35"])

    assert ["Uhrazeno celkem bez DPH", "2 000 000 Kč"] in rows
    assert "120 měs." in text_of(documents["D35"])
    assert not documents["D35"].gaps


def test_the_draft_resolution_follows_the_body_that_decides(kit: Kit):
    council = made(kit, council_approval="yes", approving_body="council")["D36"]
    unknown = made(kit, council_approval="yes", approving_body="unknown")["D36"]

    assert "Návrh se předkládá radě." in text_of(council)
    assert "Příslušnost ověří právník" in text_of(unknown)


def test_a_resolution_is_drafted_only_where_a_body_must_approve(kit: Kit):
    assert "D36" not in made(kit, council_approval="no")


def test_the_agency_gets_material_on_a_designated_system_only(kit: Kit):
    system = {"public_administration_system": "yes"}

    assert "D37" in made(kit, **system, designated_system="yes")
    assert "D37" not in made(kit, **system, designated_system="no")


def text_of(document: Document) -> str:
    runs = (getattr(block, "runs", ()) for block in document.blocks())
    return " ".join(plain(item) for item in runs).replace("\u00a0", " ")
