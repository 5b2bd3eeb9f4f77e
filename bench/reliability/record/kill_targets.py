"""The commands that are killed: each writes to a record, or files from one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from bench.reliability.record.command import ADD, COVERAGE, onrecord
from bench.reliability.record.killing import Killed, Target
from bench.reliability.record.left import damage, is_begun, is_done
from bench.reliability.record.made import bundled
from bench.reliability.record.older import write_older
from bench.reliability.record.sameness import differences
from onrecord.engine.loading import BATCH_SIZE
from onrecord.record.file import Record
from onrecord.record.schema import migrations
from onrecord.record.seals import OF_ARTICLE
from tests.folder_kit import write_folder
from tests.record import invented

_RECORD = "r.db"
_OLD = 12
_MANY = 3000
_COPIES = 2 * BATCH_SIZE


class RecordTarget(Target):
    """A command that writes to a record."""

    def arguments(self, at: Path) -> Sequence[object]:
        """Add the bundled coverage."""
        return (*ADD, COVERAGE, "--record", at / _RECORD)

    def left(self, killed: Killed) -> Iterator[str]:
        """Open the record as every reader does: whole articles, none twice, nothing that verify finds."""
        path = self.work / _RECORD
        if not is_begun(path):
            killed.counts["no record yet"] += 1
            return
        broken = list(damage(path))
        yield from broken
        if not broken:
            killed.amid += not is_done(path)
            yield from _halves(path, self.whole / _RECORD)

    def differing(self) -> Iterator[str]:
        """Compare table by table."""
        yield from (f"another {table}" for table in differences(self.work / _RECORD, self.whole / _RECORD))


def _halves(path: Path, whole: Path) -> Iterator[str]:
    """Say which articles of a record have other rows than in the whole one, or are there twice."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ATTACH ? AS whole", (str(whole),))
        for table in OF_ARTICLE:
            own = "id" if table == "article" else "article"
            query = f"SELECT {own}, count(*) FROM main.{table} WHERE {own} IN (SELECT id FROM main.article) GROUP BY 1"
            for id_, count in connection.execute(f"{query} EXCEPT {query.replace('main.' + table, 'whole.' + table)}"):
                yield f"the article {id_} has {count} rows in {table}"
        for uri, count in connection.execute("SELECT uri, count(*) FROM main.article GROUP BY 1 HAVING count(*) > 1"):
            yield f"{uri} is there {count} times"


class Adding(RecordTarget):
    """Adding coverage to a new record, all of it: acquiring, reading, writing, resolving, tracing."""

    name = "add"


class Resolving(RecordTarget):
    """Resolving and tracing the facts of a record that holds nothing derived."""

    name = "resolve"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        with Record.open(bundled(self.start / _RECORD)) as record:
            record.forget_derived()


class Migrating(RecordTarget):
    """Bringing a record of an older format forward, thousands of articles of it."""

    name = "migrate"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        present = folder / "present.db"
        with Record.open(bundled(present)) as record:
            articles = [invented.article(number) for number in range(_MANY)]
            record.add(invented.RUN, articles, [invented.reading(one) for one in articles], [])
            # Deriving thousands of copies is no part of this: the record says that it was done.
            record.connection.execute("UPDATE derivation SET state = ?", (record.state,))
        write_older(present, self.start / _RECORD, _OLD)

    def left(self, killed: Killed) -> Iterator[str]:
        """Find the older format, whole, where the kill came before the present one was there."""
        with closing(sqlite3.connect(self.work / _RECORD)) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if version == len(migrations()):
            yield from super().left(killed)
        else:
            killed.counts["of the older format still"] += 1
            if (version, sound) != (_OLD, "ok"):
                yield f"it is of format {version}, {sound}"


class Loading(RecordTarget):
    """Loading a folder of Parquet files."""

    name = "load"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        source = folder / "source.db"
        with Record.open(bundled(source)) as record:
            articles = [invented.article(number) for number in range(_COPIES)]
            record.add(invented.RUN, articles, [invented.reading(one) for one in articles], [])
            record.connection.execute("UPDATE derivation SET state = ?", (record.state,))
        write_folder(source, folder / "parts", derived=True)

    def arguments(self, at: Path) -> Sequence[object]:
        """Load the folder."""
        return ("load", self.folder / "parts", "--record", at / _RECORD, "--quiet")


class Exporting(Target):
    """Writing a record as files."""

    name = "export"
    in_a_row = 2
    form = "jsonl"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._record = bundled(folder / _RECORD)

    def arguments(self, at: Path) -> Sequence[object]:
        """Write all tables."""
        return ("export", "--format", self.form, "--record", self._record, "--to", at / "out")

    def left(self, killed: Killed) -> Iterator[str]:
        """Find every file that shows itself whole; what was being written is hidden and named as a part."""
        there = {path.name: path for path in (self.work / "out").glob("*")}
        killed.amid += 0 < len([name for name in there if not name.startswith(".")]) < self._count()
        for name, path in there.items():
            if name.startswith(".") and name.endswith(".part"):
                killed.counts["parts of files left, hidden"] += 1
            elif path.read_bytes() != (self.whole / "out" / name).read_bytes():
                yield f"{name} looks whole, and is not"

    def _count(self) -> int:
        return len(list((self.whole / "out").iterdir()))

    def differing(self) -> Iterator[str]:
        """Compare the files, and find nothing left of the runs before."""
        ours, theirs = (
            {path.name: path.read_bytes() for path in (at / "out").iterdir()} for at in (self.work, self.whole)
        )
        yield from (f"another {name}" for name in sorted(ours.keys() | theirs) if ours.get(name) != theirs.get(name))


class ExportingParquet(Exporting):
    """The same in columns."""

    name = "export, Parquet"
    form = "parquet"


class OnCluster(RecordTarget):
    """Resolving a folder with Spark, then loading it: a folder half resolved loads as one that was not resolved."""

    name = "resolve, Spark"
    in_a_row = 2

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        done = onrecord(*ADD, COVERAGE, "--engine", "spark", "--to", self.start / "parts")
        if done.code:
            raise RuntimeError(f"onrecord add --engine spark ended with {done.code}: {done.talk}")

    def arguments(self, at: Path) -> Sequence[object]:
        """Resolve the folder."""
        return ("resolve", at / "parts", "--quiet")

    def left(self, killed: Killed) -> Iterator[str]:
        """Load what there is, and look at that record."""
        (self.work / _RECORD).unlink(missing_ok=True)
        done = onrecord("load", self.work / "parts", "--record", self.work / _RECORD, "--quiet")
        if done.code == 0:
            self._loaded(self.whole)
            killed.amid += "made here" in done.talk
            yield from super().left(killed)
            yield from self.differing()
        elif not done.clean:
            yield f"load ends with {done.code}: {done.talk[-300:]}"

    def _loaded(self, at: Path) -> None:
        if not (at / _RECORD).exists():
            onrecord("load", at / "parts", "--record", at / _RECORD, "--quiet")

    def differing(self) -> Iterator[str]:
        """Compare the records that the folders load as."""
        for at in (self.work, self.whole):
            self._loaded(at)
        yield from super().differing()


TARGETS: tuple[type[Target], ...] = (Adding, Resolving, Migrating, Loading, Exporting, ExportingParquet, OnCluster)
