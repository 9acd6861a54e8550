"""Bills of materials, lists of components and lock files: read here, or in a guarded child."""

from typing import Any

from procurement_kit.formats import bom_formats, guard
from procurement_kit.formats.bom_fields import COMPONENT_LIMIT, SIZE_LIMIT, Upload
from procurement_kit.formats.guard import COMMAND_LINE, WEB, Codes, Guard
from procurement_kit.licensing.components import Bom, BomProblem, Combination, Component
from procurement_kit.problems import KitError

__all__ = ["COMPONENT_LIMIT", "SIZE_LIMIT", "read", "read_guarded"]

MODULE = "procurement_kit.formats.boms"
CODES = Codes("sbom_too_slow", "sbom_too_heavy", "sbom_unreadable")


def read(
    name: str, data: bytes, *, size_limit: int = SIZE_LIMIT, component_limit: int = COMPONENT_LIMIT
) -> Bom:
    """The list in *data*, JSON read here and the rest in a child; KitError if it can't be read."""
    upload = Upload(name, data, component_limit)
    upload.check_size(size_limit)
    if bom_formats.is_json(data):
        try:
            return bom_formats.read(upload)
        except (TypeError, ValueError, LookupError, AttributeError) as error:
            raise KitError("sbom_unreadable", file=name) from error
    return _read_in_child(upload, COMMAND_LINE)


def read_guarded(name: str, data: bytes) -> Bom:
    """Like read with the limits of the web, whatever the format, in a bounded child process."""
    upload = Upload(name, data)
    upload.check_size(SIZE_LIMIT)
    return _read_in_child(upload, WEB)


def _read_in_child(upload: Upload, limits: Guard) -> Bom:
    order = b"%d\n" % upload.component_limit + upload.data
    return _received(guard.ask(MODULE, upload.name, order, limits, CODES))


def _received(answer: guard.Answer) -> Bom:
    return Bom(
        **{
            **answer,
            "authors": tuple(answer["authors"]),
            "tools": tuple(answer["tools"]),
            "works": tuple(map(_component, answer["works"])),
            "components": tuple(map(_component, answer["components"])),
            "related": frozenset(answer["related"]),
            "problems": tuple(BomProblem(*row) for row in answer["problems"]),
        }
    )


def _component(row: list[Any]) -> Component:
    *fields, combination, modified, missing = row
    way = Combination(combination) if combination else None
    return Component._make([*fields, way, modified, tuple(missing)])


def _answer(order: bytes) -> guard.Answer:
    """In the child: the list in *order*, whose first line is the limit of its components."""
    limit, _, data = order.partition(b"\n")
    try:
        return dict(vars(bom_formats.read(Upload("", data, int(limit)))))
    except RecursionError as error:
        raise KitError("sbom_too_deep", file="") from error


if __name__ == "__main__":
    guard.answer(_answer, CODES)
