"""Phrases that say which office somebody holds ("China's new defence minister", "the former president of Velmark")."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.ontology.offices import Generic, Office
from onrecord.ontology.states import Form, State
from onrecord.read.known import KnownPerson
from onrecord.read.sight import Sight

_REACH = 7
_CAPITALS = frozenset({"pm", "mp", "mep", "ceo"})
_INNER = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "NUM"})
_GOVERNING = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "REL"})
_TOPICS = frozenset({"EDU", "JRN", "ELI", "BUS", "CVL", "OPP", "NGO"})
_OWN = frozenset({"his", "her", "their", "its", "our", "my", "your"})


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """An office at tokens `[start, end)`, its own words at `[core, core_end)`.

    `manner` is "former", "new" or "acting" where the text says so; `office` is None for "counterpart".
    `definite` says that the phrase points at one holder ("the", "his", a state's possessive); `owned` that a possessive
    pronoun stands before it.
    """

    start: int
    end: int
    core: int
    core_end: int
    office: Office | None
    word: str
    state: State | None = None
    manner: str = ""
    definite: bool = False
    owned: bool = False

    @property
    def counterpart(self) -> bool:
        """Whether it points at the holder of the same office in another state."""
        return self.office is None


def find_offices(sight: Sight) -> list[OfficePhrase]:
    """Return the phrases that name an office, in text order, none overlapping another."""
    found: list[OfficePhrase] = []
    at = 0
    while at < len(sight.tokens):
        core = _core(sight, at)
        if core is None:
            at += 1
            continue
        phrase = _widened(sight, at, *core, floor=found[-1].end if found else 0)
        found.append(phrase)
        at = phrase.end
    return found


def _core(sight: Sight, at: int) -> tuple[int, Office | None] | None:
    if sight.key(at) == "counterpart":
        return at + 1, None
    for end, offices in sight.lexicon.office_words.matches(sight.keys, at):
        if _is_office(sight, at, end):
            return end, offices[0]
    return None


def _is_office(sight: Sight, start: int, end: int) -> bool:
    """Say whether the words name an office here, and not a verb, a ministry or an abbreviation in lower case."""
    words = sight.tokens[start:end]
    if words[-1].pos_ not in ("NOUN", "PROPN") and not words[-1].text[:1].isupper():
        return False
    if sight.key(start) in _CAPITALS and not words[0].text.isupper():
        return False
    hit = sight.hit_at.get(start)
    if hit is not None and not isinstance(hit.known, State | KnownPerson):
        return False
    return sight.key(end) not in ("ministry", "department", "office")


def _widened(sight: Sight, core: int, core_end: int, office: Office | None, floor: int) -> OfficePhrase:
    """Take in what says whose office it is: words before it back to the determiner, and "of STATE" after it."""
    start, state, manner, definite, owned = core, None, "", False, False
    for place in range(core - 1, max(floor, core - _REACH) - 1, -1):
        if not _belongs(sight, place):
            break
        start = place
        state = state or _modifier(sight, place, core, office)
        manner = manner or _manner(sight, place)
        token = sight.tokens[place]
        owned = owned or sight.key(place) in _OWN
        definite = definite or owned or sight.key(place) in ("the", "'s", "'", "this", "that")
        if token.pos_ == "DET" or owned:
            break
    while start < core and (sight.is_hyphen(start) or sight.key(start) in ("'s", "'")):
        start += 1
    end, after = _complement(sight, core_end) if office and office.sector in _GOVERNING else (core_end, None)
    return OfficePhrase(
        start, end, core, core_end, office, " ".join(k for k in sight.keys[core:core_end] if k), state or after, manner,
        definite or after is not None, owned,
    )  # fmt: skip


def _belongs(sight: Sight, place: int) -> bool:
    token = sight.tokens[place]
    if token.is_space or sight.tokens[place + 1].is_sent_start or sight.key(place) in ("and", "or", ","):
        return False
    hit = sight.hit_at.get(place)
    if hit is not None:
        return not isinstance(hit.known, KnownPerson)
    if token.pos_ in ("DET", "PART") or sight.is_hyphen(place) or sight.key(place) in _OWN:
        return True
    return token.ent_type_ not in ("PERSON", "DATE", "TIME") and (token.pos_ in _INNER or _participle(token.tag_))


def _participle(tag: str) -> bool:
    return tag in ("VBN", "VBG")


def _modifier(sight: Sight, place: int, core: int, office: Office | None) -> State | None:
    """Return the state that an adjective, a bare name or a possessive before an office stands for.

    What an expert is expert in ("a Russia analyst", "a Sino-Russian relations expert") is not whose expert it is.
    """
    hit = sight.hit_at.get(place)
    if hit is None or not isinstance(hit.known, State):
        return None
    owned = sight.key(hit.end) in ("'s", "'")
    if sight.is_hyphen(hit.start - 1) or (sight.is_hyphen(hit.end) and sight.state_of(hit.end + 1)):
        return None
    if office is not None and office.sector in _TOPICS and not owned:
        return hit.known if Form.ADJECTIVE in hit.forms and hit.end == core else None
    return hit.known


def _manner(sight: Sight, place: int) -> str:
    for _, manners in sight.lexicon.manners.matches(sight.keys, place):
        return manners[0]
    return ""


def _complement(sight: Sight, end: int) -> tuple[int, State | None]:
    """Read "of [the] STATE" after an office; "to STATE" (where an ambassador serves) is passed over."""
    link = sight.key(end)
    if link not in ("of", "to", "for"):
        return end, None
    place = end + 1
    if sight.key(place) == "the":
        place += 1
    hit = sight.hit_at.get(place)
    if hit is None or not isinstance(hit.known, State) or Form.NAME not in hit.forms:
        return end, None
    if hit.end < len(sight.tokens) and sight.tokens[hit.end].pos_ in ("NOUN", "PART", "ADJ"):
        return end, None
    if sight.lexicon.office_words.matches(sight.keys, hit.end):
        return end, None
    return hit.end, hit.known if link == "of" else None


def generic_of(sight: Sight, phrase: OfficePhrase) -> Generic | None:
    """Return what the phrase's own words may stand for besides the office they name."""
    return sight.lexicon.offices.generic.get(phrase.word)


def office_tokens(phrases: list[OfficePhrase]) -> frozenset[int]:
    """Return the tokens of the offices' own words."""
    return frozenset(place for phrase in phrases for place in range(phrase.core, phrase.core_end))


def with_titles(sight: Sight, start: int) -> int:
    """Return the first token of the titles ("Mr", "Dr") that stand before a name at `start`."""
    while start > 0 and sight.key(start - 1) in sight.lexicon.people.titles:
        start -= 1
    return start
