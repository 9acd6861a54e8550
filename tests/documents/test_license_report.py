"""The annex on licences: complete, ordered, readable, and honest about what it rests on."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.licensing.data import DATA, MERGED
from tests.licensing.reviews import COVER, DAY, crowd, reviewed, under

import procurement_kit
from procurement_kit.documents.annex import Cover
from procurement_kit.documents.license_report import compose_report
from procurement_kit.formats import docx, pdf, text
from procurement_kit.licensing.components import Bom, BomProblem, Combination, Component
from procurement_kit.licensing.review import Review, review
from procurement_kit.licensing.uses import Recipients, Use

PROGRAM = Path(procurement_kit.__file__).parent
CHAIN = re.compile(r"\[(?P<list>[^\]]+)\]")


def report(found: Review, cover: Cover = COVER) -> str:
    """The text of the report on *found*."""
    return text.write(compose_report(found, DATA, cover))


def article(written: str, title: str) -> str:
    """The text of one article."""
    _, _, rest = written.partition(f". {title}\n")
    return re.split(r"\n\d\. \w", rest)[0]


def test_the_result_is_one_sentence_about_the_worst_component():
    assert "nelze pod licencí EUPL-1.2 vydat" in report(under("MIT", "SSPL-1.0"))
    assert "potvrdit právník" in report(under("MIT", "NOASSERTION"))
    assert "splníte-li povinnosti" in report(under("MIT"))
    assert "slučitelné" in report(under("0BSD"))
    assert "žádnou komponentu" in report(under())


def test_what_was_judged_is_told_in_words():
    use = Use(network=False, combination=Combination.STATIC, recipients=Recipients.BODIES)

    written = article(report(under("MIT", use=use)), "Výsledek")

    for line in ("staticky sestavená knihovna", "předá se jiným úřadům", "EUPL-1.2", "SPDX 2.3"):
        assert line in written


def test_the_version_of_the_list_and_the_age_of_the_second_table_are_shown():
    written = report(under("MIT"))

    second = DATA.second.day
    assert DATA.names.spdx.version in written
    assert f"{second.day}. {second.month}. {second.year}" in written.replace("\u00a0", " ")


def test_the_worst_comes_first():
    written = report(under("MIT", "NOASSERTION", "SSPL-1.0"))

    assert written.index("2.1 SSPL-1.0") < written.index("2.2 NOASSERTION") < written.index("3.1 ")


def test_equal_opinions_are_written_once_with_all_their_components():
    listed = [Component(f"part-{number}", "1", "SSPL-1.0") for number in range(80)]

    written = report(reviewed(*listed))

    assert written.count("2.1 SSPL-1.0") == 1
    assert "2.2" not in written
    assert all(f"part-{number} 1" in written for number in range(80))


def test_licences_with_the_same_reasons_share_them():
    written = article(report(under("MIT", "ISC", "Zlib")), "Slučitelné komponenty")

    assert written.count("3.1 3\u00a0licence") == 1
    assert "3.2" not in written
    assert all(name in written for name in ("MIT (", "ISC (", "Zlib ("))


@pytest.mark.parametrize("license_", ["SSPL-1.0", "GPL-2.0-only", "NOASSERTION", "MIT AND"])
def test_trouble_comes_with_every_reason_and_way_out(license_: str):
    found = under(license_)

    written = report(found)

    opinion = found.groups[0].opinion
    for sentence in (*opinion.reasons, *opinion.way_out):
        assert text.clean(sentence) in written.replace("\u00a0", " ")


def test_every_reference_to_a_source_or_duty_leads_to_a_paragraph():
    written = report(crowd(200, 60))

    references = {
        number
        for found in CHAIN.finditer(written)
        for number in found["list"].split(", ")
        if number[0].isdigit()
    }
    references |= {
        number
        for found in re.findall(r"[Pp]ovinnosti ((?:4\.\d+(?:, )?)+)", written)
        for number in found.rstrip(", ").split(", ")
    }
    assert len(references) > 10
    assert {number for number in references if f"\n{number} " not in written} == set()


def test_duties_are_not_repeated():
    found = under("MIT", "ISC", "BSD-3-Clause", "Apache-2.0")

    written = article(report(found), "Povinnosti, které je třeba splnit").replace("\u00a0", " ")

    duties = {duty for group in found.groups for duty in group.opinion.duties}
    for duty in duties:
        assert written.count(DATA.vocabulary.duties[duty].text) == 1


def test_the_chosen_branch_of_an_offer_is_named():
    assert "Z nabídky zvolte MIT" in report(under("GPL-2.0-only OR MIT")).replace("\u00a0", " ")


def test_candidates_are_ranked_and_what_excludes_the_others_is_named():
    found = under("GPL-3.0-only", "MIT")

    written = article(report(found), "Možné licence výsledku")

    best = found.workable[0].outbound
    assert f"1. | {best} |" in written
    assert "GPL-3.0-only (1 komponenta)" in written.replace("\u00a0", " ")


def test_the_fewest_changes_are_named():
    written = article(report(under("GPL-3.0-only", "MIT")), "Nejmenší změny")

    assert "stačí vyměnit nebo jinak připojit: GPL-3.0-only" in written.replace("\u00a0", " ")


def test_nothing_must_change_where_nothing_is_excluded():
    assert "žádnou výměnu komponent nevyžaduje" in report(under("MIT"))


def test_a_difference_that_only_the_use_explains_says_so():
    written = article(report(under("LGPL-2.1-only", outbound="MIT")), "Druhý názor")

    assert "LGPL-2.1-only" in written
    assert "předpokládá sloučený kód" in written


def test_a_result_that_the_second_table_does_not_hold_is_not_compared():
    written = article(report(under("MIT", outbound="EUPL-1.2 OR MIT")), "Druhý názor")

    assert "tabulka neobsahuje" in written


def test_each_source_shows_its_day_age_and_certainty():
    written = article(report(under("MIT", "SSPL-1.0")), "Prameny").replace("\u00a0", " ")

    paragraphs = re.findall(r"^8\.\d+ .*$", written, re.MULTILINE)
    assert paragraphs
    assert all(
        re.search(r"Ověřeno \d+\. \d+\. 20\d\d, stáří \d+ měs\., (ověřeno|pravd|nej)", line)
        for line in paragraphs
    )


def test_an_old_source_must_be_read_again():
    later = replace(COVER, day=date(DAY.year + 3, 1, 1))

    assert "ověřte znovu" not in report(under("MIT"))
    assert "ověřte znovu" in report(under("MIT"), later)


def test_it_says_that_it_is_no_legal_advice():
    assert compose_report(under("MIT"), DATA, COVER).notice == DATA.words.shared.not_advice


def test_problems_of_the_list_are_counted():
    bom = Bom("SPDX", "2.3", components=(Component("a", license="MIT"),),
              problems=(BomProblem("a", "version", "", "sbom_license_missing"),))  # fmt: skip

    written = report(review(bom, MERGED, "EUPL-1.2", DATA))

    assert "Nedostatky soupisu | 1;" in written


def test_hostile_names_stay_text():
    written = report(reviewed(Component("<script>\x00{x}", "1", "MIT OR {y}")))

    assert "<script>{x}" in written


def test_the_work_its_owner_and_the_list_are_named():
    bom = Bom("CycloneDX", "1.6", "Evidence", created="2026-11-20T10:00:00Z",
              components=(Component("a", license="LGPL-2.1-only", modified=True),))  # fmt: skip
    use = Use(network=True, combination=Combination.DYNAMIC, modified=True)

    document = compose_report(
        review(bom, use, "EUPL-1.2", DATA), DATA, replace(COVER, owner="Město", matter="Zakázka")
    )

    written = text.write(document).replace("\u00a0", " ")
    assert (document.owner, document.matter) == ("Město", "Zakázka")
    assert "Posuzovaný software | Evidence" in written
    assert "CycloneDX 1.6, vytvořen 20. 11. 2026" in written
    assert "Komponenty se upravují | ano" in written


def test_a_difference_without_a_recorded_reason_says_so():
    bare = replace(DATA, differences=())
    found = under("IJG", outbound="EUPL-1.2", use=MERGED)

    written = text.write(compose_report(found, bare, COVER))

    assert "nemáme doložen" in written


def test_five_hundred_components_of_sixty_licences_stay_readable():
    document = compose_report(crowd(500, 60), DATA, COVER)

    drawn = pdf.write(document)

    assert max(drawn.pages.values()) <= 11
    assert len(docx.write(document, drawn.pages)) < 100_000


def test_every_word_of_the_content_is_used():
    """A spare word would mislead its editor; a missing one stops the reports above."""
    source = "".join(
        path.read_text("utf-8").replace("'", '"')
        for folder in ("documents", "formats")
        for path in (PROGRAM / folder).glob("*.py")
    )
    words = DATA.words

    def is_used(key: str) -> bool:
        base = key.removeprefix("sentence_").removeprefix("about_")
        return f'"{key}"' in source or f'}}_{base}"' in source

    groups = (words.report.sentences, words.report.facts, words.report.columns,
              words.report.headings, words.notices.sentences, words.notices.headings)  # fmt: skip
    assert [key for group in groups for key in group if not is_used(key)] == []
