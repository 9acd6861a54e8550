"""The look of the site: small, readable in both themes, and no promise of being the state's."""

import io
import json
import re
import tarfile
from pathlib import Path

import pytest

from procurement_kit.formats import theme_package
from procurement_kit.formats.theme_package import PACKAGE
from procurement_kit.kit import Kit
from procurement_kit.problems import KitError
from procurement_kit.web import STATIC, create_app, themes
from procurement_kit.web.settings import Settings
from tests.web.visitor import Visitor

OWN_LIMIT = 15_000
PAGE_LIMIT = 21_000
ROLE = re.compile(r"--pk-([a-z-]+):\s*([^;]+);")
COLOURS = {
    "primary": {100: (229, 238, 249), 200: (197, 219, 242), 300: (147, 189, 230),
                600: (35, 98, 162), 700: (30, 80, 134), 800: (29, 69, 111), 900: (29, 60, 93),
                1000: (15, 31, 51)},
    "neutral": {0: (255, 255, 255), 50: (246, 246, 246), 100: (231, 231, 231),
                200: (209, 209, 209), 300: (176, 176, 176), 500: (109, 109, 109),
                700: (79, 79, 79), 800: (69, 69, 69), 900: (59, 59, 59), 950: (38, 38, 38),
                1000: (0, 0, 0)},
    "error": {100: (253, 227, 227), 200: (252, 204, 204), 300: (248, 169, 169),
              600: (198, 40, 40), 800: (126, 20, 20), 900: (73, 12, 12)},
    "success": {100: (226, 246, 227), 200: (199, 235, 201), 800: (38, 85, 41), 900: (32, 71, 36)},
    "warning": {100: (254, 247, 195), 200: (254, 237, 138), 300: (253, 216, 53),
                900: (107, 74, 13), 950: (67, 46, 6)},
}  # fmt: skip
"""The steps of the scales that our map uses, as the package has them."""
TEXTS = [
    ("text", "page"), ("text", "surface"), ("quiet", "page"), ("quiet", "surface"),
    ("link", "page"), ("link", "surface"), ("link-hover", "page"), ("error", "page"),
    ("bar-text", "bar"), ("action-text", "action"), ("action-text", "action-dark"),
    ("red-ink", "red"), ("amber-ink", "amber"), ("green-ink", "green"), ("blue-ink", "blue"),
    ("grey-ink", "grey"), ("green-ink", "page"), ("focus-ink", "focus"),
]  # fmt: skip
EDGES = [("border-input", "page"), ("border-input", "surface")]


def a_package(**changed: object) -> bytes:
    """A tarball of the shape that npm gives, with only what matters."""
    css = "".join(
        f"--color-{scale}-{step}: rgb({r}, {g}, {b});"
        for scale, steps in COLOURS.items()
        for step, (r, g, b) in steps.items()
    )
    manifest = {"name": PACKAGE, "version": "4.2.7", "license": "EUPL v1.2 Licensed"}
    files = {
        "package/package.json": json.dumps(manifest | dict(changed.get("manifest", {}))),  # type: ignore[call-overload]
        "package/lib/tokens.css": f":root[data-theme=light]{{--x: var(--y);}}:root{{{css}}}",
        "package/lib/components.css": ".gov-button{background:url(https://elsewhere)}",
    }
    files |= dict(changed.get("files", {}))  # type: ignore[call-overload]
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, text in files.items():
            item = tarfile.TarInfo(name)
            item.size = len(text.encode())
            archive.addfile(item, io.BytesIO(text.encode()))
    return buffer.getvalue()


def wanted() -> set[str]:
    return theme_package.named_colours(themes.MAP.read_text("utf-8"))


def test_the_style_sheet_of_every_page_stays_small():
    own = (STATIC / "app.css").stat().st_size
    others = [path.stat().st_size for path in STATIC.glob("*.css") if path.name != "app.css"]

    assert own <= OWN_LIMIT
    assert own + max(others) <= PAGE_LIMIT


@pytest.mark.parametrize("place", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("sheet", ["own", "govcz"])
def test_texts_and_borders_stand_out(sheet: str, place: int):
    css = (STATIC / "app.css").read_text("utf-8")
    if sheet == "govcz":
        package = theme_package.read("x.tgz", a_package(), wanted())
        css += themes.MAP.read_text("utf-8")
        for name, value in package.colours.items():
            css = css.replace(f"var({name})", value)
    roles = {
        name: seen(value.strip(), place) for name, value in ROLE.findall(css) if is_colour(value)
    }

    pale = [pair for pair in TEXTS if contrast(roles[pair[0]], roles[pair[1]]) < 4.5]
    faint = [pair for pair in EDGES if contrast(roles[pair[0]], roles[pair[1]]) < 3]

    assert pale == []
    assert faint == []


def test_only_colours_and_the_licence_are_kept(tmp_path: Path):
    package = theme_package.read("x.tgz", a_package(), wanted())
    folder = themes.keep(tmp_path, package)

    assert set(package.colours) == wanted()
    assert "url(" not in package.sheet
    assert {path.name for path in folder.iterdir()} == {"colours.css", "EUPL-1.2.txt", "NOTICE.txt"}
    assert "EUROPEAN UNION PUBLIC LICENCE" in (folder / "EUPL-1.2.txt").read_text("utf-8")
    assert "4.2.7" in (folder / "NOTICE.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"not a tarball", "theme_broken"),
        (a_package(manifest={"name": "other"}), "theme_other"),
        (a_package(files={"../evil.css": "x"}), "theme_unsafe"),
        (a_package(files={"/etc/evil.css": "x"}), "theme_unsafe"),
        (a_package(files={"package/lib/tokens.css": ":root{}"}), "theme_colours"),
        (b"\0" * (9 * 1024 * 1024), "theme_large"),
    ],
)
def test_a_package_that_is_not_what_it_should_be_is_refused(data: bytes, code: str):
    with pytest.raises(KitError) as refused:
        theme_package.read("x.tgz", data, wanted())

    assert refused.value.code == code


def test_a_wrong_checksum_is_refused():
    with pytest.raises(KitError) as refused:
        theme_package.read("x.tgz", a_package(), wanted(), "00")

    assert refused.value.code == "theme_checksum"


def test_pages_use_the_theme_only_where_the_operator_added_and_chose_it(tmp_path: Path, kit: Kit):
    settings = Settings(theme="govcz")
    with pytest.raises(KitError) as missing:
        create_app(tmp_path, kit=kit, testing=True, settings=settings)
    themes.keep(tmp_path, theme_package.read("x.tgz", a_package(), wanted()))

    themed = Visitor(create_app(tmp_path, kit=kit, testing=True, settings=settings).test_client())
    plain = Visitor(create_app(tmp_path, kit=kit, testing=True).test_client())

    assert missing.value.code == "theme_missing"
    assert "govcz-map.css" in themed.open("/").response.text
    assert "--color-primary-600" in themed.client.get("/theme/colours.css").text
    assert "govcz" not in plain.open("/").response.text
    assert plain.open("/theme/colours.css").status == 404


def is_colour(value: str) -> bool:
    return any(sign in value for sign in ("#", "rgb("))


def seen(value: str, place: int) -> tuple[int, ...]:
    """The colour that a theme shows; light-dark() has one for each."""
    found = re.findall(r"#[0-9a-f]{6}|rgb\([^)]*\)", value)
    colour = found[place] if "light-dark(" in value else found[0]
    if colour.startswith("#"):
        return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return tuple(int(part) for part in re.findall(r"\d+", colour))


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The contrast ratio of two colours as WCAG 2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: tuple[int, ...]) -> float:
    parts = (part / 255 for part in colour)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
