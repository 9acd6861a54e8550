"""Translations that would break a page or a document are refused, each with its place."""

from pathlib import Path

import pytest

from procurement_kit.formats import po
from procurement_kit.formats.po import Translated, Wanted
from procurement_kit.translations.checking import faults, problems, state_of

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'


def translated(text: str, form: str) -> Translated:
    return Translated("", text, "", (form,), is_fuzzy=False)


@pytest.mark.parametrize(
    ("text", "form", "fault"),
    [
        ("Zbývá {n} dnů.", "Days left.", "po_placeholders"),
        ("Zbývá {n} dnů.", "{n} days of {total}.", "po_placeholders"),
        ("Do $exit_months měsíců.", "Within $months months.", "po_placeholders"),
        ("Podle [[C9]].", "Under C9.", "po_placeholders"),
        ("[zzvz_63] – podmínky", "Conditions", "po_placeholders"),
        ("%(n)s otázek", "questions", "po_placeholders"),
        ("Prostý text", "<b>plain</b> text", "po_html"),
        ('<a href="%(x)s">Zpět</a>', "Back %(x)s", "po_html"),
        ("Bez **tučného**", "No bold", "po_markup"),
    ],
)
def test_a_translation_keeps_what_the_program_needs(text: str, form: str, fault: str):
    assert [code for code, _ in faults(translated(text, form))] == [fault]


def test_a_placeholder_may_move_and_may_be_repeated():
    assert not list(faults(translated("{a} a {b}", "{b}, {a} und {b}")))


def test_a_lone_percent_sign_would_break_a_page():
    item = translated("Sleva %(n)s", "100 % off %(n)s")

    assert [code for code, _ in faults(item, is_page=True)] == ["po_stray"]


def test_mistakes_are_reported_with_their_line(tmp_path: Path):
    folder = tmp_path / "de/LC_MESSAGES"
    folder.mkdir(parents=True)
    entry = '\n#: somewhere\nmsgid "Zbývá {n}"\nmsgstr "Rest"\n'
    (folder / "messages.po").write_text(HEADER + entry, "utf-8")

    (problem,) = problems(tmp_path, "de")

    assert problem.path.endswith("de/LC_MESSAGES/messages.po")
    assert problem.line == 6


def test_a_translation_stays_when_its_text_moves_and_turns_fuzzy_when_its_text_changes():
    first = [Wanted("", "Kdo zakázku zadává?", "", ("a.yaml",), ("label",))]
    old = po.write(first, b"", {}, "de").replace(b'msgstr ""\n', b'msgstr "Wer vergibt?"\n')
    old = old.replace(b'msgid ""\nmsgstr "Wer vergibt?"', b'msgid ""\nmsgstr ""', 1)
    known = po.read("x.po", old, "de")
    moved = [Wanted("", "Kdo zakázku zadává?", "", ("b.yaml",), ("label",))]
    changed = [Wanted("", "Kdo tuto zakázku zadává?", "", ("a.yaml",), ("label",))]

    (kept,) = po.read("x.po", po.write(moved, old, known, "de"), "de").values()
    (fuzzy,) = po.read("x.po", po.write(changed, old, known, "de"), "de").values()

    assert kept.is_done
    assert kept.forms == ("Wer vergibt?",)
    assert fuzzy.is_fuzzy
    assert not fuzzy.is_done


def test_what_is_missing_is_counted(tmp_path: Path):
    folder = tmp_path / "en/LC_MESSAGES"
    folder.mkdir(parents=True)
    entries = (
        '\nmsgid "Ano"\nmsgstr "Yes"\n\nmsgid "Ne"\nmsgstr ""\n'
        '\n#, fuzzy\nmsgid "Snad"\nmsgstr "So"\n'
    )
    (folder / "interface.po").write_text(HEADER + entries, "utf-8")

    state = state_of(tmp_path, "en")

    assert (state.texts, state.missing, state.fuzzy) == (3, 1, 1)
