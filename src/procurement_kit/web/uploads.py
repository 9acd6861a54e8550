"""Uploaded files that wait for the user's next step, for an hour at most."""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from procurement_kit.problems import KitError

KEPT_FOR = timedelta(hours=1)
ROOM = 1024 * 1024 * 1024
NAME = re.compile(r"^[A-Za-z0-9_-]{22}$")


class UploadGoneError(KitError):
    """The upload was used already, or nobody used it in time."""


class Uploads:
    """A folder of waiting files with unguessable names."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def keep(self, data: bytes, at: datetime) -> str:
        """The name under which *data* waits; the oldest files make room for it."""
        self.forget_old(at, room=ROOM - len(data))
        name = secrets.token_urlsafe(16)
        (self._folder / name).write_bytes(data)
        return name

    def read(self, name: str) -> bytes:
        """The waiting file *name*; UploadGoneError if there is none."""
        path = self._folder / name
        if not NAME.match(name) or not path.is_file():
            raise UploadGoneError("upload_gone")
        return path.read_bytes()

    def forget(self, name: str) -> None:
        """Drop the waiting file *name*."""
        if NAME.match(name):
            (self._folder / name).unlink(missing_ok=True)

    def forget_old(self, at: datetime, *, room: int = ROOM) -> None:
        """Drop the files that waited too long, and the oldest that do not fit into *room* bytes."""
        oldest, taken = (at - KEPT_FOR).timestamp(), 0
        for path, state in sorted(self._files(), key=lambda item: -item[1].st_mtime):
            taken += state.st_size
            if state.st_mtime < oldest or taken > room:
                path.unlink(missing_ok=True)

    def _files(self) -> Iterator[tuple[Path, os.stat_result]]:
        for path in self._folder.iterdir():
            with suppress(FileNotFoundError):  # another process may be tidying up too
                yield path, path.stat()
