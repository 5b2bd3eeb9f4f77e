"""The pages of the record: for each address which template shows it, and what is gathered for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

from onrecord.model.errors import NotFoundError
from onrecord.query.filters import Filter, asked
from onrecord.query.lists import LISTS
from onrecord.record.excerpts import of_problems
from onrecord.record.gathering import Gathering
from onrecord.record.outlets import outlet, outlet_names, outlets, without_outlet
from onrecord.record.tallies import StoryCount, counts_of_stories
from onrecord.web.actor_page import actor_lines, actor_page
from onrecord.web.article_page import article_page, gather_article
from onrecord.web.brief import READING, brief
from onrecord.web.brief_gathered import gather_story
from onrecord.web.claim_page import claim_page, gather_claim
from onrecord.web.desk import Desk
from onrecord.web.dyad_page import dyad_page, pair_of
from onrecord.web.fact_lines import fact_lines
from onrecord.web.gathered import cards, claim_lines
from onrecord.web.links import safe_name
from onrecord.web.map_page import map_page
from onrecord.web.network_page import network_page
from onrecord.web.outlet_page import outlet_page
from onrecord.web.outlets_page import outlet_lines
from onrecord.web.overview import Axis, overview, story_lines
from onrecord.web.story_page import story_line, story_page

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class View:
    """What a page is made of: its template and the values that it shows."""

    template: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of a list stands in it: `at` of `last` pages, its `rows` from and to, and what narrows the list.

    `more` says that there are more rows than `total`, which were not counted.
    """

    stem: str
    at: int
    last: int
    total: int
    rows: tuple[int, int]
    more: bool
    asked: Mapping[str, str]

    @classmethod
    def of(
        cls, stem: str, at: int, shown: int, total: int, *, more: bool = False, asked: Mapping[str, str] | None = None
    ) -> Self:
        """Return the place of a page that shows so many rows."""
        first, last = (at - 1) * PER_PAGE, max(1, -(-total // PER_PAGE))
        return cls(stem, at, last, total, (first + 1, first + shown), more, asked or {})


Show: TypeAlias = Callable[[Gathering, Sequence[str]], Sequence[Any]]


def _article_lines(held: Gathering, ids: Sequence[str]) -> Sequence[Any]:
    held.heads(ids)
    line_of = Desk(held.snapshot()).line_of
    return [line_of[identifier] for identifier in ids if identifier in line_of]


def _problems(held: Gathering, ids: Sequence[str]) -> Sequence[Any]:
    return of_problems(held.connection, ids).problems


_SHOWN: Mapping[str, Show] = {
    "claims": claim_lines,
    "statements": fact_lines,
    "events": fact_lines,
    "articles": _article_lines,
    "actors": actor_lines,
    "discrepancies": cards,
    "problems": _problems,
}

LISTED = ("stories", *_SHOWN)
"""The lists that have pages, in the order of the menu."""


def first_view(held: Gathering) -> View:
    """Gather the first page."""
    return View("index.html", {"page": overview(held)})


def list_view(held: Gathering, name: str, found: Filter, at: int, most: int | None = None) -> View:
    """Gather one page of a list; where it has more than `most` rows, they are not counted further."""
    choice = LISTS[name].choose(found).settled(held.connection)
    total = choice.count(held.connection) if most is None else choice.count_to(held.connection, most)
    more, total = (True, most) if most is not None and total > most else (False, total)
    ids = choice.page(held.connection, PER_PAGE, (at - 1) * PER_PAGE)
    place = Place.of(name, at, len(ids), total, more=more, asked=asked(found))
    if name == "stories":
        axis = Axis.of(held)
        return View("stories.html", {"rows": story_lines(held, ids, axis), "place": place, "axis": axis.labels})
    return View(f"{name}.html", {"rows": _SHOWN[name](held, ids), "place": place})


def story_view(held: Gathering, identifier: str) -> View:
    """Gather the page of a story."""
    story = _one(held.stories([identifier]), "story", identifier)
    counted = counts_of_stories(held.connection, [identifier]).get(identifier, StoryCount((), 0, 0))
    line = story_line(story, counted)
    return View("story.html", {"page": story_page(held, story, line)})


def brief_view(held: Gathering, identifier: str) -> View:
    """Gather the brief of a story."""
    story = _one(held.stories([identifier]), "story", identifier)
    return View("brief.html", {"page": brief(gather_story(held, story), story), "reading": READING})


def claim_view(held: Gathering, identifier: str) -> View:
    """Gather the page of a claim."""
    claim = _one(held.claims([identifier]), "claim", identifier)
    return View("claim.html", {"page": claim_page(gather_claim(held, identifier), claim)})


def article_view(held: Gathering, identifier: str) -> View:
    """Gather the page of an article."""
    held.articles([identifier])
    article = _one(held.snapshot().facts.articles, "article", identifier)
    return View("article.html", {"page": article_page(gather_article(held, identifier), article)})


def actor_view(held: Gathering, identifier: str) -> View:
    """Gather the page of an actor."""
    _one(held.actors([identifier]), "actor", identifier)
    return View("actor.html", {"page": actor_page(held, identifier)})


def outlet_view(held: Gathering, identifier: str) -> View:
    """Gather the page of an outlet, by its name or by the name of its page."""
    names = [name for name in outlet_names(held.connection) if identifier in (name, safe_name(name))]
    name = _one(sorted(names, key=lambda name: name != identifier), "outlet", identifier)
    return View("outlet.html", {"page": outlet_page(held, _one([outlet(held.connection, name)], "outlet", name))})


def dyad_view(held: Gathering, identifier: str) -> View:
    """Gather the page of two actors, by their ids with two dashes between them."""
    pair = pair_of(identifier)
    actors = held.actors(pair or ())
    if pair is None or len(actors) < len(pair):
        raise NotFoundError(f"the record has no two actors {identifier}")
    return View("dyad.html", {"page": dyad_page(held, *actors)})


def outlets_view(held: Gathering, at: int = 1) -> View:
    """Gather one page of the list of outlets."""
    rows = outlet_lines(held, outlets(held.connection, PER_PAGE, (at - 1) * PER_PAGE))
    place = Place.of("outlets", at, len(rows), len(outlet_names(held.connection)))
    return View("outlets.html", {"rows": rows, "place": place, "unknown": without_outlet(held.connection)})


def network_view(held: Gathering, given: Mapping[str, str]) -> View:
    """Gather who acts on whom, in the whole record or in the story whose id is given."""
    story = given.get("story", "")
    found = _one(held.stories([story]), "story", story) if story else None
    return View("network.html", {"page": network_page(held, found)})


def map_view(held: Gathering, _: Mapping[str, str]) -> View:
    """Gather where things were done."""
    return View("map.html", {"page": map_page(held)})


WHOLE: Mapping[str, Callable[[Gathering, Mapping[str, str]], View]] = {"network": network_view, "map": map_view}
"""Pages on all of the record that are no lists, by the stem of their address; what is given narrows them."""


THINGS: Mapping[str, Callable[[Gathering, str], View]] = {
    "story": story_view,
    "brief": brief_view,
    "claim": claim_view,
    "article": article_view,
    "actor": actor_view,
    "outlet": outlet_view,
    "dyad": dyad_view,
}
"""What has a page of its own, by the folder of its address."""


def _one(found: Sequence[Any], what: str, identifier: str) -> Any:  # noqa: ANN401 - whichever kind was asked for
    if not found:
        raise NotFoundError(f"the record has no {what} {identifier}")
    return found[0]
