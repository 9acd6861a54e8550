"""What going over to newer content says of a procurement, without any page."""

from dataclasses import replace
from pathlib import Path

import pytest

from procurement_kit.formats import yaml
from procurement_kit.formats.files import ContentFiles
from procurement_kit.kit import Kit
from procurement_kit.methodology.changes import ChangeFile, DeclaredChange, Severity
from procurement_kit.methodology.examples import Example
from procurement_kit.methodology.notes import at_clause, at_question, new_note, notes_of
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.rules.values import Absent
from procurement_kit.upgrade import (
    Declared,
    LawChangedError,
    declared,
    preview,
    require_review,
    version_of,
)
from tests.builders import NOON, a_procurement
from tests.content.edited import GOOD

LIMIT = "methodology/law/cz/parameters/small_scale_limit_services.yaml"
MANIFEST = "methodology/methodology.yaml"
CHANGES = """from: OLD
to: "next"
summary: Limit klesl.
changes: [{op: recheck, subject: regime, severity: legal, reason: Limit klesl.}]
"""


@pytest.fixture(scope="module")
def lower(kit: Kit) -> Kit:
    """The real content with a lower limit of small-scale contracts, as the next version."""
    files = dict(GOOD.files)
    files[LIMIT] = files[LIMIT].replace(b"3000000", b"2000000")
    old = f'version: "{kit.methodology.version}"\n'.encode()
    files[MANIFEST] = b'version: "next"\n' + files[MANIFEST].replace(old, b"")
    name = f"methodology/changes/{kit.methodology.version}-next.yaml"
    files[name] = CHANGES.replace("OLD", f'"{kit.methodology.version}"').encode()
    return Kit.read(ContentFiles(files))


def test_a_decision_that_comes_out_otherwise_is_named_with_both_outcomes(kit: Kit, lower: Kit):
    example = kit.example("dsw2-extension")

    found = preview(example, declared(GOOD, lower), lower, kit)

    assert found.turned is not None
    regimes = [(item.before, item.after) for item in found.turned if "Režim" in item.label]
    assert regimes == [("veřejná zakázka malého rozsahu", "podlimitní režim")]
    assert found.changes == ()


def test_clauses_that_change_are_shown_with_both_wordings(kit: Kit, lower: Kit):
    example = kit.example("dsw2-extension")

    found = preview(example, declared(GOOD, lower), lower, kit)

    changed = {item.title: item for item in found.documents or ()}
    record = changed["Záznam o stanovení předpokládané hodnoty"]
    wordings = {item.clause: (item.before, item.after) for item in record.clauses}
    assert "malého rozsahu" in wordings["value_regime"][0]
    assert "podlimitní" in wordings["value_regime"][1]


def test_equal_content_changes_nothing(kit: Kit):
    found = preview(kit.example("dsw2-extension"), declared(GOOD, kit), kit, kit)

    assert (found.turned, found.documents, found.changes, found.needed) == ((), (), (), ())
    assert not found.declared.may_be_legal


def test_content_without_a_version_is_the_first(kit: Kit):
    assert version_of(ContentFiles({})) == "1"
    assert version_of(ContentFiles({MANIFEST: b"title: T\nstages: []\n"})) == "1"
    assert version_of(GOOD) == kit.methodology.version


def test_final_documents_under_older_law_wait_for_a_review(lower: Kit):
    way = declared(GOOD, lower)
    reviewed = a_procurement().apply(a_procurement().acknowledge(way.review, "Soutěž běží."))

    with pytest.raises(LawChangedError):
        require_review(a_procurement(), way)
    require_review(reviewed, way)


def test_a_way_that_nobody_described_may_hide_a_change_of_law(kit: Kit):
    files = {**GOOD.files, MANIFEST: b'version: "unheard of"\ntitle: T\nstages: []\n'}

    way = declared(ContentFiles(files), kit)

    assert way.files is None
    assert way.blocks({})


def test_a_project_of_the_first_version_goes_over_and_keeps_every_answer(kit: Kit):
    typed = first_version_answers()
    old = Procurement("old", "Starý projekt", "", answers=typed)

    found = preview(old, declared(ContentFiles({}), kit), kit, None)

    assert set(typed) <= set(kit.methodology.questions)
    assert dict(found.procurement.answers) == typed
    assert kit.assess(old).facts.fact("regime") is Absent.UNKNOWN
    whole = Procurement("new", "Starý projekt", kit.hash, answers={**typed, "value_extras": "none"})
    assert kit.assess(whole).facts.fact("regime") == "small_scale"


def test_the_way_from_the_first_version_names_the_changes_of_law(kit: Kit):
    way = declared(ContentFiles({}), kit)

    assert way.files is not None
    legal = {change.subject for change in way.of(Severity.LEGAL)}
    assert {"authority_kind", "subject_kind", "value_extras", "regime", "procedure"} <= legal
    assert way.blocks({})


def first_version_answers() -> dict[str, str]:
    """The answers of the example of the first version, as its users typed them."""
    path = Path(__file__).parent / "content" / "version_1_example.yaml"
    return yaml.read(path.name, path.read_bytes(), Example).raw_answers()


def test_a_note_goes_with_its_question_to_the_new_name(kit: Kit):
    renamed = DeclaredChange.model_validate(
        {"op": "rename", "subject": "old_title", "to": "contract_title", "severity": "editorial",
         "reason": "Jasnější název."}
    )  # fmt: skip
    step = ChangeFile.model_validate({"from": "0", "to": "1", "summary": "s", "changes": [renamed]})
    asked = new_note(at_question("old_title"), "Je to celý název?", "Jana", NOON)
    clause = new_note(at_clause("D8", "subject"), "Ověřit.", "Jana", NOON)
    notes = {"a": asked.model_dump_json(), "b": clause.model_dump_json()}
    old = replace(a_procurement(), notes=notes)

    found = preview(old, Declared("0", "1", (step,)), kit, None)

    kept = notes_of(found.procurement)
    assert kept == {"a": asked.model_copy(update={"place": at_question("contract_title")}),
                    "b": clause}  # fmt: skip
    assert [change.subject for change in found.changes] == ["note:a"]
    assert old.apply(found.changes).notes == found.procurement.notes
