"""What is printed for a training: the hand-outs of a scenario, and those that belong to none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from procurement_kit.documents.annex import Cover
from procurement_kit.documents.document import Document
from procurement_kit.documents.handout_words import Desk, HandoutWords
from procurement_kit.documents.handouts import (
    Attendance,
    certificates,
    glossary_sheet,
    license_sheet,
)
from procurement_kit.documents.question_tree import tree_document
from procurement_kit.documents.trainer_guide import trainer_guide
from procurement_kit.documents.workbook import answer_sheet, workbook
from procurement_kit.formats import text
from procurement_kit.formats.paper import Paper, make
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.methodology.scenarios import Scenario
from procurement_kit.problems import KitError

WORKBOOK, SHEET, GUIDE = "workbook", "sheet", "guide"
OF_SCENARIO = (WORKBOOK, SHEET, GUIDE)
GLOSSARY, LICENSES, TREE = "glossary", "licenses", "tree"
GENERAL = (GLOSSARY, LICENSES, TREE)


class ScenarioUnknownError(KitError):
    """There is no scenario or hand-out of this name."""


@dataclass(frozen=True)
class Printing:
    """The content from which hand-outs are written, on a day."""

    kit: Kit
    day: date

    @property
    def words(self) -> HandoutWords:
        """The words of hand-outs; KitError where the content has none."""
        words = self.kit.content.handouts
        if words is None:
            raise KitError("handouts_missing")
        return words

    @property
    def cover(self) -> Cover:
        """What stands around every hand-out."""
        return Cover(self.day, self.kit.content.words)

    def scenario(self, name: str) -> Scenario:
        """The scenario *name*; ScenarioUnknownError for any other."""
        scenarios = self.kit.content.scenarios
        if name not in scenarios:
            known = ", ".join(scenarios)
            raise ScenarioUnknownError("scenario_unknown", name=name, known=known)
        return scenarios[name]

    def of_scenario(self, name: str, kind: str) -> Document:
        """The hand-out *kind* of the scenario *name*."""
        scenario = self.scenario(name)
        desk = Desk(scenario, self.kit.library, self.words, self.cover)
        match kind:
            case "workbook":
                return workbook(desk, self.kit.content.glossary)
            case "sheet":
                return answer_sheet(desk)
            case "guide":
                return trainer_guide(desk, self.remaining(scenario))
        raise ScenarioUnknownError("scenario_unknown", name=kind, known=", ".join(OF_SCENARIO))

    def general(self, kind: str) -> Document:
        """The hand-out *kind* that belongs to no scenario."""
        content = self.kit.content
        makers: Mapping[str, Callable[[], Document]] = {
            GLOSSARY: lambda: glossary_sheet(content.glossary, self.words, self.cover),
            LICENSES: lambda: license_sheet(content.licenses, self.words, self.cover),
            TREE: self._tree,
        }
        if kind not in makers:
            raise ScenarioUnknownError("scenario_unknown", name=kind, known=", ".join(GENERAL))
        return makers[kind]()

    def certificates(self, attended: Attendance) -> Document:
        """The certificates of attendance; nothing of them is kept."""
        return certificates(attended, self.words, self.cover)

    def remaining(self, scenario: Scenario) -> tuple[str, ...]:
        """The titles of the warnings that apply even to the model solution."""
        solved = Procurement("", scenario.title, self.kit.hash, answers=scenario.solved())
        played = set(scenario.stages)
        flags = self.kit.assess(solved).flags
        return tuple(
            raised.flag.title
            for raised in flags
            if not raised.is_open and raised.step.stage in played
        )

    def _tree(self) -> Document:
        if self.kit.speaker is None:
            raise KitError("tree_words_missing")
        return tree_document(self.kit.methodology.stages, self.kit.speaker, self.cover)


def written(document: Document, kind: str, kit: Kit) -> bytes:
    """*document* as a file of *kind*: docx, pdf or txt."""
    if kind == "txt":
        return text.write(document).encode()
    return make(document, Paper(kind), look=kit.look())
