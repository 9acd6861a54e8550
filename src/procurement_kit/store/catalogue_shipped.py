"""The catalogue's file in a data folder, with the entries that come with the program inside."""

from functools import cache
from pathlib import Path

from procurement_kit.formats import catalogue_files
from procurement_kit.formats.catalogue_files import CatalogueContent
from procurement_kit.store.catalogue_database import DATABASE, SHIPPED, CatalogueDatabase


@cache
def content(root: Path) -> CatalogueContent:
    """The folder catalogue_data in *root*, read once."""
    return catalogue_files.read(root)


def opened(data: Path, root: Path) -> CatalogueDatabase:
    """The catalogue in folder *data*, with the entries of *root* in their present version."""
    database = CatalogueDatabase(data / DATABASE)
    signature = catalogue_files.signature(root)
    if not database.is_fresh(signature):
        known = content(root)
        database.refresh(known.shipped(SHIPPED), known.functions, signature)
    return database
