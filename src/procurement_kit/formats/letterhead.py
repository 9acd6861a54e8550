"""An office's letterhead: its styles, page, headers and footers take the place of ours.

The numbering stays ours, because the documents count their articles themselves.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from procurement_kit.problems import KitError

MEBIBYTE_BYTES = 1024 * 1024
UNPACKED_LIMIT = 24 * MEBIBYTE_BYTES
COUNT_LIMIT = 300
COMMENT_STYLES = frozenset({"CommentText", "CommentReference"})
"""What only working copies need; a letterhead may lack it and gets ours."""

DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
FONTS, FONT_RELATIONS = "word/fontTable.xml", "word/_rels/fontTable.xml.rels"
SETTINGS, TYPES = "word/settings.xml", "[Content_Types].xml"
PREFIX = "office-"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REFERENCES = (qn("w:headerReference"), qn("w:footerReference"))
PAGE = (*REFERENCES, *map(qn, ("w:pgSz", "w:pgMar", "w:pgBorders", "w:cols", "w:titlePg")))
STYLE_REFERENCES = tuple(
    map(qn, ("w:basedOn", "w:next", "w:link", "w:pStyle", "w:rStyle", "w:tblStyle"))
)
BEHIND_OUTLINE = ("w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange")
PICTURES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
            "emf": "image/x-emf", "wmf": "image/x-wmf"}  # fmt: skip
FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
PART_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
FIELD = re.compile("\u00ab\\s*([^\u00ab\u00bb]*?)\\s*\u00bb")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError,
          ValueError)  # fmt: skip
Parts = Mapping[str, bytes]


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a letterhead by name; KitError if it is no DOCX, or a bomb."""
    found: dict[str, bytes] = {}
    room = UNPACKED_LIMIT
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for item in archive.infolist()[: COUNT_LIMIT + 1]:
                with archive.open(item) as file:
                    found[item.filename] = file.read(room + 1)
                room -= len(found[item.filename])
                if room < 0 or len(found) > COUNT_LIMIT:
                    raise KitError("letterhead_large", limit=UNPACKED_LIMIT // MEBIBYTE_BYTES)
    except BROKEN as error:
        raise KitError("letterhead_broken", part="") from error
    return found


def combined(base: Parts, data: bytes) -> dict[str, bytes]:
    """The empty document *base* with the looks of the letterhead *data*."""
    parts = unpacked(data)
    renamed = _renamed(parse_xml(base[STYLES]), parse_xml(parts[STYLES]))
    made = dict(base)
    made[STYLES] = serialize_part_xml(_styles(base, parts, renamed))
    types: dict[str, str] = {}
    _margins(made, parts, renamed, types)
    _fonts(made, parts)
    if "word/theme/theme1.xml" in parts:
        made["word/theme.xml"] = parts["word/theme/theme1.xml"]
    _declare(made, types)
    return made


def has_margins(data: bytes) -> bool:
    """Whether the letterhead has a header or a footer of its own."""
    section = section_of(unpacked(data))
    return section is not None and any(child.tag in REFERENCES for child in section)


def section_of(parts: Parts) -> Any:  # noqa: ANN401 - an element of python-docx, which has no types
    """The page setup of the letterhead's only or last section; None if it has none."""
    return parse_xml(parts[DOCUMENT]).find(f"{qn('w:body')}/{qn('w:sectPr')}")


def references(parts: Parts) -> Iterator[tuple[Any, str]]:
    """Every header and footer in use: the reference, and the name of the part."""
    section = section_of(parts)
    known = {name: target for name, _, target, _ in relations(parts, DOCUMENT)}
    for child in section if section is not None else ():
        if child.tag in REFERENCES and child.get(qn("r:id")) in known:
            yield child, known[child.get(qn("r:id"))]


def relations(parts: Parts, part: str) -> Iterator[tuple[str, str, str, bool]]:
    """Each relation of a part: its id, kind, target (a part's name, or an address), if outside."""
    path = PurePosixPath(part)
    data = parts.get(f"{path.parent}/_rels/{path.name}.rels")
    for item in parse_xml(data) if data else ():
        is_outside = item.get("TargetMode") == "External"
        target = item.get("Target", "")
        if not is_outside:
            target = target.removeprefix("/") if target[:1] == "/" else f"{path.parent}/{target}"
        kind = item.get("Type", "").rpartition("/")[2]
        yield item.get("Id", ""), kind, target, is_outside


def style_names(styles: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """The styles of a part by their ids."""
    return {item.get(qn("w:styleId")): item for item in styles.findall(qn("w:style"))}


def _name(style: Any) -> str:  # noqa: ANN401 - as above
    found = style.find(qn("w:name"))
    return str(found.get(qn("w:val"))).lower() if found is not None else ""


def _renamed(ours: Any, theirs: Any) -> dict[str, str]:  # noqa: ANN401 - as above
    """Ids that another program gave to our styles, with those that we gave them."""
    wanted = {(_name(item), item.get(qn("w:type"))): key for key, item in style_names(ours).items()}
    known = style_names(theirs)
    found = {}
    for key, item in known.items():
        own = wanted.get((_name(item), item.get(qn("w:type"))))
        if own is not None and own != key and own not in known:
            found[key] = own
    return found


def own_styles(base: Parts, parts: Parts) -> dict[str, Any]:
    """The styles of the letterhead by our ids, wherever it has ours under another id."""
    theirs = parse_xml(parts[STYLES])
    renamed = _renamed(parse_xml(base[STYLES]), theirs)
    return {renamed.get(key, key): item for key, item in style_names(theirs).items()}


def _styles(base: Parts, parts: Parts, renamed: Mapping[str, str]) -> Any:  # noqa: ANN401 - as above
    """The letterhead's styles; what makes ours count and stand in the contents stays ours."""
    theirs, ours = parse_xml(parts[STYLES]), style_names(parse_xml(base[STYLES]))
    _rename(theirs, renamed)
    for name, style in style_names(theirs).items():
        own = ours.get(name)
        _take_over(style, own.find(qn("w:pPr")) if own is not None else None, "numPr")
        if own is not None:
            _take_over(style, own.find(qn("w:pPr")), "outlineLvl")
    for name in COMMENT_STYLES - set(style_names(theirs)):
        theirs.append(ours[name])
    _widen(theirs, _text_width(parse_xml(base[DOCUMENT])), _text_width(parse_xml(parts[DOCUMENT])))
    return theirs


def _text_width(document: Any) -> str:  # noqa: ANN401 - as above
    """The width of the text between the margins, in twentieths of a point; empty if not said."""
    section = document.find(f"{qn('w:body')}/{qn('w:sectPr')}")
    if section is None or section.pgSz is None or section.pgMar is None:
        return ""
    margins = (section.pgMar.get(qn("w:left"), "0"), section.pgMar.get(qn("w:right"), "0"))
    return str(int(section.pgSz.get(qn("w:w"), "0")) - sum(map(int, margins)))


def _widen(styles: Any, before: str, after: str) -> None:  # noqa: ANN401 - as above
    """Moves the tab stops at the right margin of our page to that of the letterhead's."""
    for tab in styles.iter(qn("w:tab")):
        is_right = tab.get(qn("w:val")) in {"right", "end"}
        if after and is_right and tab.get(qn("w:pos")) == before:
            tab.set(qn("w:pos"), after)


def _take_over(style: Any, own: Any, tag: str) -> None:  # noqa: ANN401 - as above
    """In *style* the property *tag* as *own* has it, or none."""
    theirs = style.find(qn("w:pPr"))
    old = theirs.find(qn(f"w:{tag}")) if theirs is not None else None
    if old is not None:
        theirs.remove(old)
    new = own.find(qn(f"w:{tag}")) if own is not None else None
    if new is None:
        return
    target = style.get_or_add_pPr()
    if tag == "numPr":
        target._insert_numPr(deepcopy(new))
    else:
        target.insert_element_before(deepcopy(new), *BEHIND_OUTLINE)


def _rename(root: Any, renamed: Mapping[str, str]) -> None:  # noqa: ANN401 - as above
    for item in root.iter(*STYLE_REFERENCES):
        item.set(qn("w:val"), renamed.get(item.get(qn("w:val")), item.get(qn("w:val"))))
    for item in root.iter(qn("w:style")):
        item.set(qn("w:styleId"), renamed.get(item.get(qn("w:styleId")), item.get(qn("w:styleId"))))


def _margins(
    made: dict[str, bytes], parts: Parts, renamed: Mapping[str, str], types: dict[str, str]
) -> None:
    """The letterhead's page, with its headers and footers if it has some."""
    document, section = parse_xml(made[DOCUMENT]), section_of(parts)
    ours = document.find(f"{qn('w:body')}/{qn('w:sectPr')}")
    if section is None or ours is None:
        return
    used = dict(references(parts))
    kept = [] if used else [child for child in ours if child.tag in REFERENCES]
    wanted = [child for child in section if child.tag in PAGE and child.tag not in REFERENCES]
    places = {name: f"office{place}" for place, name in enumerate(dict.fromkeys(used.values()))}
    for child, name in used.items():
        child.set(qn("r:id"), places[name])
    ours[:] = [deepcopy(item) for item in (*used, *kept, *wanted)]
    made[DOCUMENT] = serialize_part_xml(document)
    for name in places:
        _margin(made, parts, name, renamed, types)
    path = "word/_rels/document.xml.rels"
    kinds = {name: child.tag.rpartition("}")[2].removesuffix("Reference")
             for child, name in used.items()}  # fmt: skip
    made[path] = _related(
        made[path], ((places[name], kinds[name], _short(name)) for name in used.values())
    )
    types.update({_moved(name): PART_TYPE.format(kinds[name]) for name in places})
    if b"evenAndOddHeaders" in parts.get(SETTINGS, b""):
        made[SETTINGS] = made[SETTINGS].replace(
            b"<w:characterSpacing", b"<w:evenAndOddHeaders/><w:characterSpacing"
        )


def _short(part: str) -> str:
    return PREFIX + PurePosixPath(part).name


def _moved(part: str) -> str:
    return f"word/{_short(part)}"


def _margin(
    made: dict[str, bytes], parts: Parts, name: str, renamed: Mapping[str, str],
    types: dict[str, str],
) -> None:  # fmt: skip
    """A header or footer with its pictures, under names that nothing of ours has."""
    root = parse_xml(parts[name])
    _rename(root, renamed)
    made[_moved(name)] = serialize_part_xml(root)
    path = PurePosixPath(name)
    data = parts.get(f"{path.parent}/_rels/{path.name}.rels")
    if data is None:
        return
    tree = parse_xml(data)
    targets = {key: (target, is_outside) for key, _, target, is_outside in relations(parts, name)}
    for item in tree:
        target, is_outside = targets[item.get("Id", "")]
        if not is_outside:
            picture = f"media/{_short(target)}"
            made[f"word/{picture}"] = parts[target]
            item.set("Target", picture)
            suffix = PurePosixPath(target).suffix.lower().removeprefix(".")
            types[f"word/{picture}"] = PICTURES[suffix]
    made[f"word/_rels/{_short(name)}.rels"] = serialize_part_xml(tree)


def _fonts(made: dict[str, bytes], parts: Parts) -> None:
    """The table of fonts, with those that the letterhead brings."""
    if FONTS not in parts:
        return
    table = parse_xml(parts[FONTS])
    for item in table.iter(qn("w:charset")):
        item.attrib.pop(qn("w:characterSet"), None)  # LibreOffice writes names that Word refuses
    made[FONTS] = serialize_part_xml(table)
    if FONT_RELATIONS in parts:
        made[FONT_RELATIONS] = parts[FONT_RELATIONS]
    for _, _, target, is_outside in relations(parts, FONTS):
        if not is_outside and target in parts:
            made[target] = parts[target]


def _related(data: bytes, wanted: Iterator[tuple[str, str, str]]) -> bytes:
    tree = parse_xml(data)
    known = set()
    for name, kind, target in wanted:
        if name not in known:
            known.add(name)
            item = deepcopy(tree[0])
            item.set("Id", name)
            item.set("Type", f"{RELATION}/{kind}")
            item.set("Target", target)
            tree.append(item)
    return serialize_part_xml(tree)


def _declare(made: dict[str, bytes], types: Mapping[str, str]) -> None:
    tree = parse_xml(made[TYPES])
    sample = tree[-1]
    fonts = {name: FONT_TYPE for name in made if name.endswith(".odttf")}
    for name, kind in sorted({**types, **fonts}.items()):
        item = deepcopy(sample)
        item.set("PartName", f"/{name}")
        item.set("ContentType", kind)
        tree.append(item)
    made[TYPES] = serialize_part_xml(tree)


def fill(root: Any, values: Mapping[str, str]) -> None:  # noqa: ANN401 - as above
    """Puts *values* in place of the fields «name», however Word has split their runs."""
    for paragraph in root.iter(qn("w:p")):
        texts = [
            item
            for item in paragraph.iter(qn("w:t"))
            if next(item.iterancestors(qn("w:p"))) is paragraph
        ]
        written = "".join(item.text or "" for item in texts)
        for match in reversed(list(FIELD.finditer(written))):
            _replace(texts, match.span(), values.get(match.group(1), ""))


def _replace(texts: list[Any], span: tuple[int, int], value: str) -> None:
    """*value* in place of the letters in *span* of the joined *texts*."""
    start, end = span
    place = 0
    for item in texts:
        text = item.text or ""
        first, last = max(start - place, 0), min(end - place, len(text))
        if first < last:
            item.text = text[:first] + value + text[last:]
            item.set(qn("xml:space"), "preserve")
            value = ""
        place += len(text)
