"""The amounts of an event by what they can be compared with: those in one unit, those of one slot's participants.

Reports of one deed may count "nine people", "nine demonstrators" and "eleven of them": whom the deed is done to is the
same whatever they are called. How long somebody is sentenced to is an amount, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model.reading import Event, Magnitude, Role
from onrecord.read.numerals import NUMBER, value_of
from onrecord.read.numerals import unit_of as money_or_share
from onrecord.resolve.kinds import repeated
from onrecord.resolve.participants import head_end
from onrecord.resolve.sentences import sentence_at
from onrecord.resolve.sums import unit_of

_BOUNDS = {
    "min": r"more than|over|at least|no fewer than|upwards of",
    "max": r"up to|as many as|fewer than|less than|at most|no more than",
    "about": r"about|around|some|roughly|approximately|nearly|almost|an estimated|close to",
}
_BOUND = {name: re.compile(rf"\b(?:{words})\s+(?:an?\s+)?$", re.IGNORECASE) for name, words in _BOUNDS.items()}
FURTHER = re.compile(r"\b(?:another|further|additional|other|extra|more(?! than))\b", re.IGNORECASE)
_SMALL = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|another)"
PART = re.compile(
    rf"\s+(?:and|plus|as well as)\s+{_SMALL}\b|[^.;:\n]*?\b(?:and|plus)\b[^.;:\n]*?\b{_SMALL}\s+(?:others?|more)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"\b{_SMALL}\s[\w’'-]+(?:\s[\w’'-]+)?,?\s(?:and|plus|as well as)\s$", re.IGNORECASE)
_OF_THE = re.compile(r"\b(?P<part>\w+)\s(?:out\s)?of\s(?:the|its|all|their)\s$", re.IGNORECASE)
_CORRECTED = re.compile(r"\b(?:not|rather than|instead of)\s(?:the\s|about\s|some\s)?$", re.IGNORECASE)
_AGE = re.compile(r"\s*-?\s*(?:year|month|week|day|hour)s?\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)(?!00)\d\d")
"""A number that is a year rather than a count, which would be written with a comma: "the 2016 election"."""

_TERM = re.compile(r"(?:\b(?:to|for)\s+)$")
_YEARS = re.compile(r"[\s-]?(?P<unit>year|month)s?\b")
_TERMED = "conviction"


def amounts_of(event: Event, text: str) -> Iterator[tuple[str, Magnitude]]:
    """Give the amounts of an event that stands in `text`, each with the key under which others are compared with it."""
    slots = {} if repeated(event) else {"doers": event.actors, "targets": event.recipients}
    for slot, roles in slots.items():
        number = _number(roles[0], event, text) if len(roles) == 1 else None
        if number:
            yield slot, number
    told = (_part_of(amount, text) for amount in event.magnitude if not _in_part(amount, text))
    yield from ((unit_of(amount), amount) for amount in told)
    if event.subtype == _TERMED:
        yield from (("term", term) for term in _terms(event, text))


def doers_of(event: Event, text: str) -> Magnitude | None:
    """Return how many do it, where a report gives one phrase with one number for them."""
    return _number(event.actors[0], event, text) if len(event.actors) == 1 else None


def _number(role: Role, event: Event, text: str) -> Magnitude | None:
    """Return how many a phrase says that its people or things are, where it gives one number and nothing on top."""
    end = head_end(text, role.start, role.end)
    known = next((one for one in event.magnitude if role.start <= one.start < end), None)
    if known:
        return None if known.additional or _in_part(known, text) else known
    found = [
        (match, value) for match in NUMBER.finditer(text, role.start, end) if (value := value_of(match)) is not None
    ]
    found = [(match, value) for match, value in found if not is_corrected(text, match.start())]
    if len(found) != 1 or money_or_share(found[0][0]) or FURTHER.search(text, role.start, end):
        return None
    start = found[0][0].start()
    if _YEAR.fullmatch(found[0][0].group().strip()):
        return None
    if PART.match(text, end) or _AGE.match(text, found[0][0].end()):
        return None
    return Magnitude(found[0][1], "", start, end, text[start:end], bound_of(text, start))


def _part_of(amount: Magnitude, text: str) -> Magnitude:
    """Return the number that a report means where reading took the whole: six of "six of the seven crossings"."""
    before = _OF_THE.search(text, max(0, amount.start - 30), amount.start)
    number = NUMBER.fullmatch(before["part"]) if before else None
    value = value_of(number) if number else None
    if before is None or value is None:
        return amount
    start = before.start("part")
    return Magnitude(value, amount.unit, start, amount.end, text[start : amount.end], bound_of(text, start))


def _in_part(amount: Magnitude, text: str) -> bool:
    """Say whether an amount is not the whole: it stands on top of somebody named, or another one follows.

    "Liv Maren and 30 other prisoners" are not thirty.
    """
    return is_corrected(text, amount.start) or bool(
        FURTHER.search(text, amount.start, amount.end) or PART.match(text, amount.end) or goes_on(text, amount.start)
    )


def goes_on(text: str, start: int) -> bool:
    """Say whether a number that starts here is added to another before it.

    >>> goes_on("Two women and one man died", 14), goes_on("Police and two men", 11)
    (True, False)
    """
    return _BEFORE.search(text, max(0, start - 40), start) is not None


def is_corrected(text: str, start: int) -> bool:
    """Say whether a number is only named as wrong: "$12m, and not $20m as we wrote", "five rather than six".

    >>> is_corrected("It gave $12m, and not $20m", 22), is_corrected("It gave not only $12m", 17)
    (True, False)
    """
    return _CORRECTED.search(text, max(0, start - 30), start) is not None


def bound_of(text: str, start: int) -> str:
    """Return how a number that starts here is bounded: "min", "max", "about" or ""."""
    before = text[max(0, start - 30) : start]
    return next((name for name, pattern in _BOUND.items() if pattern.search(before)), "")


def _terms(event: Event, text: str) -> Iterator[Magnitude]:
    """Give the years or months behind "to" or "for" in the sentence that tells of a sentence passed."""
    sentence = sentence_at(text, event.trigger)
    for match in NUMBER.finditer(text, event.trigger.end, sentence.end):
        unit, value = _YEARS.match(text, match.end("words") if match["words"] else match.end()), value_of(match)
        if unit and value and _TERM.search(text[max(0, match.start() - 8) : match.start()]):
            yield Magnitude(value, unit["unit"], match.start(), unit.end(), text[match.start() : unit.end()])
            return


def shown(amount: Magnitude) -> str:
    """Return an amount as it is shown: the number and what it counts, or the words where that is not known."""
    if amount.unit:
        return f"{amount.value:,.15g} {amount.unit}"
    return " ".join(amount.text.split())
