"""Everything the actors component knows about words, in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.ontology.actor_leaders import latest_office
from onrecord.ontology.data_files import own_rows
from onrecord.ontology.offices import Office, Offices, load_offices
from onrecord.ontology.organisations import Nouns, Organisation, Organisations, load_nouns, load_organisations
from onrecord.ontology.people import People, load_people
from onrecord.ontology.sources import Source, Sources, load_sources
from onrecord.ontology.states import State, States, load_states
from onrecord.read.phrases import PhraseTable, Tokenizer


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person of the user's own actors file."""

    name: str
    aliases: tuple[str, ...] = ()
    state: str | None = None
    office: str | None = None
    sector: str | None = None


Known = State | Organisation | Source | KnownPerson


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists with their look-up tables."""

    states: States
    offices: Offices
    organisations: Organisations
    nouns: Nouns
    people: People
    sources: Sources
    persons: tuple[KnownPerson, ...]
    known: PhraseTable[Known]
    office_words: PhraseTable[Office]
    bodies: PhraseTable[str]
    groups: PhraseTable[str]
    manners: PhraseTable[str]


def load_lexicon(tokenizer: Tokenizer, actors_file: Path | None = None) -> Lexicon:
    """Load the bundled lists and the user's own actors, divided into words as the tokenizer does."""
    lexicon = Lexicon(
        load_states(actors_file),
        load_offices(),
        load_organisations(),
        load_nouns(),
        load_people(),
        load_sources(actors_file),
        tuple(_persons(actors_file)),
        PhraseTable(),
        PhraseTable(),
        PhraseTable(),
        PhraseTable(),
        PhraseTable(),
    )
    for name, known in _known_names(lexicon):
        lexicon.known.add_text(tokenizer, name, known)
    for words, office in lexicon.offices.words.items():
        lexicon.office_words.add_text(tokenizer, words, office)
    for table, nouns in ((lexicon.bodies, lexicon.nouns.bodies), (lexicon.groups, lexicon.nouns.groups)):
        _add_nouns(tokenizer, table, nouns)
    for manner, listed in _manners(lexicon.offices).items():
        for word in sorted(listed):
            lexicon.manners.add_text(tokenizer, word, manner)
    return lexicon


def _manners(offices: Offices) -> dict[str, frozenset[str]]:
    return {"former": offices.former, "new": offices.coming, "acting": offices.acting}


def _add_nouns(tokenizer: Tokenizer, table: PhraseTable[str], nouns: Mapping[str, str]) -> None:
    for words, sector in nouns.items():
        table.add_text(tokenizer, words, sector)


def _known_names(lexicon: Lexicon) -> Iterable[tuple[str, Known]]:
    for state in lexicon.states.by_code.values():
        for word, _ in state.words():
            yield from ((form, state) for form in _forms(word))
    for body in lexicon.organisations.all:
        for name in (body.name, *body.names):
            yield from ((form, body) for form in _forms(name))
    for source in lexicon.sources.all:
        yield from ((name, source) for name in (source.name, *source.aliases))
    for person in lexicon.persons:
        yield from ((name, person) for name in (person.name, *person.aliases))


def _forms(word: str) -> Iterable[str]:
    """Give a name, and for an abbreviation the form with dots."""
    yield word
    if word.isupper() and word.isalpha() and len(word) <= 5:
        yield "".join(f"{letter}." for letter in word)


def _persons(path: Path | None) -> Iterable[KnownPerson]:
    if path is None:
        return
    for row in own_rows(path, "persons"):
        aliases = tuple(str(alias) for alias in row.get("aliases") or ())
        yield KnownPerson(str(row["name"]), aliases, row.get("state"), latest_office(row), row.get("sector"))
