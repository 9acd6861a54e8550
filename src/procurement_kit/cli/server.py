"""The web site under gunicorn: two processes of eight threads, until somebody stops it."""

import errno
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from procurement_kit.problems import KitError, say

if TYPE_CHECKING:
    from procurement_kit.web.settings import Settings
    from procurement_kit.web.site import Site

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
REASONS = {
    errno.EADDRINUSE: "port_taken",
    errno.EACCES: "port_forbidden",
    errno.EADDRNOTAVAIL: "host_unknown",
}


@dataclass(frozen=True)
class Address:
    """Where the site listens."""

    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def serve_site(
    address: Address,
    data: Path,
    settings: "Settings | None" = None,
    first: Callable[["Site"], None] | None = None,
) -> None:
    """Serve the site with its data in folder *data*; KitError if the address can't be had.

    What *first* does with the site is done before anybody can come.
    """
    check_free(address)
    from procurement_kit.web import create_app
    from procurement_kit.web.site import EXTENSION

    app = create_app(data, settings=settings)
    if first is not None:
        first(app.extensions[EXTENSION])
    app.extensions[EXTENSION].store.close()  # SQLite forbids taking a connection through a fork
    click.echo(say("serving", address=address, data=data))
    if address.host not in LOOPBACK and first is None:
        click.echo(say("serving_widely"), err=True)
    _run(app, _settings(address))


def check_free(address: Address) -> None:
    """Raise unless somebody could listen on *address* now."""
    try:
        family, kind, *_, place = socket.getaddrinfo(
            address.host, address.port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        code = REASONS.get(error.errno or 0, "host_unknown")
        raise KitError(code, host=address.host, port=address.port) from error


def _settings(address: Address) -> dict[str, Any]:
    return {
        "bind": str(address),
        "worker_class": "gthread",
        "workers": 2,
        "threads": 8,
        "timeout": 60,
        "umask": 0o077,
        "loglevel": "warning",
        "control_socket_disable": True,
        "proc_name": "procurement-kit",
    }


def _run(app: Any, settings: dict[str, Any]) -> None:  # noqa: ANN401 - any WSGI application
    """Run *app* under gunicorn; the processes share what is loaded already."""
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]
        """Gunicorn with our settings and no configuration file."""

        def load_config(self) -> None:
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> Any:  # noqa: ANN401
            return app

    Server().run()
