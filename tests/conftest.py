"""What every test may ask for."""

import logging
import os
from collections.abc import Iterator

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


@pytest.fixture(autouse=True)
def pdf_complaints() -> Iterator[list[str]]:
    """What WeasyPrint logs as errors, such as a picture without words; each fails the test."""
    complaints: list[str] = []
    listener = logging.Handler(logging.ERROR)
    listener.emit = lambda record: complaints.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("weasyprint").addHandler(listener)
    yield complaints
    logging.getLogger("weasyprint").removeHandler(listener)
    assert complaints == []
