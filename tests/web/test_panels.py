"""What a step shows beside its questions."""

from pathlib import Path

from procurement_kit.kit import Kit
from procurement_kit.web import panels

PAGES = Path(panels.__file__).parent / "pages" / "panels"


def test_every_panel_that_a_step_names_can_be_shown(kit: Kit):
    named = {name for step in kit.methodology.steps.values() for name in step.content.panels}

    assert named == set(panels.PANELS)
    assert {f"{name}.html" for name in named} == {path.name for path in PAGES.glob("*.html")}
