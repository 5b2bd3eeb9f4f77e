"""Coverage of the shapes that bring resolving down: each article with its group, which says what it was made as.

All of it is put together from the paragraphs of `bench.coverage`. A group is what the checks of `bench.shape_checks` go
by: the wire report that an article was made from, or the kind of its date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle, islice

from bench.coverage.happenings import EDITED_WORDS, Coverage, Happening, Made, Wire
from bench.coverage.names import seeded
from bench.coverage.planting import Place, Planting, article_of
from bench.coverage.render import Cast, Filled, Rewording, fill
from bench.coverage.templates import Paragraph
from onrecord.model.article import Article, BlockKind
from onrecord.model.reading import CitationKind, Reading

Grouped = tuple[str, Made]
Maker = Callable[[Coverage, int], Iterator[Grouped]]

ANOTHER_TITLE = 3
SMALL_EDITS = 5
"""Of copies each third has a title of its own, and in each fifth a paragraph is edited."""

PRINTINGS = 8
"""Articles that print a wire report in full, of the two that a digest copies."""
DIGESTS = 4
"""Articles that copy two wire reports: halves of both, or both in full."""

WORLDS = 1000
"""Seeds set aside for each seed: reports that must have no name in common are drawn with seeds of their own."""
DIGEST_DAY = date(2023, 5, 2)
"""When the reports are printed; the digests follow a day later."""

TOLD = 10
"""Articles about each happening of `dates`."""
DATES: Mapping[str, tuple[str | None, str | None]] = {
    "none": (None, None),
    "crawled": (None, "2023-06-01T08:00:00+00:00"),
    "one day": ("2023-06-01", None),
    "one moment": ("2023-06-01T08:00:00+00:00", None),
    "year 1": ("0001-01-01", None),
    "year 1, east": ("0001-01-01T00:00:00+05:00", None),
    "year 9999": ("9999-12-31", None),
    "year 9999, west": ("9999-12-31T23:59:59-05:00", None),
    "future": ("2199-07-01T12:00:00+00:00", "2023-06-01T08:00:00+00:00"),
    "after its crawl": ("2023-06-20T12:00:00+00:00", "2023-06-01T08:00:00+00:00"),
    "no day": ("2023-02-30T12:00:00+00:00", None),
    "month": ("2023-06", None),
}
"""Times of publication and of crawling, by what is odd about them."""
TRUE = frozenset({"stated", "one day", "one moment"})
"""Of these and "stated" (as it came) those that can be when an article appeared."""
LATE = frozenset({"future", "after its crawl"})
"""Those that can be no more than too late, so that an article with one of them can still be the first."""

_TRIES = 8
"""Draws until a report with what is asked for is found."""

WORD, SENTENCE = "Loading", "Please turn on scripts in your browser to read this page."


@dataclass(frozen=True, slots=True)
class _Source:
    """A happening with one wire report of it."""

    happening: Happening
    wire: Wire

    @property
    def cast(self) -> Cast:
        return self.happening.cast

    def filled(self, paragraphs: Sequence[Paragraph]) -> list[Filled]:
        return [fill(paragraph, self.cast) for paragraph in paragraphs]

    def printing(self, at: int, day: date | None = None) -> Made:
        """Return the report in full, in the outlet of the article with this number, on a day of its own or this one."""
        body = self.filled((*self.wire.body, self.wire.credit))
        place = self.happening.place(at)
        place = _on(place, day, at) if day else place
        return article_of(place, fill(self.wire.title, self.cast), body, self.cast)


def _on(place: Place, day: date, hour: int) -> Place:
    return replace(place, published=f"{day.isoformat()}T{hour:02}:00:00+00:00", day=day)


def _source(coverage: Coverage, name: str) -> _Source:
    """Return a happening with a report whose agency the credit below it names."""
    happening = Happening(coverage, seeded(f"{name} {coverage.seed}"))
    wires = (happening.wires(1)[0] for _ in range(_TRIES))
    return _Source(happening, next((wire for wire in wires if wire.credit.facts.citations), happening.wires(1)[0]))


def unrelated(coverage: Coverage, number: int) -> Iterator[Grouped]:
    """Yield articles of which each is about a happening of its own: what the other shapes are compared with."""
    for at in range(number):
        yield f"{at}", _source(coverage, f"unrelated {at}").printing(at)


def copies(coverage: Coverage, number: int) -> Iterator[Grouped]:
    """Yield copies of one wire report in other outlets, some with small edits or a title of their own."""
    source, rng = _source(coverage, "copied"), seeded(f"copies {coverage.seed}")
    titles = [title for title in coverage.library.parts["title"] if not title.facts.statements]
    own = fill(titles[0], source.cast)
    body = (*source.wire.body, source.wire.credit)
    plain = source.filled(body)
    for at in range(number):
        paragraphs, edited = list(plain), at % SMALL_EDITS == SMALL_EDITS - 1
        if edited:
            chosen = rng.randrange(len(source.wire.body))
            share = EDITED_WORDS + 1 / len(body[chosen].pieces)
            paragraphs[chosen] = fill(body[chosen], Rewording(source.cast, share, rng))
        # Nothing is read in the other titles, for they would tell of other things than the report.
        other = at % ANOTHER_TITLE == ANOTHER_TITLE - 1
        title = Filled(fill(rng.choice(titles), source.cast).text) if other else own
        yield "edited" if edited else "copy", article_of(source.happening.place(at), title, paragraphs, source.cast)


def digests(coverage: Coverage, number: int) -> Iterator[Grouped]:
    """Yield wire reports with their printings, and articles that copy two of them: of each report and the next.

    Taken together the digests tie every report to every other one, and all appear within two days.
    """
    count = max(2, number // (PRINTINGS + DIGESTS))
    # Each in a world of its own: reports of one day with the same states in them are much alike by themselves.
    worlds = (Coverage(coverage.library, WORLDS * coverage.seed + at) for at in range(count))
    sources = [_source(world, "digest") for world in worlds]
    for at, source in enumerate(sources):
        yield from ((f"{at}", source.printing(copy, DIGEST_DAY)) for copy in range(PRINTINGS))
        for copy in range(DIGESTS):
            half = copy % 2 == 0
            yield "digest", _digest(source, sources[(at + 1) % len(sources)], PRINTINGS + copy, half=half)


def _digest(one: _Source, other: _Source, at: int, *, half: bool) -> Made:
    """Return an article with the first half of one report and the second of another, or with both in full."""
    first, second = one.filled(one.wire.body), other.filled(other.wire.body)
    if half:
        first, second = first[: (len(first) + 1) // 2], second[len(second) // 2 :]
    place = _on(one.happening.place(at), DIGEST_DAY + timedelta(days=1), at)
    title = fill(one.wire.title, one.cast)
    return _of_two(place, [title, *first], one.cast, second, other.cast)


def _of_two(place: Place, own: Sequence[Filled], cast: Cast, more: Sequence[Filled], other: Cast) -> Made:
    """Put an article together from paragraphs of two happenings; the title comes first."""
    bare = [Filled(part.text) for part in more]
    article, reading = article_of(place, own[0], [*own[1:], *bare], cast)
    starts = [block.start for block in article.blocks[len(own) :]]
    added = Planting(article, other, place.day).reading(list(zip(starts, more, strict=True)))
    kinds = ("entities", "mentions", "tenures", "statements", "citations", "events")
    joined = {kind: (*getattr(reading, kind), *getattr(added, kind)) for kind in kinds}
    return article, Reading(article.id, **joined)


def dates(coverage: Coverage, number: int) -> Iterator[Grouped]:
    """Yield happenings whose articles have no date, one date, impossible ones, or some of each; the group says which.

    A third of the happenings has one kind of date alone; in the others dates of all kinds stand side by side.
    """
    kinds = [*DATES, *("stated",) * len(DATES)]
    for at in range(-(-number // TOLD)):
        happening = Happening(coverage, seeded(f"dates {at} {coverage.seed}"))
        size = min(TOLD, number - at * TOLD)
        chosen = [kinds[at // 3 % len(DATES)]] if at % 3 == 0 else kinds[at % len(kinds) :] + kinds[: at % len(kinds)]
        for kind, made in zip(cycle(chosen), happening.articles(size, 0.3, 0.5), strict=False):
            yield f"{at}/{kind}", _dated(made, kind)


def _dated(made: Made, kind: str) -> Made:
    if kind == "stated":
        return made
    published, crawled = DATES[kind]
    article, reading = made
    return replace(article, published=published, crawled=crawled, candidates=()), reading


def cited_by_themselves(coverage: Coverage, number: int) -> Iterator[Grouped]:
    """Yield outlets that give themselves for their source, and pairs that print one text and each credit the other."""
    made, at = 0, 0
    while made < number:
        found = _circle(coverage, at) if at % 2 else _itself(coverage, at)
        yield from islice(found, number - made)
        made, at = made + len(found), at + 1


def _itself(coverage: Coverage, at: int) -> list[Grouped]:
    """Return an article that credits its own outlet."""
    source = _source(coverage, f"itself {at}")
    body = [paragraph for paragraph in source.wire.body if not paragraph.facts.citations]
    made = article_of(
        source.happening.place(0),
        fill(source.wire.title, source.cast),
        source.filled((*body, source.wire.credit)),
        source.cast,
    )
    return [(f"itself {at}", _of_outlet(made, credited(made)))]


def _circle(coverage: Coverage, at: int) -> list[Grouped]:
    """Return two articles with one text, of which each credits the outlet of the other."""
    source = _source(coverage, f"circle {at}")
    text = [paragraph for paragraph in source.wire.body if not paragraph.facts.citations]
    parts = source.filled((source.wire.title, *text))
    made: dict[str, Made] = {}
    for number in range(_TRIES):
        other = _source(coverage, f"circle {at} {number}")
        credit = other.filled([other.wire.credit])
        one = _of_two(source.happening.place(number), parts, source.cast, credit, other.cast)
        made.setdefault(credited(one), one)
    names = sorted(name for name in made if name)[:2]
    return [(f"circle {at}", _of_outlet(made[name], other)) for name, other in zip(names, names[::-1], strict=True)]


def credited(made: Made) -> str:
    """Return the agency that an article credits, "" for none."""
    return next((c.name for c in made[1].citations if c.kind is CitationKind.AGENCY), "")


def _of_outlet(made: Made, outlet: str) -> Made:
    return replace(made[0], outlet=outlet, candidates=()), made[1]


def empties(coverage: Coverage, number: int) -> Iterator[Grouped]:
    """Yield articles with a title alone, a text without title, one word, or one sentence that is the same in all."""
    for at in range(number):
        source = _source(coverage, f"empty {at}")
        place, title = source.happening.place(at), fill(source.wire.title, source.cast)
        kind = ("title", "text", "word", "sentence")[at % 4]
        line = {"title": title, "text": fill(source.wire.body[0], source.cast)}.get(kind)
        line = line or Filled(WORD if kind == "word" else SENTENCE)
        made = article_of(place, line, [], source.cast)
        yield kind, made if kind == "title" else _untitled(made)


def _untitled(made: Made) -> Made:
    article: Article = made[0]
    blocks = tuple(replace(block, kind=BlockKind.BODY) for block in article.blocks)
    facts = made[1]
    statements = tuple(replace(statement, in_block=BlockKind.BODY) for statement in facts.statements)
    events = tuple(replace(event, in_block=BlockKind.BODY) for event in facts.events)
    bare = replace(article, blocks=blocks, title=None, candidates=())
    return bare, replace(facts, statements=statements, events=events)


def one_story(coverage: Coverage, number: int) -> Iterator[Grouped]:
    """Yield articles about one happening, all of them rewrites of a few reports that leave out a third of them."""
    happening = coverage.happening(seeded(f"story {coverage.seed}"), number, rewrites=1.0, copies=0.0)
    return (("story", made) for made in happening)
