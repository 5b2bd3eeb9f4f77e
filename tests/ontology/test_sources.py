from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.errors import SourceError
from onrecord.ontology.sources import load_sources


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TASS", "TASS"),
        ("the Tass Russian News Agency", "TASS"),
        ("ITAR-TASS", "TASS"),
        ("The Associated Press", "AP"),
        ("Agence France-Presse", "AFP"),
        ("the Xinhua news agency", "Xinhua"),
        ("Newsweek magazine", "Newsweek"),
        ("Reuters’", "Reuters"),
        ("a news agency", None),
        ("somebody", None),
        ("", None),
    ],
)
def test_find_takes_the_whole_text_as_a_name(text: str, name: str | None):
    source = load_sources().find(text)
    assert (source.name if source else None) == name


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Velmark's TASS news agency", [("TASS", "TASS")]),
        ("the state-owned Xinhua News Agency", [("Xinhua", "Xinhua News Agency")]),
        ("Reuters's man at the AP.", [("Reuters", "Reuters"), ("AP", "AP")]),
        ("the Hill and a hill", [("The Hill", "Hill")]),
        ("the pass is closed (AFP/dpa)", [("AFP", "AFP"), ("dpa", "dpa")]),
        ("she told RFE/RL", [("RFE/RL", "RFE/RL")]),
        ("A diplomat in the room", []),
        ("the National Security Council", []),
        ("Jane said so", []),
        ("it took time", []),
        ("Scranton, Pa.", []),
        ("The National Assembly voted", []),
        ("Vice President Ada Renn", []),
        ("the Atlantic Council and the Foreign Affairs Committee", []),
        ("the Ministry of Foreign Affairs and the Permanent Secretary for Foreign Affairs", []),
        ("an essay in Foreign Affairs", [("Foreign Affairs", "Foreign Affairs")]),
        ("Time Magazine on Monday", [("Time", "Time Magazine")]),
        ("The Guardian Monday", [("The Guardian", "The Guardian")]),
        ("The Guardian, and Ada Renn", [("The Guardian", "The Guardian")]),
    ],
)
def test_scan_finds_names_in_running_text(text: str, named: list[tuple[str, str]]):
    found = [(n.source.name, n.span.of(text)) for n in load_sources().scan(text)]
    assert found == named


@given(st.text(alphabet="The APReutsNw.' ’-&", max_size=40))
def test_what_scan_finds_lies_in_the_text_in_order(text: str):
    spans = [named.span for named in load_sources().scan(text)]
    assert all(span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("host", "name"), [("www.reuters.com", "Reuters"), ("EDITION.CNN.COM", "CNN"), ("cnn.example", None)]
)
def test_by_host_climbs_to_the_domain(host: str, name: str | None):
    source = load_sources().by_host(host)
    assert (source.name if source else None) == name


def test_every_bundled_row_is_complete_and_no_name_stands_for_two():
    sources = load_sources()
    assert sum(1 for source in sources.all if source.kind == "agency") >= 60
    for source in sources.all:
        assert source.kind in ("agency", "outlet", "platform")
        assert source.state is None or len(source.state) == 3
        assert all(sources.find(name) == source for name in (source.name, *source.aliases)), source.name


def test_own_sources_come_on_top_of_the_bundled_ones(tmp_path: Path):
    path = tmp_path / "actors.yaml"
    path.write_text(
        "sources:\n  - {name: Velpress, kind: agency, aliases: [Velmark Press], hosts: [velpress.example]}\n"
    )
    sources = load_sources(path)
    found = sources.find("the Velmark Press")
    assert found is not None
    assert found.name == "Velpress"
    assert sources.by_host("www.velpress.example") == found
    assert sources.find("Reuters") is not None


def test_an_own_source_with_an_ordinary_name_is_not_found_at_the_head_of_another_name(tmp_path: Path):
    path = tmp_path / "actors.yaml"
    path.write_text(
        "sources:\n- {name: The Chamber, kind: outlet, ordinary: yes}\n- {name: The Lantern, kind: outlet}\n"
    )
    sources = load_sources(path)
    texts = ("The Chamber Orchestra", "The Chamber said", "The Lantern Orchestra")
    assert [[named.source.name for named in sources.scan(text)] for text in texts] == [
        [],
        ["The Chamber"],
        ["The Lantern"],
    ]


@pytest.mark.parametrize("entry", ["{kind: agency}", "{name: Velpress, kind: wire}", "Velpress"])
def test_an_entry_that_cannot_be_used_is_named(tmp_path: Path, entry: str):
    path = tmp_path / "actors.yaml"
    path.write_text(f"sources:\n  - {entry}\n")
    with pytest.raises(SourceError, match="entry 1 of 'sources'"):
        load_sources(path)
