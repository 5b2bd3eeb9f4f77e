"""Bringing the actors of a record in step with its entities: those of the kin that have changed, and all unnamed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from sqlite3 import Connection

from onrecord.model.derived import Actor, Alias
from onrecord.model.entity_row import EntityRow
from onrecord.model.judgement import Judgement
from onrecord.model.reading import EntityKind
from onrecord.model.snapshot import grouped
from onrecord.record import entities
from onrecord.record.derivation import NO_KIN, Derivation
from onrecord.record.entities import Name
from onrecord.resolve.actors import Joiner
from onrecord.resolve.company import Company
from onrecord.resolve.holders import Holding, holdings_of, place_unnamed, post_of, posts_of
from onrecord.resolve.kin import Counted, Kin, label_of
from onrecord.resolve.likeness import Post


def recast(connection: Connection, derivation: Derivation, judgements: Iterable[Judgement]) -> None:
    """Resolve the actors of all kin that are not as they were when that was last done, and write down what is new."""
    joiner = Joiner(judgements)
    unnamed = _Unnamed(connection, joiner)
    names = unnamed.left_out(entities.names(connection))
    label = {name: label_of(*name) for name in names}
    judged = {entity: label[name] for entity, name in entities.names_of(connection, joiner.judged).items()}
    kin = list(joiner.kin(counted(names, label), judged))
    known = derivation.kin()
    stale = [some for some in kin if some.inputs not in known]
    wanted = _wanted(stale, label)
    few = 2 * len(wanted) < len(label)
    rows = list(entities.named(connection, wanted) if few else entities.entity_rows(connection))
    own = grouped((wanted[name], row) for row in rows if (name := _name(row)) in wanted)
    company = _company(connection, joiner, own.values()) if few else joiner.company(rows)
    actors, aliases = _joined(joiner, stale, own, company)
    more, others = unnamed.placed({a.entity: a.actor for a in aliases}, unnamed.touched(rows, aliases) if few else None)
    gone = known.difference(some.inputs for some in kin)
    derivation.recast(gone, {**actors, NO_KIN: more}, [*aliases, *others])


def counted(names: Mapping[Name, Counted], label: Mapping[Name, str]) -> Mapping[str, Counted]:
    """Return how many entities have each label, and the greatest of their keys."""
    counts: defaultdict[str, Counted] = defaultdict(lambda: (0, 0))
    for name, (count, last) in names.items():
        before, latest = counts[label[name]]
        counts[label[name]] = before + count, max(latest, last)
    return counts


def _wanted(stale: Iterable[Kin], label: Mapping[Name, str]) -> dict[Name, str]:
    """Return the names whose entities are of some kin, with the inputs of the kin."""
    kin_of = {name: kin.inputs for kin in stale for name in kin.labels}
    return {name: kin_of[of] for name, of in label.items() if of in kin_of}


def _joined(
    joiner: Joiner, stale: Sequence[Kin], own: Mapping[str, Sequence[EntityRow]], company: Company
) -> tuple[dict[str, list[Actor]], list[Alias]]:
    """Return the actors of some kin, by the inputs of the kin, and the aliases of their entities."""
    actors: dict[str, list[Actor]] = {}
    aliases: list[Alias] = []
    for kin in stale:
        found = list(joiner.resolve(own[kin.inputs], company))
        actors[kin.inputs] = [actor for actor, _ in found]
        aliases.extend(alias for _, group in found for alias in group)
    return actors, aliases


def _name(row: EntityRow) -> Name:
    return row.kind.value, row.name, row.state


def _company(connection: Connection, joiner: Joiner, kin: Iterable[Sequence[EntityRow]]) -> Company:
    """Return the company of the kin whose entities are told apart by it."""
    articles = {row.article for rows in kin if any(map(joiner.needs_company, rows)) for row in rows}
    return joiner.company(entities.of_articles(connection, articles))


class _Unnamed:
    """The persons whom no mention names, and of whom people said nothing."""

    def __init__(self, connection: Connection, joiner: Joiner) -> None:
        self._connection, self._offices, self._judged = connection, joiner.offices, joiner.judged
        self._rows = {row.id: row for row in entities.unnamed(connection) if joiner.is_unnamed(row)}

    def left_out(self, names: Mapping[Name, Counted]) -> dict[Name, Counted]:
        """Return the names of all others, and of those whom people judged once: who is left out is of no kin."""
        own = Counter(_name(row) for row in self._rows.values() if row.id not in self._judged)
        return {name: (count - own[name], last) for name, (count, last) in names.items() if count > own[name]}

    def touched(self, rows: Iterable[EntityRow], aliases: Iterable[Alias]) -> frozenset[Post]:
        """Return the posts whose unnamed persons may be others than before, now that entities have these aliases.

        These are the posts of new ones, of all persons who are another than before, and of the unnamed beside them;
        `rows` are the entities of the kin that were resolved.
        """
        after = {alias.entity: alias.actor for alias in aliases}
        before = entities.actors_of(self._connection, after)
        persons = (row for row in rows if row.kind is EntityKind.PERSON and row.id not in self._rows)
        changed = [row for row in persons if before.get(row.id) != after.get(row.id)]
        articles = {row.article for row in changed}
        # What people take back leaves an actor that is no unnamed one's.
        placed = entities.actors_of(self._connection, self._rows).keys() - self._judged
        own = (row for row in self._rows.values() if row.id not in placed or row.article in articles)
        return frozenset(post for row in (*changed, *own) for post in posts_of(row, self._offices))

    def placed(self, actor: Mapping[str, str], posts: Set[Post] | None) -> tuple[list[Actor], list[Alias]]:
        """Place those of some posts, None for all; `actor` are the actors just found, by entity."""
        rows = [row for row in self._rows.values() if posts is None or post_of(row, self._offices) in posts]
        beside: defaultdict[str, set[str]] = defaultdict(set)
        for entity, article, known in entities.persons_in(self._connection, {row.article for row in rows}):
            if entity not in self._rows and (one := actor.get(entity, known)):
                beside[article].add(one)
        near = {article: frozenset(actors) for article, actors in beside.items()}
        return place_unnamed(rows, self._holdings(actor, posts), near, self._offices)

    def _holdings(self, actor: Mapping[str, str], posts: Set[Post] | None) -> Iterator[Holding]:
        for row, known in entities.in_office(self._connection, self._words(posts)):
            one = actor.get(row.id, known)
            if row.kind is EntityKind.PERSON and row.id not in self._rows and one:
                yield from holdings_of(row, one, self._offices)

    def _words(self, posts: Set[Post] | None) -> list[str] | None:
        """Return the words for the offices of some posts, None for all."""
        if posts is None:
            return None
        kinds = {office for _, office in posts}
        return [words for words in entities.offices(self._connection) if self._offices.kind(words) in kinds]
