"""What every test may ask for."""

import os

import pytest
from hypothesis import settings

from procurement_kit.formats.files import content_root
from procurement_kit.kit import Kit

# A busy machine is no broken rule; the same commit is judged by the same examples.
settings.register_profile("kit", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("kit")


@pytest.fixture(scope="session")
def kit() -> Kit:
    """The real content, read once."""
    return Kit.load(content_root())
