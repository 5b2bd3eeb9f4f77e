"""Whether the text says that an event happened: auxiliaries, negation, and the words that govern its clause."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.model.reading import Status
from onrecord.ontology.clause_words import load_clause_words
from onrecord.ontology.event_lexicon import StatusWords
from onrecord.read.bygone import bygone
from onrecord.read.clauses import announced, children, governor, is_passive
from onrecord.read.lemmas import lemma_in
from onrecord.read.negation import negation

_RANK = (
    Status.DENIED,
    Status.CONDITIONAL,
    Status.ALLEGED,
    Status.HISTORICAL,
    Status.THREATENED,
    Status.PLANNED,
    Status.ONGOING,
    Status.OCCURRED,
)
"""Where several words speak about one event, the first of these wins."""

_IF = frozenset({"if", "unless", "whether", "until", "should", "lest"})
_COMPLETING = frozenset({"for", "of", "about", "over", "with"})
_AHEAD = frozenset(
    {("ahead", "of"), ("prior", "to"), ("up", "to"), ("runup", "to"), ("buildup", "to"), ("preparation", "for")}
)
_INNER = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl", "conj", "relcl", "parataxis"})
_MOST_STEPS = 5


def verb_status(verb: Token, words: StatusWords) -> tuple[Status, str]:
    """Return the status of the event that `verb` names, and the words that say so ("" where it simply occurred)."""
    found = [*_own(verb, words), *_above(verb, words)]
    return min(found, key=lambda pair: _RANK.index(pair[0]), default=(Status.OCCURRED, ""))


def noun_status(noun: Token, words: StatusWords) -> tuple[Status, str]:
    """Return the status of the event that `noun` names without a supporting verb."""
    found = [modifier_status(noun, words)]
    above = governor(noun)
    if above is not None and above.pos_ in ("NOUN", "PROPN") and above.lemma_.lower() in words.nouns:
        found.append((words.nouns[above.lemma_.lower()], above.lower_))
    elif above is not None and _is_complement(noun) and above.lemma_ in words.verbs:
        if words.verbs[above.lemma_] is not Status.ONGOING or above.tag_ not in ("VBD", "VBN"):
            found.append((words.verbs[above.lemma_], above.lower_))
        found.extend(_own(above, words))
    elif above is not None and noun.dep_ in ("nsubj", "nsubjpass") and above.lemma_ in load_clause_words().happening:
        found.append(_under_way(above) or verb_status(above, words))
    if noun.dep_ == "pobj":
        found.extend(_ahead(noun.head, above))
    return min(found, key=lambda pair: _RANK.index(pair[0]), default=(Status.OCCURRED, ""))


def _is_complement(noun: Token) -> bool:
    """Say whether a noun completes the verb above ("called for talks") and is no adverbial ("in the talks, ...")."""
    if noun.dep_ == "dobj" and children(noun.head, "oprd"):
        return False
    return noun.dep_ in ("dobj", "nsubjpass") or (noun.dep_ == "pobj" and noun.head.lower_ in _COMPLETING)


def _under_way(verb: Token) -> tuple[Status, str] | None:
    """Recognise "the talks are under way" and what still goes on."""
    words = {word.lower_ for child in verb.children for word in (child, *children(child, "pobj"))}
    going = words & {"underway", "way"} if verb.lemma_ == "be" else words & {"still"}
    present = verb.lemma_ == "continue" and verb.tag_ in ("VBZ", "VBP") and not children(verb, "xcomp", "dobj")
    return (Status.ONGOING, verb.lower_) if going or present else None


def _ahead(prep: Token, above: Token | None) -> list[tuple[Status, str]]:
    """Read what stands before an event noun: "ahead of talks", "prior to", and "before" in what is yet to come."""
    before = prep.nbor(-1).lower_ if prep.i else ""
    if (before, prep.lower_) in _AHEAD:
        return [(Status.PLANNED, f"{before} {prep.lower_}")]
    helping = {child.lower_ for child in children(above, "aux")} if above is not None else set()
    return [(Status.PLANNED, "before")] if prep.lower_ == "before" and helping & {"will", "'ll", "’ll"} else []


def modifier_status(noun: Token, words: StatusWords) -> tuple[Status, str]:
    """Return the status that the modifiers of a noun give ("a planned visit"), else that it occurred."""
    found = ((words.modifiers[m.lower_], m.lower_) for m in noun.children if m.lower_ in words.modifiers)
    return next(found, (Status.OCCURRED, ""))


def worse(a: tuple[Status, str], b: tuple[Status, str]) -> tuple[Status, str]:
    """Return the one of two readings that is further from having occurred."""
    return min(a, b, key=lambda pair: _RANK.index(pair[0]))


def _own(verb: Token, words: StatusWords) -> list[tuple[Status, str]]:
    """Read the auxiliaries, the negation and the adverbs of one verb."""
    found: list[tuple[Status, str]] = []
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass") and child.lower_ in words.modals and child.ent_type_ != "PERSON":
            found.append(_modal(verb, child, words))
        elif child.dep_ == "advmod" and child.lower_ in words.modifiers:
            found.append((words.modifiers[child.lower_], child.lower_))
        elif child.dep_ == "mark" and child.lower_ in _IF:
            found.append((Status.CONDITIONAL, child.lower_))
        elif child.dep_ in ("mark", "advmod") and child.lower_ == "before" and verb.tag_ in ("VBZ", "VBP"):
            found.append((Status.PLANNED, child.lower_))
    told = ((Status.DENIED, negation(verb)), (Status.HISTORICAL, bygone(verb)))
    found.extend(pair for pair in told if pair[1])
    if _is_going_on(verb):
        found.append((Status.ONGOING, verb.lower_))
    if _is_announced(verb):
        found.append((Status.PLANNED, "to"))
    if _is_demanded(verb):
        found.append((Status.CONDITIONAL, verb.lower_))
    return found


def _is_announced(verb: Token) -> bool:
    """Recognise the infinitive of a headline: "Velmark to tax Ostanian steel"."""
    alone = verb.dep_ == "ROOT" or announced(verb) is not None
    return alone and any(child.lower_ == "to" for child in children(verb, "aux"))


def _is_demanded(verb: Token) -> bool:
    """Recognise an imperative: "Cancel the summit!", of which nobody says that it was done."""
    said = verb.dep_ in ("ccomp", "parataxis") and verb.head.lemma_ in load_clause_words().saying
    alone = said or verb.dep_ == "ROOT"
    return alone and verb.tag_ == "VB" and not children(verb, "aux", "nsubj", "nsubjpass", "csubj", "expl")


def _modal(verb: Token, auxiliary: Token, words: StatusWords) -> tuple[Status, str]:
    """Read a modal; "would" after a verb of saying is the future as seen from then."""
    if auxiliary.lower_ in ("would", "'d") and verb.dep_ == "ccomp" and not _has_condition(verb):
        if verb.head.lemma_ in load_clause_words().warning:
            return Status.THREATENED, f"{verb.head.lower_} … {auxiliary.lower_}"
        if verb.head.lemma_ in load_clause_words().saying or words.verbs.get(verb.head.lemma_) is Status.PLANNED:
            return Status.PLANNED, auxiliary.lower_
    return words.modals[auxiliary.lower_], auxiliary.lower_


def _has_condition(verb: Token) -> bool:
    return any(child.lower_ in _IF for clause in children(verb, "advcl") for child in clause.children)


def _is_going_on(verb: Token) -> bool:
    if verb.tag_ != "VBG":
        return False
    auxiliaries = {child.lower_ for child in children(verb, "aux")}
    present = auxiliaries & {"is", "are", "am", "'s", "'re", "’s", "’re", "has", "have", "'ve", "’ve"}
    return bool(present) or any(adverb.lower_ == "still" for adverb in children(verb, "advmod"))


def _above(verb: Token, words: StatusWords) -> list[tuple[Status, str]]:
    """Read the words that govern the clause of `verb`, outwards until a clause stands on its own."""
    found: list[tuple[Status, str]] = []
    for _ in range(_MOST_STEPS):
        head = governor(verb)
        if head is None or verb.dep_ not in _INNER or (verb.dep_ == "relcl" and not _is_infinitive(verb)):
            break
        if _is_at_another_time(verb):
            break
        found.extend(_governed(verb, head, words))
        if verb.dep_ in ("ccomp", "advcl", "parataxis") or head.pos_ not in ("VERB", "AUX", "ADJ"):
            break
        if verb.dep_ == "conj" and not _shares_auxiliary(verb):
            break
        found.extend(_own(head, words))
        verb = head
    return found


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(child.lower_ == "to" for child in children(verb, "aux"))


def _is_at_another_time(verb: Token) -> bool:
    """Say whether a gerund tells what was over before its main verb: "announced a pact after cutting ties"."""
    return verb.dep_ == "pcomp" and verb.head.lower_ in ("after", "since", "following", "despite")


def _shares_auxiliary(verb: Token) -> bool:
    """Say whether a coordinated verb hangs on the auxiliary of the first ("will visit Xan and meet ...")."""
    return not children(verb, "aux", "nsubj", "nsubjpass") and verb.tag_ == verb.head.tag_


def _governed(verb: Token, head: Token, words: StatusWords) -> list[tuple[Status, str]]:
    """Read the word directly above the clause of `verb`."""
    lemma = head.lemma_.lower()
    if verb.dep_ == "conj":
        infinitive = verb.tag_ == "VB" and head.tag_ != "VB" and not children(verb, "aux", "nsubj", "nsubjpass", "neg")
        return [(Status.PLANNED, "to")] if infinitive and children(head, "acomp", "xcomp") else []
    if verb.dep_ == "advcl":
        return _beside(verb, head, words)
    if head.pos_ == "ADJ":
        return [(words.adjectives[lemma], lemma)] if lemma in words.adjectives else []
    if head.pos_ in ("NOUN", "PROPN"):
        return _under_noun(verb, head, words)
    return _governing_verb(verb, head, words)


def _under_noun(verb: Token, noun: Token, words: StatusWords) -> list[tuple[Status, str]]:
    """Read the noun above: a plan or threat, or the object of a verb of judging ("charged him with shelling X")."""
    lemma, above = noun.lemma_.lower(), noun.head.lemma_
    if verb.dep_ in ("acl", "relcl", "pcomp", "ccomp") and lemma in words.nouns:
        return [(words.nouns[lemma], lemma)]
    judged = verb.dep_ == "pcomp" and noun.dep_ in ("dobj", "nsubjpass") and above in load_clause_words().judging
    return [(words.verbs[above], noun.head.lower_)] if judged and above in words.verbs else []


def _beside(verb: Token, head: Token, words: StatusWords) -> list[tuple[Status, str]]:
    """Read the clause that an adverbial clause stands beside: its purpose, or part of one condition with it."""
    purpose = any(child.lower_ == "to" for child in children(verb, "aux"))
    form = " ".join((head.lemma_, *(particle.lower_ for particle in children(head, "prt"))))
    if purpose and form in load_clause_words().being_there:
        return [verb_status(head, words)]
    if purpose:
        return [(Status.CONDITIONAL, "to")]
    return [(Status.CONDITIONAL, mark.lower_) for mark in children(head, "mark") if mark.lower_ in _IF]


def _governing_verb(verb: Token, head: Token, words: StatusWords) -> list[tuple[Status, str]]:
    if _is_future_be(verb, head):
        return [(Status.PLANNED, f"{head.lower_} to")]
    if verb.dep_ == "xcomp" and head.lemma_ in load_clause_words().hearsay and is_passive(head):
        return [(Status.ALLEGED, f"{head.lower_} to")]
    if verb.dep_ == "xcomp" and head.lemma_ == "have" and head.tag_ != "VBD":
        return [(Status.CONDITIONAL, f"{head.lower_} to")]
    status = words.verbs.get(lemma_in(head, words.verbs))
    if status is Status.ONGOING and head.tag_ in ("VBD", "VBN"):
        return []
    if status is None or (verb.dep_ == "ccomp" and not _rules_statement(verb, head, status)):
        return []
    return [(status, head.lower_)]


def _rules_statement(verb: Token, head: Token, status: Status) -> bool:
    """Say whether a verb above a that-clause bears on whether its event happened ("denied that")."""
    if status is Status.DENIED:
        return head.lemma_ in ("deny", "reject")
    if status in (Status.PLANNED, Status.THREATENED) or head.lemma_ in load_clause_words().saying:
        return any(child.tag_ in ("MD", "TO") for child in children(verb, "aux"))
    return True


def _is_future_be(verb: Token, head: Token) -> bool:
    """Recognise "is to visit" and "is going to visit"."""
    if verb.dep_ != "xcomp":
        return False
    where = any(prep.lower_ in ("in", "at") for prep in children(head, "prep"))
    return (head.lemma_ == "be" and not where) or (head.lemma_ == "go" and head.tag_ == "VBG")
