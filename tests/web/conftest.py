"""The site on the small kit and on the real one, each with visitors of its own."""

from pathlib import Path

import pytest
from flask import Flask

from procurement_kit.kit import Kit
from procurement_kit.web import create_app
from tests.web.small_kit import small_kit
from tests.web.visitor import Visitor


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """The site with the small content."""
    return create_app(tmp_path, kit=small_kit(), testing=True)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.fixture
def other(app: Flask) -> Visitor:
    """A second browser."""
    return Visitor(app.test_client())


@pytest.fixture
def real_app(tmp_path: Path, kit: Kit) -> Flask:
    """The site with the real content."""
    return create_app(tmp_path, kit=kit, testing=True)


@pytest.fixture
def real_visitor(real_app: Flask) -> Visitor:
    return Visitor(real_app.test_client())
