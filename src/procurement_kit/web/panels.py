"""What a step shows beside its questions; each panel has its page in pages/panels/."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from procurement_kit.methodology.stages import Step
from procurement_kit.web import contract_changes, lock_in_panel, reuse_panel
from procurement_kit.web.access import Opened
from procurement_kit.web.costs import comparison
from procurement_kit.web.criteria_panels import criteria_shown, tenders_shown
from procurement_kit.web.drawn import value_shown
from procurement_kit.web.limits import time_limits
from procurement_kit.web.shown_procedures import shown_procedures

Maker = Callable[[Opened], object]
"""Works out what a panel shows; None where there is nothing to show yet."""
PANELS: Mapping[str, Maker] = {
    "contract_changes": contract_changes.of_project,
    "costs": comparison,
    "lock_in": lock_in_panel.shown,
    "procedures": shown_procedures,
    "reuse": reuse_panel.candidates,
    "time_limits": time_limits,
    "criteria": criteria_shown,
    "tenders": tenders_shown,
    "value": value_shown,
}


@dataclass(frozen=True)
class Panel:
    """A panel with what it shows."""

    name: str
    shown: object

    @property
    def page(self) -> str:
        """The template that writes it."""
        return f"panels/{self.name}.html"


def panels(opened: Opened, step: Step) -> Iterator[Panel]:
    """The panels of *step* that have something to show."""
    for name in step.content.panels:
        shown = PANELS[name](opened)
        if shown is not None:
            yield Panel(name, shown)
