"""A compiled condition says exactly what the readable evaluation says."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.rules.test_conditions import Known, condition

from procurement_kit.rules.compiled import compiled
from procurement_kit.rules.conditions import evaluate
from procurement_kit.rules.values import Absent

NAMES = st.sampled_from(["a", "b", "c"])
WRITTEN = st.sampled_from(["red", "blue", "unknown", "yes", "3", "3.0", "4", "2026-12-01", "x y"])
FACTS = st.one_of(
    st.sampled_from([*Absent, "red", "unknown", "yes", "3", ("red", "blue"), ()]),
    st.sampled_from([Decimal(3), Decimal(4), date(2026, 12, 1), date(2026, 12, 2)]),
)
REFERENCES = st.one_of(
    st.builds(lambda name: {"question": name}, NAMES),
    st.builds(lambda name: {"decision": name}, NAMES),
    st.sampled_from([{"parameter": "limit"}, {"parameter": "limit", "percent": "50"}]),
)
COMPARISONS = st.one_of(
    st.tuples(st.sampled_from(["eq", "ne", "gt", "gte", "lt", "lte"]), WRITTEN | REFERENCES),
    st.tuples(st.sampled_from(["in", "not_in"]), st.lists(WRITTEN, min_size=1, max_size=3)),
    st.tuples(st.just("contains"), WRITTEN),
    st.tuples(st.sampled_from(["answered", "empty"]), st.sampled_from(["yes", "no"])),
)
ATOMS = st.builds(
    lambda name, comparison: {"question": name, comparison[0]: comparison[1]}, NAMES, COMPARISONS
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=6,
)


@given(CONDITIONS, st.fixed_dictionaries({"a": FACTS, "b": FACTS, "c": FACTS}),
       st.sampled_from([None, 6, 8]))  # fmt: skip
def test_the_compiled_and_the_readable_evaluation_agree(
    parts: dict[str, object], known: dict[str, object], limit: int | None
):
    asked = condition(**parts)
    facts = Known(limit, **known)

    assert compiled(asked)(facts) is evaluate(asked, facts)
