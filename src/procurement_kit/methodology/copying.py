"""A new procurement made from an old one: which answers it takes along."""

from collections.abc import Collection, Mapping

from procurement_kit.methodology.questions import Kind
from procurement_kit.methodology.stages import Methodology, Stage


def offered_stages(methodology: Methodology) -> tuple[Stage, ...]:
    """The stages that ask something, in order."""
    return tuple(stage for stage in methodology.stages if stage.steps)


def carried(
    methodology: Methodology,
    answers: Mapping[str, str],
    stages: Collection[str],
    *,
    with_days: bool,
) -> dict[str, str]:
    """The *answers* to questions of *stages*; those that are days only *with_days*."""
    return {
        name: answers[name]
        for name, question in methodology.questions.items()
        if answers.get(name)
        and methodology.step_of[name].stage in stages
        and (with_days or question.kind is not Kind.DATE)
    }
