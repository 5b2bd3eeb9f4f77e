"""Deciding whether two utterance units report one utterance, and how their words relate.

Containment, not Jaccard: outlets cut quotations. What one report adds in square brackets or leaves out counts for
nothing; what both have must agree, and in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from onrecord.model.derived import MemberRelation
from onrecord.model.reading import EntityKind, Polarity
from onrecord.resolve.changes import changed
from onrecord.resolve.denials import denials, opposite
from onrecord.resolve.nearness import count_otherwise
from onrecord.resolve.units import Unit
from onrecord.resolve.wording import Word, containment, in_order, longest_run

LONG_RUN = 8
"""Identical words in a row that make two reports one utterance whatever the story, or where a speaker is unknown."""

CROSS_RUN = 10
"""The same where the two reports name different speakers."""

CUT = 4
"""Words in a row, all that one report quotes, that it has cut out of what another report quotes of the same speaker."""

OTHER_WORDS = 0.15
"""Share of other words from which quoted words are another translation; one word in ten may be an editor's."""

_RUN_CONTENT = 4
_LONG_CONTENT = 3
_RUN_SHARE = 0.5
_CUT_CONTENT = 2
_SAME_WORDS = 0.75
_TRANSLATED = 0.6
_PARAPHRASED = 0.7
_LEAST_SHARED = 3
_LEAST_TRANSLATED = 4
_IN_ORDER = 0.6
_STATE_WEIGHT = 0.5
_MISSPELT = 0.85
_MISQUOTED = 0.85
_FRAMED = 0.7
_RETOLD_RUN = 6


@dataclass(frozen=True, slots=True)
class Match:
    """Why two units are one utterance; `shared` counts the longest run of identical words."""

    shared: int
    score: float
    rule: str

    @property
    def reason(self) -> str:
        """The rule with its score and run."""
        return f"{self.rule}: {self.shared} words in a row, {self.score:.2f} of the content"


def compare(a: Unit, b: Unit) -> Match | None:
    """Return why `a` and `b` report one utterance, or None where they do not."""
    if not (a.quoted and b.quoted) and _opposed(a, b):
        return None
    at_a, _, run = longest_run(a.forms, b.forms)
    share = _weighted(a.senses, b.senses)
    words = a.words[at_a : at_a + run]
    return _by_run(a, b, words, share) or _cut_out(a, b, words) or _by_content(a, b, run, share)


def _weighted(a: Sequence[str], b: Sequence[str]) -> float:
    """Return the share of content of the shorter unit; names of states, which every report has, count half."""
    weight_a, weight_b = (sum(map(_weight, senses)) for senses in (a, b))
    least = min(weight_a, weight_b)
    rest = list(b)
    shared = 0.0
    for sense in a:
        if sense in rest:
            rest.remove(sense)
            shared += _weight(sense)
    return shared / least if least else 0.0


def _weight(sense: str) -> float:
    return _STATE_WEIGHT if sense.startswith("=") else 1.0


def _by_run(a: Unit, b: Unit, run: Sequence[Word], share: float) -> Match | None:
    """Return the match by words in a row: enough across stories, across speakers only when long and quoted in both."""
    same_speaker = a.speaker is not None and b.speaker is not None and a.speaker.compatible(b.speaker)
    one_unknown = a.speaker is None or b.speaker is None
    least = LONG_RUN if same_speaker or one_unknown else CROSS_RUN
    if not same_speaker and not (a.quoted and b.quoted):
        return None
    content = sum(word.content for word in run)
    enough = _RUN_CONTENT if len(run) < CROSS_RUN else _LONG_CONTENT
    if len(run) < least or content < enough or share < _RUN_SHARE:
        return None
    return Match(len(run), share, "identical run" if same_speaker else "identical run, speaker not the same or unknown")


def _cut_out(a: Unit, b: Unit, run: Sequence[Word]) -> Match | None:
    """Return the match of a quotation all of whose words another report of the story quotes of the same speaker."""
    if not (a.quoted and b.quoted and one_voice(a, b)) or a.story is None or a.story != b.story:
        return None
    whole = len(run) == min(len(a.forms), len(b.forms))
    if not whole or len(run) < CUT or sum(word.content for word in run) < _CUT_CONTENT:
        return None
    return Match(len(run), 1.0, "cut out of the fuller quotation")


def one_voice(a: Unit, b: Unit) -> bool:
    """Say whether two units have one speaker: the same, or one whom neither names and both call alike ("a clerk").

    A person whom one report knows by an office alone is the one whom the other names with it.
    """
    if a.speaker and b.speaker:
        persons = a.speaker.kind is b.speaker.kind is EntityKind.PERSON
        return a.speaker.key == b.speaker.key or (persons and a.speaker.compatible(b.speaker))
    if a.speaker or b.speaker:
        return False
    return bool(a.post and b.post) and (a.post <= b.post or b.post <= a.post)


def _by_content(a: Unit, b: Unit, run: int, share: float) -> Match | None:
    """Return the match by content words alike and in order, said by one speaker in one story."""
    if a.story is None or a.story != b.story or a.speaker is None or b.speaker is None:
        return None
    if not a.speaker.compatible(b.speaker):
        return None
    if a.quoted and b.quoted and _turned(a, b):
        return None
    shared, _ = containment(a.senses, b.senses)
    if shared < _LEAST_SHARED or in_order(a.senses, b.senses) < _IN_ORDER * shared:
        return None
    return _graded(a.quoted and b.quoted, a.speaker.key == b.speaker.key, shared, share, run)


def _opposed(a: Unit, b: Unit) -> bool:
    """Say whether one denies what the other says; a paraphrase may turn a sentence round, but not its sense."""
    one, other = _denials(a, b), _denials(b, a)
    if a.statement.polarity is b.statement.polarity:
        return one != other
    cue_denies = a.statement.polarity is Polarity.DENIES
    plain, turned = (one, other) if cue_denies else (other, one)
    return (plain, turned) != (0, 1)


def _turned(a: Unit, b: Unit) -> bool:
    """Say whether one quotation denies, counts or turns what the other says, in words too many for a misquotation."""
    counted = count_otherwise(a.words, b.words)
    if not counted and _denials(a, b) == _denials(b, a) and not opposite(a.words, b.words):
        return False
    same = in_order(a.forms, b.forms) / min(len(a.forms), len(b.forms))
    return same < (_FRAMED if _framed(a.forms, b.forms) else _MISQUOTED)


def _framed(a: Sequence[str], b: Sequence[str]) -> bool:
    """Say whether two quotations begin and end in the same words, so that only what lies between is misquoted."""
    return a[:CUT] == b[:CUT] and a[-CUT:] == b[-CUT:]


def _denials(unit: Unit, other: Unit) -> int:
    """Return how the part of a unit of which another tells denies it: see `denials`."""
    told = [at for at, word in enumerate(unit.words) if word.content and word.sense in other.senses]
    return denials(unit.words, told, embedded=not unit.quoted)


def _graded(quoted: bool, same: bool, shared: int, share: float, run: int) -> Match | None:
    if quoted and same and share >= _SAME_WORDS:
        return Match(run, share, "same content words in order")
    if quoted and same and shared >= _LEAST_TRANSLATED and share >= _TRANSLATED:
        return Match(run, share, "most content words in order")
    if shared >= _LEAST_TRANSLATED and share >= (_PARAPHRASED if same else _SAME_WORDS):
        return Match(run, share, "content of a paraphrase")
    if not quoted and same and share >= 1 and run >= _RETOLD_RUN:
        return Match(run, share, "all content of a paraphrase, most of it word for word")
    return None


def relation(head: Unit, member: Unit) -> MemberRelation:
    """Say how a member's words relate to those of the head form of its claim."""
    if head.forms == member.forms:
        return MemberRelation.SAME
    if not (head.quoted and member.quoted):
        return MemberRelation.PARAPHRASE
    if other_words(head.words, member.words) >= OTHER_WORDS:
        return MemberRelation.TRANSLATION
    return MemberRelation.VARIANT if inner_difference(head.forms, member.forms) else MemberRelation.TRUNCATION


def other_words(head: Sequence[Word], member: Sequence[Word]) -> float:
    """Return the share of the member's words that stand where it has other content than the head; 1 for nothing alike.

    Misspellings are no other content, and what one has before or after all of the other is no difference.
    """
    if not {word.form for word in head} & {word.form for word in member}:
        return 1.0
    changes = changed(head, member)
    known = [word.stem for word in head if word.content]
    other = [word for change in changes for word in member[change.b.start : change.b.stop]]
    strange = any(word.content and not _known(word.stem, known) for word in other)
    return len(other) / len(member) if strange else 0.0


def _known(stem: str, known: Sequence[str]) -> bool:
    return any(stem == other or JaroWinkler.similarity(stem, other) >= _MISSPELT for other in known)


def inner_difference(a: Sequence[str], b: Sequence[str]) -> bool:
    """Say whether two word sequences differ elsewhere than in what one has before or after all of the other.

    >>> inner_difference("we stand by you always".split(), "stand by you".split())
    False
    >>> inner_difference("we stand by you".split(), "we stand with you".split())
    True
    """
    _, _, run = longest_run(a, b)
    return run < min(len(a), len(b))
