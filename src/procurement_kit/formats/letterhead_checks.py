"""Whether a letterhead can be used: nothing in it runs or fetches, and it has all our styles."""

import re
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from procurement_kit.formats import fonts, pictures
from procurement_kit.formats.letterhead import (
    COMMENT_STYLES,
    DOCUMENT,
    FIELD,
    FONTS,
    PICTURES,
    STYLES,
    Parts,
    own_styles,
    references,
    relations,
    style_names,
    unpacked,
)
from procurement_kit.problems import KitError, Problem

MACRO = re.compile(r"vba|macroenabled|activex", re.IGNORECASE)
TRACKED = tuple(
    map(qn, ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:pPrChange", "w:rPrChange",
             "w:sectPrChange", "w:tblPrChange"))
)  # fmt: skip
ACTIVE = ("object", "OLEObject", "altChunk", "control", "subDoc", "script")
FETCHING = re.compile(r"INCLUDE|DDE|(?<!HYPER)LINK|IMPORT|MACROBUTTON|DATABASE|QUOTE|\bRD\b")
ADDRESS = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)
ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=[\"']([^\"']+)")
FONT_KEY = qn("w:fontKey")
OBFUSCATED = 32
FAMILIES = (qn("w:ascii"), qn("w:hAnsi"))


def problems(path: str, data: bytes, base: Parts, fields: Collection[str]) -> Iterator[Problem]:
    """Everything for which the letterhead *data* can't be used."""
    try:
        parts = unpacked(data)
        faults = list(_refused(parts))
        if not faults:
            faults = [*_tracked(parts), *_margins(parts, fields), *_styles(parts, base),
                      *_fonts(parts)]  # fmt: skip
    except KitError as error:
        yield Problem.of(path, 1, error.code, **error.details)
        return
    except (SyntaxError, KeyError, ValueError) as error:
        part = str(error) if isinstance(error, KeyError) else ""
        yield Problem.of(path, 1, "letterhead_broken", part=part.strip("'"))
        return
    for code, details in faults:
        yield Problem.of(path, 1, code, **details)


def unchecked_fonts(data: bytes, base: Parts) -> tuple[str, ...]:
    """The fonts that the styles name and the letterhead does not bring."""
    parts = unpacked(data)
    named = {
        family
        for style in own_styles(base, parts).values()
        for item in style.iter(qn("w:rFonts"))
        for key in FAMILIES
        if (family := item.get(key))
    }
    brought = {name for name, _ in _embedded(parts)} if FONTS in parts else set()
    return tuple(sorted(named - brought))


Fault = tuple[str, dict[str, str]]


def _refused(parts: Parts) -> Iterator[Fault]:
    """What is dangerous before anything is read as XML."""
    for name, data in parts.items():
        if MACRO.search(name):
            yield "letterhead_macro", {"part": name}
        if name.endswith((".xml", ".rels")):
            encoding = ENCODING.match(data)
            is_utf = encoding is None or encoding.group(1).lower() == b"utf-8"
            if b"<!DOCTYPE" in data or b"\0" in data or not is_utf:
                yield "letterhead_refused", {"part": name, "what": "DOCTYPE"}
            if name == "[Content_Types].xml" and MACRO.search(data.decode("utf-8")):
                yield "letterhead_macro", {"part": name}
    for name in (DOCUMENT, STYLES):
        if name not in parts:
            yield "letterhead_broken", {"part": name}


def _tracked(parts: Parts) -> Iterator[Fault]:
    used = [name for _, name in references(parts)]
    for name in dict.fromkeys((DOCUMENT, STYLES, *used)):
        if next(parse_xml(parts[name]).iter(*TRACKED), None) is not None:
            yield "letterhead_tracked", {"part": name}


def _margins(parts: Parts, fields: Collection[str]) -> Iterator[Fault]:
    for name in dict.fromkeys(name for _, name in references(parts)):
        root = parse_xml(parts[name])
        for item in root.iter():
            tag = str(item.tag).rpartition("}")[2]
            if tag in ACTIVE:
                yield "letterhead_refused", {"part": name, "what": tag}
        yield from _instructions(name, root)
        for paragraph in root.iter(qn("w:p")):
            text = "".join(item.text or "" for item in paragraph.iter(qn("w:t")))
            for field in FIELD.findall(text):
                if field not in fields:
                    known = ", ".join(fields)
                    yield "letterhead_field", {"part": name, "field": field, "known": known}
        yield from _related(parts, name)


def _instructions(name: str, root: Any) -> Iterator[Fault]:  # noqa: ANN401 - python-docx has no types
    simple = [str(item.get(qn("w:instr"))) for item in root.iter(qn("w:fldSimple"))]
    split = "".join(item.text or "" for item in root.iter(qn("w:instrText")))
    for text in (*simple, split):
        if FETCHING.search(text.upper()):
            yield "letterhead_refused", {"part": name, "what": text.strip()[:60]}


def _related(parts: Parts, name: str) -> Iterator[Fault]:
    for _, kind, target, is_outside in relations(parts, name):
        suffix = PurePosixPath(target).suffix.lower().removeprefix(".")
        if is_outside:
            is_allowed = kind == "hyperlink" and ADDRESS.match(target) is not None
        else:
            is_allowed = kind == "image" and suffix in PICTURES and target in parts
        if not is_allowed:
            yield "letterhead_refused", {"part": name, "what": f"{kind}: {target}"[:80]}
        elif suffix == "png" and not is_outside and not pictures.is_sound(parts[target]):
            yield "letterhead_picture", {"part": target}


def _styles(parts: Parts, base: Parts) -> Iterator[Fault]:
    """Ours that are missing, or are of another kind."""
    ours, theirs = style_names(parse_xml(base[STYLES])), own_styles(base, parts)
    kind = qn("w:type")
    missing = [
        str(style.find(qn("w:name")).get(qn("w:val")))
        for name, style in ours.items()
        if name not in COMMENT_STYLES
        and (name not in theirs or theirs[name].get(kind) != style.get(kind))
    ]
    if missing:
        yield "letterhead_styles", {"names": ", ".join(missing)}


def _embedded(parts: Parts) -> Iterator[tuple[str, bytes]]:
    """The fonts that the letterhead brings, by family, as they were before Word hid them."""
    targets = {key: target for key, _, target, is_outside in relations(parts, FONTS)
               if not is_outside}  # fmt: skip
    for font in parse_xml(parts[FONTS]).findall(qn("w:font")):
        for item in font.iterchildren():
            target = targets.get(item.get(qn("r:id"), ""))
            if item.get(FONT_KEY) and target in parts:
                shown = _plain(parts[str(target)], item.get(FONT_KEY))
                yield str(font.get(qn("w:name"))), shown


def _plain(data: bytes, key: str) -> bytes:
    """A font as it was: Word mixes the first 32 bytes with the key, backwards."""
    digits = re.sub(r"[^0-9A-Fa-f]", "", key)
    if len(digits) != OBFUSCATED:
        return b""
    mask = bytes.fromhex(digits)[::-1]
    head = bytes(one ^ mask[place % 16] for place, one in enumerate(data[:OBFUSCATED]))
    return head + data[OBFUSCATED:]


def _fonts(parts: Parts) -> Iterator[Fault]:
    if FONTS not in parts:
        return
    for family, data in _embedded(parts):
        lacking = fonts.missing(data)
        if lacking is None:
            yield "letterhead_font_broken", {"font": family}
        elif lacking:
            yield "letterhead_font", {"font": family, "letters": " ".join(lacking)}
