"""The formats of lists of components, recognised by what is in the file and not by its name."""

import gc
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import orjson

from procurement_kit.formats import (
    bom_xml,
    component_tables,
    cyclonedx,
    manifests,
    maven,
    python_locks,
    spdx3,
    spdx_json,
    spdx_rare,
)
from procurement_kit.formats.bom_fields import Upload, decoded
from procurement_kit.licensing.components import Bom
from procurement_kit.problems import KitError

BLANK = " \t" + component_tables.SEPARATOR
MARK = b"\xef\xbb\xbf"
START = 64
TOML_TABLE = re.compile(rb"\[\[?[A-Za-z][\w.-]*\]")


def is_json(data: bytes) -> bool:
    """Whether *data* begins as JSON does."""
    start = data[:START].removeprefix(MARK).lstrip()
    return start.startswith((b"{", b"[")) and not TOML_TABLE.match(start)


def read(upload: Upload) -> Bom:
    """The list in *upload*, whatever its format; KitError if it has none that we know."""
    data = upload.data
    if not data.strip():
        raise KitError("sbom_no_content", file=upload.name)
    if data.startswith(component_tables.WORKBOOK):
        return component_tables.read_workbook(upload)
    if bom_xml.is_xml(data):
        return _read_xml(upload)
    if b"\x00" in data:
        raise KitError("sbom_unknown", file=upload.name)
    if is_json(data):
        with _no_collection():
            return _read_json(upload)
    return _read_text(upload)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Half of the time would go into looking for cycles; parsed JSON has none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read_json(upload: Upload) -> Bom:
    document = _parsed(upload)
    if isinstance(document, dict):
        if isinstance(document.get("sbom"), dict):  # as GitHub exports it
            document = document["sbom"]
        for is_it, read_it in JSON_FORMATS:
            if is_it(document):
                return read_it(document, upload)
    raise KitError("sbom_unknown", file=upload.name)


def _parsed(upload: Upload) -> object:
    data = memoryview(upload.data)
    if upload.data.startswith(MARK):
        data = data[len(MARK) :]
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        if "UTF-8" in error.msg:
            raise KitError("sbom_not_utf8", file=upload.name) from error
        if "depth" in error.msg:
            raise KitError("sbom_too_deep", file=upload.name) from error
        place = {"line": error.lineno, "column": error.colno}
        raise KitError("sbom_not_json", file=upload.name, **place) from error


def _read_spdx3(document: Mapping[str, Any], upload: Upload) -> Bom:
    bom = spdx_json.read(spdx3.laid_out(document, upload), upload)
    return replace(bom, format_version=spdx3.version(document))


def _read_xml(upload: Upload) -> Bom:
    root = bom_xml.root(upload)
    if root.tag.startswith("{" + bom_xml.CYCLONEDX):
        return cyclonedx.read(bom_xml.cyclonedx(root, upload), upload)
    match bom_xml.tag(root):
        case "Document":
            return spdx_json.read(bom_xml.spdx(root, upload), upload)
        case "project":
            return maven.read(root, upload)
        case "RDF":
            return spdx_json.read(spdx_rare.from_rdf(upload), upload)
    raise KitError("sbom_unknown", file=upload.name)


def _read_text(upload: Upload) -> Bom:
    data = upload.data
    if spdx_rare.is_tag_value(data):
        return spdx_json.read(spdx_rare.from_tag_value(upload), upload)
    if spdx_rare.is_yaml(data):
        return spdx_json.read(spdx_rare.from_yaml(upload), upload)
    if python_locks.is_lock(data):
        return python_locks.read_lock(upload)
    if rows := component_tables.table(data):
        return component_tables.read_table(rows, upload, "CSV")
    return _read_lines(upload)


def _read_lines(upload: Upload) -> Bom:
    """Lines without headings: requirements of Python, or "name; version; licence"."""
    text = decoded(upload)
    if components := python_locks.requirements(text):
        return python_locks.read_requirements(components, upload)
    lines = [line for line in text.splitlines() if line.strip(BLANK)]
    if not lines:
        raise KitError("sbom_unknown", file=upload.name)
    if all(component_tables.SEPARATOR in line for line in lines):
        upload.check_count(len(lines))
        return component_tables.read_pasted(text)
    if ";" in lines[0] or "," in lines[0] or "\t" in lines[0]:
        raise KitError("sbom_no_headings", file=upload.name)
    raise KitError("sbom_unknown", file=upload.name)


Reader = Callable[[Mapping[str, Any], Upload], Bom]
JSON_FORMATS: tuple[tuple[Callable[[Mapping[str, Any]], bool], Reader], ...] = (
    (lambda document: "spdxVersion" in document, spdx_json.read),
    (lambda document: document.get("bomFormat") == "CycloneDX", cyclonedx.read),
    (spdx3.is_spdx3, _read_spdx3),
    (manifests.is_npm, manifests.read_npm),
    (manifests.is_composer, manifests.read_composer),
)
