"""The declared changes lead to the present version and lose no answer of an earlier one."""

from collections.abc import Iterator

from procurement_kit.crosscheck.content import Content, at
from procurement_kit.methodology.changes import ChangeFile, DeclaredChange, Operation, between
from procurement_kit.problems import Problem

MOVING = {Operation.RENAME, Operation.MERGE}
FILLING = {Operation.MAP_VALUES, Operation.ADD}
FOLDER = "methodology/changes"


def _versions(content: Content) -> Iterator[Problem]:
    version = content.methodology.version
    for item in content.changes:
        path = change_path(item)
        if between(content.changes, item.from_version, version) is None:
            yield Problem.of(path, 1, "changes_lead_nowhere", version=version)
        yield from _targets(content, item, path)


def _targets(content: Content, item: ChangeFile, path: str) -> Iterator[Problem]:
    """What the last step brings answers to exists, and what it takes them from does not."""
    questions = content.methodology.questions
    for change in item.changes if item.to_version == content.methodology.version else ():
        target = change.to or change.subject
        if change.op in MOVING | FILLING and target not in questions:
            yield at(content, path, target, "question_unknown", id=target)
        elif change.op is Operation.MAP_VALUES:
            yield from _values(content, change, path)
        if change.op in MOVING | {Operation.RETIRE} and change.subject in questions:
            yield at(content, path, change.subject, "change_keeps_question", id=change.subject)


def _values(content: Content, change: DeclaredChange, path: str) -> Iterator[Problem]:
    known = content.methodology.questions[change.subject].values
    for value in change.values.values():
        if known and value not in known:
            yield at(content, path, value, "option_unknown", value=value, id=change.subject)


def _sources(content: Content) -> Iterator[Problem]:
    for item in content.changes:
        for name in (name for change in item.changes for name in change.sources):
            if name not in content.sources:
                yield at(content, change_path(item), name, "source_unknown", id=name)


def change_path(item: ChangeFile) -> str:
    """The file of *item*."""
    return f"{FOLDER}/{item.from_version}-{item.to_version}.yaml"


CHECKS = (_versions, _sources)
