"""Two versions of a document as one: what was added and removed, and nothing else."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.formats.everything import everything

from procurement_kit.documents.comparison import compare, compare_sets
from procurement_kit.documents.compose import compose
from procurement_kit.documents.document import (
    Change,
    Document,
    Heading,
    Paragraph,
    Part,
    Run,
    RunKind,
    Table,
    plain,
)


def runs_of(document: Document):
    for block in document.blocks():
        match block:
            case Heading() | Paragraph():
                yield from block.runs
            case Table():
                yield from (
                    run for row in (block.header, *block.rows) for cell in row for run in cell
                )
            case _:
                yield from (run for item in block.items for run in item)


def side(document: Document, other: Change) -> str:
    """The words of one version, without what only the *other* one has."""
    return "".join(run.text for run in runs_of(document) if run.change is not other).replace(
        " ", ""
    )


def changed(document: Document) -> list[tuple[str, str]]:
    return [(run.change.value, run.text) for run in runs_of(document) if run.change]


def a_document(*paragraphs: str) -> Document:
    whole = everything()
    blocks = tuple(Paragraph((Run(text),), 1, f"1.{n}") for n, text in enumerate(paragraphs, 1))
    return replace(whole, parts=(Part("C1", blocks, whole.parts[0].trace),))


def test_equal_versions_have_no_difference():
    assert compare(everything(), everything()).count == 0


def test_only_the_words_that_differ_are_marked():
    old = a_document("Zhotovitel odstraní vadu do 5 dnů.")
    new = a_document("Zhotovitel odstraní kritickou vadu do 3 dnů.")

    found = compare(old, new)

    assert changed(found.document) == [
        ("added", " kritickou"), ("removed", "5"), ("added", "3"),
    ]  # fmt: skip
    assert found.changed == ("C1",)


def test_a_paragraph_that_only_moved_on_by_one_is_no_change():
    old = a_document("Cena je pevná.", "Faktura je splatná do 30 dnů.")
    new = a_document(
        "Zcela nová věta o něčem jiném.", "Cena je pevná.", "Faktura je splatná do 30 dnů."
    )

    assert changed(compare(old, new).document) == [("added", "Zcela nová věta o něčem jiném.")]


def test_a_reference_to_an_article_that_only_moved_on_is_no_change():
    def referring(number: str) -> Document:
        reference = Run(f"čl. {number}", RunKind.REFERENCE, target="clause-C9")
        part = everything().parts[0]
        runs = (Run("Platí "), reference, Run("."))
        return replace(everything(), parts=(replace(part, blocks=(Paragraph(runs),)),))

    assert compare(referring("9"), referring("8")).count == 0


def test_a_clause_that_is_gone_is_still_shown_and_marked():
    whole = everything()
    shorter = replace(whole, parts=whole.parts[:-1])

    found = compare(whole, shorter)

    assert found.removed == (whole.parts[-1].clause,)
    assert {
        run.change for run in runs_of(replace(found.document, parts=found.document.parts[-1:]))
    } == {Change.REMOVED}


def test_a_changed_answer_changes_the_contract_only_where_it_is_printed(kit):
    example = kit.example("dsw2-extension")
    answers = {**example.answers, "warranty_months": "60"}
    other = replace(example, answers=answers)
    old, new = (
        compose(kit.content.templates["D16"], kit.library, kit.assess(item), final=False)
        for item in (example, other)
    )

    found = compare(old, new)

    assert found.changed == ("C17",)
    assert ("added", "60") in [(kind, text.split()[0]) for kind, text in changed(found.document)]


def test_a_document_of_one_set_only_is_wholly_marked():
    found = compare_sets([], [everything()])[everything().id]

    assert found.added == tuple(part.clause for part in everything().parts)


@given(
    st.lists(st.text("ab ", max_size=12), max_size=5),
    st.lists(st.text("ab ", max_size=12), max_size=5),
)
def test_both_versions_can_be_read_from_the_marked_one(old: list[str], new: list[str]):
    before, after = a_document(*old), a_document(*new)

    merged = compare(before, after).document

    assert side(merged, Change.ADDED) == "".join(map(plain, texts(before))).replace(" ", "")
    assert side(merged, Change.REMOVED) == "".join(map(plain, texts(after))).replace(" ", "")


def texts(document: Document):
    return [block.runs for block in document.blocks()]
