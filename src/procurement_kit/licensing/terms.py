"""The terms that a component really comes under: a licence, or a licence with an exception."""

from collections import deque
from dataclasses import dataclass, replace
from typing import NamedTuple

from procurement_kit.licensing.components import Combination
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.licenses import (
    Copyleft,
    How,
    License,
    LicenseException,
    Permission,
    Reach,
)

IN_THE_WORK = frozenset(
    {Combination.MERGED, Combination.STATIC, Combination.DYNAMIC, Combination.PLUGIN}
)
"""The ways of combining that make one work of two; in the others each keeps to itself."""

CLAIMS = {
    Copyleft.NONE: frozenset[Combination](),
    Copyleft.FILE: frozenset({Combination.MERGED}),
    Copyleft.LIBRARY: frozenset({Combination.MERGED}),
    Copyleft.WORK: IN_THE_WORK,
    Copyleft.NETWORK: IN_THE_WORK,
}
PHASE = {How.LATER_VERSION: 0, How.RELICENSE: 1, How.COMBINE: 2}


@dataclass(frozen=True, slots=True)
class Terms:
    """*license* as it reads together with its exception; *id* is the whole expression."""

    id: str
    license: License

    def reach(self, combination: Combination) -> Reach:
        """Whether these terms claim the whole work when combined in this way."""
        if combination not in IN_THE_WORK:
            return Reach.NO
        claimed = combination in CLAIMS[self.license.copyleft]
        return self.license.reach.get(combination, Reach.YES if claimed else Reach.NO)


class Passage(NamedTuple):
    """One clause used on the way from a licence to another."""

    permission: Permission
    before: str
    after: str


def with_exception(base: License, exception: LicenseException) -> Terms:
    """The terms of *base* with *exception*; the exception may be dropped by who passes it on."""
    expression = f"{base.id} WITH {exception.id}"
    dropping = Permission(
        outbound=(base.id,),
        how=How.LATER_VERSION,
        clause=exception.name,
        sources=exception.sources,
    )
    changed = replace(
        base,
        reach={**base.reach, **exception.reach},
        demands=tuple(name for name in base.demands if name not in exception.drops),
        duties=tuple(name for name in base.duties if name not in exception.drops_duties),
        tolerates=(*base.tolerates, *exception.tolerates),
        permits=(dropping, *exception.permits, *base.permits),
        sources=(*base.sources, *exception.sources),
    )
    return Terms(expression, changed)


def passages(
    terms: Terms, outbound: str, combination: Combination, data: LicenseData
) -> tuple[Passage, ...] | None:
    """The shortest chain of clauses that lets code under *terms* go under *outbound*.

    First any number of later versions, then at most one change of licence, then at most one
    combination clause; None if there is no such chain.
    """
    waiting: deque[tuple[tuple[Permission, ...], str, int, tuple[Passage, ...]]] = deque()
    waiting.append((terms.license.permits, terms.id, 0, ()))
    seen = {(terms.id, 0)}
    while waiting:
        permits, name, phase, path = waiting.popleft()
        for permission in permits:
            after = PHASE[permission.how]
            if not _may_follow(phase, after) or combination not in permission.combination:
                continue
            for target in permission.outbound:
                step = (*path, Passage(permission, name, target))
                if target == outbound:
                    return step
                if target in data.licenses and (target, after) not in seen:
                    seen.add((target, after))
                    waiting.append((data.licenses[target].permits, target, after, step))
    return None


def _may_follow(before: int, after: int) -> bool:
    """Later versions may be repeated; the other two kinds come once each, in order."""
    return after > before or before == after == 0
