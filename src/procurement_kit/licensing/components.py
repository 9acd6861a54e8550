"""A software component as a bill of materials or the user lists it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Component:
    """A component; *license* is the SPDX expression that its author declares, as written."""

    name: str
    version: str = ""
    license: str = ""
    concluded: str = ""
    supplier: str = ""

    @property
    def expression(self) -> str:
        """The expression to judge: what a reviewer concluded, else what was declared."""
        return self.license if self.concluded in {"", "NOASSERTION", "NONE"} else self.concluded
