"""What becomes of asking the web: an answer that is remembered, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.acquire.stamp import Stamp
from onrecord.model.problem import ProblemCode


@dataclass(frozen=True, slots=True)
class Answer:
    """An address that was read to its end, remembered so that what did not change is not fetched again.

    `etag` and `modified` are the server's marks for its version, `digest` the SHA-256 of what it sent.

    `fetched` is the time of the request in ISO 8601, UTC. `followed` says that what it links to was fetched
    too.
    """

    url: str
    etag: str
    modified: str
    fetched: str
    digest: str
    followed: bool = False

    @property
    def conditions(self) -> dict[str, str]:
        """The request headers that ask for the address only if it changed."""
        stated = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in stated.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A whole answer: `final` is its address after redirects, `content` its body with all codings undone."""

    address: str
    final: str
    media: str
    charset: str
    content: bytes
    answer: Answer


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An address that holds what it held when it was fetched last."""

    address: str
    since: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an address gave nothing; `passing` says that it may give something soon."""

    code: ProblemCode
    cause: str
    remedy: str
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """A source that was there, told after everything that it gave: remember it when that is kept.

    `uri` names it as problems do. `answer` is what a web address answered, None where nothing is to be remembered of
    it; `stamp` is how a file stood when it was opened.
    """

    uri: str
    answer: Answer | None = None
    stamp: Stamp | None = None
