"""States, organisations, outlets and groups of people that an article names."""

from __future__ import annotations

from spacy.tokens import Span

from onrecord.model.reading import EntityKind, MentionForm
from onrecord.ontology.organisations import Organisation
from onrecord.ontology.sources import Source
from onrecord.ontology.states import Form, State
from onrecord.read.drafts import Draft, Place
from onrecord.read.owners import Owners
from onrecord.read.seats import acts
from onrecord.read.sight import Hit, Sight

_HIS = frozenset({"administration", "government", "cabinet", "regime", "presidency", "delegation"})
_ALONE = frozenset({"COP", "REB", "UAF", "PRM"})
_COUNTS = frozenset({"some", "many", "several", "few", "most", "all", "these", "those", "other", "more"})


class BodyFinder:
    """Collects everything but persons; `owners` are the persons at names' tokens, `offices` the tokens of offices."""

    def __init__(self, sight: Sight, owners: dict[int, Draft], offices: frozenset[int]) -> None:
        self._sight = sight
        self._owners = owners
        self._offices = offices
        self._of = Owners(sight, offices)
        self._drafts: dict[tuple[str, str, str | None], Draft] = {}

    def find(self) -> list[Draft]:
        """Return the states, organisations, outlets and groups, in the order in which they are first met."""
        for hit in self._sight.hits:
            if hit.start not in self._owners:
                self._hit(hit)
        self._nouns()
        self._named()
        return sorted((draft for draft in self._drafts.values() if draft.places), key=lambda draft: draft.first)

    def _draft(self, kind: EntityKind, name: str, state: str | None, sector: str | None = None) -> Draft:
        key = (kind.value, name.lower(), state)
        if key not in self._drafts:
            self._drafts[key] = Draft(kind, name, state, sector)
        return self._drafts[key]

    def _place(self, start: int, end: int, form: MentionForm, reason: str) -> Place:
        return Place(start, end, self._span(start, end).root.i, form, reason)

    def _span(self, start: int, end: int) -> Span:
        return self._sight.doc[start:end]

    def _hit(self, hit: Hit) -> None:
        known = hit.known
        if isinstance(known, State):
            self._state(hit, known)
        elif isinstance(known, Organisation):
            draft = self._draft(EntityKind.ORGANISATION, known.name, known.state, known.sector)
            draft.add(self._place(hit.start, hit.end, MentionForm.NAME, "known organisation"))
        elif isinstance(known, Source) and not (known.ordinary and self._goes_on(hit.end)):
            kind = EntityKind.AGENCY if known.kind == "agency" else EntityKind.OUTLET
            draft = self._draft(kind, known.name, known.state, "JRN")
            draft.add(self._place(hit.start, hit.end, MentionForm.NAME, f"known {known.kind}"))

    def _goes_on(self, end: int) -> bool:
        """Say whether a hyphen makes another word of a name: "Vice-Admiral Brann" names no outlet."""
        return self._sight.doc[end : end + 1].text == "-"

    def _state(self, hit: Hit, state: State) -> None:
        reason = self._state_reason(hit)
        if not reason:
            return
        draft = self._draft(EntityKind.STATE, state.name, state.code)
        draft.add(self._place(hit.start, hit.end, MentionForm.NAME, reason))
        if self._sight.key(hit.end) in self._sight.lexicon.nouns.sides and hit.forms & {Form.ADJECTIVE}:
            draft.add(self._place(hit.start, hit.end + 1, MentionForm.NOMINAL, "its side"))

    def _state_reason(self, hit: Hit) -> str:
        """Say in which way a word stands for a state here, "" where it does not."""
        if Form.NAME in hit.forms:
            return "state's name"
        if hit.forms & {Form.ADJECTIVE, Form.PEOPLE}:
            return self._demonym(hit)
        return "seat of government" if acts(self._sight, hit) else ""

    def _demonym(self, hit: Hit) -> str:
        sight = self._sight
        token = sight.tokens[hit.end - 1]
        follows = sight.tokens[hit.end] if hit.end < len(sight.tokens) else None
        modifies = token.dep_ in ("amod", "compound", "nmod", "poss") or (
            follows is not None and sight.is_hyphen(hit.end)
        )
        if modifies and Form.ADJECTIVE in hit.forms:
            return "adjective"
        before = sight.tokens[hit.start - 1] if hit.start else None
        counted = before is not None and (before.pos_ == "NUM" or before.lower_ in _COUNTS)
        plural = token.tag_ in ("NNS", "NNPS") or (before is not None and before.lower_ == "the")
        if counted and plural:
            self._group(hit.start, hit.end, "people", hit.known.code if isinstance(hit.known, State) else None, "CVL")
            return ""
        return "people" if plural and Form.PEOPLE in hit.forms | self._both(hit) else ""

    def _both(self, hit: Hit) -> frozenset[Form]:
        """Take a bare adjective after "the" for the people ("the British")."""
        return frozenset({Form.PEOPLE}) if self._sight.key(hit.start - 1) == "the" else frozenset()

    def _nouns(self) -> None:
        """Find common nouns for organisations and groups."""
        sight, at = self._sight, 0
        while at < len(sight.tokens):
            end = at + 1
            if at not in sight.hit_at and at not in self._owners:
                end = self._noun(at) or end
            at = end

    def _noun(self, at: int) -> int | None:
        sight = self._sight
        for end, sectors in sight.lexicon.bodies.matches(sight.keys, at):
            if sight.tokens[end - 1].pos_ in ("NOUN", "PROPN"):
                return self._body(at, end, sectors[0]) or end
        for end, sectors in sight.lexicon.groups.matches(sight.keys, at):
            if sight.tokens[end - 1].tag_ in ("NNS", "NNPS", "NN", "NNP"):
                state = self._of.state_before(at)
                if state is not None or sectors[0] in _ALONE:
                    words = " ".join(key for key in sight.keys[at:end] if key)
                    self._group(at, end, words, state.code if state else None, sectors[0])
                return end
        return None

    def _group(self, start: int, end: int, words: str, state: str | None, sector: str) -> None:
        owner = self._sight.lexicon.states.by_code.get(state or "")
        adjective = (owner.adjectives or (owner.name,))[0] if owner else ""
        name = f"{adjective} {words}".strip()
        draft = self._draft(EntityKind.GROUP, name, state, sector)
        draft.plural = True
        draft.add(self._place(start, end, MentionForm.NOMINAL, f"group: {words!r}"))

    def _body(self, start: int, end: int, sector: str) -> int | None:
        if sector == "JRN":
            return None
        end, words = self._of.portfolio(start, end)
        owner = self._owner_before(start) if words in _HIS else None
        state = self._of.state_before(start) or self._of.state_after(end)
        if self._of.shared(end):
            return end
        if owner is None and state is None and not self._of.definite(start, end, words, sector):
            return None
        draft = self._body_draft(words, sector, state, owner, self._called(start))
        draft.add(self._place(start, end, MentionForm.NOMINAL, f"body: {words!r}"))
        return end

    def _body_draft(self, words: str, sector: str, state: State | None, owner: Draft | None, called: str) -> Draft:
        if owner is not None and state is None:
            draft = self._draft(EntityKind.ORGANISATION, f"{called} {words}", None, sector)
            draft.owner = owner
            return draft
        if state is None:
            same = [
                d for d in self._drafts.values() if d.kind is EntityKind.ORGANISATION and d.name.endswith(f" {words}")
            ]
            return same[-1] if same else self._draft(EntityKind.ORGANISATION, words, None, sector)
        adjective = (state.adjectives or (state.name,))[0]
        return self._draft(EntityKind.ORGANISATION, f"{adjective} {words}", state.code, sector)

    def _owner_before(self, start: int) -> Draft | None:
        return self._owners.get(self._before(start))

    def _called(self, start: int) -> str:
        return self._sight.tokens[self._before(start)].text if start else ""

    def _before(self, start: int) -> int:
        return start - 2 if self._sight.key(start - 1) in ("'s", "'") else start - 1

    def _named(self) -> None:
        """Take the model's organisations that no list knows, and the abbreviation in brackets after one."""
        sight = self._sight
        for entity in sight.ents:
            if entity.label_ != "ORG" or entity.root.sent.start in sight.loud:
                continue
            start, end = self._trim(entity)
            if start < end and self._is_name(start, end):
                draft = self._draft(EntityKind.ORGANISATION, self._span(start, end).text, self._home(start, end))
                draft.add(self._place(start, end, MentionForm.NAME, "entity"))
                self._abbreviation(draft, end)

    def _trim(self, entity: Span) -> tuple[int, int]:
        sight, start, end = self._sight, entity.start, entity.end
        if sight.key(start) == "the":
            start += 1
        if sight.key(end - 1) in ("'s", "'"):
            end -= 1
        return start, end

    def _is_name(self, start: int, end: int) -> bool:
        sight = self._sight
        places = range(start, end)
        if any(place in self._owners or place in self._offices for place in places) or any(
            t.is_space for t in sight.tokens[start:end]
        ):
            return False
        covered = {place for draft in self._drafts.values() for p in draft.places for place in range(p.start, p.end)}
        if end - 1 in covered or all(place in sight.hit_at for place in places):
            return False
        if end - start == 1 and not self._single(start):
            return False
        words = " ".join(sight.keys[start:end])
        capital = sight.tokens[start].text[:1].isupper() and sight.tokens[end - 1].text[:1].isupper()
        return capital and sight.lexicon.offices.find(words) is None

    def _single(self, place: int) -> bool:
        """Say whether one word can be an organisation's name, and not a word in capitals for emphasis."""
        token = self._sight.tokens[place]
        if token.pos_ != "PROPN" or token.is_stop or len(token) < 3:
            return False
        return not token.text.isupper() or all(other.text != token.lower_ for other in self._sight.tokens)

    def _home(self, start: int, end: int) -> str | None:
        states = [sight_state.code for place in range(start, end) if (sight_state := self._sight.state_of(place))]
        return states[0] if states and start in self._sight.hit_at else None

    def _abbreviation(self, draft: Draft, end: int) -> None:
        sight = self._sight
        if sight.key(end) == "(" and sight.key(end + 2) == ")" and sight.tokens[end + 1].text.isupper():
            short = sight.tokens[end + 1].text
            for token in sight.tokens:
                if token.text == short:
                    draft.add(self._place(token.i, token.i + 1, MentionForm.NAME, "abbreviation in brackets"))
            self._drafts.setdefault((draft.kind.value, short.lower(), draft.state), draft)
