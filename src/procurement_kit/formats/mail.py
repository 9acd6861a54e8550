"""Electronic mail, sent by the operator's own server."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from procurement_kit.problems import KitError

SECONDS = 30
SECURE, PLAIN = "smtps", "smtp"
PORTS = {SECURE: 465, PLAIN: 25}


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed in, and the address it comes from."""

    address: str
    sender: str

    @property
    def is_set(self) -> bool:
        """Whether the operator has chosen a server and a sender."""
        return bool(self.address and self.sender)


def send(server: MailServer, to: str, subject: str, text: str) -> None:
    """Hand in one message; KitError if the server does not take it."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = server.sender, to, subject
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    try:
        with _opened(server.address) as connection:
            connection.send_message(message)
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise KitError("mail_failed", cause=error) from error


@contextmanager
def _opened(address: str) -> Iterator[smtplib.SMTP]:
    """A connection to smtp://user:password@host:port or smtps://…; encrypted if it can be."""
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)
    if parts.scheme not in PORTS or not host:
        raise KitError("mail_address", scheme=parts.scheme)
    context = ssl.create_default_context()
    secure = parts.scheme == SECURE
    opened = (
        smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=context)
        if secure
        else smtplib.SMTP(host, port, timeout=SECONDS)
    )
    with opened as connection:
        connection.ehlo()
        if not secure and connection.has_extn("starttls"):
            connection.starttls(context=context)
            connection.ehlo()
        if parts.username:
            connection.login(unquote(parts.username), unquote(parts.password or ""))
        yield connection
