"""Looking up who a token or a stretch of tokens points at."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Span, Token

from onrecord.model.reading import Entity, Mention, MentionForm, Role
from onrecord.read.doc import entities_of, mentions_of


class MentionIndex:
    """The mentions of one doc by position, to ask which entity some words point at."""

    def __init__(self, doc: Doc) -> None:
        self._mentions = sorted(mentions_of(doc), key=lambda m: (m.start, -m.end))
        self._starts = [mention.start for mention in self._mentions]
        self._longest = max((m.end - m.start for m in self._mentions), default=0)
        self.entity: dict[str, Entity] = {entity.id: entity for entity in entities_of(doc)}

    def covering(self, start: int, end: int) -> Mention | None:
        """Return the shortest mention that holds the character range `[start, end)`, or None."""
        at = bisect_right(self._starts, start)
        best: Mention | None = None
        for mention in reversed(self._mentions[:at]):
            if mention.start < start - self._longest:
                break
            if mention.end >= end and (best is None or mention.end - mention.start < best.end - best.start):
                best = mention
        return best

    def at(self, token: Token) -> Mention | None:
        """Return the mention that holds `token`, or None."""
        return self.covering(token.idx, token.idx + len(token))

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that lie inside the character range `[start, end)`, in text order."""
        return [m for m in self._mentions[bisect_right(self._starts, start - 1) :] if m.start < end and m.end <= end]

    def role(self, head: Token, words: Span) -> Role:
        """Make the role that the phrase `words` with the head `head` fills; the entity is None where it is unknown."""
        mention = self.at(head)
        start, end, text = words.start_char, words.end_char, words.text
        if mention is None or mention.entity not in self.entity:
            return Role(text, start, end, text)
        entity = self.entity[mention.entity]
        if mention.form is MentionForm.PRONOUN:
            start, end, text = mention.start, mention.end, mention.text
        return Role(entity.name, start, end, text, entity.id, entity.state)
