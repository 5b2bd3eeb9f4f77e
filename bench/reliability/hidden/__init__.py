"""Hidden text: what readers of a page cannot see enters no statement and no event of the record."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.chromium import MISSING, find_chromium
from bench.floors import shared_folder
from bench.html import HIDDEN_MAX
from bench.html import measure as measure_pages
from bench.reliability.hidden.pages import SPEAKER, TOWN, Technique, load_techniques
from bench.reliability.outcome import Outcome, Scale

LISTS = ("statements", "events")
"""The lists of the record into which no hidden word may come."""
_SAMPLE = 3
"""In the short form, each third page that shows its words: that they all come out is known of the lot."""


def measure(scale: Scale) -> Outcome:
    """Add pages with forged words to a record, hidden and shown, and look for the words in it.

    The full form also looks at each page in Chromium, and counts the real text that is hidden on real pages.
    """
    hidden, shown = load_techniques()
    kept = shown if scale is Scale.FULL else shown[::_SAMPLE]
    found = forged_rows((*hidden, *kept))
    broken = list(faults(found, hidden, kept))
    figures: dict[str, int | float] = {
        "ways to hide": len(hidden),
        "forged rows": sum(len(found[name]) for name in LISTS for technique in hidden if technique.name in found[name]),
        "ways that only seem to hide": len(kept),
        "shown and read": sum(all(technique.name in found[name] for name in LISTS) for technique in kept),
    }
    if scale is Scale.FULL:
        figures |= _looked_at(hidden, shown, broken) | _on_real_pages(broken)
    return Outcome(figures, tuple(broken))


def faults(
    found: Mapping[str, Mapping[str, int]], hidden: Sequence[Technique], shown: Sequence[Technique]
) -> Iterator[str]:
    """Yield what is wrong: hidden words in a list, or shown words that are in none."""
    for name in LISTS:
        yield from (f"{one.name}: in {found[name][one.name]} {name}" for one in hidden if one.name in found[name])
        yield from (f"{one.name}: shown, and in no {name}" for one in shown if one.name not in found[name])


def forged_rows(techniques: Sequence[Technique]) -> Mapping[str, Mapping[str, int]]:
    """Add a page of each technique to a record, and count the rows with forged words by list and technique."""
    with tempfile.TemporaryDirectory() as folder:
        pages, record = Path(folder) / "pages", Path(folder) / "record.db"
        pages.mkdir()
        for number, technique in enumerate(techniques):
            (pages / f"{number:03}.html").write_text(technique.page(number), encoding="utf-8")
        _onrecord("add", str(pages), "--record", str(record), "--reader", "rules", "--quiet")
        uris = {row["id"]: int(Path(row["uri"]).stem) for row in _rows("articles", record)}
        lost = [one.name for number, one in enumerate(techniques) if number not in uris.values() and not one.alone]
        if lost:
            raise RuntimeError(f"pages that became no articles: {', '.join(lost)}")
        return {name: _counted(techniques[uris[id_]].name for id_ in _forged(name, record)) for name in LISTS}


def _forged(name: str, record: Path) -> Iterator[str]:
    """Yield the article of each row of a list in which a forged name stands, anywhere in the row."""
    for row in _rows(name, record):
        words = json.dumps(row, ensure_ascii=False)
        if SPEAKER in words or TOWN in words:
            yield row["article"]


def _counted(names: Iterator[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in names:
        found[name] = found.get(name, 0) + 1
    return found


def _rows(name: str, record: Path) -> Iterator[Mapping[str, str]]:
    lines = _onrecord(name, "--record", str(record), "--limit", "0", "--json").splitlines()
    yield from map(json.loads, lines)


def _onrecord(*arguments: str) -> str:
    command = [sys.executable, "-c", "from onrecord.cli.app import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _looked_at(hidden: Sequence[Technique], shown: Sequence[Technique], broken: list[str]) -> dict[str, int]:
    if find_chromium() is None:
        broken.append(f"the pages were not looked at: {MISSING}")
        return {}
    from bench.reliability.hidden.browser import complaints

    seen = list(complaints(hidden, shown))
    broken.extend(seen)
    return {"looked at in Chromium": len(hidden) + len(shown), "of which it draws otherwise": len(seen)}


def _on_real_pages(broken: list[str]) -> dict[str, int | float]:
    """Return the share of the body's words of real pages that are wrongly hidden, where there are real pages."""
    shared = shared_folder()
    if shared is None:
        return {}
    found = measure_pages(shared, None, every_page=False, timed=False)
    if found["hidden"] > HIDDEN_MAX:
        broken.append(f"{found['hidden']:.1%} of the real text of real pages is hidden")
    return {"real pages": int(found["pages"]), "share of their text hidden wrongly": found["hidden"]}
