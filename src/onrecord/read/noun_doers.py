"""Who does what an event noun says: its holder, its author, or the subject of its clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from onrecord.ontology.clause_words import load_clause_words
from onrecord.read.clauses import agent, children, doer, governor, is_passive, obliques, possessor, subject, undergoer


def bound(owner: Token, noun: Token) -> Token:
    """Return who a possessive pronoun means when the subject of its own clause is a name ("X defended its plan")."""
    above = governor(noun)
    if owner.pos_ != "PRON" or above is None or above.pos_ not in ("VERB", "AUX"):
        return owner
    who = subject(above)
    return owner if who is None or who == noun else who


def holders(noun: Token) -> tuple[Token, ...]:
    """Return who holds a plan or makes a threat: its possessor, or the subject of the verb above."""
    owner = possessor(noun)
    if owner is not None:
        return (bound(owner, noun),)
    above = governor(noun)
    holder = subject(above) if above is not None and above.pos_ in ("VERB", "AUX") else None
    return (holder,) if holder is not None and holder != noun else ()


def own_deed(noun: Token, above: Token | None) -> Iterable[Token]:
    """Return who did a deed that names no doer: who denies it ("denied the raid"), or is blamed or tried for it."""
    words = load_clause_words()
    if above is None or above.pos_ not in ("VERB", "AUX"):
        return ()
    if noun.dep_ == "dobj" and above.lemma_ in words.owning_up:
        who = doer(above)
    elif noun.dep_ == "pobj" and noun.head.lower_ in ("for", "of", "over", "with") and above.lemma_ in words.judging:
        who = undergoer(above)
    else:
        return ()
    return (who,) if who is not None and who != noun else ()


def controller(noun: Token) -> Iterator[Token]:
    """Give the subject of the clause that a noun is an adverbial of: "during a visit to X, Torvik said"."""
    above = governor(noun)
    if above is None or noun.dep_ != "pobj" or above.pos_ not in ("VERB", "AUX"):
        return
    who = agent(above) or subject(above)
    if who is not None:
        yield who


def caught(noun: Token) -> Iterator[Token]:
    """Give who came to harm in a fight: "three soldiers were killed in a clash with X"."""
    above = governor(noun)
    if above is None or noun.dep_ != "pobj" or noun.head.lower_ != "in":
        return
    harmed = above if is_passive(above) or above.dep_ != "conj" else above.head  # "were killed and five wounded in"
    whom = undergoer(harmed) if is_passive(harmed) else None
    if whom is not None:
        yield whom


def authors(noun: Token) -> Iterator[Token]:
    """Give who stands after "by", also where the parse hangs it on what the noun acts on: "the raid on X by Y"."""
    near = [*obliques(noun, "by")]
    yield from near or (
        by for prep in children(noun, "prep") for obj in children(prep, "pobj") for by in obliques(obj, "by")
    )
