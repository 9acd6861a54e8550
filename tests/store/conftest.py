"""A store in a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from procurement_kit.store.store import DATABASE, Store


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(data: Path) -> Iterator[Store]:
    opened = Store.open(data / DATABASE)
    yield opened
    opened.close()
