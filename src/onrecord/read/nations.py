"""Which state "the country" means as the recipient of an event."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from onrecord.model.reading import EntityKind, Role
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

        Only this sentence and the one before it are looked at; with no such state or with several, a role stays as is.
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
        entities = (
            self._index.entity.get(mention.entity) for mention in self._index.within(before.start_char, role.start)
        )
        states = {e.id: e for e in entities if e is not None and e.kind is EntityKind.STATE and e.state not in own}
        if len(states) != 1 or not own:
            return role
        [(key, state)] = states.items()
        return Role(state.name, role.start, role.end, role.text, key, state.state)
