"""What must hold of each shape of `bench.shape_articles` once its record is derived, with the numbers that show it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bench.shape_articles import LATE, TRUE
from bench.shape_record import ClaimSeen, Seen
from onrecord.model.days import day_of, earliest
from onrecord.resolve.similarity import APART_DAYS

ASTRAY, ASTRAY_SHARE = 10, 0.01
"""Articles, or happenings, that may be taken for one by chance, or their share of all articles where that is more.

Made-up reports have states, offices, days and words of acts in common: the more of them, the more are look-alikes.
"""

MOST_OF_ONE_STORY = 0.9
"""Share of a story's articles up to which one claim may reach where each paragraph is left out of a third of them."""


@dataclass(frozen=True, slots=True)
class Check:
    """Something that must hold of a shape, and the number that says whether it does."""

    says: str
    holds: bool


Checks = Callable[[Seen], Iterator[Check]]


def apart(found: Seen) -> Iterator[Check]:
    """Check articles that have nothing to do with each other."""
    yield _at_most("biggest story", _biggest(found.stories), _astray(found))
    yield _at_most("biggest family", _biggest(found.families), 1)
    yield _at_most("biggest claim", _biggest([claim.articles for claim in found.claims]), _astray(found))


def one_text(found: Seen) -> Iterator[Check]:
    """Check the copies of one wire report that names its agency."""
    # An edit may change the words of a statement itself, so that what must be complete are the others.
    plain = frozenset(article for article, group in found.group.items() if group == "copy")
    count = len(plain)
    fewest = min((shared for c in found.utterances if (shared := len(c.articles & plain))), default=0)
    yield _equal("families", len(found.families), 1)
    yield _equal("stories", len(found.stories), 1)
    yield Check(f"fewest unedited copies that report an utterance: {fewest} of {count}", 0 < fewest == count)
    yield _at_most("origins of an utterance", max((c.at_most for c in found.utterances), default=0), 1)


def kept_apart(found: Seen) -> Iterator[Check]:
    """Check that wire reports are not joined by the digests of two of them."""
    shapes: dict[str, Sequence[frozenset[str]]] = {
        "family": found.families,
        "story": found.stories,
        "claim": [claim.articles for claim in found.claims],
    }
    for name, sets in shapes.items():
        most = 1 if name == "family" else _astray(found)
        yield _at_most(f"wire reports in one {name}", max(len(found.groups(s, but="digest")) for s in sets), most)
    whole = sum(len(found.groups(family, but="digest")) == 1 for family in found.families)
    reports = len({group for group in found.group.values() if group != "digest"})
    yield _equal("wire reports whose printings are one family", whole, reports)


def in_time(found: Seen) -> Iterator[Check]:
    """Check happenings with odd dates: what is apart in time stays apart, and no impossible date is the first."""
    apart_days = max(_days(found, story) for story in found.stories)
    yield _at_most("days between articles of one story", apart_days, APART_DAYS)
    happenings = (len({found.group[a].partition("/")[0] for a in story}) for story in found.stories)
    yield _at_most("happenings in one story", max(happenings), _astray(found))
    first = sum(_wrongly_first(found, story) for story in found.stories)
    yield _equal("stories with an impossible date for the first", first, 0)


def _days(found: Seen, story: frozenset[str]) -> int:
    """Return the days between those articles of a story whose date can be true."""
    dated = (found.article[article].published for article in story if _date(found, article) in TRUE)
    days = [day.toordinal() for day in map(day_of, dated) if day]
    return max(days, default=0) - min(days, default=0)


def _date(found: Seen, article: str) -> str:
    return found.group[article].partition("/")[2]


def _wrongly_first(found: Seen, story: frozenset[str]) -> bool:
    """Say whether an article is among the first by a date that it cannot have, though another has a possible one."""
    times = {article: found.article[article].published for article in story}
    first = earliest(times.values())
    possible = {article: _date(found, article) in TRUE | LATE for article in story}
    return any(possible.values()) and any(when in first and not possible[a] for a, when in times.items())


def one_origin(found: Seen) -> Iterator[Check]:
    """Check outlets that cite themselves, alone or in a circle: one origin, and its reason says so."""
    claims = [claim for claim in found.utterances if claim.articles]
    yield _at_most("origins of an utterance", max((claim.at_most for claim in claims), default=0), 1)
    for group, words in (("itself", "its own"), ("circle", "cite each other")):
        own = [claim for claim in claims if _is_of(found, claim, group)]
        said = sum(any(words in reason for reason in claim.reasons) for claim in own)
        yield Check(f"{group}: said of {said} of {len(own)} claims", 0 < said == len(own))


def _is_of(found: Seen, claim: ClaimSeen, group: str) -> bool:
    return all(found.group[article].startswith(group) for article in claim.articles)


def of_nothing(found: Seen) -> Iterator[Check]:
    """Check articles with hardly any text."""
    kinds = [found.groups(story).keys() for story in found.stories]
    mixed = sum(len(own) > 1 and bool(own & {"word", "sentence"}) for own in kinds)
    yield _equal("stories that join a word or the sentence with other articles", mixed, 0)
    words = max((len(s) for s in found.stories if found.groups(s).keys() & {"word"}), default=0)
    yield _at_most("biggest story of single words", words, 1)
    yield _equal("claims without words", sum(not claim.title.strip() for claim in found.claims), 0)
    bare = [c for c in found.claims if found.groups(c.articles).keys() & {"word", "sentence"}]
    yield _equal("claims of a word or of the sentence that all have", len(bare), 0)
    biggest = _biggest([s for s in found.stories if not found.groups(s).keys() & {"sentence"}])
    yield _at_most("biggest story but for the one sentence", biggest, _astray(found))


def parted(found: Seen) -> Iterator[Check]:
    """Check the articles on one happening, of which each leaves out a third of what its report says."""
    count = len(found.group)
    biggest = _biggest([claim.articles for claim in found.claims])
    yield Check(f"biggest claim: {biggest} of {count} articles", biggest <= MOST_OF_ONE_STORY * count)
    distinct = sum(len(claim.articles) > 1 for claim in found.claims)
    yield Check(f"claims of several articles: {distinct}", distinct > 1)


def _astray(found: Seen) -> int:
    return max(ASTRAY, round(ASTRAY_SHARE * len(found.group)))


def _biggest(sets: Sequence[frozenset[str]]) -> int:
    return max(map(len, sets), default=0)


def _at_most(name: str, number: int, most: int) -> Check:
    return Check(f"{name}: {number}, at most {most}", number <= most)


def _equal(name: str, number: int, wanted: int) -> Check:
    return Check(f"{name}: {number}, must be {wanted}", number == wanted)
