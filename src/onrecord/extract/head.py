"""Title and deck: the lines above the first paragraph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.extract.draft import Label
from onrecord.extract.headlines import Headlines
from onrecord.extract.layout import Layout
from onrecord.extract.looks import DATELINE_OPENING, look_at
from onrecord.extract.title_weights import best_title
from onrecord.extract.visible import Mark
from onrecord.model.article import BlockKind

_FREE = frozenset({BlockKind.BODY, BlockKind.NAVIGATION})
_SIGNED = frozenset({BlockKind.BYLINE, BlockKind.DATE})
_PICTURED = frozenset({BlockKind.CAPTION, BlockKind.CREDIT})
_CREDITS = ("credit", "picture credit")
_LONG, _SENTENCE = 25, 15
_PREFIX_MIN = 20
_DECK_WORDS, _DECK_RATE, _DECK_REACH, _DECK_MOST = 7, 0.15, 6, 30


def label_head(layout: Layout, labels: list[Label], title: str | None, address: str | None = None) -> None:
    """Find title and deck in the lines up to the first paragraph, and label them."""
    found = _title(layout, labels, title, address)
    start = next(
        (i for i in range(found[0] + 1 if found else 0, len(labels)) if _is_paragraph(layout, labels, i)), None
    )
    if found:
        labels[found[0]] = Label(BlockKind.TITLE, found[1])
        _label_repeats(layout, labels, found[0])
    if start is not None:
        _label_deck(layout, labels, found[0] if found else None, start)


def title_candidates(
    layout: Layout, labels: Sequence[Label], address: str | None = None
) -> list[tuple[int, Mapping[str, float]]]:
    """Return the lines of a page that may be its title, each with its measurements."""
    measured = Headlines(layout, labels, address).candidates()
    return [(i, found) for i, found in measured if labels[i].kind not in _PICTURED and not _is_sentence(layout, i)]


def is_credit(label: Label) -> bool:
    """Say whether a line names who took a picture or whom something is from."""
    return label.rule.startswith(_CREDITS)


def _is_paragraph(layout: Layout, labels: Sequence[Label], i: int) -> bool:
    """Say whether a line is running text of the body."""
    look = layout.looks[i]
    ended = look.sentence_end or look.words >= _LONG or layout.texts[i].endswith((":", '"', "”"))
    return labels[i].kind is BlockKind.BODY and ended


def _title(layout: Layout, labels: Sequence[Label], title: str | None, address: str | None) -> tuple[int, str] | None:
    """Return the title's line with its rule: the known title, an `<h1>`, else the line most like a headline."""
    end = next((i for i in range(len(labels)) if _is_paragraph(layout, labels, i)), len(labels))
    free = [i for i in range(end) if labels[i].kind in _FREE]
    known = look_at(title, layout.furniture).plain if title else ""
    told = (
        ("title: known from its source", [i for i in free if _is_known(layout, i, known)]),
        ("title: h1", [i for i in free if layout.lines[i].mark is Mark.HEADING and layout.looks[i].words >= 3]),
    )
    for rule, lines in told:
        if lines:
            return ([i for i in lines if not _credit_follows(labels, i)] or lines)[-1], rule
    best = best_title(title_candidates(layout, labels, address))
    return (_last_of_same(layout, labels, best[0]), f"title: headline score {best[1]:g}") if best else None


def _last_of_same(layout: Layout, labels: Sequence[Label], at: int) -> int:
    """Return the last line above the text that says the same, where no credit follows: earlier ones are menus."""
    end = next((i for i in range(at, len(labels)) if _is_paragraph(layout, labels, i)), len(labels))
    same = [i for i in range(end) if layout.looks[i].plain == layout.looks[at].plain and labels[i].kind in _FREE]
    return next((i for i in reversed(same) if not _credit_follows(labels, i)), at)


def _is_sentence(layout: Layout, i: int) -> bool:
    """Say whether a line is a long sentence with its full stop: a deck or a lead, for headlines have none."""
    return layout.looks[i].words > _SENTENCE and layout.texts[i].endswith((".", ".”", '."'))


def _is_known(layout: Layout, i: int, known: str) -> bool:
    """Say whether a line is the page's title, which may go on with the site's name: "A bridge opens | The Post"."""
    plain = layout.looks[i].plain
    return bool(known) and (plain == known or (len(plain) >= _PREFIX_MIN and known.startswith(plain)))


def _credit_follows(labels: Sequence[Label], i: int) -> bool:
    return i + 1 < len(labels) and is_credit(labels[i + 1])


def _label_repeats(layout: Layout, labels: list[Label], at: int) -> None:
    """Label the title's repeats: the text beside a picture where a credit follows, else the page's frame."""
    for i, look in enumerate(layout.looks):
        if i != at and look.plain == layout.looks[at].plain and labels[i].kind in _FREE:
            kind = BlockKind.CAPTION if _credit_follows(labels, i) else BlockKind.NAVIGATION
            labels[i] = Label(kind, "repeats the title")


def _label_deck(layout: Layout, labels: list[Label], at: int | None, start: int) -> None:
    """Sentences between title and text are the deck; so is a paragraph above the byline, title or not."""
    begin = 0 if at is None else at + 1
    rule = "deck: above the byline" if at is None else "deck: between title and text"
    for i in _above(labels, start) if at is None else range(begin, min(start, begin + _DECK_REACH)):
        if labels[i].kind in _FREE and _is_deck(layout, labels, i):
            labels[i] = Label(BlockKind.DECK, rule)
    above = range(begin, start)
    unsigned = all(labels[i].kind is not BlockKind.BODY and labels[i].kind not in _SIGNED for i in above)
    if unsigned and _signed_after(layout, labels, start) and not DATELINE_OPENING.match(layout.texts[start]):
        labels[start] = Label(BlockKind.DECK, "deck: paragraph above the byline")
    elif at is not None and start == at + 1 and _pictured_after(layout, labels, start):
        labels[start] = Label(BlockKind.DECK, "deck: between title and picture")


def _above(labels: Sequence[Label], start: int) -> range:
    """Return the line right above the byline or date, where these stand right above the text; else nothing."""
    first = start
    while first > 0 and labels[first - 1].kind in _SIGNED:
        first -= 1
    return range(max(first - 1, 0), first if first < start else 0)


def _signed_after(layout: Layout, labels: Sequence[Label], start: int) -> bool:
    """Say whether the byline comes right after the first paragraph, and more text after it."""
    return [label.kind for label in labels[start + 1 : start + 2]] == [BlockKind.BYLINE] and layout.last > start + 1


def _pictured_after(layout: Layout, labels: Sequence[Label], start: int) -> bool:
    """Say whether a short first paragraph stands apart from the text: a picture comes between them."""
    picture = [label.kind for label in labels[start + 1 : start + 2]] == [BlockKind.CAPTION]
    short = layout.looks[start].words <= _DECK_MOST and not DATELINE_OPENING.match(layout.texts[start])
    return picture and short and layout.last > start + 1


def _is_deck(layout: Layout, labels: Sequence[Label], i: int) -> bool:
    look = layout.looks[i]
    running = look.text > 0 or (look.words >= _DECK_WORDS and look.function_rate >= _DECK_RATE)
    opens = DATELINE_OPENING.match(layout.texts[i])
    return running and not opens and not _credit_follows(labels, i) and not layout.is_furniture(i)
