"""The words that name events: verbs, nouns, supporting verbs, and what says whether an event happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.model.reading import Status
from onrecord.ontology.data_files import bundled_strings
from onrecord.ontology.event_types import EventTypes, Kind, load_event_types, own_events

CLASS_FIELDS = ("objects", "except", "subject", "marked", "of", "bar", "near", "away", "infinitive", "made", "passive")
_FLAGS = ("mutual", "clause", "must", "plain", "needs", "alone", "about")
FIELDS = frozenset({"as", "type", "mode", "verbs", "nouns", "to", "by", "from", "with", *CLASS_FIELDS, *_FLAGS})


@dataclass(frozen=True, slots=True)
class Slot:
    """Where an argument stands: at `place`, or at `inner` of what stands there ("obj.poss")."""

    place: str
    inner: str = ""


@dataclass(frozen=True, slots=True)
class Sense:
    """One group of event_verbs.yaml or event_nouns.yaml, whose headers explain the fields."""

    kind: Kind
    to: tuple[Slot, ...]
    by: tuple[str, ...] = ()
    objects: str = ""
    excepted: str = ""
    subject: str = ""
    marked: str = ""
    of: str = ""
    mutual: bool = False
    clause: str = "keep"
    must: str = ""
    bar: str = ""
    near: str = ""
    away: str = ""
    infinitive: str = ""
    made: str = ""
    passive: str = ""
    about: bool = False
    plain: str = ""
    needs: frozenset[str] = frozenset({"actor", "recipient"})
    alone: bool = True
    supports: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """A sense under one of its words; `extra` is the particle, preposition or compound it needs, or ""."""

    word: str
    extra: str
    sense: Sense


@dataclass(frozen=True, slots=True)
class WordClass:
    """Lemmas, and the sorts of mention (person, group, thing, name) that belong as well."""

    words: frozenset[str]
    sorts: frozenset[str]


@dataclass(frozen=True, slots=True)
class StatusWords:
    """Words by part of speech that give the event under them a status."""

    verbs: Mapping[str, Status]
    adjectives: Mapping[str, Status]
    nouns: Mapping[str, Status]
    modals: Mapping[str, Status]
    modifiers: Mapping[str, Status]


@dataclass(frozen=True, slots=True)
class EventLexicon:
    """Everything `read.events` looks up; verbs and nouns by lemma, entries in the order in which they are tried."""

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    supports: Mapping[str, Mapping[str, str]]
    classes: Mapping[str, WordClass]
    people: frozenset[str]
    groups: frozenset[str]
    places: frozenset[str]
    status: StatusWords
    types: EventTypes

    def senses(self) -> int:
        """Count the pairs of word and sense."""
        return sum(len(entries) for table in (self.verbs, self.nouns) for entries in table.values())


@cache
def load_event_lexicon(own: Path | None = None) -> EventLexicon:
    """Load the event data files, and before them what the user's own events file has.

    An own sense is tried before the bundled ones of its word, a class of words gains the own words. An unknown field,
    class or subtype raises `ValueError`.
    """
    types, extra = load_event_types(own), own_events(own)
    words, status = dict(bundled_strings("event_words.yaml")), dict(bundled_strings("event_status.yaml"))
    people, groups = frozenset(words.pop("people")), frozenset(words.pop("groups"))
    places = frozenset(words.pop("places"))
    classes = _classes(words, extra.get("classes", {}))
    verbs = _table([*extra.get("verbs", ()), *bundled_strings("event_verbs.yaml")], "verbs", types, classes)
    nouns = _table([*extra.get("nouns", ()), *bundled_strings("event_nouns.yaml")], "nouns", types, classes)
    supports = _supports((extra.get("supports", {}), status.pop("supports")), nouns)
    return EventLexicon(verbs, nouns, supports, classes, people, groups, places, _status_words(status), types)


def _classes(*sources: Mapping[str, Iterable[str]]) -> dict[str, WordClass]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for source in sources:
        for name, entries in source.items():
            found[name].extend(entries)
    return {name: _word_class(entries) for name, entries in found.items()}


def _word_class(entries: Iterable[str]) -> WordClass:
    listed = list(entries)
    return WordClass(
        frozenset(entry for entry in listed if not entry.startswith("@")),
        frozenset(entry[1:] for entry in listed if entry.startswith("@")),
    )


def _table(
    groups: Iterable[Mapping[str, Any]], part: str, types: EventTypes, classes: Mapping[str, WordClass]
) -> dict[str, tuple[Entry, ...]]:
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for group in groups:
        _check(group, classes)
        sense = _sense(group, part, types)
        for words in group[part]:
            word, extra = _key(words, part)
            found[word].append(Entry(word, extra, sense))
    # Entries that need a second word are tried before those that do not: "arms sale" before "sale".
    return {word: tuple(sorted(entries, key=lambda e: not e.extra)) for word, entries in found.items()}


def _key(words: str, part: str) -> tuple[str, str]:
    """Split a verb and its particle, or a head noun and its compound ("arms sale") or complement ("state of siege")."""
    parts = words.split()
    if part == "verbs" or parts[1:2] == ["of"]:
        return parts[0], " ".join(parts[1:])
    return parts[-1], " ".join(parts[:-1])


def _check(group: Mapping[str, Any], classes: Mapping[str, WordClass]) -> None:
    unknown = set(group) - FIELDS
    named = {group[field].lstrip("=") for field in CLASS_FIELDS if field in group}
    if unknown or named - set(classes):
        raise ValueError(f"event lexicon: unknown field or class {sorted(unknown | (named - set(classes)))} in {group}")


def _sense(group: Mapping[str, Any], part: str, types: EventTypes) -> Sense:
    kind = _kind(group, types)
    default = ("obj",) if part == "verbs" else ()
    return Sense(
        kind=kind,
        to=tuple(Slot(*slot.split(".")) for slot in group.get("to", default)),
        by=tuple(group.get("by", group.get("from", ()))),
        objects=group.get("objects", ""),
        excepted=group.get("except", ""),
        subject=group.get("subject", ""),
        marked=group.get("marked", ""),
        of=group.get("of", ""),
        mutual=group.get("mutual") == "true",
        clause=group.get("clause", "keep"),
        must=group.get("must", ""),
        bar=group.get("bar", ""),
        near=group.get("near", ""),
        away=group.get("away", ""),
        infinitive=group.get("infinitive", ""),
        made=group.get("made", ""),
        passive=group.get("passive", ""),
        about=group.get("about") == "true",
        plain=group.get("plain", ""),
        needs=_needs(group.get("needs", ""), types.types[kind.type].needs_recipient),
        alone=group.get("alone", "true") == "true",
        supports=frozenset(group.get("with", ())),
    )


def _kind(group: Mapping[str, Any], types: EventTypes) -> Kind:
    if "as" not in group:
        return Kind(group["type"], group.get("mode"))
    if group["as"] not in types.subtypes:
        raise ValueError(f"event lexicon: unknown subtype {group['as']}")
    own = types.subtypes[group["as"]].kind
    return Kind(group["type"], group.get("mode"), own.subtype) if "type" in group else own


def _needs(given: str, recipient: bool) -> frozenset[str]:
    if given in ("actor", "recipient"):
        return frozenset({given})
    return frozenset({"actor", "recipient"} if recipient or given == "both" else {"actor"})


def _supports(
    sources: Iterable[Mapping[str, Iterable[str]]], nouns: Mapping[str, tuple[Entry, ...]]
) -> dict[str, dict[str, str]]:
    """Make a table from verb lemma to {second word or "": what the verb does}, with the verbs that nouns name."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for effect, verbs in ((effect, verbs) for raw in sources for effect, verbs in raw.items()):
        for words in verbs:
            word, extra = _key(words, "verbs")
            found[word].setdefault(extra, effect)
    for entries in nouns.values():
        for words in sorted({words for entry in entries for words in entry.sense.supports}):
            word, extra = _key(words, "verbs")
            found[word].setdefault(extra, "named")
    return dict(found)


def _status_words(raw: Mapping[str, Mapping[str, Iterable[str]]]) -> StatusWords:
    def table(part: str) -> dict[str, Status]:
        return {word: Status(name) for name, words in raw[part].items() for word in words}

    return StatusWords(table("verbs"), table("adjectives"), table("nouns"), table("modals"), table("modifiers"))
