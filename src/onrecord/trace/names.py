"""Discrepancies of name: one person whom reports spell differently, or words given to different speakers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from rapidfuzz.distance import Levenshtein

from onrecord.model.derived import Actor, Claim, ClaimKind, Discrepancy, DiscrepancyKind, Member, MemberRelation, Side
from onrecord.model.facts import Facts
from onrecord.model.reading import UTTERED, Cue, CueType, EntityKind, Mention, MentionForm, Role
from onrecord.model.snapshot import Cast, grouped
from onrecord.model.span import Span
from onrecord.ontology.cues import load_cues
from onrecord.ontology.states import plain
from onrecord.resolve.pairing import CROSS_RUN
from onrecord.resolve.spelt import same_sound, sound
from onrecord.resolve.units import own_words
from onrecord.trace.backing import Backing

_LEAST_LETTERS = 4
_NEAR = 2


class Names:
    """The names that each article gives each actor."""

    def __init__(self, facts: Facts, cast: Cast) -> None:
        self._facts = facts
        self._cast = cast
        mentions = chain.from_iterable(reading.mentions for reading in facts.readings)
        names = [mention for mention in mentions if mention.form is MentionForm.NAME]
        self._starts = {(mention.article, mention.start) for mention in names}
        self._mentions: Mapping[str, tuple[Mention, ...]] = grouped((name.entity, name) for name in names)
        aliases = sorted(cast.alias.values(), key=lambda alias: (alias.article, alias.entity))
        self._aliases = grouped(((alias.actor, alias.article), alias.entity) for alias in aliases)

    def discrepancies(self, backing: Backing, shown: set[tuple[str, tuple[str, ...]]]) -> Iterator[Discrepancy]:
        """Find the names that differ among a claim's reports; `shown` remembers what was said of an actor already."""
        claim = backing.claim
        if claim.kind is ClaimKind.UTTERANCE and len(claim.actors) > 1:
            yield from self._speakers(backing)
        for actor in (*claim.actors, *self._told_of(claim)):
            known = self._cast.actor.get(actor)
            if known and known.kind is EntityKind.PERSON:
                yield from self._spellings(backing, actor, shown)

    def _told_of(self, claim: Claim) -> list[str]:
        """Return the others whom several of a claim's articles name, and who are spelt in more ways than one."""
        articles = {member.article for member in claim.members}
        counts = Counter(actor for article in articles for actor in self._varying.get(article, ()))
        return sorted(actor for actor, count in counts.items() if count > 1 and actor not in claim.actors)

    @cached_property
    def _varying(self) -> Mapping[str, tuple[str, ...]]:
        """The actors that each article names and that have several spellings over all articles."""
        names: defaultdict[str, dict[tuple[str, str], None]] = defaultdict(dict)
        for (actor, article), entities in self._aliases.items():
            mentions = (mention for entity in entities for mention in self._mentions.get(entity, ()))
            names[actor].update({(" ".join(mention.text.split()), article): None for mention in mentions})
        varying = {actor for actor, given in names.items() if _misspelt(given)}
        return grouped((article, actor) for actor, article in sorted(self._aliases) if actor in varying)

    def _spellings(
        self, backing: Backing, actor: str, shown: set[tuple[str, tuple[str, ...]]]
    ) -> Iterator[Discrepancy]:
        sides: dict[tuple[str, str], Side] = {}
        for fact, article in _facts_of(backing.claim):
            entities = self._aliases.get((actor, article), ())
            for mention in (m for entity in entities for m in self._mentions.get(entity, ())):
                name = " ".join(mention.text.split())
                side = backing.side(fact, article, mention.span, name)
                sides.setdefault((name, article), side)
        for names in _misspelt(sides):
            key = actor, names
            if key not in shown:
                shown.add(key)
                chosen = [sides[name, article] for name, article in sorted(sides) if name in names]
                yield backing.discrepancy(DiscrepancyKind.NAME, "name", chosen, _remark(chosen))

    def _speakers(self, backing: Backing) -> Iterator[Discrepancy]:
        """Show the speakers to whom the reports give the same words, and the spellings of one speaker's name.

        Only what is likely a disagreement counts: a person named at the words that introduce a long quotation, and no
        name that could as well mean another of the speakers whom the article also names.
        """
        sides: dict[tuple[str, str], Side] = {}
        clear: dict[tuple[str, str], Side] = {}
        for member in backing.claim.members:
            speaker = self._facts.statement[member.fact].speaker
            actor = self._cast.of(speaker.entity) if speaker else None
            if speaker and actor and actor.kind is EntityKind.PERSON:
                side = backing.side(member.fact, member.article, self._named(speaker), actor.name)
                sides.setdefault((actor.name, member.article), side)
                if self._clearly_said(backing, member, actor):
                    clear.setdefault((actor.name, member.article), side)
        spellings = _misspelt(sides, short=True)
        for names in spellings:
            chosen = [sides[key] for key in sorted(sides) if key[0] in names]
            yield backing.discrepancy(DiscrepancyKind.NAME, "name", chosen, _remark(chosen))
        told = {name for name, _ in clear}
        if len(_fullest(told)) > 1 and not any(told <= set(names) for names in spellings):
            chosen = [clear[key] for key in sorted(clear)]
            yield backing.discrepancy(DiscrepancyKind.WHO, "speaker", chosen, "the same words, different speakers")

    def _clearly_said(self, backing: Backing, member: Member, actor: Actor) -> bool:
        """Say whether an article clearly gives a member's words to this actor."""
        statement = self._facts.statement[member.fact]
        text = self._facts.article[member.article].text
        long = member.relation is MemberRelation.HEAD or member.shared >= CROSS_RUN
        if not long or not own_words(statement, text)[1]:
            return False
        return _asserts(statement.cue) and self._unmistakable(backing, member.article, actor, statement.speaker)

    def _unmistakable(self, backing: Backing, article: str, actor: Actor, speaker: Role | None) -> bool:
        """Say whether the words for the speaker are a name that can mean only one of the speakers.

        A surname that fits two of them means the one whom the article has named in full before anything else, and
        nobody for certain where it names both.
        """
        if speaker is None or not any((article, at) in self._starts for at in range(speaker.start, speaker.end)):
            return False
        words = set(plain(speaker.text).split()) & set(plain(actor.name).split())
        if not words:
            return False  # "Brann's lawyer" is not Brann
        others = (self._cast.actor[a] for a in backing.claim.actors if a != actor.id and a in self._cast.actor)
        rivals = [other.id for other in others if words <= set(plain(other.name).split())]
        if not rivals:
            return True
        first = min(self._mentions.get(speaker.entity or "", ()), key=lambda mention: mention.start, default=None)
        in_full = first is not None and len(set(plain(first.text).split()) & set(plain(actor.name).split())) > 1
        return in_full and not any((rival, article) in self._aliases for rival in rivals)

    def _named(self, speaker: Role) -> Span:
        """Return where the article gives the speaker's name in full, or else the words that point at the speaker."""
        named = self._mentions.get(speaker.entity or "", ())
        best = max(named, key=lambda mention: (len(mention.text), -mention.start), default=speaker)
        return best.span


def _fullest(names: Iterable[str]) -> list[str]:
    """Return the names without those that only leave out a title or a name of another.

    >>> _fullest(["Mika Brann", "Corporal Mika Brann", "Lida Marn"])
    ['Corporal Mika Brann', 'Lida Marn']
    """
    words = {name: set(plain(name).split()) for name in names}
    return sorted(name for name, own in words.items() if not any(own < other for other in words.values()))


def _asserts(cue: Cue | None) -> bool:
    """Say whether a cue says that one person spoke: a bare verb ("should tell", "to say") does not."""
    if cue is None or cue.type not in {*UTTERED, CueType.DENIES}:
        return False
    return load_cues().find("VERB", plain(cue.text)) is None


def _facts_of(claim: Claim) -> list[tuple[str, str]]:
    """Return one member's fact for every article, with the article, in order."""
    first: dict[str, str] = {}
    for member in claim.members:
        first.setdefault(member.article, member.fact)
    return [(fact, article) for article, fact in sorted(first.items())]


def _misspelt(sides: Iterable[tuple[str, str]], *, short: bool = False) -> list[tuple[str, ...]]:
    """Return the groups of full names that are spellings of one another; `short` lets in surnames alone."""
    by_article: defaultdict[str, set[str]] = defaultdict(set)
    for name, article in sides:
        by_article[name].add(article)
    names = sorted(name for name in by_article if short or len(name.split()) > 1)
    groups: list[list[str]] = []
    for name in names:
        group = next((g for g in groups if any(_spelt_otherwise(name, other) for other in g)), None)
        if group is None:
            groups.append([name])
        else:
            group.append(name)
    return [
        tuple(group) for group in groups if len(group) > 1 and len(set().union(*(by_article[n] for n in group))) > 1
    ]


def _spelt_otherwise(a: str, b: str) -> bool:
    """Say whether two names are the same but for the spelling of one word or more; a surname alone will do on one side.

    >>> _spelt_otherwise("Ada Torvik", "Ada Torvick"), _spelt_otherwise("Ada Torvik", "Ada Renn")
    (True, False)
    >>> _spelt_otherwise("Ada Torvik", "ADA TORVIK"), _spelt_otherwise("Ada Torvik", "Torvick")
    (False, True)
    """
    left, right = plain(a).split(), plain(b).split()
    if 1 in {len(left), len(right)}:
        left, right = left[-1:], right[-1:]
    if len(left) != len(right) or left == right:
        return False
    return all(one == other or _near(one, other) for one, other in zip(left, right, strict=True))


def _near(a: str, b: str) -> bool:
    if min(len(a), len(b)) < _LEAST_LETTERS:
        return False
    return a.startswith(b) or b.startswith(a) or same_sound(a, b) or Levenshtein.distance(a, b) <= _NEAR


def _remark(sides: Iterable[Side]) -> str:
    """Say whether the spellings are transliterations of one name."""
    sounds = {tuple(sound(word) for word in plain(side.value).split()) for side in sides}
    return "a difference that transliteration makes, not an error" if len(sounds) == 1 else "the spellings differ"
