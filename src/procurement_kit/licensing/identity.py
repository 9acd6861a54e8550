"""What makes two entries of two lists the same component, whatever its version."""

from typing import NamedTuple
from urllib.parse import unquote

from procurement_kit.licensing.components import Component

DISTRIBUTIONS = frozenset({"alpm", "apk", "deb", "rpm"})
"""In these types of package URL the namespace is who packaged it, not part of the name."""

PURL = "pkg:"


class Identity(NamedTuple):
    """A component without its version: its kind of package (empty if unknown), its full name."""

    kind: str
    name: str

    def may_be(self, other: "Identity") -> bool:
        """Whether both may be the same component: one name, no two different kinds."""
        return self.name == other.name and (
            self.kind == other.kind or not (self.kind and other.kind)
        )


def identity(component: Component) -> Identity:
    """The identity by package URL; without one, by the full name, in any letter case."""
    found = _of_purl(component.purl)
    return found if found is not None else Identity("", _name(component.name))


def _of_purl(purl: str) -> Identity | None:
    if not purl.lower().startswith(PURL):
        return None
    rest = purl[len(PURL) :].lstrip("/").partition("#")[0].partition("?")[0]
    kind, _, path = rest.partition("/")
    base, at, _ = path.rpartition("@")
    path = base if at and base else path
    namespace, _, name = unquote(path).strip("/").rpartition("/")
    if not kind or not name:
        return None
    kind = kind.lower()
    full = name if kind in DISTRIBUTIONS or not namespace else f"{namespace}/{name}"
    return Identity(kind, _name(full))


def _name(text: str) -> str:
    """The name as it is compared: "org:name" of Maven is "org/name"."""
    return " ".join(text.casefold().replace(":", "/").split())
