"""One clause is printed with the roles of the contract in which it stands, each in its case."""

from dataclasses import replace

from procurement_kit.documents.compose import compose
from procurement_kit.documents.document import plain
from procurement_kit.kit import Kit


def test_a_contract_with_other_roles_prints_the_same_clauses_with_them(kit: Kit):
    assessment = kit.assess(kit.example("dsw2-extension"))
    template = kit.content.templates["D16"]
    renamed = template.model_copy(
        update={"roles": {"Zhotovitel": "Poskytovatel", "Dílo": "Plnění"}}
    )

    text = "\n".join(_texts(compose(renamed, kit.library, assessment, final=False)))

    assert "Zhotovitel" not in text
    assert "Poskytovatel poskytuje Objednateli" in text
    assert "Poskytovateli" in text
    assert "Díla" not in text


def test_an_answer_of_the_user_is_never_declined_or_replaced(kit: Kit):
    example = kit.example("dsw2-extension")
    named = replace(example, answers={**example.answers, "contract_title": "Dílo od Zhotovitele"})
    template = kit.content.templates["D16"]
    renamed = template.model_copy(
        update={"roles": {"Zhotovitel": "Poskytovatel", "Dílo": "Plnění"}}
    )

    text = "\n".join(_texts(compose(renamed, kit.library, kit.assess(named), final=False)))

    assert "Dílo od Zhotovitele" in text


def _texts(document):
    for block in document.blocks():
        if hasattr(block, "runs"):
            yield plain(block.runs)
