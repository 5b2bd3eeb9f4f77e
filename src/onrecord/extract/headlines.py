"""How much a line looks like its page's title: measurements of its form, its place and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.extract.draft import Label
from onrecord.extract.echoes import Echoes
from onrecord.extract.layout import Layout
from onrecord.extract.looks import LONG
from onrecord.extract.scans import last_flagged, running_sums
from onrecord.extract.visible import Mark
from onrecord.model.article import BlockKind
from onrecord.ontology.page_words import load_page_words

_STAMP = re.compile(
    r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}[/.\-]\s?\d{1,2}[/.\-]\s?\d{2,4}\b|\b(?:19|20)\d{2}[/.\-]\d{1,2}[/.\-]\d{1,2}\b"
    r"|\b\d{1,2}\.?\s+(?:de\s+)?[^\W\d]{3,10}\.?,?\s+(?:de\s+)?(?:19|20)\d{2}\b"
    r"|\b[^\W\d]{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d{2}\b|\d年"
)
_TRAIL = re.compile(r"[|•·»›>/\\→]")
_JOINT = re.compile(r"[a-zà-ÿ][A-ZÄÖÜ]|\d[A-Za-z]{3}")
_QUOTES = "\"'“”‘’„«»"
_WORDS_MOST, _LENGTH_MOST, _REACH = 45, 320, 25
_LISTED_WORDS = 3
_STAMP_WORDS, _BYLINE_WORDS, _DECK_WORDS = 25, 12, 50
_SIGNED = frozenset({BlockKind.BYLINE, BlockKind.DATE})
_SIZES = ((1, "1"), (2, "2"), (4, "4"), (7, "7"), (12, "12"), (18, "18"), (28, "28"))
_NEIGHBOURS = {-2: "above2", -1: "above1", 1: "below1", 2: "below2", 3: "below3"}
_LAST = ("last1", "last2", "last3")


class Headlines:
    """The lines of a page that may be its title, measured; linear in the length of the page."""

    def __init__(self, layout: Layout, labels: Sequence[Label], address: str | None = None) -> None:
        self._layout, self._labels = layout, labels
        looks = layout.looks
        self._count = len(looks)
        self._stamped = [
            look.words <= _STAMP_WORDS and bool(_STAMP.search(text))
            for look, text in zip(looks, layout.texts, strict=True)
        ]
        self._running = [
            not look.bullet and (look.text > 0 or (look.words >= LONG and look.sentence_end) or look.words >= 30)
            for look in looks
        ]
        self._prose = running_sums([look.text for look in looks])
        self._plain = running_sums([float(not look.bullet and look.words > 0) for look in looks])
        self._listed = last_flagged(look.bullet for look in looks)
        self._start = self._first_paragraph()
        body = [i for i, look in enumerate(looks) if look.words >= 8 and (layout.body[i] or self._running[i])]
        self._echoes = Echoes(layout, body, self._start, address)
        self._ranks = self._ranked()

    def candidates(self) -> Iterator[tuple[int, dict[str, float]]]:
        """Yield the lines that may be the title, each with its measurements."""
        echoes = {i: self._echoes.at(i) for i in range(self._count) if self._may_be_title(i)}
        topics = {i: found.get("in_lead_count", 0.0) + found.get("in_body_often", 0.0) for i, found in echoes.items()}
        most = max(topics.values(), default=0.0)
        for i, echo in echoes.items():
            found = self._form(i) | self._place(i) | self._neighbours(i) | echo | self._ranks.get(i, {})
            found["topic_best"] = most > 0 and topics[i] >= most - 0.01
            found["topic_behind"] = most - topics[i]
            yield i, {name: float(value) for name, value in found.items() if value}

    def _may_be_title(self, i: int) -> bool:
        look, line = self._layout.looks[i], self._layout.lines[i]
        short = 1 <= look.words <= _WORDS_MOST and len(line.text) <= _LENGTH_MOST
        if look.bullet:
            ends = i + 1 == self._count or not self._layout.looks[i + 1].bullet
            short = short and ends and look.words >= _LISTED_WORDS and i < self._start
        return short and i <= self._start + _REACH and line.mark in {None, Mark.HEADING, Mark.SUBHEADING}

    def _first_paragraph(self) -> int:
        looks = self._layout.looks
        for i, inside in enumerate(self._layout.body):
            if inside and ((looks[i].sentence_end and looks[i].words >= 8) or looks[i].words >= 25):
                return i
        return next((i for i, running in enumerate(self._running) if running), self._count)

    def _form(self, i: int) -> dict[str, float]:
        look, text = self._layout.looks[i], self._layout.texts[i]
        size = next((name for most, name in _SIZES if look.words <= most), "more")
        return {
            f"words_{size}": 1.0,
            f"ends_{_ending(text)}": 1.0,
            f"is_{self._labels[i].kind}": 1.0,
            "listed": look.bullet,
            "indent": min(look.indent, 8) / 8,
            "sentences": min(look.inner_ends, 2),
            "stamp": self._stamped[i],
            "trail": min(len(_TRAIL.findall(text)), 3),
            "joints": min(len(_JOINT.findall(text)), 3),
            "upper": text.isupper() and look.words > 1,
            "capitals": look.capital_rate,
            "opens_lower": text[:1].islower(),
            "opens_digit": text[:1].isdigit(),
            "opens_quote": text[:1] in _QUOTES,
            "opens_mark": not text[:1].isalnum() and text[:1] not in _QUOTES + "¿¡",
            "web": "http" in text or "@" in text or "www." in text,
            "furniture": self._layout.is_furniture(i),
        }

    def _place(self, i: int) -> dict[str, float]:
        gap = self._plain[max(self._start, i)] - self._plain[min(self._start, i)]
        listed = self._listed[i]
        since = i - listed if listed is not None else 99
        above = self._prose[i] / (self._prose[-1] or 1.0)
        before = i < self._start
        return {
            "after_start": i > self._start,
            "after_far": min(max(i - self._start, 0), 12) / 12,
            "is_start": i == self._start,
            "gap": min(gap, 12) / 12 if before else 0.0,
            f"gap_{next((n for n in (1, 2, 3, 6, 12) if gap <= n), 99)}": before,
            f"since_list_{next((n for n in (0, 1, 2, 4, 8) if since <= n), 99)}": 1.0,
            "text_above": above,
            "some_text_above": above > 0,
            "body": self._layout.body[i],
            "first_line": i == 0,
            "second_line": i == 1,
        }

    def _neighbours(self, i: int) -> dict[str, float]:
        found: dict[str, float] = {}
        for step, name in _NEIGHBOURS.items():
            if 0 <= i + step < self._count:
                found |= {f"{name}_{what}": value for what, value in self._beside(i, i + step).items()}
            else:
                found[f"{name}_none"] = 1.0
        below = range(i + 1, min(i + 9, self._count))
        found["signed_soon"] = any(self._labels[j].kind in _SIGNED for j in below[:5])
        found["signed_before"] = any(self._labels[j].kind in _SIGNED for j in range(max(i - 4, 0), i))
        found["stamp_soon"] = any(self._stamped[j] for j in below[:4])
        found["text_soon"] = any(self._running[j] for j in below[:4])
        found["texts_below"] = sum(self._running[j] for j in below) / 8
        found["list_below"] = sum(self._layout.looks[j].bullet for j in below[:6]) / 6
        found["list_above"] = sum(self._layout.looks[j].bullet for j in range(max(i - 6, 0), i)) / 6
        return found

    def _beside(self, i: int, j: int) -> dict[str, float]:
        look, own, text = self._layout.looks[j], self._layout.looks[i], self._layout.texts[j]
        label = self._labels[j]
        return {
            "stamp": self._stamped[j],
            "bullet": look.bullet,
            "text": self._running[j],
            "short": look.words <= 3 and not look.bullet,
            "heading": 4 <= look.words <= 20 and not (look.sentence_end or look.bullet),
            "byline": look.words <= _BYLINE_WORDS and bool(load_page_words().loose_byline.match(text)),
            "name": 2 <= look.words <= 3 and look.capital_rate == 1 and text[:1].isupper() and not look.bullet,
            "furniture": self._layout.is_furniture(j),
            "same": look.plain == own.plain,
            "longer": look.words > own.words * 1.3 and not look.bullet,
            "much_longer": look.words > own.words * 2.5,
            "caption": label.kind in {BlockKind.CAPTION, BlockKind.CREDIT},
            "signed": label.kind is BlockKind.BYLINE,
            "dated": label.kind in {BlockKind.DATE, BlockKind.DATELINE},
            "upper": text.isupper() and look.words > 0,
            "deck": look.text > 0 and look.words <= _DECK_WORDS and look.sentence_end,
            "colon": text.endswith(":"),
        }

    def _ranked(self) -> dict[int, dict[str, float]]:
        """Say of the lines that have a headline's form which is the first, and which are the last above the text."""
        looks = self._layout.looks
        good = [
            i
            for i, look in enumerate(looks)
            if 4 <= look.words <= 20 and not (look.bullet or look.sentence_end or self._stamped[i])
        ]
        found: dict[int, dict[str, float]] = {i: {"good": 1.0} for i in good}
        for i, name in zip(good, ("good_first", "good_second"), strict=False):
            found[i][name] = 1.0
        above = [i for i in good if i < self._start]
        for i, name in zip(reversed(above), _LAST, strict=False):
            found[i][f"good_{name}"] = 1.0
        left = [i for i in range(1, self._count) if looks[i - 1].bullet and not looks[i].bullet and i <= self._start]
        for i, name in zip(reversed(left), _LAST, strict=False):
            found.setdefault(i, {})[f"list_left_{name}"] = 1.0
        if above:
            found[max(above[-4:], key=lambda i: looks[i].words)]["good_longest"] = 1.0
        return found


def _ending(text: str) -> str:
    """Name how a line ends."""
    if text.endswith(("...", "…")):
        return "cut"
    last = text.rstrip(_QUOTES + " )")[-1:]
    return {".": "dot", "。": "dot", "?": "mark", "!": "mark", "？": "mark", "！": "mark"}.get(
        last, "colon" if last and last in ":,;" else "open"
    )
