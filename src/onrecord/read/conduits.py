"""Who else a statement rests on: who was told, who quoted it, where it was posted, in what it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.model.article import Article
from onrecord.model.reading import UTTERED, CitationKind, CueType, Role, Statement
from onrecord.model.span import Span
from onrecord.ontology.conduits import load_conduits
from onrecord.ontology.cues import load_cues
from onrecord.read.carriers import (
    PRINTS,
    end_of_list,
    is_bare_platform,
    is_of_somebody,
    is_platform,
    is_public,
    names_itself,
)
from onrecord.read.conduit import GOES_ON, Conduit, further_out, nested, once, outward
from onrecord.read.doc import whole_text
from onrecord.read.naming import Namer, bare
from onrecord.read.publishers import Publisher, Publishers
from onrecord.read.speakers import phrase
from onrecord.read.stretches import head_of, tokens_of
from onrecord.read.surroundings import BLANK, Surroundings, around, plain
from onrecord.read.ways import Naming, Way, before, beside
from onrecord.read.witnesses import Witnesses

_RULES = {
    Way.TOLD: "told",
    Way.GIVEN: "according-to",
    Way.CITED: "citing",
    Way.PASSED: "quoted-by",
    Way.SEEN: "seen-by",
    Way.VIA: "via",
    Way.REPORTS: "quoted-by",
    Way.BRACKETS: "in-brackets",
}
_HEARERS = frozenset({CitationKind.AGENCY, CitationKind.OUTLET, CitationKind.OWN})
_PRINTED = frozenset({"report", "quote", "write", "cite", "carry", "publish", "broadcast"})
_FIRM = frozenset({CueType.DENIES, CueType.DECLINES, CueType.PLANS, CueType.BELIEVES})
_KNOWS = re.compile(r"learn|underst[ao]nd|\b(?:saw|sees?|seen|watch|witness|observ|notice|count)", re.IGNORECASE)
"""By which publishers say what they found out themselves."""
_OTHER_MEDIA = re.compile(r"(?:other|several|various|some|many|two|three|assembled)\s+(?:\w+\s+)?\w*(?:media|s)")
"""Whom words were told to, beside or instead of a publisher with a name; "local media" may have them alone."""
_APPOSED = re.compile(r",\s+(?:the|an?|its|their)\s+(?:[a-z-]+\s+){0,3}")
_PREPOSITIONS = frozenset({"on", "in", "via", "through", "for", "with"})
_PUBLIC = frozenset(
    {
        "post",
        "put",
        "publish",
        "broadcast",
        "air",
        "share",
        "upload",
        "release",
        "write",
        "say",
        "show",
        "stream",
        "carry",
    }
)
_ADVERBIAL = re.compile(
    r"(?:\s+(?:reporters|journalists))?\s*(?:[.,;)]|$|in (?:its|a|an|the)\b|on \w+day|later|earlier|afterwards)"
)
_REACH = 7
_AROUND = 12
_NEXT = 8
_NAME_BEHIND = 40
_REFERS = re.compile(r"(?:in reference|referring)\s+to", re.IGNORECASE)
_SET_AGAINST = re.compile(r"\W*(?:(?:But|And|Yet)\s+)?(?:While|Although|Though|Whereas|When|As|If|After)\b")
_SURVEY = re.compile(r"\b(?:poll|survey|study|census)s?\b", re.IGNORECASE)


class ConduitFinder:
    """Finds the conduits of the statements of one doc."""

    def __init__(self, doc: Doc, article: Article, statements: Sequence[Statement], publishers: Publishers) -> None:
        self._doc = doc
        self._text = article.text
        self._statements = statements
        self._places = {id(statement): at for at, statement in enumerate(statements)}
        self._words = load_conduits()
        self._publishers = publishers
        self._witnesses = Witnesses(publishers)
        self._namer = Namer(doc, self._publishers)
        self._cues = {id(s): head_of(doc, s.cue.start, s.cue.end) for s in statements if s.cue}

    def of(self, statement: Statement) -> list[Conduit]:
        """Return the conduits that the text names for a statement, from who heard it outward, each source once."""
        scene = around(self._doc, statement, self._near(statement))
        found = once(self._all(statement, scene))
        if any(c.kind is CitationKind.OFFICIAL and c.order == Way.VOUCHES for c in found):
            # "a statement released by the palace" is the palace's word, and no paper beside it.
            found = [
                c for c in found if c.kind is not CitationKind.DOCUMENT or not self._words.spoken_paper.match(c.name)
            ]
        cue = statement.cue
        if cue is not None and "\n" in self._text[cue.end : statement.spans[0].start]:
            found = [replace(c, rule=f"{GOES_ON}: {cue.text!r}, as {c.rule}") for c in found]
        return found

    def _near(self, statement: Statement) -> list[Statement]:
        """Return the statements around one, which may share its sentences."""
        at = self._places[id(statement)]
        return [*self._statements[max(0, at - _AROUND) : at], *self._statements[at + 1 : at + _AROUND]]

    def heard(self, start: int, end: int) -> list[Conduit]:
        """Return who was told in a stretch of text that holds no statement."""
        scene = plain(self._doc, start, end)
        ways = (Way.TOLD, Way.PASSED)
        found = [c for naming in before(scene.text) if naming.way in ways for c in self._behind(naming, scene, None)]
        return once(c for c in found if c.kind in _HEARERS or c.order == Way.POST)

    def _all(self, statement: Statement, scene: Surroundings) -> Iterator[Conduit]:
        yield from self._speaker(statement, scene)
        yield from self._posted(statement)
        for number, naming in enumerate(before(scene.text)):
            aside = naming.way is Way.TOLD and re.search(r"\bwhose\b[^,\0]*$", scene.text[: naming.start])
            if not aside and not self._is_another_s(naming, statement, scene):
                for conduit in self._behind(naming, scene, statement):
                    yield replace(conduit, order=nested(naming.way, number, conduit.order))
        yield from self._reporting(statement, scene)
        yield from self._settings(scene)
        yield from self._relaying(statement, scene)
        yield from self._attended(scene)

    def _attended(self, scene: Surroundings) -> Iterator[Conduit]:
        """Take publishers whose people were there, or wrote the words down, as this or the next sentence says."""
        yield from self._witnesses.heard(scene.text, scene.start)
        end = scene.start + len(scene.text)
        behind = tokens_of(self._doc, end, end + _NEXT)
        following = next((t.sent for t in behind or () if not t.is_space and t.idx >= end), None)
        if following is not None and "\n" not in self._text[end : following.start_char]:
            yield from self._witnesses.noted(following.text, following.start_char)

    def _is_another_s(self, naming: Naming, statement: Statement, scene: Surroundings) -> bool:
        """Say whether the words of a naming are the cue of another statement, by another speaker."""
        if naming.way is Way.TOLD and naming.words.casefold().endswith(" by"):
            return False  # "Asked by X whether he would go, Y said": X heard what Y said
        place = scene.place(naming.start, naming.end)
        for other in self._near(statement):
            cue = other.cue
            if cue is None or not place.overlaps(cue.span):
                continue
            if any(span.overlaps(own) for span in other.spans for own in statement.spans) or _hold(other, statement):
                return False
            token = self._cues.get(id(other))
            return not _same_speaker(other.speaker, statement.speaker) or (token is not None and token.dep_ == "relcl")
        return False

    def _speaker(self, statement: Statement, scene: Surroundings) -> Iterator[Conduit]:
        """Take the speaker where it is an agency, an outlet or a document, or is kept unnamed."""
        role, cue = statement.speaker, statement.cue
        if role is None:
            return
        said = cue.text if cue else ""
        words = whole_text(self._doc)[role.start : role.end]
        beyond = self._publishers.within(whole_text(self._doc)[role.start : role.end + _NAME_BEHIND].split("\n")[0])
        media = [named for named in beyond if named.span.start < len(words) and not is_bare_platform(named, words)]
        head = head_of(self._doc, role.start, role.end)
        if (
            media
            and not self._is_survey(role.span)
            and names_itself(media[-1], words.rstrip(" ,"))
            and not self._speaks_for_itself(statement)
        ):
            for named in _without_appositions(media, words):
                yield from self._published(named, role.start, Way.REPORTS, f"says-itself: {said!r}")
            return
        if head is None:
            return
        if media and (_handled(words) is not None or not self._is_survey(role.span)):
            yield from self._in_phrase(role, head, media, said)
            return
        unnamed = self._namer.unnamed(role.span, scene)
        if unnamed is not None:
            yield Conduit(CitationKind.UNNAMED, unnamed.name, unnamed.span, Way.UNNAMED, f"anonymity: {words!r}")
            return
        unknown = self._namer.unknown_publisher(role.span) if self._prints(said, scene) else None
        if unknown is not None:
            yield from self._published(unknown, 0, Way.REPORTS, f"says-itself: {said!r}")
            return
        yield from self._paper(role, said)

    def _prints(self, said: str, scene: Surroundings) -> bool:
        """Say whether a cue is what publishers do: they report, and print what they cite others for."""
        if said in ("reported", "reports"):
            return True
        cites = any(naming.way is Way.CITED for naming in before(scene.text))
        return cites and PRINTS.search(said) is not None

    def _in_phrase(self, role: Role, head: Token, media: Sequence[Publisher], said: str) -> Iterator[Conduit]:
        """Take what a phrase names that has a publisher in it: its source, a paper that it saw, or what it printed."""
        words = whole_text(self._doc)[role.start : role.end]
        if self._words.secret.fullmatch(head.lower_):
            yield from self._source_of(role, media, said)
        elif _handled(words) is not None:
            yield from self._paper(role, said)
        elif self._is_own_finding(head, media[-1], said) or self._is_printed(head):
            yield from self._published(media[-1], role.start, Way.REPORTS, f"says-itself: {said!r}")

    def _is_printed(self, head: Token) -> bool:
        """Say whether a paper or a count is a publisher's work: a report, a tally, but not a letter to it."""
        paper = self._words.document.fullmatch(head.lower_) and head.lower_ not in ("letter", "book", "filing")
        return bool(paper) or head.lower_ in self._words.words["reckonings"]

    def _is_own_finding(self, head: Token, named: Publisher, said: str) -> bool:
        """Say whether the people of a publisher tell what they saw: "a reporter of this newspaper saw"."""
        people = head.lower_ in self._words.words["reporters"]
        return people and (named.kind is CitationKind.OWN or _KNOWS.search(said) is not None)

    def _source_of(self, role: Role, media: Sequence[Publisher], said: str) -> Iterator[Conduit]:
        """Take a publisher's source without a name, and the publisher: "a TASS source"."""
        name = bare(whole_text(self._doc)[role.start : role.end])
        behind = Span(min(media[-1].span.end + role.start, role.end - 1), role.end)
        yield Conduit(CitationKind.UNNAMED, name, behind, Way.UNNAMED, f"anonymity: {name!r}")
        yield from self._published(media[-1], role.start, Way.TOLD, f"says-itself: {said!r}")

    def _paper(self, role: Role, said: str) -> Iterator[Conduit]:
        """Take a speaker that is a paper, without the words for who saw it ("a memo seen by Reuters")."""
        words = whole_text(self._doc)[role.start : role.end]
        paper = words[: _handled(words)].rstrip(" ,")
        document = self._namer.document(Span(role.start, role.start + len(paper))) if paper else None
        if document is not None and document.kind is CitationKind.DOCUMENT:
            yield Conduit(document.kind, document.name, document.span, Way.PAPER, f"says-itself: {said!r}")

    def _speaks_for_itself(self, statement: Statement) -> bool:
        """Say whether a publisher speaks as a firm about itself ("the agency denied that it owed wages")."""
        cue = statement.cue
        if cue is None or _KNOWS.search(cue.text):
            return False
        return cue.type in _FIRM

    def _posted(self, statement: Statement) -> Iterator[Conduit]:
        cue = self._cues.get(id(statement))
        platform = self._words.social.get(cue.lemma_.lower()) if cue is not None else None
        if cue is not None and platform:
            yield Conduit(
                CitationKind.SOCIAL, platform, Span(cue.idx, cue.idx + len(cue)), Way.POST, f"posted: {cue.text!r}"
            )

    def _behind(self, naming: Naming, scene: Surroundings, statement: Statement | None) -> Iterator[Conduit]:
        """Take the sources in the noun phrase behind words such as "told", "according to", "citing"."""
        span = scene.phrase(naming.end) or self._name_at(scene, naming.end)
        if span is None or not span.of(whole_text(self._doc))[0].isalnum():
            return
        rule = f"{_RULES[naming.way]}: {naming.words!r}"
        survey = naming.way is not Way.PASSED and self._is_survey(span)
        named_media = [] if survey else self._listed(scene, span) or self._by_whom(scene, span)
        # "told the Herald and other media": who else was there tells nobody whence the words came.
        media = [m for m in named_media if not (naming.way is Way.TOLD and _OTHER_MEDIA.fullmatch(m.name))]
        if named_media and not media:
            return
        if _REFERS.fullmatch(naming.words):  # what is only referred to may be spoken about
            media = [named for named in media if named.name != named.name.lower() and 2 * len(named.span) > len(span)]
        for named in media:
            way = (
                Way.POST
                if named.kind is CitationKind.SOCIAL and naming.way in (Way.PASSED, Way.SEEN, Way.TOLD)
                else naming.way
            )
            yield from self._published(named, scene.start, further_out(way, naming, scene.text), rule)
        if media or (statement is None and naming.way is not Way.TOLD):
            return
        public = is_public(naming) or self._has_a_title(span)
        unknown = self._namer.unknown_publisher(span) if public else None
        if unknown is not None:
            yield from self._published(unknown, 0, naming.way, rule)
        elif statement is not None and naming.way in (Way.GIVEN, Way.CITED, Way.PASSED):
            yield from self._body(naming, span, scene, statement, rule)

    def _has_a_title(self, span: Span) -> bool:
        """Say whether a name begins with "The" within a sentence, as only those of papers do."""
        first = head_of(self._doc, span.start, span.start + 3)
        words = span.of(self._text).split()
        return len(words) > 1 and words[0] == "The" and first is not None and not first.is_sent_start

    def _name_at(self, scene: Surroundings, at: int) -> Span | None:
        """Return a publisher's name that the parser takes for something else ("confirmed to dpa")."""
        return next(
            (scene.place(n.span.start, n.span.end) for n in self._publishers.within(scene.text) if n.span.start == at),
            None,
        )

    def _is_survey(self, span: Span) -> bool:
        """Say whether a phrase names a poll or study: the paper is the source, whoever had it made."""
        document = self._namer.document(span)
        return document is not None and _SURVEY.search(document.name) is not None

    def _listed(self, scene: Surroundings, span: Span) -> list[Publisher]:
        """Return the publishers in a noun phrase, with those that a list adds to it: "AFP, AP and Reuters"."""
        first, last = span.start - scene.start, span.end - scene.start
        media = self._publishers.within(scene.text)
        inside = [named for named in media if first <= named.span.start < last]
        if inside:
            return [n for n in media if first <= n.span.start < end_of_list(scene.text, inside[-1], media)]
        alone = self._publishers.within(scene.text[first:last])
        return [replace(n, span=Span(n.span.start + first, n.span.end + first)) for n in alone]

    def _by_whom(self, scene: Surroundings, span: Span) -> list[Publisher]:
        """Return who published the paper that a phrase names: "a report by the New York Times"."""
        at = span.end - scene.start
        by = re.match(r"\s+(?:by|in|from)\s+", scene.text[at:])
        behind = scene.phrase(at + by.end()) if by else None
        document = self._namer.document(span) if behind is not None else None
        printed = document is not None and re.search(
            r"\b(?:report|article|interview|story)s?$", span.of(whole_text(self._doc))
        )
        return self._listed(scene, behind) if behind is not None and printed else []

    def _body(
        self, naming: Naming, span: Span, scene: Surroundings, statement: Statement, rule: str
    ) -> Iterator[Conduit]:
        """Take a document, a person without a name, or a body or person that passes on another's words."""
        found = self._namer.of(span, scene, naming.way)
        own = statement.cue is None or statement.cue.text.casefold().startswith("according")
        if found is None or (self._is_speaker(found.span, statement) and (own or naming.way is not Way.GIVEN)):
            return
        if found.kind is CitationKind.OFFICIAL:
            if naming.way is Way.GIVEN and (own or statement.speaker is None):
                return
            if naming.way is Way.PASSED and naming.words.casefold().endswith((" in", " to", " on")):
                return
            way = Way.CITED if naming.way is Way.CITED else Way.VOUCHES
        else:
            way = Way.CITED if naming.way is Way.CITED else Way.PAPER
        yield Conduit(found.kind, found.name, found.span, way, rule)

    def _reporting(self, statement: Statement, scene: Surroundings) -> Iterator[Conduit]:
        """Take publishers that report, as the subject of a verb or in brackets."""
        media = self._publishers.within(scene.text)
        for number, named in enumerate(media):
            if scene.is_blank(scene.start + named.span.start) or is_platform(named):
                continue
            naming = beside(scene.text, named.span.start, end_of_list(scene.text, named, media))
            if naming is None or self._is_noun(naming, scene) or self._is_another_s(naming, statement, scene):
                continue
            if naming.way is Way.BRACKETS and BLANK not in scene.text[: named.span.start]:
                continue  # a dateline, which is for the whole article
            if naming.way in (Way.REPORTS, Way.SEEN) and is_of_somebody(scene.text[: named.span.start]):
                continue
            place = scene.place(named.span.start, named.span.end)
            speaks = statement.speaker and statement.speaker.span.overlaps(place)
            if speaks and (naming.way is not Way.BRACKETS or not statement.cue):
                continue
            for conduit in self._published(named, scene.start, naming.way, f"{_RULES[naming.way]}: {naming.words!r}"):
                yield replace(conduit, order=outward(conduit.order, number, named.span.start < scene.text.find(BLANK)))

    def _is_noun(self, naming: Naming, scene: Surroundings) -> bool:
        """Say whether a word of reporting is a noun here, as of what is denied: "denied a Reuters report"."""
        place = scene.place(naming.start, naming.end)
        word = head_of(self._doc, place.start, place.end) if naming.way is Way.REPORTS else None
        return word is not None and word.pos_ == "NOUN" and word.dep_ == "dobj" and word.head != scene.cue

    def _settings(self, scene: Surroundings) -> Iterator[Conduit]:
        """Take "said on X", "wrote in a letter", "in a post on X" that hang on the cue or open the sentence."""
        cue = scene.cue
        if cue is not None and cue.lower_ == "according":
            return
        for token in scene.tokens():
            if token.lower_ not in _PREPOSITIONS or not _attached(token, cue, scene):
                continue
            span = scene.phrase(token.idx + len(token) + 1 - scene.start)
            if span is None:
                continue
            rule = f"setting: {token.text!r}"
            media = self._publishers.within(scene.text[token.idx - scene.start : span.end - scene.start])
            for named in media:
                if token.lower_ == "via" and named.kind is not CitationKind.SOCIAL:
                    continue
                way = Way.POST if named.kind is CitationKind.SOCIAL else Way.TOLD
                yield from self._published(named, token.idx, way, rule)
            if token.lower_ == "through" and not media and self._words.tellers.search(span.of(whole_text(self._doc))):
                yield Conduit(CitationKind.OFFICIAL, span.of(whole_text(self._doc)), span, Way.VOUCHES, rule)
                continue
            document = None if media else self._namer.document(span)
            if document is not None and document.kind is CitationKind.DOCUMENT and not document.spoken:
                yield Conduit(document.kind, document.name, document.span, Way.PAPER, rule)

    def _relaying(self, statement: Statement, scene: Surroundings) -> Iterator[Conduit]:
        """Take bodies and papers as subjects: "the ministry readout quoted X", "…, X told Y, the palace said"."""
        for verb in scene.tokens():
            lemma = verb.lemma_.lower()
            releases = self._releases(verb)
            if verb.pos_ != "VERB" or verb == scene.cue or not (releases or self._passes_on(lemma)):
                continue
            subject = next((c for c in verb.children if c.dep_ == "nsubj" and not scene.is_blank(c.idx)), None)
            if subject is None or self._is_another_s(_naming(verb, scene), statement, scene):
                continue
            if scene.cue is not None and scene.cue.dep_ == "ccomp" and scene.cue.head == verb:
                if ";" not in self._text[min(scene.cue.idx, verb.idx) : max(scene.cue.idx, verb.idx)]:
                    yield from self._teller(verb, subject, statement)
                continue
            words = phrase(subject)
            span = Span(words.start_char, words.end_char)
            if self._publishers.within(span.of(whole_text(self._doc))) or self._is_speaker(span, statement):
                continue
            unknown = self._namer.unknown_publisher(span) if lemma in _PRINTED else None
            quotes = lemma in ("quote", "paraphrase", "cite") and verb.i < (scene.cue.i if scene.cue else 0)
            if not (quotes or releases or self._closes(verb, span, scene)):
                continue
            if unknown is not None:
                yield from self._published(unknown, 0, Way.REPORTS, f"quoted-by: {verb.text!r}")
            else:
                found = self._namer.of(span, scene, Way.PASSED)
                if found is not None:
                    way = Way.PAPER if found.kind is CitationKind.DOCUMENT else Way.VOUCHES
                    yield Conduit(found.kind, found.name, found.span, way, f"quoted-by: {verb.text!r}")

    def _teller(self, verb: Token, subject: Token, statement: Statement) -> Iterator[Conduit]:
        """Take who says that another said it: "the deputy said the mayor had told her"."""
        word, words = load_cues().find("VERB", verb.lemma_.lower()), phrase(subject)
        span = Span(words.start_char, words.end_char)
        uttered = (
            word is not None and word.type in UTTERED and statement.cue is not None and statement.cue.type in UTTERED
        )
        known = self._publishers.within(words.text) or self._namer.document(span)
        if (
            uttered
            and statement.speaker
            and not known
            and subject.pos_ != "PRON"
            and not self._is_speaker(span, statement)
        ):
            yield Conduit(CitationKind.OFFICIAL, words.text, span, Way.TELLER, f"tells of it: {verb.text!r}")

    def _releases(self, verb: Token) -> bool:
        """Say whether a verb gives words to the public: "the ministry released a transcript"."""
        objects = (child for child in verb.children if child.dep_ == "dobj")
        released = self._words.words["released"]
        return verb.lemma_.lower() in self._words.words["releasing"] and any(o.lower_ in released for o in objects)

    def _passes_on(self, lemma: str) -> bool:
        word = load_cues().find("VERB", lemma)
        return lemma in self._words.relay or (word is not None and word.type in (CueType.SAYS, CueType.SHOWS))

    def _closes(self, verb: Token, subject: Span, scene: Surroundings) -> bool:
        """Say whether a report ends in the verb behind the statement: "…, she told him, the palace said"."""
        at = scene.start
        left, right = scene.text[: subject.start - at].rstrip(), scene.text[verb.idx + len(verb) - at :]
        behind = scene.cue is not None and scene.cue.idx < subject.start
        behind = behind and _SET_AGAINST.match(scene.text) is None
        return behind and left.endswith((",", "”", '"', "\0")) and _ADVERBIAL.match(right) is not None

    def _published(self, named: Publisher, offset: int, way: Way, rule: str) -> Iterator[Conduit]:
        span = Span(offset + named.span.start, offset + named.span.end)
        known = self._publishers.meant(named, span.start) if named.back else named
        if known is not None:
            yield Conduit(known.kind, known.name, span, way, rule)

    def _is_speaker(self, span: Span, statement: Statement) -> bool:
        speaker = statement.speaker
        if speaker is None:
            return False
        if speaker.span.overlaps(span):
            return True
        return self._namer.same_actor(span, speaker)


def _without_appositions(media: Sequence[Publisher], words: str) -> Iterator[Publisher]:
    """Leave out the publishers that only say what the one before them is: "KIB, the Karsian news agency"."""
    for at, named in enumerate(media):
        between = words[media[at - 1].span.end : named.span.start] if at else ""
        if not _APPOSED.fullmatch(between):
            yield named


def _hold(other: Statement, statement: Statement) -> bool:
    at = statement.cue.start if statement.cue else statement.spans[0].start
    return any(span.start <= at < span.end for span in other.spans)


def _handled(words: str) -> int | None:
    """Return where a phrase tells who saw or printed a paper: "a memo | seen by X", "a poll | published in X"."""
    return min((naming.start for naming in before(words) if naming.way in (Way.SEEN, Way.PASSED)), default=None)


def _same_speaker(a: Role | None, b: Role | None) -> bool:
    if a is None or b is None:
        return a is b
    return a.entity == b.entity if a.entity or b.entity else a.name == b.name


def _naming(verb: Token, scene: Surroundings) -> Naming:
    return Naming(Way.REPORTS, verb.idx - scene.start, verb.idx + len(verb) - scene.start, verb.text)


def _attached(token: Token, cue: Token | None, scene: Surroundings) -> bool:
    """Say whether a preposition tells where the words were said: on the cue, behind it, or at the beginning."""
    if token.is_sent_start or scene.text[: token.idx - scene.start].strip("“”\"' \n") == "":
        return True
    if cue is None:
        return False
    above = token.head
    if above == cue or (
        above.pos_ == "VERB"
        and above.lemma_.lower() in _PUBLIC
        and above.tag_ in ("VBN", "VBD", "VBG")
        and above.idx >= scene.start
    ):
        return True
    between = token.doc[cue.i + 1 : token.i] if cue.i < token.i <= cue.i + _REACH else None
    return between is not None and not any(t.pos_ == "VERB" or t.text in ",;:." for t in between)
