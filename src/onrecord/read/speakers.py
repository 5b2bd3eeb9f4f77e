"""Who speaks, and to whom: the subject, agent or owner of a cue, found by climbing the parse."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from onrecord.ontology.cues import load_cues
from onrecord.read.frames import is_passive, opening_comma

_SUBJECTS = frozenset({"nsubj", "csubj", "nsubjpass"})
_CLIMB = frozenset(
    {"xcomp", "advcl", "conj", "ccomp", "pcomp", "prep", "acomp", "dobj", "attr", "aux", "dep", "parataxis", "pobj"}
)
_OWNED_BY = frozenset({"of", "by", "from"})
_PHRASE = frozenset(
    {"compound", "nmod", "flat", "poss", "case", "amod", "det", "nummod", "prep", "conj", "cc", "predet"}
)
_PARTS = frozenset({"of", "for", "from", "at", "in", "with", "to"})
_HEARERS = frozenset({"dobj", "dative", "iobj"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ"})
_QUOTING = frozenset({"quote", "paraphrase"})
_STEPS = 6


def speaker_of(cue: Token) -> Token | None:
    """Return the head of the phrase that names who says what `cue` introduces, or None.

    A relative pronoun is returned as it stands ("who said").
    """
    if cue.lower_ == "according":
        return _object_of(cue)
    if cue.pos_ == "NOUN":
        return _owner(cue)
    quoted = _quoted(cue) if cue.lemma_.lower() in _QUOTING else None
    if quoted is not None:
        return quoted
    return _agent(cue) if is_passive(cue) else _subject(cue)


def _quoted(verb: Token) -> Token | None:
    """Return X of "X was quoted by Y" and of "Y quoted X"; where Y quotes words alone, nobody is named.

    "Y quoted the envoy with the words" and "Y quoted the envoy, Ada Renn" name somebody, too.
    """
    for child in verb.children:
        if child.dep_ == "nsubjpass" or (child.dep_ == "dobj" and _is_person(verb, child)):
            return child
    return None


def _is_person(verb: Token, quoted: Token) -> bool:
    if quoted.ent_type_ == "PERSON" or quoted.pos_ == "PRON":
        return True
    if any(child.dep_ == "appos" and child.ent_type_ == "PERSON" for child in quoted.children):
        return True
    said = (
        child for token in (verb, quoted) for child in token.children if child.lower_ == "with" and child.i > quoted.i
    )
    return any(inner.lemma_ == "word" for preposition in said for inner in preposition.children)


def _object_of(according: Token) -> Token | None:
    to = next((child for child in according.children if child.lower_ == "to"), according)
    return next((child for child in to.children if child.dep_ == "pobj"), None)


def _agent(verb: Token) -> Token | None:
    """Return X of "was criticised by X"."""
    by = next((child for child in verb.children if child.dep_ == "agent"), None)
    return next((child for child in by.children if child.dep_ == "pobj"), None) if by is not None else None


def _subject(cue: Token) -> Token | None:
    at = _reporting_verb(cue)
    for _ in range(_STEPS):
        subjects = [child for child in at.children if child.dep_ in _SUBJECTS and child.pos_ in _NOMINAL]
        if subjects:
            return subjects[-1]
        if at.dep_ in ("acl", "relcl"):
            return _described(at)
        if at.dep_ not in _CLIMB or at.head == at:
            return None
        above = _from_preposition(at)
        if above is not None:
            return above
        at = at.head
    return None


def _described(verb: Token) -> Token | None:
    """Return who speaks in "officials saying"; nobody does in "a group known as X" and "a chance to say"."""
    if verb.tag_ == "VBN":
        return None
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
    return verb.head if not infinitive or verb.head.ent_type_ else _subject(verb.head)


def _reporting_verb(cue: Token) -> Token:
    """Return the verb whose subject goes on speaking in ", saying that": the one above the content it was put into.

    "She said the two should meet, adding that it was late": the parser hangs "adding" on "meet".
    """
    participle = cue.tag_ == "VBG" and cue.dep_ == "advcl" and cue.i > 0 and cue.nbor(-1).text == ","
    clause = cue.head
    if participle and clause.dep_ == "ccomp" and clause.head.pos_ == "VERB" and clause.head.i < clause.i:
        return clause.head
    return cue


def _from_preposition(at: Token) -> Token | None:
    """Return the object that "quoted X as saying" and "criticised X for saying" make the speaker."""
    if at.dep_ != "pcomp" or at.head.lower_ not in ("as", "for"):
        return None
    verb = at.head.head
    return next((child for child in verb.children if child.dep_ == "dobj" and child.i < at.i), None)


def _owner(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in _OWNED_BY and child.i > noun.i:
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None and inner.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
                return inner
    if noun.dep_ in ("dobj", "attr", "pobj") and noun.head != noun:
        return _subject(noun)
    return None


def addressee_of(cue: Token, content: frozenset[int]) -> Token | None:
    """Return the head of the phrase that names who was told, or None."""
    if cue.lower_ == "according":
        return None
    if cue.pos_ != "VERB":
        return None
    hears = cue.lemma_.lower() in load_cues().hearers
    for child in cue.children:
        if hears and child.dep_ in _HEARERS and child.i not in content and child.i > cue.i and child.pos_ in _NOMINAL:
            return child
    for child in cue.children:
        if child.dep_ in ("prep", "dative") and child.lower_ == "to" and child.i not in content:
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None and (inner.ent_type_ in ("PERSON", "ORG", "GPE") or inner.pos_ == "PRON"):
                return inner
    return None


def speaker_phrase(cue: Token, head: Token) -> Span:
    """Return the noun phrase of a cue's speaker."""
    words = phrase(head)
    comma = opening_comma(cue) if cue.lower_ == "according" else None
    return words.doc[words.start : comma] if comma is not None and words.start < comma < words.end else words


def antecedent_of(head: Token) -> Token:
    """Return the noun that a relative pronoun stands for, or the word itself."""
    if head.tag_ not in ("WP", "WDT"):
        return head
    clause = next((token for token in head.ancestors if token.dep_ == "relcl"), None)
    return clause.head if clause is not None else head


def phrase(head: Token) -> Span:
    """Return the noun phrase of `head` without relative clauses, appositions and what follows a comma."""
    tokens = sorted({head.i, *(token.i for child in head.children for token in _part(head, child))})
    first, last = head.i, head.i
    while first - 1 in tokens:
        first -= 1
    while last + 1 in tokens:
        last += 1
    return head.doc[first : last + 1]


def _part(head: Token, child: Token) -> Iterator[Token]:
    if child.dep_ not in _PHRASE and child.dep_ != "punct":
        return
    if child.i > head.i:
        if child.dep_ == "prep" and not _belongs(child):
            return
        if child.dep_ == "punct" and not _inside(head, child):
            return
        if child.dep_ == "conj" and child.pos_ not in _NOMINAL:
            return
    elif child.dep_ == "punct" and child.text not in "-–":
        return
    if child.dep_ in ("conj", "prep", "poss"):
        yield from phrase(child) if child.dep_ == "conj" else _short_subtree(child)
    else:
        yield from child.subtree


def _belongs(prep: Token) -> bool:
    inner = next((c for c in prep.children if c.dep_ == "pobj"), None)
    return prep.lower_ in _PARTS and inner is not None and inner.ent_type_ not in ("DATE", "TIME")


def _inside(head: Token, mark: Token) -> bool:
    """Say whether a comma or hyphen stands between the members of a list, not at the end of the phrase."""
    return any(child.dep_ == "conj" and child.i > mark.i for child in head.children)


def _short_subtree(child: Token) -> Iterator[Token]:
    for token in child.subtree:
        if token.dep_ in ("relcl", "acl", "appos") or token.is_punct:
            return
        yield token
