"""The names with which a line signs an article: after a word such as "by", or alone beside a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.extract.dates import find_readings
from onrecord.model.span import Span
from onrecord.ontology.calendar_words import load_calendar_words
from onrecord.ontology.page_words import load_page_words
from onrecord.ontology.people import load_people

_TOKEN = re.compile(r"[^\s,;|/•·»«<>()\[\]–—:]+|[,;|/•·»«<>()\[\]–—:]")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.\-]*(?:['’.\-][^\W\d_]+)*\.?")
_STOPS = frozenset(
    {"on", "for", "in", "at", "last", "the", "to", "of", "am", "vom", "um", "im", "aus", "mit", "uhr", "with"}
)
_PART = re.compile(r"[^|/•·,;()\[\]–—]+")
_CUT = re.compile(r"[|·•,–—/(]")
_NAME_MAX, _BARE_MAX = 5, 4
_PERSONS_MAX = 6


def signed_names(line: str) -> Iterator[Span]:
    """Yield the stretches of a line that name who wrote an article, after a word that says so.

    >>> [span.of("4 May 2031 | By Ada Torvik and Ilse Brandt, Kelstadt") for span in
    ...     signed_names("4 May 2031 | By Ada Torvik and Ilse Brandt, Kelstadt")]
    ['Ada Torvik and Ilse Brandt']
    """
    words = load_page_words()
    places = [0, *(dated.end for dated in find_readings(line)), *(cut.end() for cut in _CUT.finditer(line))]
    places += [match.end() for match in words.published.finditer(line)]
    found = [(match.end(), False) for match in words.signing.finditer(line)]
    found += [(match.end(), False) for place in places if (match := words.byline.match(line, place))]
    found += [(match.end(), True) for place in places if (match := words.loose_byline.match(line, place))]
    for start, loose in sorted(found):
        span = _names_at(line, start)
        if span and (not loose or is_given(span.of(line).split(maxsplit=1)[0])):
            yield span
            return


def bare_names(line: str) -> Iterator[Span]:
    """Yield the parts of a line, less its dates, that are a person's name and nothing else, with a known given name."""
    cuts = sorted({0, len(line), *(place for dated in find_readings(line) for place in (dated.start, dated.end))})
    for start, end in pairwise(cuts):
        for match in _PART.finditer(line, start, end):
            words = list(_WORD.finditer(match[0]))
            if not 2 <= len(words) <= _BARE_MAX or not is_given(words[0][0]):
                continue
            name = Span(match.start() + words[0].start(), match.start() + words[-1].end())
            if match[0].strip() == name.of(line) and all(_is_name_word(word[0]) for word in words):
                yield name


def _names_at(line: str, start: int) -> Span | None:
    """Return the run of names at a place: capital words, small words between them, and more names after "and"."""
    tokens = list(_TOKEN.finditer(line, start))[: _NAME_MAX * _PERSONS_MAX]
    end, at = 0, 0
    while at < len(tokens):
        size = _name_length(tokens, at)
        if size < 2:
            break
        end = tokens[at + size - 1].end()
        at += size
        more = tokens[at : at + 2]
        joined = bool(more) and (
            more[0][0].lower() in load_page_words().joints
            or (more[0][0] == "," and len(more) > 1 and is_given(more[1][0]))
        )
        if not joined:
            break
        at += 1
    return Span(tokens[0].start(), end) if end else None


def _name_length(tokens: Sequence[re.Match[str]], at: int) -> int:
    """Return how many tokens from `at` on are one person's name; 0 where they are none."""
    known, count = load_page_words(), 0
    for token in tokens[at : at + _NAME_MAX]:
        word = token[0]
        if _is_name_word(word) or (count and word in known.particles):
            count += 1
        else:
            break
    while count and not tokens[at + count - 1][0][0].isupper():
        count -= 1
    return count


def _is_name_word(word: str) -> bool:
    plain = word.lower().strip(".")
    known = load_page_words()
    if not _WORD.fullmatch(word) or not word[0].isupper() or plain in _STOPS or plain in known.nobody:
        return False
    if known.published.fullmatch(plain) or known.updated.fullmatch(plain):
        return False
    return plain not in load_calendar_words().months or plain in {"may", "mar", "august", "april", "june", "jan"}


def is_given(word: str) -> bool:
    """Say whether a word is a known given name."""
    given = word.lower().strip(".,")
    return given in load_page_words().given or load_people().gender(given) is not None
