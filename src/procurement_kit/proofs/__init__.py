"""Proofs over every reachable state of the answers: exact where that can be, else by walks."""

from dataclasses import dataclass

from procurement_kit.crosscheck.content import Content
from procurement_kit.problems import Problem
from procurement_kit.proofs.agreement import prove_agreement
from procurement_kit.proofs.clauses import dead_alternatives, prove_documents
from procurement_kit.proofs.published import vanished_ids
from procurement_kit.proofs.questions import read_free_text, unreachable, without_hint
from procurement_kit.proofs.quick import Core
from procurement_kit.proofs.requirements import prove_groups, prove_requirements
from procurement_kit.proofs.scenarios import prove_scenarios
from procurement_kit.proofs.space import Space, Tally


@dataclass(frozen=True)
class Proof:
    """What was found wrong, and how much was tried."""

    problems: tuple[Problem, ...]
    tally: Tally


def prove(content: Content) -> Proof:
    """Every state of the answers in which a document would be wrong or a question lost."""
    space = Space(Core(content))
    problems = (
        *prove_documents(space),
        *prove_requirements(space),
        *prove_groups(space),
        *dead_alternatives(space),
        *unreachable(space),
        *prove_agreement(content),
        *without_hint(content),
        *read_free_text(content),
        *vanished_ids(content),
        *prove_scenarios(content),
    )
    return Proof(problems, space.tally)
