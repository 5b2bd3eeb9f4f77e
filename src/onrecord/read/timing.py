"""When an event happened: the date of its own clause, of its own name, or of the clause that its clause hangs on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from spacy.tokens import Doc, Token

from onrecord.model.reading import Precision, When
from onrecord.model.span import Span
from onrecord.ontology.clause_words import load_clause_words
from onrecord.ontology.event_lexicon import load_event_lexicon
from onrecord.read.clause_reach import clause_root, clause_tokens
from onrecord.read.clauses import children, first_conjunct, governor
from onrecord.read.dates import resolve_dates
from onrecord.read.doc import whole_text
from onrecord.read.extents import inside, nearest, runs
from onrecord.read.findings import Found
from onrecord.read.stretches import head_of

_SAME_TIME = frozenset({"during", "in", "into", "at", "on"})
_SAME_TIME_CLAUSES = frozenset({"when", "as", "while", "where", "by", "in", "with"})
_NAMING = frozenset({"compound", "nmod", "amod", "nummod", "poss"})
_MOST_STEPS = 3
_NEAR_DAYS = 3
_PHOTOGRAPH = re.compile(r"\s+(?:file\s+)?(?:photo|photograph|picture|image|frame|still|video)\b", re.IGNORECASE)


class Timing:
    """The dates of one doc, sorted by what they can tell the date of; `told` is the day of the article, if known."""

    def __init__(self, doc: Doc, told: str | None) -> None:
        self._told = told
        dates = [(when, head_of(doc, when.start, when.end)) for when in resolve_dates(doc)]
        self._adverbial = [when for when, root in dates if root is not None and _is_adverbial(root, when)]
        held = [(when, root and _dated_noun(root, when)) for when, root in dates]
        self._of_noun = [(when, noun.i) for when, noun in held if noun is not None]
        named = [(when, root.head.i) for when, root in dates if root is not None and root.dep_ in _NAMING]
        self._naming = [(when, head) for when, head in named if self._is_near(when)]
        self._pictures = {
            root.sent.start: when for when, root in dates if root is not None and _dates_picture(whole_text(doc), when)
        }

    def when(self, found: Found, spans: Sequence[Span]) -> When | None:
        """Return the date of an event whose clause or phrase covers `spans`, the nearest where there are several."""
        trigger = Span(found.trigger.idx, found.trigger.idx + len(found.trigger))
        named = [when for when, head in (*self._naming, *self._of_noun) if head == found.trigger.i]
        others = {when.start for when, head in self._of_noun if head != found.trigger.i}
        adverbial = [when for when in inside(self._adverbial, spans) if when.start not in others]
        candidates = (named or _year_of(found.trigger), adverbial)
        own = next((kept for dates in candidates if (kept := self._possible(found, dates))), None)
        if own:
            return nearest(own, trigger)
        above = (self._possible(found, self._above(clause)) for clause in _same_time(found))
        return nearest(next((dates for dates in above if dates), []), trigger) or self._pictured(found)

    def _is_near(self, when: When) -> bool:
        """Say whether a date in a name is sure: of "Monday's talks" on a Sunday nobody knows which Monday is meant."""
        if when.anchor == "text" or self._told is None or when.precision is not Precision.DAY:
            return True
        distance = date.fromisoformat(self._told) - date.fromisoformat(when.since[:10])
        return distance.days <= _NEAR_DAYS

    def _above(self, clause: tuple[Token, bool]) -> list[When]:
        verb, leading = clause
        dates = inside(self._adverbial, runs(clause_tokens(verb)))
        return [when for when in dates if not leading or when.end <= verb.idx]

    def _possible(self, found: Found, dates: Iterable[When]) -> list[When]:
        """Leave out dates that the tense rules out: days to come of what is told as past, days gone of a perfect.

        "Slammed them for plans to pay more by 2030"; "have met before, but not as they will on Monday".
        """
        if found.clause.tag_ == "VBD":
            return [when for when in dates if when.since[:10] <= (self._told or when.since)[:10]]
        if _is_perfect(found.clause):
            return [when for when in dates if when.precision is not Precision.DAY or when.since[:10] == self._told]
        return [*dates]

    def _pictured(self, found: Found) -> When | None:
        """Return the day of the photograph under which a caption tells the event."""
        return None if found.nominal else self._pictures.get(found.trigger.sent.start)


def _dated_noun(root: Token, when: When) -> Token | None:
    """Return the event noun that a date belongs to alone: "the attack of May 2", "the annexation of X in 2014"."""
    nouns = load_event_lexicon().nouns
    noun, prep = root.head.head, root.head
    if root.dep_ != "pobj" or not (prep.lower_ == "of" or (prep.lower_ == "in" and when.precision is Precision.YEAR)):
        return None
    for _ in range(_MOST_STEPS):
        if noun.pos_ not in ("NOUN", "PROPN"):
            return None
        if noun.lemma_.lower() in nouns:
            around = noun.dep_ == "pobj" and noun.head.lower_ in _SAME_TIME and noun.head.head.pos_ in ("VERB", "AUX")
            return None if around else noun
        noun = noun.head.head if noun.dep_ == "pobj" else noun.head
    return None


def _year_of(noun: Token) -> list[When]:
    """Return the year that stands before an event noun ("the 2014 annexation")."""
    years = (
        child
        for child in children(noun, "nummod", "amod", "compound")
        if re.fullmatch(r"1[5-9]\d\d|20\d\d", child.text)
    )
    return [
        When(f"{y.text}-01-01", f"{y.text}-12-31", Precision.YEAR, y.idx, y.idx + len(y), y.text, "text") for y in years
    ]


def _is_adverbial(root: Token, when: When) -> bool:
    """Say whether a date tells when, and is no part of a name ("the 2016 decision", "Black Friday")."""
    named = any(child.pos_ == "PROPN" and child.idx < when.start for child in children(root, "compound"))
    return not named and root.dep_ not in _NAMING


def _dates_picture(text: str, when: When) -> bool:
    """Say whether a date is that of a photograph: "In this July 7, 2017, file photo"."""
    return _PHOTOGRAPH.match(text[when.end :].removeprefix(",")) is not None


def _is_perfect(verb: Token) -> bool:
    """Say whether a verb is in the present perfect, which goes with no day but the present one."""
    return verb.tag_ == "VBN" and any(child.lower_ in ("has", "have") for child in children(verb, "aux"))


def _same_time(found: Found) -> Iterator[tuple[Token, bool]]:
    """Give the verbs whose date also is the event's, and whether that date has to stand before the verb."""
    if found.nominal:
        yield from (
            (verb, False) for verb in (_verb_around(found.trigger), _verb_about(found.trigger)) if verb is not None
        )
        return
    verb = clause_root(found.clause)
    for _ in range(_MOST_STEPS):
        above = governor(verb)
        if above is None or above.pos_ not in ("VERB", "AUX"):
            above = _verb_of_antecedent(verb, above)
        leading = verb.dep_ == "conj"
        if above is None or not (_shares_time(verb) or _is_dated_by(above) or (leading and _continues(verb, above))):
            return
        yield above, leading
        verb = clause_root(above)


def _continues(verb: Token, above: Token) -> bool:
    """Say whether a coordinated clause goes on in the time of the first: no subject, or a date that opens both."""
    opening = (
        above.sent[0] if above.sent[0].ent_type_ == "DATE" or above.sent[0].pos_ != "ADP" else above.sent[0].nbor(1)
    )
    return not children(verb, "nsubj", "nsubjpass") or (opening.ent_type_ == "DATE" and verb.tag_ == above.tag_)


def _is_dated_by(above: Token) -> bool:
    """Recognise a clause that only dates another: "it was on Monday that ...", "Monday saw X ..."."""
    subjects = children(above, "nsubj", "expl", "npadvmod")
    cleft = above.lemma_ == "be" and any(who.lower_ == "it" for who in subjects)
    return cleft or (above.lemma_ in ("see", "bring") and any(who.ent_type_ == "DATE" for who in subjects))


def _shares_time(verb: Token) -> bool:
    """Say whether a clause tells what happened together with what its governing verb tells."""
    first = next((c for c in verb.children if c.dep_ in ("mark", "advmod") and c.i < verb.i), None)
    word = verb.head.lower_ if verb.dep_ == "pcomp" else first.lower_ if first is not None else ""
    if verb.dep_ == "relcl":
        return word in ("when", "where")
    if verb.dep_ not in ("advcl", "pcomp"):
        return False
    if verb.tag_ == "VB" and verb.head.lemma_ in load_clause_words().being_there:
        return True
    bare = verb.tag_ == "VBG" and verb.dep_ == "advcl" and word not in load_clause_words().other_time
    return bare or word in _SAME_TIME_CLAUSES


def _verb_of_antecedent(verb: Token, noun: Token | None) -> Token | None:
    """Return the verb above the noun that a relative clause hangs on."""
    if verb.dep_ != "relcl" or noun is None:
        return None
    above = governor(first_conjunct(noun))
    while above is not None and above.pos_ not in ("VERB", "AUX"):
        above = governor(above)
    return above


def _verb_about(noun: Token) -> Token | None:
    """Return the verb of a relative clause that tells when a noun happened: "the raid, which began on Monday"."""
    clauses = (verb for verb in children(noun, "relcl") if verb.lemma_ in load_clause_words().happening)
    return next(clauses, None)


def _verb_around(noun: Token) -> Token | None:
    """Return the verb that tells when an event noun happened: it is its subject, or told "during" the event."""
    above = governor(noun)
    if above is None or above.pos_ not in ("VERB", "AUX"):
        return None
    happens = noun.dep_ in ("nsubj", "nsubjpass") and above.lemma_ in load_clause_words().happening
    return above if happens or (noun.dep_ == "pobj" and noun.head.lower_ in _SAME_TIME) else None
