"""The texts that would act on a page, from payloads.yaml, each with a name and a number of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("payloads.yaml")
_CALLS = ("alert(/{no}/)", "console.info(/{no}/)", "document.title=/{no}/", "fetch(`{url}`)")
"""What can be noticed: a dialog, the console, the page itself, a request; none needs a quotation mark of its own."""
_CHARACTER = re.compile("«u:([0-9a-f]+)»")
_MANY = re.compile("«x:([0-9]+):([^«»]*)»")
MARK = re.compile("q[0-9]+q")
"""The number of a payload as it stands in it."""


@dataclass(frozen=True, slots=True)
class Payload:
    """One text, and the mark by which it is known when it acts or is shown."""

    name: str
    mark: str
    text: str


def payloads(beacon: str) -> tuple[Payload, ...]:
    """Return all of them; those that ask for something ask at the address `beacon`, with their mark at its end."""
    families: Mapping[str, str] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    named = [(f"{name} {at}", line) for name, own in families.items() for at, line in enumerate(own.splitlines(), 1)]
    return tuple(_payload(number, name, line, beacon) for number, (name, line) in enumerate(named))


def _payload(number: int, name: str, line: str, beacon: str) -> Payload:
    mark = f"q{number}q"
    url = f"{beacon}/{mark}"
    call = _CALLS[number % len(_CALLS)].format(no=mark, url=url)
    text = _MANY.sub(lambda found: found[2] * int(found[1]), line)
    text = text.replace("«js»", call).replace("«url»", url).replace("«no»", mark)
    text = _CHARACTER.sub(lambda found: chr(int(found[1], 16)), text)
    return Payload(name, mark, text if mark in text else f"{text} {mark}")
