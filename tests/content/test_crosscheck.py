"""A mistake between two files is found when the content is read, and its place is named."""

import pytest
from tests.content.edited import GOOD, edited

from procurement_kit.formats.files import ContentFiles
from procurement_kit.kit import Kit
from procurement_kit.problems import ContentError

STAGES = "methodology/stages"
CLAUSES = "templates/clauses"
CONTRACT = "templates/documents/contract.yaml"
VALUE = f"{STAGES}/05-value/value.yaml"
LOCK_IN = "methodology/scores/lock_in.yaml"
NEED = f"{STAGES}/01-need/need.yaml"
SENTENCE = "Tato zkušební věta má rozhodně víc než dvanáct slov, a proto smí stát jen jednou."


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        (NEED, "id: contract_title", "id: title_of_contract", "id_needed"),
        (NEED, "id: users_description", "id: subject_kind", "id_twice"),
        ("templates/words.yaml", "weight_team:", "weight_crew:", "criterion_words"),
        ("templates/tree_words.yaml", "  tenders_count:", "  tenders_number:",
         "calculated_unnamed"),
        (f"{STAGES}/07-strategy/timetable.yaml", "in: [restricted_procedure, n",
         "in: [limited_procedure, n", "option_unknown"),
        (CONTRACT, "file_name: 16-smlouva-o-dilo", "file_name: Smlouva č. 16", "file_name_bad"),
        (CONTRACT, "oz_2586", "oz_9999", "source_unknown"),
        (LOCK_IN, "question: open_formats", "question: closed_formats", "question_unknown"),
        (LOCK_IN, "supplier_only: {points", "supplier: {points", "score_answer_missing"),
        (LOCK_IN, "supplier_only: {points", "unknown: {points: 1, reason: x}\n          "
         "supplier_only: {points", "score_answer_strange"),
        (LOCK_IN, "sources: [vyhl360_19]", "sources: [vyhl360_99]", "source_unknown"),
        (VALUE, "question: support_term, eq: fixed", "question: term, eq: fixed",
         "question_unknown"),
        (VALUE, "decision: authority_class, eq: state", "decision: class_of, eq: state",
         "decision_unknown"),
        (VALUE, "parameter: small_scale_limit_services", "parameter: limit", "parameter_unknown"),
        (VALUE, "question: support_term, eq: fixed", "question: support_term, eq: pevna",
         "option_unknown"),
        (f"{STAGES}/00-mandate/authority.yaml", "question: authority_kind, eq: municipality",
         'question: personal_data, eq: "yes"', "asked_too_early"),
        ("methodology/law/cz/estimated_value.yaml", "amount: value_training",
         "amount: value_lessons", "question_unknown"),
        ("methodology/law/cz/procedures.yaml", "- id: in_house", "- id: own_unit",
         "procedure_unmatched"),
        ("methodology/law/cz/procedures.yaml", "- id: design_contest", "- id: in_house",
         "id_twice"),
        (f"{STAGES}/07-strategy/choice.yaml", "details: chosen_procedure_reasons",
         "details: reasons", "id_needed"),
        ("templates/documents/award_criteria.yaml", "fulfilled_by: [criteria_basis]",
         "fulfilled_by: [C4]", "requirement_clause"),
        (CONTRACT, "clauses:\n", "roles: {Zhotovitel: Dílo}\nclauses:\n", "role_ambiguous"),
        (CONTRACT, "clauses:\n", "roles: {Zhotovitel: Firma}\nclauses:\n", "role_unknown"),
        ("templates/roles.yaml", "Dodavateli, Dodavatelem]", "Dodavateli]", "role_forms"),
        (f"{STAGES}/02-lock-in/guidance.md", "## Proč", "## Důvody", "guidance_headings"),
        (CONTRACT, "  - contract_delivery\n", "", "clause_unused"),
        (CONTRACT, "  - C12\n", "", "clause_requires"),
        (CONTRACT, "  - C31\n", "  - C31\n  - C99\n", "clause_unknown"),
        (f"{CLAUSES}/C31.md", "requires: [C3,", "excludes: [C1]\nrequires: [C3,",
         "clause_excludes"),
        (f"{CLAUSES}/C31.md", "1. Smlouva", "1. Podle čl. [[spec_intro]] smlouva",
         "clause_unknown"),
        (f"{CLAUSES}/C31.md", "1. Smlouva", "1. $jmeno_uradu a smlouva", "placeholder_unknown"),
        (f"{CLAUSES}/call_intro.md", "\n---\n", "\n---\n1. Číslovaná věta.\n\n",
         "list_in_unnumbered"),
        ("methodology/examples/dsw2-extension.yaml", "  subject_kind:", "  druh:",
         "question_unknown"),
        ("license_data/licenses/Apache-2.0.yaml", "sources: [apache_gpl", "sources: [seznam",
         "source_unknown"),
        ("license_data/licenses/MIT.yaml", "keep_notice", "podekujte", "duty_unknown"),
        ("license_data/licenses/Apache-2.0.yaml", "patent_retaliation]", "patentova]",
         "demand_unknown"),
        ("license_data/licenses/SSPL-1.0.yaml", "traits: [", "traits: [na_ukazku, ",
         "trait_unknown"),
        ("license_data/licenses/LGPL-2.1-only.yaml", "outbound: [GPL-2.0-only",
         "outbound: [GPL-2.5-only", "license_unknown"),
        ("license_data/exceptions/Classpath-exception-2.0.yaml", "attaches_to: [",
         "attaches_to: [GPL-9.0-only, ", "license_unknown"),
        ("license_data/compatibility/eclipse.yaml", "inbound: [EPL-2.0]", "inbound: [EPL-9.0]",
         "license_unknown"),
        ("license_data/rules.yaml", "sources: [gnu_faq]", "sources: [seznam]", "source_unknown"),
        ("license_data/choice.yaml", "prefer: [EUPL-1.2", "prefer: [EUPL-9.0",
         "license_unknown"),
    ],
)  # fmt: skip
def test_files_that_do_not_fit_are_refused(path: str, old: str, new: str, code: str):
    with pytest.raises(ContentError) as caught:
        Kit.read(edited(path, old, new))

    assert code in {problem.code for problem in caught.value.problems}
    assert all(problem.path in GOOD.files for problem in caught.value.problems)


def test_one_sentence_stands_in_one_clause_only():
    once = edited(f"{CLAUSES}/C31.md", "1. Smlouva", f"1. {SENTENCE} Smlouva")
    text = (
        once.files[f"{CLAUSES}/C24.md"].decode().replace("1. Zdrojový", f"1. {SENTENCE} Zdrojový")
    )
    twice = {**once.files, f"{CLAUSES}/C24.md": text.encode()}

    Kit.read(once)
    with pytest.raises(ContentError) as caught:
        Kit.read(type(once)(twice))

    assert {problem.code for problem in caught.value.problems} == {"sentence_twice"}


def a_changed_content(changes: str) -> ContentFiles:
    """The real content in a further version, with the file that leads to it."""
    files = edited("methodology/methodology.yaml", 'version: "3"', 'version: "next"').files
    head = 'from: "3"\nto: "next"\nsummary: Zkouška.\nchanges:\n'
    return ContentFiles({**files, "methodology/changes/3-next.yaml": (head + changes).encode()})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("{op: rename, subject: old_title, to: no_such_question", "question_unknown"),
        ("{op: rename, subject: contract_title, to: users_description", "change_keeps_question"),
        ("{op: retire, subject: contract_title", "change_keeps_question"),
        ("{op: map_values, subject: support_term, values: {a: b}", "option_unknown"),
        ("{op: add, subject: no_such_question", "question_unknown"),
        ("{op: recheck, subject: anything, sources: [oz_9999]", "source_unknown"),
    ],
)
def test_a_declared_change_leads_to_what_is_there(change: str, code: str):
    files = a_changed_content(f"  - {change}, severity: legal, reason: Zkouška.}}\n")

    with pytest.raises(ContentError) as caught:
        Kit.read(files)

    assert [(item.path, item.line, item.code) for item in caught.value.problems] == [
        ("methodology/changes/3-next.yaml", 5, code)
    ]


def test_changes_that_do_not_lead_to_the_present_version_are_a_mistake():
    files = {**GOOD.files}
    change = "changes: [{op: recheck, subject: x, severity: legal, reason: Zkouška.}]\n"
    text = f'from: "0"\nto: "0a"\nsummary: Zkouška.\n{change}'
    files["methodology/changes/0-0a.yaml"] = text.encode()

    with pytest.raises(ContentError) as caught:
        Kit.read(ContentFiles(files))

    assert [item.code for item in caught.value.problems] == ["changes_lead_nowhere"]
