"""The command that runs a workshop from one laptop, with or without the internet."""

import fcntl
import socket
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from procurement_kit.cli.data import data_option, pack_option
from procurement_kit.cli.operation import PORT_LIMIT
from procurement_kit.cli.server import Address, serve_site
from procurement_kit.formats import qr
from procurement_kit.methodology.scenarios import Scenario
from procurement_kit.problems import KitError, say
from procurement_kit.web.settings import Settings
from procurement_kit.web.showing import ZONE
from procurement_kit.web.site import Site
from procurement_kit.web.workshop_access import begun
from procurement_kit.workshops.codes import shown_code
from procurement_kit.workshops.workshop import Naming, Pace, Terms

EVERYWHERE = "0.0.0.0"  # noqa: S104 - a workshop is there for the room
LOOPBACK = "127.0.0.1"
ADDRESS_OF_INTERFACE = int.from_bytes(b"\x89\x15", "big")
"""The question of Linux for the address of a network card."""


@click.command("workshop")
@click.option("--scenario", default="", help="Id of the scenario (default: the first one).")
@click.option("--title", default="", help="Name that participants see.")
@click.option("--staged", is_flag=True, help="The trainer opens stage after stage.")
@click.option("--group", "groups", multiple=True, help="Name of a group; repeat it for each.")
@click.option("--address", default="", help="This computer's address on the network of the room.")
@click.option("--port", type=click.IntRange(1, PORT_LIMIT), default=8000, show_default=True)
@pack_option
@data_option
def workshop(  # noqa: PLR0913 - one for each option
    *,
    scenario: str,
    title: str,
    staged: bool,
    groups: tuple[str, ...],
    address: str,
    port: int,
    data: Path,
) -> None:
    """Serve the room on its own network and begin a workshop; print its code and QR code."""
    own = [address] if address else list(dict.fromkeys(own_addresses()))
    public = f"http://{own[0]}:{port}"
    settings = Settings.read()
    settings = replace(settings, hosts=(*own, *settings.hosts), address=public)
    terms = Terms(
        title=title,
        scenario=scenario,
        stages=(),
        pace=Pace.STAGED if staged else Pace.FREE,
        naming=Naming.GROUPS if groups else Naming.ANONYMOUS,
        groups=groups,
    )
    serve_site(
        Address(EVERYWHERE, port), data, settings, lambda site: _announce(site, terms, public)
    )


def own_addresses() -> Iterator[str]:
    """The addresses of this computer, the likeliest of the room first; nothing is sent."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("10.255.255.255", 1))
        yield str(probe.getsockname()[0])
    for _number, name in socket.if_nameindex():
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            asked = struct.pack("256s", name.encode()[:15])
            answer = fcntl.ioctl(probe.fileno(), ADDRESS_OF_INTERFACE, asked)
            found = socket.inet_ntoa(answer[20:24])
            if not found.startswith("127."):
                yield found
    yield LOOPBACK


def _announce(site: Site, terms: Terms, public: str) -> None:
    chosen = _chosen(site, terms.scenario)
    terms = replace(
        terms, scenario=chosen.id, title=terms.title or chosen.title, stages=chosen.stages
    )
    found, token = begun(site, terms)
    day = found.expires.astimezone(ZONE)
    click.echo(
        say(
            "workshop_begun",
            title=terms.title,
            address=f"{public}/join",
            join_code=shown_code(found.code),
            picture=qr.blocks(f"{public}/j/{found.code}"),
            link=f"{public}/t/{token}",
            day=f"{day.day}. {day.month}. {day.year}",
        )
    )


def _chosen(site: Site, wanted: str) -> Scenario:
    """The scenario *wanted*, or the first one; KitError if there is none."""
    scenarios = site.kit.content.scenarios
    name = wanted or next(iter(scenarios), "")
    if name not in scenarios:
        raise KitError("workshop_no_scenario", id=name, known=", ".join(scenarios))
    return scenarios[name]
