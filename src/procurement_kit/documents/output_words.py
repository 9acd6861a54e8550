"""The words of what the program draws and fills in by itself: pictures, sheets to copy from."""

from procurement_kit.rules.models import Model, Text


class PictureWords(Model):
    """The words of pictures and of the tables beside them."""

    limit: Text
    limit_amount: Text
    limit_valid: Text
    limit_distance: Text
    valid_between: Text
    valid_from: Text
    remains: Text
    passed: Text
    exactly: Text
    maybe: Text
    value_unknown: Text
    limits_unknown: Text
    value: Text
    value_title: Text
    value_description: Text
    side: Text
    price_weight: Text
    winner: Text
    price_stops: Text
    never: Text
    any_price: Text
    dearer_by: Text
    not_at_all: Text
    no_cost: Text
    weights_title: Text
    weights_description: Text
    axis_weight: Text
    axis_points: Text
    weight_now: Text
    level_at: Text
    shared: Text
    score_title: Text
    dimension: Text
    best: Text
    worst: Text


class CopyWords(Model):
    """The words of the sheets to copy from."""

    field: Text
    term: Text
    value: Text
    length: Text
    note: Text
    open: Text
    by_hand: Text
