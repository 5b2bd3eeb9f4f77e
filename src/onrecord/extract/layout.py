"""A page's lines as the labelling steps share them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.extract.looks import Look, look_at
from onrecord.extract.visible import Mark
from onrecord.ontology.furniture import Furniture, load_furniture

_FRAME = " .:!…→»›«‹|•0123456789()"


@dataclass(frozen=True, slots=True)
class Head:
    """The first line of a comment: who wrote it and, where it says so, whom it answers.

    `sure` says that its form alone (a number, a time) shows that it is one; other forms occur in articles as well.
    """

    author: str | None
    rule: str
    to: str | None = None
    sure: bool = False


class Line(NamedTuple):
    """One line to be labelled, with what the markup says about it; `glued` marks a caption cut off its paragraph."""

    text: str
    mark: Mark | None = None
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """All lines of a page with their looks, and which of them lie in the body."""

    lines: tuple[Line, ...]
    body: tuple[bool, ...]
    furniture: Furniture = field(default_factory=load_furniture)
    texts: tuple[str, ...] = ()
    looks: tuple[Look, ...] = ()
    bares: tuple[str, ...] = ()
    _furniture_lines: dict[int, bool] = field(default_factory=dict, compare=False, repr=False)
    heads: dict[int, Head | None] = field(default_factory=dict, compare=False, repr=False)
    """The heads of comments among the lines that were looked at for one; they don't depend on the body."""

    @classmethod
    def of(cls, lines: Sequence[Line], body: Sequence[bool]) -> Layout:
        """Measure the lines of a page."""
        furniture = load_furniture()
        looks = tuple(look_at(line.text, furniture) for line in lines)
        texts = tuple(line.text.strip() for line in lines)
        return cls(
            tuple(lines), tuple(body), furniture, texts, looks, tuple(look.plain.strip(_FRAME) for look in looks)
        )

    @property
    def last(self) -> int:
        """The body's last line; -1 where there is no body."""
        return max((i for i, inside in enumerate(self.body) if inside), default=-1)

    def bare(self, i: int) -> str:
        """Return a line without numbers, bullets and marks at its ends, as the lists of whole lines are written."""
        return self.bares[i]

    def is_furniture(self, i: int) -> bool:
        """Say whether a line is a button, a menu entry or an announcement of the site; each line is looked at once."""
        if i not in self._furniture_lines:
            self._furniture_lines[i] = self._looks_like_furniture(i)
        return self._furniture_lines[i]

    def _looks_like_furniture(self, i: int) -> bool:
        known, bare, look = self.furniture, self.bare(i), self.looks[i]
        if bare in known.whole or bare in known.related_start or bare in known.comment_start:
            return True
        if look.words > 25 or not look.lists:
            return False
        patterns = (known.subscribe, known.account, known.legal, known.navigation, known.share)
        return any(map(look.phrase, patterns))
