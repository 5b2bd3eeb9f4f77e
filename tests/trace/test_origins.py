from __future__ import annotations

from dataclasses import replace
from random import Random
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.facts import Facts
from onrecord.model.reading import Cue, CueType, Role
from onrecord.trace.run import trace

if TYPE_CHECKING:
    from coverage_kit import Coverage

WORDS = "We have come to show the neighbours the firm bonds between the navies of Velmark and Sarn"
OTHER = "We came so that our neighbours would see how solid the navies of Velmark and Sarn are tied"
SPEAKER = "Oren Castell"


@pytest.fixture
def coverage(kit: ModuleType):
    return started(kit)


def started(kit: ModuleType, state: str = "VEL"):
    made = kit.Coverage()
    made.actor(SPEAKER, state=state)
    made.actor("Velmark", kind="state", state="VEL")
    made.actor("Sarn", kind="state", state="SRN")
    return made


def report(
    coverage: Coverage,
    key: str,
    *cites: tuple[str | int, ...],
    words: str = WORDS,
    own: str | None = None,
    **article: object,
):
    """An article with the utterance; `cites` are (name, kind, place)."""
    names = " ".join(name for name, *_ in cites)
    draft = coverage.article(key, f"“{words}” was what {SPEAKER} said. {names} {own or ''}", **article)
    id_ = coverage.says(draft, SPEAKER, words, kind="direct", cites=cites)
    if own:
        draft.cite(own, "own", id_)
    return draft


def interval(coverage: Coverage):
    tracing = coverage.trace()
    (standing,) = tracing.standings
    named = sorted(o.name for o in tracing.origins if o.name)
    assert standing.at_least == sum(o.counted == "least" for o in tracing.origins)
    assert standing.at_most == len(tracing.origins)
    return standing.at_least, standing.at_most, named


AGENCY = ("Velpress", "agency")
SECOND = ("Sarnian Wire", "agency")


def test_one_silent_report_is_one_origin(coverage: Coverage):
    report(coverage, "a")
    assert interval(coverage) == (1, 1, [])


def test_an_agency_that_may_have_it_from_an_interviewer_confirms_nothing(coverage: Coverage):
    words, more = "We sail with low expectations to Sarn", "The fleet stays in Orsk until the ice breaks up"
    draft = coverage.article("a", f"(Velpress) “{words}” {SPEAKER} said. “{more},” he told the Kess Herald.")
    draft.cite("Velpress")
    coverage.says(draft, SPEAKER, words)
    coverage.says(draft, SPEAKER, more, cites=[("Kess Herald", "outlet", 0, "told")])
    report(coverage, "b", ("Kess Herald", "outlet", 0, "told"), words=words)
    tracing = coverage.trace()
    (standing,) = (s for s in tracing.standings if len(s.articles) == 2)
    assert (standing.at_least, standing.at_most) == (1, 2)
    (least,) = (o.name for o in tracing.origins if o.claim == standing.claim and o.counted == "least")
    assert least == "Kess Herald"


def test_reports_that_cite_one_agency_are_one_origin(coverage: Coverage):
    for key in "abcd":
        report(coverage, key, AGENCY)
    assert interval(coverage) == (1, 1, ["Velpress"])


def test_two_agencies_are_two_origins_though_the_words_are_the_same(coverage: Coverage):
    report(coverage, "a", AGENCY)
    report(coverage, "b", SECOND)
    assert interval(coverage) == (2, 2, ["Sarnian Wire", "Velpress"])


def test_a_silent_report_with_the_words_of_reports_that_cite_one_agency_rests_on_it(coverage: Coverage):
    report(coverage, "a", AGENCY)
    report(coverage, "b", AGENCY)
    report(coverage, "c")
    assert interval(coverage) == (1, 1, ["Velpress"])
    assert coverage.trace().origins[0].articles == ("art-a", "art-b", "art-c")


def test_that_holds_even_for_one_that_came_earlier(coverage: Coverage):
    report(coverage, "a", AGENCY, published="2031-05-04")
    report(coverage, "b", published="2031-05-03")
    assert interval(coverage) == (1, 1, ["Velpress"])


def test_earlier_than_reports_of_two_agencies_it_may_have_its_own(coverage: Coverage):
    report(coverage, "a", AGENCY, published="2031-05-04")
    report(coverage, "b", SECOND, published="2031-05-04")
    report(coverage, "c", published="2031-05-03")
    assert interval(coverage) == (2, 3, ["Sarnian Wire", "Velpress"])


def test_another_translation_is_only_a_possible_dependence(coverage: Coverage):
    report(coverage, "a", AGENCY)
    report(coverage, "b", words=OTHER)
    assert interval(coverage) == (1, 2, ["Velpress"])
    (silent,) = (origin for origin in coverage.trace().origins if origin.counted == "most")
    assert "other words for the same utterance" in silent.reason


def test_silent_reports_with_the_same_translation_are_one_text(coverage: Coverage):
    for key in "abc":
        report(coverage, key)
    assert interval(coverage) == (1, 1, [])


def test_public_words_of_an_english_speaker_may_have_been_heard_twice(kit: ModuleType):
    coverage = started(kit, state="USA")
    report(coverage, "a")
    report(coverage, "b")
    assert interval(coverage) == (1, 2, [])


@pytest.mark.parametrize(("tongue", "most"), [("in English ", 2), ("", 1)])
def test_so_may_words_that_a_report_has_spoken_in_english(coverage: Coverage, tongue: str, most: int):
    report(coverage, "a")
    draft = coverage.article("b", f"“{WORDS},” {SPEAKER} said {tongue}on television. He then spoke in English of rain.")
    coverage.says(draft, SPEAKER, WORDS)
    assert interval(coverage) == (1, most, [])


def test_but_not_words_spoken_to_few(kit: ModuleType):
    coverage = started(kit, state="USA")
    for key in "ab":
        draft = coverage.article(key, f"“{WORDS}” was what {SPEAKER} told his envoy.")
        coverage.says(draft, SPEAKER, WORDS, to="his envoy")
    assert interval(coverage) == (1, 1, [])


def test_own_reporting_settles_the_edge(coverage: Coverage):
    report(coverage, "a", AGENCY)
    report(coverage, "b", own="told this newspaper", outlet="Ost Courier")
    assert interval(coverage) == (2, 2, ["Ost Courier", "Velpress"])


def test_a_report_that_cites_the_one_with_own_reporting_rests_on_it(coverage: Coverage):
    report(coverage, "a", ("the Ost Courier", "outlet"))
    report(coverage, "b", own="told this newspaper", outlet="Ost Courier")
    assert interval(coverage) == (1, 1, ["Ost Courier"])


def test_a_copied_word_of_own_reporting_is_one_origin(coverage: Coverage):
    for key in "ab":
        report(coverage, key, own="told this newspaper", outlet=f"Courier {key}")
    assert interval(coverage)[:2] == (2, 2)
    coverage.shares("a", "b", f"“{WORDS}” was what {SPEAKER} said.  told this newspaper")
    assert interval(coverage)[:2] == (1, 1)


def test_an_outlet_that_passes_an_agency_on_is_no_origin(coverage: Coverage):
    report(coverage, "a", ("Velpress", "agency", 0), ("Ost Courier", "outlet", 1))
    assert interval(coverage) == (1, 1, ["Velpress"])


def test_a_credit_stands_behind_the_citation(coverage: Coverage):
    draft = report(coverage, "a", AGENCY)
    draft.article = draft.article.__class__(
        draft.article.id, draft.article.uri, draft.article.text + "Ost Courier", "d", outlet="Outlet A"
    )
    draft.cite("Ost Courier", "outlet")
    assert interval(coverage) == (1, 1, ["Velpress"])
    kinds = {(row.x, row.y): row.kind.value for row in coverage.trace().dependences}
    assert kinds == {
        ("art-a", "source:Ost Courier"): "credits",
        ("source:Ost Courier", "source:Velpress"): "cites",
    }


def test_the_cited_outlets_own_article_carries_the_chain_on(coverage: Coverage):
    report(coverage, "a", ("Ost Courier", "outlet"))
    report(coverage, "b", AGENCY, outlet="Ost Courier")
    assert interval(coverage) == (1, 1, ["Velpress"])


def test_the_agencys_own_report_is_the_agency(coverage: Coverage):
    report(coverage, "a", AGENCY)
    report(coverage, "b", outlet="Velpress")
    report(coverage, "c")
    assert interval(coverage) == (1, 1, ["Velpress"])
    assert ("art-b", "source:Velpress", "own") in {(r.x, r.y, r.kind.value) for r in coverage.trace().dependences}


def test_a_credit_to_an_outlet_does_not_say_how_the_outlet_knew(coverage: Coverage):
    report(coverage, "a", AGENCY)
    draft = report(coverage, "b", words=WORDS + ". Source Ost Courier")
    draft.cite("Ost Courier", "outlet")
    assert interval(coverage) == (1, 1, ["Velpress"])


def test_and_confirms_nothing_where_it_may_be_another_translation(coverage: Coverage):
    report(coverage, "a", AGENCY)
    draft = report(coverage, "b", words=OTHER + ". Source Ost Courier")
    draft.cite("Ost Courier", "outlet")
    assert interval(coverage) == (1, 2, ["Ost Courier", "Velpress"])


def test_a_credit_to_an_agency_does(coverage: Coverage):
    report(coverage, "a", AGENCY)
    draft = report(coverage, "b", words=WORDS + ". Source Sarnian Wire")
    draft.cite("Sarnian Wire", "agency")
    assert interval(coverage) == (2, 2, ["Sarnian Wire", "Velpress"])


def test_outlets_that_cite_each_other_are_one_origin(coverage: Coverage):
    report(coverage, "a", ("Ost Courier", "outlet"), outlet="Kess Herald")
    report(coverage, "b", ("Kess Herald", "outlet"), outlet="Ost Courier")
    assert interval(coverage) == (1, 1, ["Kess Herald, Ost Courier"])


def test_anonymous_officials_are_never_two(coverage: Coverage):
    report(coverage, "a", ("two officials", "unnamed"))
    report(coverage, "b", ("a senior official", "unnamed"))
    assert interval(coverage)[:2] == (1, 1)


def test_anonymous_officials_confirm_nothing(coverage: Coverage):
    report(coverage, "a", ("two officials", "unnamed"))
    report(coverage, "b", AGENCY)
    assert interval(coverage)[:2] == (1, 2)
    assert (
        coverage.trace().standings[0].verdict == "One known origin: Velpress; no dependence found for unnamed sources"
    )


def test_a_source_for_another_statement_is_only_possible(coverage: Coverage):
    second = "Grain ships of Velmark will sail from the harbour tomorrow morning"
    draft = report(coverage, "a")
    draft.article = draft.article.__class__(
        draft.article.id, draft.article.uri, draft.article.text + f"“{second}” Velpress", "d", outlet="Outlet A"
    )
    coverage.says(draft, SPEAKER, second, cites=[AGENCY])
    tracing = coverage.trace()
    (silent,) = (origin for origin in tracing.origins if origin.name is None)
    assert "cites Velpress for another statement" in silent.reason
    assert silent.counted == "least"


def test_who_says_that_it_happened_is_the_origin_of_an_event(coverage: Coverage):
    for key in "ab":
        draft = coverage.article(key, f"{SPEAKER} said the navy of Sarn had closed the harbour of Velmark.")
        said = coverage.says(draft, SPEAKER, "the navy of Sarn had closed the harbour of Velmark", kind="indirect")
        coverage.does(draft, ["Sarn"], "COERCE", ["Velmark"], "the navy of Sarn had closed the harbour of Velmark",
                      subtype="blockade", within=said)  # fmt: skip
    tracing = coverage.trace()
    events = {claim.id for claim in coverage.claims() if claim.kind == "event"}
    (origin,) = (origin for origin in tracing.origins if origin.claim in events)
    assert (origin.name, origin.kind, origin.counted) == (SPEAKER, "official", "least")


def test_who_speaks_of_an_event_in_passing_confirms_nothing(coverage: Coverage):
    clause = "the navy of Sarn had closed the harbour of Velmark"
    draft = coverage.article("a", f"{SPEAKER} said {clause}.")
    said = coverage.says(draft, SPEAKER, clause, kind="indirect")
    passing = "noun: 'closed'"
    coverage.does(draft, ["Sarn"], "COERCE", ["Velmark"], clause, subtype="blockade", within=said, reason=passing)
    other = coverage.article("b", f"Velpress reported that {clause}.")
    coverage.does(other, ["Sarn"], "COERCE", ["Velmark"], clause, subtype="blockade", cites=[AGENCY])
    events = {claim.id for claim in coverage.claims() if claim.kind == "event"}
    named = [origin.name for origin in coverage.trace().origins if origin.claim in events and origin.name]
    assert named == ["Velpress"]


def test_who_says_that_it_happened_is_an_origin_beside_an_agency(coverage: Coverage):
    clause = "the navy of Sarn had closed the harbour of Velmark"
    draft = coverage.article("a", f"{SPEAKER} said {clause}.")
    said = coverage.says(draft, SPEAKER, clause, kind="indirect")
    coverage.does(draft, ["Sarn"], "COERCE", ["Velmark"], clause, subtype="blockade", within=said)
    other = coverage.article("b", f"Velpress reported that {clause}.")
    coverage.does(other, ["Sarn"], "COERCE", ["Velmark"], clause, subtype="blockade", cites=[AGENCY])
    events = {claim.id for claim in coverage.claims() if claim.kind == "event"}
    (standing,) = (standing for standing in coverage.trace().standings if standing.claim in events)
    assert (standing.at_least, standing.at_most) == (2, 2)


@pytest.mark.parametrize(
    ("words", "named"),
    [("Velmark had closed the harbour of Sarn", [SPEAKER]), ("to have Velmark close the harbour of Sarn", [])],
)
def test_who_announces_a_deed_is_its_source_but_not_who_threatens_it(coverage: Coverage, words: str, named: list[str]):
    draft = coverage.article("a", f"{SPEAKER} threatened {words}.")
    said = coverage.says(draft, SPEAKER, words, kind="indirect")
    coverage.does(draft, ["Velmark"], "COERCE", ["Sarn"], words, subtype="blockade", within=said)
    assert interval(coverage) == (1, 1, named)


@pytest.mark.parametrize(
    ("others", "most"),
    [
        (["the foreign ministry"], 1),
        (["the trade ministry"], 2),
        (["the foreign ministry", "Sarn's foreign ministry"], 3),
    ],
)
def test_a_body_named_in_fewer_words_is_the_same(coverage: Coverage, others: list[str], most: int):
    clause = "the navy of Sarn had closed the harbour of Velmark"
    for key, name in enumerate(["the Velmark foreign ministry", *others]):
        draft = coverage.article(str(key), f"Citing {name}, it wrote that {clause}.")
        coverage.does(draft, ["Sarn"], "COERCE", ["Velmark"], clause, subtype="blockade", cites=[(name, "official")])
    assert interval(coverage)[1] == most


@pytest.mark.parametrize(
    ("following", "named"),
    [
        ("The step was announced by the port office on Monday.", ["the port office"]),
        ("It was later confirmed by the port office.", ["the port office"]),
        ("The port office was closed by the police.", []),
        ("It rained. The step was announced by the port office.", []),
    ],
)
def test_the_next_sentence_says_who_announced_it(coverage: Coverage, following: str, named: list[str]):
    clause = "The navy of Sarn closed the harbour of Velmark"
    draft = coverage.article("a", f"{clause}. {following}")
    coverage.does(draft, ["Sarn"], "COERCE", ["Velmark"], clause, subtype="blockade")
    assert interval(coverage) == (1, 1, named)


@pytest.mark.parametrize(
    ("behind", "named"),
    [
        (", the port office announced in a notice that gave no reason", ["the port office"]),
        (" on Monday, the port office said", ["the port office"]),
        (", and the port office said it would appeal", []),
        (", which the port office had said would never come", []),
        (": “We were told,” the port office said", []),
    ],
)
def test_the_last_words_of_a_sentence_say_who_told_it(coverage: Coverage, behind: str, named: list[str]):
    clause = "The navy of Sarn closed the harbour of Velmark"
    draft = coverage.article("a", f"{clause}{behind}. It rained.")
    coverage.does(draft, ["Sarn"], "COERCE", ["Velmark"], clause, subtype="blockade")
    assert interval(coverage) == (1, 1, named)


def test_a_description_goes_on_in_the_agencys_name(coverage: Coverage):
    clause = "the navy of Sarn had closed the harbour of Velmark"
    draft = coverage.article("a", f"It was the state agency Velpress that reported {clause}.")
    said = coverage.says(draft, "the state agency", clause, kind="indirect", cites=[AGENCY])
    coverage.does(draft, ["Sarn"], "COERCE", ["Velmark"], clause, subtype="blockade", within=said)
    assert interval(coverage) == (1, 1, ["Velpress"])


def test_a_firm_is_not_its_owner(coverage: Coverage):
    clause = "the navy of Sarn had closed the harbour of Velmark"
    draft = coverage.article("a", f"Its owner, {SPEAKER.split()[1]} Lines, said {clause}.")
    said = coverage.says(draft, SPEAKER, clause, kind="indirect")
    (statement,) = draft.reading.statements
    assert statement.speaker is not None
    words = f"Its owner, {SPEAKER.split()[1]} Lines,"
    speaker = replace(statement.speaker, start=0, end=len(words), text=words)
    draft.reading = replace(draft.reading, statements=(replace(statement, speaker=speaker),))
    coverage.does(draft, ["Sarn"], "COERCE", ["Velmark"], clause, subtype="blockade", within=said)
    assert interval(coverage) == (1, 1, ["Castell Lines"])


def test_two_bodies_of_the_doers_side_confirm_nothing(coverage: Coverage):
    clause = "Velmark had closed the harbour of Sarn"
    coverage.actor("the Velmark navy ministry", kind="organisation", state="VEL")
    for key, who in (("a", SPEAKER), ("b", "the Velmark navy ministry")):
        draft = coverage.article(key, f"As {who} said, {clause}.")
        said = coverage.says(draft, who, clause, kind="indirect")
        coverage.does(draft, ["Velmark"], "COERCE", ["Sarn"], clause, subtype="blockade", within=said)
    events = {claim.id for claim in coverage.claims() if claim.kind == "event"}
    (standing,) = (standing for standing in coverage.trace().standings if standing.claim in events)
    assert (standing.at_least, standing.at_most) == (1, 2)


def test_an_outlet_that_was_told_of_an_event_rests_on_who_told_it(coverage: Coverage):
    clause = "the navy of Sarn had closed the harbour of Velmark"
    draft = coverage.article("a", f"{SPEAKER} told this newspaper {clause}.", outlet="Ost Courier")
    said = coverage.says(draft, SPEAKER, clause, kind="indirect")
    id_ = coverage.does(draft, ["Sarn"], "COERCE", ["Velmark"], clause, subtype="blockade", within=said)
    draft.cite("told this newspaper", "own", id_)
    assert interval(coverage) == (1, 1, [SPEAKER])


@pytest.mark.parametrize(
    ("times", "directed", "first"),
    [
        (("2031-05-04", "2031-05-05"), True, "art-a"),
        (("2031-05-05", "2031-05-04"), True, "art-b"),
        (("2031-05-04", "2031-05-04"), False, None),
        (("2031-05-04", None), False, None),
        ((None, None), False, None),
        (("2031-05-04T10:00:00+00:00", "2031-05-04T12:30:00+02:00"), True, "art-a"),
        (("2031-05-04T10:00:00", "2031-05-04T12:00:00+00:00"), False, None),
        (("2031", "2032"), False, None),
    ],
)
def test_only_times_of_publication_give_a_direction(
    coverage: Coverage, times: tuple[str | None, ...], directed: bool, first: str | None
):
    for key, time in zip("ab", times, strict=True):
        report(coverage, key, published=time)
    (row,) = coverage.trace().dependences
    assert row.directed is directed
    assert first is None or row.y == first


SOURCES = st.sampled_from([(), (AGENCY,), (SECOND,), (("two officials", "unnamed"),)])
REPORTS = st.lists(
    st.tuples(SOURCES, st.sampled_from([WORDS, OTHER]), st.sampled_from([None, "2031-05-04", "2031-05-05"])),
    min_size=1,
    max_size=6,
)


@settings(deadline=None, max_examples=60)
@given(REPORTS, st.randoms(use_true_random=False))
def test_the_interval_holds_and_order_does_not_matter(
    kit: ModuleType, reports: list[tuple[tuple[tuple[str, str], ...], str, str | None]], random: Random
):
    coverage = started(kit)
    for at, (cites, words, time) in enumerate(reports):
        report(coverage, str(at), *cites, words=words, published=time)
    facts = coverage.facts()
    resolution = coverage.resolution(facts)
    tracing = trace(facts, resolution)
    for standing in tracing.standings:
        assert 1 <= standing.at_least <= standing.at_most <= len(standing.articles)
    rows = {row.id: row for row in tracing.dependences}
    assert len(rows) == len(tracing.dependences)
    for row in rows.values():
        assert row.span.of(facts.article[row.article].text)
    articles, readings = list(facts.articles), list(facts.readings)
    random.shuffle(articles)
    random.shuffle(readings)
    assert trace(Facts.of(articles, readings), resolution) == tracing


TOLD = ("Kess Television", "outlet", 0, "told: 'told'")
POSTED = ("Twitter", "social", 0, "posted: 'tweeted'")


@pytest.mark.parametrize("hearer", [TOLD, POSTED, ("a statement", "document", 0, "setting: 'in'")])
def test_an_agency_passes_on_what_was_said_to_one(coverage: Coverage, hearer: tuple[str, str, int, str]):
    report(coverage, "a", hearer)
    draft = report(coverage, "b", words=WORDS + ". By Velpress")
    draft.cite("Velpress", "agency", reason="byline: 'Velpress'")
    assert interval(coverage)[:2] == (1, 1)
    (origin,) = coverage.trace().origins
    assert (origin.name, origin.articles) == (hearer[0], ("art-a", "art-b"))


def test_an_agency_that_reports_what_an_outlet_reports_too_does_not(coverage: Coverage):
    report(coverage, "a", ("Kess Television", "outlet", 0, "according-to: 'according to'"))
    draft = report(coverage, "b", words=WORDS + ". By Velpress")
    draft.cite("Velpress", "agency", reason="byline: 'Velpress'")
    assert interval(coverage) == (2, 2, ["Kess Television", "Velpress"])


def test_who_reports_a_post_has_it_from_there(coverage: Coverage):
    report(coverage, "a", POSTED, ("Kess Television", "outlet", 0, "says-itself: 'reports'"))
    assert interval(coverage) == (1, 1, ["Twitter"])


def test_a_letter_to_an_outlet_is_how_it_was_told(coverage: Coverage):
    letter = ("an email", "document", 1, "setting: 'in'")
    report(coverage, "a", letter, own="told this newspaper", outlet="Ost Courier")
    assert interval(coverage) == (1, 1, ["Ost Courier"])


@pytest.mark.parametrize(
    ("line", "reason", "expected"),
    [
        ("By Jo Ost, Velpress", "byline: 'Velpress'", (1, 1, ["Velpress"])),
        ("Photo: Jo Ost, Velpress", "byline: 'Velpress'", (1, 1, [])),
        ("Velpress contributed to this report", "contributed: 'Velpress'", (1, 1, ["Velpress"])),
    ],
)
def test_a_credit_for_a_picture_is_none_for_the_text(
    coverage: Coverage, line: str, reason: str, expected: tuple[int, int, list[str]]
):
    draft = coverage.article("a", f"{line}\n“{WORDS}” was what {SPEAKER} said.")
    coverage.says(draft, SPEAKER, WORDS)
    draft.cite("Velpress", "agency", reason=reason)
    assert interval(coverage) == expected


def test_who_only_contributed_confirms_nothing(coverage: Coverage):
    report(coverage, "a", SECOND)
    draft = report(coverage, "b", words=WORDS + ". With Velpress")
    draft.cite("Velpress", "agency", reason="contributed: 'Velpress'")
    assert interval(coverage)[0] == 1


def test_a_dateline_stands_before_its_text(coverage: Coverage):
    draft = coverage.article("a", f"“{WORDS}” was what {SPEAKER} said.\nKESS (Velpress) - Wool is dear.")
    coverage.says(draft, SPEAKER, WORDS)
    draft.cite("Velpress", "agency", reason="dateline: 'Velpress'")
    assert interval(coverage) == (1, 1, [])


def test_a_paraphrase_of_what_others_quote_may_be_of_another_occasion(coverage: Coverage):
    report(coverage, "a", AGENCY)
    draft = coverage.article("b", f"{SPEAKER} said {WORDS}. Sarnian Wire")
    coverage.says(draft, SPEAKER, WORDS, kind="indirect", cites=[SECOND])
    other = coverage.article("c", f"“{WORDS}” {SPEAKER}")
    coverage.says(other, SPEAKER, WORDS, cites=[])
    claims = {claim.head: claim for claim in coverage.claims()}
    assert len(claims) == 1
    counted = {origin.name: origin.counted for origin in coverage.trace().origins}
    assert counted["Velpress"] == "least"


CLOSED = "the closure of the harbour of Velmark by Sarn"


@pytest.mark.parametrize(
    ("source", "reason", "least"),
    [
        (SECOND, "verb: 'closed'", 2),
        (SECOND, "noun: 'closure'", 1),
        (("a poll", "document"), "verb: 'closed'", 1),
    ],
)
def test_an_event_named_in_passing_is_no_report_of_it(
    coverage: Coverage, source: tuple[str, str], reason: str, least: int
):
    for key, cited, why in (("a", AGENCY, "verb: 'closed'"), ("b", source, reason)):
        draft = coverage.article(key, f"{CLOSED}, {cited[0]} said.")
        slots = {"subtype": "blockade", "reason": why, "cites": [cited]}
        coverage.does(draft, ["Sarn"], "COERCE", ["Velmark"], CLOSED, **slots)
    assert interval(coverage)[0] == least


@pytest.mark.parametrize(
    ("reason", "expected"),
    [("verb: 'closed'", {SPEAKER: "least"}), ("noun: 'closure'", {"Velpress": "least"})],
)
def test_an_agency_rests_on_who_tells_it_of_an_event_but_not_in_passing(
    coverage: Coverage, reason: str, expected: dict[str, str]
):
    clause = "the navy of Sarn had closed the harbour of Velmark"
    draft = coverage.article("a", f"{SPEAKER} said {clause}. By Velpress")
    said = coverage.says(draft, SPEAKER, clause, kind="indirect")
    coverage.does(draft, ["Sarn"], "COERCE", ["Velmark"], clause, subtype="blockade", within=said, reason=reason)
    draft.cite("Velpress", "agency", reason="byline: 'Velpress'")
    events = {claim.id for claim in coverage.claims() if claim.kind == "event"}
    counted = {origin.name: origin.counted for origin in coverage.trace().origins if origin.claim in events}
    assert counted == expected


def _event(coverage: Coverage, key: str, speaker: str | None, cue: str, *cites: tuple[str, str]) -> None:
    """An article with the closure, as content of a statement by somebody whom the record does not know."""
    clause = "the navy of Sarn had closed the harbour of Velmark"
    draft = coverage.article(key, f"{speaker or 'It'} {cue} {clause}. {' '.join(name for name, _ in cites)}")
    within = None
    if speaker:
        within = coverage.says(draft, None, clause, kind="indirect")
        place, word = draft.place(speaker), draft.place(cue, len(speaker))
        role = Role(speaker, place.start, place.end, speaker)
        type_ = CueType.ORDERS if cue == "demanded" else CueType.SAYS
        said = replace(draft.reading.statements[-1], speaker=role, cue=Cue(word.start, word.end, cue, type_))
        draft.reading = replace(draft.reading, statements=(*draft.reading.statements[:-1], said))
    coverage.does(draft, ["Sarn"], "COERCE", ["Velmark"], clause, subtype="blockade", within=within, cites=cites)


def _of_event(coverage: Coverage) -> list[tuple[str | None, str, str]]:
    events = {claim.id for claim in coverage.claims() if claim.kind == "event"}
    return [(o.name, o.kind.value, o.counted) for o in coverage.trace().origins if o.claim in events]


@pytest.mark.parametrize(
    ("speaker", "cue", "expected"),
    [
        ("the harbour master", "said", ("the harbour master", "official", "least")),
        ("the harbour master", "demanded", (None, "report", "least")),
        ("the harbour master", "condemned", (None, "report", "least")),
        ("he", "said", (None, "report", "least")),
        ("two officials", "said", ("two officials", "unnamed", "least")),
        ("people in the ministry", "said", ("people in the ministry", "unnamed", "least")),
        ("harbour police officers", "said", ("harbour police officers", "official", "least")),
        ("administration officials", "said", ("administration officials", "unnamed", "least")),
        ("a spokeswoman for the harbour police", "said", ("harbour police", "official", "least")),
        ("police spokesman Jo Ost", "said", ("police", "official", "least")),
        ("the harbour master", "noted", (None, "report", "least")),
        ("its refusal", "said", (None, "report", "least")),
    ],
)
def test_who_tells_an_event_as_news_is_its_source(
    coverage: Coverage, speaker: str, cue: str, expected: tuple[str | None, str, str]
):
    _event(coverage, "a", speaker, cue)
    assert _of_event(coverage) == [expected]


def test_a_source_with_the_name_of_an_outlet_of_the_coverage_is_it(coverage: Coverage):
    _event(coverage, "a", None, "wrote", ("The Torsund Signal", "official"))
    coverage.article("b", "It rained.", outlet="Torsund Signal")
    assert _of_event(coverage) == [("The Torsund Signal", "outlet", "least")]


def test_a_circle_of_outlets_is_one_certain_origin(coverage: Coverage):
    report(coverage, "a", ("Ost Courier", "outlet"), outlet="Kess Herald")
    report(coverage, "b", ("Kess Herald", "outlet"), outlet="Ost Courier")
    report(coverage, "c", AGENCY, words=OTHER)
    assert interval(coverage)[:2] == (2, 2)


def test_recordings_of_words_spoken_once_are_one(coverage: Coverage):
    report(coverage, "a", ("a recording", "document", 0), ("Telegram", "social", 1))
    report(coverage, "b", ("the tape", "document", 0))
    assert interval(coverage) == (1, 1, ["Telegram"])


def test_recordings_that_nobody_posted_are_one(coverage: Coverage):
    report(coverage, "a", ("a recording", "document"))
    report(coverage, "b", ("the tape", "document"))
    assert interval(coverage)[:2] == (1, 1)
