"""Title and deck: the lines above the first paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.extract.layout import Layout
from onrecord.extract.looks import DATELINE_OPENING, look_at
from onrecord.extract.visible import Mark
from onrecord.model.article import BlockKind
from onrecord.ontology.sources import load_sources

_FREE = frozenset({BlockKind.BODY, BlockKind.NAVIGATION})
_SIGNED = frozenset({BlockKind.BYLINE, BlockKind.DATE})
_STAMP = re.compile(r"\b\d{1,2}:\d{2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b(?:19|20)\d{2}$")
_HEADLINE_MIN, _HEADLINE_MAX = 3, 30
_NAME_LENGTH = 24
_LONG = 25
_PREFIX_MIN = 20
_DECK_WORDS, _DECK_RATE, _DECK_REACH = 7, 0.15, 6


def label_head(layout: Layout, kinds: list[BlockKind], title: str | None) -> None:
    """Find title and deck in the lines up to the first paragraph, and set their kinds."""
    start = next(
        (i for i, kind in enumerate(kinds) if kind is BlockKind.BODY and _is_paragraph(layout, kinds, i)), None
    )
    if start is None:
        return
    at = _title_at(layout, kinds, start, title)
    if at is not None:
        kinds[at] = BlockKind.TITLE
        _repeats(layout, kinds, at)
    _deck(layout, kinds, at, start)


def _is_paragraph(layout: Layout, kinds: Sequence[BlockKind], i: int) -> bool:
    """Say whether a line is running text; a question that opens the page is more likely its title."""
    look, text = layout.looks[i], layout.texts[i]
    if text.endswith("?") and not look.inner_ends and all(kind is BlockKind.NAVIGATION for kind in kinds[:i]):
        return look.words > _LONG
    return look.sentence_end or look.words >= _LONG or text.endswith((":", '"', "”"))


def _title_at(layout: Layout, kinds: Sequence[BlockKind], start: int, title: str | None) -> int | None:
    """Return the title's line: the known title, an `<h1>`, else a line above the text that reads like a headline."""
    free = [i for i in range(start) if kinds[i] in _FREE]
    known = look_at(title, layout.furniture).plain if title else ""
    for found in ([i for i in free if _is_known(layout, i, known)], [i for i in free if _is_heading(layout, i)]):
        shown = [i for i in found if not _credit_follows(kinds, i)] or found
        if shown:
            return shown[-1]
    headlines = [i for i in free if _is_headline(layout, i) and not _credit_follows(kinds, i)]
    if not headlines:
        return None
    seen = Counter(look.plain for look in layout.looks)
    best = max(headlines, key=lambda i: (_headline_score(layout, kinds, i, start) + _again_score(layout, i, seen), -i))
    return max(i for i in headlines if layout.looks[i].plain == layout.looks[best].plain)


def _is_known(layout: Layout, i: int, known: str) -> bool:
    """Say whether a line is the page's title, which may go on with the site's name: "A bridge opens | The Post"."""
    plain = layout.looks[i].plain
    return bool(known) and (plain == known or (len(plain) >= _PREFIX_MIN and known.startswith(plain)))


def _is_heading(layout: Layout, i: int) -> bool:
    return layout.lines[i].mark is Mark.HEADING and layout.looks[i].words >= 3


def _is_headline(layout: Layout, i: int) -> bool:
    look, mark = layout.looks[i], layout.lines[i].mark
    shaped = _HEADLINE_MIN <= look.words <= _HEADLINE_MAX and not look.inner_ends and not look.bullet
    text = layout.texts[i]
    ended = text.endswith((".", ":", ",", ";"))
    if not shaped or ended or _STAMP.search(text) or mark not in {None, Mark.HEADING, Mark.SUBHEADING}:
        return False
    return not layout.is_furniture(i) and not _names_source(text)


def _headline_score(layout: Layout, kinds: Sequence[BlockKind], i: int, start: int) -> float:
    """Weigh a headline-like line: long enough, near the text, right above deck, byline or text."""
    look = layout.looks[i]
    length = min(look.words, 6) / 6
    distance = min(start - i, 12) * 0.08
    first = 0.4 if all(not layout.looks[j].words for j in range(i)) else 0.0
    return length - distance + first + _follows_score(layout, kinds, i + 1, start)


def _again_score(layout: Layout, i: int, seen: Counter[str]) -> float:
    """Weigh that a page says its title more than once."""
    return 0.5 if seen[layout.looks[i].plain] > 1 else 0.0


def _follows_score(layout: Layout, kinds: Sequence[BlockKind], i: int, start: int) -> float:
    if i < start and kinds[i] in _FREE and _is_deck(layout, kinds, i):
        return 0.6
    return 0.4 if i == start or kinds[i] in _SIGNED else 0.0


def _names_source(text: str) -> bool:
    """Say whether a line is the name of an agency or outlet, alone or after a person's."""
    named = list(load_sources().scan(text))
    return bool(named) and len(text) - len(named[-1].span) <= _NAME_LENGTH and len(text) - named[-1].span.end <= 8


def _credit_follows(kinds: Sequence[BlockKind], i: int) -> bool:
    return i + 1 < len(kinds) and kinds[i + 1] is BlockKind.CREDIT


def _repeats(layout: Layout, kinds: list[BlockKind], at: int) -> None:
    """Label the title's repeats: the text beside a picture where a credit follows, else the page's frame."""
    for i, look in enumerate(layout.looks):
        if i != at and look.plain == layout.looks[at].plain and kinds[i] in _FREE:
            kinds[i] = BlockKind.CAPTION if _credit_follows(kinds, i) else BlockKind.NAVIGATION


def _deck(layout: Layout, kinds: list[BlockKind], at: int | None, start: int) -> None:
    """Sentences between title and text are the deck; so is a paragraph above the byline, title or not."""
    signed = _signed_after(layout, kinds, start)
    begin = 0 if at is None else at + 1
    for i in _above(kinds, start) if at is None else range(begin, min(start, begin + _DECK_REACH)):
        if kinds[i] in _FREE and _is_deck(layout, kinds, i):
            kinds[i] = BlockKind.DECK
    if (
        signed
        and not DATELINE_OPENING.match(layout.texts[start])
        and all(kinds[i] is not BlockKind.BODY and kinds[i] not in _SIGNED for i in range(begin, start))
    ):
        kinds[start] = BlockKind.DECK


def _above(kinds: Sequence[BlockKind], start: int) -> range:
    """Return the line right above the byline or date, where these stand right above the text; else nothing."""
    first = start
    while first > 0 and kinds[first - 1] in _SIGNED:
        first -= 1
    return range(max(first - 1, 0), first if first < start else 0)


def _signed_after(layout: Layout, kinds: Sequence[BlockKind], start: int) -> bool:
    """Say whether the byline comes right after the first paragraph, and more text after it."""
    return kinds[start + 1 : start + 2] == [BlockKind.BYLINE] and layout.last > start + 1


def _is_deck(layout: Layout, kinds: Sequence[BlockKind], i: int) -> bool:
    look = layout.looks[i]
    running = look.text > 0 or (look.words >= _DECK_WORDS and look.function_rate >= _DECK_RATE)
    opens = DATELINE_OPENING.match(layout.texts[i])
    return running and not opens and not _credit_follows(kinds, i) and not layout.is_furniture(i)
