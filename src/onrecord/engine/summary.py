"""What came of adding coverage, in figures and in words."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.notice import Notice
from onrecord.model.problem import STANDING, Problem


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the items that came in: `items == new + known + failed`.

    `known` were in the record already, or came twice; `failed` are those with a fatal problem. `problems` are all that
    were met, also those that cost no article, and `fresh` those of them that the record did not have; `notices` what
    else is worth telling. `derived` says whether anything derived had to be made anew. `reached` counts the sources and
    addresses that were there, and `back` are the problems of those that had not been.
    """

    items: int = 0
    new: int = 0
    known: int = 0
    failed: int = 0
    problems: tuple[Problem, ...] = ()
    notices: tuple[Notice, ...] = ()
    derived: bool = False
    fresh: tuple[Problem, ...] = ()
    reached: int = 0
    back: tuple[Problem, ...] = ()

    def plus(self, other: Summary) -> Summary:
        """Return the sum of both."""
        return Summary(
            self.items + other.items,
            self.new + other.new,
            self.known + other.known,
            self.failed + other.failed,
            self.problems + other.problems,
            self.notices + other.notices,
            self.derived or other.derived,
            self.fresh + other.fresh,
            self.reached + other.reached,
            self.back + other.back,
        )

    def line(self) -> str:
        """Return the summary as one line.

        >>> Summary(items=4, new=2, known=1, failed=1).line()
        'items: 4 (new articles 2, known 1, failed 1)'
        """
        return f"items: {self.items} (new articles {self.new}, known {self.known}, failed {self.failed})"

    @property
    def in_vain(self) -> bool:
        """Whether nothing that was asked for was there."""
        away = any(problem.code in STANDING for problem in self.problems)
        return away and not self.reached and self.items == self.failed
