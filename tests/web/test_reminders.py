"""Reminders by e-mail: only with a mail server, and no address stays after its mail."""

import socketserver
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

from procurement_kit.cli import main
from procurement_kit.formats.mail import MailServer
from procurement_kit.store.store import DATABASE, Store
from procurement_kit.web import create_app
from procurement_kit.web.settings import Settings
from tests.builders import NOON, a_procurement
from tests.web.small_kit import small_kit
from tests.web.visitor import Visitor

MAIL = MailServer("smtp://localhost:1", "kit@urad.example")


class _Sink(socketserver.StreamRequestHandler):
    """Speaks as much SMTP as a client needs and keeps what it is given."""

    def handle(self) -> None:
        self._say("220 sink")
        while line := self.rfile.readline().decode().strip():
            if line.upper().startswith("EHLO"):
                self._say("250 sink")
            elif line.upper() == "DATA":
                self._say("354 go on")
                self.server.mails.append("".join(self._lines()))  # type: ignore[attr-defined]
                self._say("250 taken")
            elif line.upper() == "QUIT":
                self._say("221 bye")
                return
            elif "refused@" in line:
                self._say("550 no such person")
            else:
                self._say("250 fine")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def _lines(self) -> Iterator[str]:
        while (line := self.rfile.readline().decode()) != ".\r\n":
            yield line


@pytest.fixture
def sink() -> Iterator[socketserver.ThreadingTCPServer]:
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Sink)
    server.mails = []  # type: ignore[attr-defined]
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def owner(tmp_path: Path) -> Visitor:
    settings = Settings(mail=MAIL)
    app = create_app(tmp_path, kit=small_kit(), testing=True, settings=settings)
    return Visitor(app.test_client())


def remind(data: Path, sink: socketserver.ThreadingTCPServer) -> tuple[int, str]:
    environment = {
        "PROCUREMENT_KIT_SMTP": f"smtp://127.0.0.1:{sink.server_address[1]}",
        "PROCUREMENT_KIT_MAIL_FROM": "kit@urad.example",
        "PROCUREMENT_KIT_URL": "https://kit.urad.example/",
    }
    run = CliRunner().invoke(main, ["remind", "--data", str(data)], env=environment)
    return run.exit_code, run.output


def test_without_a_mail_server_nothing_is_offered(visitor: Visitor) -> None:
    project = visitor.start()

    assert not visitor.open(project).links("Upozornění e-mailem")
    assert visitor.open(f"{project}reminder/").status == 404


def test_an_owner_asks_for_a_reminder_and_takes_it_back(owner: Visitor, tmp_path: Path) -> None:
    project = owner.start()
    page = owner.open(owner.open(project).links("Upozornění e-mailem")[0])

    wrong = owner.send(page, "/reminder/", address="eva", day="1. 1. 2020")
    asked = owner.send(page, "/reminder/", address="eva@urad.example", day="1. 12. 2027")

    assert set(wrong.errors()) == {"address", "day"}
    assert "eva@urad.example" in asked.words
    gone = owner.send(asked, "/cancel")
    assert "eva@urad.example" not in gone.words


def test_due_reminders_are_sent_once_and_their_addresses_forgotten(
    tmp_path: Path, sink: socketserver.ThreadingTCPServer
) -> None:
    store = Store.open(tmp_path / DATABASE)
    store.create(a_procurement(), NOON, "a")
    store.remind("p1", "eva@urad.example", date(2026, 1, 1))

    first, second = remind(tmp_path, sink), remind(tmp_path, sink)

    (mail,) = sink.mails  # type: ignore[attr-defined]
    assert first[0] == second[0] == 0
    assert "To: eva@urad.example" in mail
    assert "/p/" not in mail
    assert store.reminder("p1") is None
    assert b"eva@urad.example" not in (tmp_path / DATABASE).read_bytes()


def test_a_reminder_of_a_later_day_waits_and_a_refused_one_is_kept(
    tmp_path: Path, sink: socketserver.ThreadingTCPServer
) -> None:
    store = Store.open(tmp_path / DATABASE)
    for name, address, day in (
        ("p1", "refused@urad.example", date(2026, 1, 1)),
        ("p2", "later@urad.example", date(2999, 1, 1)),
    ):
        store.create(replace(a_procurement(), id=name), NOON, "a")
        store.remind(name, address, day)

    code, output = remind(tmp_path, sink)

    assert code == 3
    assert "nepodařilo odeslat" in output
    assert sink.mails == []  # type: ignore[attr-defined]
    assert store.reminder("p1") is not None
    assert store.reminder("p2") is not None
