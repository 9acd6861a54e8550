"""A review of components as a file to be saved."""

from datetime import datetime

from flask import Response

from procurement_kit.kit import Kit
from procurement_kit.license_outputs import OUTPUTS, Order, Output
from procurement_kit.licensing.review import Review
from procurement_kit.web.showing import ZONE

__all__ = ["OUTPUTS", "Order", "attachment", "order"]


def order(
    review: Review,
    kit: Kit,
    at: datetime,
    matter: tuple[str, str] = ("", ""),
    *,
    uploaded: bytes | None = None,
) -> Order:
    """The *review* made at the moment *at*; whose it is and to what it belongs; its own file."""
    return Order(review, kit, at, at.astimezone(ZONE).date(), *matter, uploaded)


def attachment(wanted: Output, ordered: Order) -> Response:
    """*ordered* as a file to be saved, never to be shown."""
    headers = {"Content-Disposition": f'attachment; filename="{wanted.file_name}"'}
    return Response(wanted.make(ordered), mimetype=wanted.media_type, headers=headers)
