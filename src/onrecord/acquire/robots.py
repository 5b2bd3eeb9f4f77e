"""What a site's robots.txt lets us ask (RFC 9309)."""

from __future__ import annotations

import time
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from onrecord.acquire.answer import Failure
from onrecord.model.problem import ProblemCode

ROBOTS_BYTES = 500 * 1024
"""How much of a robots.txt is read, as RFC 9309 (section 2.5) has it."""
KEPT_SECONDS = 24 * 60 * 60
"""How long a site's rules hold, as RFC 9309 (section 2.4) has it."""
_REFUSES_NOW = 429


@dataclass(frozen=True, slots=True)
class Rules:
    """One site's rules for us; `unknown` says why they could not be had, and then nothing of the site is asked."""

    parsed: Protego | None = None
    unknown: Failure | None = None

    def why_not(self, address: str, agent: str) -> str:
        """Return why an address may not be asked, "" if it may."""
        if self.unknown:
            return f"its robots.txt could not be had, so nothing of the site is fetched: {self.unknown.cause}"
        if self.parsed is not None and not self.parsed.can_fetch(address, agent):
            return f"the site's robots.txt does not allow it for {agent}"
        return ""

    def pause(self, agent: str) -> float:
        """Return the seconds that the site wants between two requests, 0 where it does not say."""
        delay = self.parsed.crawl_delay(agent) if self.parsed is not None else None
        return max(0.0, float(delay or 0))


@dataclass(frozen=True, slots=True)
class Known:
    """Rules that were had, and until when they hold."""

    rules: Rules
    until: float


@dataclass(slots=True)
class Robots:
    """The rules of sites; `get` returns a robots.txt's status and bytes, or why it failed.

    `kept` holds the rules that were had, for who asks again later; `clock` is replaced in tests.
    """

    get: Callable[[str], tuple[int, bytes] | Failure]
    kept: MutableMapping[str, Known] = field(default_factory=dict)
    clock: Callable[[], float] = time.monotonic
    _unknown: dict[str, Rules] = field(default_factory=dict)

    def rules(self, address: str) -> Rules:
        """Return the rules of an address's site, fetched once a day, and where they cannot be had, once."""
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}".lower()
        known = self.kept.get(site)
        if known and self.clock() < known.until:
            return known.rules
        return self._unknown.get(site) or self._asked(site)

    def _asked(self, site: str) -> Rules:
        rules = _rules(self.get(f"{site}/robots.txt"))
        if rules.unknown:
            self._unknown[site] = rules
        else:
            self.kept[site] = Known(rules, self.clock() + KEPT_SECONDS)
        return rules


def _rules(answer: tuple[int, bytes] | Failure) -> Rules:
    """Read rules: a site without any allows all, one whose rules cannot be had nothing (RFC 9309, section 2.3.1)."""
    if isinstance(answer, Failure):
        return Rules(unknown=answer)
    status, content = answer
    if 400 <= status < 500 and status != _REFUSES_NOW:
        return Rules()
    if not 200 <= status < 300:
        remedy = "try again later, or save the page and add the file"
        return Rules(unknown=Failure(ProblemCode.NETWORK, f"the answer's status is {status}", remedy, passing=True))
    return Rules(Protego.parse(content[:ROBOTS_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")))
