"""Uploaded project files that wait for the user's confirmation, for an hour at most."""

import re
import secrets
from datetime import datetime, timedelta
from pathlib import Path

from procurement_kit.problems import KitError

KEPT_FOR = timedelta(hours=1)
NAME = re.compile(r"^[A-Za-z0-9_-]{22}$")


class UploadGoneError(KitError):
    """The upload was confirmed already, or nobody confirmed it in time."""


class Uploads:
    """A folder of waiting files with unguessable names."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def keep(self, data: bytes, at: datetime) -> str:
        """The name under which *data* waits."""
        self._forget_old(at)
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

    def _forget_old(self, at: datetime) -> None:
        oldest = (at - KEPT_FOR).timestamp()
        for path in self._folder.iterdir():
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)
