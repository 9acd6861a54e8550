"""How the site is operated: its addresses, whether it is on https, and its size limits."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from procurement_kit.formats.files import PACK_VARIABLE
from procurement_kit.formats.mail import MailServer
from procurement_kit.problems import KitError

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
MEGABYTE = 1024 * 1024
REQUEST_LIMIT = 1 * MEGABYTE
UPLOAD_LIMIT = 12 * MEGABYTE
ARCHIVE_LIMIT = 72 * MEGABYTE
FORM_LIMIT = 1 * MEGABYTE
API_MODES = ("off", "read", "full")
SECRET_FILE = "secret.key"  # noqa: S105 - the name of the file, not a secret

NO_MAIL = MailServer("", "")


@dataclass(frozen=True)
class Settings:
    """What the operator decides; the defaults suit one computer without a network."""

    hosts: tuple[str, ...] = LOOPBACK
    is_https: bool = False
    proxies: int = 0
    pack: Path | None = None
    api: str = "read"
    """What programs may ask for: off, read, or full (making files too)."""

    theme: str = ""
    mail: MailServer = NO_MAIL
    address: str = ""
    """Where others reach the site, such as http://192.168.1.5:8000; empty if as it was asked."""

    language: str = "cs"
    """The language of a first visit by a browser that asks for none of ours."""

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """From PROCUREMENT_KIT_HOSTS (comma separated), …_HTTPS (yes, no), …_PROXIES, …_PACK.

        Also …_API, …_ADDRESS, …_THEME, …_LANGUAGE, …_MAIL_FROM and …_SMTP (smtp or smtps, as
        smtp://user:password@host:port).
        """
        hosts = environment.get("PROCUREMENT_KIT_HOSTS", "")
        named = tuple(host.strip() for host in hosts.split(",") if host.strip())
        pack = environment.get(PACK_VARIABLE)
        return cls(
            hosts=named + LOOPBACK,
            is_https=environment.get("PROCUREMENT_KIT_HTTPS", "") in {"1", "yes", "true"},
            proxies=int(environment.get("PROCUREMENT_KIT_PROXIES", "0") or 0),
            pack=Path(pack) if pack else None,
            api=_api_mode(environment.get("PROCUREMENT_KIT_API", "")),
            address=environment.get("PROCUREMENT_KIT_ADDRESS", "").rstrip("/"),
            theme=environment.get("PROCUREMENT_KIT_THEME", ""),
            mail=MailServer(
                environment.get("PROCUREMENT_KIT_SMTP", ""),
                environment.get("PROCUREMENT_KIT_MAIL_FROM", ""),
            ),
            language=environment.get("PROCUREMENT_KIT_LANGUAGE") or "cs",
        )

    @property
    def cookie_name(self) -> str:
        """The session cookie; the __Host- prefix binds it to this host, and needs https."""
        return "__Host-kit" if self.is_https else "kit"

    def flask(self, secret: bytes) -> dict[str, object]:
        """The settings as Flask wants them."""
        return {
            "SECRET_KEY": secret,
            "SESSION_COOKIE_NAME": self.cookie_name,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SECURE": self.is_https,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_PATH": "/",
            "PERMANENT_SESSION_LIFETIME": 60 * 60 * 24 * 365,
            "TRUSTED_HOSTS": list(self.hosts),
            "MAX_CONTENT_LENGTH": REQUEST_LIMIT,
            "MAX_FORM_MEMORY_SIZE": FORM_LIMIT,
            "MAX_FORM_PARTS": 500,
            "SEND_FILE_MAX_AGE_DEFAULT": 60 * 60,
        }


def _api_mode(mode: str) -> str:
    if mode not in {"", *API_MODES}:
        raise KitError("api_mode_bad", mode=mode)
    return mode or "read"


def secret_of(data: Path) -> bytes:
    """The secret of this installation, made at the first start and readable by its owner only."""
    path = data / SECRET_FILE
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(32))
    return path.read_bytes()
