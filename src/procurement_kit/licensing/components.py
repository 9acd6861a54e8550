"""Software components, and the bill of materials or list that they come from."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

NO_STATEMENT = frozenset({"", "NOASSERTION", "NONE"})


class Combination(StrEnum):
    """How a component is combined with the work, from the closest way to the loosest."""

    MERGED = "merged"
    STATIC = "static"
    DYNAMIC = "dynamic"
    PLUGIN = "plugin"
    SEPARATE = "separate"
    CONTAINER = "container"
    DATA = "data"
    TOOL = "tool"


class Component(NamedTuple):
    """A component; *license* is the SPDX expression that its author declares, as written.

    *combination* is what the list itself says of the way it is combined, if it does; *key* is the
    identifier inside the list (SPDXID, bom-ref); *texts_missing* are the LicenseRefs without text.
    """

    name: str
    version: str = ""
    license: str = ""
    concluded: str = ""
    supplier: str = ""
    key: str = ""
    purl: str = ""
    cpe: str = ""
    checksum: str = ""
    copyright: str = ""
    source: str = ""
    file_name: str = ""
    combination: Combination | None = None
    modified: bool | None = None
    texts_missing: tuple[str, ...] = ()

    @property
    def expression(self) -> str:
        """The expression to judge: what a reviewer concluded, else what was declared."""
        return self.license if self.concluded in NO_STATEMENT else self.concluded


class BomProblem(NamedTuple):
    """What is wrong in one place of a list: the component, the field, what is there, the cause.

    *code* names a sentence of messages.toml that has the placeholders component, field, value.
    """

    component: str
    field: str
    value: str
    code: str


@dataclass(frozen=True)
class Bom:
    """A bill of materials, lock file or plain list, as read.

    *works* are the things that the list describes (the delivered software itself); *components*
    are everything else. *related* are the keys that stand in some relationship.
    """

    format: str
    format_version: str = ""
    name: str = ""
    namespace: str = ""
    created: str = ""
    authors: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    works: tuple[Component, ...] = ()
    components: tuple[Component, ...] = ()
    related: frozenset[str] = frozenset()
    completeness: str = ""
    problems: tuple[BomProblem, ...] = ()
