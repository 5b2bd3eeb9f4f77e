"""From quotations and cues to drafts of statements: what was said, by which words, and of what kind it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from onrecord.model.article import Article, BlockKind
from onrecord.model.reading import UTTERED, CueType, StatementKind
from onrecord.model.span import Span
from onrecord.ontology.cues import Cues, CueWord
from onrecord.read.datelines import after_dateline
from onrecord.read.frames import Proposal, is_passive, propose, runs
from onrecord.read.introductions import Introduced, Introductions
from onrecord.read.lexicon import cue_word
from onrecord.read.offsets import TokensAt
from onrecord.read.papers import shown
from onrecord.read.quotes import Quotation, find_quotations, is_label, is_whole
from onrecord.read.shapes import shaped, trimmed
from onrecord.read.speakers import speaker_of
from onrecord.read.stretches import tokens_of, words_of
from onrecord.read.worded import worded

_HEADLINES = frozenset({BlockKind.TITLE, BlockKind.DECK})
_LOOKED_AT = ("VERB", "NOUN", "ADJ")


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in the making: its content, the cue that introduces it, the head of its speaker's phrase.

    `content` holds the tokens of a content found through the parse; it is empty for plain quotations. `who` are the
    words for the speaker, where they are known by more than the parse.
    """

    kind: StatementKind
    spans: tuple[Span, ...]
    cue: Token | None
    type: CueType
    rule: str
    speaker: Token | None
    content: frozenset[int] = frozenset()
    who: Tokens | None = None


class Contents:
    """Drafts the statements of one doc; with `topics` also what somebody is said to speak about or support."""

    def __init__(self, doc: Doc, article: Article, cues: Cues, topics: bool) -> None:
        text = article.text
        self._article = article
        self._doc = doc
        self._text = text
        self._cues = cues
        self._topics = topics
        self._paragraphs = tuple(paragraphs_of(article))
        self._quotations = find_quotations(text, self._paragraphs)
        self._dateline_tokens: frozenset[int] | None = None

    def drafts(self) -> list[Draft]:
        """Return the drafts: what somebody is said to say, then what headlines quote."""
        found = self.said()
        return [*found, *self.headlines([span for draft in found for span in draft.spans])]

    def said(self) -> list[Draft]:
        """Return the drafts outside headlines: quotations with their cues first, then what the parse gives."""
        used = {draft.cue.i for draft in self.quoted if draft.cue is not None}
        spoken = [q.outer for utterance in self._utterances for q in utterance.quotations]
        spoken += [q.outer for q in self._speech if is_whole(self._text, q)]
        found = [*self.quoted, *self._parsed(used, spoken)]
        found += self._shown([span for draft in found for span in draft.spans])
        return [*found, *self._worded([span for draft in found for span in draft.spans])]

    def within_block(self, span: Span) -> Span:
        """Return the part of a stretch that lies in the block where it begins, without the dateline before it.

        Blocks may touch, a caption and the text.
        """
        block = self._article.block_at(span.start)
        start = after_dateline(self._text, span).start
        return Span(start, max(start + 1, min(span.end, block.end))) if block is not None else Span(start, span.end)

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """What stands between quotation marks."""
        return self._quotations

    @cached_property
    def quoted(self) -> tuple[Draft, ...]:
        """The drafts that quotation marks give, with a cue or going on from one."""
        found = tuple(self._direct(self._utterances))
        alone = [draft for draft in found if draft.cue is None and draft.speaker is None]
        given = [self._given(*one) for one in worded(self._doc)] if alone else []
        return tuple(self._instead(draft, given) if draft in alone else draft for draft in found)

    def _instead(self, draft: Draft, given: Sequence[Draft]) -> Draft:
        """Return the draft for the words of one that nothing introduces, where a phrase gives them as somebody's."""
        same = (one for one in given if any(part.overlaps(span) for part in one.spans for span in draft.spans))
        return next((one for one in same if one.kind is StatementKind.DIRECT), draft)

    @cached_property
    def _speech(self) -> list[Quotation]:
        return [q for q in self._quotations if not q.single and not is_label(self._text, q)]

    @cached_property
    def _utterances(self) -> list[Introduced]:
        return Introductions(self._doc, self._text, self._paragraphs, self._cues).find(self._speech)

    def headlines(self, covered: Sequence[Span]) -> Iterator[Draft]:
        """Give what a title or deck puts between marks without a cue; the body may say whose words they are."""
        for quotation in self._quotations:
            block = self._article.block_at(quotation.outer.start)
            if block is None or block.kind not in _HEADLINES or any(quotation.inner.overlaps(span) for span in covered):
                continue
            if len(quotation.inner.of(self._text).split()) > 1:
                span = trimmed(self._text, quotation.inner)
                yield Draft(StatementKind.DIRECT, (span,), None, CueType.SAYS, "headline-quotation", None)

    def _direct(self, utterances: Sequence[Introduced]) -> Iterator[Draft]:
        speakers: list[Token | None] = []
        for utterance in utterances:
            cue = utterance.cue
            word = cue_word(self._cues, cue) if cue is not None else None
            speaker = speaker_of(cue) if cue is not None else None
            if cue is None and utterance.continues is not None:
                speaker = speakers[utterance.continues]
            speakers.append(speaker)
            spans = tuple(trimmed(self._text, q.inner) for q in utterance.quotations)
            yield Draft(StatementKind.DIRECT, spans, cue, word.type if word else CueType.SAYS, utterance.rule, speaker)

    def _parsed(self, used: set[int], spoken: Sequence[Span]) -> Iterator[Draft]:
        """Give the contents that cues outside quotations take in the parse, one for each cue."""
        covered: list[Span] = []
        quoting = frozenset(used)
        for proposal, word in self._proposals():
            cue = proposal.cue
            if cue.i in used or any(span.start <= cue.idx < span.end for span in spoken):
                continue
            draft = self._draft(proposal, word)
            if draft and (self._topics or _is_statement(draft, proposal, word, covered, used, quoting)):
                used.add(cue.i)
                covered += draft.spans
                yield draft

    def _shown(self, covered: Sequence[Span]) -> Iterator[Draft]:
        """Give what papers show that somebody saw, where the parse gives nothing."""
        for cue, noun, paper, content in shown(self._doc):
            if any(content.overlaps(span) for span in covered):
                continue
            kind, spans = shaped(self._text, [content], self._quotations)
            inside = frozenset(token.i for token in words_of(self._doc, spans))
            who = tokens_of(self._doc, paper.start, paper.end)
            yield Draft(kind, spans, cue, CueType.SHOWS, "paper", noun, inside, who)

    def _worded(self, covered: Sequence[Span]) -> Iterator[Draft]:
        """Give what is said to be somebody's words or view without a verb of saying, where nothing else gives it."""
        for one in worded(self._doc):
            if not any(one[-1].overlaps(span) for span in covered):
                yield self._given(*one)

    def _given(self, cue: Token, head: Token, who: Tokens, content: Span) -> Draft:
        """Return the draft of words that a phrase without a verb gives as somebody's."""
        kind, spans = shaped(self._text, [content], self._quotations)
        inside = frozenset(token.i for token in words_of(self._doc, spans))
        return Draft(kind, spans, cue, CueType.SAYS, "according", head, inside, who)

    def _proposals(self) -> Iterator[tuple[Proposal, CueWord]]:
        for token in self._looked_at():
            word = cue_word(self._cues, token)
            if word:
                for proposal in propose(token):
                    if proposal.frame in word.content or proposal.frame in word.topic:
                        yield proposal, word

    def _looked_at(self) -> Iterator[Token]:
        """Give the tokens that could be cues; by array, because most tokens could not."""
        strings = self._doc.vocab.strings
        values = self._doc.to_array(["POS", "LOWER"])
        parts = np.isin(values[:, 0], [strings[part] for part in _LOOKED_AT])
        for i in np.flatnonzero(parts | (values[:, 1] == strings["according"])).tolist():
            yield self._doc[i]

    def _draft(self, proposal: Proposal, word: CueWord) -> Draft | None:
        content = proposal.content - self._datelines() - self._attributions(proposal.content)
        content -= self._conjunction(content)
        spans = [Span(self._doc[a].idx, self._doc[b].idx + len(self._doc[b])) for a, b in runs(self._doc, content)]
        if not spans:
            return None
        kind, wide = shaped(self._text, spans, self._quotations)
        return Draft(kind, wide, proposal.cue, word.type, proposal.frame, speaker_of(proposal.cue), content)

    def _datelines(self) -> frozenset[int]:
        """Return the tokens of datelines, which the parser takes for part of the sentence after them."""
        if self._dateline_tokens is None:
            spans = [(p.start, after_dateline(self._text, p).start) for p in self._paragraphs]
            at = TokensAt(self._doc)
            self._dateline_tokens = frozenset(t.i for start, end in spans for t in at.between(start, end))
        return self._dateline_tokens

    def _attributions(self, content: frozenset[int]) -> frozenset[int]:
        """Return the tokens of "he was quoted as saying by X" inside a content, which nobody said."""
        quoted = (self._doc[i] for i in content if self._doc[i].lower_ == "quoted")
        return frozenset(t.i for verb in quoted if is_passive(verb) and verb.dep_ != "relcl" for t in verb.subtree)

    def _conjunction(self, content: frozenset[int]) -> frozenset[int]:
        """Return the "that" that opens a content, which is not part of what was said."""
        first = min((i for i in content if not self._doc[i].is_punct), default=-1)
        opens = first >= 0 and self._doc[first].lower_ == "that" and self._doc[first].dep_ == "mark"
        return frozenset({first}) if opens else frozenset()


def _is_statement(
    draft: Draft, proposal: Proposal, word: CueWord, covered: Sequence[Span], used: set[int], quoting: Set[int]
) -> bool:
    """Say whether a draft tells what was said, rather than only what about; a topic counts if it quotes words.

    "X said Y, according to Z" and "Z reported: 'Y,' X said" are statements of X alone; Z is a citation. `quoting`
    holds the cues of quotations.
    """
    if draft.speaker is None or (proposal.frame == "according" and used & proposal.content):
        return False
    if any(child.dep_ == "ccomp" and child.i in quoting for child in proposal.cue.children):
        return False
    if proposal.frame in word.content or word.type in (CueType.DENIES, CueType.DECLINES):
        return True
    repeats = any(outer.contains(span) for outer in covered for span in draft.spans)
    return draft.kind is not StatementKind.INDIRECT and word.type in UTTERED and not repeats


def paragraphs_of(article: Article) -> Iterator[Span]:
    """Give the lines of an article's readable blocks, without the space around them."""
    for block in article.readable():
        at = block.start
        for line in article.text[block.start : block.end].splitlines(keepends=True):
            if line.strip():
                yield trimmed(article.text, Span(at, at + len(line)))
            at += len(line)
