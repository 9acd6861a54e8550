"""Small publiccode.yml files and a reader of them."""

from datetime import date
from functools import cache

from procurement_kit.formats import publiccode
from procurement_kit.formats.files import content_root
from procurement_kit.store.license_database import opened

DAY = date(2026, 11, 25)
LONG = "Popis softwaru pro toho, kdo jej chce použít. " * 12
GOOD = f"""\
publiccodeYmlVersion: "0.7"
name: Dotace
url: https://example.org/dotace.git
platforms: [web]
categories: [grant-management]
developmentStatus: stable
softwareType: standalone/web
description:
  cs:
    shortDescription: Žádosti o dotace.
    longDescription: {LONG}
    features: [Podání žádosti]
legal:
  license: AGPL-3.0-or-later
maintenance:
  type: community
  contacts:
    - name: Jan Novák
localisation:
  localisationReady: true
  availableLanguages: [cs]
"""


@cache
def reader() -> publiccode.Reader:
    """The reader with the real standard and the real licences."""
    check = publiccode.license_check(opened(content_root()).data.names)
    return publiccode.Reader(publiccode.standard(content_root()), DAY, check)


def read(text: str | bytes) -> publiccode.Reading:
    """The reading of one file."""
    data = text if isinstance(text, bytes) else text.encode()
    return reader().read("publiccode.yml", data)


def told(text: str | bytes) -> list[tuple[int, str, str, bool]]:
    """Line, key, code and whether it is an error, for everything that the file does wrong."""
    return [(item.line, item.key, item.problem.code, item.is_error) for item in read(text).said]


def changed(old: str, new: str) -> str:
    """The good file with one place changed."""
    assert old in GOOD
    return GOOD.replace(old, new, 1)
