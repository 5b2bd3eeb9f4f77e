"""Rows for `actor_officials.csv` from extracts of Wikidata: `python -m bench.officials FOLDER --shown YEAR`.

FOLDER holds copies of repositories of every-politician-scrapers, each with its `html/holders21.csv` (columns position,
person, personID, start, end; others are passed over). Prints the tenures of the offices that the coder knows, one row
for each, for somebody to look through before they go into the list: `--shown` is the year of the extract, which an open
tenure holds until; a person whom the bundled lists have in the same office is left out. A folder's name begins with
that of the state ("zimbabwe", "united-kingdom-cabinet").
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.ontology.data_files import bundled_rows
from onrecord.ontology.states import load_states

COLUMNS = ("name", "names", "state", "office", "since", "until", "left", "item", "source")
_WHOLE = {
    "president": "president",
    "prime minister": "prime minister",
    "supreme leader": "supreme leader",
    "vice president": "vice president",
    "deputy prime minister": "deputy prime minister",
    "attorney general": "attorney general",
    "chief justice": "judge",
    "prosecutor general": "prosecutor",
    "national security advisor": "national security adviser",
    "governor of the central bank": "central bank governor",
}
_PARTS = {
    "deputy": "deputy minister",
    "foreign affairs": "foreign minister",
    "defence": "defence minister",
    "interior": "interior minister",
    "internal affairs": "interior minister",
    "home affairs": "interior minister",
    "finance": "finance minister",
    "justice": "justice minister",
}
_SPEAKERS = ("speaker of ", "president of the national assembly")
_CHIEFS = ("chief of army staff", "chief of the general staff")

Row = dict[str, str]


def office_of(position: str) -> str | None:
    """Return the office that a position is listed under, None where it is not listed.

    >>> office_of("Minister of Defence"), office_of("Federal Minister of Railways"), office_of("Mayor of Torsund")
    ('defence minister', 'minister', None)
    """
    words = position.lower().replace("vice-president", "vice president").replace("attorney-general", "attorney general")
    if words in _WHOLE:
        return _WHOLE[words]
    if words.startswith(_SPEAKERS):
        return "speaker"
    if words.startswith(_CHIEFS):
        return "army chief"
    if "minister" not in words and not words.startswith("secretary "):
        return None
    return next((office for part, office in _PARTS.items() if part in words), "minister")


def state_of(folder: str) -> str | None:
    """Return the state that a folder's name begins with.

    >>> state_of("united-kingdom-cabinet"), state_of("uganda-ministers"), state_of("velmark")
    ('GBR', 'UGA', None)
    """
    words = folder.replace("-", " ").title().split()
    names = (" ".join(words[:end]) for end in range(len(words), 0, -1))
    return next((state.code for name in names if (state := load_states().find(name))), None)


def rows_of(tenures: Iterable[Row], state: str, source: str, shown: int) -> Iterator[Row]:
    """Yield a row for each tenure of a listed office; tenures of one office that follow each other are one."""
    found: dict[tuple[str, str], Row] = {}
    for tenure in sorted(tenures, key=lambda one: one["start"]):
        office = office_of(tenure["position"])
        if not office or not tenure["person"] or not tenure["start"]:
            continue
        since, left = tenure["start"][:4], tenure["end"][:4]
        before = found.get((tenure["personID"], office))
        if before and before["until"] >= since:
            before.update(until=max(before["until"], left or str(shown)), left=left)
            continue
        if before:
            yield before
        person = {"name": tenure["person"], "names": "", "item": tenure["personID"], "source": source}
        found[tenure["personID"], office] = person | {
            "state": state,
            "office": office,
            "since": since,
            "until": left or str(shown),
            "left": left,
        }
    yield from found.values()


def main(arguments: list[str] | None = None) -> int:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shown", type=int, required=True, help="the year of the extract")
    chosen = parser.parse_args(arguments)
    listed = ("actor_leaders.csv", "actor_officials.csv")
    have = {(row["item"], row["office"]) for file in listed for row in bundled_rows(file)}
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for path in sorted(chosen.folder.glob("*/html/holders21.csv")):
        source = path.parts[-3]
        state = state_of(source)
        if state is None:
            print(f"left out: {source} names no state", file=sys.stderr)
            continue
        tenures = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
        rows = rows_of(tenures, state, source, chosen.shown)
        writer.writerows(row for row in rows if (row["item"], row["office"]) not in have)
    return 0


if __name__ == "__main__":
    sys.exit(main())
