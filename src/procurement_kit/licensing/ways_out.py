"""What would make a troublesome component usable: tried out, not guessed."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from procurement_kit.licensing.components import Combination
from procurement_kit.licensing.licenses import Copyleft
from procurement_kit.licensing.opinions import Opinion, Verdict, merged
from procurement_kit.licensing.reasoning import Case, judge
from procurement_kit.licensing.terms import IN_THE_WORK, Terms

OFFERED = 3


def ways_out(case: Case, opinion: Opinion) -> tuple[str, ...]:
    """The ways out of *opinion* as sentences; "none known" where nothing helps."""
    found = merged((opinion.way_out, _found(case, opinion)))
    return found or (case.data.rules["no_way_out"].text,)


def _found(case: Case, opinion: Opinion) -> Iterator[str]:
    rules = case.data.rules
    for combination, rule in (
        (Combination.DYNAMIC, "way_library"),
        (Combination.SEPARATE, "way_separate"),
    ):
        if _is_looser(combination, case.combination) and _works(case, combination):
            yield rules[rule].text.format(inbound=case.inbound.id)
            break
    if names := other_results(case):
        yield rules["way_outbound"].text.format(names=", ".join(names))
    if opinion.verdict is Verdict.INCOMPATIBLE and case.inbound.license.open_source == "yes":
        yield rules["way_exception"].text.format(outbound=case.outbound.id)


def _is_looser(candidate: Combination, present: Combination) -> bool:
    order = list(Combination)
    return present in IN_THE_WORK and order.index(candidate) > order.index(present)


def _works(case: Case, combination: Combination) -> bool:
    use = replace(case.use, combination=combination)
    return not judge(replace(case, use=use)).verdict.is_trouble


def other_results(case: Case) -> tuple[str, ...]:
    """Advisable licences of the result under which the component could be used, at most three.

    A result under copyleft stays under copyleft where that helps; the licence of the component
    itself is one of them where it is copyleft.
    """
    wants_copyleft = case.outbound.license.copyleft is not Copyleft.NONE
    key = case.inbound.id, case.use, wants_copyleft
    known = case.data.memo.results
    if (found := known.get(key)) is None:
        found = known[key] = tuple(islice(_workable(case, wants_copyleft=wants_copyleft), OFFERED))
    return tuple(name for name in found if name != case.outbound.id)


def _workable(case: Case, *, wants_copyleft: bool) -> Iterator[str]:
    data, own = case.data, case.inbound.license
    stays = own.copyleft is not Copyleft.NONE and own.id in data.outbound_choices
    names = dict.fromkeys(((own.id,) if stays else ()) + data.advisable)
    terms = [Terms(name, data.licenses[name]) for name in names]
    terms.sort(key=lambda item: (item.license.copyleft is Copyleft.NONE) is wants_copyleft)
    for item in terms:
        if not judge(replace(case, outbound=item)).verdict.is_trouble:
            yield item.id
