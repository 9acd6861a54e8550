"""The values of an SPDX 2.3 package: what spdx-tools' validator would not take is left out."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from license_expression import ExpressionError, ExpressionParseError
from spdx_tools.common.spdx_licensing import spdx_licensing
from spdx_tools.spdx.model.actor import Actor, ActorType
from spdx_tools.spdx.model.checksum import Checksum, ChecksumAlgorithm
from spdx_tools.spdx.model.extracted_licensing_info import ExtractedLicensingInfo
from spdx_tools.spdx.model.package import ExternalPackageRef, ExternalPackageRefCategory
from spdx_tools.spdx.model.spdx_no_assertion import SpdxNoAssertion
from spdx_tools.spdx.model.spdx_none import SpdxNone
from spdx_tools.spdx.validation.checksum_validator import validate_checksum
from spdx_tools.spdx.validation.external_package_ref_validator import validate_external_package_ref
from spdx_tools.spdx.validation.uri_validators import validate_download_location

from procurement_kit.formats.bom_fields import tidy
from procurement_kit.licensing.components import Component
from procurement_kit.rules.expressions import LENGTH_LIMIT

VERSION = "SPDX-2.3"
NO_TEXT = "NOASSERTION"
REFERENCE = re.compile(r"LicenseRef-[0-9A-Za-z.-]+")
SECURITY, PACKAGES = ExternalPackageRefCategory.SECURITY, ExternalPackageRefCategory.PACKAGE_MANAGER
Expression: TypeAlias = Any  # the tree of license_expression, which has no types
Stated: TypeAlias = Expression | SpdxNoAssertion | SpdxNone


class LicenseValue(NamedTuple):
    """A licence as SPDX takes it; *replaced* is the text that it did not take."""

    value: Stated
    replaced: str = ""


class Licenses:
    """Reads licences, and gathers the LicenseRefs in them; *texts* are the texts of those."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._used: dict[str, None] = {}
        self.read = cache(self._read)

    def _read(self, text: str) -> LicenseValue:
        if text in ("", "NOASSERTION"):
            return LicenseValue(SpdxNoAssertion())
        if text == "NONE":
            return LicenseValue(SpdxNone())
        tree = _valid(text) if len(text) <= LENGTH_LIMIT else None
        if tree is None:
            return LicenseValue(SpdxNoAssertion(), tidy(text[:LENGTH_LIMIT]))
        self._used.update(dict.fromkeys(_own(tree)))
        return LicenseValue(tree)

    def extracted(self) -> list[ExtractedLicensingInfo]:
        """The LicenseRefs read so far, with their texts."""
        return [
            ExtractedLicensingInfo(name, tidy(self._texts.get(name, "")) or NO_TEXT)
            for name in self._used
        ]


def _valid(text: str) -> Expression | None:
    """The expression, if all its names are on the list or LicenseRefs of this document."""
    try:
        tree: Expression = spdx_licensing.parse(text)
        unlisted = spdx_licensing.unknown_license_keys(tree)
        is_valid = all(map(REFERENCE.fullmatch, unlisted)) and _is_in_place(tree)
    except Exception:  # the library raises whatever it stumbles over, also IndexError
        return None
    return tree if is_valid else None


def _is_in_place(tree: Expression) -> bool:
    """Whether no licence stands where an exception belongs, or the other way round."""
    try:
        spdx_licensing.parse(str(tree), validate=True, strict=True)
    except ExpressionParseError:
        return False
    except ExpressionError:  # names that are not on the list
        return True
    return True


def _own(tree: Expression) -> list[str]:
    return [name for name in spdx_licensing.license_keys(tree) if REFERENCE.fullmatch(name)]


def actor(component: Component) -> Actor | None:
    """The supplier as an organisation, in one line; a bracket at the start would hide the name."""
    name = " ".join(tidy(component.supplier).split()).lstrip("( ")
    return Actor(ActorType.ORGANIZATION, name) if name else None


def download_of(component: Component) -> str | SpdxNoAssertion:
    """Where the component comes from, if that is an address."""
    place = component.source
    return SpdxNoAssertion() if not place or validate_download_location(place) else tidy(place)


def copyright_of(component: Component) -> str | SpdxNoAssertion:
    """The copyright notice."""
    return tidy(component.copyright) or SpdxNoAssertion()


def checksums(component: Component) -> list[Checksum]:
    """The checksum, if its digits fit its algorithm."""
    name, _, digits = component.checksum.partition(":")
    kind = name.upper().replace("-", "_")
    if kind not in ChecksumAlgorithm.__members__:
        return []
    found = Checksum(ChecksumAlgorithm[kind], digits.lower())
    return [] if validate_checksum(found, "", VERSION) else [found]


def references(component: Component) -> list[ExternalPackageRef]:
    """The purl and the CPE, if they are well formed."""
    cpe_type = "cpe23Type" if component.cpe.startswith("cpe:2.3:") else "cpe22Type"
    found = [
        ExternalPackageRef(category, kind, tidy(text))
        for category, kind, text in (
            (PACKAGES, "purl", component.purl),
            (SECURITY, cpe_type, component.cpe),
        )
        if text
    ]
    return [item for item in found if not validate_external_package_ref(item, "", VERSION)]
