"""The theme that an operator has added: its colours, kept in the data folder."""

from pathlib import Path

from flask import Blueprint, Response

from procurement_kit.formats.files import content_root
from procurement_kit.formats.theme_package import PACKAGE, ThemePackage
from procurement_kit.problems import KitError, say
from procurement_kit.web.access import PageMissingError
from procurement_kit.web.site import site

blueprint = Blueprint("themes", __name__, url_prefix="/theme")
GOVCZ = "govcz"
FOLDER, SHEET, LICENSE, NOTICE = "themes", "colours.css", "EUPL-1.2.txt", "NOTICE.txt"
MAP = Path(__file__).parent / "static" / "themes" / f"{GOVCZ}-map.css"


@blueprint.get("/colours.css")
def colours() -> Response:
    """The colours of the theme in use."""
    if not site().theme:
        raise PageMissingError("page_missing")
    return Response(site().theme, mimetype="text/css")


def keep(data: Path, package: ThemePackage) -> Path:
    """Write what is needed of *package*, with its licence, into the data folder *data*."""
    folder = data / FOLDER / GOVCZ
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    notice = say("theme_notice", name=PACKAGE, version=package.version, license=package.license)
    texts = {SHEET: package.sheet, NOTICE: f"{notice}\n"}
    texts[LICENSE] = (content_root() / "LICENSES" / LICENSE).read_text(encoding="utf-8")
    for name, text in (package.texts | texts).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def chosen(data: Path, theme: str) -> str:
    """The colours of *theme*, "" without one; KitError if it is unknown or was never added."""
    if not theme:
        return ""
    path = data / FOLDER / theme / SHEET
    if theme != GOVCZ:
        raise KitError("theme_unknown", theme=theme, known=GOVCZ)
    if not path.is_file():
        raise KitError("theme_missing", theme=theme, path=path)
    return path.read_text(encoding="utf-8")
