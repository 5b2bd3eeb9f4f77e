"""Amounts told beside an event that are its own all the same: a ship's crew, the dead and wounded, terms agreed on.

Reading keeps the amounts in the clause of an event. "The ship was taken to port with its crew of 21", "four people were
wounded when a man opened fire", "the other is to be told 72 hours before a test" stand in another clause or sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.model.article import HEADINGS, Article
from onrecord.model.reading import Event, Magnitude
from onrecord.model.span import Span
from onrecord.ontology.participant_sorts import load_participant_sorts
from onrecord.read.numerals import NUMBER, end_of, value_of
from onrecord.resolve.sentences import sentence_at
from onrecord.resolve.wording import words_in
from onrecord.trace.sizes import FURTHER, PART, bound_of, doers_of, goes_on, is_corrected

_CREW = r"crew members|crewmen|crew|sailors|seamen|mariners|seafarers"
_CREWS = (
    (r"\bcrew of (?:about |some )?$", r""),
    (r"\b(?:the|its|her|all|all of its|all the) $", rf"[ -]+(?:{_CREW})\b"),
    (r"", rf" (?:{_CREW}|people|men|persons) (?:on board|aboard)\b"),
    (r"", r"[ -](?:strong|member|man|person) crew\b"),
)
_ANY = r"(?: (?!(?:of|and|or|in|than|to)\b)[\w’'-]+){0,3}?"
_BE = r" (?:were|was|have been|had been|are|is) (?:\w+ly )?"
_HARM = {
    "killed": (r"killed|dead|shot dead|died", r"killing|killed"),
    "wounded": (r"wounded|injured|hurt", r"wounding|wounded|injuring|injured|hurting"),
}
_TERMS = (
    (
        "notice",
        r"",
        r" (?P<unit>hour|day|week|month)s?(?: in advance|[’'] notice| beforehand| before| ahead of| prior to)\b",
    ),
    ("notice", r"", r"-(?P<unit>hour|day|week|month) notice\b"),
    ("leave", r"", r" (?P<unit>hour|day|week)s? (?:in which )?to (?:leave|depart|go|pack)\b"),
    ("leave", r"\b(?:leave|depart|go|out)\b[^.;]{0,30} within $", r" (?P<unit>hour|day|week)s?\b"),
)
_TELLING = re.compile(r"\b(?:announce|inform|notif|notice|warn|tell|told|advance|declare|report)", re.IGNORECASE)
_AGREED = frozenset({"treaty", "agreement", "alliance", "ceasefire"})
_SENT_AWAY = frozenset({"expulsion", "deportation"})
_ELSE = re.compile(
    r"\b(?:another|further|additional|extra) $|\b(?:that|which|who) (?:has|have|had)\b[^,.;]*$|\bsince\b[^,.;]*$",
    re.IGNORECASE,
)
"""What says that a number comes on top of another one, or belongs to what went before."""

_AND = re.compile(
    r"(?: (?!and\b)[\w’'-]+){1,3},? (?:and|plus|as well as)"
    r" (?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b"
    r"(?! (?:others? )?(?:were|was|wounded|injured|hurt|dead))",
    re.IGNORECASE,
)
"""How a number goes on that is a part of the whole: "two women and a boy"."""

_VOTES = re.compile(
    r"\b(?:by|of)\s(?P<one>\d{1,4})(?:\svotes?)?\s(?:to|against)\s(?P<other>\d{1,4})\b(?!\s(?:per|percent|million|billion))"
)
_BODY = r"brigade|force|contingent|column|unit|division|battalion|regiment"
_STRENGTHS = {
    "MOBILIZE": ((rf"\b(?:{_BODY})s? of (?:about |some |around |up to )?$", ""),),
    "PROTEST": (
        ("", r"[ -]strong\b"),
        (r"\bcrowds? of (?:about |some |around |up to |more than )?$", ""),
        (
            "",
            r"(?: (?!(?:of|and|or|in|than|to)\b)[\w’'-]+){0,3}"
            r" (?:marched|demonstrated|protested|rallied|gathered|took part|turned out)\b",
        ),
    ),
}
"""How the size of what is moved or marches is told, by type of event: what stands before the number and behind it."""

_EXERCISES = frozenset({"joint-exercise", "exercise"})
_FLEETS = {"ship": "ships|warships|vessels", "aircraft": "aircraft|planes|jets|warplanes"}
_MARCH = "PROTEST"
_VIOLENT, _VESSEL = "ASSAULT", "vessel"
_SHIP_DEEDS = frozenset({"seizure", "arrest", "release", "attack", "abduction", "blockade", "shooting", "raid"})


def asides_of(event: Event, article: Article) -> Iterator[tuple[str, Magnitude]]:
    """Give the amounts told beside an event of an article, each with the key under which others are compared."""
    if event.in_block in HEADINGS:
        return
    sentence = sentence_at(article.text, event.trigger)
    if event.type == _VIOLENT:
        told = (list(_tolls(article.text, place)) for place in _going_on(article.text, sentence))
        yield from next(filter(None, told), [])
    if event.type in _STRENGTHS:
        yield from _strength(article.text, sentence, event)
    if event.subtype in _EXERCISES:
        yield from _fleet(article.text, sentence)
    yield from _votes(article.text, sentence)
    if event.subtype in _SHIP_DEEDS and _of_a_ship(event, article.text):
        yield from (("crew", crew) for crew in _crew(article))
    if event.subtype in _AGREED | _SENT_AWAY:
        yield from _terms(article.text, sentence, "notice" if event.subtype in _AGREED else "leave")


def _going_on(text: str, sentence: Span) -> tuple[Span, ...]:
    """Return a sentence and the next one of its paragraph, if there is one."""
    at = sentence.end + 2
    following = sentence_at(text, Span(at, at + 1)) if at + 1 < len(text) else sentence
    ends = following == sentence or "\n" in text[sentence.end : following.start]
    return (sentence,) if ends else (sentence, following)


def _strength(text: str, sentence: Span, event: Event) -> Iterator[tuple[str, Magnitude]]:
    """Give how many came or were sent: "a brigade of 3,000", "the march was 2,500 strong", "4,000 workers marched"."""
    own = doers_of(event, text)
    if own and event.type == _MARCH:
        yield "strength", own
        return
    for place in _going_on(text, sentence):
        found = [
            n for before, behind in _STRENGTHS[event.type] for n in _counted(text, place, before, behind, "strong")
        ]
        if len({number.value for number in found}) == 1:
            yield "strength", found[0]
            return


def _fleet(text: str, sentence: Span) -> Iterator[tuple[str, Magnitude]]:
    """Give how many ships or aircraft an exercise has, where its sentence has one number of them."""
    for key, nouns in _FLEETS.items():
        found = list(
            _counted(text, sentence, "", rf"(?: (?!(?:of|or|in|than|to|from)\b)[\w’'-]+){{0,4}}? (?:{nouns})\b", key)
        )
        if len({number.value for number in found}) == 1:
            yield key, found[0]


def _votes(text: str, sentence: Span) -> Iterator[tuple[str, Magnitude]]:
    """Give the votes on either side, the more first: "by 61 votes to 58", "61-58 in favour"."""
    found = list(_VOTES.finditer(text, sentence.start, sentence.end))
    if len(found) != 1:
        return
    sides = sorted(("one", "other"), key=lambda side: -int(found[0][side]))
    for key, side in zip(("votes of the majority", "votes of the minority"), sides, strict=True):
        yield key, Magnitude(float(found[0][side]), "vote", *found[0].span(side), found[0][side])


def _tolls(text: str, sentence: Span) -> Iterator[tuple[str, Magnitude]]:
    """Give how many a sentence says were killed and wounded: "killing two", "four people were wounded", "nine dead"."""
    for key, (done, doing) in _HARM.items():
        found = [*_counted(text, sentence, r"", rf"{_ANY}(?:{_BE}| )(?:{done})\b", key)]
        found += _counted(
            text, sentence, rf"\b(?:{doing})(?: (?:at least|about|some|around|more than|up to|nearly))? $", r"", key
        )
        places = {number.start: number for number in found}
        if len({number.value for number in places.values()}) == 1:
            yield key, next(iter(places.values()))


def _crew(article: Article) -> Iterator[Magnitude]:
    """Give the number that an article has for the crew of its ship, where it has only one."""
    blocks = [block for block in article.readable() if block.kind not in HEADINGS]
    found = [
        n for b in blocks for before, behind in _CREWS for n in _counted(article.text, b.span, before, behind, "crew")
    ]
    if len({number.value for number in found}) == 1:
        yield found[0]


def _terms(text: str, sentence: Span, wanted: str) -> Iterator[tuple[str, Magnitude]]:
    """Give the time that an agreement or an order gives, in its sentence or the next one."""
    next_ = sentence.end + 2
    places = [sentence, sentence_at(text, Span(next_, next_ + 1))] if next_ < len(text) else [sentence]
    for place in places:
        if wanted == "notice" and not _TELLING.search(text, place.start, place.end):
            continue
        for key, before, behind in _TERMS:
            for number in _counted(text, place, before, behind, key) if key == wanted else ():
                yield f"{key} {number.unit}", number
                return


def _counted(text: str, place: Span, before: str, behind: str, unit: str) -> Iterator[Magnitude]:
    """Give the numbers of a stretch that stand between these words; nothing that comes on top of others."""
    for match in NUMBER.finditer(text, place.start, place.end):
        value, end = value_of(match), end_of(match)
        start = match.end() - len(match.group().lstrip())
        ahead = _pattern(behind).match(text, end, place.end)
        led = _pattern(before).search(text, max(place.start, start - 40), start) if before else True
        if (
            value is None
            or not ahead
            or not led
            or is_corrected(text, start)
            or FURTHER.search(text, start, ahead.end())
        ):
            continue
        if _ELSE.search(text, max(place.start, start - 60), start) or goes_on(text, start):
            continue
        if PART.match(text, end) or _AND.match(text, end):
            continue
        counted = ahead.groupdict().get("unit") or unit
        yield Magnitude(value, counted, start, max(ahead.end(), end), text[start : ahead.end()], bound_of(text, start))


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


def _of_a_ship(event: Event, text: str) -> bool:
    """Say whether the sentence of an event, or one of its participants, has a noun for a ship."""
    words = words_in(text, sentence_at(text, event.trigger))
    return any(load_participant_sorts().sort.get(word.sense) == _VESSEL for word in words)
