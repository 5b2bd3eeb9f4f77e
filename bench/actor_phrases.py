"""Actors' phrases against the codes of NGEC's tests: `python -m bench.actor_phrases [--misses]`.

Prints a JSON line: how many rows ask for a state or sector (`n`), and the shares that are right in the `state`, in the
`sector` and in `both`; a row counts as right where it does not ask. `sector_missed` and `sector_other` are the shares
of rows with a sector that got none or another one, `sector_spurious` is the share of rows without one that got one, and
`also` the share of second sectors that are right. `both_described` and `both_named` divide `both`: rows whose words
describe the actor, and rows that are names: those whose words all begin with a capital letter, and those that the file
ties to an article of an encyclopedia.

The file writes "" and UNK for what is not known, and PLOVER's IGO and NGO in the state's place (here they are sectors
without a state). Its rows come with a date or a state as context, which the coder is given too. Rows that ask for
neither state nor sector are left out; a line says how many, by the function that they test.

Words, names and rules were made with every row in view, so the figures say how well they fit the file. How the coder
does on other phrases `tests/cases/actors.yaml` says. `--misses` prints the rows that are wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bench.floors import shared_folder
from onrecord.ontology.actor_codes import ActorCode, code_actor
from onrecord.ontology.states import load_states

FILE = "data/events/ngec_actor_phrases.jsonl"
_UNKNOWN = frozenset({"", "UNK"})
_NO_STATE = frozenset({"IGO", "NGO", "MNC", "ISM", "IMG"})
"""PLOVER's codes of actors without a state, which the file writes in the state's place."""

_KIND_OF = {"UNO": "IGO"}
"""CAMEO's code of the United Nations, which the file writes there too, and what it is a case of."""

_DAYS = ("%Y-%m-%d", "%d %B %Y")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a row asks for; "" for a value that must be empty, None for one that it does not ask for."""

    state: str | None
    sector: str | None
    also: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A phrase with its context and its code; `named` says that it is a name."""

    id: str
    tests: str
    phrase: str
    on: date | None
    home: str | None
    wanted: Wanted
    named: bool

    @property
    def asks(self) -> bool:
        """Whether the row asks for a state or a sector."""
        return self.wanted.state is not None or self.wanted.sector is not None


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with the code that was found, and what of it is right."""

    row: Row
    code: ActorCode
    state: bool
    sector: bool
    also: bool | None

    @property
    def both(self) -> bool:
        """Whether state and sector are right."""
        return self.state and self.sector


def load_rows(path: Path) -> list[Row]:
    """Return the rows of the file."""
    return [row_of(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def row_of(data: dict[str, Any]) -> Row:
    """Return one row as it is measured.

    >>> row = row_of({"id": "x", "fn": "f", "phrase": "the IMF", "expect": {"country": "IGO"}, "ctx": {}})
    >>> row.wanted.state, row.wanted.sector
    ('', 'IGO')
    """
    expect, ctx = data["expect"], data["ctx"]
    known = [str(value).strip("'\"") for field, value in ctx.items() if field != "args"]
    context = [str(value).strip("'\"") for value in ctx.get("args", ())] + known
    return Row(
        id=data["id"],
        tests=data["fn"],
        phrase=data["phrase"],
        on=next((day for text in context if (day := _day(text))), None),
        home=next((state.code for text in context if (state := load_states().find(text))), None),
        wanted=_wanted(expect),
        named=bool(expect.get("wiki") or expect.get("title")) or _is_name(data["phrase"]),
    )


def _is_name(phrase: str) -> bool:
    """Say whether every word of a phrase begins with a capital letter."""
    return all(word[0].isupper() for word in phrase.split() if word[0].isalpha())


def _day(text: str) -> date | None:
    for form in _DAYS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _wanted(expect: dict[str, str]) -> Wanted:
    state, sector = expect.get("country", expect.get("cc")), expect.get("code_1")
    also = expect.get("code_2")
    state = _KIND_OF.get(state or "", state)
    if state in _NO_STATE:
        return Wanted("", state, sector or None)
    return Wanted(_value(state), _value(sector), also)


def _value(text: str | None) -> str | None:
    return "" if text in _UNKNOWN else text


def judge(row: Row) -> Judged:
    """Code a row's phrase and compare it with what the row asks for."""
    code = code_actor(row.phrase, on=row.on, home=row.home)
    wanted = row.wanted
    return Judged(
        row,
        code,
        wanted.state in (None, code.state or ""),
        wanted.sector in (None, code.sector or ""),
        None if not wanted.also else wanted.also == code.also,
    )


def figures(judged: Sequence[Judged]) -> dict[str, float]:
    """Return the figures over rows that ask."""
    return {
        "n": len(judged),
        "state": _share(one.state for one in judged),
        "sector": _share(one.sector for one in judged),
        "both": _share(one.both for one in judged),
        "sector_missed": _share(_missed(one) for one in judged if one.row.wanted.sector),
        "sector_other": _share(not one.sector and not _missed(one) for one in judged if one.row.wanted.sector),
        "sector_spurious": _share(not one.sector for one in judged if one.row.wanted.sector == ""),
        "also": _share(one.also for one in judged if one.also is not None),
        "n_described": sum(not one.row.named for one in judged),
        "both_described": _share(one.both for one in judged if not one.row.named),
        "n_named": sum(one.row.named for one in judged),
        "both_named": _share(one.both for one in judged if one.row.named),
    }


def _missed(one: Judged) -> bool:
    return one.code.sector is None


def _share(right: Iterable[bool | None]) -> float:
    values = [bool(value) for value in right]
    return round(sum(values) / len(values), 4) if values else 1.0


def left_out(rows: Iterable[Row]) -> dict[str, str]:
    """Say which rows are not measured, by the function that they test."""
    counts = Counter(row.tests for row in rows if not row.asks)
    return {name: f"{count} rows ask for neither state nor sector" for name, count in sorted(counts.items())}


def misses(judged: Iterable[Judged]) -> Iterable[str]:
    """Yield a line for every row that is wrong."""
    for one in judged:
        if not one.both or one.also is False:
            code, wanted = one.code, one.row.wanted
            got, asked = (code.state, code.sector, code.also), (wanted.state, wanted.sector, wanted.also)
            yield f"{one.row.id}: {one.row.phrase!r} is {got}, not {asked}: {code.reason}"


def held(shared: Path) -> dict[str, float]:
    """Return the figure that floors hold: rows right in state and sector."""
    return {"both": figures([judge(row) for row in load_rows(shared / FILE) if row.asks])["both"]}


def main(arguments: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="print the rows that are wrong")
    chosen = parser.parse_args(arguments)
    folder = shared_folder()
    if folder is None:
        print("left out: no evaluation data at ONRECORD_DATA or ../shared", file=sys.stderr)
        return 0
    rows = load_rows(folder / FILE)
    judged = [judge(row) for row in rows if row.asks]
    if chosen.misses:
        print("\n".join(misses(judged)))
    print(json.dumps({**figures(judged), "left_out": left_out(rows)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
