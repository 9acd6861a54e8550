"""What is handed out at a training says enough to its reader, and the workbook says no solution."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from procurement_kit.cli import main
from procurement_kit.documents.document import Document, Heading, plain
from procurement_kit.documents.handouts import Attendance
from procurement_kit.formats import text
from procurement_kit.kit import Kit
from procurement_kit.methodology.scenarios import Scenario
from procurement_kit.training_outputs import Printing, ScenarioUnknownError

DAY = date(2026, 11, 25)
NAMES = (
    "bad-tender", "cityvizor", "dsw2", "joint-development", "lock-in", "paroz", "payment-portal",
    "sbom-conflict", "university",
)  # fmt: skip


@pytest.fixture
def printing(kit: Kit) -> Printing:
    return Printing(kit, DAY)


def read(document: Document) -> str:
    """The words of *document*, with plain spaces."""
    return text.write(document).replace("\u00a0", " ")


def hidden(scenario: Scenario) -> list[str]:
    """Everything that only the trainer may know."""
    found = [text for trap in scenario.traps for text in (trap.text, trap.why)]
    for item in scenario.solution:
        found += [*item.reasons, *item.alternatives]
    return [*found, *(prompt.text for prompt in scenario.prompts)]


def test_every_scenario_is_tried(kit: Kit):
    assert tuple(sorted(kit.content.scenarios)) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_workbook_tells_nothing_of_the_solution(printing: Printing, name: str):
    scenario = printing.scenario(name)
    said = read(printing.of_scenario(name, "workbook"))

    assert not [sentence for sentence in hidden(scenario) if sentence in said]
    assert all(role.hint in said for role in scenario.roles)
    assert all(fact.text.split(".")[0] in said for fact in scenario.facts)


def test_the_workbook_does_not_depend_on_the_solution(printing: Printing):
    """It is the same document whatever the authors would answer."""
    scenarios = dict(printing.kit.content.scenarios)
    first = printing.of_scenario("dsw2", "workbook")
    asked = printing.kit.methodology.questions
    other = tuple(
        item.model_copy(update={"value": (asked[item.question].values or ("1",))[-1]})
        for item in scenarios["dsw2"].solution
    )
    scenarios["dsw2"] = scenarios["dsw2"].model_copy(update={"solution": other})
    changed = Printing(Kit(replace(printing.kit.content, scenarios=scenarios)), DAY)

    assert changed.of_scenario("dsw2", "workbook") == first
    assert changed.of_scenario("dsw2", "guide") != printing.of_scenario("dsw2", "guide")


@pytest.mark.parametrize("name", NAMES)
def test_the_guide_names_every_trap_answer_and_source(printing: Printing, name: str):
    scenario, content = printing.scenario(name), printing.kit.content
    guide = read(printing.of_scenario(name, "guide"))

    assert not [sentence for sentence in hidden(scenario) if sentence not in guide]
    flags = {flag.id: flag.title for _, flag in content.methodology.red_flags()}
    assert all(flags[trap.flag] in guide for trap in scenario.traps if trap.flag)
    assert all(content.sources[source].url in guide for source in scenario.cited())
    assert f"\u2013{scenario.minutes} |" in guide


def test_the_guide_says_that_it_holds_the_solution_and_the_workbook_what_is_invented(
    printing: Printing,
):
    words = printing.words

    assert printing.of_scenario("dsw2", "guide").notice == words.guide.notice
    assert printing.of_scenario("dsw2", "guide").audience == "internal"
    assert words.workbook.made_up in read(printing.of_scenario("dsw2", "workbook"))


def test_the_answer_sheet_repeats_the_numbers_of_the_workbook(printing: Printing):
    book = read(printing.of_scenario("dsw2", "workbook"))
    sheet = read(printing.of_scenario("dsw2", "sheet"))
    lines = [line.split(" | ")[:2] for line in sheet.splitlines() if line[:2] == "4."]

    assert len(lines) == len(printing.scenario("dsw2").solution)
    assert all(f"{number} {label}" in book for number, label in lines)


def test_the_workbook_explains_the_terms_that_it_uses_and_no_others(printing: Printing):
    terms = {term.id: term.explanation for term in printing.kit.content.glossary}
    book = read(printing.of_scenario("dsw2", "workbook"))

    assert terms["open_source"] in book
    assert terms["jrbu"] not in book


def test_the_sheet_of_licences_names_each_with_its_duties(printing: Printing):
    data, words = printing.kit.content.licenses, printing.words.licenses
    sheet = read(printing.general("licenses"))

    assert all(name in data.licenses for name in words.listed)
    duties = {duty for name in words.listed for duty in data.licenses[name].duties}
    assert all(f"{name}:" in sheet for name in words.listed)
    assert all(data.vocabulary.duties[duty].text in sheet for duty in duties)


def test_every_name_gets_a_certificate_of_its_own_page(printing: Printing):
    people = Attendance(("Jana", "Petr"), "Dílna", date(2026, 12, 3), "6", "Eva")
    document = printing.certificates(people)

    assert [part.starts_copy for part in document.parts] == [False, True]
    assert [part.blocks[2].runs[0].text for part in document.parts] == ["Jana", "Petr"]
    headings = {
        plain(item.runs).replace("\u00a0", " ")
        for item in document.blocks()
        if isinstance(item, Heading)
    }
    assert headings == {printing.words.certificate.title}


def test_the_command_writes_every_hand_out_of_a_scenario(tmp_path: Path):
    result = CliRunner().invoke(
        main, ["handouts", "dsw2", "--out", str(tmp_path), "--formats", "txt"]
    )

    assert result.exit_code == 0, result.output
    assert {path.name for path in tmp_path.iterdir()} == {
        "dsw2-pracovni-sesit.txt", "dsw2-odpovedni-arch.txt", "dsw2-pruvodce-lektora.txt",
        "slovnicek.txt", "licence-na-jeden-pohled.txt", "question-tree.txt",
    }  # fmt: skip


def test_an_unknown_scenario_or_hand_out_is_told(printing: Printing):
    for name, kind in (("nothing", "guide"), ("dsw2", "nothing")):
        with pytest.raises(ScenarioUnknownError, match="nothing"):
            printing.of_scenario(name, kind)
    with pytest.raises(ScenarioUnknownError, match="nothing"):
        printing.general("nothing")
