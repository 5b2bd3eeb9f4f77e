"""What "the minister", "his counterpart", "he" and "it" point back at."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from onrecord.model.reading import EntityKind, MentionForm
from onrecord.ontology.offices import Office
from onrecord.ontology.states import State
from onrecord.read.drafts import Draft, Held, Place
from onrecord.read.holders import Holders
from onrecord.read.offices import OfficePhrase, generic_of
from onrecord.read.sight import Sight

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "pobj", "dative"})
_PERSONAL = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
_THING = frozenset({"it", "its", "itself"})
_MANY = frozenset({"they", "them", "their", "themselves"})
_BODIES = frozenset({EntityKind.STATE, EntityKind.ORGANISATION, EntityKind.AGENCY, EntityKind.OUTLET})
_BACK = 3
_WINDOW = 60


class Nominals:
    """Ties offices without a name to their holders."""

    def __init__(self, sight: Sight, holders: Holders, persons: list[Draft]) -> None:
        self._sight = sight
        self._holders = holders
        self._persons = persons
        self.unnamed: dict[tuple[str, str], Draft] = {}
        self.others: list[Draft] = []

    def tie(self, phrases: Iterable[OfficePhrase]) -> None:
        """Add a mention for each phrase that points at a person."""
        for phrase in phrases:
            owner = self._holders.used.get(phrase.start)
            if owner is None and self._points(phrase):
                self._resolve(phrase)

    def _points(self, phrase: OfficePhrase) -> bool:
        head = self._sight.tokens[phrase.core_end - 1]
        if head.tag_ in ("NNS", "NNPS") or head.dep_ in ("compound", "amod", "nmod", "attr"):
            return False
        some = self._sight.key(phrase.start) in ("a", "an", "another", "one", "some", "any")
        if some:
            return phrase.state is not None and (phrase.office is None or phrase.office.rank)
        return phrase.definite or phrase.state is not None or phrase.counterpart

    def _resolve(self, phrase: OfficePhrase) -> None:
        office = phrase.office or self._holders.counterpart_office(phrase, None)
        if office is None:
            return
        state = phrase.state or (self._seat(phrase) if phrase.counterpart else None)
        draft = self._holder(phrase, office, state) if phrase.definite or not office.rank else None
        if draft is None and state is not None:
            draft = self._unnamed(phrase, office, state)
        if draft is not None:
            words = self._sight.doc[phrase.core : phrase.core_end].text
            place = Place(phrase.start, phrase.end, phrase.core_end - 1, MentionForm.NOMINAL, f"office: {words!r}")
            draft.add(place)

    def _seat(self, phrase: OfficePhrase) -> State | None:
        """Read "his counterpart in Moscow"."""
        return self._sight.state_of(phrase.end + 1) if self._sight.key(phrase.end) in ("in", "from") else None

    def _holder(self, phrase: OfficePhrase, office: Office, state: State | None) -> Draft | None:
        fitting = [draft for draft in self._persons if self._fits(phrase, office, state, draft)]
        if phrase.counterpart and state is None:
            return None
        before = [d for d in fitting if any(p.start < phrase.start for p in d.places)]
        if state is None:
            before = [d for d in before if any(held.state is None for held in d.held)] or before
        if before:
            return max(before, key=lambda d: max(p.start for p in d.places if p.start < phrase.start))
        return fitting[0] if len(fitting) == 1 and state is not None else None

    def _fits(self, phrase: OfficePhrase, office: Office, state: State | None, draft: Draft) -> bool:
        offices = self._sight.lexicon.offices
        generic = generic_of(self._sight, phrase)
        for held in draft.held:
            same = offices.same(held.office.name, office.name)
            if not same and not (generic and generic.covers(held.office.name, held.office.head)):
                continue
            home = held.state or draft.state
            near = state is None or home == state.code
            if near and (phrase.manner == "former") == (held.manner == "former"):
                return True
        return False

    def _unnamed(self, phrase: OfficePhrase, office: Office, state: State) -> Draft:
        """Make a person of whom only office and state are known; an indefinite one ("a diplomat") each time anew."""
        manner = "former " if phrase.manner == "former" else ""
        name = f"{manner}{(state.adjectives or (state.name,))[0]} {office.name}"
        draft = self.unnamed.get((name, state.code))
        if draft is None or (not phrase.definite and office.rank):
            draft = Draft(EntityKind.PERSON, name, state.code, office.sector, office.gender)
            draft.held.append(
                Held(phrase.start, phrase.end, office, state.code, phrase.manner, "office without a name")
            )
            self.others.append(draft)
            if phrase.definite or not office.rank:
                self.unnamed[name, state.code] = draft
        return draft


class Pronouns:
    """Ties pronouns outside quotations to the actor they most likely stand for."""

    def __init__(self, sight: Sight, drafts: list[Draft]) -> None:
        self._sight = sight
        self._places: list[tuple[int, int, Place, Draft]] = []
        for number, draft in enumerate(drafts):
            self._places.extend((place.head, number, place, draft) for place in draft.places)
        self._places.sort(key=lambda item: item[:2])
        self._sentence = [0] * len(sight.tokens)
        for number, sentence in enumerate(sight.doc.sents):
            self._sentence[sentence.start : sentence.end] = [number] * (sentence.end - sentence.start)

    def tie(self) -> None:
        """Add a mention for every pronoun whose actor is clear enough."""
        for token in self._sight.tokens:
            if (token.pos_ != "PRON" and token.tag_ != "PRP$") or self._sight.quoted[token.i]:
                continue
            draft = self._antecedent(token)
            if draft is not None:
                place = Place(token.i, token.i + 1, token.i, MentionForm.PRONOUN, f"pronoun: {token.lower_!r}")
                draft.add(place)
                insort(self._places, (token.i, -1, place, draft), key=lambda item: item[:2])

    def _antecedent(self, token: Token) -> Draft | None:
        word = token.lower_
        if word in _PERSONAL:
            return self._person(token, _PERSONAL[word])
        if word in _THING:
            return self._thing(token)
        return self._many(token) if word in _MANY else None

    def _before(self, token: Token, back: int) -> Iterator[tuple[Place, Draft, int]]:
        """Give the mentions before a token, the nearest first, with their distance in sentences."""
        at = bisect_left(self._places, token.i, key=lambda item: item[0])
        for _, _, place, draft in self._places[max(0, at - _WINDOW) : at][::-1]:
            distance = self._sentence[token.i] - self._sentence[place.head]
            if distance > back:
                return
            yield place, draft, distance

    def _person(self, token: Token, gender: str) -> Draft | None:
        ahead = self._ahead(token, gender)
        if ahead is not None:
            return ahead
        best: tuple[float, Draft] | None = None
        before = list(self._before(token, _BACK))
        bound = {id(draft) for place, draft, _ in before if self._bound(token, self._sight.tokens[place.head])}
        for place, draft, distance in before:
            if draft.kind is not EntityKind.PERSON or draft.gender not in (None, gender) or id(draft) in bound:
                continue
            score = self._score(token, place, distance) + (0.5 if draft.gender else 0.0)
            if best is None or score > best[0]:
                best = score, draft
        if best and best[1].gender is None:
            best[1].gender = gender
        return best[1] if best else None

    def _score(self, token: Token, place: Place, distance: int) -> float:
        head = self._sight.tokens[place.head]
        score = -2.0 * distance - 0.01 * (token.i - place.head)
        if head.dep_ in _SUBJECTS:
            score += 2.0 if head.head.dep_ == "ROOT" else 1.2
        elif head.dep_ == "poss":
            score += 0.5
        if self._sight.quoted[place.head]:
            score -= 1.5
        return score

    def _ahead(self, token: Token, gender: str) -> Draft | None:
        """Read "In his first speech, Torvik said": the subject that follows in the same sentence."""
        root = token.sent.root
        subject = next((child for child in root.children if child.dep_ in _SUBJECTS), None)
        if subject is None or subject.i < token.i or token.dep_ != "poss" or self._sight.quoted[subject.i]:
            return None
        at = bisect_left(self._places, subject.i, key=lambda item: item[0])
        found = [draft for head, _, _, draft in self._places[at : at + 2] if head == subject.i]
        fits = found and found[0].kind is EntityKind.PERSON and found[0].gender in (None, gender)
        return found[0] if fits else None

    def _bound(self, token: Token, other: Token) -> bool:
        """Say whether grammar keeps the two apart: an object is not its own subject unless "himself" says so."""
        if token.dep_ not in _OBJECTS or token.lower_.endswith("self"):
            return False
        verb = token.head if token.dep_ != "pobj" else token.head.head
        return other.dep_ in _SUBJECTS and other.head == verb

    def _thing(self, token: Token) -> Draft | None:
        """Tie "it" to the last subject that is a state or organisation; "it is clear that" stands for nothing."""
        if token.dep_ == "expl" or (token.lower_ == "it" and self._empty(token)):
            return None
        for place, draft, distance in self._before(token, 1):
            head = self._sight.tokens[place.head]
            if draft.kind not in _BODIES or self._sight.quoted[place.head] or self._bound(token, head):
                continue
            subject = head.dep_ in _SUBJECTS
            if subject or (token.lower_ == "its" and distance == 0 and head.dep_ in ("pobj", "dobj", "poss")):
                return draft
        return None

    def _empty(self, token: Token) -> bool:
        if token.dep_ not in _SUBJECTS:
            return token.dep_ != "dobj" and token.dep_ != "pobj"
        verb = token.head
        clause = any(child.dep_ in ("ccomp", "csubj", "xcomp", "acomp", "advcl") for child in verb.children)
        return verb.lemma_ in ("be", "seem", "appear", "take", "remain") and clause

    def _many(self, token: Token) -> Draft | None:
        for place, draft, _ in self._before(token, 1):
            head = self._sight.tokens[place.head]
            if draft.kind is EntityKind.GROUP and head.dep_ in _SUBJECTS and not self._bound(token, head):
                return draft
        return None
