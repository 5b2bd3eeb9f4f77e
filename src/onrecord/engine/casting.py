"""Bringing the actors of a record in step with its entities: those of the kin that have changed, and all unnamed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from onrecord.resolve.holders import Holding, holdings_of, place_unnamed
from onrecord.resolve.kin import Counted, Kin, label_of


def recast(connection: Connection, derivation: Derivation, judgements: Iterable[Judgement]) -> None:
    """Resolve the actors of all kin that are not as they were when that was last done, and write down what is new."""
    joiner = Joiner(judgements)
    names = entities.names(connection)
    label = {name: label_of(*name) for name in names}
    judged = {entity: label[name] for entity, name in entities.names_of(connection, joiner.judged).items()}
    kin = list(joiner.kin(counted(names, label), judged))
    known = derivation.kin()
    actors, aliases = _joined(connection, joiner, [some for some in kin if some.inputs not in known], label)
    more, others = _unnamed(connection, joiner, {alias.entity: alias.actor for alias in aliases})
    gone = known.difference(some.inputs for some in kin)
    derivation.recast(gone, {**actors, NO_KIN: more}, [*aliases, *others])


def counted(names: Mapping[Name, Counted], label: Mapping[Name, str]) -> Mapping[str, Counted]:
    """Return how many entities have each label, and the greatest of their keys."""
    counts: defaultdict[str, Counted] = defaultdict(lambda: (0, 0))
    for name, (count, last) in names.items():
        before, latest = counts[label[name]]
        counts[label[name]] = before + count, max(latest, last)
    return counts


def _joined(
    connection: Connection, joiner: Joiner, stale: Sequence[Kin], label: Mapping[Name, str]
) -> tuple[dict[str, list[Actor]], list[Alias]]:
    """Return the actors of some kin, by the inputs of the kin, and the aliases of their entities."""
    kin_of = {name: kin.inputs for kin in stale for name in kin.labels}
    wanted = {name: kin_of[of] for name, of in label.items() if of in kin_of}
    rows = list(
        entities.named(connection, wanted) if 2 * len(wanted) < len(label) else entities.entity_rows(connection)
    )
    own = grouped((wanted[name], row) for row in rows if (name := _name(row)) in wanted)
    company = _company(connection, joiner, own.values(), rows if len(wanted) == len(label) else None)
    actors: dict[str, list[Actor]] = {}
    aliases: list[Alias] = []
    for kin in stale:
        found = list(joiner.resolve(own.pop(kin.inputs), company))
        actors[kin.inputs] = [actor for actor, _ in found]
        aliases.extend(alias for _, group in found for alias in group)
    return actors, aliases


def _name(row: EntityRow) -> Name:
    return row.kind.value, row.name, row.state


def _company(
    connection: Connection, joiner: Joiner, kin: Iterable[Sequence[EntityRow]], every: Sequence[EntityRow] | None
) -> Company:
    """Return the company of the kin whose entities are told apart by it; `every` are all entities, where at hand."""
    if every is not None:
        return joiner.company(every)
    articles = {row.article for rows in kin if any(map(joiner.needs_company, rows)) for row in rows}
    return joiner.company(entities.of_articles(connection, articles))


def _unnamed(connection: Connection, joiner: Joiner, actor: Mapping[str, str]) -> tuple[list[Actor], list[Alias]]:
    """Place the persons whom no mention names; `actor` are the actors just found, by entity."""
    rows = [row for row in entities.unnamed(connection) if joiner.is_unnamed(row)]
    there = {row.id for row in rows}
    holdings = _holdings(connection, joiner, actor, there)
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for entity, article, known in entities.persons_in(connection, {row.article for row in rows}):
        if entity not in there and (one := actor.get(entity, known)):
            beside[article].add(one)
    return place_unnamed(rows, holdings, {at: frozenset(near) for at, near in beside.items()}, joiner.offices)


def _holdings(connection: Connection, joiner: Joiner, actor: Mapping[str, str], unnamed: set[str]) -> Iterator[Holding]:
    for row, known in entities.in_office(connection):
        one = actor.get(row.id, known)
        if row.kind is EntityKind.PERSON and row.id not in unnamed and one:
            yield from holdings_of(row, one, joiner.offices)
