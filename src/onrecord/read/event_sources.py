"""On whose word an event is told that no statement holds: who says so in its sentence, and whose people were there.

Statements are cut by what somebody said; a clause that tells what somebody did, and only then who reports it, is often
none of them ("Velmark refused them entry, the ministry said", "Two men were held, as our correspondent saw").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.model.reading import CitationKind, CueType, EntityKind, Event, MentionForm, Statement
from onrecord.model.span import Span
from onrecord.ontology.conduits import load_conduits
from onrecord.ontology.cues import load_cues
from onrecord.read.carriers import is_platform, names_itself
from onrecord.read.clauses import agent
from onrecord.read.conduit import ANNOUNCES, Conduit
from onrecord.read.doc import whole_text
from onrecord.read.lemmas import lemma_in
from onrecord.read.mentions import MentionIndex
from onrecord.read.naming import Namer
from onrecord.read.publishers import Publishers
from onrecord.read.speakers import antecedent_of, phrase, speaker_of
from onrecord.read.stretches import head_of, tokens_of
from onrecord.read.surroundings import plain
from onrecord.read.ways import Way
from onrecord.read.witnesses import Witnesses

_TELLS = frozenset({"clause", "fronted"})
_STEPS = 8
_NEXT = 8
_NOUN_OF_DEED = ("dobj", "nsubjpass")
_OBJECT = "object"
_FACT = frozenset({CueType.SAYS, CueType.SHOWS})
_BODIES = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.GROUP, EntityKind.STATE})


class EventSources:
    """Finds the sources of the events of one doc that lie outside all statements."""

    def __init__(self, doc: Doc, publishers: Publishers, statements: Sequence[Statement]) -> None:
        self._doc = doc
        self._publishers = publishers
        self._namer = Namer(doc, publishers)
        self._witnesses = Witnesses(publishers)
        self._index = MentionIndex(doc)
        self._speakers = {s.id: s.speaker.span for s in statements if s.speaker}
        self._contents = [span for statement in statements for span in statement.spans]

    def of(self, event: Event) -> list[Conduit]:
        """Return who says that an event happened, by the words of its sentence, else whose people saw it.

        What a statement tells has its speaker; only a publisher's people are its source as those who saw it.
        """
        trigger = head_of(self._doc, event.trigger.start, event.trigger.end)
        if trigger is None:
            return []
        if event.within is not None:
            speaker = self._speakers.get(event.within)
            return [seen for seen in self._seen(trigger) if speaker and speaker.overlaps(seen.span)]
        return list(self._said(trigger))[:1] or list(self._seen(trigger)) or list(self._watched(trigger))

    def _seen(self, trigger: Token) -> Iterator[Conduit]:
        sentence = trigger.sent
        for conduit in self._witnesses.saw(sentence.text, sentence.start_char):
            if not any(span.contains(conduit.span) for span in self._contents):
                yield conduit

    def _watched(self, trigger: Token) -> Iterator[Conduit]:
        """Give the publishers whose people saw it, as the next sentence says, be it in a paragraph of its own."""
        behind = tokens_of(self._doc, trigger.sent.end_char, trigger.sent.end_char + _NEXT)
        following = next((t.sent for t in behind or () if not t.is_space and t.idx >= trigger.sent.end_char), None)
        if following is not None:
            yield from self._witnesses.watched(following.text, following.start_char)

    def _said(self, trigger: Token) -> Iterator[Conduit]:
        """Give the source of the clauses above an event: "…, the ministry said", "… according to the ministry"."""
        below = trigger
        for above in [trigger, *trigger.ancestors][:_STEPS]:
            tagged = [child for child in above.children if child.lower_ == "according" and child != below]
            for cue in (*tagged, *([above] if above != trigger and self._tells(above, below) else [])):
                speaker = agent(cue) if cue == above and below.dep_ == "nsubjpass" else speaker_of(cue)
                found = self._named(speaker) if speaker is not None else None
                if found is not None:
                    if below.dep_ in _NOUN_OF_DEED and speaker is not None and self._is_state(speaker):
                        continue  # "Velmark announced sanctions" tells a deed, and not who told of it
                    rule = ANNOUNCES if cue == above and below.dep_ in _NOUN_OF_DEED else "says so"
                    yield replace(found, rule=f"{rule}: {cue.text!r}")
            below = above

    def _tells(self, verb: Token, clause: Token) -> bool:
        """Say whether a verb tells a clause as a fact: a word of saying that this clause is the content of."""
        if verb.pos_ != "VERB" or clause.dep_ not in ("ccomp", "parataxis", *_NOUN_OF_DEED):
            return False
        word = load_cues().find("VERB", lemma_in(verb))
        if word is None or word.type not in _FACT or not word.content & _TELLS:
            return False
        # "He did not mention the annexation" says nothing of it, and "he noted the arrests" takes them for known.
        if any(child.dep_ == "neg" for child in verb.children):
            return False
        if clause.dep_ in _NOUN_OF_DEED and word.lemma.split()[0] in load_conduits().words["recalling"]:
            return False
        # "announced the expulsion of two men", but not "told two men": the noun of a deed is what is told.
        return clause.dep_ not in _NOUN_OF_DEED or (clause.pos_ == "NOUN" and _OBJECT in word.topic)

    def _named(self, speaker: Token) -> Conduit | None:
        """Return the source that a phrase names; a pronoun stands for whom it points at, and names nobody itself."""
        speaker = antecedent_of(speaker)
        words = phrase(speaker)
        span = Span(words.start_char, words.end_char)
        media = [m for m in self._publishers.within(words.text) if not is_platform(m) and names_itself(m, words.text)]
        if media:
            known = self._publishers.meant(media[-1], span.start) if media[-1].back else media[-1]
            return Conduit(known.kind, known.name, span, Way.REPORTS, "") if known is not None else None
        sentence = speaker.sent
        scene = plain(self._doc, sentence.start_char, sentence.end_char)
        found = self._namer.unnamed(span, scene) or self._namer.document(span)
        if found is not None:
            return Conduit(found.kind, found.name, span, Way.PAPER, "")
        return self._body(speaker, span)

    def _is_state(self, speaker: Token) -> bool:
        mention = self._index.at(speaker)
        entity = self._index.entity.get(mention.entity) if mention is not None else None
        return entity is not None and entity.kind is EntityKind.STATE

    def _body(self, speaker: Token, span: Span) -> Conduit | None:
        mention = self._index.at(speaker)
        entity = self._index.entity.get(mention.entity) if mention is not None else None
        if entity is not None and mention is not None:
            name = entity.name if mention.form is MentionForm.PRONOUN else span.of(whole_text(self._doc))
            return Conduit(_KINDS.get(entity.kind, CitationKind.OFFICIAL), name, span, Way.VOUCHES, "")
        if speaker.pos_ == "PRON" or speaker.tag_ in ("WP", "WDT", "DT"):
            return None
        return Conduit(CitationKind.OFFICIAL, span.of(whole_text(self._doc)), span, Way.VOUCHES, "")


_KINDS = {EntityKind.AGENCY: CitationKind.AGENCY, EntityKind.OUTLET: CitationKind.OUTLET}
