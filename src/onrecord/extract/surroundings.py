"""What stands around a line of a page: running text, headings, dates, the openings of comments and link lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.extract.looks import DATE, FRAME, LONG, TEXT_MAX, Look, is_heading, is_label, is_stamp
from onrecord.extract.scans import distances, heaviest_run, last_flagged, running_sums
from onrecord.ontology.furniture import Furniture, Phrases

_SHORT_CHARACTERS = 80


class Surroundings:
    """Sums over the page, made once, from which a line's surroundings are read off."""

    def __init__(self, looks: Sequence[Look], furniture: Furniture) -> None:
        self.looks = looks
        self.size = len(looks)
        self.seen = Counter(look.plain for look in looks)
        self.stamps = running_sums([float(is_stamp(look)) for look in looks])
        self.headings = [is_heading(look) for look in looks]
        self.sums = running_sums([look.text for look in looks])
        self.total = self.sums[-1] or 1.0
        self.before, self.after = distances([look.text >= LONG for look in looks])
        self.block = heaviest_run([look.text - 8.0 if look.text else -3.0 for look in looks])
        comment_start = furniture.comment_start
        self.comments = last_flagged(_opens(look, comment_start, furniture.comment_form) for look in looks)
        self.related = last_flagged(_opens(look, furniture.related_start, furniture.related) for look in looks)
        self.said = last_flagged(is_label(look) and furniture.comment_says.found_in(look.plain) for look in looks)
        self.dated = last_flagged(is_label(look) and bool(DATE.search(look.plain)) for look in looks)
        self.signed = last_flagged(is_label(look) and furniture.byline_start.found_in(look.plain) for look in looks)

    def at(self, i: int) -> dict[str, float]:
        """Return the measurements of line `i` that come from its neighbours."""
        found: dict[str, float] = {}
        for reach in (1, 2, 5):
            found[f"text_before_{reach}"] = self._mean(i - reach, i)
            found[f"text_after_{reach}"] = self._mean(i + 1, i + 1 + reach)
        found["text_around"] = self._mean(i - 8, i + 9)
        found |= self._place(i) | self._marks(i) | self._teasers(i)
        return {name: value for name, value in found.items() if value}

    def _mean(self, start: int, end: int) -> float:
        start, end = max(start, 0), min(end, self.size)
        return (self.sums[end] - self.sums[start]) / (end - start) / TEXT_MAX if end > start else 0.0

    def _place(self, i: int) -> dict[str, float]:
        before, after, look = self.before[i], self.after[i], self.looks[i]
        share = self.sums[i] / self.total
        first, last = self.block
        inside = first <= i <= last
        near = not inside and min(abs(i - first), abs(i - last)) <= 3
        length = "long" if look.text else "mid" if look.words >= 5 else "short"
        where = "in" if inside else "near" if near else "pre" if i < first else "post"
        return {
            f"block_{where}_{length}": 1.0,
            f"share_{min(int(share * 5), 4)}": 1.0,
            "enclosed": before <= 3 and after <= 3,
            "enclosed_close": before <= 1 and after <= 1,
            "text_since": 1.0 / (1 + before),
            "text_until": 1.0 / (1 + after),
            "repeated": self.seen[look.plain] > 1 and look.words >= 3,
            "repeated_long": self.seen[look.plain] > 1 and look.words >= LONG,
            "no_text_before": share == 0.0,
            "no_text_after": self.sums[i + 1] == self.sums[-1],
        }

    def _teasers(self, i: int) -> dict[str, float]:
        """Say whether time stamps and headline-like lines stand around, as they do among comments and teasers."""
        start, end = max(i - 8, 0), min(i + 9, self.size)
        stamps = self.stamps[end] - self.stamps[start]
        above = i > 0 and self.headings[i - 1]
        below = i + 1 < self.size and self.headings[i + 1]
        running = self.looks[i].text > 0
        return {
            "stamps_around": min(stamps, 4.0) / 4,
            "stamps_around_text": min(stamps, 4.0) / 4 if running else 0.0,
            "heading_above_text": above and running,
            "heading_both_text": above and below and running,
            "heading_run": above and below and self.headings[i],
        }

    def _marks(self, i: int) -> dict[str, float]:
        found = self._opened(i)
        for name, since in (("comments", self.comments), ("related", self.related), ("said", self.said)):
            last = since[i]
            if last is None:
                continue
            found[f"{name}_here"] = float(last == i)
            found[f"{name}_close"] = float(0 < i - last <= 6)
            passed = self.sums[last] / self.total
            found[f"{name}_late"] = passed
        return found

    def _opened(self, i: int) -> dict[str, float]:
        """Say whether a date or byline stands a few lines before, as it does at the head of an article."""
        found: dict[str, float] = {}
        for name, since in (("dated", self.dated), ("signed", self.signed)):
            last = since[i]
            if last is not None and 0 < i - last <= 12:
                found[f"{name}_close"] = 1.0
                found[f"{name}_close_text"] = float(self.looks[i].text > 0)
                found[f"{name}_next_text"] = float(self.looks[i].text > 0 and self.sums[i] == self.sums[last])
        return found


def _opens(look: Look, whole: frozenset[str], phrases: Phrases) -> bool:
    """Say whether a line is one of `whole`, or short and holds a phrase."""
    return look.plain.strip(FRAME) in whole or (len(look.plain) < _SHORT_CHARACTERS and phrases.found_in(look.plain))
