"""The language of a page: chosen by the user, offered by the browser, or set by the operator."""

import re
from contextlib import ExitStack
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    g,
    has_request_context,
    redirect,
    request,
    session,
    url_for,
)
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from procurement_kit.formats.files import locale_root
from procurement_kit.formats.locales import language_name
from procurement_kit.problems import speaking
from procurement_kit.translations.speech import (
    CLOSE,
    OPEN,
    SOURCE,
    Speech,
    hidden_marks,
    speech,
    spoken_languages,
)
from procurement_kit.web.site import site

blueprint = Blueprint("languages", __name__)
LANGUAGE = "language"
FILES = {"as_csv", "as_workbook", "calendar", "data", "download", "export", "worksheets"}
"""Views that answer with a file: whatever the page says, files are in the language of the law."""

PROGRAMS, FOR_PEOPLE = "api", {"api.show"}
"""What programs are answered is in the language of the law too."""

NOTE, NUMBER, NOTE_END = "\ue012", "\ue013", "\ue014"
TAG = re.compile(r"(<[^>]*>)")
BARE = ("title", "option", "textarea", "script", "svg")
"""Elements in which no mark can stand."""

MARK = '<span lang="cs" class="czech">'
HTML = "text/html"


def languages() -> tuple[str, ...]:
    """The languages that users may choose."""
    return spoken_languages(locale_root())


def language() -> str:
    """The language of this page."""
    if LANGUAGE not in g:
        g.language = _language()
    return str(g.language)


def language_of_content() -> str:
    """The language in which this request reads the content."""
    if not has_request_context():
        return SOURCE
    return SOURCE if (request.endpoint or "").rpartition(".")[2] in FILES else language()


def _language() -> str:
    known = languages()
    if request.blueprint == PROGRAMS and request.endpoint not in FOR_PEOPLE:
        return SOURCE
    if session.get(LANGUAGE) in known:
        return str(session[LANGUAGE])
    offered = request.accept_languages.best_match(known)
    default = site().settings.language
    return offered or (default if default in known else SOURCE)


@blueprint.post("/language")
def choose() -> Response:
    """Remember the language and go back to the page."""
    chosen = request.form.get(LANGUAGE, "")
    if chosen in languages():
        session[LANGUAGE] = chosen
        session.permanent = True
    return redirect(_back(request.form.get("back", "")), 303)  # type: ignore[return-value]


def _back(address: str) -> str:
    """*address*, if it is a page of ours that can be read; else the first page."""
    parts = urlsplit(address)
    is_ours = address.startswith("/") and not parts.scheme and not parts.netloc
    if not is_ours or "\\" in address:
        return url_for("home.show")
    try:
        current_app.url_map.bind("").match(parts.path, "GET")
    except (HTTPException, RequestRedirect):
        return url_for("home.show")
    return address


def register(app: Flask) -> None:
    """Let the pages of *app* speak every language that has translations."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        _text, _counted, newstyle=True, pgettext=_text_in
    )
    app.register_blueprint(blueprint)
    app.before_request(_speak)
    app.teardown_request(_fall_silent)
    app.after_request(_marked)
    app.context_processor(_context)


def _context() -> dict[str, object]:
    return {
        "language": language(),
        "languages": [(code, language_name(code)) for code in languages()],
        "here": request.full_path.rstrip("?"),
        "untranslated": {"begin": NOTE, "number": NUMBER, "end": NOTE_END},
    }


def _spoken() -> Speech | None:
    return None if language() == SOURCE else speech(locale_root(), language())


def _text(text: str) -> str:
    spoken = _spoken()
    return spoken.marked(text) if spoken else text


def _text_in(context: str, text: str) -> str:
    spoken = _spoken()
    return spoken.marked(text, context) if spoken else text


def _counted(one: str, several: str, number: int) -> str:
    spoken = _spoken()
    if spoken:
        return spoken.counted(one, several, number)
    return one if number == 1 else several


def _speak() -> None:
    """Say the messages of this request in its language."""
    spoken = _spoken()
    g.speaking = ExitStack()
    g.speaking.enter_context(speaking(spoken.marked if spoken else None))


def _fall_silent(_error: BaseException | None) -> None:
    if "speaking" in g:
        g.speaking.close()


def _marked(response: Response) -> Response:
    """Turn the signs around what is not translated into marks, and count them for the note."""
    if LANGUAGE in g and response.mimetype == HTML and not response.direct_passthrough:
        response.set_data(marked_page(response.get_data(as_text=True)))
    return response


def marked_page(page: str) -> str:
    """*page* with a visible mark at each text that is not translated, and their number on top."""
    if OPEN not in page and NOTE not in page:
        return page
    number = page.count(OPEN)
    before, _, rest = page.partition(NOTE)
    note, _, after = rest.partition(NOTE_END)
    page = f"{before}{note.replace(NUMBER, str(number)) if number else ''}{after}"
    return "".join(_pieces(page))


def _pieces(page: str) -> list[str]:
    made: list[str] = []
    bare = ""
    for piece in TAG.split(page):
        if piece.startswith("<"):
            made.append(hidden_marks(piece))
            name = piece[1:].lstrip("/").split(maxsplit=1)[0].rstrip(">/").lower()
            if name in BARE and (not bare or bare == name):
                bare = "" if piece.startswith("</") or piece.endswith("/>") else name
        elif bare:
            made.append(hidden_marks(piece))
        else:
            made.append(piece.replace(OPEN, MARK).replace(CLOSE, "</span>"))
    return made
