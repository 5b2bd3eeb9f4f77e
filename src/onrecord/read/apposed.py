"""Names set beside a phrase by commas: "the mayor of Velm, Duarte Silvane, was arrested"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.read.clauses import children

_INNER = frozenset({"of", "at", "in", "for", "from"})


def inner_apposed(head: Token) -> Iterator[Token]:
    """Give what the parse sets beside a word inside a phrase, where it may stand beside the phrase as a whole.

    Of "the mayor of Velm, Duarte Silvane" the parse makes a Velm that is Silvane. Beside a common noun for a person
    the reading stays open ("the brother of the mayor, Duarte Silvane"): nothing is given there.
    """
    for prep in children(head, "prep"):
        for inner in children(prep, "pobj") if prep.lower_ in _INNER else ():
            yield from (name for name in children(inner, "appos") if name.pos_ == "PROPN" and _parted(inner, name))
            yield from inner_apposed(inner)


def _parted(inner: Token, name: Token) -> bool:
    """Say whether a comma stands between a word and the name beside it."""
    return inner.doc[name.left_edge.i - 1].text == "," and name.i > inner.i
