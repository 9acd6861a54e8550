"""How much a contract may still change: a page that needs no project and keeps nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from procurement_kit.assessment.changes import changes_judged
from procurement_kit.methodology.reading import AnswerError, clean, read_changes, read_money
from procurement_kit.problems import KitError, say
from procurement_kit.procedures.contract_changes import Contract, Judgement, judge
from procurement_kit.web.access import Opened
from procurement_kit.web.showing import ZONE
from procurement_kit.web.site import site

blueprint = Blueprint("contract_changes", __name__, url_prefix="/contract-changes")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "regime": ("small_scale", "below_threshold", "above_threshold"),
    "buyer": ("other", "state"),
    "subject": ("services", "supplies", "works"),
}
PRICE, CHANGES = "price", "changes"


@dataclass(frozen=True)
class Asked:
    """What the visitor typed, each choice being one of those there are."""

    price: str
    changes: str
    regime: str
    buyer: str
    subject: str

    @classmethod
    def sent(cls) -> "Asked":
        """What this request asks."""
        texts = {name: clean(request.args.get(name, "")) for name in (PRICE, CHANGES)}
        chosen = {name: request.args.get(name, "") for name in CHOICES}
        valid = {
            name: chosen[name] if chosen[name] in values else values[0]
            for name, values in CHOICES.items()
        }
        return cls(**texts, **valid)

    def contract(self) -> Contract:
        """The contract; AnswerError when its price can't be read."""
        return Contract(read_money(self.price), self.regime, self.buyer, self.subject)


@dataclass(frozen=True)
class Shown:
    """A judgement, or the sentence that says why there is none."""

    judged: Judgement | None = None
    error: str = ""


@blueprint.get("")
def show() -> str | tuple[str, int]:
    """The form, and the judgement once a price is sent."""
    asked = Asked.sent()
    if not asked.price:
        return _page(asked) if not asked.changes else (_page(asked, _no_price()), 422)
    try:
        contract = asked.contract()
    except AnswerError as error:
        return _page(asked, (PRICE, str(error))), 422
    try:
        return _page(asked, judged=_judged(asked, contract))
    except KitError as error:
        return _page(asked, (_field(error), str(error))), 422


def _no_price() -> tuple[str, str]:
    return PRICE, say("change_price")


def _field(error: KitError) -> str:
    return PRICE if error.code == "change_price" else CHANGES


def _judged(asked: Asked, contract: Contract) -> Judgement:
    content, today = site().kit.content, site().now().astimezone(ZONE).date()
    changes = read_changes(asked.changes)
    return judge(content.contract_changes, content.parameters, contract, changes, today)


def _page(asked: Asked, *faults: tuple[str, str], judged: Judgement | None = None) -> str:
    return render_template(
        "contract_changes.html",
        kit=site().kit,
        asked=asked,
        judged=judged,
        faults=faults,
    )


def of_project(opened: Opened) -> Shown | None:
    """The changes of a project's contract; None where there are none, or no price is known."""
    facts = opened.assessment.facts
    try:
        judged = changes_judged(opened.kit.rules, facts)
    except KitError as error:
        return Shown(error=str(error))
    return Shown(judged) if judged is not None else None
