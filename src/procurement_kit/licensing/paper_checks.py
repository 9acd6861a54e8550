"""Checks of the repository: licence texts and notices are there, every file says its licence."""

from collections.abc import Callable, Iterator
from functools import cache

from license_expression import AND, OR

from procurement_kit.licensing.components import NO_STATEMENT, Combination, Component
from procurement_kit.licensing.contract import CheckId, DefectKind, Result
from procurement_kit.licensing.delivery import AUTHOR_FILES, LICENSE_FILES, Archive
from procurement_kit.licensing.inspection import Defect, Inspection, Outcome, titles
from procurement_kit.licensing.policy import Notices, license_id, license_ids
from procurement_kit.problems import KitError
from procurement_kit.rules.expressions import parse

Present = Callable[[str], bool]
"""Whether the text of a licence is there."""


def check_notices(seen: Inspection) -> Outcome:
    """The licence of the work, the authors and the texts of all licences used are there."""
    archive = seen.delivery.archive
    if archive is None:
        return Outcome(seen.met(CheckId.NOTICES, Result.NOT_KNOWN))
    words = seen.data.contract.annex.sentences
    defects: list[Defect] = []
    missing: list[str] = []
    own = license_ids(seen.policy.outbound, seen.data)
    has_own = bool(archive.at_root(LICENSE_FILES)) or all(
        archive.has_file_for(name) for name in own
    )
    if not has_own:
        missing.append(words["paper_license"])
        outbound = seen.policy.outbound
        defects.append(seen.defect(DefectKind.LICENSE_FILE_MISSING, outbound=outbound))
    if not archive.at_root(AUTHOR_FILES):
        missing.append(words["paper_authors"])
        defects.append(seen.defect(DefectKind.AUTHORS_MISSING))
    for name, users in _missing_texts(seen, archive, frozenset(own)).items():
        missing.append(words["paper_text"].format(license=name))
        names = seen.shortened(titles(users))
        defects.append(seen.defect(DefectKind.LICENSE_TEXT_MISSING, license=name, names=names))
    result = Result.NOT_MET if missing else Result.MET
    names = seen.shortened(missing or archive.papers)
    return Outcome(seen.met(CheckId.NOTICES, result, names=names), tuple(defects))


def _missing_texts(
    seen: Inspection, archive: Archive, own: frozenset[str]
) -> dict[str, list[Component]]:
    """The licences whose texts are missing, with the components under them; tools stay behind."""

    @cache
    def is_there(name: str) -> bool:
        license_ = seen.data.licenses.get(name)
        return name in own or archive.has_text_of(name, license_.name if license_ else "")

    found: dict[str, list[Component]] = {}
    for item in seen.delivery.bom.components:
        if (item.combination or seen.use.combination) is Combination.TOOL:
            continue
        for name in _ids(item.expression, seen, is_there):
            found.setdefault(name, []).append(item)
    return found


def _ids(expression: str, seen: Inspection, is_there: Present) -> tuple[str, ...]:
    if expression.strip().upper() in NO_STATEMENT:
        return ()
    try:
        tree = parse(expression)
    except KitError:
        return ()
    return tuple(_lacking(tree, seen, is_there))


def _lacking(tree: object, seen: Inspection, is_there: Present) -> Iterator[str]:
    """The ids that lack a text; of a choice, those of the part that lacks the fewest."""
    if isinstance(tree, OR):
        parts = [tuple(_lacking(part, seen, is_there)) for part in tree.args]
        yield from min(parts, key=len)
    elif isinstance(tree, AND):
        for part in tree.args:
            yield from _lacking(part, seen, is_there)
    elif not is_there(name := license_id(tree, seen.data)):
        yield name


def check_reuse(seen: Inspection) -> Outcome | None:
    """Every file says its licence and its holder; None where the contract does not ask for it."""
    if seen.policy.notices is Notices.PER_REPOSITORY:
        return None
    reuse = seen.delivery.reuse
    if reuse is None:
        return Outcome(seen.met(CheckId.REUSE, Result.NOT_KNOWN))
    if not reuse.problems:
        return Outcome(seen.met(CheckId.REUSE, Result.MET))
    count, names = len(reuse.problems), reuse.problems[0]
    check = seen.met(CheckId.REUSE, Result.NOT_MET, count=count, names=names)
    return Outcome(check, (seen.defect(DefectKind.REUSE_FAILED, count=count),))
