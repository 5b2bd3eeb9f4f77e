"""Claims of thousands of reports: what copies say is compared once, and impossible times order nothing."""

from __future__ import annotations

from types import ModuleType

import pytest

from onrecord.model.article import Article
from onrecord.model.days import came_before, earliest, moment_of
from onrecord.resolve.collection import days_of
from onrecord.trace import doers, firsts, values

COPIES = 40


def _fines(kit: ModuleType):  # noqa: ANN202 - coverage of the kit
    """Half of many reports tell of another sum, another place, another target and another count than the rest."""
    made = kit.Coverage()
    for name, code in (("Velmark", "VEL"), ("Sarn", "SRN"), ("Karsia", "KAR")):
        made.actor(name, kind="state", state=code)
    made.actor("Ada Torvik", state="VEL")
    for number in range(COPIES):
        odd, who = number % 2, "Ada Torvik" if number % 4 > 1 else "Velmark"
        whom, place, told = ("Karsia", "Mirov", "third") if odd else ("Sarn", "Kelm", "second")
        clause = f"{who} fined {whom} ${5 + odd} million in {place}"
        draft = made.article(f"{number:02}", f"{clause}. It was the {told} fine. ({number})", published="2031-05-04")
        sums = [kit.amount((5 + odd) * 1e6, f"${5 + odd} million")]
        where = {"place": (place, None), "sums": sums, "day": "2031-05-04"}
        made.does(draft, [who], "SANCTION", [whom], clause, subtype="fine", trigger="fined", **where)
    return made


@pytest.mark.parametrize(("module", "name"), [(values, "_other_amount"), (doers, "_can_be_one"), (firsts, "_clash")])
def test_what_copies_say_is_compared_once(
    kit: ModuleType, module: ModuleType, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[object] = []
    rule = getattr(module, name)
    monkeypatch.setattr(module, name, lambda *args, **more: compared.append(args) or rule(*args, **more))
    tracing = _fines(kit).trace()
    assert max(len(standing.articles) for standing in tracing.standings) >= COPIES // 2
    assert 0 < len(compared) < COPIES


def test_all_copies_stay_sides_of_what_differs(kit: ModuleType) -> None:
    made = kit.Coverage()
    made.actor("Velmark", kind="state", state="VEL")
    made.actor("Sarn", kind="state", state="SRN")
    for number in range(COPIES):
        day = "2031-05-04" if number % 2 else "2031-05-05"
        draft = made.article(f"{number:02}", "Velmark met Sarn.")
        made.does(draft, ["Velmark"], "CONSULT", ["Sarn"], "Velmark met Sarn", subtype="talks", day=day)
    (row,) = made.trace().discrepancies
    assert {side.value for side in row.sides} == {"2031-05-04", "2031-05-05"}


ODD = ("0001-01-01T00:00:00+05:00", "0001-01-01", "9999-12-31T23:59:59-05:00", "9999-12-31")


@pytest.mark.parametrize("odd", ODD)
def test_a_time_that_no_article_has_orders_nothing(odd: str) -> None:
    assert moment_of(odd) is None
    assert came_before(odd, "2031-05-04") is came_before("2031-05-04T08:00:00+00:00", odd) is None
    assert earliest([odd, "2031-05-04"]) == {"2031-05-04"}


@pytest.mark.parametrize("odd", ODD)
def test_a_report_with_an_impossible_time_is_no_source_of_another(kit: ModuleType, odd: str) -> None:
    words = "We have come to show the neighbours the firm bonds between the navies of Velmark and Sarn"
    made = kit.Coverage()
    made.actor("Oren Castell", state="VEL")
    for key, published in (("a", "2031-05-04T08:00:00+00:00"), ("b", odd)):
        made.says(made.article(key, f"“{words},” Oren Castell said.", published=published), "Oren Castell", words)
    tracing = made.trace()
    assert [row.directed for row in tracing.dependences] == [False]
    assert [standing.at_most for standing in tracing.standings] == [1]


@pytest.mark.parametrize(("outlet", "said"), [("Velpress", True), ("Torsund Courier", False)])
def test_an_outlet_that_names_itself_is_one_origin_and_said_to_be_so(kit: ModuleType, outlet: str, said: bool) -> None:
    made = kit.Coverage()
    made.actor("Oren Castell", state="VEL")
    words = "We have come to show the neighbours the firm bonds between the navies"
    draft = made.article("a", f"“{words},” Oren Castell told Velpress.", outlet)
    made.says(draft, "Oren Castell", words, cites=[("Velpress", "agency")])
    (origin,) = made.trace().origins
    assert (", its own:" in origin.reason) is said


def test_an_article_is_never_crawled_before_it_appeared() -> None:
    crawled = "2031-05-04T08:00:00+00:00"
    late = Article("a", "a", "", "", published="2031-06-01", crawled=crawled)
    zone = Article("a", "a", "", "", published="2031-05-05", crawled=crawled)
    assert days_of(late) == days_of(Article("a", "a", "", "", crawled=crawled))
    assert days_of(zone)[0] == days_of(zone)[1] != days_of(late)[1]
