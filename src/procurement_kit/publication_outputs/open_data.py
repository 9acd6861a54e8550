"""The forms in which a project leaves as open data, each under its stable name."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from procurement_kit.assessment import Assessment
from procurement_kit.formats import dcat
from procurement_kit.kit import Kit
from procurement_kit.problems import KitError
from procurement_kit.publication_outputs import record
from procurement_kit.publication_outputs.ocds import Register, ocds
from procurement_kit.publication_outputs.pack import content_of, publiccode
from procurement_kit.publication_outputs.solution_of import solution_of

PREFIX_VARIABLE = "PROCUREMENT_KIT_OCID_PREFIX"
PREFIX = re.compile(r"ocds-[a-z0-9]{6}")


@dataclass(frozen=True)
class Order:
    """A project to be written down on a day, by whoever publishes it."""

    kit: Kit
    assessment: Assessment
    day: date
    register: Register


@dataclass(frozen=True)
class OpenData:
    """A form: the name of its file, its media type, and how a project becomes one."""

    file_name: str
    media_type: str
    make: Callable[[Order], bytes]


FORMS: Mapping[str, OpenData] = {
    "ocds": OpenData(
        "ocds.json",
        "application/json",
        lambda it: ocds(it.assessment, it.kit.templates(it.assessment), it.day, it.register),
    ),
    "record": OpenData(
        "zaznam-rozhodnuti.json",
        "application/json",
        lambda it: record.write(it.kit, it.assessment, it.day),
    ),
    "publiccode": OpenData(
        "publiccode.yml",
        "application/yaml",
        lambda it: publiccode(solution_of(it.assessment), content_of(it.kit)),
    ),
    "dcat": OpenData(
        "reseni.jsonld",
        "application/ld+json",
        lambda it: dcat.write(solution_of(it.assessment), "jsonld"),
    ),
    "dcat-turtle": OpenData(
        "reseni.ttl", "text/turtle", lambda it: dcat.write(solution_of(it.assessment), "ttl")
    ),
}


def form(kind: str) -> OpenData:
    """The form *kind*; KitError for one that we do not make."""
    if kind not in FORMS:
        raise KitError("open_data_format", kind=kind, known=", ".join(FORMS))
    return FORMS[kind]


def register_of(environment: Mapping[str, str] = os.environ) -> Register:
    """The prefix that the operator has set; KitError if it can't be one."""
    prefix = environment.get(PREFIX_VARIABLE, "")
    if prefix and not PREFIX.fullmatch(prefix):
        raise KitError("ocid_prefix_bad", prefix=prefix)
    return Register(prefix)
