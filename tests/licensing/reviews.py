"""Reviews of a few components under the real licence data, and what reports on them need."""

from datetime import date

from procurement_kit.documents.annex import Cover
from procurement_kit.documents.wording import DocumentWords
from procurement_kit.formats import yaml
from procurement_kit.formats.files import content_root
from procurement_kit.licensing.components import Bom, Component
from procurement_kit.licensing.review import Review, review
from procurement_kit.licensing.uses import Use
from tests.licensing.data import DATA, DYNAMIC

DAY = date(2027, 1, 10)
WORDS = "templates/words.yaml"
COVER = Cover(DAY, yaml.read(WORDS, (content_root() / WORDS).read_bytes(), DocumentWords))
USUAL = ("MIT", "ISC", "BSD-3-Clause", "Apache-2.0", "MIT OR Apache-2.0", "MPL-2.0")


def reviewed(*components: Component, outbound: str = "EUPL-1.2", use: Use = DYNAMIC) -> Review:
    """The review of *components* in a work under *outbound*."""
    return review(Bom("SPDX", "2.3", components=components), use, outbound, DATA)


def under(*licenses: str, outbound: str = "EUPL-1.2", use: Use = DYNAMIC) -> Review:
    """The review of one component under each of *licenses*, named a, b, c…"""
    named = zip("abcdefghijklmnopqrstuvwxyz", licenses, strict=False)
    listed = (Component(name, "1.0", license_) for name, license_ in named)
    return reviewed(*listed, outbound=outbound, use=use)


def crowd(size: int, groups: int) -> Review:
    """The review of *size* components under *groups* different licences, most under usual ones."""
    others = [name for name in sorted(DATA.licenses) if name not in USUAL]
    names = [*USUAL, "NOASSERTION", "LicenseRef-own", *others][:groups]
    components = (
        Component(
            f"library-{number}",
            f"{number % 9}.1",
            names[number] if number < groups else USUAL[number % 7 % len(USUAL)],
            copyright=f"Copyright {number}",
        )
        for number in range(size)
    )
    return reviewed(*components)
