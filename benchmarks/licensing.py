"""How fast and how lean questions on licences are answered, beside bare libraries and other tools.

Run ``python benchmarks/licensing.py`` (all parts) or ``--part a --part d --max-packages 10000``.

a  verdicts for SPDX 2.3, beside bare orjson that only picks six fields of each package
b  the same files through spdx-tools: parse and full validation
c  CycloneDX 1.5, beside cyclonedx-python-lib
d  a pair, a conflicting pair, an expression of eight terms: warm and as a command, beside flict
   and licomp-toolkit
e  the licences that a whole may come out under, beside the same two; 500 components at once

All sides work in turn, so that a busy machine slows all of them; a first round is thrown away and
medians are printed. Slow or greedy sides and all measurements of memory run in a fresh child that
has done its imports and read a small file before: memory is the peak above what it held then. The
other tools are installed into environments of their own (pip's usual index; kept in --environments
if given) and only ever run there; byte code is compiled for all sides, ours included.
"""

import argparse
import compileall
import gc
import json
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from licensing_files import cyclonedx_file, spdx_file

import procurement_kit
from procurement_kit.formats import boms
from procurement_kit.formats.files import content_root
from procurement_kit.licensing.compatibility import check
from procurement_kit.licensing.components import Bom, Combination, Component
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.outbound import change_sets, choices
from procurement_kit.licensing.uses import Use
from procurement_kit.store.license_database import opened

LIMITS = {"size_limit": 1 << 30, "component_limit": 1_000_000}
USE = Use(network=True, combination=Combination.MERGED)
OUTBOUND = "EUPL-1.2"
SPDX_COUNTS = (100, 1_000, 10_000, 100_000)
SPDX_TOOLS_COUNTS = (100, 1_000, 2_000, 4_000, 10_000)
CYCLONEDX_COUNTS = (1_000, 10_000)
SMALL, CHOSEN_COUNT = 100, 500
SLOW_SECONDS = 40
WARM_RUNS = 100
PAIR, CONFLICT = ("MIT", "EUPL-1.2"), ("GPL-3.0-or-later", "MIT")
EXPRESSION = (
    "(MIT OR GPL-2.0-only) AND (Apache-2.0 OR LGPL-2.1-or-later)"
    " AND BSD-3-Clause AND ISC AND MPL-2.0 AND Zlib",
    "GPL-3.0-or-later",
)
INBOUND = (
    "MIT", "Apache-2.0", "MIT OR GPL-2.0-only", "Apache-2.0 OR LGPL-2.1-or-later", "BSD-3-Clause",
    "ISC", "MPL-2.0", "Zlib", "BSD-2-Clause", "LGPL-3.0-only", "0BSD", "EPL-2.0 OR Apache-2.0",
)  # fmt: skip
TOGETHER = " AND ".join(f"({item})" if " OR " in item else item for item in INBOUND)
TOOLS = ("flict", "licomp-toolkit")
WARM_END = """
import json, statistics, sys, time
expression, outbound, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
def seconds():
    start = time.perf_counter()
    ask(expression, outbound)
    return time.perf_counter() - start
seconds()
print(json.dumps(statistics.median(seconds() for _ in range(runs))))
"""
WARM_PROGRAMS = {
    "flict": """
from flict.flictlib.arbiter import Arbiter
arbiter = Arbiter()
def ask(expression, outbound):
    arbiter.verify_outbound_inbound([outbound], [expression])
""",
    "licomp-toolkit": """
from licomp_toolkit.toolkit import ExpressionExpressionChecker
checker = ExpressionExpressionChecker()
def ask(expression, outbound):
    checker.check_compatibility(outbound, expression, "snippet", "binary-distribution", None, False)
""",
}
"""Asks the same question again inside the process of the tool; the code in "snippet" is merged."""


class SideError(Exception):
    """A side could not do its work."""


@dataclass
class Settings:
    """How much is measured, and where files and environments are."""

    rounds: int
    max_packages: int
    timeout: float
    folder: Path
    environments: Path

    def counts(self, counts: Iterable[int]) -> list[int]:
        """Those *counts* that may be measured."""
        return [count for count in counts if count <= self.max_packages]


class Goal(NamedTuple):
    """A goal, whether it is met (None: not measured), and the number that decides."""

    text: str
    is_met: bool | None
    figure: str = ""


@dataclass
class Part:
    """What was measured: rows of a table, notes, goals."""

    title: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)

    def show(self) -> None:
        """Print everything."""
        print(f"\n{self.title}")
        for columns in dict.fromkeys(tuple(row) for row in self.rows):
            print_table(columns, [row for row in self.rows if tuple(row) == columns])
        for note in self.notes:
            print(f"  note: {note}")
        for text, is_met, figure in self.goals:
            answer = {True: "MET", False: "NOT MET", None: "NOT MEASURED"}[is_met]
            print(f"  goal: {text}: {answer}{figure and f' ({figure})'}")

    def limit(self, text: str, values: Mapping[object, float], limit: float) -> None:
        """The goal that none of *values* is above *limit*."""
        worst = max(values, key=lambda key: values[key], default=None)
        figure = f"largest {shown(values[worst])} at {shown(worst)}" if values else ""
        self.goals.append(Goal(text, values[worst] <= limit if values else None, figure))

    def least(self, text: str, values: Mapping[object, float], limit: float) -> None:
        """The goal that none of *values* is below *limit*."""
        worst = min(values, key=lambda key: values[key], default=None)
        figure = f"smallest {shown(values[worst])} at {shown(worst)}" if values else ""
        self.goals.append(Goal(text, values[worst] >= limit if values else None, figure))


def main() -> None:
    """Measure, print, and write JSON if asked."""
    if sys.argv[1:2] == ["--child"]:
        run_child(*sys.argv[2:])
        return
    options = read_options()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="licensing-") as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = name
        compileall.compile_dir(Path(procurement_kit.__file__).parent, quiet=2)
        environments = options.environments or folder / "environments"
        settings = Settings(
            options.rounds, options.max_packages, options.timeout, folder, environments.resolve()
        )
        parts = {letter: measured(letter, settings) for letter in options.part or sorted(PARTS)}
    if options.json:
        options.json.write_text(json.dumps(as_json(settings, parts), indent=2) + "\n")


def read_options() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", action="append", choices=sorted(PARTS))
    parser.add_argument("--rounds", type=int, default=5, help="at least 5 for final numbers")
    parser.add_argument("--max-packages", type=int, default=100_000)
    parser.add_argument("--timeout", type=float, default=120, help="seconds for one run of a child")
    parser.add_argument("--environments", type=Path, help="where the other tools are installed")
    parser.add_argument("--json", type=Path, help="write the numbers there, too")
    return parser.parse_args()


def measured(letter: str, settings: Settings) -> Part:
    """The part, printed as soon as it is there."""
    part = PARTS[letter](settings)
    part.show()
    sys.stdout.flush()
    return part


def as_json(settings: Settings, parts: Mapping[str, Part]) -> dict[str, Any]:
    """Everything measured, for a program."""
    return {
        "python": platform.python_version(),
        "machine": platform.platform(),
        "processors": os.cpu_count(),
        "rounds": settings.rounds,
        "parts": {
            letter: {
                "title": part.title,
                "rows": [{key: finite(value) for key, value in row.items()} for row in part.rows],
                "notes": part.notes,
                "goals": [goal._asdict() for goal in part.goals],
            }
            for letter, part in parts.items()
        },
    }


# The parts.


def verdicts(settings: Settings) -> Part:
    """Part a."""
    part = Part("a  Verdicts for SPDX 2.3 JSON, beside bare orjson that picks six fields")
    for count in settings.counts(SPDX_COUNTS):
        path = spdx_file(settings.folder, count)
        sides = {"ours": ours, "ours, reading": reading, "bare": bare_spdx}
        times = medians(
            settings.rounds, {name: in_process(side, path) for name, side in sides.items()}
        )
        peaks = memory(settings, path, ("ours", "bare_spdx"))
        part.rows.append(
            {
                "packages": count,
                "MB": path.stat().st_size / 1e6,
                **beside(times, "ours", "bare"),
                "ours us/package": times["ours"] / count * 1e6,
                "bare us/package": times["bare"] / count * 1e6,
                "ours MB": peaks["ours"] / 1e6,
                "bare MB": peaks["bare_spdx"] / 1e6,
                "memory ratio": peaks["ours"] / peaks["bare_spdx"],
            }
        )
    rows = {row["packages"]: row for row in part.rows}
    part.limit("at most 3 times as long as bare orjson, at every size", column(rows, "ratio"), 3)
    large = {count: row for count, row in rows.items() if count >= 1_000}
    part.limit("at most 3 times its memory, from 1,000 on", column(large, "memory ratio"), 3)
    per_package = column(large, "ours us/package")
    growth = {b: per_package[b] / per_package[a] for a, b in pairwise(per_package)}
    part.limit("linear: ten times the packages, at most 1.25 times the time of each", growth, 1.25)
    return part


def beside_spdx_tools(settings: Settings) -> Part:
    """Part b."""
    part = Part("b  The same files through spdx-tools: parse and validate_full_spdx_document")
    for count in settings.counts(SPDX_TOOLS_COUNTS):
        path = spdx_file(settings.folder, count)
        sides = {
            "ours": in_process(ours, path),
            "spdx-tools": in_child("spdx_tools", path, settings),
        }
        times = medians(settings.rounds, sides)
        if times.get("spdx-tools", math.inf) == math.inf:
            part.notes.append(f"spdx-tools did not end within {settings.timeout:.0f} s at {count}")
        part.rows.append({"packages": count, **beside(times, "spdx-tools", "ours")})
    rows = {row["packages"]: row for row in part.rows if row["packages"] >= 2_000}
    part.least("ours at least 50 times faster from 2,000 packages on", column(rows, "ratio"), 50)
    part.notes.append("ours notes problems of the fields it needs; it is no full validation")
    return part


def beside_cyclonedx(settings: Settings) -> Part:
    """Part c."""
    part = Part("c  Verdicts for CycloneDX 1.5 JSON, beside Bom.from_json of cyclonedx-python-lib")
    for count in settings.counts(CYCLONEDX_COUNTS):
        path = cyclonedx_file(settings.folder, count)
        sides = {"ours": in_process(ours, path), "library": in_child("cyclonedx", path, settings)}
        times = medians(settings.rounds, sides)
        peaks = memory(settings, path, ("ours", "cyclonedx"))
        part.rows.append(
            {
                "components": count,
                "MB": path.stat().st_size / 1e6,
                **beside(times, "library", "ours"),
                "library MB": peaks["cyclonedx"] / 1e6,
                "ours MB": peaks["ours"] / 1e6,
                "memory ratio": peaks["cyclonedx"] / peaks["ours"],
            }
        )
    rows = {row["components"]: row for row in part.rows}
    part.least("ours faster", column(rows, "ratio"), 1)
    part.least("ours with less memory", column(rows, "memory ratio"), 1)
    return part


def single_questions(settings: Settings) -> Part:
    """Part d."""
    part = Part(
        "d  A pair, a conflicting pair, an expression of eight terms: warm, and as a command"
    )
    tools = installed(settings, part)
    questions = {"pair": PAIR, "conflict": CONFLICT, "eight terms": EXPRESSION}
    for question, (expression, outbound) in questions.items():
        warm = {"ours": partial(warm_ours, expression, outbound)}
        warm |= {
            name: partial(warm_tool, path, expression, outbound) for name, path in tools.items()
        }
        times = safe_medians(settings.rounds, warm, part)
        part.rows.append({"warm": question, **milliseconds(times)})
        own = "check-licenses", expression, "--outbound", outbound, "--combination", "merged"
        commands = {"ours": kit_command(*own)} | {
            name: tool_question(path, expression, outbound) for name, path in tools.items()
        }
        part.rows.append({"cold": question, **cold(settings, commands, part)})
    cold_rows = {row["cold"]: row for row in part.rows if "cold" in row}
    part.least(
        "cold at least 3 times faster than the faster of them", column(cold_rows, "advantage"), 3
    )
    warm_rows = {row["warm"]: row for row in part.rows if "warm" in row}
    part.limit("warm under 1 ms", column(warm_rows, "ours ms"), 1)
    return part


def outbound_choices(settings: Settings) -> Part:
    """Part e."""
    part = Part("e  The licences that the whole may come out under, all candidates tried")
    tools = installed(settings, part)
    commands = {"ours": kit_command("choose-license", *INBOUND, "--combination", "merged")}
    commands |= {name: tool_candidates(path) for name, path in tools.items()}
    part.rows.append({"cold": f"{len(INBOUND)} expressions", **cold(settings, commands, part)})
    components = [Component(text, license=text) for text in INBOUND]
    listed = reading(spdx_file(settings.folder, CHOSEN_COUNT))
    sides = {
        f"{len(INBOUND)} expressions": in_process(ranked, components),
        f"{CHOSEN_COUNT} components": in_process(planned, listed.components),
    }
    times = medians(settings.rounds, sides)
    part.rows += [{"warm": name, "ours ms": times[name] * 1000} for name in sides if name in times]
    slowest = {name: took for name, took in times.items() if "components" in name}
    part.limit("500 components, 60 expressions: choices, changes, check within 2 s", slowest, 2)
    return part


PARTS: Mapping[str, Callable[[Settings], Part]] = {
    "a": verdicts,
    "b": beside_spdx_tools,
    "c": beside_cyclonedx,
    "d": single_questions,
    "e": outbound_choices,
}


# What the sides do.


@cache
def data() -> LicenseData:
    """The licence data, opened once."""
    return opened(content_root()).data


def reading(path: Path) -> Bom:
    """The list, with what is wrong with it."""
    return boms.read(path.name, path.read_bytes(), **LIMITS)


def ours(path: Path) -> object:
    """The list and the verdicts on its components."""
    bom = reading(path)
    return bom, check(bom.components, USE, OUTBOUND, data())


def bare_spdx(path: Path) -> object:
    """Six fields of each package."""
    return [
        (
            package.get("name"),
            package.get("versionInfo"),
            package.get("licenseDeclared"),
            package.get("licenseConcluded"),
            package.get("supplier"),
            next(
                (
                    item.get("referenceLocator")
                    for item in package.get("externalRefs", ())
                    if item.get("referenceType") == "purl"
                ),
                None,
            ),
        )
        for package in orjson.loads(path.read_bytes())["packages"]
    ]


def spdx_tools(path: Path) -> object:
    """Parse and validate as the documentation of spdx-tools shows."""
    from spdx_tools.spdx.parser.parse_anything import parse_file
    from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

    document = parse_file(str(path))
    return document, validate_full_spdx_document(document)


def cyclonedx(path: Path) -> object:
    """Parse as the documentation of cyclonedx-python-lib shows."""
    from cyclonedx.model.bom import Bom

    return Bom.from_json(json.loads(path.read_bytes()))


def ranked(components: Iterable[Component]) -> object:
    """All candidates, ranked."""
    return choices(components, USE, data())


def planned(components: Iterable[Component]) -> object:
    """All candidates, the changes that would help, and the report on one licence."""
    found = choices(components, USE, data())
    return found, change_sets(found), check(components, USE, OUTBOUND, data())


def warm_ours(expression: str, outbound: str) -> float:
    """The median of one question, each asked anew."""
    work = partial(check, [Component("", license=expression)], USE, outbound, data())
    seconds(work)
    return statistics.median(seconds(work) for _ in range(WARM_RUNS))


def warm_tool(folder: Path, expression: str, outbound: str) -> float:
    """The median of one question inside the process of the tool in *folder*."""
    program = WARM_PROGRAMS[folder.name] + WARM_END
    run = [folder / "bin" / "python", "-c", program, expression, outbound, str(WARM_RUNS)]
    return float(json.loads(output(run)))


def kit_command(*arguments: str) -> list[str]:
    """Our own command."""
    return [sys.executable, "-m", "procurement_kit", *arguments]


def tool_question(folder: Path, expression: str, outbound: str) -> list[str]:
    """The command that asks the tool in *folder* whether *expression* may go into *outbound*."""
    use = ["--usecase", "snippet"] if folder.name == "licomp-toolkit" else []
    question = ["--outbound-license", outbound, "--inbound-license", expression]
    return [str(folder / "bin" / folder.name), *use, "verify", *question]


def tool_candidates(folder: Path) -> list[str]:
    """The command that asks the tool in *folder* which of all licences fit."""
    command = str(folder / "bin" / folder.name)
    if folder.name == "flict":
        return [command, "--extended-licenses", "outbound-candidate", TOGETHER]
    return [command, "--usecase", "snippet", "outbound-candidate", "--all-licenses", TOGETHER]


# How it is measured.


def medians(rounds: int, sides: Mapping[str, Callable[[], float]]) -> dict[str, float]:
    """The median of each side, all in turn; a slow side runs only once."""
    found: dict[str, list[float]] = {name: [] for name in sides}
    slow = set()
    for number in range(rounds + 1):
        for name, side in sides.items():
            if name in slow:
                continue
            took = side()
            if took > SLOW_SECONDS:
                found[name] = [took]
                slow.add(name)
            elif number:
                found[name].append(took)
    return {name: statistics.median(times) for name, times in found.items()}


def safe_medians(
    rounds: int, sides: Mapping[str, Callable[[], float]], part: Part
) -> dict[str, float]:
    """Like medians, without the sides that fail at once; *part* notes why."""
    working = {}
    for name, side in sides.items():
        try:
            side()
        except SideError as error:
            part.notes.append(f"{name} could not be measured: {error}")
        else:
            working[name] = side
    return medians(rounds, working)


def cold(settings: Settings, commands: Mapping[str, list[str]], part: Part) -> dict[str, Any]:
    """The times of whole commands; the very first run of ours builds the licence database."""
    sides = {name: partial(command_seconds, command) for name, command in commands.items()}
    times = safe_medians(settings.rounds, sides, part)
    others = [took for name, took in times.items() if name != "ours"]
    is_comparable = others and "ours" in times
    advantage = {"advantage": min(others) / times["ours"]} if is_comparable else {}
    return {**milliseconds(times), **advantage}


def command_seconds(command: list[str]) -> float:
    """How long *command* takes, whatever it answers."""
    return seconds(partial(output, command))


def output(command: list[str | Path]) -> str:
    """What *command* prints; an answer of ours or theirs may end with 0, 1 or 2."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1, 2} or "Traceback" in done.stderr or not done.stdout:
        said = done.stderr.strip().splitlines() or ["it said nothing"]
        raise SideError(f"exit {done.returncode}, {said[-1][:200]}")
    return done.stdout


def in_process(work: Callable[[Any], object], *arguments: object) -> Callable[[], float]:
    """Measures *work* here."""
    return partial(seconds, partial(work, *arguments))


def in_child(kind: str, path: Path, settings: Settings) -> Callable[[], float]:
    """Measures the work *kind* in a child; endless if it takes too long."""

    def measure() -> float:
        return float(child(kind, path, settings)["seconds"])

    return measure


def seconds(work: Callable[[], object]) -> float:
    """How long *work* takes; what it returns is thrown away afterwards."""
    gc.collect()
    start = time.perf_counter()
    result = work()
    took = time.perf_counter() - start
    del result
    return took


def memory(settings: Settings, path: Path, kinds: Iterable[str]) -> dict[str, float]:
    """The median peak of each kind of work, in bytes."""
    found: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(settings.rounds):
        for kind, peaks in found.items():
            if not peaks or peaks[-1] != math.inf:
                peaks.append(float(child(kind, path, settings)["memory"]))
    return {kind: statistics.median(peaks) for kind, peaks in found.items()}


def child(kind: str, path: Path, settings: Settings) -> dict[str, float]:
    """Time and memory of one run in a fresh process."""
    maker = cyclonedx_file if ".cdx" in path.name else spdx_file
    small = maker(settings.folder, SMALL)
    command = [sys.executable, __file__, "--child", kind, str(small), str(path)]
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=settings.timeout)
    except subprocess.TimeoutExpired:
        return {"seconds": math.inf, "memory": math.inf}
    found: dict[str, float] = json.loads(done.stdout)
    return found


def run_child(kind: str, small: str, path: str) -> None:
    """Do the work *kind* on a small file, then measure it on *path*."""
    work = {"ours": ours, "bare_spdx": bare_spdx, "spdx_tools": spdx_tools, "cyclonedx": cyclonedx}
    data()
    work[kind](Path(small))
    gc.collect()
    reset_peak()
    before = status("VmRSS")
    took = seconds(partial(work[kind], Path(path)))
    print(json.dumps({"seconds": took, "memory": status("VmHWM") - before}))


def reset_peak() -> None:
    """Forget the peak so far. (ru_maxrss can't, and it starts with the peak of the parent.)"""
    Path("/proc/self/clear_refs").write_text("5")


def status(name: str) -> int:
    """A figure of this process, in bytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    found = next(line for line in lines if line.startswith(f"{name}:"))
    return int(found.split()[1]) * 1024


# The environments of the other tools.


def installed(settings: Settings, part: Part) -> dict[str, Path]:
    """The environments of those tools that can be installed; *part* notes the others."""
    found = {}
    for name in TOOLS:
        folder = settings.environments / name
        try:
            install(folder)
        except (OSError, subprocess.CalledProcessError) as error:
            part.notes.append(f"{name} could not be installed: {error}")
        else:
            found[name] = folder
    return found


def install(folder: Path) -> None:
    """Install the tool that *folder* is named after, with byte code, unless it is there."""
    if (folder / "bin" / folder.name).exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    for module in (("pip", "install", "-q", folder.name), ("compileall", "-q", folder / "lib")):
        subprocess.run([python, "-m", *module], check=True, capture_output=True)


# How it is shown.


def beside(times: Mapping[str, float], above: str, below: str) -> dict[str, float]:
    """Both times in milliseconds, and how many times *above* takes as long as *below*."""
    return {**milliseconds(times), "ratio": times[above] / times[below]}


def milliseconds(times: Mapping[str, float]) -> dict[str, float]:
    """Times as columns of a table."""
    return {f"{name} ms": took * 1000 for name, took in times.items()}


def column(rows: Mapping[object, Mapping[str, Any]], name: str) -> dict[object, float]:
    """The column *name*, by the key of the row, where it was measured."""
    return {key: row[name] for key, row in rows.items() if name in row}


def print_table(columns: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    """Rows below their header, aligned to the right."""
    lines = [columns, *(tuple(shown(row[name]) for name in columns) for row in rows)]
    widths = [max(map(len, cells)) for cells in zip(*lines, strict=True)]
    for cells in lines:
        print("  " + "  ".join(map(str.rjust, cells, widths)))


def shown(value: object) -> str:
    """A figure with three digits that count."""
    if not isinstance(value, float):
        return f"{value:,}" if isinstance(value, int) else str(value)
    if not math.isfinite(value):
        return "too long"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def finite(value: object) -> object:
    """*value* as JSON can hold it."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


if __name__ == "__main__":
    main()
