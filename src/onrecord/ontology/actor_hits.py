"""Finding the words of a noun phrase that tell whose an actor is and what part of society it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from onrecord.ontology.actor_guesses import guessed
from onrecord.ontology.actor_hit import Hit
from onrecord.ontology.actor_leaders import spelled
from onrecord.ontology.actor_names import ActorNames
from onrecord.ontology.actor_persons import of_person
from onrecord.ontology.actor_places import is_city, is_town, state_of_key
from onrecord.ontology.actor_rows import Name, held
from onrecord.ontology.actor_tokens import LINKS, Key, Token, readable, tokens_of
from onrecord.ontology.actor_words import ActorWords, Kind, load_actor_words
from onrecord.ontology.people import load_people
from onrecord.ontology.states import Form, States

_ARTICLES = frozenset({"the", "a", "an"})
_PARTICLES = frozenset({"to", "by", "with", "from"})
"""Words after "loyal" or "backed" that say of whom: what stands before is then the actor."""


class Sight:
    """A phrase's tokens and the hits in them, on a day if one is given."""

    def __init__(self, phrase: str, states: States, names: ActorNames, on: date | None = None) -> None:
        self.text = readable(phrase)
        self.tokens: tuple[Token, ...] = tokens_of(self.text)
        self.words: ActorWords = load_actor_words()
        self._names = names
        self._states = states
        self._on = on
        self._lower = not any(token.capital for token in self.tokens)
        first = tuple(self._first_pass())
        found = sorted([*first, *self._places(first)], key=lambda hit: hit.start)
        self.covered = frozenset(place for hit in found for place in range(hit.start, hit.end))
        standing = [hit for hit in found if self._stands(hit) and not of_person(self.tokens, hit, found)]
        self.hits: tuple[Hit, ...] = tuple(sorted([*standing, *self._guesses()], key=lambda hit: hit.start))

    def key(self, place: int) -> str:
        """Return the key of a token, "" beyond the ends."""
        return self.tokens[place].key if 0 <= place < len(self.tokens) else ""

    def compounded(self, place: int) -> bool:
        """Say whether a hyphen joins a word to another, so that it is no preposition: "laid-off", "off-duty"."""
        joined = [at for at in (place - 1, place + 1) if 0 <= at < len(self.tokens) and self.tokens[at].hyphen]
        here = self.tokens[place]
        return any(here.start == self.tokens[at].end or here.end == self.tokens[at].start for at in joined)

    def within(self, start: int, end: int) -> list[Hit]:
        """Return the hits in a range of tokens."""
        return [hit for hit in self.hits if start <= hit.start and hit.end <= end]

    def _first_pass(self) -> Iterator[Hit]:
        """Yield what the lists hold, the longest words first."""
        at, last = 0, 0
        while at < len(self.tokens):
            token = self.tokens[at]
            hit = self._at(at, last) if token.word and token.key not in _ARTICLES else None
            if hit:
                yield hit
                at = last = hit.end
            else:
                at += 1

    def _at(self, at: int, last: int) -> Hit | None:
        for end in self._ends(at):
            hit = self._exactly(at, end)
            if hit:
                return hit
        return next((hit for end in self._ends(at) if (hit := self._surname(at, end, last))), None)

    def _ends(self, at: int) -> Iterator[int]:
        """Yield where words from a place on may end, the longest first; no words end with a sign or a possessive."""
        token, named = self.tokens[at], self._names
        reach = max(
            self.words.reach.get(token.key, 0),
            named.reach.get(token.key, 0),
            named.leaders_reach.get(spelled((token.key,))[0], 0) if token.capital or self._lower else 0,
            self._states.longest if token.capital or self._lower else 0,
        )
        furthest = min(len(self.tokens), at + 2 * reach)
        return (end for end in range(furthest, at, -1) if self.tokens[end - 1].word)

    def _exactly(self, start: int, end: int) -> Hit | None:
        key = self._key(start, end)
        text = self._slice(start, end)
        word = self.words.by_key.get(key)
        if word and word.kind is Kind.NOTHING:
            return Hit(start, end, text, Kind.NOTHING)
        found = self._leader(start, end, key) or self._named(start, end, key) or self._state(start, end, text)
        if found or word is None:
            return found
        return Hit(start, end, text, word.kind, None, word.sector, word.also)

    def _key(self, start: int, end: int) -> Key:
        return tuple(token.key for token in self.tokens[start:end] if not token.hyphen)

    def _slice(self, start: int, end: int) -> str:
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def _proper(self, start: int, end: int) -> bool:
        """Say whether some word has a capital letter, or none of the phrase has."""
        return self._lower or any(token.capital or token.text[0].isdigit() for token in self.tokens[start:end])

    def _leader(self, start: int, end: int, key: Key) -> Hit | None:
        rows = self._names.leaders.get(spelled(key)) if self._proper(start, end) else None
        return self._of_name(start, end, held(rows, self._on)) if rows else None

    def _named(self, start: int, end: int, key: Key) -> Hit | None:
        written = self._slice(start, end).replace(".", "")
        rows = [row for row in self._names.by_key.get(key, ()) if not row.exact or row.text.replace(".", "") == written]
        return self._of_name(start, end, held(rows, self._on)) if rows and self._proper(start, end) else None

    def _of_name(self, start: int, end: int, name: Name) -> Hit:
        text = self._slice(start, end)
        return Hit(start, end, text, Kind.NOUN, name.state, name.sector, name.also, name=True, leader=name.leader)

    def _state(self, start: int, end: int, text: str) -> Hit | None:
        """Find a state's name, adjective, people, capital or residence; a residence is the government."""
        found = self._states.match(text) if self._proper(start, end) else None
        if found is None:
            return None
        residence = found.form is Form.METONYM and not is_town(text)
        return Hit(start, end, text, Kind.NOUN, found.state.code, "GOV" if residence else None, forms=found.forms)

    def _surname(self, start: int, end: int, last: int) -> Hit | None:
        """Find a leader's surname, if words in capitals before it hold the given name, and none follows."""
        key = spelled(self._key(start, end))
        rows = self._names.surnames.get(key) if self.tokens[start].capital else None
        if not rows:
            return None
        titles = load_people().titles
        before = spelled(tuple(t.key for t in self.tokens[last:start] if t.capital and t.key not in titles))
        fitting = [row for row in rows if _called(row, before)]
        follows = end < len(self.tokens) and self.tokens[end].capital and self._exactly_one(end) is None
        if follows or len({row.state for row in fitting}) != 1 or (not before and is_city(key)):
            return None
        return self._of_name(start, end, held(fitting, self._on))

    def _exactly_one(self, at: int) -> Hit | None:
        return next((hit for end in self._ends(at) if (hit := self._exactly(at, end))), None)

    def _places(self, hits: Sequence[Hit]) -> Iterator[Hit]:
        """Yield towns and regions: a whole run of words in capitals that nothing else explains.

        A part of such a run is a person's name, as is one after an office, unless a body follows ("Lagos Port Police").
        """
        taken = {place for hit in hits for place in range(hit.start, hit.end)}
        offices = {hit.end for hit in hits if hit.sector and hit.kind in (Kind.NOUN, Kind.ROLE) and not hit.name}
        bodies = {hit.start for hit in hits if hit.kind is Kind.NOUN and hit.sector}
        free = [place for place, token in enumerate(self.tokens) if place not in taken and self._may_be_name(token)]
        for _, group in groupby(enumerate(free), key=lambda pair: pair[1] - pair[0]):
            run = [place for _, place in group]
            if run[0] not in offices:
                yield from self._place(run[0], run[-1] + 1, prefix=run[-1] + 1 in bodies)

    def _guesses(self) -> Iterator[Hit]:
        """Yield the unlisted nouns with which a phrase or a part of it ends."""
        for place, token in enumerate(self.tokens):
            if place in self.covered or token.capital or not token.key.isalpha() or self._goes_on(place + 1):
                continue
            guess = guessed(token.key)
            if guess:
                yield Hit(place, place + 1, token.text, Kind.NOUN, None, guess.sector, guess.also, like=guess.like)

    def _goes_on(self, place: int) -> bool:
        """Say whether further words of the same noun phrase may follow: no preposition, conjunction or sign."""
        if place >= len(self.tokens) or not self.tokens[place].word:
            return False
        key = self.key(place)
        return key not in LINKS and key not in self.words.own | self.words.own_of_roles and (key,) not in self.words.cut

    def _may_be_name(self, token: Token) -> bool:
        return (token.capital and token.key not in _ARTICLES) or (token.hyphen and not self._lower)

    def _place(self, start: int, end: int, *, prefix: bool) -> Iterator[Hit]:
        """Yield the place that a run names; of a body's name the first words are enough."""
        for stop in range(end, start, -1):
            key = self._key(start, stop)
            unfit = not key or key in self.words.no_place or key[0] in self.words.place_words
            state = None if unfit else state_of_key(key)
            if state:
                yield Hit(start, stop, self._slice(start, stop), Kind.NOUN, state)
                return
            if not prefix and self.tokens[stop - 1].word and self.key(stop - 1) not in self.words.place_words:
                return

    def _stands(self, hit: Hit) -> bool:
        """Say whether the actor is the hit's own: not "Iran-backed", "Iran backed", "pro-Russian"."""
        hyphen = hit.end < len(self.tokens) and self.tokens[hit.end].hyphen
        alone = hit.is_state and self.key(hit.end + 1) not in _PARTICLES
        if hit.kind is Kind.NOTHING or ((hyphen or alone) and self.key(hit.end + hyphen) in self.words.not_theirs):
            return False
        turned = hit.start > 1 and self.tokens[hit.start - 1].hyphen and self.key(hit.start - 2) in self.words.turned
        return not turned or (hit.kind is Kind.NOUN and not hit.name and not hit.forms and hit.end - hit.start > 1)


def _called(row: Name, before: Key) -> bool:
    """Say whether the words before a surname fit a leader: the given name, perhaps with initials, or none at all."""
    given = spelled(tokens_key(row.text))[0]
    if row.full:
        return bool(before) and before[0] == given and all(len(word) == 1 for word in before[1:])
    return not before or given in before


def tokens_key(text: str) -> Key:
    """Return the key of a person's name.

    >>> tokens_key("Ada Torvik")
    ('ada', 'torvik')
    """
    return tuple(token.key for token in tokens_of(text) if token.word)
