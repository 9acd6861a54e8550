"""Ids that stored projects use: none of them vanishes without saying what became of it."""

from collections.abc import Iterator, Mapping

from procurement_kit.crosscheck.content import Content
from procurement_kit.formats import yaml
from procurement_kit.problems import ContentError, Problem
from procurement_kit.rules.models import Model

PATH = "methodology/published_ids.yaml"


class PublishedIds(Model):
    """The file published_ids.yaml: ids once released, and why some are there no more."""

    questions: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    red_flags: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    retired: Mapping[str, str] = {}
    """An id that was given up, and the sentence that tells what became of it."""


def vanished_ids(content: Content) -> Iterator[Problem]:
    """Every published id that was renamed or removed without a word."""
    if PATH not in content.files.files:
        return
    try:
        published = yaml.read(PATH, content.files.files[PATH], PublishedIds)
    except ContentError as error:
        yield from error.problems
        return
    methodology = content.methodology
    there = {
        *methodology.questions,
        *methodology.decisions,
        *(flag.id for _, flag in methodology.red_flags()),
        *content.templates,
    }
    groups = (published.questions, published.decisions, published.red_flags, published.documents)
    for name in (name for group in groups for name in group):
        if name not in there and name not in published.retired:
            yield Problem.of(PATH, content.files.line_of(PATH, name), "id_vanished", id=name)
