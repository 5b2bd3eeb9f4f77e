"""Lines of the body that only say again what another line says: pull quotes, and paragraphs shown twice."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.draft import Label
from onrecord.extract.layout import Layout
from onrecord.model.article import BlockKind

_OPENING, _SHORTEST, _LONGEST = 5, 6, 60
_PLACES, _MOST = 4, 6
_AROUND = " \"'“”«».,!?…"


def label_repeats(layout: Layout, labels: list[Label]) -> None:
    """Label the body's lines whose words stand in another line of it, so that nothing they say counts twice.

    Of two equal lines the first stays. Words are compared from the beginning of a sentence on; linear in the text.
    Where many lines come again the page shows its text twice, and nothing tells which of the two is the article.
    """
    inside = [i for i, label in enumerate(labels) if label.kind in {BlockKind.BODY, BlockKind.CAPTION}]
    texts = {i: _unquoted(layout.looks[i].plain) for i in inside}
    places: dict[str, list[int]] = {}
    for i in inside:
        for opening in _openings(texts[i]):
            found = places.setdefault(opening, [])
            if len(found) < _PLACES:
                found.append(i)
    sized = [i for i in inside if _SHORTEST <= layout.looks[i].words <= _LONGEST]
    again = [i for i in sized if _is_elsewhere(texts[i].strip(_AROUND), i, texts, places)]
    for i in again if len(again) <= _MOST else ():
        labels[i] = Label(BlockKind.NAVIGATION, "repeats a line of the body")


def _unquoted(plain: str) -> str:
    if plain.isascii() and '"' not in plain:
        return plain
    return " ".join(plain.translate(_NO_QUOTES).split())


def _is_elsewhere(words: str, i: int, texts: dict[int, str], places: dict[str, list[int]]) -> bool:
    opening = " ".join(words.split()[:_OPENING])
    for j in places.get(opening, ()):
        if j != i and words in texts[j] and (len(texts[j].strip(_AROUND)) > len(words) or j < i):
            return True
    return False


def _openings(text: str) -> Iterator[str]:
    """Yield the first words of every sentence, and of what follows a comma or a colon."""
    words = text.split()
    for at in range(len(words) - _OPENING + 1):
        if at == 0 or words[at - 1][-1] in ".!?…,:;":
            yield " ".join(words[at : at + _OPENING]).strip(_AROUND)


_NO_QUOTES = str.maketrans("", "", '"“”«»„')
