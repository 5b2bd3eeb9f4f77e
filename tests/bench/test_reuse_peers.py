"""Pairs beside peers: settings are chosen on one half of the documents and scored on the other."""

from __future__ import annotations

import json
import sys
from itertools import combinations
from pathlib import Path

import pytest

from bench import reuse_peers
from bench.reuse_peers import Gold, bands, by_halves, figures_of, figures_of_ours, load, main, shingles

KEYS = [f"d{number:02}" for number in range(40)]
TWINS = [(a, b) for a, b in zip(KEYS[::2], KEYS[1::2], strict=True)]
GOLD = Gold(KEYS, {**dict.fromkeys(TWINS, "copy"), (KEYS[0], KEYS[3]): "ambiguous", (KEYS[0], KEYS[5]): "shared_quote"})
EVERY = frozenset(combinations(KEYS, 2))

REPORT = " ".join(
    f"The {n}th ship of the {word} convoy left the harbour of Torsund in the grey of the morning."
    for n, word in enumerate(("first", "northern", "smaller", "slow", "last", "other"), start=4)
)
OTHER = " ".join(
    f"In {place} the council met until late and chose {name} to speak for the farmers."
    for place, name in (("Kelstadt", "Milo Brandt"), ("Marrec", "Ines Karrow"), ("Ostholm", "Otto Fenn"))
)


def test_pairs_that_are_neither_right_nor_wrong_are_left_out() -> None:
    right = frozenset(TWINS)
    assert GOLD.f1(right) == 1.0
    assert GOLD.f1(right | {(KEYS[0], KEYS[3])}) == 1.0
    assert GOLD.f1(right | {(KEYS[0], KEYS[5])}) == pytest.approx(40 / 41)
    assert GOLD.f1(frozenset()) == 0.0


def test_pairs_between_the_halves_count_for_neither() -> None:
    one, other = GOLD.halves(0)
    assert not one & other
    assert sorted(one | other) == KEYS
    inside = frozenset(pair for pair in TWINS if one.issuperset(pair))
    assert 0 < len(inside) < len(TWINS)
    assert GOLD.f1(inside, one) == 1.0
    assert GOLD.f1(inside, other) == 0.0


def test_what_is_best_on_one_half_is_scored_on_the_other() -> None:
    found = [EVERY, frozenset(TWINS), frozenset()]
    assert by_halves(GOLD, [0.1, 0.5, 0.9], found, 3) == {
        "best": 1.0,
        "halves": 1.0,
        "lowest": 1.0,
        "chosen": [0.5, 0.5],
    }


def test_a_setting_that_only_suits_one_half_is_found_out() -> None:
    one, _ = GOLD.halves(0)
    suits = [frozenset(pair for pair in TWINS if (pair[0] in one) is side) for side in (True, False)]
    assert by_halves(GOLD, [1, 2], suits, 1)["halves"] < 0.5


def test_short_texts_have_one_shingle() -> None:
    assert shingles("A ship left") == {"a ship left"}


def test_bands_are_more_for_lower_thresholds() -> None:
    counts = [bands(128, threshold) for threshold in (0.9, 0.5, 0.2, 0.01)]
    assert counts == sorted(counts)
    assert all(128 % count == 0 for count in counts)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    documents, pairs = tmp_path / "docs.jsonl", tmp_path / "pairs.jsonl"
    texts = {"a": REPORT, "b": REPORT, "c": OTHER, "d": OTHER + " " + OTHER.upper()}
    rows = [{"id": key, "publisher": f"{key}.example", "time": None, "text": text} for key, text in texts.items()]
    documents.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    labelled = [{"a": "b", "b": "a", "label": "copy"}, {"a": "c", "b": "d", "label": "partial"}]
    pairs.write_text("".join(json.dumps(row) + "\n" for row in labelled), encoding="utf-8")
    return documents, pairs


def test_ours_is_scored_as_it_is_and_with_other_numbers(files: tuple[Path, Path]) -> None:
    facts, gold = load(*files)
    assert figures_of_ours(facts, gold, 2)["default"] == pytest.approx(1.0)
    found = reuse_peers.ours(facts, [20, None, 10_000])
    assert ("a", "b") in found[0]
    assert len(found[0]) >= len(found[1]) >= len(found[2])


@pytest.mark.parametrize("name", sorted(reuse_peers.PEERS))
def test_peers_find_copies(name: str, files: tuple[Path, Path]) -> None:
    pytest.importorskip(name)
    facts, gold = load(*files)
    texts = {article.id: article.text for article in facts.articles}
    assert ("a", "b") in reuse_peers.PEERS[name](texts, [(128, 0.9)])[0]
    assert figures_of(name, texts, gold, 2)["default"] > 0


def test_peers_that_are_not_installed_are_left_out_and_said_so(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reuse_peers.importlib.util, "find_spec", lambda _: None)
    assert main([*map(str, files), "--splits", "1"]) == 0
    printed = capsys.readouterr()
    assert [json.loads(line)["system"] for line in printed.out.splitlines()] == ["onrecord"]
    assert "left out: datasketch" in printed.err
    assert "left out: rensa" in printed.err


def test_one_file_alone_is_refused(files: tuple[Path, Path]) -> None:
    with pytest.raises(SystemExit):
        main([str(files[0])])
    assert sys.modules[main.__module__] is reuse_peers
