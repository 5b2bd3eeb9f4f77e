"""Resolving and tracing a folder on a cluster: the same parts as on one machine, each handed the rows that it needs.

What has to know of all articles at once runs here: numbering them, the boilerplate of outlets, patches and
neighbourhoods, over columns that take some kilobytes an article. What shares text and what is near in content is joined
on the cluster, by the same SQL as on one machine.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from onrecord.engine.batches import batches, chunks
from onrecord.engine.decisions import undecided
from onrecord.engine.derive import (
    CANDIDATES,
    CLAIMED,
    TOLD,
    articles_in,
    size_of,
    with_inputs,
)
from onrecord.engine.folder import DERIVED_NAMES, FACT_NAMES, SCHEMAS, Manifest
from onrecord.engine.pairs import Pairs
from onrecord.engine.parts import Claiming
from onrecord.engine.progress import Progress, Report, silent
from onrecord.engine.spark.casting import cast
from onrecord.engine.spark.files import ITEMS_FOLDER, Files
from onrecord.engine.spark.handing import NEEDS, handed, on_cluster, parts_of, sent
from onrecord.engine.spark.held import Held, held_of, made
from onrecord.engine.spark.mapping import mapped
from onrecord.engine.spark.shapes import ITEMS, NESTED, Batches, batch_from, facts_of, lists, nested
from onrecord.model.errors import SourceError
from onrecord.model.own_source import OwnSource
from onrecord.model.signature import software
from onrecord.model.sketch import Sketch
from onrecord.record.tables import CLAIM, LINK, MEMBER, PASSAGE, SOURCE, STORY, TRACING
from onrecord.resolve.candidates import candidate_pairs
from onrecord.resolve.collection import Collection
from onrecord.resolve.neighbourhoods import neighbourhoods
from onrecord.resolve.patches import COPIED, Patch, patches
from onrecord.resolve.sketches import REVISION, sketch_of
from onrecord.resolve.stories import story_groups, story_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_ALIGNED = ("passage", "link", "aligned")
_CLAIMED = ("claim", "member", *(table.name for _, table in TRACING), "neighbourhood")
_GROUPS = pa.schema([("central", pa.string()), ("found", pa.binary()), ("inputs", pa.string())])
_WORK = "work"


def resolve(spark: SparkSession, path: str, progress: Report = silent) -> None:
    """Write everything derived into a folder that `add` wrote, in place of what is there.

    Until all is written the folder counts as not resolved. Raises `SourceError` for a folder that is not whole.
    """
    files = Files(spark, path)
    manifest = files.manifest()
    if not files.has(ITEMS_FOLDER):
        raise SourceError(f"{path}: its folder {ITEMS_FOLDER} is gone; load it, and what is derived is made there")
    facts = {name: manifest.rows[name] for name in FACT_NAMES}
    files.tell(Manifest(manifest.software, derived=False, rows=facts))
    _Resolving(spark, files, progress).run()
    files.remove(_WORK)
    files.tell(Manifest(software(), derived=True, rows={**facts, **files.counts(DERIVED_NAMES)}))


class _Resolving:
    """The steps of resolving one folder, each of which writes the tables that it makes."""

    def __init__(self, spark: SparkSession, files: Files, progress: Report) -> None:
        self._spark, self._files, self._progress = spark, files, progress
        self._items = files.read(ITEMS_FOLDER, ITEMS).where("became = 'new'")
        own = (made(SOURCE, row.asDict()) for row in files.read(SOURCE.name).collect())
        self._sources: tuple[OwnSource, ...] = tuple(sorted(own, key=lambda source: source.name))
        self._join = on_cluster(spark)

    def run(self) -> None:
        """Take all steps."""
        with self._told("compare"):
            self._sketch()
        seen = self._compare()
        with self._told("actors"):
            cast(self._spark, self._files, self._items)
        with self._told("trace"):
            self._claim(seen)

    def _compare(self) -> tuple[str, ...]:
        """Find copied passages and stories; only for these are the columns of all articles held here.

        Returned are the articles in the order in which they were first seen.
        """
        with self._told("align"):
            collection = self._collection()
            self._align(collection)
        with self._told("stories"):
            self._tell(collection)
        return collection.articles

    @contextmanager
    def _told(self, stage: str) -> Iterator[None]:
        self._progress(Progress(stage, 0, 1))
        yield
        self._progress(Progress(stage, 1, 1))

    def _sketch(self) -> None:
        self._files.write("sketch", mapped(self._items, _sketches, SCHEMAS["sketch"]))

    def _collection(self) -> Collection:
        """Return the sketches of all articles as columns, in this process."""
        heads = self._files.read("article").selectExpr("id AS article", "outlet", "published", "crawled")
        found = self._files.read("sketch").select("article", "blocks", "prints", "terms").join(heads, "article")
        columns = found.select("article", "outlet", "published", "crawled", "blocks", "prints", "terms")
        return Collection(_sketch_of(row) for row in columns.toLocalIterator(prefetchPartitions=True))

    def _align(self, collection: Collection) -> None:
        names = Pairs(collection)
        parts: list[object] = []
        needs: list[tuple[int, str]] = []
        for chunk in chunks(candidate_pairs(collection, self._join), CANDIDATES):
            part = names.aligning([(exemplars, tuple(pairs)) for exemplars, pairs in chunk])
            inputs = {names.ids(pair): names.inputs(pair) for _, pairs in part.candidates for pair in pairs}
            needs.extend((len(parts), article) for article in part.articles.values())
            parts.append((part, [(a, b, made_of) for (a, b), made_of in inputs.items()]))
        given = sent(self._spark, needs, NEEDS).join(self._files.read("sketch"), "article")
        found = handed(given, parts_of(self._spark, parts), _aligned, pa.schema(lists(_ALIGNED)))
        self._spread("aligned", found, _ALIGNED)

    def _tell(self, collection: Collection) -> None:
        copies = self._files.read("link").where(f"kind = 'copy' AND least(cover_a, cover_b) >= {COPIED}")
        pairs = ((row.a, row.b) for row in copies.select("a", "b").orderBy("a", "b").toLocalIterator())
        found = batches(patches(collection, pairs, self._join), size_of, TOLD)
        parts = parts_of(self._spark, map(tuple, found)).repartition("part")
        groups = mapped(parts, _grouped, _GROUPS)
        with_central = groups.join(self._items, groups.central == self._items.id)
        self._files.write(STORY.name, mapped(with_central, _stories, SCHEMAS[STORY.name]))

    def _claim(self, seen: Sequence[str]) -> None:
        rows = self._files.read(STORY.name).toLocalIterator()
        stories = tuple(made(STORY, row.asDict()) for row in rows)
        sharing = self._files.read(PASSAGE.name).groupBy("a", "b").sum("words").toLocalIterator()
        joined = neighbourhoods(stories, seen, map(tuple, sharing))
        aligned = self._files.read("aligned").toLocalIterator()
        wanted = with_inputs(joined, (((row.a, row.b), row.inputs) for row in aligned), undecided(self._sources))
        hood = {group: one for one, group in wanted}
        parts = [
            (Claiming(tuple(groups)), [hood[group] for group in groups], self._sources)
            for groups in batches((group for _, group in wanted), articles_in, CLAIMED)
        ]
        needs = sent(
            self._spark,
            (
                (at, article)
                for at, (claiming, _, _) in enumerate(parts)
                for story in chain.from_iterable(claiming.neighbourhoods)
                for article in story.articles
            ),
            NEEDS,
        )
        given, own = self._around(needs, parts_of(self._spark, parts))
        self._spread("claimed", handed(given, own, _claimed, pa.schema(lists(_CLAIMED))), _CLAIMED)

    def _around(self, needs: DataFrame, parts: DataFrame) -> tuple[DataFrame, DataFrame]:
        """Return the articles of the parts with who is in them, and the parts with what their articles share."""
        for name, rows in (("need", needs), ("own_part", parts), ("item", self._items)):
            rows.createOrReplaceTempView(name)
        for name in ("actor", "alias", *(table.name for table in (PASSAGE, LINK))):
            self._files.read(name).createOrReplaceTempView(name)
        who = (
            "SELECT alias.article, collect_list(struct(struct(alias.*) AS alias, struct(actor.*) AS actor)) AS cast "
            "FROM alias JOIN actor ON alias.actor = actor.id GROUP BY alias.article"
        )
        listed = ", ".join(f"item.{table.name}" for table in NESTED)
        given = self._spark.sql(
            f"SELECT need.part, {listed}, who.cast FROM need JOIN item ON item.id = need.article "
            f"LEFT JOIN ({who}) AS who ON who.article = need.article"
        )
        own = "SELECT own_part.part, own_part.work, p.passage, l.link FROM own_part"
        for name, short in ((PASSAGE.name, "p"), (LINK.name, "l")):
            between = (
                f"SELECT x.part, collect_list(struct(t.*)) AS {name} FROM {name} AS t "
                "JOIN need AS x ON x.article = t.a JOIN need AS y ON y.article = t.b AND y.part = x.part "
                "GROUP BY x.part"
            )
            own += f" LEFT JOIN ({between}) AS {short} ON {short}.part = own_part.part"
        return given, self._spark.sql(own)

    def _spread(self, step: str, rows: DataFrame, names: Iterable[str]) -> None:
        """Write what comes of a step, and then each of its tables by itself: the step is done once."""
        place = f"{_WORK}/{step}"
        self._files.write(place, rows)
        for name in names:
            self._files.write(name, self._files.read(place, pa.schema(lists(names))).selectExpr(f"inline({name})"))


def _sketches(items: Batches) -> Batches:
    for batch in items:
        sketches = [sketch_of(*facts_of(row)) for row in batch.to_pylist()]
        rows = [(s.article, REVISION, s.blocks, s.prints, s.terms, s.words) for s in sketches]
        yield batch_from(SCHEMAS["sketch"], rows)


def _sketch_of(row: Any) -> Sketch:  # noqa: ANN401 - a Row
    columns = (bytes(row[name]) for name in ("blocks", "prints", "terms"))
    return Sketch(row.article, row.outlet, row.published, row.crawled, *columns)


def _aligned(work: Any, rows: pa.Table, _: pa.Table) -> pa.RecordBatch:  # noqa: ANN401 - what was packed
    part, inputs = work
    wanted = (rows[name].to_pylist() for name in ("article", "blocks", "prints", "terms", "words"))
    sketched = {article: Sketch(article, None, None, None, *packed) for article, *packed in zip(*wanted, strict=True)}
    passages, links = part.work(Held(sketched=sketched))
    tables = (PASSAGE.rows(passages), LINK.rows(links), inputs)
    return _one_row(dict(zip(_ALIGNED, tables, strict=True)))


def _grouped(parts: Batches) -> Batches:
    """Yield the groups of articles that are stories, each by its most typical article."""
    for batch in parts:
        found: Iterator[Patch] = chain.from_iterable(map(pickle.loads, batch["work"].to_pylist()))
        rows = [(group.central, pickle.dumps(group), patch.inputs) for patch in found for group in story_groups(patch)]
        yield batch_from(_GROUPS, rows)


def _stories(groups: Batches) -> Batches:
    for batch in groups:
        rows = []
        for row in batch.to_pylist():
            story = story_of(pickle.loads(row["found"]), *facts_of(row))  # noqa: S301 - our own
            rows += STORY.rows([story], {"inputs": row["inputs"]})
        yield batch_from(SCHEMAS[STORY.name], rows)


def _claimed(work: Any, rows: pa.Table, own: pa.Table) -> pa.RecordBatch:  # noqa: ANN401 - what was packed
    claiming, hoods, sources = work
    (pairs,) = own.select(["passage", "link"]).to_pylist()
    held = held_of(rows.to_pylist(), pairs, sources)
    tables: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _CLAIMED}
    for hood, (claims, tracing) in zip(hoods, claiming.work(held), strict=True):
        tables["claim"] += CLAIM.rows(claims, {"neighbourhood": hood.id})
        tables["member"] += MEMBER.rows(dict.fromkeys(member for claim in claims for member in claim.members))
        for name, table in TRACING:
            tables[table.name] += table.rows(dict.fromkeys(getattr(tracing, name)))
        tables["neighbourhood"].append(hood.row())
    return _one_row(tables)


def _one_row(tables: Mapping[str, list[tuple[Any, ...]]]) -> pa.RecordBatch:
    """Return the rows of some tables as one row of lists."""
    arrays = [nested(name, [rows]) for name, rows in tables.items()]
    return pa.RecordBatch.from_arrays(arrays, schema=pa.schema(lists(tables)))
