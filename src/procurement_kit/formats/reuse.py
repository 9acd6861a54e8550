"""The command "reuse", where it is installed: whether every file says its licence and holder."""

import shutil
import subprocess
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from procurement_kit.formats.archive import is_link
from procurement_kit.licensing.delivery import Archive, ReuseResult

COMMAND = "reuse"
SECONDS = 300


def lint(data: bytes, archive: Archive) -> ReuseResult | None:
    """What "reuse lint" says of the archive *data*, already found fit; None without the command."""
    command = shutil.which(COMMAND)
    if command is None:
        return None
    with TemporaryDirectory(prefix="procurement-kit-") as folder:
        _unpack(data, Path(folder))
        return _run(command, Path(folder) / archive.root)


def _unpack(data: bytes, folder: Path) -> None:
    """Put the files of an archive into *folder*; nothing leads out of it."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as packed:
            packed.extractall(folder, [item for item in packed.infolist() if not is_link(item)])  # noqa: S202
        return
    with tarfile.open(fileobj=BytesIO(data)) as packed_tar:
        files = [item for item in packed_tar if item.isfile()]
        packed_tar.extractall(folder, members=files, filter="data")


def _run(command: str, folder: Path) -> ReuseResult | None:
    """The lines of "reuse lint"; None if the command itself failed."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell, our own folder
            [command, "--root", str(folder), "lint", "--lines"],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = tuple(filter(None, (line.strip() for line in done.stdout.splitlines())))
    if done.returncode == 0:
        return ReuseResult()
    if not lines:
        return None
    return ReuseResult(tuple(line.replace(f"{folder}/", "") for line in lines))
