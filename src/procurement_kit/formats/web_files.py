"""Fetches one file from the public web, only when the operator asks for it by its address.

Only https, only addresses that the whole world may reach, with limits of size, time and hops.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from urllib.parse import SplitResult, urljoin, urlsplit

from procurement_kit.problems import KitError

SIZE_LIMIT = 50 * 1024 * 1024
SECONDS_LIMIT = 60
HOPS_LIMIT = 3
PIECE = 64 * 1024
MOVED = frozenset({301, 302, 303, 307, 308})
OK = 200


class _Pinned(http.client.HTTPSConnection):
    """A connection to the very address that was checked, so that a name can't change its mind."""

    def __init__(self, host: str, port: int, address: str, seconds: float) -> None:
        super().__init__(host, port, timeout=seconds)
        self._address = address
        self._safety = ssl.create_default_context()

    def connect(self) -> None:
        """Connect to the checked address; the certificate must be that of the name."""
        bare = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = self._safety.wrap_socket(bare, server_hostname=self.host)


def fetch(address: str) -> bytes:
    """The file at *address*; KitError says what was wrong with it."""
    until = time.monotonic() + SECONDS_LIMIT
    for _ in range(HOPS_LIMIT + 1):
        parts = _checked(address)
        found = _asked(parts, address, until)
        if isinstance(found, bytes):
            return found
        address = urljoin(address, found)
    raise KitError("web_hops", address=address, limit=HOPS_LIMIT)


def _checked(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        is_bare = not parts.username and parts.port in {None, 443}
    except ValueError as error:
        raise KitError("web_address", address=address) from error
    if parts.scheme != "https" or not parts.hostname or not is_bare:
        raise KitError("web_address", address=address)
    return parts


def _public_address(host: str) -> str:
    """The first address of *host*; KitError if any of them is not public."""
    try:
        found = {str(item[4][0]) for item in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)}
    except OSError as error:
        raise KitError("web_unreachable", address=host, cause=error.strerror) from error
    if not all(ipaddress.ip_address(item.partition("%")[0]).is_global for item in found):
        raise KitError("web_private", address=host)
    return sorted(found)[0]


def _asked(parts: SplitResult, address: str, until: float) -> bytes | str:
    """The content, or the place where it has moved."""
    host = str(parts.hostname)
    pinned = _Pinned(host, 443, _public_address(host), max(until - time.monotonic(), 1))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        pinned.request("GET", path, headers={"User-Agent": "procurement-kit", "Accept": "*/*"})
        answer = pinned.getresponse()
        if answer.status in MOVED and answer.headers.get("Location"):
            return str(answer.headers["Location"])
        if answer.status != OK:
            raise KitError("web_status", address=address, status=answer.status)
        return _body(answer, address, until)
    except (OSError, http.client.HTTPException) as error:
        raise KitError("web_unreachable", address=address, cause=error) from error
    finally:
        pinned.close()


def _body(answer: http.client.HTTPResponse, address: str, until: float) -> bytes:
    data = bytearray()
    while piece := answer.read(PIECE):
        data += piece
        if len(data) > SIZE_LIMIT:
            raise KitError("web_large", address=address, limit=SIZE_LIMIT // 1024 // 1024)
        if time.monotonic() > until:
            raise KitError("web_slow", address=address, limit=SECONDS_LIMIT)
    return bytes(data)
