"""Which state "the country" means as the recipient of an event."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from onrecord.model.reading import Entity, EntityKind, Role
from onrecord.ontology.clause_words import load_clause_words
from onrecord.read.mentions import MentionIndex
from onrecord.read.stretches import tokens_of


class Nations:
    """Resolves "the country" in one doc where only one state can be meant."""

    def __init__(self, doc: Doc, index: MentionIndex) -> None:
        self._doc = doc
        self._index = index

    def resolved(self, roles: Sequence[Role], actors: Sequence[Role]) -> tuple[Role, ...]:
        """Return the roles with "the country" pointing at the one state but the actors' own that stands before it.

        This sentence is looked at, and where it names none the one before; with none or several, a role stays as is.
        """
        own = {role.state for role in actors if role.state}
        return tuple(self._named(role, own) if self._is_country(role) else role for role in roles)

    def _is_country(self, role: Role) -> bool:
        article, _, noun = role.text.lower().partition(" ")
        return role.entity is None and article == "the" and noun in load_clause_words().country

    def _named(self, role: Role, own: set[str]) -> Role:
        words = tokens_of(self._doc, role.start, role.end)
        if words is None:
            return role
        sentence = words.sent
        before = self._doc[sentence.start - 1].sent if sentence.start else sentence
        within = (self._others(start, role.start, own) for start in (sentence.start_char, before.start_char))
        states = next((found for found in within if found), {})
        if len(states) != 1 or not own:
            return role
        [(key, state)] = states.items()
        return Role(state.name, role.start, role.end, role.text, key, state.state)

    def _others(self, start: int, end: int, own: set[str]) -> dict[str, Entity]:
        """Return the states but the actors' own that are named between two offsets."""
        entities = (self._index.entity.get(mention.entity) for mention in self._index.within(start, end))
        return {e.id: e for e in entities if e is not None and e.kind is EntityKind.STATE and e.state not in own}
