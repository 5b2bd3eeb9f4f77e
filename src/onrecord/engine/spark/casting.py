"""The actors of a folder: which kin there are is told here, the entities of each kin are compared on some machine."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, groupby, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from onrecord.engine.casting import counted
from onrecord.engine.folder import SCHEMAS
from onrecord.engine.spark.files import Files
from onrecord.engine.spark.handing import sent
from onrecord.engine.spark.held import made
from onrecord.engine.spark.mapping import mapped
from onrecord.engine.spark.shapes import Batches, batch_from, lists, nested
from onrecord.model.derived import Actor, Alias
from onrecord.model.entity_row import EntityRow, entity_rows
from onrecord.model.reading import EntityKind, Reading
from onrecord.record.derivation import NO_KIN
from onrecord.record.entities import Name
from onrecord.record.tables import ACTOR, ALIAS, ENTITY, MENTION, TENURE
from onrecord.resolve.actors import Joiner
from onrecord.resolve.holders import Holding, holdings_of, place_unnamed
from onrecord.resolve.kin import label_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

CAST = "work/cast"

_NAME = [("kind", pa.string()), ("name", pa.string()), ("state", pa.string())]
_FLAT = [("article", pa.string()), ("row", pa.binary()), ("unsure", pa.bool_()), ("unnamed", pa.bool_())]
_ROWS = pa.schema([*_NAME, *_FLAT])
"""Entities; who one is that is `unsure` may hang on who else stands in the articles of its kin."""

_COMPANY = pa.schema([("article", pa.string()), ("company", pa.binary())])
"""All entities of an article."""

_KIN = pa.schema([*_NAME, ("kin", pa.int64()), ("inputs", pa.string())])

_POST = pa.struct([("actor", pa.string()), ("state", pa.string()), ("office", pa.string())])
_PERSON = pa.struct([("article", pa.string()), ("actor", pa.string())])
_CAST = pa.schema([*lists(["actor", "alias"]), ("post", pa.list_(_POST)), ("person", pa.list_(_PERSON))])


@cache
def _joiner() -> Joiner:
    """Return the rules, loaded once a process; a folder holds nothing that people decided."""
    return Joiner()


def cast(spark: SparkSession, files: Files, items: DataFrame) -> None:
    """Write the actors of all entities, and which entity is which actor."""
    rows = mapped(items.select("id", "entity", "mention", "tenure"), _entities, _ROWS)
    of_kin = sent(spark, _kin(items), _KIN)
    kindred = rows.join(of_kin, ["kind", "name", "state"])
    around = _around(kindred, mapped(items.select("id", "entity", "mention", "tenure"), _companies, _COMPANY))
    given = kindred.selectExpr("kin", "inputs", "row", "CAST(NULL AS BINARY) AS company").unionByName(around)
    files.write(CAST, mapped(given.repartition("kin").sortWithinPartitions("kin"), _actors, _CAST))
    found = files.read(CAST, _CAST)
    actors, aliases = _unnamed(found, rows.where("unnamed").select("article", "row"))
    for table, things, extra in ((ACTOR, actors, {"kin": NO_KIN}), (ALIAS, aliases, {})):
        more = sent(spark, table.rows(things, extra), SCHEMAS[table.name])
        files.write(table.name, found.selectExpr(f"inline({table.name})").unionByName(more))


def _around(kindred: DataFrame, companies: DataFrame) -> DataFrame:
    """Return for each kin with one that is unsure all entities of the articles of all of the kin."""
    unsure = kindred.where("unsure").select("kin").distinct()
    articles = kindred.join(unsure, "kin", "left_semi").select("kin", "article").distinct()
    found = articles.join(companies, "article")
    return found.selectExpr("kin", "CAST(NULL AS STRING) AS inputs", "CAST(NULL AS BINARY) AS row", "company")


def _entities(batches: Batches) -> Batches:
    """Yield the entities of articles."""
    joiner = _joiner()
    for batch in batches:
        yield batch_from(_ROWS, [_entry(joiner, one) for row in batch.to_pylist() for one in _rows_in(row)])


def _entry(joiner: Joiner, one: EntityRow) -> tuple[object, ...]:
    name = one.kind.value, one.name, one.state or ""
    return *name, one.article, pickle.dumps(one), joiner.needs_company(one), joiner.is_unnamed(one)


def _companies(batches: Batches) -> Batches:
    for batch in batches:
        yield batch_from(_COMPANY, [(row["id"], pickle.dumps(list(_rows_in(row)))) for row in batch.to_pylist()])


def _rows_in(row: dict[str, Any]) -> Iterator[EntityRow]:
    """Return the entities of an item."""
    parts = (tuple(made(table, held) for held in row[table.name] or ()) for table in (ENTITY, MENTION, TENURE))
    entities, mentions, tenures = parts
    reading = Reading(row["id"], entities=entities, mentions=mentions, tenures=tenures)
    return entity_rows([reading])


def _kin(items: DataFrame) -> Iterator[tuple[object, ...]]:
    """Yield the number of its kin for every name, with what the actors of the kin are made from."""
    names = _names(items)
    label = {name: label_of(*name) for name in names}
    kin_of = {}
    for number, kin in enumerate(_joiner().kin(counted(names, label), {})):
        kin_of.update(dict.fromkeys(kin.labels, (number, kin.inputs)))
    return ((kind, name, state or "", *kin_of[label[kind, name, state]]) for kind, name, state in names)


def _names(items: DataFrame) -> dict[Name, tuple[int, int]]:
    """Return the names of all entities, with how many have it and the greatest of the keys that a record gives them.

    A record counts entities in the order of the articles.
    """
    counts = items.selectExpr("id", "article[0].key AS place", "size(entity) AS entities")
    before = "sum(entities) OVER (ORDER BY place ROWS UNBOUNDED PRECEDING) - entities AS before"
    placed = items.select("id", "entity").join(counts.selectExpr("id", before), "id")
    each = placed.selectExpr("before", "posexplode(entity) AS (at, own)")
    each.createOrReplaceTempView("numbered_entity")
    query = (
        "SELECT own.kind, own.name, own.state, count(*) AS many, max(before + at + 1) AS last "
        "FROM numbered_entity GROUP BY own.kind, own.name, own.state"
    )
    rows = items.sparkSession.sql(query).toLocalIterator()
    return {(row.kind, row.name, row.state): (int(row.many), int(row.last)) for row in rows}


def _actors(batches: Batches) -> Batches:
    """Yield the actors of each kin; the rows of a kin stand together."""
    rows = (row for batch in batches for row in zip(*(column.to_pylist() for column in batch.columns), strict=True))
    for _, own in groupby(rows, key=itemgetter(0)):
        yield _resolved(list(own))


def _resolved(own: Sequence[tuple[int, str | None, bytes | None, bytes | None]]) -> pa.RecordBatch:
    joiner, inputs = _joiner(), next(made_from for _, made_from, _, _ in own if made_from)
    every: Iterator[EntityRow] = (pickle.loads(packed) for _, _, packed, _ in own if packed)  # noqa: S301 - our own
    rows = {row.id: row for row in every}
    company = joiner.company(chain.from_iterable(pickle.loads(packed) for *_, packed in own if packed))  # noqa: S301
    found = list(joiner.resolve(rows.values(), company))
    aliases = [alias for _, group in found for alias in group]
    persons = [(rows[a.entity], a.actor) for a in aliases if rows[a.entity].kind is EntityKind.PERSON]
    posts = [(h.actor, *h.post) for row, actor in persons for h in holdings_of(row, actor, joiner.offices)]
    arrays = [
        nested("actor", [ACTOR.rows((actor for actor, _ in found), {"kin": inputs})]),
        nested("alias", [ALIAS.rows(aliases)]),
        pa.array([[dict(zip(("actor", "state", "office"), post, strict=True)) for post in posts]], pa.list_(_POST)),
        pa.array([[{"article": row.article, "actor": actor} for row, actor in persons]], pa.list_(_PERSON)),
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=_CAST)


def _unnamed(found: DataFrame, unnamed: DataFrame) -> tuple[list[Actor], list[Alias]]:
    """Place the persons whom no mention names: by who holds which post in how many articles, and who is beside them."""
    rows = [pickle.loads(row.row) for row in unnamed.select("row").toLocalIterator()]  # noqa: S301 - our own
    posts = found.selectExpr("inline(post)").groupBy("actor", "state", "office").count()
    beside = found.selectExpr("inline(person)").join(unnamed.select("article").distinct(), "article", "left_semi")
    near = beside.groupBy("article").agg({"actor": "collect_set"}).toDF("article", "actors")
    return place_unnamed(
        rows,
        _holdings(posts.toLocalIterator()),
        {row.article: frozenset(row.actors) for row in near.toLocalIterator()},
        _joiner().offices,
    )


def _holdings(posts: Iterable[Any]) -> Iterator[Holding]:
    for row in posts:
        yield from repeat(Holding(row.actor, "", (row.state, row.office)), int(row["count"]))
