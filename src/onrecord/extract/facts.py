"""What a line shows by itself, as numbers: its length, its letters, its ends, the classes of furniture it holds."""

from __future__ import annotations

import math
import re
from functools import cache

from onrecord.extract.looks import CLOCK, DATE, FRAME, LONG, MEASURED, TEXT_MAX, Look, is_heading, is_label
from onrecord.ontology.furniture import Finder, Furniture, load_furniture

_LETTERS, _ASCII_LETTERS = re.compile(r"[^\W\d_]+"), re.compile(r"[A-Za-z]+")
_DIGITS = re.compile(r"\d+")
_HANDLE = re.compile(r"(?:^|\s)@\w|\bhttps?://|\bwww\.|\w@\w+\.\w")
_YOU = frozenset({"you", "your", "we", "our", "us"})
_WIDE = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_GLUED = re.compile(r"[a-z][A-Z][a-z]+ ")
_STEPS = (1, 2, 3, 5, 8, 12, 17, 25, 41, 81)
_SHORT_CHARACTERS = 80
CLASSES = (
    "share",
    "subscribe",
    "account",
    "legal",
    "navigation",
    "advertisement",
    "comment_form",
    "photo_mark",
    "caption_start",
    "credit_start",
    "byline_start",
    "date_start",
    "about",
    "related",
    "comment_says",
    "byline_role",
)
_FORM, _RELATED, _SAYS, _SIGNED = (
    CLASSES.index(name) for name in ("comment_form", "related", "comment_says", "byline_start")
)
_LENGTHS = ("log_words", *(f"words_{step}" for step in _STEPS), "log_characters", "text", "running", "runs")
_LETTER_RATES = ("function_rate", "capital_rate", "lower_rate", "word_length", "digit_rate", "commas", "comma_rate")
_ENDS = (
    "inner_ends",
    "sentence_end",
    "sentence_end_long",
    "no_end_long",
    "no_end_short",
    "colon_end",
    "question",
    "ellipsis_end",
)
_FORMS = (
    "wide",
    "bullet",
    "indent",
    "no_word",
    "tab",
    "pipe",
    "bracket_all",
    "upper_all",
    "lower_start",
    "digit_start",
    "dash_start",
    "quote_start",
    "quote",
    "handle",
    "you",
    "glued",
)
_TIMES = ("date_short", "date_long", "clock_short", "ago", "stamp", "label", "heading")
MARKS = ("comments", "related", "said", "dated", "signed")
"""The signs after which the page goes on differently: comments, links, a reader's name, a date, a byline."""
NAMES = (
    *_LENGTHS,
    *_LETTER_RATES,
    *_ENDS,
    *_FORMS,
    *_TIMES,
    "whole",
    *(f"mark_{name}" for name in MARKS),
    *(f"{name}_short" for name in CLASSES),
    *(f"{name}_text" for name in CLASSES),
)


def facts_of(line: str, look: Look, furniture: Furniture) -> tuple[tuple[float, ...], list[str]]:
    """Return the facts of one line in the order of `NAMES`, and its words of four letters and more."""
    bare = line.strip()
    if len(bare) > MEASURED:
        bare = bare[:MEASURED]
    words = (_ASCII_LETTERS if bare.isascii() else _LETTERS).findall(bare)
    lower = sum([word[0].islower() for word in words[1:]]) / max(len(words) - 1, 1)
    digits = sum(map(len, _DIGITS.findall(bare)))
    lowered = [word.lower() for word in words]
    held = _finder().found_in(look.plain, lowered) if look.lists else _NONE
    facts = (
        *_lengths(look, bare, lower),
        *_letters(look, bare, words, lower, digits),
        *_ends(look, bare),
        *_forms(look, bare),
        *_times_and_marks(look, held, furniture, digits > 0),
        *_classes(look, held),
    )
    return facts, [word for word in lowered[:200] if len(word) >= 4]


@cache
def _finder() -> Finder:
    furniture = load_furniture()
    return Finder([getattr(furniture, name) for name in CLASSES])


def _lengths(look: Look, bare: str, lower: float) -> tuple[float, ...]:
    count = look.words
    running = look.text > 0 or (
        count >= 6 and (look.sentence_end or count >= LONG) and (lower >= 0.5 or bool(_WIDE.search(bare)))
    )
    return (
        math.log1p(count) / 3,
        *_steps(count),
        math.log1p(len(bare)) / 5,
        look.text / TEXT_MAX,
        min(count, TEXT_MAX) / TEXT_MAX if running else 0.0,
        running,
    )


@cache
def _steps_table() -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(float(count >= step) for step in _STEPS) for count in range(_STEPS[-1] + 1))


def _steps(count: int) -> tuple[float, ...]:
    return _steps_table()[min(count, _STEPS[-1])]


def _letters(look: Look, bare: str, words: list[str], lower: float, digits: int) -> tuple[float, ...]:
    commas = bare.count(",")
    return (
        look.function_rate,
        look.capital_rate,
        lower,
        min(sum(map(len, words)) / (len(words) or 1), 15) / 10,
        digits / (len(bare) or 1),
        min(commas, 5) / 5,
        min(commas / (look.words or 1), 0.5) * 2,
    )


def _ends(look: Look, bare: str) -> tuple[float, ...]:
    end, long = look.sentence_end, look.words >= LONG
    return (
        min(look.inner_ends, 3) / 3,
        end,
        end and long,
        not end and long,
        not end and not long,
        bare.endswith(":"),
        bare.endswith("?"),
        bare.endswith(("...", "…")),
    )


def _forms(look: Look, bare: str) -> tuple[float, ...]:
    first = bare[:1]
    return (
        not bare.isascii() and _WIDE.search(bare) is not None,
        look.bullet,
        min(look.indent, 8) / 8,
        look.words == 0,
        "\t" in bare,
        "|" in bare or "›" in bare or "»" in bare,
        first in ("(", "[") and bare[-1] in ")]",
        look.words > 0 and bare.isupper(),
        first.islower(),
        first.isdigit(),
        first in ("-", "–", "—"),
        first in ('"', "“", "‘", "'"),
        '"' in bare or "“" in bare or "”" in bare or "«" in bare,
        ("@" in bare or "http" in bare or "www." in bare) and _HANDLE.search(bare) is not None,
        not _YOU.isdisjoint(look.plain[:240].split()),
        _GLUED.search(bare) is not None,
    )


def _times_and_marks(look: Look, held: frozenset[int], furniture: Furniture, digits: bool) -> tuple[float, ...]:
    plain, short = look.plain, look.words < LONG
    date = digits and DATE.search(plain) is not None
    clock = digits and short and CLOCK.search(plain) is not None
    ago = short and " ago" in plain
    label = is_label(look)
    bare = plain.strip(FRAME) if len(plain) < _SHORT_CHARACTERS else plain
    button = len(plain) < _SHORT_CHARACTERS
    return (
        date and short,
        date and not short,
        clock,
        ago,
        label and (date or clock or ago),
        label,
        is_heading(look),
        bare in furniture.whole,
        bare in furniture.comment_start or (button and _FORM in held),
        bare in furniture.related_start or (button and _RELATED in held),
        label and _SAYS in held,
        label and date,
        label and _SIGNED in held,
    )


_NONE: frozenset[int] = frozenset()
_NO_CLASS = (0.0,) * len(CLASSES)


def _classes(look: Look, held: frozenset[int]) -> tuple[float, ...]:
    """Name the classes of furniture a line holds, apart for labels and for running text, where they mean less."""
    if not held:
        return _NO_CLASS + _NO_CLASS
    found = tuple(float(i in held) for i in range(len(CLASSES)))
    if look.text and len(look.plain) >= _SHORT_CHARACTERS:
        return _NO_CLASS + found
    return found + _NO_CLASS
