"""A room of three hundred against the real server: everybody joins, answers, and a board watches.

Run ``python benchmarks/workshop.py``. The server is started as ``workshop`` starts it, with a data
folder of its own; participants are connections over loopback that keep their cookies. In the
burst all of them join at once and save at once, without any pause; in the spread part they save
within the given seconds, as people do. Ten screens poll the board all the time.
"""

import argparse
import http.client
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

POLL_SECONDS = 4
PATIENCE = 110
STEP, QUESTION, VALUES = "outbound", "outbound_choice", ("mit", "upstream", "eupl")


@dataclass
class Browser:
    """A connection that keeps its cookie."""

    port: int
    cookie: str = ""
    etag: str = ""
    path: str = ""
    fields: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        """The status and the page; a redirect is followed once."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookie}
        if self.etag:
            headers["If-None-Match"] = self.etag
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        if kept := answer.getheader("Set-Cookie"):
            self.cookie = kept.split(";")[0]
        self.etag = answer.getheader("ETag") or ""
        if answer.status == 303:
            return self.ask("GET", urlsplit(answer.getheader("Location") or "/").path)
        self.path = path
        return answer.status, text

    def form(self, text: str) -> None:
        """Remember the hidden fields of the page."""
        found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text)
        self.fields = dict(reversed(found))

    def open(self, path: str) -> bool:
        """Look at a page and remember its form."""
        status, text = self.ask("GET", path)
        self.form(text)
        return status == 200

    def send(self, path: str, **fields: str) -> bool:
        """Send the remembered form."""
        self.etag = ""
        status, _text = self.ask("POST", path, urlencode({**self.fields, **fields}))
        return status == 200


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=300)
    options.add_argument("--spread", type=int, default=30, help="seconds for the calm part")
    options.add_argument("--port", type=int, default=8765)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as data:
        server, code, trainer = begun(chosen.port, Path(data))
        try:
            measure(chosen, code, trainer)
            print(f"memory of the server and its workers: {memory(server.pid):.0f} MB")
        finally:
            server.terminate()
            server.wait()


def measure(chosen: argparse.Namespace, code: str, trainer: str) -> None:
    """Every part, one after another, while the board is watched."""
    people = [Browser(chosen.port) for _ in range(chosen.people)]
    screen = Browser(chosen.port)
    screen.ask("GET", trainer)
    stop, seen = threading.Event(), []
    watchers = [threading.Thread(target=watch, args=(screen, stop, seen)) for _number in range(10)]
    for thread in watchers:
        thread.start()
    row("open the join page", people, lambda one: one.open("/join"))
    row("join, all at once", people, lambda one: one.send("/join", code=code))
    for one in people:
        one.path = one.path.removesuffix("workshop/") + f"step/{STEP}"
    row("open a question, all at once", people, lambda one: one.open(one.path))
    row("save, all at once", people, save)
    for one in people:
        one.path = one.path.removesuffix("/results")
    row("open a question, spread", people, lambda one: one.open(one.path), chosen.spread)
    row("save, spread", people, save, chosen.spread)
    stop.set()
    for thread in watchers:
        thread.join()
    table("board, ten screens", [item[0] for item in seen], sum(not item[1] for item in seen))


def save(one: Browser) -> bool:
    """Answer a question."""
    return one.send(one.path, **{QUESTION: random.choice(VALUES)})


def row(
    label: str, people: Iterable[Browser], act: Callable[[Browser], bool], spread: int = 0
) -> None:
    """Let everybody *act*, at once or within *spread* seconds, and print how long it took."""

    def timed(one: Browser) -> tuple[float, bool]:
        time.sleep(random.uniform(0, spread))
        begun = time.perf_counter()
        try:
            is_well = act(one)
        except OSError:
            is_well = False
        return time.perf_counter() - begun, is_well

    everybody = list(people)
    began = time.perf_counter()
    with ThreadPoolExecutor(len(everybody)) as pool:
        results = list(pool.map(timed, everybody))
    took = time.perf_counter() - began
    errors = sum(not is_well for _seconds, is_well in results)
    table(f"{label} ({took:.1f} s in all)", [seconds for seconds, _ in results], errors)


def table(label: str, seconds: list[float], errors: int) -> None:
    """One line of figures."""
    times = sorted(seconds)
    half, most = times[len(times) // 2], times[int(len(times) * 0.99)]
    print(f"{label}: {len(times)} requests, {errors} errors, p50 {half:.3f} s, p99 {most:.3f} s")


def watch(screen: Browser, stop: threading.Event, seen: list[tuple[float, bool]]) -> None:
    """One screen that polls the board."""
    mine = Browser(screen.port, screen.cookie)
    path = f"{screen.path}board/live"
    while not stop.wait(POLL_SECONDS * random.uniform(0.75, 1.25)):
        begun = time.perf_counter()
        try:
            status, _text = mine.ask("GET", path)
        except OSError:
            status = 0
        seen.append((time.perf_counter() - begun, status in {200, 304}))


def begun(port: int, data: Path) -> tuple[subprocess.Popen[str], str, str]:
    """The server, the join code and the path of the trainer's link."""
    command = [sys.executable, "-u", "-m", "procurement_kit", "workshop", "--address", "127.0.0.1"]
    command += ["--port", str(port), "--data", str(data)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    said = ""
    while "/t/" not in said:
        said += server.stdout.readline() if server.stdout else ""
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", said)
    trainer = re.search(r"/t/\w+", said)
    if code is None or trainer is None:
        raise SystemExit(said)
    for _ in range(100):
        try:
            http.client.HTTPConnection("127.0.0.1", port).connect()
            break
        except OSError:
            time.sleep(0.2)
    return server, code.group(), trainer.group()


def memory(server: int) -> float:
    """What the server and its workers hold for themselves, in MB; shared pages count once."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    total = 0
    for name in (str(server), *children):
        text = Path(f"/proc/{name}/smaps_rollup").read_text()
        total += int(re.findall(r"^Pss: +(\d+)", text, re.MULTILINE)[0])
    return total / 1024


if __name__ == "__main__":
    main()
