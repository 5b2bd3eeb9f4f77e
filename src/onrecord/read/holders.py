"""Who holds the offices that an article speaks of: "Foreign Minister Torvik", "Torvik, the president"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.ontology.offices import Office
from onrecord.ontology.states import Form
from onrecord.read.drafts import Draft, Held
from onrecord.read.names import Name
from onrecord.read.offices import OfficePhrase, with_titles
from onrecord.read.sight import Sight

_BEING = frozenset({"be", "become", "remain"})
_NAME_WORDS = frozenset({"DET", "ADJ", "NOUN", "PROPN"})
_LONGEST = 8
"""How many words the name of a place or body behind an office may have, "of" among them."""

_NAMING = frozenset({"appoint", "name", "nominate", "elect", "install", "make"})


@dataclass(frozen=True, slots=True)
class Named:
    """A name with the person it belongs to."""

    name: Name
    draft: Draft


class Holders:
    """Ties offices to names; `used` are the phrases that found their holder, by their first token."""

    def __init__(self, sight: Sight, phrases: list[OfficePhrase], named: list[Named]) -> None:
        self._sight = sight
        self._ends = {phrase.end: phrase for phrase in phrases}
        self._starts = {phrase.start: phrase for phrase in phrases}
        self._named = sorted(named, key=lambda item: item.name.start)
        self.used: dict[int, Draft] = {}

    def tie(self) -> None:
        """Give every named person the offices the article states next to the name."""
        for item in self._named:
            self._before(item)
        for item in self._named:
            self._after(item)
        for item in self._named:
            self._home(item)

    def _before(self, item: Named) -> None:
        sight, at = self._sight, with_titles(self._sight, item.name.start)
        phrase = self._ends.get(at)
        if phrase is None and sight.key(at - 1) == "," and self._apposed(item.name, at - 1):
            phrase = self._ends.get(at - 1) or self._governing(at - 1)
        found: list[OfficePhrase] = []
        while phrase is not None and phrase.start not in self.used:
            self.used[phrase.start] = item.draft
            found.append(phrase)
            phrase = self._joined_before(phrase)
        state = next((phrase.state for phrase in reversed(found) if phrase.state), None)
        for phrase in reversed(found):
            self._hold(
                item,
                phrase,
                phrase.state.code if phrase.state else (state.code if state else None),
                "office before name",
            )

    def _governing(self, comma: int) -> OfficePhrase | None:
        """Return the office that goes on with "of" and a name up to a comma ("the mayor of Velm, Duarte Silvane")."""
        at = comma - 1
        while at > max(0, comma - _LONGEST) and self._sight.tokens[at].pos_ in _NAME_WORDS:
            at -= 1
        proper = at < comma - 1 and self._sight.tokens[comma - 1].pos_ == "PROPN"
        return self._ends.get(at) if proper and self._sight.key(at) == "of" else None

    def _joined_before(self, phrase: OfficePhrase) -> OfficePhrase | None:
        """Return the office before "and", a comma or nothing ("Foreign Minister and State Councillor Wang")."""
        at = phrase.start
        if self._sight.key(at - 1) in ("and", ","):
            at -= 1
        earlier = self._ends.get(at)
        return earlier if earlier is not None and not earlier.counterpart else None

    def _apposed(self, name: Name, comma: int) -> bool:
        """Say whether "the minister, NAME" is one phrase: by the parse, or by a second comma or a full stop."""
        sight = self._sight
        root = sight.doc[name.start : name.end].root
        if root.dep_ == "appos" and root.head.i < comma:
            return True
        phrase = self._ends.get(comma)
        return bool(
            phrase and phrase.definite and root.dep_ not in ("nsubj", "nsubjpass") and sight.key(name.end) in (",", ".")
        )

    def _after(self, item: Named) -> None:
        sight, at = self._sight, item.name.end
        phrase, reason, manner = self._following(at)
        while phrase is not None and phrase.start not in self.used:
            self.used[phrase.start] = item.draft
            self._hold(item, phrase, phrase.state.code if phrase.state else None, reason, manner)
            at = phrase.end
            phrase = self._starts.get(at + 1) if sight.key(at) in ("and", ",") else None

    def _following(self, at: int) -> tuple[OfficePhrase | None, str, str]:
        """Return the office after a name, in apposition, after "is", or after "as" where somebody is appointed."""
        sight = self._sight
        if sight.key(at) in (",", "-", "–", "("):
            return self._starts.get(at + 1), "apposition", ""
        if at + 1 >= len(sight.tokens):
            return None, "", ""
        if sight.tokens[at].lemma_ in _BEING:
            past = sight.tokens[at].tag_ == "VBD" and sight.tokens[at].lemma_ == "be"
            new = sight.tokens[at].lemma_ == "become"
            return self._starts.get(at + 1), "said to be", "former" if past else ("new" if new else "")
        if sight.key(at) == "as" and sight.tokens[at].head.lemma_ in _NAMING:
            return self._starts.get(at + 1), "appointed", "new"
        return None, "", ""

    def _hold(self, item: Named, phrase: OfficePhrase, state: str | None, reason: str, manner: str = "") -> None:
        office = phrase.office or self.counterpart_office(phrase, item.draft)
        if office is None:
            item.draft.state = item.draft.state or state
            return
        words = self._sight.doc[phrase.core : phrase.core_end].text
        held = Held(phrase.start, phrase.end, office, state, phrase.manner or manner, f"{reason}: {words!r}")
        item.draft.held.append(held)
        item.draft.gender = item.draft.gender or office.gender

    def counterpart_office(self, phrase: OfficePhrase, not_draft: Draft | None) -> Office | None:
        """Return the office of which "counterpart" is said: that of the nearest holder before it, else after it."""
        holders = [
            (abs(name.name.start - phrase.start) + (500 if name.name.start > phrase.start else 0), held)
            for name in self._named
            if name.draft is not not_draft and (held := name.draft.office) and not held.office.rank
        ]
        return min(holders, key=lambda pair: pair[0])[1].office if holders else None

    def _home(self, item: Named) -> None:
        """Take a person's state from the offices, else from an adjective right before the name."""
        draft = item.draft
        if draft.state is None:
            stated = [held for held in draft.held if held.state]
            stated.sort(key=lambda held: (held.manner == "former", held.office.rank))
            draft.state = stated[0].state if stated else None
        if draft.state is None and not draft.held:
            before = self._sight.hit_at.get(item.name.start - 1)
            state = self._sight.state_of(item.name.start - 1)
            if (
                before
                and state
                and Form.ADJECTIVE in before.forms
                and self._sight.tokens[item.name.start - 1].dep_ in ("amod", "compound")
            ):
                draft.state = state.code
