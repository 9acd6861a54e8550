"""SPDX 2.3 bills of materials (JSON): the components and the licences they declare."""

import json
import re
import resource
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from procurement_kit.licensing.components import Component
from procurement_kit.problems import KitError

SIZE_LIMIT = 10 * 1024 * 1024
COMPONENT_LIMIT = 20000
DEPTH_LIMIT = 64
CHILD_SECONDS = 20
CHILD_MEMORY = 1024 * 1024 * 1024
TOKENS = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]')


def read_components(
    name: str, data: bytes, size_limit: int = SIZE_LIMIT, component_limit: int = COMPONENT_LIMIT
) -> tuple[Component, ...]:
    """The packages of the bill of materials in *data*; KitError says what is wrong with it."""
    document = _json(name, data, size_limit)
    if document.get("bomFormat") == "CycloneDX":
        raise KitError("sbom_cyclonedx", file=name)
    if not str(document.get("spdxVersion", "")).startswith("SPDX-2"):
        raise KitError("sbom_not_spdx", file=name)
    packages = document.get("packages")
    if not isinstance(packages, list) or not packages:
        raise KitError("sbom_empty", file=name)
    if len(packages) > component_limit:
        raise KitError("sbom_too_many", file=name, count=len(packages), limit=component_limit)
    return _parse(name, document)


def read_components_guarded(name: str, data: bytes) -> tuple[Component, ...]:
    """Like read_components, in a child process with bounded time and memory."""
    if len(data) > SIZE_LIMIT:
        raise _too_large(name, len(data), SIZE_LIMIT)
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            [sys.executable, "-m", "procurement_kit.formats.spdx", name],
            input=data,
            capture_output=True,
            timeout=CHILD_SECONDS,
            check=False,
            preexec_fn=_limit_child,
        )
    except subprocess.TimeoutExpired as error:
        raise KitError("sbom_too_slow", file=name) from error
    if done.returncode != 0:
        raise KitError("sbom_unreadable", file=name)
    answer = json.loads(done.stdout)
    if "code" in answer:
        raise KitError(answer["code"], **answer["details"])
    return tuple(Component(**item) for item in answer["components"])


def _limit_child() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CHILD_SECONDS, CHILD_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY, CHILD_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _json(name: str, data: bytes, size_limit: int) -> dict[str, Any]:
    if len(data) > size_limit:
        raise _too_large(name, len(data), size_limit)
    _check_depth(name, data)
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise KitError("sbom_not_json", file=name) from error
    if not isinstance(document, dict):
        raise KitError("sbom_not_spdx", file=name)
    return document


def _too_large(name: str, size: int, limit: int) -> KitError:
    mib = 1024 * 1024
    return KitError("sbom_too_large", file=name, size=-(-size // mib), limit=limit // mib)


def _check_depth(name: str, data: bytes) -> None:
    depth = 0
    for token in TOKENS.finditer(data):
        match token.group():
            case b"{" | b"[":
                depth += 1
            case b"}" | b"]":
                depth -= 1
        if depth > DEPTH_LIMIT:
            raise KitError("sbom_too_deep", file=name, limit=DEPTH_LIMIT)


def _parse(name: str, document: dict[str, Any]) -> tuple[Component, ...]:
    from spdx_tools.spdx.parser.error import SPDXParsingError
    from spdx_tools.spdx.parser.jsonlikedict.json_like_dict_parser import (
        JsonLikeDictParser,
    )

    try:
        parsed = JsonLikeDictParser().parse(document)
    except SPDXParsingError as error:
        first = "; ".join(str(message) for message in error.get_messages()[:3])
        raise KitError("sbom_faulty", file=name, cause=first) from error
    except (Exception, SystemExit) as error:
        raise KitError("sbom_unreadable", file=name) from error
    return tuple(
        Component(
            name=package.name,
            version=package.version or "",
            license=str(package.license_declared or "NOASSERTION"),
            concluded=str(package.license_concluded or ""),
            supplier=str(getattr(package.supplier, "name", "") or ""),
        )
        for package in parsed.packages
    )


def main() -> None:
    """Read a bill of materials from standard input and print its components as JSON."""
    name = sys.argv[1] if len(sys.argv) > 1 else Path("/dev/stdin").name
    try:
        found = read_components(name, sys.stdin.buffer.read())
        answer: dict[str, Any] = {"components": [asdict(item) for item in found]}
    except KitError as error:
        details = {key: str(value) for key, value in error.details.items()}
        answer = {"code": error.code, "details": details}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
