"""One hostile input: what is wrong with it, how its bytes are made, and what must become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ARTICLE = "article"
FIRST = "The ferry terminal at Port Ansel opened on Monday after two years of repairs"
LAST = "Passengers may use the old pier until the end of the month, the harbour office added"
PARAGRAPHS = (
    f"{FIRST}, the harbour office of the Republic of Velmark said in a written statement.",
    "President Ada Torvik cut the ribbon and told reporters that the work had cost less than the parliament had "
    "allowed. She thanked the builders, who came from four towns along the coast.",
    "The terminal can take three ships at once. The ministry of transport expects that about nine thousand people will "
    "pass through it on a summer day, most of them on their way to the islands.",
    "Opposition members called the opening late. They said that shops near the harbour had lost customers while the "
    "street was closed, and asked the government to pay for the loss.",
    f"{LAST}. Tickets that were bought for the old pier remain valid at the new terminal.",
)
"""An invented article; hostile matter is put between its paragraphs, so that losing what follows is noticed."""

Make = Callable[[], bytes]
Place = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Case:
    """A hostile input named by what is wrong with it.

    `expected` is "article" or a problem's code, several joined by "|" where each would be right; `cause` holds words of
    which one must stand in the cause, joined by "|". `articles` and `problems` count what must come out, by default one
    item in all; `several` is for any number. Every one of `keeps` must stand in an article's text, none
    of `lacks` in anything that comes out.
    `told` is a problem that must be told besides. `seconds` is how long the case may take, `make` gives its bytes, or
    `place` lays out its files in a folder. A `heavy` case is run by bench.hostile alone.
    """

    name: str
    file: str
    make: Make | None = None
    expected: str = ARTICLE
    cause: str = ""
    seconds: float = 6
    articles: int | None = None
    problems: int | None = None
    several: bool = False
    keeps: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    told: str = ""
    place: Place | None = None
    heavy: bool = False

    @property
    def outcomes(self) -> frozenset[str]:
        """What the case's items may become."""
        return frozenset(self.expected.split("|"))

    def lay_out(self, folder: Path, marks: dict[bytes, bytes]) -> None:
        """Write the case into a folder of its own, with the words of `marks` put in place."""
        home = folder / self.name
        home.mkdir(parents=True)
        if self.place:
            self.place(home)
        if self.make:
            content = self.make()
            for mark, value in marks.items():
                content = content.replace(mark, value)
            (home / self.file).write_bytes(content)


@dataclass(frozen=True, slots=True)
class Told:
    """What came out: the file's location, "article" or a problem's code, and how long it took."""

    location: str
    outcome: str
    words: str
    fatal: bool
    seconds: float


SECRET, SERVER = b"@SECRET@", b"@SERVER@"
"""In a case's bytes: the path of a file that must not be read, and a host and port that must not be asked."""


def prose() -> str:
    """Return the article as plain text."""
    return "\n\n".join(PARAGRAPHS) + "\n"


_TITLE = "<h1>Ferry terminal opens</h1>"


def page(middle: str = "", head: str = "", first: str = "", last: str = "") -> str:
    """Return the article as a page of HTML with hostile matter in its head, before, in the midst of and after it."""
    words = [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
    body = (
        f"{first}<article><h1>Ferry terminal opens</h1>{''.join(words[:2])}{middle}{''.join(words[2:])}</article>{last}"
    )
    return f"<!DOCTYPE html><html><head><title>Ferry terminal opens</title>{head}</head><body>{body}</body></html>"


def html(
    name: str,
    middle: Callable[[], str] | str = "",
    head: Callable[[], str] | str = "",
    first: Callable[[], str] | str = "",
    last: Callable[[], str] | str = "",
    **rest: object,
) -> Case:
    """Return a case that is a page with hostile matter; unless told otherwise it must become a whole article."""

    def made() -> bytes:
        parts = (part() if callable(part) else part for part in (middle, head, first, last))
        return page(*parts).encode("utf-8", "surrogatepass")

    if rest.get("expected", ARTICLE) == ARTICLE:
        rest.setdefault("keeps", (FIRST, LAST))
    return Case(name, "page.html", made, **rest)  # type: ignore[arg-type]


def text(name: str, middle: Callable[[], str] | str, **rest: object) -> Case:
    """Return a case that is plain text with hostile matter in its midst."""

    def made() -> bytes:
        words = middle() if callable(middle) else middle
        return "\n\n".join((*PARAGRAPHS[:2], words, *PARAGRAPHS[2:])).encode()

    if rest.get("expected", ARTICLE) == ARTICLE:
        rest.setdefault("keeps", (FIRST, LAST))
    return Case(name, "text.txt", made, **rest)  # type: ignore[arg-type]
