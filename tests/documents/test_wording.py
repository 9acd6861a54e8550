"""Czech typography, once for all formats: what must not come apart at the end of a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement_kit.documents.wording import NBSP, glue


@pytest.mark.parametrize(
    "wanted",
    [
        "podle §~217~odst.~2 písm.~a) zákona",
        "podle §~31, §~6~odst.~1~až 3",
        "podle čl.~III bodu 2 nařízení",
        "zákon č.~134/2016~Sb. a~zákon č.~89/2012~Sb.",
        "nařízení (EU)~2024/903",
        "do 7.~12.~2026, od 10~hodin",
        "od 1.~července 2027",
        "zaplatí 2~500~000~Kč bez DPH",
        "po dobu 12~měsíců a~5~dnů",
        "sleva 10~% z~ceny",
        "v~objednávce, k~dílu a~s~„návrhem“ i~(přílohou)",
        "A~také „v~uvozovkách“",
    ],
)
def test_pairs_stay_on_one_line(wanted: str):
    assert glue(wanted.replace("~", " ")) == wanted.replace("~", NBSP)


@pytest.mark.parametrize(
    "text",
    [
        "Smlouva má 3 Přílohy",
        "lhůta podle zákona",
        "na 5 pracovních",
        "strana první. Druhá věta",
        "podle článku. Účastník",
        "vady Dat. ",
        "pod Apache-2.0 OR MIT vydat",
        "EUPL-1.2 vydat",
    ],
)
def test_other_words_may_come_apart(text: str):
    assert glue(text) == text


def test_a_word_before_a_filled_in_value_stays_with_it():
    assert [glue(text) for text in ("Místo v ", "podle § ", "zákon č. ")] == [
        f"Místo v{NBSP}", f"podle §{NBSP}", f"zákon č.{NBSP}",
    ]  # fmt: skip


@given(st.text(alphabet=st.sampled_from(" §.()%12aAkvčŽ„“odst,/-\n"), max_size=40))
def test_nothing_but_spaces_changes_and_a_second_time_changes_nothing(text: str):
    glued = glue(text)

    assert glued.replace(NBSP, " ") == text
    assert glue(glued) == glued
