"""CAMEO's event codes: their labels, Goldstein scores and the quarters they fall in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.ontology.data_files import bundled_rows

_ROOT, _BASE = 2, 3
_LAST_ROOTS = (5, 8, 13, 20)
"""The last root of each quarter, as the GDELT event codebook (2013) divides them."""


@dataclass(frozen=True, slots=True)
class Code:
    """One code of CAMEO; `goldstein` is from -10 (conflict) to 10 (cooperation)."""

    code: str
    label: str
    goldstein: float

    @property
    def root(self) -> str:
        """The first two figures, which name what is done in general."""
        return self.code[:_ROOT]

    @property
    def base(self) -> str:
        """The first three figures."""
        return self.code[:_BASE]

    @property
    def quad(self) -> int:
        """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.

        >>> [load_cameo()[code].quad for code in ("036", "0841", "112", "195")]
        [1, 2, 3, 4]
        """
        return 1 + sum(int(self.root) > last for last in _LAST_ROOTS[:-1])


@cache
def load_cameo() -> Mapping[str, Code]:
    """Load `data/cameo.csv`, whose header explains the columns; a code without a score takes that of the broader one.

    >>> load_cameo()["042"].label, load_cameo()["1951"].goldstein == load_cameo()["195"].goldstein
    ('Make a visit', True)
    """
    found: dict[str, Code] = {}
    for row in bundled_rows("cameo.csv"):
        code = row["code"]
        score = float(row["goldstein"]) if row["goldstein"] else found[code[:-1]].goldstein
        found[code] = Code(code, row["label"], score)
    return found
