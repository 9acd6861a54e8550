"""The npm package of the Czech government's styles: only the colours that our map names."""

import hashlib
import io
import re
import tarfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import tinycss2
from pydantic import BaseModel, ConfigDict, ValidationError

from procurement_kit.problems import KitError

PACKAGE = "@gov-design-system-ce/styles"
MANIFEST, TOKENS = "package/package.json", "package/lib/tokens.css"
LICENSES = re.compile(r"^package/[^/]*(licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)
SIZE_LIMIT, FILE_LIMIT, MEMBER_LIMIT = 8 * 1024 * 1024, 512 * 1024, 2000
UNPACKED_LIMIT = 64 * 1024 * 1024
NAMED = re.compile(r"var\((--color-[a-z0-9-]+)\)")
COLOUR = re.compile(
    r"^(rgb\(\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*\)|#[0-9a-f]{6})$", re.IGNORECASE
)
BROKEN = (tarfile.TarError, zlib.error, EOFError, OSError, ValueError)


class _Manifest(BaseModel):
    """What we read of package.json."""

    model_config = ConfigDict(extra="ignore")

    name: str
    version: str
    license: str = ""


@dataclass(frozen=True)
class ThemePackage:
    """What is kept of the package: the colours by name, and its own texts about licences."""

    version: str
    license: str
    colours: dict[str, str]
    texts: dict[str, str]

    @property
    def sheet(self) -> str:
        """The colours as a style sheet that says where they come from."""
        lines = "".join(f"  {name}:{value};\n" for name, value in sorted(self.colours.items()))
        return f"/* {PACKAGE} {self.version}, EUPL-1.2 */\n:root {{\n{lines}}}\n"


def named_colours(css_map: str) -> set[str]:
    """The names of the colours that our map uses."""
    return set(NAMED.findall(css_map))


def read(name: str, data: bytes, wanted: Collection[str], checksum: str = "") -> ThemePackage:
    """The *wanted* colours in the package *data*; KitError if it is not what it should be.

    Nothing is unpacked: the files are read by their names, whatever else the package holds.
    """
    if len(data) > SIZE_LIMIT:
        raise KitError("theme_large", file=name, limit=SIZE_LIMIT // (1024 * 1024))
    if checksum and hashlib.sha256(data).hexdigest() != checksum.lower():
        raise KitError("theme_checksum", file=name)
    try:
        files = dict(_files(name, data))
        manifest = _Manifest.model_validate_json(files.get(MANIFEST, b""))
        tokens = files.get(TOKENS, b"").decode("utf-8")
    except (*BROKEN, ValidationError) as error:
        raise KitError("theme_broken", file=name) from error
    if manifest.name != PACKAGE:
        raise KitError("theme_other", file=name, found=manifest.name[:80], wanted=PACKAGE)
    colours = {key: value for key, value in _colours(tokens) if key in wanted}
    if missing := sorted(set(wanted) - set(colours)):
        raise KitError("theme_colours", file=name, names=", ".join(missing[:5]))
    texts = {
        key.removeprefix("package/"): data.decode("utf-8", "replace")
        for key, data in files.items()
        if LICENSES.match(key)
    }
    return ThemePackage(manifest.version[:40], manifest.license[:200], colours, texts)


def _files(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files that we read; an archive that leads out of itself or swells is refused whole."""
    unpacked = 0
    with tarfile.open(fileobj=io.BytesIO(data), mode="r|gz") as archive:
        for place, item in enumerate(archive):
            unpacked += item.size
            is_outside = item.name.startswith("/") or ".." in item.name.split("/")
            if is_outside or not (item.isfile() or item.isdir()):
                raise KitError("theme_unsafe", file=name, member=item.name[:120])
            if place >= MEMBER_LIMIT or unpacked > UNPACKED_LIMIT:
                raise KitError("theme_large", file=name, limit=UNPACKED_LIMIT // (1024 * 1024))
            is_ours = item.name in {MANIFEST, TOKENS} or LICENSES.match(item.name)
            if is_ours and item.size <= FILE_LIMIT and (content := archive.extractfile(item)):
                yield item.name, content.read()


def _colours(css: str) -> Iterator[tuple[str, str]]:
    """Every custom property whose value is a plain colour."""
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        for item in tinycss2.parse_blocks_contents(rule.content):
            value = tinycss2.serialize(item.value).strip() if item.type == "declaration" else ""
            if COLOUR.match(value):
                yield item.name, value
