"""The tree of questions: every question once, in order, with when it is asked, in words."""

import re
from xml.etree import ElementTree

import pytest

from procurement_kit.documents.question_tree import Branch, tree_of
from procurement_kit.formats import question_graph
from procurement_kit.kit import Kit
from procurement_kit.methodology.stages import Stage
from procurement_kit.rules.conditions import Condition

SVG = "{http://www.w3.org/2000/svg}"


def stages(kit: Kit) -> list[Stage]:
    return [stage for stage in kit.methodology.stages if stage.steps]


def flat(kit: Kit, stage: Stage) -> list[tuple[int, Branch]]:
    assert kit.speaker is not None
    return [item for root in tree_of(stage, kit.speaker) for item in root.flat()]


def said(kit: Kit, **parts: object) -> str:
    assert kit.speaker is not None
    return kit.speaker.say(Condition.model_validate(parts))


def test_every_question_of_a_stage_stands_in_its_tree_once(kit: Kit):
    for stage in stages(kit):
        shown = [branch.question.id for _, branch in flat(kit, stage)]

        assert sorted(shown) == sorted(item.id for step in stage.steps for item in step.questions)


def test_a_question_stands_under_the_last_one_it_depends_on(kit: Kit):
    stage = next(stage for stage in stages(kit) if stage.id == "S2")
    depth = {branch.question.id: at for at, branch in flat(kit, stage)}

    assert depth["extends_existing"] == 0
    assert depth["source_code_held"] == 1
    assert depth["build_verified"] == 2


def test_a_condition_is_said_with_labels_not_with_ids(kit: Kit):
    label = kit.methodology.questions["extends_existing"].label
    limit = kit.content.parameters["small_scale_limit_services"].label

    assert said(kit, question="extends_existing", eq="yes") == f"„{label}“ je ano"
    assert said(kit, question="extends_existing", answered="no") == f"„{label}“ není vyplněno"
    assert (
        said(kit, decision="estimated_value", gt={"parameter": "small_scale_limit_services"})
        == f"„Předpokládaná hodnota“ je víc než „{limit}“"
    )
    group = {"any": [{"question": "extends_existing", "in": ["yes", "unknown"]},
                     {"all": [{"question": "extends_existing", "ne": "no"},
                              {"question": "contract_title", "empty": "yes"}]}]}  # fmt: skip
    assert said(kit, **group).endswith("není vyplněno)")


def test_no_sentence_of_the_tree_shows_an_id_or_an_unfilled_place(kit: Kit):
    ids = {*kit.methodology.questions, *kit.methodology.decisions}
    for stage in stages(kit):
        for _, branch in flat(kit, stage):
            assert "{" not in branch.asked
            assert not {word for word in re.findall(r"\w+", branch.asked) if "_" in word} & ids


@pytest.mark.parametrize("name", ["S0", "S2", "S5", "S8"])
def test_the_picture_is_xml_with_a_title_and_a_box_for_each_question(kit: Kit, name: str):
    stage = next(stage for stage in stages(kit) if stage.id == name)
    assert kit.speaker is not None

    drawn = question_graph.write(
        tree_of(stage, kit.speaker), stage.title, kit.speaker.words, "tree"
    )

    picture = ElementTree.fromstring(drawn)
    boxes = picture.findall(f".//{SVG}rect")
    conditional = [branch for _, branch in flat(kit, stage) if not branch.is_always]
    assert len(boxes) == len(flat(kit, stage))
    assert sum(box.get("stroke-dasharray") is not None for box in boxes) == len(conditional)
    assert stage.title in (picture.findtext(f"{SVG}title") or "")
    assert picture.findtext(f"{SVG}desc")
    assert "style" not in drawn


def test_the_picture_holds_all_its_boxes_apart(kit: Kit):
    assert kit.speaker is not None
    for stage in stages(kit):
        drawn = question_graph.write(tree_of(stage, kit.speaker), "x", kit.speaker.words, "tree")
        picture = ElementTree.fromstring(drawn)
        width, height = int(picture.attrib["width"]), int(picture.attrib["height"])
        bottom = 0
        for box in picture.findall(f".//{SVG}rect"):
            x, y = int(box.attrib["x"]), int(box.attrib["y"])
            assert y >= bottom
            bottom = y + int(box.attrib["height"])
            assert x + int(box.attrib["width"]) <= width
            assert bottom <= height
