"""What every test may ask for."""

import pytest

from procurement_kit.formats.files import content_root
from procurement_kit.kit import Kit


@pytest.fixture(scope="session")
def kit() -> Kit:
    """The real content, read once."""
    return Kit.load(content_root())
