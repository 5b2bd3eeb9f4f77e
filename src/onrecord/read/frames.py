"""Which words of a sentence are the content that a cue word introduces: one reader per grammatical frame.

A frame is a way in which a cue takes its content:

    clause     said (that) the war was over          fronted    The war was over, she said. As she said, ...
    infinitive promised to leave                     gerund     denied taking money
    object     rejected the offer                    objective  urged them to leave
    as         called him a liar, described it as X  for, of... called for a truce; accused them of lying
    according  The war was over, according to her
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

_OUTSIDE_OBJECT = frozenset(
    {"conj", "cc", "punct", "npadvmod", "advcl", "mark", "aux", "neg", "advmod", "dep", "agent"}
)
_CLAUSES = frozenset({"ccomp"})
_FRONTING = frozenset({"parataxis", "advcl"})
_NOUN_CLAUSES = frozenset({"acl", "ccomp", "relcl"})
_AS_MARKS = frozenset({"as", "like"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A cue token, the frame in which it takes its content, and the tokens of the content by index."""

    cue: Token
    frame: str
    content: frozenset[int]


def propose(cue: Token) -> Iterator[Proposal]:
    """Give the contents that a word could introduce, were it a cue; the lexicon says which frames hold for it."""
    if cue.lower_ == "according":
        yield from _of_according(cue)
    elif cue.pos_ == "VERB":
        yield from _of_verb(cue)
    elif cue.pos_ == "NOUN":
        yield from _of_noun(cue)
    elif cue.pos_ == "ADJ":
        yield from _of_adjective(cue)


def _of_verb(cue: Token) -> Iterator[Proposal]:
    if _hands_on(cue):
        return
    clauses = [child for child in cue.children if child.dep_ in _CLAUSES] or _quoted_before(cue) or _misplaced(cue)
    if clauses:
        yield Proposal(cue, "clause", _subtrees(clauses))
        return
    fronted = _fronted(cue)
    if fronted:
        yield Proposal(cue, "fronted", fronted)
        return
    yield from _of_complement(cue)


def _misplaced(verb: Token) -> list[Token]:
    """Return the clause of "told him in the call that …", which the parser hangs on the last noun before it."""
    after = (token for child in verb.children if child.dep_ == "prep" and child.i > verb.i for token in child.subtree)
    return [
        token
        for token in after
        if token.dep_ == "acl" and token.left_edge.tag_ == "IN" and token.left_edge.lower_ == "that"
    ]


def _hands_on(verb: Token) -> bool:
    """Say whether a verb leaves its content to the "saying" of "The war was over, X quoted Y as saying"."""
    return any(_quoted_before(inner) for child in verb.children if child.lower_ == "as" for inner in child.children)


def _quoted_before(saying: Token) -> list[Token]:
    """Return the clause in front of "X quoted Y as saying", where "saying" has none of its own."""
    if saying.dep_ != "pcomp" or saying.tag_ != "VBG" or saying.head.lower_ != "as":
        return []
    own = any(child.dep_ in _CLAUSES or child.dep_ in ("dobj", "xcomp") for child in saying.children)
    before = [child for child in saying.head.head.children if child.dep_ in _CLAUSES and child.i < saying.head.i]
    return [] if own else before


def _of_complement(cue: Token) -> Iterator[Proposal]:
    objects = [child for child in cue.children if child.dep_ == "dobj"]
    for child in cue.children:
        if child.dep_ == "xcomp":
            before = [o for o in objects if o.i < child.i]
            frame = "objective" if before else "infinitive" if _is_infinitive(child) else "gerund"
            yield Proposal(cue, frame, _subtrees([*before, child]))
            return
    second = [child for child in cue.children if _is_second_object(child)]
    if second and (objects or is_passive(cue)):
        yield Proposal(cue, "as", _subtrees([*objects, *second]))
        return
    named = [token for head in objects for token in head.subtree if _is_in_marks(token)]
    if named:
        yield Proposal(cue, "as", _subtrees(objects))
    if objects:
        yield Proposal(cue, "object", _object_group(cue, objects[0]))
    yield from _of_prepositions(cue)


def _is_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _is_second_object(child: Token) -> bool:
    return child.dep_ == "oprd" or (child.dep_ == "prep" and child.lower_ == "as")


def _is_in_marks(token: Token) -> bool:
    """Say whether quotation marks alone, with no comma, part a noun from the one before it, that it says what it is.

    The parser takes it for an apposition: "called the charge against his country “a fairy tale”".
    """
    mark = token.left_edge.i - 1
    if token.dep_ != "appos" or mark < 1 or not token.doc[mark].is_quote:
        return False
    return not token.doc[mark - 1].is_punct


def is_passive(cue: Token) -> bool:
    """Say whether a verb is in the passive."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in cue.children)


def _object_group(cue: Token, head: Token) -> frozenset[int]:
    """Take the object with the phrases after it that the parser hung on the verb ("criticised X for doing Y")."""
    after = [c for c in cue.children if c.i > head.i and c.dep_ not in _OUTSIDE_OBJECT]
    return _subtrees([head, *after])


def _of_prepositions(cue: Token) -> Iterator[Proposal]:
    for child in cue.children:
        if child.dep_ == "prep" and child.i > cue.i:
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if inner:
                yield Proposal(cue, child.lower_, _subtrees(inner))


def _of_noun(cue: Token) -> Iterator[Proposal]:
    for child in cue.children:
        if child.i > cue.i and child.dep_ in _NOUN_CLAUSES:
            if _is_infinitive(child):
                yield Proposal(cue, "infinitive", _subtrees([child]))
            elif child.dep_ != "relcl" and child.left_edge.lower_ == "that":
                yield Proposal(cue, "clause", _subtrees([child]))
    yield from _of_prepositions(cue)


def _of_adjective(cue: Token) -> Iterator[Proposal]:
    clauses = [child for child in cue.children if child.dep_ == "ccomp" and child.i > cue.i]
    to = [child for child in cue.children if child.dep_ == "xcomp" and child.i > cue.i]
    if clauses:
        yield Proposal(cue, "clause", _subtrees(clauses))
    elif to:
        yield Proposal(cue, "infinitive", _subtrees(to))
    else:
        yield from _of_prepositions(cue)


def _of_according(cue: Token) -> Iterator[Proposal]:
    head = cue.head
    while head.pos_ not in ("VERB", "AUX") and head.head != head:
        head = head.head
    inside = {token.i for token in cue.subtree}
    comma = opening_comma(cue)
    if comma is not None:
        inside = set(range(cue.i, comma))
    content = frozenset(token.i for token in head.subtree if token.i not in inside)
    if content:
        yield Proposal(cue, "according", content)


def opening_comma(according: Token) -> int | None:
    """Return the place of the comma that ends "According to X," at the start of a sentence, else None.

    The parser often takes the subject after it for more sources ("According to X, Y and Z met").
    """
    if according.i != according.sent.start:
        return None
    return next((token.i for token in according.sent if token.text == "," and token.i > according.i + 2), None)


def _fronted(cue: Token) -> frozenset[int]:
    """Return the clause that a cue is put into or behind: the head of a parenthesis, or of "as X said"."""
    if cue.dep_ not in _FRONTING or cue.head == cue or not _is_bare(cue):
        return frozenset()
    as_clause = any(child.dep_ == "mark" and child.lower_ in _AS_MARKS for child in cue.children)
    if cue.dep_ == "advcl" and not as_clause:
        return frozenset()
    inside = {token.i for token in cue.subtree}
    return frozenset(token.i for token in cue.head.subtree if token.i not in inside)


def _is_bare(cue: Token) -> bool:
    """Say whether a verb has a subject of its own and no content of its own; a person told is no content."""
    names = {child.dep_ for child in cue.children}
    if "nsubj" not in names or names & {"xcomp", "auxpass", "ccomp"}:
        return False
    return all(
        child.ent_type_ or child.pos_ == "PRON" or cue.lemma_ == "tell"
        for child in cue.children
        if child.dep_ == "dobj"
    )


def _subtrees(heads: list[Token]) -> frozenset[int]:
    return frozenset(token.i for head in heads for token in head.subtree)


def runs(doc: Doc, tokens: frozenset[int]) -> list[tuple[int, int]]:
    """Return the stretches `[first, last]` of neighbouring tokens, without punctuation at their edges."""
    found: list[tuple[int, int]] = []
    for i in sorted(tokens):
        if doc[i].is_punct or doc[i].is_space:
            continue
        if found and all(doc[k].is_punct or doc[k].is_space for k in range(found[-1][1] + 1, i)):
            found[-1] = (found[-1][0], i)
        else:
            found.append((i, i))
    return found
