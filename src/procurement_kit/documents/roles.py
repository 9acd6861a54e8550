"""The parties and the subject of a contract, declined: one clause serves every kind of contract."""

import re
from collections.abc import Callable, Iterator, Mapping

from pydantic import Field, RootModel

from procurement_kit.rules.models import Text

CASES = 6
Renaming = Callable[[str], str]


class Roles(RootModel[dict[str, tuple[Text, ...]]]):
    """The file roles.yaml: each role in the six cases that a contract uses (no vocative)."""

    root: dict[str, tuple[Text, ...]] = Field(default_factory=dict)

    def renaming(self, names: Mapping[str, str]) -> Renaming:
        """What writes each role of *names* as the other one, in the same case."""
        forms = dict(
            pair
            for old, new in names.items()
            for pair in zip(self.root[old], self.root[new], strict=True)
        )
        if not forms:
            return str
        pattern = re.compile(rf"\b(?:{'|'.join(sorted(forms, key=len, reverse=True))})\b")
        return lambda text: pattern.sub(lambda found: forms[found.group()], text)

    def ambiguous(self, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Each (form, role) of *names* that would have to be written in two ways."""
        for old, new in names.items():
            written: dict[str, str] = {}
            for before, after in zip(self.root[old], self.root[new], strict=True):
                if written.setdefault(before, after) != after:
                    yield before, new
