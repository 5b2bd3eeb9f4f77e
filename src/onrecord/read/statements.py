"""The component that finds statements: what somebody said, wrote, believes or plans, by rules over the parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from onrecord.model.article import Article
from onrecord.model.ids import Prefix, content_id
from onrecord.model.reading import UTTERED, Cue, CueType, Mention, Polarity, Precision, Role, Statement
from onrecord.model.span import text_of
from onrecord.ontology.cues import Cues, load_cues
from onrecord.ontology.sources import Sources, load_sources
from onrecord.read.attributed import attributed_drafts
from onrecord.read.attributions import attributions_of
from onrecord.read.contents import Contents, Draft
from onrecord.read.dates import resolve_dates
from onrecord.read.doc import article_of
from onrecord.read.inserted import with_rest
from onrecord.read.mentions import MentionIndex
from onrecord.read.offsets import TokensAt
from onrecord.read.speaker_names import name_beside
from onrecord.read.speakers import addressee_of, antecedent_of, phrase, speaker_phrase
from onrecord.read.stretches import head_of

SPANS = "onrecord_statements"
"""The key of `doc.spans` under which the parts of statements stand, for displaCy and for other components."""

_REJECTING = frozenset({"reject", "dismiss", "refute", "deny", "rebut", "dispute", "repudiate", "contradict"})
_CLAIMED = re.compile(
    r"(?:(?:the|all|any|these|such|as \w+) )?(?:\w+ )?(?:claim|report|allegation|accusation|suggestion|charge|rumou?r"
    r"|assertion|speculation|notion|idea)s?(?:,? \w+)? that\b"
)
_LONGEST = 80
_ASIDES = frozenset({"relcl", "acl", "parataxis"})
"""How a verb hangs in a content that somebody denies, where it tells of others' words: "the report, which says …"."""


@Language.factory("onrecord_statements_v1", default_config={"actors_file": None, "topics": False})
def make_statements(nlp: Language, name: str, actors_file: str | None, topics: bool) -> Statements:  # noqa: ARG001 - spaCy passes all by name
    """Make the component; with `topics` it also keeps what somebody is said to speak about, support or oppose."""
    return Statements(load_cues(), load_sources(Path(actors_file) if actors_file else None), topics)


class Statements:
    """Finds the statements of a doc and sets `doc._.onrecord_statements` and `doc.spans["onrecord_statements"]`."""

    def __init__(self, cues: Cues, sources: Sources, topics: bool = False) -> None:
        self.cues = cues
        self.sources = sources
        self.topics = topics

    def __call__(self, doc: Doc) -> Doc:
        """Find the statements of one doc, in text order."""
        article = article_of(doc)
        contents, attributed = Contents(doc, article, self.cues, self.topics), attributions_of(doc)
        drafts = (
            contents.drafts()
            if attributed is None
            else attributed_drafts(doc, contents, attributed, self.cues, self.sources, self.topics)
        )
        maker = _Maker(doc, article)
        made = {statement.id: statement for draft in drafts if (statement := maker.statement(with_rest(doc, draft)))}
        found = sorted(_affirmed(doc, made.values()), key=lambda s: (s.spans[0].start, s.spans[-1].end, s.id))
        doc._.onrecord_statements = tuple(found)
        doc.spans[SPANS] = [span for statement in found for span in _shown(doc, statement)]
        return doc


class _Maker:
    """Makes statements of one doc from drafts: who speaks to whom, when, in which block."""

    def __init__(self, doc: Doc, article: Article) -> None:
        self._article = article
        self._index = MentionIndex(doc)
        self._dates = resolve_dates(doc)
        self._at = TokensAt(doc)

    def statement(self, draft: Draft) -> Statement:
        """Return the statement that a draft describes."""
        cue = draft.cue
        block = self._article.block_at(draft.spans[0].start)
        return Statement(
            id=content_id(Prefix.STATEMENT, self._article.id, draft.spans, cue.idx if cue is not None else ""),
            article=self._article.id,
            kind=draft.kind,
            in_block=block.kind.value if block else "",
            spans=draft.spans,
            text=text_of(self._article.text, draft.spans),
            polarity=_polarity(draft),
            cue=_cue(cue, draft.type) if cue is not None else None,
            speaker=self._speaker(draft),
            addressee=self._addressee(draft),
            date=self._date(draft),
            reason=f"{draft.rule}: {cue.text!r}" if cue is not None else draft.rule,
        )

    def _speaker(self, draft: Draft) -> Role | None:
        """Return the speaker as the text names it here; a relative pronoun points at what it stands for."""
        head = draft.speaker
        if head is None:
            return None
        words = draft.who if draft.who is not None else _speaker_words(draft.cue, head)
        stands_for = antecedent_of(head)
        if stands_for == head:
            return self._named(head, words)
        meant = self._index.role(stands_for, phrase(stands_for))
        return Role(meant.name, words.start_char, words.end_char, words.text, meant.entity, meant.state)

    def _named(self, head: Token, words: Span) -> Role:
        """Return the role of a phrase, known by itself or by the name put beside it ("the chief, General Torvik").

        Two who speak as one ("both Velmark and Osmar") are nobody's entity.
        """
        if any(self._index.at(other) for other in head.conjuncts if words.start <= other.i < words.end):
            return Role(words.text.removeprefix("both "), words.start_char, words.end_char, words.text)
        role = self._index.role(head, words)
        if role.entity is None:
            beside = [self._index.role(c, words) for c in head.children if c.dep_ == "appos"]
            role = next((r for r in beside if r.entity and (r.start, r.end) == (role.start, role.end)), role)
        name = name_beside(self._index, head, words) if role.entity is None else None
        return self._named_by(name, words) if name is not None else role

    def _named_by(self, name: Mention, words: Span) -> Role:
        """Return the role of a phrase that a name beside it makes known, with the words up to that name."""
        entity, end = self._index.entity[name.entity], max(words.end_char, name.end)
        text = words.doc.text[words.start_char : end]
        return Role(entity.name, words.start_char, end, text, entity.id, entity.state)

    def _addressee(self, draft: Draft) -> Role | None:
        head = addressee_of(draft.cue, draft.content) if draft.cue is not None else None
        return self._index.role(head, phrase(head)) if head is not None else None

    def _date(self, draft: Draft) -> str | None:
        """Return the day on which the words were said, where the clause of the cue names it outside the content."""
        if draft.cue is None:
            return None
        for when in self._dates:
            token = self._at.at(when.start)
            if token is None or when.precision is not Precision.DAY or when.since != when.until:
                continue
            if not any(span.start <= when.start < span.end for span in draft.spans) and _hangs_on(token, draft.cue):
                return when.since
        return None


def _shown(doc: Doc, statement: Statement) -> Iterator[Span]:
    """Yield a statement's parts as spaCy spans, labelled CONTENT, CUE and SPEAKER, the statement's id on each."""
    parts = [("CONTENT", span.start, span.end) for span in statement.spans]
    parts += [("CUE", statement.cue.start, statement.cue.end)] if statement.cue else []
    parts += [("SPEAKER", statement.speaker.start, statement.speaker.end)] if statement.speaker else []
    for label, start, end in parts:
        span = doc.char_span(start, end, label, span_id=statement.id, alignment_mode="expand")
        if span is not None:
            yield span


def _speaker_words(cue: Token | None, head: Token) -> Span:
    return speaker_phrase(cue, head) if cue is not None else phrase(head)


def _hangs_on(token: Token, cue: Token) -> bool:
    """Say whether a word belongs to the clause of the cue, with no other verb between the two."""
    for above in token.ancestors:
        if above == cue:
            return True
        if above.pos_ == "VERB":
            return False
    return False


def _cue(cue: Token, kind: CueType) -> Cue:
    """Return the cue with its particle, or "according" with its "to"."""
    joined = "to" if cue.lower_ == "according" else None
    words = [cue, *(c for c in cue.children if c.i > cue.i and (c.dep_ == "prt" or c.lower_ == joined))]
    span = cue.doc[cue.i : words[-1].i + 1] if words[-1].i == cue.i + 1 else cue.doc[cue.i : cue.i + 1]
    return Cue(span.start_char, span.end_char, span.text, kind)


def _turns_away(draft: Draft) -> bool:
    """Say whether somebody rejects what others claim: "dismissed reports that the road had been mined"."""
    if draft.cue is None or draft.cue.lemma_.lower() not in _REJECTING:
        return False
    doc, start = draft.cue.doc, draft.spans[0].start
    return _CLAIMED.match(doc.text[start : start + _LONGEST]) is not None


def _affirmed(doc: Doc, statements: Iterable[Statement]) -> Iterator[Statement]:
    """Give the statements but for what somebody is said to deny that anybody said: "X denied saying that …"."""
    every = [*statements]
    denials = [one for one in every if one.polarity is Polarity.DENIES]
    for statement in every:
        if statement.polarity is not Polarity.AFFIRMS or not any(_denied(doc, statement, one) for one in denials):
            yield statement


def _denied(doc: Doc, statement: Statement, denial: Statement) -> bool:
    """Say whether words are said, as a denial has it, by a verb in what is denied, or by who denies it."""
    cue = statement.cue
    word = head_of(doc, cue.start, cue.end) if cue else None
    if cue is None or word is None or word.dep_ in _ASIDES or cue.start > statement.spans[0].start:
        return False
    own = statement.speaker is not None and denial.speaker is not None and statement.speaker.span == denial.speaker.span
    return (word.pos_ == "VERB" or own) and any(span.start <= cue.start < span.end for span in denial.spans)


def _polarity(draft: Draft) -> Polarity:
    """Return whether the words are affirmed; a "not" inside the content is no part of how they are said."""
    own = (child for child in draft.cue.children if child.dep_ == "neg") if draft.cue is not None else ()
    negated = any(not any(span.start <= child.idx < span.end for span in draft.spans) for child in own)
    if _turns_away(draft) and not negated:
        return Polarity.DENIES
    if draft.type is CueType.DECLINES or (negated and draft.type in UTTERED):
        return Polarity.DECLINES
    if (draft.type is CueType.DENIES) != (negated and draft.type in (CueType.BELIEVES, CueType.DENIES)):
        return Polarity.DENIES
    return Polarity.AFFIRMS
