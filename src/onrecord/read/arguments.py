"""Who fills the slots of an event: sorts of words, phrases, and the roles made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.model.reading import EntityKind, Mention, MentionForm, Role, Statement
from onrecord.ontology.clause_words import load_clause_words
from onrecord.ontology.event_lexicon import EventLexicon
from onrecord.ontology.sources import Sources
from onrecord.ontology.states import Form, States
from onrecord.read.apposed import inner_apposed
from onrecord.read.clauses import children, conjuncts, content_head, obliques
from onrecord.read.kinds import is_ship_name, is_sum
from onrecord.read.mentions import MentionIndex

_SPEAKER = frozenset({"i", "me", "my"})
_GROUP_LABELS = frozenset({"GPE", "NORP", "ORG", "LOC", "FAC"})
_GEOGRAPHIC = frozenset({"GPE", "NORP", "LOC"})
_PLACE_LABELS = frozenset({"LOC", "FAC"})
_TIMES = frozenset({"DATE", "TIME"})
_REPORTERS = frozenset({EntityKind.OUTLET, EntityKind.AGENCY})
_DASHES = frozenset({"--", "–", "—", ":"})
_PEOPLE = frozenset({Form.ADJECTIVE, Form.PEOPLE})
_NAMING = frozenset({Form.NAME, Form.ADJECTIVE, Form.PEOPLE})
_OCCASIONS = frozenset({"occasion", "time"})
_MAYBE_PLAIN = frozenset({"", "ORG", "NORP"})
_PLURAL = frozenset({"NNS", "NNPS"})
_LEADING = frozenset({"punct", "cc", "preconj", "predet", "mark"})


@dataclass(frozen=True, slots=True)
class Registries:
    """The states and the sources (outlets, agencies) that names are looked up in."""

    states: States
    sources: Sources


class Arguments:
    """The phrases of one doc as candidates for the slots of events."""

    def __init__(
        self, doc: Doc, lexicon: EventLexicon, registries: Registries, statements: Iterable[Statement]
    ) -> None:
        self._doc = doc
        self._lexicon = lexicon
        self._registries = registries
        self._statements = [s for s in statements if s.speaker is not None]
        self.index = MentionIndex(doc)

    def sort(self, token: Token) -> str:
        """Return whether a word stands for a person, a group, a place or a thing."""
        lemma = token.lemma_.lower()
        if token.pos_ == "PRON":
            return (
                "person"
                if token.lower_ in load_clause_words().personal
                else "group"
                if token.lower_ in ("it", "its")
                else "thing"
            )
        if not self._lexicon.people.isdisjoint(_lemmas(token)):
            return "person"
        if self._is_ship(token):
            return "thing"
        if lemma in self._lexicon.groups and token.ent_type_ != "PERSON":
            return "group"
        mention = self.index.at(token)
        if mention is not None and mention.form is MentionForm.NAME and mention.entity in self.index.entity:
            return "person" if self.index.entity[mention.entity].kind is EntityKind.PERSON else "group"
        if token.ent_type_ == "PERSON":
            return "person"
        if token.ent_type_ in _PLACE_LABELS or lemma in self._lexicon.places:
            return "place"
        known = token.ent_type_ in _GROUP_LABELS or token.pos_ == "PROPN"
        return "group" if known and token.ent_type_ not in _TIMES else "thing"

    def belongs(self, token: Token | None, name: str, modifiers: bool = True) -> bool:
        """Say whether a phrase with this head is in a class of event_words.yaml."""
        if token is None:
            return False
        head, wanted = content_head(token), self._lexicon.classes[name.lstrip("=")]
        modifiers = modifiers and not name.startswith("=")
        words = _lemmas(head)
        if "person" in wanted.sorts and head.tag_ == "NNPS" and self._is_people(head):
            return True
        if modifiers:
            words |= {m.lemma_.lower() for m in children(head, "compound", "amod", "nmod")}
        if words & wanted.words or ("ship" in wanted.words and self._is_ship(head)):
            return True
        if "sum" in wanted.sorts and is_sum(head) and self.sort(head) == "thing":
            return True
        return bool(wanted.sorts) and (
            self.sort(head) in wanted.sorts
            or ("name" in wanted.sorts and head.ent_type_ == "PERSON" and self.sort(head) == "person")
        )

    def _is_ship(self, token: Token) -> bool:
        """Say whether a name that the model takes for a person's or a body's is a ship's."""
        if token.pos_ != "PROPN" or token.ent_type_ in _GEOGRAPHIC or token.lemma_.lower() in self._lexicon.groups:
            return False
        if token.ent_type_ == "ORG" and not self._is_at_sea(token):
            return False
        return is_ship_name(token, self._lexicon.classes["vessel"].words, self._lexicon.people)

    def _is_at_sea(self, token: Token) -> bool:
        return any(word.lemma_.lower() in self._lexicon.classes["at-sea"].words for word in token.sent)

    def _is_people(self, head: Token) -> bool:
        """Say whether a plural name means people of a state: "the two Velmarkians"."""
        states = self._registries.states
        found = states.match(head.text) or states.match(head.text.removesuffix("s"))
        return found is not None and found.form in _PEOPLE

    def is_among(self, who: Token, name: str) -> bool:
        """Say whether a participant belongs to a class by its head or by an apposition ("her guest, Minister Lund")."""
        return any(self.belongs(one, name) for one in (who, *children(who, "appos")))

    def is_time(self, token: Token) -> bool:
        """Say whether a phrase is a date or a time, which fills no slot of a person or state."""
        head = content_head(token)
        return (head.ent_type_ in _TIMES or head.lemma_ in _OCCASIONS) and self.index.at(head) is None

    def state_of(self, token: Token) -> str | None:
        """Return the code of the state that a word names, as a name or a nationality, or None."""
        mention = self.index.at(token)
        if mention is not None and mention.entity in self.index.entity:
            return self.index.entity[mention.entity].state
        if token.ent_type_ in _GROUP_LABELS:
            found = self._registries.states.find(token.text)
            return found.code if found else None
        # The model labels few words for states that it has never met; a name or nationality is known by its capital.
        named = None if token.ent_type_ or not token.text[:1].isupper() else self._registries.states.match(token.text)
        return named.state.code if named and named.form in _NAMING else None

    def entity_of(self, token: Token) -> str | None:
        """Return the id of the entity that a phrase with this head points at, or None."""
        mention = self.index.at(content_head(token))
        return mention.entity if mention else None

    def roles(self, tokens: Iterable[Token], acting: bool = False) -> tuple[Role, ...]:
        """Make a role of each phrase and of what is coordinated with it; `acting` leaves reporters out."""
        found: dict[tuple[int, int], Role] = {}
        for token in tokens:
            for part in conjuncts(token):
                role = self._role(part, acting)
                if role is not None:
                    found.setdefault((role.start, role.end), role)
        return tuple(found.values())

    def _role(self, token: Token, acting: bool) -> Role | None:
        # "Twelve of them" are not all of them, and so keep their own words.
        head = content_head(token) if token.lower_ in load_clause_words().quantities else token
        if head.ent_type_ in _TIMES:
            return None
        body = self._body_of(head) if acting else None
        if body is not None:
            return self.index.role(body, self._doc[slice(*self._phrase(head))])
        mention = self.index.at(head)
        if not _is_name(mention) and self._name_within(head) is not None:
            return self._named(head)
        if mention is not None and mention.entity in self.index.entity:
            if acting and self.index.entity[mention.entity].kind in _REPORTERS:
                return None
            role = self.index.role(head, self._doc[slice(*self._phrase(head))])
            return role if role.state else self._with_state(role, head)
        if head.lower_ in _SPEAKER:
            return self._speaker(head)
        if head.lower_ in load_clause_words().nobody:
            return None
        return None if acting and self._registries.sources.find(head.text) else self._named(head)

    def _named(self, head: Token) -> Role:
        """Make the role of a phrase whose head no mention covers: perhaps its apposition is a name."""
        start, end = self._phrase(head)
        beside = (name for name in children(head, "appos") if self.index.at(name) is not None)
        name = next(beside, None) or self._name_within(head)
        if name is not None:
            return self.index.role(name, self._doc[start : max(end, self._phrase(name)[1])])
        words = self._doc[start:end]
        return self._with_state(Role(words.text, words.start_char, words.end_char, words.text), head)

    def _name_within(self, head: Token) -> Token | None:
        """Return the person's name that stands beside a phrase for a person, hung on a word inside of it."""
        if head.pos_ != "NOUN" or self.sort(head) != "person":
            return None
        made = self._named_before(head)
        if made is not None:
            return made
        named = (name for name in inner_apposed(head) if self.sort(name) == "person" and _is_name(self.index.at(name)))
        return next((name for name in named if name.head.pos_ == "PROPN" or self.sort(name.head) != "person"), None)

    def _named_before(self, head: Token) -> Token | None:
        """Return the person whose name the parse makes a part of what that person becomes: "made Ida Moll chair"."""
        before = [word for word in head.lefts if word.dep_ in ("compound", "nmod") and word.pos_ == "PROPN"]
        if not before or before[0].left_edge.i != head.left_edge.i or head.text[:1].isupper():
            return None
        named = [word for word in before if _is_name(self.index.at(word)) and self._kind_of(word) is EntityKind.PERSON]
        return named[0] if named else None

    def _body_of(self, head: Token) -> Token | None:
        """Return the named body whose members act: of "Northern Guard fighters" and "fighters of the Northern Guard".

        Two or three of them are not the body.
        """
        if head.tag_ not in _PLURAL or not self.belongs(head, "=members") or children(head, "nummod", "det"):
            return None
        named = (word for word in (*children(head, "compound"), *obliques(head, "of")) if _is_name(self.index.at(word)))
        return next((word for word in named if self._kind_of(word) is EntityKind.ORGANISATION), None)

    def _kind_of(self, name: Token) -> EntityKind | None:
        entity = self.index.entity.get(self.entity_of(name) or "")
        return entity.kind if entity else None

    def _with_state(self, role: Role, head: Token) -> Role:
        """Add the state that the phrase itself names ("60 Velmarkian envoys"), nearest to the head first."""
        codes = (self.state_of(token) for token in (head, *_modifiers(head)))
        state = next((code for code in codes if code), None)
        return Role(role.name, role.start, role.end, role.text, role.entity, state)

    def _speaker(self, token: Token) -> Role | None:
        """Resolve "I" to the speaker of the statement that it stands in."""
        start, end = token.idx, token.idx + len(token)
        for statement in self._statements:
            if any(span.start <= start and end <= span.end for span in statement.spans):
                said = statement.speaker
                return Role(said.name, start, end, token.text, said.entity, said.state) if said else None
        return None

    def _phrase(self, head: Token) -> tuple[int, int]:
        """Return the token range of the phrase: what stands left of the head, and "of ..." or a place to the right."""
        start = max(
            [head.left_edge.i, *(i + 1 for i in range(head.left_edge.i, head.i) if self._doc[i].text in _DASHES)]
        )
        while start < head.i and _is_leading(self._doc[start]):
            start += 1
        end = head.i + 1
        for child in head.rights:
            if child.i != end:
                break
            if child.dep_ == "case" or child.lower_ in ("'s", "’s"):
                continue
            if child.dep_ != "prep" or not self._extends(head, child):
                break
            end = max((self._phrase(obj)[1] for obj in children(child, "pobj")), default=end)
        return start, end

    def _extends(self, head: Token, prep: Token) -> bool:
        """Say whether a prepositional phrase belongs to a name: "ministry of defence", "rebels in the north"."""
        if prep.lower_ == "of":
            return True
        objects = children(prep, "pobj")
        common = head.pos_ == "NOUN" and prep.lower_ in ("in", "from", "for")
        return common and bool(objects) and objects[0].ent_type_ in _GROUP_LABELS


def _lemmas(token: Token) -> set[str]:
    """Return the words that a noun is looked up by, in the singular also where the model has none.

    So "seamen" is found, and "Envoys" at the start of a sentence, which the model takes for a name.
    """
    words = {token.lemma_.lower(), token.lower_}
    if token.lower_.endswith("men"):
        words.add(f"{token.lower_[:-2]}an")
    elif token.pos_ == "PROPN" and token.ent_type_ in _MAYBE_PLAIN:
        words.add(token.lower_.removesuffix("s"))
    return words


def _is_name(mention: Mention | None) -> bool:
    return mention is not None and mention.form is MentionForm.NAME


def _is_leading(token: Token) -> bool:
    """Say whether a word before a phrase is no part of it: a joint, white space, a day that the parse takes in."""
    day = token.ent_type_ == "DATE" and token.dep_ == "compound" and token.pos_ == "PROPN"
    return day or token.dep_ in _LEADING or token.is_space


def _modifiers(head: Token) -> Iterator[Token]:
    """Give the words of a phrase that may name a state, nearest to the head first."""
    for child in reversed([*head.lefts]):
        if child.dep_ in ("poss", "compound", "amod", "nmod", "nummod"):
            yield child
            yield from _modifiers(child)
    for prep in head.rights if head.pos_ == "NOUN" else ():
        if prep.dep_ == "prep" and prep.lower_ in ("of", "from", "in"):
            for obj in children(prep, "pobj"):
                if len(conjuncts(obj)) == 1:
                    yield obj
