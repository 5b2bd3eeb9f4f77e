"""A brief says nothing that no place of an article shows, and what it does not know it calls unknown."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.derived import Story
from onrecord.model.facts import Facts
from onrecord.model.reading import Status
from onrecord.model.snapshot import Snapshot
from onrecord.web.brief import Brief, brief
from onrecord.web.brief_events import STATUSES
from onrecord.web.brief_evidence import Place
from onrecord.web.brief_limits import MANY
from onrecord.web.brief_parts import Form, Line, Part
from tests.web.test_report import spoiled

if TYPE_CHECKING:
    from coverage_kit import Coverage

BASE = "We will open a second naval base at Port Hallin before the winter"


@pytest.fixture
def coverage(kit: ModuleType) -> Coverage:
    made: Coverage = kit.Coverage()
    made.actor("Velmark", kind="state", state="VEL")
    made.actor("Sarn", kind="state", state="SRN")
    made.actor("Ada Torvik", state="VEL")
    return made


def shot(coverage: Coverage) -> Snapshot:
    facts = coverage.facts()
    return Snapshot(facts, coverage.resolution(facts), coverage.trace())


def of(snapshot: Snapshot, title: str | None = None) -> Brief:
    """Return the brief of the story with a title, or of the first."""
    stories = [story for story in snapshot.resolution.stories if title in (None, story.title)]
    return brief(snapshot, stories[0])


def lines(made: Brief, *keys: str) -> list[Line]:
    return [line for section in made.sections if not keys or section.key in keys for line in section.lines]


def text(made: Brief, *keys: str) -> str:
    """Return the words of some parts of a brief, marks left out."""
    return "\n".join(line.text for line in lines(made, *keys))


def places(made: Brief) -> dict[str, tuple[str, Place]]:
    """Return every place by its mark, with its article."""
    found = {place.mark: (source.article, place) for source in made.sources for place in source.places}
    heads = {source.mark: (source.article, source.opening) for source in made.sources if source.opening}
    assert not found.keys() & heads.keys()
    return found | heads


def quotations(made: Brief) -> list[Part]:
    return [part for line in lines(made) for part in line.parts if part.form is Form.QUOTE]


def assert_rests(made: Brief, snapshot: Snapshot) -> None:
    """Assert that every line names places, that these are what they say, and that every quotation stands in one."""
    known = places(made)
    for article, place in known.values():
        assert snapshot.facts.article[article].text[place.start : place.end] == place.text
        assert place.rows
    marks = {mark for line in (made.title, made.coverage, *lines(made)) for part in line.parts for mark in part.marks}
    assert marks <= known.keys()
    for line in lines(made):
        named = any(part.marks for part in line.parts)
        assert named or line.parts[0].form is Form.NAME or line in heads(made), line.text
    for part in quotations(made):
        (mark,) = part.marks
        article, place = known[mark]
        assert part.text in snapshot.facts.article[article].text
        assert part.text in place.text


def heads(made: Brief) -> list[Line | None]:
    return [group.head for section in made.sections for group in section.groups]


def test_every_line_rests_on_places_that_stand_in_articles(snapshot: Snapshot) -> None:
    for story in snapshot.resolution.stories:
        made = brief(snapshot, story)
        assert_rests(made, snapshot)
        assert all(any(part.marks for part in line.parts) for section in made.sections
                   for group in section.groups for line in group.lines)  # fmt: skip


def test_rows_of_the_evidence_are_rows_of_the_record(snapshot: Snapshot) -> None:
    facts = snapshot.facts
    tenures = {tenure.id for reading in facts.readings for tenure in reading.tenures}
    ties = {tie.id for tie in snapshot.tracing.dependences}
    known = {*facts.article, *facts.statement, *facts.event, *facts.citation, *tenures, *ties}
    for _, place in places(of(snapshot)).values():
        assert {*place.rows} <= known


def test_articles_are_numbered_by_time_and_places_lettered_in_the_order_of_the_text(snapshot: Snapshot) -> None:
    made = of(snapshot)
    assert [source.mark for source in made.sources] == [str(number) for number in range(1, len(made.sources) + 1)]
    dates = [snapshot.facts.article[source.article].published or "9" for source in made.sources]
    assert dates == sorted(dates)
    for source in made.sources:
        assert [place.start for place in source.places] == sorted(place.start for place in source.places)


def test_the_naval_base_as_an_editor_reads_it(snapshot: Snapshot) -> None:
    made = of(snapshot)
    assert "5 articles (5 outlets), published 3 April 2031 to 5 April 2031, date of 1 unknown" in made.coverage.text
    said = text(made, "statements")
    assert f"Says: {BASE}, and nobody outside our harbour has a say in it. In 5 articles (5 outlets)" in said
    assert "At least 2, at most 3 origins." in said
    assert "First: Velpress, 3 April 2031, 09:10 (UTC)." in said
    first = text(made, "origins")
    assert "First in this coverage: Velpress, 3 April 2031, 09:10 (UTC)." in first
    assert "Time of publication unknown: Harbour Watch." in first
    assert "With reporting of their own: Ostran Daily (told this newspaper)." in first
    assert "Velpress is named as the source by" in first
    disputed = text(made, "disputed")
    assert "$40 million (40,000,000 USD): Velpress; behind it: Velpress." in disputed
    assert "$45 million (45,000,000 USD): Ostran Daily; behind it: no named source." in disputed


@pytest.mark.parametrize("status", list(Status))
def test_an_event_is_worded_as_what_the_reports_have_it_for(coverage: Coverage, status: Status) -> None:
    draft = coverage.article("a", "Velmark would expel two envoys of Sarn, it was said.")
    coverage.does(draft, ["Velmark"], "SANCTION", ["Sarn"], "Velmark would expel two envoys of Sarn",
                  subtype="expulsion", status=status.value)  # fmt: skip
    (line,) = lines(of(shot(coverage)), "events")
    assert line.text.startswith(f"Velmark → Sarn: expulsion ({STATUSES[status]}). ")
    assert "When: unknown; where: unknown." in line.text


def test_none_of_the_words_for_a_status_says_that_it_happened() -> None:
    assert set(STATUSES) == set(Status)
    assert not [words for words in STATUSES.values() if "happened" in words or "confirmed" in words]


def test_reports_that_differ_on_the_status_are_counted_apart(coverage: Coverage) -> None:
    for key, status in (("a", "planned"), ("b", "planned"), ("c", "threatened")):
        draft = coverage.article(key, f"Velmark {status} tariffs on Sarn.", published=f"2031-04-0{ord(key) - 96}")
        coverage.does(draft, ["Velmark"], "SANCTION", ["Sarn"], f"Velmark {status} tariffs on Sarn",
                      subtype="tariff", status=status)  # fmt: skip
    snapshot = shot(coverage)
    made = of(snapshot)
    assert "the reports differ: planned in 2 reports, threatened in 1 report" in text(made, "events")
    assert_rests(made, snapshot)


def test_a_denial_and_a_refusal_are_no_statement_of_the_thing(coverage: Coverage) -> None:
    draft = coverage.article("a", "Ada Torvik denied that Velmark would close the strait. She was silent on the price.")
    coverage.says(draft, "Ada Torvik", "Velmark would close the strait", kind="indirect", polarity="denies")
    coverage.says(draft, "Ada Torvik", "the price", kind="indirect", polarity="declines")
    said = text(of(shot(coverage)), "statements")
    assert "Ada Torvik denies, in the words of Outlet A: Ada Torvik denied that Velmark would close the strait." in said
    assert "Ada Torvik declines to comment, in the words of Outlet A: She was silent on the price." in said


def told(coverage: Coverage, key: str, *cites: tuple[str, str], **known: str) -> None:
    names = ", ".join(name for name, _ in cites)
    draft = coverage.article(key, f"“{BASE},” said Ada Torvik. Heard by {names or 'us all'}.", **known)
    coverage.says(draft, "Ada Torvik", BASE, cites=cites)


def test_confirmed_is_said_of_two_known_origins_and_of_nothing_less(coverage: Coverage) -> None:
    told(coverage, "a", ("Velpress", "agency"))
    told(coverage, "b", ("Velpress", "agency"))
    one = of(shot(coverage))
    assert "confirmed" not in text(one).lower()
    assert "One origin: Velpress." in text(one, "statements")
    told(coverage, "c", ("this paper", "own"))
    two = of(shot(coverage))
    assert "Independently confirmed: Velpress, Outlet C (own reporting)" in text(two, "statements")
    assert "On two or more known origins: 1." in two.coverage.text


def test_claims_without_a_source_are_told_apart_from_those_of_unnamed_people(coverage: Coverage) -> None:
    told(coverage, "a")
    draft = coverage.article("b", "Velmark expelled two envoys of Sarn, said two officials who asked not to be named.")
    coverage.does(draft, ["Velmark"], "SANCTION", ["Sarn"], "Velmark expelled two envoys of Sarn",
                  subtype="expulsion", cites=[("two officials", "unnamed")])  # fmt: skip
    snapshot = shot(coverage)
    made = of(snapshot)
    unsourced = text(made, "unsourced")
    assert "what Ada Torvik says" in unsourced
    assert "Velmark → Sarn: expulsion" in unsourced
    assert "two officials (unnamed source)" in text(made, "events")
    assert_rests(made, snapshot)


def test_what_is_not_known_is_called_unknown(coverage: Coverage) -> None:
    draft = coverage.article("a", f"“{BASE},” it was said. Velmark signed a treaty.")
    coverage.says(draft, None, BASE)
    coverage.does(draft, ["Velmark"], "AGREE", [], "Velmark signed a treaty", subtype="treaty")
    nowhere = replace(draft.article, outlet=None, published=None)
    draft.article = nowhere
    made = of(shot(coverage))
    assert "Speaker unknown" in text(made, "statements")
    assert "First in this coverage: unknown, no time of publication is given by a.txt." in text(made, "origins")
    assert "1 article (outlet unknown), time of publication unknown" in made.coverage.text
    (source,) = made.sources
    assert (source.outlet, source.when) == (None, "date unknown")


def test_an_untraced_claim_is_said_to_be_untraced(coverage: Coverage) -> None:
    told(coverage, "a")
    facts = coverage.facts()
    made = of(Snapshot(facts, coverage.resolution(facts)))
    assert "Not traced yet: who repeats whom is not known." in text(made, "statements")
    assert not lines(made, "unsourced")


def test_an_excerpt_of_the_story_gives_a_brief_of_what_it_holds(coverage: Coverage) -> None:
    """A report of the claim in another story's article is not in the excerpt."""
    told(coverage, "a", ("Velpress", "agency"), published="2031-04-03")
    told(coverage, "b", ("Velpress", "agency"), published="2031-04-02", story="two")
    told(coverage, "c", published="2031-04-04")
    whole = shot(coverage)
    (story,) = [story for story in whole.resolution.stories if story.title == "one"]
    articles = [article for article in whole.facts.articles if article.id in story.articles]
    readings = [whole.facts.reading[article.id] for article in articles]
    part = replace(whole, facts=Facts.of(articles, readings))
    for snapshot in (whole, part):
        made = brief(snapshot, story)
        assert_rests(made, snapshot)
        assert "Ada Torvik" in text(made, "statements")
    assert {source.article for source in brief(part, story).sources} <= set(story.articles)


def test_a_story_of_many_articles_stays_short_and_says_what_it_leaves_out(coverage: Coverage) -> None:
    for number in range(120):
        day = f"2031-04-{number % 28 + 1:02}"
        words = " ".join(f"{stem}{number}" for stem in ("Harbour", "vessel", "quay", "customs", "winter", "ledger"))
        draft = coverage.article(f"n{number}", f"“{words},” said Ada Torvik. Velmark expelled {number} men of Sarn.",
                                 published=day)  # fmt: skip
        coverage.says(draft, "Ada Torvik", words)
        coverage.does(draft, ["Velmark"], "SANCTION", ["Sarn"], f"Velmark expelled {number} men of Sarn",
                      subtype="expulsion", day=day, place=None)  # fmt: skip
    snapshot = shot(coverage)
    made = of(snapshot)
    assert_rests(made, snapshot)
    events, statements, *_ = made.sections
    assert len(list(events.lines)) <= MANY.events
    assert len(list(statements.lines)) <= MANY.of_speaker + 1
    assert statements.left.endswith("more statements are not shown here.")
    assert made.unshown.endswith("more articles of this story are not shown here.")
    assert len(lines(made)) < 30
    assert sum(1 + len(source.places) for source in made.sources) < 60


def test_hostile_names_and_titles_change_neither_the_places_nor_the_quotations(snapshot: Snapshot) -> None:
    bad = spoiled(snapshot)
    assert_rests(of(bad), bad)


def test_the_same_record_gives_the_same_brief_in_whatever_order_it_comes(snapshot: Snapshot) -> None:
    resolution = replace(snapshot.resolution, claims=snapshot.resolution.claims[::-1])
    tracing = replace(snapshot.tracing, dependences=snapshot.tracing.dependences[::-1],
                      origins=snapshot.tracing.origins[::-1])  # fmt: skip
    other = replace(snapshot, resolution=resolution, tracing=tracing)
    assert of(other) == of(snapshot)


@settings(max_examples=25)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60), min_size=1, max_size=4))
def test_whatever_an_article_says_is_quoted_as_it_stands(kit: ModuleType, said: list[str]) -> None:
    coverage: Coverage = kit.Coverage()
    coverage.actor("Ada Torvik", state="VEL")
    draft = coverage.article("a", " Ada Torvik ".join(["", *said, ""]), title=said[0])
    for words in dict.fromkeys(said):
        coverage.says(draft, "Ada Torvik", words)
    snapshot = shot(coverage)
    assert_rests(brief(snapshot, Story("one", "one", (draft.article.id,))), snapshot)
