"""What users install: pinned by the hash of every file, under permissive licences, and named in a bill of materials."""

from __future__ import annotations

from collections.abc import Iterator

from bench.licences import PAGE, Licensed, licensed, page
from bench.pins import DEV, RUN, Pin, pins
from bench.reliability.outcome import Outcome, Scale
from bench.sbom import bom


def measure(_scale: Scale) -> Outcome:
    """Look at the pins, their licences and the bill of materials."""
    wanted = [*pins(RUN), *pins(DEV)]
    found = licensed()
    materials = bom()["components"]
    broken = [*unhashed(wanted), *restrictive(found), *_old(found)]
    figures = {
        "packages of the default install": len({pin.name for pin in pins(RUN)}),
        "pins": len(wanted),
        "hashes of files": sum(len(pin.hashes) for pin in wanted),
        "pins without a hash": sum(not pin.hashes for pin in wanted),
        "licences that are not permissive": len(list(restrictive(found))),
        "components in the bill of materials": len(materials) if isinstance(materials, list) else 0,
    }
    return Outcome(figures, tuple(broken))


def unhashed(wanted: list[Pin]) -> Iterator[str]:
    """Name the pins that pip would take whatever came."""
    yield from (f"{pin.name} {pin.version} has no hash" for pin in wanted if not pin.hashes)


def restrictive(found: tuple[Licensed, ...]) -> Iterator[str]:
    """Name the packages that cannot be taken under permissive terms."""
    yield from (f"{one.name} is under {one.licence}" for one in found if not one.is_permissive)


def _old(found: tuple[Licensed, ...]) -> Iterator[str]:
    if PAGE.read_text(encoding="utf-8") != page(found):
        yield "docs/licences.md is old: python -m bench.licences"
