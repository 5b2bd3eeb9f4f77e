"""What every filter and every order means, in plain Python over all rows of the whole record."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from onrecord.export import rows
from onrecord.export.parts import Row
from onrecord.model.derived import Discrepancy
from onrecord.model.snapshot import Snapshot
from onrecord.record.find import quoted
from onrecord.record.plain_names import plain_name
from onrecord.trace.standing import Support, beginnings_of, is_conflict


class World:
    """A record, as one file and as everything in it.

    `found` has the ids of the facts and articles that hold some words, by table and words, as search gives them.
    """

    def __init__(self, path: Path, snapshot: Snapshot, found: Mapping[str, frozenset[str]]) -> None:
        self.path, self.snapshot, self.found = path, snapshot, found

    @cached_property
    def rows(self) -> dict[str, dict[str, Row]]:
        """All rows by table and id."""
        return {table.name: {row["id"]: row for row in table.make(self.snapshot)} for table in rows.TABLES}

    @cached_property
    def discrepancy(self) -> dict[str, Discrepancy]:
        return {one.id: one for one in self.snapshot.tracing.discrepancies}

    @cached_property
    def claims_of(self) -> dict[str, set[str]]:
        """The claims that a statement or event reports."""
        found: dict[str, set[str]] = {}
        for claim in self.snapshot.resolution.claims:
            for member in claim.members:
                found.setdefault(member.fact, set()).add(claim.id)
        return found

    def article(self, id_: str) -> Row:
        return self.rows["articles"][id_]

    def fact(self, id_: str) -> Row:
        return self.rows["statements"].get(id_) or self.rows["events"][id_]

    def who(self, text: str) -> set[str]:
        """Return the ids of the actors that a filter's text means."""
        actors = self.rows["actors"].values()
        if text.startswith("act-"):
            return {text}
        if len(text) == 3 and text.isascii() and text.isupper():
            known = any(actor["state"] == text for actor in actors)
            named = (a for a in actors if text in _names(a) or a["state"] == text or (not known and text in a["name"]))
            return {actor["id"] for actor in named}
        exact = text.lower()
        return {
            actor["id"]
            for actor in actors
            if holds(actor["name"], text) or exact in {name.lower() for name in _names(actor)}
        }


def holds(name: str, part: str) -> bool:
    """Say whether a part stands in a name, but for case, width and accents; what these leave nothing of does not."""
    plain = plain_name(part)
    return bool(plain) and str(plain) in str(plain_name(name))


def _names(actor: Row) -> list[str]:
    return [actor["name"], *actor["aliases"]]


Passes = Callable[[World, Row, Any], bool]
"""Says whether a row passes a filter with a value."""


def _day(world: World, article: str) -> str | None:
    published = world.article(article)["published"]
    return published[:10] if published else None


def _since(day: str | None, value: str) -> bool:
    return day is not None and day >= value


def _until(day: str | None, value: str) -> bool:
    return day is not None and day <= value


def _words(table: str) -> Passes:
    def passes(world: World, row: Row, value: str) -> bool:
        return row["id"] in world.found.get(f"{table} {quoted(value)}", frozenset())

    return passes


def _claim_words(world: World, row: Row, value: str) -> bool:
    return any(
        member in world.found.get(f"{table} {quoted(value)}", frozenset())
        for table in ("statements", "events")
        for member in row["members"]
    )


def _said_day(world: World, row: Row) -> str | None:
    return row["date"] or _day(world, row["article"])


def _roles(world: World, member: str) -> Iterable[Row]:
    fact = world.fact(member)
    if "actors" in fact:
        return [*fact["actors"], *fact["recipients"]]
    return [fact["speaker"]] if fact["speaker"] else []


def meant(world: World, role: Row, text: str) -> bool:
    """Say whether a text means who fills a slot: an actor, or somebody whom the words of the article alone name."""
    if role["id"] is not None:
        return role["id"] in world.who(text)
    if text.startswith("act-"):
        return False
    if len(text) == 3 and text.isascii() and text.isupper():
        return text in (role["state"], role["name"])
    return holds(role["name"], text)


def _acts(world: World, row: Row, value: str) -> bool:
    return any(meant(world, role, value) for role in (*row["actors"], *row["recipients"]))


def faces(world: World, row: Row, one: str, other: str) -> bool:
    """Say whether two different actors stand on opposite sides of an event."""
    pairs = [(a, b) for a in row["actors"] for b in row["recipients"] if _party(a) != _party(b)]
    return any(
        (meant(world, a, one) and meant(world, b, other)) or (meant(world, b, one) and meant(world, a, other))
        for a, b in pairs
    )


def _party(role: Row) -> object:
    return role["id"] or role["start"]


def _place(_: World, row: Row, value: str) -> bool:
    where = row["place"]
    if where is None:
        return False
    if len(value) == 3 and value.isascii() and value.isupper():
        return value in (where["state"], where["name"])
    return holds(where["name"], value)


def _verdict(_: World, row: Row, value: str) -> bool:
    return bool(row["verdict"].startswith(beginnings_of(Support(value))))


def _differing(world: World, row: Row, _: bool) -> bool:
    for discrepancy in world.discrepancy.values():
        own = {fact for fact, claims in world.claims_of.items() if discrepancy.claim in claims}
        if row["id"] == discrepancy.claim or any(
            s.member in row["members"] for s in discrepancy.sides if s.member not in own
        ):
            return True
    return False


def _sides(passes: Callable[[World, Row, Any], bool]) -> Passes:
    return lambda world, row, value: any(passes(world, world.article(s["article"]), value) for s in row["sides"])


def _in_article(passes: Callable[[World, Row, Any], bool]) -> Passes:
    return lambda world, row, value: passes(world, world.article(row["article"]), value)


def _is(name: str) -> Passes:
    return lambda _, row, value: row[name] == value


_OUTLET, _STORY = _is("outlet"), _is("story")


def _reports(world: World, row: Row, value: str) -> bool:
    return value in world.claims_of.get(row["id"], ())


PASSES: dict[str, dict[str, Passes]] = {
    "articles": {
        "words": _words("articles"),
        "outlet": _OUTLET,
        "since": lambda world, row, value: _since(_day(world, row["id"]), value),
        "until": lambda world, row, value: _until(_day(world, row["id"]), value),
        "story": _STORY,
    },
    "statements": {
        "words": _words("statements"),
        "speaker": lambda world, row, value: row["speaker"] is not None and meant(world, row["speaker"], value),
        "outlet": _in_article(_OUTLET),
        "kind": _is("kind"),
        "cue": lambda _, row, value: row["cue"] is not None and row["cue"]["type"] == value,
        "since": lambda world, row, value: _since(_said_day(world, row), value),
        "until": lambda world, row, value: _until(_said_day(world, row), value),
        "story": _in_article(_STORY),
        "article": _is("article"),
        "claim": _reports,
    },
    "events": {
        "words": _words("events"),
        "actor": _acts,
        "other": _acts,
        "type": lambda _, row, value: value.lower() in (row["type"].lower(), (row["subtype"] or "").lower()),
        "status": _is("status"),
        "place": _place,
        "outlet": _in_article(_OUTLET),
        "since": lambda _, row, value: row["date"] is not None and row["date"]["to"] >= value,
        "until": lambda _, row, value: row["date"] is not None and row["date"]["from"] <= value,
        "story": _in_article(_STORY),
        "article": _is("article"),
        "claim": _reports,
    },
    "claims": {
        "words": _claim_words,
        "kind": _is("kind"),
        "actor": lambda world, row, value: any(
            meant(world, role, value) for member in row["members"] for role in _roles(world, member)
        ),
        "outlet": lambda world, row, value: any(
            world.article(world.fact(member)["article"])["outlet"] == value for member in row["members"]
        ),
        "source": lambda _, row, value: value in {origin["name"] for origin in row["origins"]["named"]},
        "verdict": _verdict,
        "grade": _is("grade"),
        "min_reports": lambda _, row, value: len(row["articles"]) >= value,
        "min_origins": lambda _, row, value: row["origins"]["at_least"] >= value,
        "max_origins": lambda _, row, value: row["origins"]["at_most"] <= value,
        "differing": _differing,
        "story": _STORY,
    },
    "discrepancies": {
        "kind": _is("kind"),
        "conflicts": lambda world, row, _: is_conflict(world.discrepancy[row["id"]]),
        "outlet": _sides(_OUTLET),
        "story": _sides(_STORY),
        "claim": _is("claim"),
    },
    "actors": {
        "name": lambda world, row, value: row["id"] in world.who(value),
        "kind": _is("kind"),
        "state": _is("state"),
    },
    "stories": {
        "words": lambda _, row, value: holds(row["title"], value),
        "outlet": lambda world, row, value: any(world.article(a)["outlet"] == value for a in row["articles"]),
        "since": lambda _, row, value: row["until"] is not None and row["until"] >= value,
        "until": lambda _, row, value: row["since"] is not None and row["since"] <= value,
    },
    "citations": {
        "name": _is("name"),
        "kind": _is("kind"),
        "outlet": _in_article(_OUTLET),
        "article": _is("article"),
    },
    "problems": {"code": _is("code")},
}

_WEIGHT = ("amount", "date", "place", "who", "first", "self", "headline", "name", "wording")


def ordered(world: World, name: str) -> list[Row]:
    """Return all rows of a list in its order."""
    found = list(world.rows[name].values())
    if name == "articles":
        return _latest(found, lambda row: row)
    if name in ("statements", "events"):
        return _latest(found, lambda row: world.article(row["article"]))  # of one article in the order of reading
    if name == "claims":
        return sorted(found, key=lambda row: (-len(row["articles"]), _interval(row), row["id"]))
    if name == "discrepancies":
        return sorted(found, key=lambda row: (_WEIGHT.index(row["kind"]), row["id"]))
    if name == "actors":
        return sorted(found, key=lambda row: (-len(_parts(world, row["id"])), row["name"], row["id"]))
    if name == "stories":
        return sorted(found, key=lambda row: (-len(row["articles"]), row["since"] or "9", row["id"]))
    return found


def _interval(row: Row) -> tuple[int, int]:
    return row["origins"]["at_least"], row["origins"]["at_most"]


def _latest(found: list[Row], article: Callable[[Row], Row]) -> list[Row]:
    by_id = sorted(found, key=lambda row: article(row)["id"])
    return sorted(by_id, key=lambda row: article(row)["published"] or "", reverse=True)


def _parts(world: World, actor: str) -> set[tuple[str, str]]:
    found = set()
    for fact, claims in world.claims_of.items():
        row = world.fact(fact)
        speaker = [row["speaker"]] if row.get("speaker") else []
        sides = {"speaker": speaker, "actor": row.get("actors", ()), "recipient": row.get("recipients", ())}
        found |= {(role, c) for role, who in sides.items() for c in claims for one in who if one["id"] == actor}
    return found


def values(world: World, name: str, filter_: str) -> list[Any]:
    """Return values for a filter: those that stand in the record, and some that do not."""
    return _VALUES[filter_](world, name)


def _column(table: str, column: str) -> Callable[[World, str], list[Any]]:
    def found(world: World, name: str) -> list[Any]:
        return sorted({row[column] for row in world.rows[table or name].values() if row.get(column)})

    return found


def _actors(world: World, _: str) -> list[str]:
    rows_ = list(world.rows["actors"].values())
    ids, codes = [row["id"] for row in rows_], sorted({row["state"] for row in rows_ if row["state"]})
    parts = [part for row in rows_ for part in (row["name"], row["name"].upper(), row["name"][1:5], *row["aliases"])]
    return [
        *ids,
        *codes,
        *parts,
        "okmen",
        "driver",
        "A DRIVER",
        "guards",
        "NHU",
        "ORS",
        "act-0",
        "ost",
        "Nobody",
        "%",
        "_",
        "'",
    ]


def _some_words(world: World, name: str) -> list[str]:
    if name == "stories":
        return ["Gates", "gates of orsk", "ÖKMEN", "okmen", "'ADA", "%", '"', "none of them"]
    return sorted({key.split(" ", 1)[1] for key in world.found})


def _days(world: World, _: str) -> list[str]:
    stated = {row["published"][:10] for row in world.rows["articles"].values() if len(row["published"] or "") >= 10}
    return sorted({*stated, "1998-12-31", "1999-01-01", "2031-05-01", "2031-06-06", "2031-06-08", "2040-01-01"})


def _ids(table: str) -> Callable[[World, str], list[str]]:
    return lambda world, _: [*world.rows[table], "art-none", "'; DROP TABLE story; --"]


_VALUES: dict[str, Callable[[World, str], list[Any]]] = {
    "words": _some_words,
    "outlet": lambda world, name: [*_column("articles", "outlet")(world, name), "%", 'the 100% "Daily"', "Nobody"],
    "since": _days,
    "until": _days,
    "story": _ids("stories"),
    "article": _ids("articles"),
    "claim": _ids("claims"),
    "speaker": _actors,
    "actor": _actors,
    "other": _actors,
    "name": lambda world, name: (
        [*_column("citations", "name")(world, name), "velpress"] if name == "citations" else _actors(world, name)
    ),
    "source": _column("citations", "name"),
    "type": lambda *_: ["AID", "aid", "Aid", "PROTEST", "TALKS", "condemnation", "None", "%"],
    "place": lambda *_: ["Orsk", "ORSK", "rsk", "VLM", "OST", "Pell", "%", "''"],
    "state": lambda *_: ["VLM", "OST", "vlm", "XXX"],
    "grade": lambda *_: [1, 2, 3, 4, 5, 6, 7],
    "min_reports": lambda *_: [1, 2, 3, 4, 5],
    "min_origins": lambda *_: [1, 2, 3],
    "max_origins": lambda *_: [1, 2, 3, 4],
    "differing": lambda *_: [True],
    "conflicts": lambda *_: [True],
}


def canonical(row: Row) -> str:
    """Return a row as text that is equal for equal rows."""
    return json.dumps(row, sort_keys=True)
