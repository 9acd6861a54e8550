"""A folder that appears when everything is in it, and that replaces only what we made."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from procurement_kit.problems import KitError

PACKAGE = "dokumenty.zip"


@contextmanager
def appearing(out: Path) -> Iterator[Path]:
    """A hidden folder beside *out* that takes its place at the end, or vanishes."""
    folder = _hidden_folder(out)
    try:
        yield folder
        folder.chmod(out.parent.stat().st_mode & 0o777)
        if out.exists():
            check_replaceable(out)
            out.rename(folder / ".old")
        folder.rename(out)
        shutil.rmtree(out / ".old", ignore_errors=True)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _hidden_folder(out: Path) -> Path:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    except OSError as error:
        raise KitError("out_not_writable", path=out, cause=error.strerror) from error


def check_replaceable(out: Path) -> None:
    """KitError unless *out* is absent, empty, or holds only unedited files of an earlier run."""
    if not out.exists():
        return
    if not out.is_dir():
        raise KitError("out_not_folder", path=out)
    ours = _own_files(out / PACKAGE)
    for path in out.iterdir():
        is_own = path.name == PACKAGE or (
            path.is_file() and ours.get(path.name) == path.read_bytes()
        )
        if not is_own:
            raise KitError("out_not_ours", path=out, file=path.name)


def _own_files(package: Path) -> dict[str, bytes]:
    """The files that an earlier run put into *package*."""
    try:
        with zipfile.ZipFile(package) as archive:
            return {name.split("/")[-1]: archive.read(name) for name in archive.namelist()}
    except (OSError, zipfile.BadZipFile):
        return {}
