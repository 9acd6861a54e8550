"""The real licence data, read once, and the uses that tests speak of."""

from procurement_kit.formats import license_files
from procurement_kit.formats.files import ContentFiles, content_root
from procurement_kit.licensing.compatibility import Judgement
from procurement_kit.licensing.components import Combination
from procurement_kit.licensing.opinions import Opinion, Verdict
from procurement_kit.licensing.uses import Recipients, Use

DATA = license_files.read(ContentFiles.load(content_root()))
MERGED = Use(network=True, combination=Combination.MERGED)
STATIC = Use(network=True, combination=Combination.STATIC)
DYNAMIC = Use(network=True, combination=Combination.DYNAMIC)
SEPARATE = Use(network=True, combination=Combination.SEPARATE)
TOOL = Use(network=True, combination=Combination.TOOL)
INTERNAL = Use(network=False, combination=Combination.MERGED, recipients=Recipients.INTERNAL)
INTERNAL_WEB = Use(network=True, combination=Combination.MERGED, recipients=Recipients.INTERNAL)


def judge(expression: str, use: Use, outbound: str) -> Opinion:
    """The opinion on a component under *expression* in a work under *outbound*."""
    return Judgement(DATA, outbound, use).on(expression)


def verdict(expression: str, use: Use, outbound: str) -> Verdict:
    """The verdict alone, without looking for ways out."""
    return Judgement(DATA, outbound, use, with_ways_out=False).on(expression).verdict
