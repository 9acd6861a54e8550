"""The map of what decides."""

from procurement_kit.licensing.deciding_map import deciding_map
from procurement_kit.licensing.opinions import Verdict
from tests.licensing.data import DATA
from tests.licensing.reviews import crowd, under


def test_the_chosen_licence_is_first_and_listed_once():
    found = deciding_map(under("MIT"), DATA)

    assert found.chosen == "EUPL-1.2"
    assert found.outbounds.count("EUPL-1.2") == 1
    assert len(found.outbounds) == 9


def test_the_part_that_excludes_the_most_licences_is_on_top():
    found = deciding_map(under("MIT", "GPL-2.0-only", "LGPL-2.1-only"), DATA)

    assert found.rows[0].part.expression == "GPL-2.0-only"
    counts = [row.excluded for row in found.rows]
    assert counts == sorted(counts, reverse=True)


def test_a_licence_outside_the_candidates_is_judged_all_the_same():
    found = deciding_map(under("GPL-2.0-only", outbound="EUPL-1.2 OR MIT"), DATA)

    assert found.rows[0].verdicts[0] is Verdict.INCOMPATIBLE


def test_rows_beyond_the_limit_are_counted():
    review = crowd(60, 40)

    found = deciding_map(review, DATA)

    assert len(found.rows) == 25
    assert found.hidden == len(review.groups) - 25
