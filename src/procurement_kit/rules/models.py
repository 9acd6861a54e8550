"""The base of every content model: frozen, and closed to unknown keys."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from procurement_kit.rules.words import SPOKEN

FactId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
SourceId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Prose = Annotated[Text, SPOKEN]
"""Words for people; never empty."""

YesNo = Literal["yes", "no"]


class Model(BaseModel):
    """A piece of content as its author wrote it."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
