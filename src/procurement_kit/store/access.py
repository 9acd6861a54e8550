"""Who may open what: secret links and browser sessions, both known by the hash of their token."""

import hashlib
import secrets
import sqlite3
from typing import NamedTuple

from procurement_kit.store.errors import LinkExpiredError, LinkUnknownError

EDIT = "edit"
TOKEN_BYTES = 32


class Link(NamedTuple):
    """What a link opens."""

    project: str
    role: str


def token_hash(token: str) -> str:
    """What is stored of *token*; 256 random bits need no slower hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def add_link(
    connection: sqlite3.Connection, project: str, token: str, terms: tuple[str, str, str]
) -> None:
    """Store a link; *terms* are its role, its beginning and its end."""
    row = (token_hash(token), project, *terms)
    connection.execute("INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?, ?)", row)


def open_link(connection: sqlite3.Connection, token: str, at: str) -> Link:
    """What *token* opens; LinkUnknownError or LinkExpiredError."""
    query = "SELECT project, role, expires FROM link WHERE token_hash = ?"
    row = connection.execute(query, (token_hash(token),)).fetchone()
    if row is None:
        raise LinkUnknownError("link_unknown")
    project, role, expires = row
    if at >= expires:
        raise LinkExpiredError("link_expired")
    return Link(project, role)


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def end_session(connection: sqlite3.Connection, token: str) -> None:
    """Forget what the session may open, and which workshops it leads."""
    for table in ("grant_", "trainer"):
        query = f"DELETE FROM {table} WHERE session = ?"  # noqa: S608 - our tables
        connection.execute(query, (token_hash(token),))


def grant(connection: sqlite3.Connection, token: str, project: str, given: str) -> None:
    """Let the session open *project*; a right to edit is not lowered."""
    if role(connection, token, project) != EDIT:
        row = (token_hash(token), project, given)
        connection.execute("INSERT OR REPLACE INTO grant_ VALUES (?, ?, ?)", row)


def role(connection: sqlite3.Connection, token: str, project: str) -> str | None:
    """The role of the session in *project*."""
    query = "SELECT role FROM grant_ WHERE session = ? AND project = ?"
    row = connection.execute(query, (token_hash(token), project)).fetchone()
    return None if row is None else str(row[0])


def session_projects(connection: sqlite3.Connection, token: str) -> list[tuple[str, str, str]]:
    """Id, title and last change of every project that the session may open."""
    query = """SELECT id, title, updated FROM grant_ JOIN project ON id = project
               WHERE session = ? ORDER BY updated DESC, id"""
    return connection.execute(query, (token_hash(token),)).fetchall()
