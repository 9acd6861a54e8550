"""Uploaded files wait under unguessable names, not too long and not too many."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from procurement_kit.web import uploads
from procurement_kit.web.uploads import UploadGoneError, Uploads


@pytest.fixture
def kept(tmp_path: Path) -> Uploads:
    return Uploads(tmp_path / "uploads")


def test_a_file_waits_for_an_hour_and_no_longer(kept: Uploads) -> None:
    at = datetime.now(UTC)
    name = kept.keep(b"data", at)

    kept.forget_old(at + timedelta(minutes=59))
    assert kept.read(name) == b"data"

    kept.forget_old(at + timedelta(minutes=61))
    with pytest.raises(UploadGoneError):
        kept.read(name)


def test_the_oldest_files_make_room(kept: Uploads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "ROOM", 10)
    at = datetime.now(UTC)

    first = kept.keep(b"12345678", at)
    second = kept.keep(b"12345678", at)

    assert kept.read(second) == b"12345678"
    with pytest.raises(UploadGoneError):
        kept.read(first)


@pytest.mark.parametrize("name", ["", "../secret.key", "a/b", "x" * 22])
def test_only_names_that_were_given_out_open_a_file(kept: Uploads, name: str) -> None:
    with pytest.raises(UploadGoneError):
        kept.read(name)
