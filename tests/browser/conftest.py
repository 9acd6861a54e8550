"""A real browser against a running site."""

import logging
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from procurement_kit.kit import Kit
from procurement_kit.web import create_app

CHROMIUM = Path(os.environ.get("CHROMIUM") or "/usr/bin/chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, whose user reads Czech."""
    if not CHROMIUM.exists():
        pytest.fail("The browser tests need Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--disable-dev-shm-usage"]
        )
        for name in ("new_page", "new_context"):
            setattr(chromium, name, partial(getattr(chromium, name), locale="cs-CZ"))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def base_url(kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, which runs for the whole session."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = create_app(tmp_path_factory.mktemp("data"), kit=kit)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    site = app.extensions["procurement_kit"]
    site.jobs.close()
    site.store.close()
