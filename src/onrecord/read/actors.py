"""The component that finds the actors of an article: who they are, and every place that points at them."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.read.bodies import BodyFinder
from onrecord.read.chains import Chain, chain_names
from onrecord.read.coreference import Nominals, Pronouns
from onrecord.read.drafts import Draft, finish
from onrecord.read.holders import Holders, Named
from onrecord.read.known import KnownPerson, Lexicon, load_lexicon
from onrecord.read.names import NameFinder
from onrecord.read.offices import find_offices, office_tokens
from onrecord.read.sight import Sight


@Language.factory("onrecord_actors_v1")
def make_actors(nlp: Language, name: str, actors_file: str | None = None) -> Actors:  # noqa: ARG001 - spaCy passes both by name
    """Make the component; it goes after the parser, the lemmatizer and the entity recogniser."""
    return Actors(load_lexicon(nlp.tokenizer, Path(actors_file) if actors_file else None))


class Actors:
    """Sets the doc's entities, mentions and tenures."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Find the actors of one doc."""
        sight = Sight(doc, self._lexicon)
        records = [finish(sight, draft) for draft in self._drafts(sight) if draft.places]
        doc._.onrecord_entities = tuple(entity for entity, _, _ in records)
        mentions = (mention for _, found, _ in records for mention in found)
        doc._.onrecord_mentions = tuple(sorted(mentions, key=lambda m: (m.start, -m.end, m.entity)))
        tenures = (tenure for _, _, found in records for tenure in found)
        doc._.onrecord_tenures = tuple(sorted(tenures, key=lambda t: (t.start, t.end)))
        return doc

    def _drafts(self, sight: Sight) -> list[Draft]:
        offices = find_offices(sight)
        words = office_tokens(offices)
        names = NameFinder(sight, words, frozenset(phrase.end for phrase in offices)).find()
        chains = chain_names(sight, names, words)
        persons = [chain.draft for chain in chains]
        self._own(sight, chains)
        holders = Holders(sight, offices, [Named(name, chain.draft) for chain in chains for name in chain.names])
        holders.tie()
        nominals = Nominals(sight, holders, persons)
        nominals.tie(offices)
        owners = {place: chain.draft for chain in chains for n in chain.names for place in range(n.start, n.end)}
        bodies = BodyFinder(sight, owners, words).find()
        drafts = sorted([*persons, *nominals.others, *bodies], key=lambda draft: draft.first)
        Pronouns(sight, drafts).tie()
        return drafts

    def _own(self, sight: Sight, chains: list[Chain]) -> None:
        """Give the persons of the user's own file their names and states."""
        own = {hit.start: hit.known for hit in sight.hits if isinstance(hit.known, KnownPerson)}
        for chain in chains:
            known = next((own[name.start] for name in chain.names if name.start in own), None)
            if known:
                chain.draft.name, chain.draft.state = known.name, known.state
                chain.draft.known_office, chain.draft.known_sector = known.office, known.sector
