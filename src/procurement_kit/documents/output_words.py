"""The words of what the program draws and fills in by itself: pictures, sheets to copy from."""

from procurement_kit.rules.models import Model, Prose


class PictureWords(Model):
    """The words of pictures and of the tables beside them."""

    limit: Prose
    limit_amount: Prose
    limit_valid: Prose
    limit_distance: Prose
    valid_between: Prose
    valid_from: Prose
    remains: Prose
    passed: Prose
    exactly: Prose
    maybe: Prose
    value_unknown: Prose
    limits_unknown: Prose
    value: Prose
    value_title: Prose
    value_description: Prose
    side: Prose
    price_weight: Prose
    winner: Prose
    price_stops: Prose
    never: Prose
    any_price: Prose
    dearer_by: Prose
    not_at_all: Prose
    no_cost: Prose
    weights_title: Prose
    weights_description: Prose
    axis_weight: Prose
    axis_points: Prose
    weight_now: Prose
    level_at: Prose
    shared: Prose
    score_title: Prose
    dimension: Prose
    best: Prose
    worst: Prose


class CopyWords(Model):
    """The words of the sheets to copy from."""

    field: Prose
    term: Prose
    value: Prose
    length: Prose
    note: Prose
    open: Prose
    by_hand: Prose
