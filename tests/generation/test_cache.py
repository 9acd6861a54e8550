"""What has not changed is not drawn again; what is kept is private, bounded and never trusted."""

import hashlib
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from procurement_kit.generation import cache
from procurement_kit.generation.cache import DrawnFiles
from procurement_kit.generation.drawing import USUAL, Drawn, Order, chosen, draw
from procurement_kit.generation.making import Generated, Means, generate
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.problems import KitError

RECORDS = frozenset({"D3", "D13"})
MARK = b"taken over"


@pytest.fixture(scope="session")
def example(kit: Kit) -> Procurement:
    return kit.example("dsw2-extension")


@pytest.fixture(scope="session")
def order(kit: Kit, example: Procurement) -> Order:
    return Order(kit.documents(kit.assess(example), final=True)[0], ("txt",))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "drawn"


def entries(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob("*/*") if path.is_file())


def run(kit: Kit, procurement: Procurement, out: Path, folder: Path) -> Generated:
    """Two records with what is kept in *folder*."""
    means = Means(formats=("txt",), kept=DrawnFiles(folder, procurement.id))
    return generate(kit, procurement, out, final=True, only=RECORDS, means=means)


def replace_entries(folder: Path) -> None:
    """Other files in the place of the kept ones, as a program with our rights could put there."""
    for path in entries(folder):
        path.write_bytes(hashlib.sha256(MARK).digest() + MARK)


def test_what_has_not_changed_is_taken_over_not_drawn(
    kit: Kit, example: Procurement, tmp_path: Path, folder: Path
):
    first = run(kit, example, tmp_path / "a", folder)
    same = run(kit, example, tmp_path / "b", folder)
    replace_entries(folder)
    marked = run(kit, example, tmp_path / "c", folder)

    assert (first.reused, same.reused, marked.reused) == (0, 2, 2)
    assert [path.read_bytes() for path in first.files] == [path.read_bytes() for path in same.files]
    assert {path.read_bytes() for path in marked.files if path.suffix == ".txt"} == {MARK}


def test_only_the_document_that_changed_is_drawn_again(
    kit: Kit, example: Procurement, tmp_path: Path, folder: Path
):
    run(kit, example, tmp_path / "a", folder)
    draft = Means(formats=("txt",), kept=DrawnFiles(folder, example.id))

    again = generate(kit, example, tmp_path / "b", final=True, only=RECORDS | {"D6"}, means=draft)
    drafts = generate(kit, example, tmp_path / "c", final=False, only=RECORDS, means=draft)

    assert again.reused == 2
    assert drafts.reused == 0


def test_a_damaged_file_is_seen_and_made_anew(
    kit: Kit, example: Procurement, tmp_path: Path, folder: Path
):
    first = run(kit, example, tmp_path / "a", folder)
    for path in entries(folder):
        path.write_bytes(path.read_bytes()[:-1])

    again = run(kit, example, tmp_path / "b", folder)

    assert again.reused == 0
    assert [path.read_bytes() for path in again.files] == [
        path.read_bytes() for path in first.files
    ]
    assert run(kit, example, tmp_path / "c", folder).reused == 2


def test_any_difference_of_the_document_is_another_file(order: Order, folder: Path):
    kept, document = DrawnFiles(folder, "p"), order.document
    kept.keep(order, draw(order))
    (part, *others) = document.parts
    shorter = replace(part, blocks=part.blocks[:-1])
    changed = [
        replace(document, title="Jiný"),
        replace(document, is_draft=True),
        replace(document, words=replace(document.words, table="Tab.")),
        replace(document, parts=(shorter, *others)),
    ]

    assert kept.find(order) == draw(order)
    assert all(kept.find(replace(order, document=other)) is None for other in changed)
    assert kept.find(replace(order, formats=("txt", "docx"))) is None


def test_contents_in_word_with_and_without_page_numbers_are_not_mixed_up(
    kit: Kit, example: Procurement, folder: Path
):
    documents = kit.documents(kit.assess(example), final=True)
    document = next(document for document in documents if document.has_contents)
    alone, both = Order(document, ("docx",)), Order(document, USUAL)
    kept = DrawnFiles(folder, "p")
    kept.keep(alone, draw(alone))

    assert kept.find(both) is None
    assert draw(both).files["docx"] != draw(alone).files["docx"]


def test_what_lacks_a_file_is_not_kept(order: Order, folder: Path):
    kept = DrawnFiles(folder, "p")

    kept.keep(order, Drawn({"txt": b"x"}, ("Chybí Pango.",)))

    assert kept.find(order) is None


def test_projects_do_not_see_each_others_files_and_are_forgotten_one_by_one(
    order: Order, folder: Path
):
    for project in ("p1", "../p2"):
        DrawnFiles(folder, project).keep(order, draw(order))

    cache.forget(folder, "p1")

    assert DrawnFiles(folder, "p1").find(order) is None
    assert DrawnFiles(folder, "../p2").find(order) is not None
    assert all(path.parent.parent == folder for path in entries(folder))


def test_only_the_owner_may_read_what_is_kept(order: Order, folder: Path):
    DrawnFiles(folder, "p").keep(order, draw(order))

    (entry,) = entries(folder)
    assert [path.stat().st_mode & 0o777 for path in (folder, entry.parent, entry)] == [
        0o700, 0o700, 0o600,
    ]  # fmt: skip


def test_what_was_used_least_recently_goes_first(order: Order, folder: Path):
    kept = DrawnFiles(folder, "p", limit=25_000)
    drawn = Drawn({"txt": b"x" * 10_000})
    orders = [replace(order, document=replace(order.document, title=name)) for name in "abc"]
    for age, one in zip((300, 200, 100), orders, strict=True):
        before = set(entries(folder))
        kept.keep(one, drawn)
        (added,) = set(entries(folder)) - before
        os.utime(added, (time.time() - age,) * 2)
    kept.find(orders[0])

    kept.tidy()

    assert [kept.find(one) is not None for one in orders] == [True, False, True]


def test_what_nobody_used_for_a_week_goes(order: Order, folder: Path):
    kept = DrawnFiles(folder, "p")
    kept.keep(order, draw(order))
    (entry,) = entries(folder)
    os.utime(entry, (time.time() - cache.KEPT_SECONDS - 1,) * 2)

    kept.tidy()

    assert list(folder.iterdir()) == []


def test_a_place_where_nothing_can_be_kept_does_not_stop_the_work(
    kit: Kit, example: Procurement, tmp_path: Path, folder: Path
):
    folder.write_text("not a folder")

    made = run(kit, example, tmp_path / "a", folder)

    assert made.reused == 0
    assert len(made.files) == 4


def test_formats_are_the_usual_ones_unless_named_and_unknown_ones_are_refused():
    assert chosen(()) == ("docx", "pdf")
    assert chosen(("txt", "pdf")) == ("pdf", "txt")
    with pytest.raises(KitError, match="docx, pdf"):
        chosen(("rtf",))


def test_documents_are_made_in_the_chosen_formats(kit: Kit, example: Procurement, tmp_path: Path):
    means, only = Means(formats=("txt",)), frozenset({"D3"})

    made = generate(kit, example, tmp_path / "out", final=True, only=only, means=means)

    text = next(path for path in made.files if path.suffix == ".txt")
    assert text.stem == kit.content.templates["D3"].file_name
    assert kit.content.templates["D3"].title in text.read_text("utf-8")
    assert not any(path.suffix in {".docx", ".pdf"} for path in made.files)


def test_names_of_files_are_short_and_ascii(kit: Kit):
    names = [template.file_name for template in kit.content.templates.values()]

    assert all(name.isascii() and len(name) <= 75 for name in names)


def test_a_document_that_has_not_changed_is_not_drawn_again_after_another_answer(
    kit: Kit, example: Procurement, tmp_path: Path, folder: Path
):
    run(kit, example, tmp_path / "a", folder)
    answers = {**example.answers, "reference_count": "4"}
    changed = replace(example, answers=answers, revision=example.revision + 1)

    again = run(kit, changed, tmp_path / "b", folder)

    assert again.reused == len(RECORDS)
