"""Happenings and the articles about each: wire reports, their copies, rewrites, and articles of the outlets' own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import chain, count
from random import Random

from bench.coverage.names import AGENCIES, OUTLETS, World, seeded, zipf
from bench.coverage.planting import Place, article_of
from bench.coverage.render import Cast, Filled, Rewording, fill
from bench.coverage.templates import Library, Paragraph
from onrecord.model.article import Article
from onrecord.model.reading import Reading

FIRST_DAY = date(2023, 1, 2)
DAYS = 365
LARGEST = 400
"""Articles about the largest happening."""
SIZES = zipf(LARGEST, 2.0)

COPIES = 0.35
REWRITES = 0.25
"""Shares of a happening's articles; the others are articles of their own."""
CUT_SHORT = 0.5
EDITED = 0.3
CREDITED = 0.5
EDITED_WORDS = 0.02
REWORDED = 0.35
SHARED_QUOTATION = 0.5
VIRAL = 0.02
"""Share of the happenings whose quotation goes round in the articles of others."""
CARRIES_VIRAL = 0.03
"""Share of the articles with a quotation of another happening."""
REMEMBERED = 20
"""Viral quotations that are still going round."""
PER_WIRE = 40
"""Articles about a happening for each agency that reports it, beside the first."""

UNDATED = 0.03
DAY_ALONE = 0.1
NO_ADDRESS = 0.05
TOPICS = 60
TOPIC_BASES = 8

Made = tuple[Article, Reading]


@dataclass(frozen=True, slots=True)
class Wire:
    """An agency's report: its title, its paragraphs, those that name the agency, and the quotations among them."""

    title: Paragraph
    body: tuple[Paragraph, ...]
    credit: Paragraph
    quotations: tuple[Paragraph, ...]


@dataclass
class Coverage:
    """Coverage of one seed, happening by happening."""

    library: Library
    seed: int = 1
    _viral: list[Filled] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.world = World(self.seed)
        rng = seeded(f"topics {self.seed}")
        bases = range(len(self.library.words))
        self._topics = [rng.choices(bases, k=TOPIC_BASES) for _ in range(TOPICS)]

    def articles(self, number: int) -> Iterator[Made]:
        """Yield `number` articles of as many happenings as that takes."""
        return chain.from_iterable(self.happenings(number))

    def happenings(self, number: int) -> Iterator[Iterator[Made]]:
        """Yield the articles of each happening by themselves, `number` in all; take those of one before the next."""
        made = 0
        for happening in count():
            rng = seeded(f"happening {self.seed} {happening}")
            (size,) = rng.choices(range(1, LARGEST + 1), cum_weights=SIZES)
            size = min(size, number - made)
            yield self.happening(rng, size)
            made += size
            if made == number:
                return

    def happening(self, rng: Random, size: int, rewrites: float = REWRITES, copies: float = COPIES) -> Iterator[Made]:
        """Yield the articles about one happening."""
        return Happening(self, rng).articles(size, rewrites, copies)

    def copies(self, number: int) -> Iterator[Made]:
        """Yield `number` word-for-word copies of one article."""
        happening = Happening(self, seeded(f"copies {self.seed}"))
        (wire,) = happening.wires(1)
        title = fill(wire.title, happening.cast)
        body = [fill(paragraph, happening.cast) for paragraph in wire.body]
        for at in range(number):
            yield article_of(happening.place(at), title, body, happening.cast)

    def topic(self, rng: Random) -> Sequence[int]:
        """Draw a topic: the bases from which its words come."""
        return rng.choice(self._topics)

    def viral(self, rng: Random) -> Filled | None:
        """Draw one of the quotations that go round."""
        return rng.choice(self._viral) if self._viral else None

    def spread(self, quotation: Filled) -> None:
        """Let a quotation go round."""
        self._viral = [*self._viral[-REMEMBERED + 1 :], quotation]


class Happening:
    """One happening: who and what it is about, when, and who has reported it how."""

    def __init__(self, coverage: Coverage, rng: Random) -> None:
        self._coverage = coverage
        self._library = coverage.library
        self._rng = rng
        self._start = datetime.combine(FIRST_DAY + timedelta(days=rng.randrange(DAYS)), datetime.min.time())
        self._key = f"{rng.getrandbits(40):010x}"
        self.cast = Cast(coverage.library, coverage.world, rng, coverage.topic(rng))
        self._plain: dict[tuple[int, int], Filled] = {}

    def articles(self, size: int, rewrites: float, copies: float) -> Iterator[Made]:
        """Yield the articles, the first an agency's report as it is."""
        wires = self.wires(min(1 + size // PER_WIRE, AGENCIES))
        if self._rng.random() < VIRAL:
            self._coverage.spread(self._fill(wires[0].quotations[0]))
        for at in range(size):
            wire = self._rng.choice(wires)
            chance = self._rng.random()
            if not at or chance < copies:
                title, body = self._copy(wire)
            elif chance < copies + rewrites:
                title, body = self._rewrite(wire)
            else:
                title, body = self._own(wire)
            yield self._made(at, title, body)

    def wires(self, number: int) -> list[Wire]:
        """Write the agencies' reports."""
        return [self._wire() for _ in range(number)]

    def place(self, at: int) -> Place:
        """Draw where and when the article with this number appears."""
        rng, world = self._rng, self._coverage.world
        outlet = world.outlets[world.ranked(rng, OUTLETS)]
        late = timedelta(minutes=int(rng.expovariate(1 / 600)) if rng.random() < 0.8 else rng.randrange(5 * 24 * 60))
        when = self._start + timedelta(hours=6) + late
        stated = None if rng.random() < UNDATED else f"{when.isoformat()}+00:00"
        if stated and rng.random() < DAY_ALONE:
            stated = stated[:10]
        uri = f"{outlet.host}/{self._key}-{at}.html"
        url = "" if rng.random() < NO_ADDRESS else f"https://{outlet.host}/{when:%Y/%m}/{self._key}-{at}"
        return Place(uri, url, outlet, stated, when.date())

    def _made(self, at: int, title: Filled, body: list[Filled]) -> Made:
        place = self.place(at)
        if self._rng.random() < CARRIES_VIRAL:
            quotation = self._coverage.viral(self._rng)
            body += [quotation] if quotation else []
        body += [Filled(text) for text in place.outlet.furniture]
        return article_of(place, title, body, self.cast)

    def _wire(self) -> Wire:
        lead, quotations, event = self._part("lead", 1), self._part("quote", 2), self._part("event", 1)
        cited = self._part("cite", 1)
        body = (*lead, quotations[0], *event, *self._texts(self._rng.randint(2, 5)), quotations[1], *cited)
        (title,), (credit,) = self._part("title", 1), self._part("credit", 1)
        return Wire(title, tuple(dict.fromkeys(body)), credit, tuple(quotations))

    def _part(self, part: str, number: int) -> list[Paragraph]:
        return self._rng.sample(self._library.parts[part], number)

    def _texts(self, number: int) -> list[Paragraph]:
        """Return runs of paragraphs of the corpus, from as many articles as that takes; of the grammar without it."""
        found: list[Paragraph] = []
        while len(found) < number:
            if not self._library.texts:
                return self._part("event", number)
            text = self._rng.choice(self._library.texts)
            first = self._rng.randrange(len(text))
            found += text[first : first + min(3, number - len(found))]
        return found

    def _fill(self, paragraph: Paragraph) -> Filled:
        key = (paragraph.base, paragraph.number)
        if key not in self._plain:
            self._plain[key] = fill(paragraph, self.cast)
        return self._plain[key]

    def _copy(self, wire: Wire) -> tuple[Filled, list[Filled]]:
        rng = self._rng
        body = [self._fill(paragraph) for paragraph in wire.body]
        if rng.random() < EDITED:
            at = rng.randrange(len(body))
            body[at] = fill(wire.body[at], Rewording(self.cast, EDITED_WORDS + 1 / len(wire.body[at].pieces), rng))
        if rng.random() < CUT_SHORT:
            body = body[: rng.randint((len(body) + 1) // 2, len(body))]
        if rng.random() < CREDITED:
            body.append(self._fill(wire.credit))
        title = wire.title if rng.random() < 1 / 2 else self._part("title", 1)[0]
        return self._fill(title), body

    def _rewrite(self, wire: Wire) -> tuple[Filled, list[Filled]]:
        rng = self._rng
        words = Rewording(self.cast, REWORDED, rng)
        kept = [paragraph for paragraph in wire.body if rng.random() < 2 / 3] or [wire.body[0]]
        if len(kept) > 1:
            at = rng.randrange(len(kept) - 1)
            kept[at], kept[at + 1] = kept[at + 1], kept[at]
        kept += [paragraph for paragraph in self._texts(rng.randint(1, 2)) if paragraph not in kept]
        return fill(self._part("title", 1)[0], words), [fill(paragraph, words) for paragraph in kept]

    def _own(self, wire: Wire) -> tuple[Filled, list[Filled]]:
        rng = self._rng
        words = Rewording(self.cast, REWORDED, rng)
        own = [*self._part("lead", 1), *self._part("event", 1), *self._texts(rng.randint(2, 5)), *self._part("cite", 1)]
        body = [fill(paragraph, words) for paragraph in dict.fromkeys(own)]
        if rng.random() < SHARED_QUOTATION:
            body.insert(1, fill(rng.choice(wire.quotations), words))
        return fill(self._part("title", 1)[0], words), body
