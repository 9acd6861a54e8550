"""The lots of a contract as a table: what each is, its value and what it asks of the supplier."""

from procurement_kit.assessment import Assessment
from procurement_kit.documents.document import Run, RunKind, Runs, Table
from procurement_kit.documents.inline import Library
from procurement_kit.documents.wording import DocumentWords, glue

ANSWER = "lots_description"
COLUMNS = 3


def lots_table(assessment: Assessment, library: Library) -> Table | None:
    """One numbered row for each line of the answer; None where there is no answer.

    A lot without a qualification of its own points to the common annex.
    """
    listed = assessment.facts.fact(ANSWER)
    if not isinstance(listed, tuple):
        return None
    words = library.words
    header = (words.lot_number, words.lot, words.lot_value, words.lot_qualification)
    rows = [_row(number, str(line), words) for number, line in enumerate(listed, 1)]
    return Table(tuple(_text(title) for title in header), tuple(rows))


def lot_cells(line: str) -> tuple[str, ...]:
    """The name, the value and the qualification of a line "name; value; qualification".

    What the line does not say is empty; semicolons after the second belong to the last cell.
    """
    cells = [cell.strip() for cell in line.split(";", COLUMNS - 1)]
    return tuple(cells + [""] * (COLUMNS - len(cells)))


def _row(number: int, line: str, words: DocumentWords) -> tuple[Runs, ...]:
    name, value, qualification = lot_cells(line)
    asked = _cell(qualification, words.blank) if qualification else _text(words.lot_common)
    return _text(str(number)), _cell(name, words.blank), _cell(value, words.blank), asked


def _cell(text: str, blank: str) -> Runs:
    if not text:
        return (Run(blank, RunKind.BLANK, target=ANSWER),)
    return (Run(glue(text), RunKind.ANSWER, target=ANSWER),)


def _text(text: str) -> Runs:
    return (Run(glue(text)),)
