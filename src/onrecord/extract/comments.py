"""How a reader's comment begins: the line with its writer's name, as copied pages show it."""

from __future__ import annotations

import re

from onrecord.extract.dates import find_dates
from onrecord.extract.layout import Head, Layout
from onrecord.extract.looks import CLOCK

_UNIT = r"(?:s|sec(?:ond)?s?|m|min(?:ute)?s?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|months?|y|yrs?|years?)"
_AGO = rf"(?:just now|yesterday|(?:\d{{1,3}}|an?|one|a few)\s*{_UNIT}\s+ago|\d{{1,3}}\s?{_UNIT})"
_AGO_LINE = re.compile(rf"^(?:posted\s+)?{_AGO}(?:\s*[•·|,(-]?\s*\(?edited\)?)?$", re.IGNORECASE)
_AGED = re.compile(rf"^(?P<name>[^•·|]{{2,60}}?)\s*[•·|]\s*(?:{_AGO})\b[^.!?]{{0,25}}$", re.IGNORECASE)
_SAYING = ("says", "said", "writes", "wrote", "replies", "replied", "commented")
_SAYING_WORD = re.compile("|".join(_SAYING))
_SAYS = re.compile(rf"^(?P<name>.{{2,60}}?)\s+(?:{'|'.join(_SAYING)})\s*:?(?P<time>.{{0,45}})$", re.IGNORECASE)
_ON = re.compile(r"^(?:(?:on|at)\b|[,:(•·|–—-]|$)", re.IGNORECASE)
_TO = re.compile(r"^(?P<name>.+?)\s*(?:>|▶|→|➜|↪|@|\bin reply to\b|\breplied to\b)\s*(?P<to>.+)$", re.IGNORECASE)
_TO_SIGNS = (">", "▶", "→", "➜", "↪", "@")
_REPLY_TO = re.compile(r"^(?:in reply to|reply to|replying to|antwort auf)\s+@?(?P<to>.{2,40}?):?$", re.IGNORECASE)
_SAID_LAST = re.compile(rf"\b(?:{'|'.join(_SAYING)})\s*:?$", re.IGNORECASE)
_NUMBER = re.compile(r"^\d{1,4}[.)]\s+")
_BULLET = re.compile(r"^[•·*»–-]\s+")
_NAME = re.compile(r"^[\w@\"“'][^\n!?:;,]{1,39}$")
_CONTROL = frozenset({"reply", "like", "report", "flag", "share", "upvote", "downvote", "reply share", "like reply"})
_NAME_WORDS, _STAMP_WORDS, _HEAD_WORDS, _PAIR_WORDS, _REACH = 5, 9, 16, 4, 12


def head_at(layout: Layout, i: int) -> Head | None:
    """Return the head of a comment that begins on a line, or None; each line is looked at once."""
    if i not in layout.heads:
        layout.heads[i] = _head_at(layout, i)
    return layout.heads[i]


def _head_at(layout: Layout, i: int) -> Head | None:
    look, text = layout.looks[i], layout.texts[i]
    if not 0 < look.words <= _HEAD_WORDS or look.sentence_end:
        return None
    numbered = is_numbered(text)
    bare = (_NUMBER if numbered else _BULLET).sub("", text)
    head = _says(layout, bare, numbered) or _aged(layout, bare) or _dated(layout, bare) or _paired(layout, i, bare)
    return None if head and layout.is_furniture(i) else head


def reply_to(text: str) -> str | None:
    """Return whom a line names as answered, where it says nothing else.

    >>> reply_to("In reply to Gull"), reply_to("In reply to the minister, the board said no.")
    ('Gull', None)
    """
    match = _REPLY_TO.match(text)
    return match["to"] if match and _NAME.match(match["to"]) and len(match["to"].split()) <= _NAME_WORDS else None


def is_numbered(text: str) -> bool:
    """Say whether a line begins with a number, as the comments of a list do."""
    return bool(_NUMBER.match(text))


def is_control(layout: Layout, i: int) -> bool:
    """Say whether a line is a button under a comment."""
    return layout.bare(i) in _CONTROL


def _says(layout: Layout, text: str, numbered: bool) -> Head | None:
    match = _SAYS.match(text) if _SAYING_WORD.search(text.lower()) else None
    if not match or text.startswith(('"', "“", "‘")):
        return None
    rest = match["time"].strip()
    timed = bool(CLOCK.search(rest.lower()) or find_dates(rest)) and bool(_ON.match(rest) or rest[:1].isupper())
    if not _is_name(layout, match["name"]) or (rest and not timed):
        return None
    return _head(match["name"], "comment: 'says'", numbered or timed)


def _aged(layout: Layout, text: str) -> Head | None:
    match = _AGED.match(text) if "•" in text or "·" in text or "|" in text else None
    if not match:
        return None
    author, to = _answer(match["name"])
    return _head(match["name"], "comment: its age", True) if _is_name(layout, author) and (not to or author) else None


def _dated(layout: Layout, text: str) -> Head | None:
    """Find a name, a full date and a clock time on one line: "Gull on May 4, 2031 at 10:12 am said:"."""
    dates = find_dates(text)
    if not dates or not CLOCK.search(text[dates[0].start :].lower()) or len(text) - dates[0].end > 30:
        return None
    name = text[: dates[0].start].strip(" ,|•·–—-(").removesuffix(" on")
    plain = name.lower()
    if (
        not _is_name(layout, name)
        or layout.furniture.date_start.found_in(plain)
        or plain.split()[0] in {"by", "author"}
    ):
        return None
    return _head(name, "comment: name and time", bool(_SAID_LAST.search(text)))


def _paired(layout: Layout, i: int, text: str) -> Head | None:
    """Find a name above a line with nothing but an age or a time, with a button to reply near below."""
    if i + 1 >= len(layout.texts) or layout.looks[i].words > _PAIR_WORDS or not _is_name(layout, text):
        return None
    if not _is_age(layout, i + 1):
        return None
    below = range(i + 2, min(i + 2 + _REACH, len(layout.texts)))
    replied = any(is_control(layout, j) for j in below)
    return _head(text, "comment: name above its age", replied)


def _is_age(layout: Layout, i: int) -> bool:
    text = layout.texts[i]
    if _AGO_LINE.match(text):
        return True
    if layout.looks[i].words > _STAMP_WORDS or not CLOCK.search(text.lower()):
        return False
    dates = find_dates(text)
    return bool(dates) and not text[: dates[0].start].strip()


def _head(name: str, rule: str, sure: bool = False) -> Head:
    author, to = _answer(name)
    return Head(author.strip(' "“”'), rule, to, sure)


def _answer(name: str) -> tuple[str, str | None]:
    """Split "Gull > Fisher9" into who writes and who is answered."""
    answers = any(sign in name for sign in _TO_SIGNS) or "repl" in name.casefold()
    match = _TO.match(name) if answers and not name.startswith("@") else None
    return (match["name"].strip(), match["to"].strip()) if match else (name.strip(), None)


def _is_name(layout: Layout, name: str) -> bool:
    """Say whether words may be a reader's name: few, no sentence, no word of grammar at their start."""
    name = _answer(name)[0]
    words = name.lower().split()
    if not words or len(words) > _NAME_WORDS or not _NAME.match(name):
        return False
    return not (set(words) & layout.furniture.function_words) or words[0] == "the"
