from __future__ import annotations

from dataclasses import replace

from onrecord.model.entity_row import EntityRow, Held
from onrecord.model.reading import EntityKind
from onrecord.ontology.offices import load_offices
from onrecord.resolve.holders import Holding, holdings_of, place_unnamed

OFFICES = load_offices()
PRESIDENT = OFFICES.kind("president")


def _row(key: str, article: str, office: str = "president", state: str = "XVM") -> EntityRow:
    return EntityRow(key, article, EntityKind.PERSON, f"{state} {office}", state, office)


def _holdings(*counts: tuple[str, int]) -> list[Holding]:
    post = "XVM", PRESIDENT
    return [Holding(actor, f"{actor}-{n}", post) for actor, count in counts for n in range(count)]


def _placed(row: EntityRow, holdings: list[Holding], *beside: str) -> str:
    _, (alias,) = place_unnamed([row], holdings, {row.article: frozenset(beside)}, OFFICES)
    return alias.actor


def test_the_only_holder_of_the_post_is_meant() -> None:
    assert _placed(_row("e", "a"), _holdings(("torvik", 1))) == "torvik"
    assert _placed(_row("e", "a", state="XOS"), _holdings(("torvik", 1))).startswith("act-")


def test_of_several_the_one_beside_is_meant_or_the_one_who_is_nearly_always_given_the_post() -> None:
    several = _holdings(("torvik", 2), ("best", 2))
    assert _placed(_row("e", "a"), several, "best", "somebody") == "best"
    assert _placed(_row("e", "a"), several, "best", "torvik").startswith("act-")
    assert _placed(_row("e", "a"), _holdings(("torvik", 10), ("best", 2))) == "torvik"
    assert _placed(_row("e", "a"), _holdings(("torvik", 9), ("best", 2))).startswith("act-")


def test_those_left_are_one_a_post_and_those_of_a_rank_each_their_own() -> None:
    rows = [_row("e1", "a"), _row("e2", "b"), _row("e3", "a", "diplomat"), _row("e4", "b", "diplomat")]
    actors, aliases = place_unnamed(rows, [], {}, OFFICES)
    assert OFFICES.is_rank("diplomat")
    assert len(actors) == 3
    actor = {alias.entity: alias.actor for alias in aliases}
    assert actor["e1"] == actor["e2"]
    assert actor["e3"] != actor["e4"]
    assert {alias.reason for alias in aliases} == {"office without a name"}


def test_a_former_post_is_not_held() -> None:
    row = EntityRow("e", "a", EntityKind.PERSON, "Ada Torvik", "XVM", None, True)
    held = replace(row, tenures=(Held("president"),))
    former = replace(row, tenures=(Held("president", None, former=True),))
    assert [holding.post for holding in holdings_of(held, "act", OFFICES)] == [("XVM", PRESIDENT)]
    assert list(holdings_of(former, "act", OFFICES)) == []
