"""Whose a body is: the state before a noun ("the Chinese army"), or after it ("the army of Velmark")."""

from __future__ import annotations

from onrecord.ontology.states import Form, State
from onrecord.read.sight import Sight

_BARE = frozenset({"GOV", "MIL", "LEG", "COP"})
_VAGUE = frozenset({"authority", "agency", "council", "commission", "mission", "house", "delegation", "fleet"})


class Owners:
    """Reads the words around a common noun for a body; `offices` are the tokens of words for offices."""

    def __init__(self, sight: Sight, offices: frozenset[int]) -> None:
        self._sight = sight
        self._offices = offices

    def state_before(self, start: int) -> State | None:
        """Return the state whose adjective, name or possessive stands before a noun, a few words off at most."""
        sight = self._sight
        for place in range(start - 1, max(-1, start - 5), -1):
            hit, token = sight.hit_at.get(place), sight.tokens[place]
            if hit is not None:
                own = hit.forms & {Form.NAME, Form.ADJECTIVE} or sight.key(hit.end) in ("'s", "'")
                return hit.known if own and isinstance(hit.known, State) else None
            if token.pos_ not in ("ADJ", "NOUN", "PROPN", "PART") and not sight.is_hyphen(place):
                return None
        return None

    def state_after(self, end: int) -> State | None:
        """Return the state in "of STATE"; of two ("of Velmark and Ostrava") neither is the owner."""
        sight = self._sight
        if sight.key(end) not in ("of", "in"):
            return None
        hit = sight.hit_at.get(end + 2 if sight.key(end + 1) == "the" else end + 1)
        if hit is None or not isinstance(hit.known, State):
            return None
        return None if self.shared(end) else hit.known

    def shared(self, end: int) -> bool:
        """Say whether "of STATE and STATE" follows: what belongs to two is no one body."""
        sight = self._sight
        hit = sight.hit_at.get(end + 1)
        return (
            sight.key(end) == "of" and hit is not None and sight.key(hit.end) == "and" and hit.end + 1 in sight.hit_at
        )

    def portfolio(self, start: int, end: int) -> tuple[int, str]:
        """Read "Ministry of Defence" as "defence ministry"."""
        sight = self._sight
        words = " ".join(key for key in sight.keys[start:end] if key)
        follows = sight.tokens[end + 1 : end + 2]
        if words in ("ministry", "department") and sight.key(end) == "of" and follows and follows[0].text[:1].isupper():
            stop = end + 2
            while sight.key(stop) == "and" and sight.tokens[stop + 1].text[:1].isupper():
                stop += 2
            topic = " ".join("foreign" if k == "affairs" else k for k in sight.keys[end + 1 : stop] if k)
            if sight.key(end + 1) == "foreign" and sight.key(end + 2) == "affairs":
                stop, topic = end + 3, "foreign"
            if end + 1 not in sight.hit_at:
                return stop, f"{topic} {words}"
        return end, words

    def definite(self, start: int, end: int, words: str, sector: str) -> bool:
        """Say whether a body without a state is still one that readers know: "the government", "police"."""
        sight = self._sight
        if words == "police":
            return True
        if sector not in _BARE or words in _VAGUE:
            return False
        follows = sight.tokens[end] if end < len(sight.tokens) else None
        if follows is not None and follows.pos_ == "PROPN" and end not in self._offices and not follows.is_sent_start:
            return False
        proper = all(token.text[:1].isupper() for token in sight.tokens[start:end]) and end - start > 1
        return proper or sight.key(start - 1) == "the"
