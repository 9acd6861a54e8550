"""Who may open what: secret links and browser sessions, both known by the hash of their token."""

import hashlib
import secrets
import sqlite3
from typing import NamedTuple

from procurement_kit.store.errors import LinkExpiredError, LinkUnknownError

VIEW, COMMENT, EDIT = "view", "comment", "edit"
ROLES = (VIEW, COMMENT, EDIT)
"""What a link may allow, each more than the one before."""
TOKEN_BYTES = 32


class Link(NamedTuple):
    """What a link opens; *label* is what the owner calls it, "" for the owner's own links."""

    project: str
    role: str
    label: str = ""
    id: str = ""


class NamedLink(NamedTuple):
    """A link that the owner gave to somebody, without its token."""

    id: str
    label: str
    role: str
    created: str
    expires: str


class Grant(NamedTuple):
    """What a session may do with a project, and the link that it came by; "" is the owner."""

    role: str
    link: str = ""
    label: str = ""

    @property
    def is_owner(self) -> bool:
        """Whether the session owns the project: it came by no named link."""
        return self.role == EDIT and not self.link


def token_hash(token: str) -> str:
    """What is stored of *token*; 256 random bits need no slower hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def add_link(
    connection: sqlite3.Connection, project: str, token: str, terms: tuple[str, str, str, str]
) -> None:
    """Store a link; *terms* are its role, its beginning, its end and its label."""
    row = (token_hash(token), project, *terms)
    connection.execute("INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?, ?, ?)", row)


def open_link(connection: sqlite3.Connection, token: str, at: str) -> Link:
    """What *token* opens; LinkUnknownError or LinkExpiredError."""
    query = "SELECT project, role, label, expires FROM link WHERE token_hash = ?"
    row = connection.execute(query, (token_hash(token),)).fetchone()
    if row is None:
        raise LinkUnknownError("link_unknown")
    project, role, label, expires = row
    if at >= expires:
        raise LinkExpiredError("link_expired")
    return Link(project, role, label, token_hash(token) if label else "")


def named_links(connection: sqlite3.Connection, project: str) -> list[NamedLink]:
    """The links with a label, the oldest first."""
    query = """SELECT token_hash, label, role, created, expires FROM link
               WHERE project = ? AND label <> '' ORDER BY created, token_hash"""
    return [NamedLink(*row) for row in connection.execute(query, (project,))]


def revoke_link(connection: sqlite3.Connection, project: str, link: str) -> None:
    """Make one link useless and close the project in the browsers that came by it."""
    query = "DELETE FROM link WHERE project = ? AND token_hash = ?"
    if connection.execute(query, (project, link)).rowcount == 0:
        raise LinkUnknownError("link_unknown")
    query = "DELETE FROM grant_ WHERE project = ? AND link = ?"
    connection.execute(query, (project, link))


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def end_session(connection: sqlite3.Connection, token: str) -> None:
    """Forget what the session may open, and which workshops it leads."""
    for table in ("grant_", "trainer"):
        query = f"DELETE FROM {table} WHERE session = ?"  # noqa: S608 - our tables
        connection.execute(query, (token_hash(token),))


def forget(connection: sqlite3.Connection, token: str, project: str) -> None:
    """Forget that the session may open *project*."""
    query = "DELETE FROM grant_ WHERE session = ? AND project = ?"
    connection.execute(query, (token_hash(token), project))


def move(connection: sqlite3.Connection, old: str, new: str) -> None:
    """Let the session *new* open everything that *old* may open, and *old* nothing."""
    query = "UPDATE grant_ SET session = ? WHERE session = ?"
    connection.execute(query, (token_hash(new), token_hash(old)))


def grant(
    connection: sqlite3.Connection, token: str, project: str, given: str, link: str = ""
) -> None:
    """Let the session open *project*; what it may do already is never lowered."""
    query = "SELECT role, link FROM grant_ WHERE session = ? AND project = ?"
    known = connection.execute(query, (token_hash(token), project)).fetchone()
    if known is None or _power(given, link) > _power(*known):
        row = (token_hash(token), project, given, link)
        connection.execute("INSERT OR REPLACE INTO grant_ VALUES (?, ?, ?, ?)", row)


def _power(role: str, link: str) -> tuple[int, bool]:
    return ROLES.index(role), not link


def granted(connection: sqlite3.Connection, token: str, project: str, at: str) -> Grant | None:
    """What the session may do with *project* at the time *at*; a link that ended opens nothing."""
    query = """SELECT grant_.role, grant_.link, coalesce(label, ''), coalesce(expires, '')
               FROM grant_ LEFT JOIN link ON token_hash = grant_.link
               WHERE session = ? AND grant_.project = ?"""
    row = connection.execute(query, (token_hash(token), project)).fetchone()
    if row is None or (row[1] and at >= row[3]):
        return None
    return Grant(*row[:3])


def session_projects(connection: sqlite3.Connection, token: str) -> list[tuple[str, str, str]]:
    """Id, title and last change of every project that the session may open."""
    query = """SELECT id, title, updated FROM grant_ JOIN project ON id = project
               WHERE session = ? ORDER BY updated DESC, id"""
    return connection.execute(query, (token_hash(token),)).fetchall()
