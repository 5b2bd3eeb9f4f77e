"""Where an article names persons: the model's named entities, mended with titles, offices and names met elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.ontology.states import plain
from onrecord.read.known import KnownPerson
from onrecord.read.name_words import NO_NAMES, NameWords, is_initial
from onrecord.read.sight import Sight

_LONGEST = 5
_REACH = 6


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name at tokens `[start, end)`, without titles; `gender` where a title tells it."""

    start: int
    end: int
    words: tuple[str, ...]
    gender: str | None = None
    reason: str = "entity"

    def is_full(self, suffixes: frozenset[str]) -> bool:
        """Say whether there is more than a surname."""
        return sum(word.lower() not in suffixes for word in self.words) > 1

    @property
    def text(self) -> str:
        """The name as one string."""
        return " ".join(self.words)


class NameFinder:
    """Finds persons' names in one article; `offices` are the tokens of offices, `ends` where their phrases end."""

    def __init__(self, sight: Sight, offices: frozenset[int], ends: frozenset[int]) -> None:
        self._sight = sight
        self._offices = offices
        self._ends = ends
        self._words = NameWords(sight, offices)
        self._taken: set[int] = set()

    def find(self) -> list[Name]:
        """Return the names in text order, none overlapping another."""
        names = [
            *self._known(),
            *self._sound(self._entities()),
            *self._sound(self._titled()),
            *self._sound(self._described()),
        ]
        full = [name for name in names if name.is_full(self._sight.lexicon.people.suffixes)]
        words = {part for name in full for part in _parts(name)} | {plain(name.words[0]) for name in names}
        names = [name for name in names if not self._pair(name, words)]
        names = [*names, *self._headlines(words), *self._again(words)]
        return sorted(names, key=lambda name: name.start)

    def _pair(self, name: Name, words: set[str]) -> bool:
        """Say whether a hyphen joins two people met elsewhere ("the Torvik-Brandvik talks"); their words go free."""
        pair = len(name.words) == 1 and any(plain(half) in words for half in name.text.split("-")[1:])
        if pair:
            self._taken.difference_update(range(name.start, name.end))
        return pair

    def _sound(self, names: Iterable[Name]) -> Iterator[Name]:
        """Keep the names that can be persons' and stand outside headlines."""
        for name in names:
            if self._sight.tokens[name.start].sent.start not in self._sight.loud and self._take(name):
                yield name

    def _take(self, name: Name) -> bool:
        places = range(name.start, name.end)
        if any(place in self._taken for place in places):
            return False
        self._taken.update(places)
        return True

    def _known(self) -> Iterator[Name]:
        for hit in self._sight.hits:
            if isinstance(hit.known, KnownPerson):
                name = self._name(hit.start, hit.end, "user's actors file")
                if self._take(name):
                    yield name

    def _entities(self) -> Iterator[Name]:
        for entity in self._sight.ents:
            if entity.label_ != "PERSON":
                continue
            start, end = self._words.trim(entity.start, entity.end)
            if start < end:
                yield from self._grown(start, end)

    def _grown(self, start: int, end: int) -> Iterator[Name]:
        """Take in the rest of a name that the model cut: the second half of "Jong-un", a following proper noun."""
        sight = self._sight
        if any(token.is_space for token in sight.tokens[start:end]):
            return
        while end < len(sight.tokens) and end - start < _LONGEST and self._continues(end):
            end += 1
        while end > start and not self._words.fits(end - 1) and not sight.is_hyphen(end - 2):
            end -= 1
        while start > 0 and end - start < _LONGEST and self._precedes(start - 1):
            start -= 1
        if start < end and not self._words.is_thing(start, end):
            yield self._name(start, end, "entity")

    def _continues(self, place: int, sure: bool = False) -> bool:
        """Say whether a name goes on at `place`; after a title (`sure`) whatever the model took the word for."""
        sight = self._sight
        token, before = sight.tokens[place], sight.tokens[place - 1]
        if sight.is_hyphen(place):
            return not before.whitespace_ and not token.whitespace_
        if sight.is_hyphen(place - 1):
            return token.is_alpha
        entity = sight.entity(place)
        label = entity[2] if entity and not self._words.is_month(place) else ""
        if self._words.is_suffix(place):
            return True
        free = label not in NO_NAMES if sure else label in ("", "PERSON")
        return self._words.fits(place) and token.pos_ == "PROPN" and not token.is_sent_start and free

    def _precedes(self, place: int) -> bool:
        token = self._sight.tokens[place]
        free = not token.ent_type_ or token.ent_type_ == "PERSON"
        ahead = bool(token.whitespace_) and token.pos_ == "PROPN" and token.dep_ == "compound"
        return free and ahead and self._words.fits(place) and place not in self._taken

    def _titled(self) -> Iterator[Name]:
        """Find names that follow a title or an office, whatever the model took them for."""
        sight = self._sight
        for place in range(len(sight.tokens) - 1):
            if not (self._words.is_title(place) or place in self._offices or place + 1 in self._ends):
                continue
            start = place + 1
            if start in self._offices or not sight.tokens[place].whitespace_ or not self._begins(start):
                continue
            end = start + 1
            while end < len(sight.tokens) and end - start < _LONGEST and self._continues(end, sure=True):
                end += 1
            if not self._words.is_thing(start, end):
                yield self._name(start, end, f"after {sight.tokens[place].text!r}")

    def _begins(self, place: int) -> bool:
        token = self._sight.tokens[place]
        if token.is_sent_start or not self._words.fits(place) or token.is_stop:
            return False
        capital = self._sight.tokens[place - 1].text[:1].isupper()
        return token.pos_ == "PROPN" and token.ent_type_ not in NO_NAMES and (capital or token.ent_type_ == "PERSON")

    def _described(self) -> Iterator[Name]:
        """Find names that the model took for something else but that the text gives an office ("X, the minister")."""
        for entity in self._sight.ents:
            if entity.label_ in ("ORG", "GPE", "FAC", "PRODUCT", "NORP") and self._office_after(entity.end):
                start, end = self._words.trim(entity.start, entity.end)
                if end == entity.end and 1 < end - start < _LONGEST and not self._words.is_thing(start, end):
                    yield self._name(start, end, "given an office")

    def _office_after(self, place: int) -> bool:
        """Say whether a comma or "is" and then an office follow, with nothing but its own modifiers between."""
        sight = self._sight
        if sight.key(place) != "," and (place >= len(sight.tokens) or sight.tokens[place].lemma_ != "be"):
            return False
        for at in range(place + 1, min(place + _REACH, len(sight.tokens))):
            if at in self._offices:
                end = next(i for i in range(at, len(sight.tokens) + 1) if i not in self._offices)
                return end < len(sight.tokens) and sight.tokens[end].pos_ != "PROPN"
            if sight.tokens[at].pos_ not in ("DET", "ADJ", "ADV", "PART") and at not in sight.hit_at:
                return False
        return False

    def _headlines(self, words: set[str]) -> Iterator[Name]:
        """Names in headlines: those known from the text below, else what the model is sure of (two words)."""
        for entity in self._sight.ents:
            if entity.label_ != "PERSON" or entity.root.sent.start not in self._sight.loud:
                continue
            start, end = self._words.trim(entity.start, entity.end)
            known = [place for place in range(start, end) if plain(self._sight.tokens[place].text) in words]
            if known:
                continue
            name = self._name(start, end, "headline") if end - start > 1 else None
            if name and not self._words.is_thing(start, end) and self._take(name):
                yield name

    def _again(self, words: set[str]) -> Iterator[Name]:
        """Parts of names known from elsewhere in the article, which the model missed here."""
        sight = self._sight
        place = 0
        while place < len(sight.tokens):
            end = place
            while end < len(sight.tokens) and self._repeats(end, words):
                end += 1
            if end > place and not self._part_of_thing(end):
                name = self._name(place, end, "named elsewhere")
                if self._take(name):
                    yield name
            place = max(end, place + 1)

    def _repeats(self, place: int, words: set[str]) -> bool:
        sight = self._sight
        token = sight.tokens[place]
        if place in self._taken or plain(token.text) not in words or not self._words.fits(place):
            return False
        if token.ent_type_ in NO_NAMES or token.is_stop:
            return False
        return token.pos_ == "PROPN" or bool(token.ent_type_) or not token.is_sent_start

    def _part_of_thing(self, end: int) -> bool:
        sight = self._sight
        follows = sight.tokens[end] if end < len(sight.tokens) else None
        thing = sight.key(end) in sight.lexicon.nouns.things - {"administration", "campaign", "news"}
        return bool(follows is not None and thing and follows.text[:1].isupper())

    def _name(self, start: int, end: int, reason: str) -> Name:
        sight = self._sight
        words = tuple("".join(t.text_with_ws for t in sight.tokens[start:end]).split())
        return Name(start, end, words, self._gender(start), reason)

    def _gender(self, start: int) -> str | None:
        place = start - 1
        return (
            self._sight.lexicon.people.titles.get(self._sight.key(place))
            if place >= 0 and self._words.is_title(place)
            else None
        )


def _parts(name: Name) -> list[str]:
    return [plain(word) for word in name.words if len(word) > 1 and not is_initial(word)]
