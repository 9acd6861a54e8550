"""How fast the proof is, and what compiled conditions bring.

Run ``python benchmarks/proof.py``. The readable and the compiled evaluation judge the same walks
in turn in one process, so that a busy machine slows both; medians and their ratio are printed.
"""

import argparse
import statistics
import time

from procurement_kit.assessment import facts_of
from procurement_kit.formats.files import content_root
from procurement_kit.kit import Kit
from procurement_kit.proofs import prove
from procurement_kit.proofs.quick import Core, QuickFacts
from procurement_kit.proofs.walks import Walk, Walker
from procurement_kit.rules.conditions import Facts


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--walks", type=int, default=200)
    walks = options.parse_args().walks
    kit = Kit.load(content_root())
    begun = time.perf_counter()
    tally = prove(kit.content).tally
    seconds = time.perf_counter() - begun
    print(
        f"exact: {tally.cases} cases for {tally.states} states, {tally.cases / seconds:.0f} cases/s"
    )
    walker = Walker(kit.content, 1)
    begun = time.perf_counter()
    for number in range(1, walks):
        walker.walk(number)
    print(f"whole walks: {walks / (time.perf_counter() - begun):.0f} /s in one process")
    compare(kit, walker, walks)


def compare(kit: Kit, walker: Walker, walks: int) -> None:
    """The facts of the same walks by both evaluations."""
    core = Core(kit.content)
    readable, quick = [], []
    for number in range(walks):
        walk = Walk(number)
        walker.draw(walk)
        readable.append(timed(kit, facts_of(kit.rules, walk.raws)))
        quick.append(timed(kit, QuickFacts(core, {**walk.asked, **walk.parked})))
    slow, fast = statistics.median(readable), statistics.median(quick)
    print(f"facts of a walk: readable {slow * 1e3:.2f} ms, compiled {fast * 1e3:.2f} ms, "
          f"{slow / fast:.1f} times")  # fmt: skip


def timed(kit: Kit, facts: Facts) -> float:
    """Seconds to work out every question and decision."""
    begun = time.perf_counter()
    for name in (*kit.methodology.questions, *kit.methodology.decisions):
        facts.fact(name)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
