"""The story sets are well formed, and their measure counts as their README says."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from types import ModuleType
from typing import Any

import pytest

from bench.story_cases import CASES, PARTS, PHENOMENA, CaseError, load_sets, set_of
from bench.story_scores import judge, same_names
from bench.story_sets import judged, line
from onrecord.model.derived import DiscrepancyKind, Origin, OriginKind
from onrecord.model.facts import Facts
from onrecord.model.snapshot import Snapshot
from onrecord.ontology.sources import load_sources
from onrecord.ontology.states import Form, load_states
from onrecord.trace.run import trace

WORDS = "We close the bridge because nobody pays for the road that leads there"


def row(**changes: object) -> dict[str, Any]:
    article = {"outlet": "Ost Courier", "title": "Bridge shut"}
    found: dict[str, Any] = {
        "about": "a bridge",
        "part": "before",
        "holds": ["marked wire", "amount"],
        "articles": {
            "a": {**article, "text": f"“{WORDS},” Ada Renn told Velpress.\n\nVelmark expelled three envoys of Sarn."},
            "b": {**article, "text": f"“{WORDS},” said Ada Renn. Velmark expelled four envoys of Sarn."},
            "c": {**article, "text": "“We close the bridge,” said Ada Renn in Torsund."},
        },
        "claims": [
            {
                "id": "bridge",
                "kind": "utterance",
                "says": "Renn on the bridge",
                "reports": {"a": WORDS, "b": WORDS},
                "origins": {"at_least": 1, "at_most": 1, "named": ["Velpress"]},
            },
            {
                "id": "expulsion",
                "kind": "event",
                "says": "Velmark expelled envoys",
                "reports": {"a": "Velmark expelled three envoys of Sarn", "b": "Velmark expelled four envoys of Sarn"},
                "origins": {"at_least": 1, "at_most": 2, "named": []},
            },
        ],
        "apart": [{"kind": "utterance", "reports": {"c": "We close the bridge"}, "because": "another day"}],
        "discrepancies": [
            {"kind": "amount", "about": "how many envoys", "sides": [{"a": "three envoys"}, {"b": "four envoys"}]}
        ],
    }
    return found | changes


@pytest.fixture
def snapshot(kit: ModuleType) -> Snapshot:
    """The record of the set above, as it should be: two claims, and one amount that differs."""
    coverage = kit.Coverage()
    coverage.actor("Ada Renn", state="VEL")
    coverage.actor("Velmark", kind="state", state="VEL")
    coverage.actor("Sarn", kind="state", state="SRN")
    for key, cites, count in (("a", [("Velpress", "agency")], 3), ("b", [], 4)):
        number = {3: "three envoys", 4: "four envoys"}[count]
        text = f"“{WORDS},” Ada Renn told Velpress.\n\nVelmark expelled {number} of Sarn."
        draft = coverage.article(key, text, title="Bridge shut")
        coverage.says(draft, "Ada Renn", WORDS, cites=cites)
        clause = f"Velmark expelled {number} of Sarn"
        sums = [kit.amount(count, number, "envoy")]
        coverage.does(draft, ["Velmark"], "SANCTION", ["Sarn"], clause, subtype="expulsion", sums=sums)
    coverage.article("c", "“We close the bridge,” said Ada Renn in Torsund.", title="Bridge shut")
    facts = coverage.facts()
    named = [replace(article, uri=f"x/{article.id.removeprefix('art-')}.md") for article in facts.articles]
    facts = Facts.of(named, facts.readings)
    resolution = coverage.resolution(facts)
    return Snapshot(facts, resolution, trace(facts, resolution))


def test_what_is_right_scores_full(snapshot: Snapshot) -> None:
    found = judge(set_of("x", row()), snapshot)
    assert found.misses == []
    assert found.figures() == {"grouping": 1.0, "origins": 1.0, "discrepancies": 1.0}


def test_what_is_parted_merged_or_wrongly_counted_costs(snapshot: Snapshot) -> None:
    made = row()
    made["claims"][0]["origins"]["at_most"] = 2
    made["claims"][1]["reports"] = {"a": "Velmark expelled three envoys of Sarn"}
    made["apart"].append({"kind": "event", "reports": {"b": "Velmark expelled four envoys of Sarn"}, "because": "no"})
    found = judge(set_of("x", made), snapshot)
    assert found.misses == [
        "x: expulsion and apart 2 are one claim",
        "x: bridge has origins 1..1 [Velpress (agency, least)], is 1..2 [Velpress]",
    ]
    assert found.figures()["origins"] == 0.5
    assert 0.7 < found.figures()["grouping"] < 1


def test_a_discrepancy_that_is_none_counts_as_false_unless_it_may_be_one(snapshot: Snapshot) -> None:
    made = row(discrepancies=[])
    assert judge(set_of("x", made), snapshot).false == 1
    assert judge(set_of("x", row(discrepancies=[], may=row()["discrepancies"])), snapshot).figures() == {
        "grouping": 1.0,
        "origins": 1.0,
        "discrepancies": 1.0,
    }
    date = [{"kind": "date", "about": "day", "sides": [{"a": "three envoys"}, {"b": "four envoys"}]}]
    missed = judge(set_of("x", row(discrepancies=date)), snapshot)
    assert (missed.found, missed.missed, missed.false) == (0, 1, 1)


def origin(name: str, reason: str = "named by 1 report", kind: OriginKind = OriginKind.AGENCY) -> Origin:
    return Origin("o", "c", kind, name, (), "least", reason)


def test_named_origins_are_matched_one_for_one() -> None:
    assert same_names(["foreign ministry"], [origin("the Velmarkian foreign ministry")])
    assert not same_names(["foreign ministry"], [])
    assert not same_names([], [origin("Velpress")])
    assert same_names(["LNA"], [origin("Lethian News Agency")], {"LNA": "Lethian News Agency"})
    circle = origin("Kess Herald, Ost Courier", "Kess Herald, Ost Courier cite each other")
    assert same_names([("Ost Courier", "Kess Herald")], [circle])
    assert not same_names([("Ost Courier", "Kess Herald")], [origin("Kess Herald, Ost Courier")])


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"part": "middle"}, "part is one of before, open, reworded, after"),
        ({"holds": ["wire"]}, "unknown in holds: wire"),
        ({"odd": 1}, "missing or unknown: odd"),
        ({"articles": {}}, "3 to 8 articles"),
        ({"discrepancies": [{"kind": "amount", "about": "x", "sides": [{"a": "three"}]}]}, "two sides"),
        ({"discrepancies": [{"kind": "self", "about": "x", "sides": [{"a": "three"}, {"b": "four"}]}]}, "one article"),
        ({"discrepancies": [{"kind": "date", "about": "x", "sides": [{"a": "three"}, {"a": "Ada"}]}]}, "between"),
        ({"apart": [{"kind": "event", "reports": {"a": "nowhere"}, "because": "x"}]}, "holds 0 times"),
        ({"apart": [{"kind": "event", "reports": {"z": "Ada"}, "because": "x"}]}, "there is no article z"),
    ],
)
def test_what_is_not_as_the_readme_tells_is_refused(changes: dict[str, object], why: str) -> None:
    with pytest.raises(CaseError, match=re.escape(why)):
        set_of("x", row(**changes))


def test_the_sets_hold_every_phenomenon_in_both_halves() -> None:
    sets = load_sets()
    assert {one.part for one in sets} <= set(PARTS)
    before = [one for one in sets if one.part == "before"]
    assert len(before) >= 13
    assert frozenset().union(*(one.holds for one in before)) == PHENOMENA
    assert sum(len(one.entries) for one in before) >= 40


def test_the_readme_tells_every_phenomenon_and_kind() -> None:
    readme = (CASES / "README.md").read_text(encoding="utf-8")
    for word in (*PHENOMENA, *(kind.value for kind in DiscrepancyKind)):
        assert word in readme, word
    for file in CASES.glob("*.yaml"):
        assert file.read_text(encoding="utf-8").startswith("# "), file.name


def test_no_set_names_a_real_agency_or_state() -> None:
    for one in load_sets():
        for text in one.articles.values():
            outlet = dict(text.head).get("outlet", "")
            real = [named.source for named in load_sources().scan(f"{outlet}. {text.whole}")]
            assert [source.name for source in real if source.kind != "platform"] == [], (one.name, text.key)
            words = set(re.findall(r"\b[A-Z][a-z]+\b", text.whole))
            states = {word for word in words if (match := load_states().match(word)) and match.form is Form.NAME}
            assert states == set(), (one.name, text.key)


def test_no_two_sets_are_alike_in_wording() -> None:
    runs = {one.name: {run for text in one.articles.values() for run in _runs(text.text)} for one in load_sets()}
    assert [(a, b) for a, b in combinations(sorted(runs), 2) if runs[a] & runs[b]] == []


def _runs(text: str, length: int = 9) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


@pytest.mark.model
def test_a_set_goes_the_whole_way() -> None:
    (case,) = (one for one in load_sets() if one.name == "ceasefire-words")
    ((_, found),) = judged([case])
    figures = line("before", [found])
    assert figures["claims"] == 3
    assert figures["passages"] == 9
    assert found.found == len(case.differences)
