"""Asking the web: politely, in bounded time and size, and never inside the user's own network."""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from onrecord.acquire.addresses import why_not
from onrecord.acquire.answer import Answer, Failure, Fetched, Unchanged
from onrecord.acquire.codings import Body, Refusal, undone
from onrecord.acquire.guard import Deadline, ForbiddenAddressError, GuardedTransport
from onrecord.acquire.http_message import charset_of, media_of
from onrecord.acquire.pace import Pace
from onrecord.acquire.robots import ROBOTS_BYTES, Known, Robots
from onrecord.model.limits import Limits
from onrecord.model.problem import ProblemCode

AGENT = "onrecord"
"""The name under which robots.txt may speak of us."""
_HEADERS = {
    "User-Agent": f"{AGENT}/{version('onrecord')}",
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate, br",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_WAIT = frozenset({429, 503})
_WHOLE = frozenset({200, 203})
_UNCHANGED = 304
_NETWORK = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError, httpcore.UnsupportedProtocol, OSError)
_FORM = (httpx.InvalidURL, UnicodeError, ValueError)


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses, one at a time; make one for a round, hand it on, and close it in the end.

    `answers` holds what is known of earlier runs, by address. `allow_private` also asks hosts that are not on the
    public internet. `pace` and `rules` are what earlier rounds of this process leave to later ones: when each host was
    asked last, and what its robots.txt says. `now` is replaced in tests.
    """

    limits: Limits = field(default_factory=Limits)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    allow_private: bool = False
    pace: Pace = field(default_factory=Pace)
    rules: MutableMapping[str, Known] = field(default_factory=dict)
    now: Callable[[], datetime] = _now
    _deadline: Deadline = field(default_factory=Deadline, init=False)
    _transport: GuardedTransport = field(init=False)
    _robots: Robots = field(init=False)

    def __post_init__(self) -> None:
        self._transport = GuardedTransport(self._deadline, self.allow_private)
        self._robots = Robots(self._robots_answer, self.rules)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._transport.close()

    def fetch(self, address: str, follow: bool = False) -> Fetched | Unchanged | Failure:
        """Return what an address holds, over all redirects; never raises for what the web does.

        With `follow`, an answer whose links were not followed when it was fetched counts as new.
        """
        left = float(self.limits.fetch_seconds)
        current = address
        for _ in range(self.limits.fetch_redirects + 1):
            refused = self._refused(current)
            if refused is not None:
                return refused
            started = time.monotonic()
            earlier = self.answers.get(current)
            known = earlier if earlier and (earlier.followed or not follow) else None
            reply = self._asked(current, known, left)
            if isinstance(reply, Failure):
                return reply
            if reply.status not in _REDIRECTS or not reply.headers.get("location"):
                return self._outcome(address, current, reply, known, follow)
            current = _joined(current, reply.headers["location"])
            left -= time.monotonic() - started
        return self._no_end()

    def _no_end(self) -> Failure:
        cause = f"it was redirected more than {self.limits.fetch_redirects} times"
        return Failure(ProblemCode.NETWORK, cause, "open it in a browser, and add the address that it ends at")

    def _refused(self, address: str) -> Failure | None:
        """Return why an address may not be asked: its form, or its site's rules."""
        wrong = why_not(address)
        if wrong:
            return _no_address(address, wrong)
        if left := self.pace.left(_host(address)):
            cause = f"its host asked to be left alone, for another {math.ceil(left / 60)} minutes"
            return Failure(ProblemCode.NETWORK, cause, "try again then", passing=True)
        rules = self._robots.rules(address)
        reason = rules.why_not(address, AGENT)
        if not reason:
            return None
        if rules.unknown:
            return Failure(rules.unknown.code, reason, rules.unknown.remedy, rules.unknown.passing)
        return Failure(ProblemCode.FORBIDDEN, reason, "save the page yourself and add the file, or ask the site")

    def _robots_answer(self, address: str) -> tuple[int, bytes] | Failure:
        """Return status and bytes of a robots.txt, or why there is no answer."""
        current = address
        for _ in range(self.limits.fetch_redirects + 1):
            if wrong := why_not(current):
                return _no_address(current, wrong)
            reply = self._paced(current, {}, self.limits.fetch_seconds, 0, ROBOTS_BYTES)
            if isinstance(reply, Failure):
                return reply
            if reply.status not in _REDIRECTS or not reply.headers.get("location"):
                body = undone(reply.body, reply.headers, self.limits)
                return reply.status, b"" if isinstance(body, Refusal) else body.content
            current = _joined(current, reply.headers["location"])
        return self._no_end()

    def _asked(self, address: str, known: Answer | None, seconds: float) -> _Reply | Failure:
        """Ask an address, and once more if the server says when."""
        # A site that asks for more seconds than an answer may take is waited for that long, and no longer.
        pause = min(self._robots.rules(address).pause(AGENT), self.limits.fetch_seconds)
        conditions = known.conditions if known else {}
        reply = self._paced(address, conditions, seconds, pause, None)
        if isinstance(reply, Failure) or reply.status not in _WAIT:
            return reply
        wait = self._wait(reply.headers.get("retry-after", ""))
        if wait is None:
            return reply
        if wait > self.limits.fetch_seconds:
            self.pace.leave(_host(address), wait)
            return reply
        self.pace.rest(_host(address), wait)
        return self._paced(address, conditions, seconds, pause, None)

    def _wait(self, stated: str) -> float | None:
        """Return the seconds that a Retry-After asks for, None where it does not say."""
        try:
            seconds = (
                float(stated) if stated.isdigit() else (parsedate_to_datetime(stated) - self.now()).total_seconds()
            )
        except (ValueError, TypeError):
            return None
        return max(0.0, seconds)

    def _paced(
        self, address: str, headers: Mapping[str, str], seconds: float, pause: float, part: int | None
    ) -> _Reply | Failure:
        """Ask an address when its host has rested; `part` is how much of the body is enough, None for all of it."""
        self.pace.wait(_host(address), max(pause, self.limits.fetch_pause))
        self._deadline.start(seconds)
        try:
            request = httpx.Request("GET", address, headers={**_HEADERS, **headers})
            response = self._transport.handle_request(request)
            try:
                return self._read(response, part)
            finally:
                response.close()
        except ForbiddenAddressError as failure:
            remedy = "only the public internet is asked; save the page and add the file"
            return Failure(ProblemCode.FORBIDDEN, str(failure), remedy)
        except httpcore.TimeoutException:
            cause = f"the answer took longer than {self.limits.fetch_seconds} seconds"
            return Failure(ProblemCode.NETWORK, cause, "try again later; the limit is fetch_seconds", passing=True)
        except _FORM as failure:
            return Failure(ProblemCode.NETWORK, f"it is no web address: {failure}", "correct the address")
        except _NETWORK as failure:
            cause = f"the host gave no whole answer: {failure or type(failure).__name__}"
            remedy = "check the address and the connection, and try again"
            return Failure(ProblemCode.NETWORK, cause, remedy, passing=True)

    def _read(self, response: httpx.Response, part: int | None) -> _Reply | Failure:
        limit = self.limits.page_bytes if part is None else part
        parts: list[bytes] = []
        size = 0
        for piece in response.iter_raw():
            self._deadline.left()
            parts.append(piece)
            size += len(piece)
            if size > limit:
                break
        if size > limit and part is None:
            refusal = Refusal.too_large(limit)
            return Failure(refusal.code, refusal.cause, "save the page and split it; the limit is page_bytes")
        # The chunks are joined by now, whatever the header says.
        headers = {
            name.lower(): value for name, value in response.headers.items() if name.lower() != "transfer-encoding"
        }
        return _Reply(response.status_code, headers, b"".join(parts))

    def _outcome(
        self, address: str, final: str, reply: _Reply, known: Answer | None, follow: bool
    ) -> Fetched | Unchanged | Failure:
        if reply.status == _UNCHANGED and known:
            return Unchanged(address, known.fetched)
        if reply.status not in _WHOLE:
            return _no_page(reply.status)
        body = undone(reply.body, reply.headers, self.limits)
        if isinstance(body, Refusal) or body.broken:
            return _no_body(body)
        digest = hashlib.sha256(body.content).hexdigest()
        if known and known.digest == digest:
            return Unchanged(address, known.fetched)
        stated = reply.headers.get("content-type", "")
        fetched = self.now().isoformat(timespec="seconds")
        answer = Answer(
            final, reply.headers.get("etag", ""), reply.headers.get("last-modified", ""), fetched, digest, follow
        )
        return Fetched(address, final, media_of(stated), charset_of(stated), body.content, answer)


def _no_address(address: str, wrong: str) -> Failure:
    return Failure(ProblemCode.NETWORK, f"{address[:200]} cannot be fetched: {wrong}", "correct the address")


def _no_page(status: int) -> Failure:
    passing = status in _WAIT or status >= 500
    remedy = "try again later" if passing else "check the address in a browser"
    return Failure(ProblemCode.NETWORK, f"the server answered with status {status}", remedy, passing)


def _no_body(body: Body | Refusal) -> Failure:
    if isinstance(body, Refusal):
        return Failure(body.code, body.cause, "save the page and add the file")
    return Failure(ProblemCode.TRUNCATED, f"the answer is not whole: {body.broken}", "try again later", passing=True)


def _joined(base: str, location: str) -> str:
    """Return where a redirect leads; a location that is no address comes back as it is, and is refused by its form."""
    try:
        return urljoin(base, location.strip())
    except ValueError:
        return location


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").rstrip(".")
