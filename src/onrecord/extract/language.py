"""The language of a text, told from its words."""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_WORD = re.compile(r"[^\W\d_]{2,}")
_WIDE = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORDS_MIN = 20
_PART, _PARTS = 400, 4
"""How much of a text is looked at, from beginning to end: more of it changes nothing and costs time."""
_SURE = 0.9


def detect_language(text: str) -> tuple[str, float] | None:
    """Return the ISO 639-1 code of a text's language and its probability.

    None for texts of fewer than 20 words, for doubtful ones, and where no language has more than half of the parts that
    were looked at: such a text is mixed.

    >>> detect_language("The minister said that the talks in the capital were open and would go on for a week or more, "
    ...     "whatever the others had to say of them.")[0]
    'en'
    >>> detect_language("Bridge opens") is None
    True
    """
    parts = [part for part in _parts(text) if _long_enough(part)]
    sure: dict[str, list[float]] = {}
    for part in parts:
        code, probability = _identifier().classify(part)
        own = sure.setdefault(code, [])
        own.extend([probability] if probability >= _SURE else [])
        if 2 * len(own) > len(parts):
            return code, sum(own) / len(own)
    return None


def _parts(text: str) -> list[str]:
    """Return up to four parts that lie evenly in a text; the whole of a short one."""
    count = min(_PARTS, max(1, len(text) // _PART))
    step = len(text) // count
    return [text[i * step : i * step + (_PART if count > 1 else 2 * _PART)] for i in range(count)]


def _long_enough(text: str) -> bool:
    return len(_WORD.findall(text)) + len(_WIDE.findall(text)) // 2 >= _WORDS_MIN


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
