"""The word-level difference between two texts."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from onrecord.model.folding import folded
from onrecord.ontology.wording import respell

Difference = tuple[str, str, str]

_TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


def difference(a: str, b: str) -> list[Difference]:
    """Return how `b` differs from `a`, word by word: rows of (operation, text in a, text in b).

    Operations are equal, replace, delete and insert. Case, quotation marks and British or American spelling make no
    difference. The texts are exact slices, white space between words included, so that each side joins up again.

    >>> difference("We stand by you", "We stood by all")
    [('equal', 'We ', 'We '), ('replace', 'stand ', 'stood '), ('equal', 'by ', 'by '), ('replace', 'you', 'all')]
    """
    left, right = _tokens(a), _tokens(b)
    keys = [[respell(folded(token.strip())) for token in side] for side in (left, right)]
    codes = SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes()
    return [(op, "".join(left[i:j]), "".join(right[k:m])) for op, i, j, k, m in codes]


def _tokens(text: str) -> list[str]:
    """Cut a text into words and marks, each with the white space after it; leading white space goes to the first."""
    starts = [match.start() for match in _TOKEN.finditer(text)]
    if not starts:
        return [text] if text else []
    starts[0] = 0
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
