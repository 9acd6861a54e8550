"""The web site: one blueprint per use."""

import hashlib
import os
from datetime import datetime
from functools import cache
from pathlib import Path

from flask import Flask

from procurement_kit.formats.files import content_root
from procurement_kit.kit import Kit
from procurement_kit.store import catalogue_shipped
from procurement_kit.store.store import DATABASE, Store
from procurement_kit.web import (
    acceptance,
    answers,
    api,
    book,
    catalogue,
    clause_book,
    compare,
    compression,
    contract_changes,
    copies,
    copy_sheets,
    costs,
    differences,
    documents,
    errors,
    explained,
    flags,
    history,
    home,
    join,
    languages,
    license_book,
    license_choice,
    license_words,
    licenses,
    links,
    lock_in,
    missing,
    notes,
    office,
    participant,
    procedures,
    project_licenses,
    publication,
    reading,
    reminders,
    returned,
    reuse,
    saved,
    scoring,
    search,
    security,
    sharing,
    showing,
    steps,
    tasks,
    themes,
    timetable,
    training,
    transfer,
    upgrade,
    workshop,
    workshop_board,
    workshop_results,
)
from procurement_kit.web.render_jobs import RenderJobs
from procurement_kit.web.settings import Settings, secret_of
from procurement_kit.web.showing import ZONE
from procurement_kit.web.site import EXTENSION, Site, site
from procurement_kit.web.uploads import Uploads

BLUEPRINTS = (
    home, links, tasks, steps, answers, flags, history, documents, licenses, license_book,
    license_choice, compare, costs, project_licenses, procedures, acceptance, transfer, saved,
    timetable, upgrade, lock_in, scoring, contract_changes, notes, returned, differences,
    clause_book, office, catalogue, reuse, publication, api, copy_sheets, training,
    workshop, workshop_board, workshop_results, join, participant,
    search, missing, sharing, copies, book,
    themes, reminders, reading,
)  # fmt: skip

STATIC = Path(__file__).parent / "static"


def create_app(
    data: Path, *, kit: Kit | None = None, testing: bool = False, settings: Settings | None = None
) -> Flask:
    """The site with its data in folder *data*, which is made if it does not exist."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.umask(0o077)
    chosen, secret = settings or Settings.read(), secret_of(data)
    app = Flask(__name__, template_folder="pages")
    app.config.from_mapping(chosen.flask(secret), TESTING=testing)
    app.extensions[EXTENSION] = _site(
        data, kit or Kit.load(content_root(), chosen.pack), chosen, secret
    )
    for module in BLUEPRINTS:
        app.register_blueprint(module.blueprint)
    for part in (compression, showing, explained, license_words, errors, languages):
        part.register(app)
    security.secure(app, chosen)
    app.before_request(_forget_old_uploads)
    app.context_processor(_context)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    return app


def _site(data: Path, kit: Kit, settings: Settings, secret: bytes) -> Site:
    store = Store.open(data / DATABASE)
    store.keep_content(kit.content.files)
    return Site(
        installed=kit,
        language=languages.language_of_content,
        store=store,
        jobs=RenderJobs(data / "renders"),
        uploads=Uploads(data / "uploads"),
        secret=secret,
        settings=settings,
        catalogue=cache(lambda: catalogue_shipped.opened(data, content_root())),
        asset_version=_version_of(STATIC),
        drawings=frozenset(path.stem for path in (STATIC / "use").glob("*.svg")),
        theme=themes.chosen(data, settings.theme),
    )


def _version_of(folder: Path) -> str:
    """A short hash of the files in *folder*, so that browsers fetch a changed style sheet."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()[:12]


def _forget_old_uploads() -> None:
    """What was promised to stay for an hour does not stay longer, whoever comes next."""
    site().uploads.forget_old(site().now())


def _context() -> dict[str, object]:
    """What every page may use."""
    today: datetime = site().now().astimezone(ZONE)
    return {
        "today": today.date(),
        "asset_version": site().asset_version,
        "drawings": site().drawings,
        "has_mail": site().settings.mail.is_set,
        "has_theme": bool(site().theme),
    }
