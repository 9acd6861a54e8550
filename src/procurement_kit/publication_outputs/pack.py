"""The publication pack of a project: every file that its public repository begins with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from procurement_kit.formats import package, publiccode_writer, spdx_texts
from procurement_kit.formats import publiccode as reader
from procurement_kit.formats.files import content_root
from procurement_kit.kit import Kit
from procurement_kit.licensing.policy import license_ids
from procurement_kit.problems import KitError
from procurement_kit.publication.publiccode_of import publiccode_of
from procurement_kit.publication.solution import Solution, gaps
from procurement_kit.publication.templates import PackContent, filled

FOLDER = "templates/publication"
ZIP_NAME = "zverejneni.zip"
PUBLICCODE = "publiccode.yml"
VALID_DAYS = 365
REUSE_FILE = "REUSE.toml"
HOLDER = "NOASSERTION"
LICENSE_TEXT = "license_text"


@dataclass(frozen=True)
class Gap:
    """A statement that nobody has made yet: what it is called, and the question behind it."""

    name: str
    label: str
    question: str


@dataclass(frozen=True)
class Pack:
    """The files of the pack by path, and what a person must still add to them."""

    files: Mapping[str, bytes]
    missing: tuple[Gap, ...]

    @property
    def zip(self) -> bytes:
        """All files in one archive; the same files give the same bytes."""
        return package.zipped(self.files)


def pack_of(solution: Solution, kit: Kit, day: date) -> Pack:
    """The pack of *solution* as of *day*; what is missing is marked in the texts and listed."""
    content = content_of(kit)
    licensed = _license_files(solution, kit)
    names = gaps(solution) if licensed else (*gaps(solution), LICENSE_TEXT)
    missing = tuple(_gap(name, content) for name in names)
    expires = datetime.combine(day, time(), UTC) + timedelta(days=VALID_DAYS)
    texts = {
        entry.file: _text(kit, entry.template, _values(solution, content, entry.language))
        for entry in content.files
    }
    guide = {"missing": _listed(missing), "expires": f"{expires:%-d. %-m. %Y}"}
    texts[content.guide.file] = _text(kit, content.guide.template, guide)
    texts[".well-known/security.txt"] = _security_txt(solution, content, expires)
    texts |= licensed
    written = [*texts, PUBLICCODE]
    texts[REUSE_FILE] = _reuse(solution, [name for name in written if _is_ours(name)], day)
    files = {name: text.encode() for name, text in texts.items()}
    files[PUBLICCODE] = publiccode(solution, content)
    return Pack(dict(sorted(files.items())), missing)


def content_of(kit: Kit) -> PackContent:
    """The texts of the pack; KitError where the content of the project has none."""
    if kit.content.publication is None:
        raise KitError("publication_none")
    return kit.content.publication


def publiccode(solution: Solution, content: PackContent) -> bytes:
    """The file publiccode.yml with remarks where a person must decide."""
    remarks = [(entry.key, entry.comment) for entry in content.publiccode]
    return publiccode_writer.write(publiccode_of(solution, content), remarks, content.suggestions)


def faults(data: bytes, kit: Kit, day: date) -> tuple[str, ...]:
    """What the standard would not take in a publiccode.yml, as sentences with their key."""
    root = content_root()
    license_of = reader.license_check(kit.content.licenses.names)
    reading = reader.Reader(reader.standard(root), day, license_of).read(PUBLICCODE, data)
    return tuple(f"{item.key}: {item.problem.message}" for item in reading.errors)


def _gap(name: str, content: PackContent) -> Gap:
    words = content.fields[name]
    return Gap(name, words.cs, words.question)


def _listed(missing: tuple[Gap, ...]) -> str:
    return "\n".join(f"- {gap.label}" for gap in missing) or "- \u2013"


def _text(kit: Kit, template: str, values: Mapping[str, str]) -> str:
    return filled(kit.content.files.files[f"{FOLDER}/{template}"].decode(), values)


def _values(solution: Solution, content: PackContent, language: str) -> Mapping[str, str]:
    """Every statement in words; a visible gap for each that is missing."""
    kept = content.words.maintenance.get(solution.maintenance)
    known = {
        "name": solution.name,
        "url": solution.url,
        "summary": solution.summaries.get(language, ""),
        "description": solution.description,
        "features": "\n".join(f"- {line}" for line in solution.features),
        "license": solution.license,
        "owner": solution.owner,
        "maintenance": kept.said(language) if kept else "",
        "security_email": solution.security_email,
        "upstream": _upstream(solution, content, language),
    }
    return {name: value or content.gap_of(name, language) for name, value in known.items()}


def _upstream(solution: Solution, content: PackContent, language: str) -> str:
    found = solution.upstream
    if found is None:
        return content.words.no_upstream.said(language)
    url = found.url or content.gap_of("url", language)
    license_ = found.license or content.gap_of("license", language)
    words = content.words.upstream.said(language)
    return words.format(name=found.name, url=url, license=license_)


def _security_txt(solution: Solution, content: PackContent, expires: datetime) -> str:
    """RFC 9116: where to report, until when this holds, and in which languages."""
    address = solution.security_email or content.gap_of("security_email", "cs")
    lines = (
        f"Contact: mailto:{address}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: cs, en",
    )
    return "\n".join(lines) + "\n"


def _license_files(solution: Solution, kit: Kit) -> dict[str, str]:
    """The text of the licence, twice: where people look for it and where REUSE wants it."""
    if not solution.license:
        return {}
    names = license_ids(solution.license, kit.content.licenses)
    texts = {name: text for name in names if (text := spdx_texts.full_text(name))}
    files = {f"LICENSES/{name}.txt": f"{text}\n" for name, text in texts.items()}
    if len(texts) == 1:
        files["LICENSE"] = next(iter(files.values()))
    return files


def _is_ours(name: str) -> bool:
    return not name.startswith("LICENSES/") and name != "LICENSE"


def _reuse(solution: Solution, names: list[str], day: date) -> str:
    """REUSE.toml for the files of the pack; all others say their licence themselves."""
    paths = ", ".join(_quoted(name) for name in sorted([*names, REUSE_FILE]))
    year = (solution.released_on or day).year
    lines = (
        "version = 1",
        "",
        "[[annotations]]",
        f"path = [{paths}]",
        'precedence = "closest"',
        f"SPDX-FileCopyrightText = {_quoted(f'{year} {solution.owner or HOLDER}')}",
        f"SPDX-License-Identifier = {_quoted(solution.license or HOLDER)}",
    )
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """*text* as a basic string of TOML."""
    line = "".join(sign if sign.isprintable() else " " for sign in text)
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'
