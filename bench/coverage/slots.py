"""Which words of a base are names of whom, and the slots that they leave."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from bench.coverage.bases import Base
from onrecord.model.reading import Entity, EntityKind, Mention, MentionForm, Reading
from onrecord.ontology.date_words import load_date_words
from onrecord.ontology.states import load_states

_WORD = re.compile(r"\w+")
_SOURCES = (EntityKind.AGENCY, EntityKind.OUTLET)
_STATE_WORDS = 3
"""Letters that a state's name and its adjective have in common."""


class Slot(NamedTuple):
    """A word to fill in.

    `kind` is "person" (form "given" or "surname", key the office, a number and the state's number), "state" (form
    "name", "adjective", "capital" or "code", key its number), "agency", "organisation" or "place" (key the word that
    stood there), or "word" (key the word, form its tag). `capital` begins the filling with a capital; `fixed` is a word
    that rewriting leaves, because it stands in quotation marks.
    """

    kind: str
    key: str
    form: str = ""
    capital: bool = False
    fixed: bool = False


Piece = str | Slot


class Names:
    """Which words of one base are names of whom."""

    def __init__(self, base: Base, common: Collection[str]) -> None:
        self._common = common
        self._tags = {(tag.start, tag.end): tag.tag for tag in base.tags}
        self.slots: dict[str, Slot] = {}
        self.states: dict[str, str] = {}
        self.homes: dict[str, Slot] = {}
        """The slots for the codes of states that persons (by entity id) are of."""
        named: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in base.reading.mentions:
            if mention.form is MentionForm.NAME:
                named[mention.entity].append(mention)
        self._of_states(base.reading, named)
        for kind, learn in ((EntityKind.PERSON, self._of_person), (EntityKind.ORGANISATION, self._of_body)):
            for entity in base.reading.entities:
                if entity.kind is kind and entity.id in named:
                    learn(entity)
        for kind in _SOURCES:
            self._of_sources(base.reading, kind)

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """Cut a name into pieces."""
        if text in self.slots:
            return (self.slots[text],)
        found: list[Piece] = []
        at = 0
        for match in _WORD.finditer(text):
            slot = self.known(match[0])
            if slot:
                found += [text[at : match.start()], slot]
                at = match.end()
        return (*found, text[at:])

    def state(self, code: str) -> str:
        """Return the number of a state."""
        return self.states.setdefault(code, str(len(self.states)))

    def known(self, word: str) -> Slot | None:
        """Return the slot of a word that is a name in this base, or names a state everywhere."""
        if word not in self.slots and word[0].isupper():
            state = load_states().find(word)
            if state:
                form = "name" if word == state.name else "adjective"
                self.slots[word] = Slot("state", self.state(state.code), form)
        return self.slots.get(word)

    def proper(self, word: str) -> Slot | None:
        """Return the slot of a proper noun that is no known name: a place's; None for what is no name."""
        if len(word) < 4 or word.lower() in self._common or word.lower() in _calendar():
            return None
        return Slot("place", word.lower())

    def _of_sources(self, reading: Reading, kind: EntityKind) -> None:
        entities = [entity for entity in reading.entities if entity.kind is kind]
        cited = {citation.name for citation in reading.citations if citation.kind.value == kind.value}
        for number, name in enumerate(sorted(cited | {entity.name for entity in entities})):
            self.slots[name] = Slot(kind.value, str(number))
        for entity in entities:
            self.homes[entity.id] = self.slots[entity.name]._replace(form="code")

    def _of_states(self, reading: Reading, named: dict[str, list[Mention]]) -> None:
        counts = Counter({e.state: len(named[e.id]) for e in reading.entities if e.kind is EntityKind.STATE})
        for code, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0] or "")):
            self.state(code or "")
        for entity in reading.entities:
            if entity.kind is EntityKind.STATE:
                number = self.state(entity.state or "")
                self.slots[entity.name] = Slot("state", number, "name")
                for mention in named[entity.id]:
                    self.slots.setdefault(mention.text, Slot("state", number, self._form(mention, entity.name)))

    def _form(self, mention: Mention, name: str) -> str:
        tag = self._tags.get((mention.start, mention.end), "")
        if " " in mention.text:
            return "name"
        if tag in {"JJ", "NNPS"} or mention.text[:_STATE_WORDS] == name[:_STATE_WORDS]:
            return "adjective"
        return "capital"

    def _of_person(self, entity: Entity) -> None:
        home = self.state(entity.state) if entity.state else ""
        office = f"{entity.office or ''}#"
        held = {slot.key for slot in self.slots.values() if slot.kind == "person" and slot.key.startswith(office)}
        key = f"{office}{len(held)}@{home}"
        *given, surname = _WORD.findall(entity.name) or [entity.name]
        self.slots.setdefault(surname, Slot("person", key, "surname"))
        for word in given[:1]:
            self.slots.setdefault(word, Slot("person", key, "given"))
        if entity.state:
            self.homes[entity.id] = Slot("person", key, "code")

    def _of_body(self, entity: Entity) -> None:
        for word in _WORD.findall(entity.name):
            if len(word) > 3 and word[0].isupper() and word.lower() not in self._common:
                self.slots.setdefault(word, Slot("organisation", word.lower()))


@cache
def _calendar() -> frozenset[str]:
    words = load_date_words()
    return frozenset((*words.day_names, *words.month_names))
