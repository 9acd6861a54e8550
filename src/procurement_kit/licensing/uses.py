"""What is done with the software: who gets it, and how its parts are put together."""

from dataclasses import dataclass, replace
from enum import StrEnum

from procurement_kit.licensing.components import Combination
from procurement_kit.licensing.licenses import Trigger


class Recipients(StrEnum):
    """Who receives the software, beside those who only use it over a network."""

    INTERNAL = "internal"
    BODIES = "bodies"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Use:
    """The use of a work; *modified* is None where nobody knows whether components are changed."""

    network: bool
    combination: Combination
    recipients: Recipients = Recipients.PUBLISHED
    modified: bool | None = None

    @property
    def triggers(self) -> frozenset[Trigger]:
        """What makes duties start in this use."""
        found = {Trigger.NETWORK} if self.network else set()
        if self.recipients is not Recipients.INTERNAL:
            found.add(Trigger.DISTRIBUTION)
        return frozenset(found)

    def of(self, combination: Combination | None, *, modified: bool | None) -> "Use":
        """The same use, for a component of which more is known."""
        if combination is None and modified is None:
            return self
        return replace(
            self,
            combination=combination or self.combination,
            modified=self.modified if modified is None else modified,
        )
