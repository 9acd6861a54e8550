"""A ZIP that depends on its contents only: no clock, no machine, always the same order."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

EARLIEST = (1980, 1, 1, 0, 0, 0)
UNIX = 3
READABLE_FILE = 0o100644 << 16


def zipped(files: Mapping[str, bytes], *, first: str = "") -> bytes:
    """A ZIP of *files*, by name; the same files always give the same bytes.

    The file *first* leads and is not compressed, as a format may demand of its mark.
    """
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files, key=lambda name: (name != first, name)):
            archive.writestr(_entry(name, is_mark=name == first), files[name])
    return target.getvalue()


def _entry(name: str, *, is_mark: bool) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.compress_type = zipfile.ZIP_STORED if is_mark else zipfile.ZIP_DEFLATED
    entry.create_system = UNIX
    entry.external_attr = READABLE_FILE
    return entry
