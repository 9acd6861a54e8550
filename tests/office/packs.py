"""Packs for tests: the example of the documentation, changed at one place."""

import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from procurement_kit.crosscheck import crosscheck
from procurement_kit.formats import office_files, packs
from procurement_kit.kit import Kit
from procurement_kit.problems import ContentError

EXAMPLE = Path(__file__).parents[2] / "docs/for-operators/example-pack"


def a_pack(folder: Path, **changes: tuple[str, str]) -> Path:
    """A copy of the example in *folder*; in the file *name* the first text becomes the second."""
    pack = folder / "pack"
    shutil.copytree(EXAMPLE, pack)
    for name, (old, new) in changes.items():
        path = next(
            item for item in pack.rglob("*") if item.stem == name and item.parent.name != "base"
        )
        text = path.read_text("utf-8")
        assert old in text, f"{path} no longer holds: {old}"
        path.write_text(text.replace(old, new, 1), "utf-8")
    return pack


def with_file(folder: Path, name: str, data: bytes | str) -> Path:
    """A copy of the example in which the file *name* holds *data*."""
    pack = a_pack(folder)
    path = pack / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return pack


def laid_over(kit: Kit, pack: Path) -> Kit:
    """*kit* with a pack over it, as Kit.load makes it, without reading our content again."""
    ours = kit.content
    try:
        files = ours.files.with_pack(packs.read(pack))
        own = office_files.laid_over(files, ours.clauses, ours.templates, ours.glossary)
        content = replace(
            ours, files=files, clauses=own.clauses, templates=own.templates, glossary=own.glossary,
            office=own.office, look=own.look, overrides=own.overrides, document_paths=own.paths,
        )  # fmt: skip
    except ContentError as error:
        raise packs.placed(error, pack) from error
    if problems := crosscheck(content):
        raise packs.placed(ContentError(problems), pack)
    return Kit(content)


def a_zip(path: Path, files: Mapping[str, bytes]) -> Path:
    """A ZIP of *files*, whose names may be anything."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def repacked(docx: bytes, target: Path, **changes: tuple[bytes, bytes]) -> Path:
    """A DOCX in which, in each part whose stem is named, the first bytes become the second."""
    with zipfile.ZipFile(BytesIO(docx)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            stem = Path(name).stem.replace("-", "_")
            if stem in changes and name.endswith(".xml"):
                before, after = changes[stem]
                assert before in data, f"{name} no longer holds: {before!r}"
                data = data.replace(before, after, 1)
            new.writestr(name, data)
    return target
