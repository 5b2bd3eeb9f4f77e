"""Which cue introduces which quotation: by the words before and after it, then by what came before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.model.span import Span
from onrecord.ontology.cues import Cues
from onrecord.read.lexicon import cue_word
from onrecord.read.offsets import TokensAt
from onrecord.read.quotes import LABEL_WORDS, Quotation, is_whole
from onrecord.read.quoting_verbs import reporting, stands_for_saying

_ENDS_SENTENCE = re.compile(r"[.?!…][’'”\"»)\]]*\s*$")
_BREAKS_OFF = re.compile(r"[,?!…—–-]\s*$")
_LEADS_ON = re.compile(r"(?:[:,–—]|--|\s-)\s*$")
_COLON = re.compile(r":\s*$")
_REACH = 30
_FEW = 3
_TAG = 12
_ADDS = frozenset({"and", "or", "but", "nor", "then"})
_ASIDE = frozenset({"relcl", "acl"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


@dataclass(frozen=True, slots=True)
class Introduced:
    """One utterance: its quotations in order, the cue that introduces them, and by which rule.

    Without a cue, `continues` is the place of the utterance in the same list whose speaker goes on, or None where
    nothing says who speaks.
    """

    quotations: tuple[Quotation, ...]
    cue: Token | None
    rule: str
    continues: int | None = None


@dataclass(frozen=True, slots=True)
class _Setting:
    """A quotation with its paragraph and the text between it and its neighbours there."""

    quotation: Quotation
    paragraph: int
    before: Span | None
    after: Span | None


class Introductions:
    """Finds the cues of the quotations of one doc."""

    def __init__(self, doc: Doc, text: str, paragraphs: Sequence[Span], cues: Cues) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._cues = cues
        self._tokens = TokensAt(doc)

    def find(self, quotations: Sequence[Quotation]) -> list[Introduced]:
        """Return the utterances that the quotations make; one that nothing introduces is left out."""
        found: list[Introduced] = []
        last: _Setting | None = None
        for setting in self._settings(quotations):
            self._add(found, setting, last)
            last = setting
        return found

    def _add(self, found: list[Introduced], setting: _Setting, last: _Setting | None) -> None:
        cue, rule = self._cue(setting)
        previous = found[-1] if found and last and found[-1].quotations[-1] is last.quotation else None
        if previous and (setting.quotation.reopens or (cue is not None and cue == previous.cue)):
            found[-1] = _longer(previous, setting.quotation)
        elif cue is not None:
            found.append(Introduced((setting.quotation,), cue, rule))
        elif previous and last and self._goes_on(last, setting):
            found[-1] = _longer(previous, setting.quotation)
        elif self._stands_alone(setting):
            follows = (
                setting.before is None
                and previous is not None
                and last is not None
                and setting.paragraph - last.paragraph == 1
            )
            found.append(
                Introduced(
                    (setting.quotation,), None, "goes-on" if follows else "alone", len(found) - 1 if follows else None
                )
            )

    def _settings(self, quotations: Sequence[Quotation]) -> Iterator[_Setting]:
        starts = [paragraph.start for paragraph in self._paragraphs]
        for at, quotation in enumerate(quotations):
            number = bisect_right(starts, quotation.outer.start) - 1
            paragraph = self._paragraphs[number]
            left, right = paragraph.start, paragraph.end
            if at and quotations[at - 1].outer.end > left:
                left = quotations[at - 1].outer.end
            if at + 1 < len(quotations) and quotations[at + 1].outer.start < right:
                right = quotations[at + 1].outer.start
            yield _Setting(
                quotation,
                number,
                _filled(self._text, left, quotation.outer.start),
                _filled(self._text, quotation.outer.end, right),
            )

    def _cue(self, setting: _Setting) -> tuple[Token | None, str]:
        after = self._cue_after(setting)
        if after is not None:
            return after, "cue-after"
        return self._cue_before(setting), "cue-before"

    def _cue_after(self, setting: _Setting) -> Token | None:
        if setting.after is None or not self._opens_sentence(setting):
            return None
        following = setting.after.of(self._text)
        inner = setting.quotation.inner.of(self._text)
        attached = following.lstrip().startswith((",", "–", "—", "-")) or bool(_BREAKS_OFF.search(inner))
        if not attached and not self._is_tag(setting.after, inner):
            return None
        tokens = self._between(setting.after)
        first = next((token for token in tokens if not token.is_punct), None)
        return None if first is None or first.lower_ in _ADDS else self._first_cue(tokens)

    def _is_tag(self, after: Span, inner: str) -> bool:
        """Say whether what follows a finished quotation is still its tag: lower case, or just "Torvik said."."""
        following = after.of(self._text)
        if not _ENDS_SENTENCE.search(inner):
            return False
        return following.lstrip()[:1].islower() or len(re.split(r"[.!?]", following)[0].split()) <= _FEW

    def _opens_sentence(self, setting: _Setting) -> bool:
        if setting.before is None:
            return True
        before = setting.before.of(self._text)
        return bool(_ENDS_SENTENCE.search(before) or _COLON.search(before)) or is_whole(self._text, setting.quotation)

    def _first_cue(self, tokens: Sequence[Token]) -> Token | None:
        """Return the first main verb if it introduces speech; what comes after another main verb is another clause."""
        for token in tokens[:_REACH]:
            if token.text in (".", ";", "?", "!") or (token.is_sent_start and token != tokens[0] and token.is_title):
                return None
            if token.lower_ == "according":
                return token
            if token.pos_ in ("VERB", "AUX") and token.dep_ not in _ASIDE:
                word = cue_word(self._cues, token)
                if word and word.quotes:
                    return reporting(token, self._cues)
                if token.tag_ in _FINITE and token.dep_ not in ("aux", "auxpass"):
                    return token if stands_for_saying(token) else None
        return None

    def _cue_before(self, setting: _Setting) -> Token | None:
        before = setting.before
        if before is None:
            before = self._paragraph_before(setting)
        if before is None or _ENDS_SENTENCE.search(before.of(self._text)):
            return None
        lead = before.of(self._text)
        whole = is_whole(self._text, setting.quotation) or self._resumes(setting)
        if not whole and not _COLON.search(lead):
            return None
        sentence = _last_sentence(self._between(before))
        cue = next((token for token in reversed(sentence) if self._introduces(token, sentence)), None)
        if cue is None and _COLON.search(lead):
            return _main_verb(sentence)
        near = cue is not None and (_LEADS_ON.search(lead) or _close(cue, sentence))
        return cue if near else None

    def _resumes(self, setting: _Setting) -> bool:
        """Say whether a tag and a comma part a quotation from the one before it ('"A," she said, "but B."')."""
        lead = setting.before.of(self._text) if setting.before else ""
        behind = setting.before is not None and setting.before.start > self._paragraphs[setting.paragraph].start
        return behind and lead.rstrip().endswith(",") and len(lead.split()) <= _TAG

    def _introduces(self, token: Token, sentence: Sequence[Token]) -> bool:
        word = cue_word(self._cues, token) if token.pos_ == "VERB" else None
        if word is None or not word.quotes or token.dep_ == "relcl":
            return False
        clauses = [child for child in token.children if child.dep_ == "ccomp" and child in sentence]
        return not clauses or sentence[-1].text == ":"

    def _paragraph_before(self, setting: _Setting) -> Span | None:
        """Return the paragraph before a quotation that opens its own, where that paragraph ends in a colon."""
        if setting.paragraph == 0 or setting.quotation.outer.start != self._paragraphs[setting.paragraph].start:
            return None
        before = self._paragraphs[setting.paragraph - 1]
        return before if _COLON.search(before.of(self._text)) else None

    def _goes_on(self, last: _Setting, setting: _Setting) -> bool:
        """Say whether a quotation continues the one before it in the same paragraph ('"A," she said. "B."')."""
        if setting.paragraph != last.paragraph or setting.before is None:
            return setting.paragraph == last.paragraph
        between = setting.before.of(self._text)
        sentences = sum(1 for token in self._between(setting.before)[1:] if token.is_sent_start and not token.is_punct)
        return bool(_ENDS_SENTENCE.search(between)) and sentences <= 1 and is_whole(self._text, setting.quotation)

    def _stands_alone(self, setting: _Setting) -> bool:
        """Say whether a quotation fills its paragraph or all of it after a colon; headlines leave out the full stop."""
        if setting.after is not None:
            return False
        if setting.before is None:
            return is_whole(self._text, setting.quotation)
        words = setting.quotation.inner.of(self._text).split()
        return len(words) > LABEL_WORDS and _COLON.search(setting.before.of(self._text)) is not None

    def _between(self, span: Span) -> list[Token]:
        return self._tokens.between(span.start, span.end)


def _longer(utterance: Introduced, quotation: Quotation) -> Introduced:
    return Introduced((*utterance.quotations, quotation), utterance.cue, utterance.rule, utterance.continues)


def _filled(text: str, start: int, end: int) -> Span | None:
    return Span(start, end) if text[start:end].strip() else None


def _last_sentence(tokens: Sequence[Token]) -> Sequence[Token]:
    starts = [at for at, token in enumerate(tokens) if token.is_sent_start and at < len(tokens) - 1]
    return tokens[starts[-1] :] if starts else tokens


def _close(cue: Token, sentence: Sequence[Token]) -> bool:
    """Say whether only an addressee or an adverb stands between the cue and the quotation."""
    return sentence[-1].i - cue.i <= _FEW


def _main_verb(sentence: Sequence[Token]) -> Token | None:
    root = next((t for t in sentence if t.dep_ == "ROOT" and t.pos_ == "VERB"), None)
    if root is None:
        return None
    speaks = any(
        c.dep_ == "nsubj" and (c.ent_type_ in ("PERSON", "ORG") or c.lower_ in ("he", "she", "they"))
        for c in root.children
    )
    return root if speaks else None
