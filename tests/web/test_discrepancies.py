"""A card shows every value that reports differ on, however many reports have another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.model.derived import Discrepancy, DiscrepancyKind, Origin, OriginKind, Side
from onrecord.model.ids import Prefix, content_id
from onrecord.model.snapshot import Snapshot
from onrecord.record.file import Record
from onrecord.web.app import desk_app
from onrecord.web.desk import Desk
from onrecord.web.discrepancies import MOST_SIDES, Card, card
from onrecord.web.gathered import cards
from tests.web.records import recorded

REPORTS = 12
DEAL = "Velmark signed a treaty worth {} with Ostran"
MANY, FEW, ALONE = "$40 million", "$45 million", "$9 million"


def disputed(kit: ModuleType, reports: int = REPORTS) -> Snapshot:
    """Make a treaty that many reports of one agency value alike, two other sources otherwise, and one alone."""
    c = kit.Coverage()
    c.actor("Velmark", kind="state", state="VLM")
    c.actor("Ostran", kind="state", state="OST")
    sides, behind = [], {}
    amounts = [MANY] * reports + [FEW] * 2 + [ALONE]
    for at, amount in enumerate(amounts):
        # The later in the list, the earlier it was published: what is first in the record is the last in time.
        day = f"2031-04-{len(amounts) - at:02d}"
        draft = c.article(f"a{at}", f"{DEAL.format(amount)}. No. {at}", f"Paper {at:02d}", day)
        c.does(draft, ["Velmark"], "AGREE", ["Ostran"], DEAL.format(amount), subtype="treaty", day="2031-04-01")
        sides.append((draft, amount))
    facts = c.facts()
    resolution = c.resolution(facts)
    claim = max(resolution.claims, key=lambda one: len(one.members))
    shown = []
    for draft, amount in sides:
        name = "Velpress" if amount == MANY else draft.article.outlet
        origin = content_id(Prefix.ORIGIN, claim.id, name)
        behind.setdefault(origin, (name, []))[1].append(draft.article.id)
        span = draft.place(amount)
        event = draft.reading.events[0].id
        value = f"{amount[1:].split()[0]},000,000 USD"
        shown.append(Side(event, draft.article.id, span.start, span.end, amount, value, (origin,)))
    origins = tuple(
        Origin(key, claim.id, OriginKind.AGENCY, name, tuple(of), "least", "") for key, (name, of) in behind.items()
    )
    found = Discrepancy(
        content_id(Prefix.DISCREPANCY, claim.id), DiscrepancyKind.AMOUNT, "USD", claim.id, tuple(shown), "amounts"
    )
    return Snapshot(facts, resolution, replace(c.trace(), origins=origins, discrepancies=(found,)))


def card_of(snapshot: Snapshot) -> Card:
    return card(Desk(snapshot), snapshot.tracing.discrepancies[0])


def test_no_value_is_lost_behind_the_reports_of_another(kit: ModuleType) -> None:
    snapshot = disputed(kit)
    shown = card_of(snapshot)
    assert {value.value for value in shown.values} == {side.value for side in snapshot.tracing.discrepancies[0].sides}
    counted = {value.value: len(value.sides) + value.left for value in shown.values}
    assert counted == {"40,000,000 USD": REPORTS, "45,000,000 USD": 2, "9,000,000 USD": 1}
    assert max(len(value.sides) for value in shown.values) == MOST_SIDES


def test_the_value_with_most_origins_comes_first_then_that_with_most_reports(kit: ModuleType) -> None:
    assert [value.value for value in card_of(disputed(kit)).values] == [
        "45,000,000 USD",  # two sources
        "40,000,000 USD",  # one agency, printed by many
        "9,000,000 USD",
    ]


def test_of_values_that_stand_alike_the_first_seen_comes_first(kit: ModuleType) -> None:
    assert card_of(disputed(kit, 1)).values[1].value == "9,000,000 USD"


def test_the_first_reports_of_a_value_are_shown(kit: ModuleType) -> None:
    shown = next(value for value in card_of(disputed(kit)).values if value.left)
    assert [side.line.outlet for side in shown.sides if side.line] == ["Paper 11", "Paper 10", "Paper 09", "Paper 08"]


def test_words_that_differ_are_their_own_value(record: Record) -> None:
    with record.gathering() as held:
        found = {one.what: one for one in cards(held, [row[0] for row in held.connection.execute(IDS)])}
    assert [value.value for value in found["The amounts differ"].values] == ["40,000,000 USD", "45,000,000 USD"]
    assert {value.value for one in found.values() if "heading" in one.what for value in one.values} <= {""}


IDS = "SELECT id FROM discrepancy"


@pytest.mark.parametrize("address", ["/", "/discrepancies.html", "/claim/{claim}.html"])
def test_pages_show_every_value_with_its_words_and_count_what_is_left_out(
    kit: ModuleType, tmp_path: Path, address: str
) -> None:
    snapshot = disputed(kit)
    claim = snapshot.tracing.discrepancies[0].claim
    with recorded(snapshot, tmp_path / "record.db") as made:
        answer = TestClient(desk_app(made.path), base_url="http://localhost").get(address.format(claim=claim))
    (shown,) = html.document_fromstring(answer.text).xpath("//article[@class='card']")
    values = [part.text_content().strip() for part in shown.xpath(".//p[@class='valued']")]
    assert values == ["45,000,000 USD", "40,000,000 USD", "9,000,000 USD"]
    marked = [mark.text for mark in shown.xpath(".//dd//mark")]
    assert marked == [FEW] * 2 + [MANY] * MOST_SIDES + [ALONE]
    left = [part.text_content() for part in shown.xpath(".//p[@class='left']")]
    assert left == [f"{REPORTS - MOST_SIDES} more reports have the same."]
