"""Which texts of the content are words for people, to be read in their own language.

A field of a content model is declared here once, by its type. Extraction and translation walk the
same declaration; everything that is not declared (ids, values, figures, conditions) stays as it is.
"""

from typing import Annotated


class Spoken:
    """Marks a field whose text is translated."""


class Written(Spoken):
    """Marks a text that only documents use; it is translated for reading translations."""


class Guide(Spoken):
    """Marks a text in Markdown, translated block by block."""


SPOKEN = Spoken()

Words = Annotated[str, SPOKEN]
"""Words for people; may be empty."""

DocumentText = Annotated[str, Written()]
"""Words that stand in documents only."""

MarkdownText = Annotated[str, Guide()]
"""Words for people with headings, paragraphs and lists."""
