"""Who does what in a clause: logical subjects and objects over the dependency parse.

The parse names surface relations; passives, relative clauses, participles, infinitives and coordination put the one who
acts elsewhere. Everything here takes and gives spaCy tokens, the heads of phrases.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.ontology.clause_words import load_clause_words

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
NESTED = frozenset({"ccomp", "advcl", "relcl", "csubj", "parataxis", "acl", "pcomp"})
_IN_NAMES = frozenset({"compound", "amod", "nmod", "poss", "case", "det", "nummod", "punct", "dep"})
_NAMING = frozenset({"declare", "proclaim", "pronounce", "name", "elect", "appoint"})
"""Verbs after which the parse may make a clause of whom they name what: "declared Lund the winner"."""

_MOST_STEPS = 6
"""How many clauses to climb for a subject; real sentences need three, and a bound keeps odd parses from looping."""

_DAYTIMES = frozenset({"morning", "afternoon", "evening", "night", "noon", "midnight", "dawn", "lunchtime", "week"})
_ROUND_SUMS = frozenset({"million", "billion", "trillion"})


def children(token: Token, *deps: str) -> list[Token]:
    """Return the children of `token` with one of these dependencies, in text order."""
    return [child for child in token.children if child.dep_ in deps]


def conjuncts(token: Token) -> list[Token]:
    """Return `token` and what is coordinated to its right, in text order."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found.extend(conjuncts(child))
    return found


def first_conjunct(token: Token) -> Token:
    """Return the leftmost member of the coordination that `token` belongs to."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def content_head(token: Token) -> Token:
    """Return the word that says what a phrase is about: `grain` in "$2 million worth of grain"."""
    for _ in range(_MOST_STEPS):
        if not _counts(token):
            break
        joints = ("of", "in") if token.ent_type_ == "MONEY" or token.lower_ in _ROUND_SUMS else ("of",)
        inner = [obj for prep in children(token, "prep") if prep.lower_ in joints for obj in children(prep, "pobj")]
        inner = inner or _sum_of(token)
        if not inner:
            break
        token = inner[0]
    return token


def _sum_of(money: Token) -> list[Token]:
    """Return what a sum of money consists of where the parse hangs it on the verb: "pledged $20m in aid"."""
    after = money.nbor(1) if money.ent_type_ == "MONEY" and money.i + 1 < len(money.doc) else money
    held = children(after, "pobj") if after.lower_ == "in" and after.dep_ == "prep" else []
    return [thing for thing in held if thing.pos_ == "NOUN" and thing.ent_type_ not in ("DATE", "TIME")]


def _counts(token: Token) -> bool:
    """Say whether a head only counts what follows "of": "dozens of", "11 of them"."""
    return token.tag_ == "CD" or token.ent_type_ == "MONEY" or token.lower_ in load_clause_words().quantities


def antecedent(token: Token, clause: Token) -> Token:
    """Return what a relative pronoun stands for, any other token itself."""
    relative = token.lower_ in RELATIVES and token.pos_ != "NOUN" and clause.dep_ == "relcl"
    return clause.head if relative else token


def is_passive(verb: Token) -> bool:
    """Say whether the surface subject of `verb` undergoes it."""
    if children(verb, "nsubjpass", "auxpass"):
        return True
    if verb.tag_ != "VBN" or children(verb, "aux"):
        return False
    if verb.dep_ in ("acl", "advcl"):
        return not children(verb, "nsubj", "dobj")
    joined = verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and not children(verb, "nsubj", "dobj")
    return joined and is_passive(verb.head)


def subject(verb: Token) -> Token | None:
    """Return the surface subject of `verb`, its own or the one it shares or inherits, or None."""
    for _ in range(_MOST_STEPS):
        own = children(verb, *SUBJECTS)
        if own:
            # A dateline ("PARIS - The court has ruled") is parsed as a first subject; the one next to the verb is real.
            return antecedent(own[-1], verb)
        caused = _caused(verb) or announced(verb) or _after_day(verb) or _after_front(verb)
        if caused is not None:
            return caused
        if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return _subject_of_modifier(verb)
        if (
            verb.dep_ == "xcomp"
            and verb.head.lemma_ in load_clause_words().object_control
            and children(verb.head, "dobj", "nsubjpass")
        ):
            return antecedent(children(verb.head, "dobj", "nsubjpass")[0], verb.head)
        above = governor(verb)
        if above is None:
            return None
        judged = _judged(verb, above)
        if judged is not None:
            return judged
        if above.pos_ in ("NOUN", "PROPN"):
            return possessor(above) or _holder(above)
        verb = above
    return None


def _judged(verb: Token, above: Token) -> Token | None:
    """Return who did what a verb of judging names after "for" or "of": "convicted X of shelling Y", X."""
    said = verb.dep_ == "pcomp" and verb.head.lower_ in ("for", "of", "with", "over")
    if above.pos_ == "ADJ" and said and above.dep_ in ("oprd", "acomp"):
        return undergoer(above.head) or subject(above.head)
    judging = load_clause_words().judging
    if said and above.dep_ in ("dobj", "nsubjpass") and above.head.lemma_ in judging:
        return above  # the parse hangs the phrase on the object
    return undergoer(above) if said and above.lemma_ in judging else None


def announced(verb: Token) -> Token | None:
    """Return who a headline says is "to" do something, which the parse takes for a root with an infinitive below it.

    "Torvik to visit Ostgard": `Torvik`, whatever its part of speech, when nothing but its own name stands before it.
    """
    who = verb.head
    marks = [child for child in children(verb, "aux") if child.lower_ == "to"]
    if not marks or who.dep_ != "ROOT" or who.i != marks[0].i - 1 or who.lower_ == who.text:
        return None
    before = who.doc[who.sent.start : who.i]
    finite = who.tag_ in ("VBZ", "VBD", "VBP", "MD") or who.pos_ == "ADJ"
    return who if not finite and all(token.dep_ in _IN_NAMES for token in before) else None


def _caused(verb: Token) -> Token | None:
    """Return the subject of a participle that stands before it as an object: "led to Velmark closing its border"."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.i == 0:
        return None
    before = first_conjunct(verb.nbor(-1))
    prep = before.head
    fits = before.dep_ == "pobj" and prep.lower_ in ("to", "with", "of", "from") and prep.head == verb.head
    return before if fits else None


def _after_day(verb: Token) -> Token | None:
    """Return the subject that the parse takes for a part of the day before it: "On Sunday President Lund signed"."""
    first = verb.sent[0]
    named = children(first, "pobj") if first.lower_ == "on" and first.head == verb and verb.tag_ == "VBD" else []
    days = [word for who in named for word in children(who, "compound", "nmod") if word.ent_type_ == "DATE"]
    return (
        named[0] if days and named[0].ent_type_ not in ("DATE", "TIME") and named[0].lower_ not in _DAYTIMES else None
    )


def _after_front(verb: Token) -> Token | None:
    """Return the subject that the parse sets beside a name before it: "On the orders of Lund, Velmark freed ..."."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ not in ("ROOT", "ccomp"):
        return None
    fronts = [[*prep.subtree] for prep in children(verb, "prep") if prep.i < verb.i]
    ends = {front[-1].i for front in fronts if verb.doc[front[-1].i + 1].text != ","}
    beside = [word for front in fronts for word in front if word.dep_ == "appos" and word.pos_ == "PROPN"]
    return next((word for word in beside if word.right_edge.i in ends and _behind_comma(word)), None)


def _behind_comma(word: Token) -> bool:
    return word.doc[word.left_edge.i - 1].text == ","


def _subject_of_modifier(verb: Token) -> Token | None:
    """Return the subject of a participle or infinitive that modifies a noun."""
    infinitive = any(child.lower_ == "to" for child in children(verb, "aux"))
    if not infinitive and verb.head.lemma_ not in load_clause_words().messages:
        return verb.head
    return possessor(verb.head) or _holder(verb.head)


def _holder(noun: Token) -> Token | None:
    """Return who holds a plan, threat or decision: the subject of the verb that the noun depends on."""
    verb = governor(noun)
    return subject(verb) if verb is not None and verb.pos_ in ("VERB", "AUX") else None


def governor(token: Token) -> Token | None:
    """Return the verb, adjective or noun above `token`, prepositions skipped, or None at the root."""
    above = token
    while above.head != above:
        above = above.head
        linking = above.pos_ == "ADV" and above.lower_ in ("ahead", "instead", "prior", "short", "far")
        if above.dep_ == "agent" or not (linking or above.pos_ in ("ADP", "SCONJ", "PART")):
            return above if above.pos_ != "ADP" else above.head
    return None


def possessor(noun: Token) -> Token | None:
    """Return the possessor of `noun`, or None."""
    return next(iter(children(noun, "poss")), None)


def agent(verb: Token) -> Token | None:
    """Return who a passive names after "by", or None."""
    by = children(verb, "agent") or [prep for prep in children(verb, "prep") if prep.lower_ == "by"]
    if not by:
        # "was declared the winner by X", "was refused entry by X": the parse hangs the phrase on what stands before it.
        kept = children(verb, "oprd", "dobj") if is_passive(verb) else []
        by = [prep for thing in kept for prep in children(thing, "prep") if prep.lower_ == "by"]
    return next((obj for prep in by for obj in children(prep, "pobj")), None)


def doer(verb: Token) -> Token | None:
    """Return the logical subject of `verb`."""
    return agent(verb) if is_passive(verb) else subject(verb)


def undergoer(verb: Token) -> Token | None:
    """Return the logical object of `verb`: of "X was refused entry", entry."""
    if is_passive(verb):
        # "X was, his lawyer said, arrested": the parse hangs X on the word before the insertion.
        own = children(verb, "nsubjpass") or [
            who for aux in children(verb, "auxpass") for who in children(aux, "nsubj", "nsubjpass")
        ]
        given = _given(verb)
        if given is not None:
            return given
        return antecedent(own[0], verb) if own else subject(verb)
    found = children(verb, "dobj")
    if found:
        return antecedent(_whole(found, verb), verb)
    clauses = [child for child in children(verb, "ccomp") if child.pos_ in ("NOUN", "PROPN")]
    named = children(clauses[0], "nsubj") if clauses and verb.lemma_ in _NAMING else []
    return next(iter([*named, *clauses]), None) or _called(verb)


def _whole(objects: list[Token], verb: Token) -> Token:
    """Return the object of a verb of which the parse makes several: "re-election", or what is given after to whom."""
    last = objects[-1]
    split = any(part.text in ("-", "‐", "–") for part in objects[:-1])
    given = len(objects) == 2 and verb.lemma_ in load_clause_words().giving
    return last if split or given else objects[0]


def _given(verb: Token) -> Token | None:
    """Return what the passive of a verb of giving keeps as its object, where its subject is who is given it."""
    given = children(verb, "dobj", "oprd") if verb.lemma_ in load_clause_words().giving else []
    return given[0] if given and children(verb, "nsubjpass") else None


def _called(verb: Token) -> Token | None:
    """Return the object of which a verb says something, for the parse a clause: "found the envoys guilty"."""
    said = [c for c in children(verb, "ccomp") if _is_predicate(c) and not children(c, "aux", "auxpass", "mark", "cop")]
    return next((who for clause in said for who in children(clause, "nsubj") if who.i > verb.i), None)


def _is_predicate(word: Token) -> bool:
    """Say whether a word may be what somebody is found or declared: "guilty", "elected", "personae non gratae"."""
    return word.pos_ == "ADJ" or word.tag_ == "VBN" or word.lower_ in ("persona", "personae")


def obliques(token: Token, preposition: str) -> Iterator[Token]:
    """Give what stands after `preposition` on `token`, also after a compound one ("out of")."""
    for prep in children(token, "prep", "dative", "agent"):
        if prep.lower_ == preposition:
            yield from children(prep, "pobj")
            yield from (obj for clause in children(prep, "pcomp") for obj in children(clause, "dobj"))
        elif prep.pos_ == "ADP":
            yield from obliques(prep, preposition)


def datives(verb: Token) -> list[Token]:
    """Return the indirect objects of `verb` that stand without a preposition, also as the subject of a passive."""
    if is_passive(verb) and _given(verb) is not None:
        return [antecedent(whom, verb) for whom in children(verb, "nsubjpass")]
    named = [child for child in children(verb, "dative") if child.pos_ != "ADP"]
    found = children(verb, "dobj")
    if not named and len(found) == 2 and _whole(found, verb) == found[1]:
        named = found[:1]
    return named or [who for obj in children(verb, "dobj") for who in _run_together(verb, obj)]


def _run_together(verb: Token, obj: Token) -> list[Token]:
    """Return the plural that the parse takes for a part of the object's name: "refused three inspectors entry"."""
    inner = children(obj, "compound", "nmod") if verb.lemma_ in load_clause_words().giving else []
    return [word for word in inner if word.tag_ in ("NNS", "NNPS")]
