"""Who does something together with whom: two subjects of a verb, a list without "and", the two that "they" means."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from onrecord.read.clauses import SUBJECTS, children, conjuncts

NAMED = frozenset({"PERSON", "GPE", "ORG", "NORP"})
_BOTH = frozenset({"they", "both"})
_SENTENCES = 2
"""How many sentences before its own a pair is looked for; further back "they" is too often somebody else."""


def couple(pronoun: Token) -> tuple[Token, ...]:
    """Return the two who are named together as the subject last before a pronoun for both, else the pronoun itself."""
    if pronoun.lower_ in _BOTH:
        for sentence in _before(pronoun):
            pair = next((two for token in sentence if (two := _pair(token))), ())
            if pair:
                return pair
    return (pronoun,)


def _before(token: Token) -> Iterator[Span]:
    """Give the sentences before that of a token, nearest first; white space between paragraphs is none."""
    start, left = token.sent.start, _SENTENCES
    while start > 0 and left:
        sentence = token.doc[start - 1].sent
        start = sentence.start
        if sentence.text.strip():
            left -= 1
            yield sentence


def _pair(subject: Token) -> tuple[Token, ...]:
    """Return two names that are one subject, two subjects of one verb as the parse may have it, or who met whom."""
    if subject.dep_ not in SUBJECTS or subject.pos_ != "PROPN":
        return ()
    joined = conjuncts(subject)
    if len(joined) == 1:
        after = [who for who in children(subject.head, *SUBJECTS) if who.i > subject.i]
        joined = [subject, *(who for who in after if who.doc[who.left_edge.i - 1].lower_ == "and")]
        met = children(subject.head, "dobj") if subject.head.lemma_ == "meet" else []
        joined = joined if len(joined) > 1 else [subject, *met]
    return tuple(joined) if len(joined) == 2 and all(who.pos_ == "PROPN" for who in joined) else ()


def listed_before(actor: Token) -> tuple[Token, ...]:
    """Return who stands before the actor in a headline that says no "and": "Torvik, Lund meet in Ostgard"."""
    *words, comma = actor.doc[actor.sent.start : max(actor.left_edge.i, actor.sent.start)] or (actor,)
    listed = bool(words) and comma.text == "," and all(word.pos_ == "PROPN" for word in words)
    return (words[-1],) if listed and words[-1].ent_type_ in NAMED else ()


def beside(actor: Token) -> tuple[Token, ...]:
    """Return who acts beside the actor where the parse makes two subjects: "X of Velmark and Y of Ostania met"."""
    before = [who for who in children(actor.head, *SUBJECTS) if who.i < actor.i] if actor.dep_ in SUBJECTS else []
    joint = actor.left_edge.i - 1
    return tuple(before[-1:]) if joint >= 0 and actor.doc[joint].lower_ == "and" else ()
