"""The only SQL of the program: projects as append-only events, in one SQLite file."""

from procurement_kit.store.access import Link
from procurement_kit.store.errors import (
    Conflict,
    ConflictError,
    LinkExpiredError,
    LinkUnknownError,
    StorageError,
    UnknownContentError,
    UnknownProjectError,
)
from procurement_kit.store.store import DATABASE, ProjectRow, Store

__all__ = [
    "DATABASE",
    "Conflict",
    "ConflictError",
    "Link",
    "LinkExpiredError",
    "LinkUnknownError",
    "ProjectRow",
    "StorageError",
    "Store",
    "UnknownContentError",
    "UnknownProjectError",
]
