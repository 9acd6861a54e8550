"""Papers are made in a child that may neither run for long nor take all memory."""

from dataclasses import replace

import pytest

from procurement_kit.documents.document import Document, Paragraph, Part, Run, Trace, Words
from procurement_kit.formats.guard import Guard
from procurement_kit.formats.paper import Paper, make
from procurement_kit.problems import KitError

PART = Part("C1", (Paragraph((Run("Text."),)),), Trace("C1", "", "", "", "", (), ()))
DOCUMENT = Document(
    "D1", "Zpráva", "zprava", "cs", "", "", "internal", "record", has_contents=False,
    is_draft=False, notice="", parts=(PART,), gaps=(), words=Words("", "", "", "", ""),
)  # fmt: skip


@pytest.mark.parametrize(("paper", "start"), [(Paper.DOCX, b"PK"), (Paper.PDF, b"%PDF")])
def test_a_document_becomes_a_file(paper: Paper, start: bytes) -> None:
    assert make(DOCUMENT, paper).startswith(start)


@pytest.mark.parametrize(
    ("paper", "limits", "code"),
    [
        (Paper.PDF, Guard(60, 0, 2**31), "paper_too_slow"),
        (Paper.PDF, Guard(1, 60, 2**31), "paper_too_slow"),
        (Paper.DOCX, Guard(60, 60, 2**24), "paper_failed"),
    ],
)
def test_a_paper_that_takes_too_much_is_given_up(paper: Paper, limits: Guard, code: str) -> None:
    long = replace(DOCUMENT, parts=(PART,) * 20_000)

    with pytest.raises(KitError) as error:
        make(long, paper, limits)

    assert error.value.code == code
