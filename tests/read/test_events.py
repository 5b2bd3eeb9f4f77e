from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.reading import Event, Status
from onrecord.model.run import StatementsBy
from onrecord.read.doc import events_of, make_doc
from onrecord.read.pipeline import make_pipeline

pytestmark = pytest.mark.model

TORVIK = "President Ada Torvik"
LUND = "Prime Minister Boris Lund"
VELMARK_AND_OSTANIA = (["Velmark", "Ostania"], ["Ostania"])

OWN_STATES = """
states:
  - {code: VLM, name: Velmark, demonyms: [Velmarkian], capital: Torhaven}
  - {code: OST, name: Ostania, demonyms: [Ostanian], capital: Ostgard}
  - {code: KAR, name: Karsia, demonyms: [Karsian], capital: Karsholm}
sources:
  - {name: Velpress, kind: agency, state: VLM}
"""


@pytest.fixture(scope="module")
def nlp(tmp_path_factory: pytest.TempPathFactory) -> Language:
    """The reading pipeline with invented states and an invented agency."""
    own = tmp_path_factory.mktemp("actors") / "actors.yaml"
    own.write_text(OWN_STATES, encoding="utf-8")
    return make_pipeline(actors_file=own, statements_by=StatementsBy.RULES)


def read(nlp: Language, text: str, published: str | None = "2024-05-10") -> tuple[Event, ...]:
    blocks = (Block(0, len(text), BlockKind.BODY),)
    article = Article(id="art-1", uri="a", text=text, digest="d", blocks=blocks, published=published)
    return events_of(nlp(make_doc(nlp, article)))


def only(nlp: Language, text: str) -> Event:
    found = read(nlp, text)
    assert len(found) == 1, [event.reason for event in found]
    return found[0]


def texts(event: Event) -> tuple[list[str], list[str]]:
    return [role.text for role in event.actors], [role.text for role in event.recipients]


@pytest.mark.parametrize(
    ("text", "type_", "subtype", "actors", "recipients"),
    [
        (f"{TORVIK} visited Velmark.", "CONSULT", "visit", [TORVIK], ["Velmark"]),
        (f"{TORVIK} paid a visit to Velmark.", "CONSULT", "visit", [TORVIK], ["Velmark"]),
        (f"{TORVIK} was in Velmark to attend a funeral.", "CONSULT", "visit", [TORVIK], ["Velmark"]),
        (f"{TORVIK} held talks with {LUND}.", "CONSULT", "talks", [TORVIK, LUND], [LUND]),
        (f"{TORVIK} met {LUND}.", "CONSULT", "meeting", [TORVIK, LUND], [LUND]),
        (f"{TORVIK} and {LUND} met.", "CONSULT", "meeting", [TORVIK, LUND], [LUND]),
        ("Velmark expelled two Ostanian diplomats.", "SANCTION", "expulsion", ["Velmark"], ["two Ostanian diplomats"]),
        (
            "Two Ostanian diplomats were expelled from Velmark.",
            "SANCTION",
            "expulsion",
            ["Velmark"],
            ["Two Ostanian diplomats"],
        ),
        ("Velmark imposed tariffs on Ostanian steel.", "SANCTION", "tariff", ["Velmark"], ["Ostanian steel"]),
        ("Velmark slapped duties on Ostania's steel.", "SANCTION", "tariff", ["Velmark"], ["Ostania"]),
        ("Velmark lifted its sanctions against Ostania.", "RETREAT", "easing", ["Velmark"], ["Ostania"]),
        ("Velmark signed a treaty with Ostania.", "SUPPORT", "treaty", ["Velmark", "Ostania"], ["Ostania"]),
        ("The army shelled the village.", "ASSAULT", "shelling", ["The army"], ["the village"]),
        ("The judge was poisoned in March.", "ASSAULT", "poisoning", [], ["The judge"]),
        ("Velmark condemned the raid by Ostania.", "ACCUSE", "condemnation", ["Velmark"], ["Ostania"]),
        ("Velmark rejected Ostania's offer.", "REJECT", "refusal", ["Velmark"], ["Ostania"]),
        ("Velmark refused to meet the Ostanian envoy.", "REJECT", "refusal", ["Velmark"], ["the Ostanian envoy"]),
        ("Velmark demanded that Ostania withdraw its troops.", "REQUEST", "demand", ["Velmark"], ["Ostania"]),
        ("Velmark said Ostania must disarm.", "REQUEST", "demand", ["Velmark"], ["Ostania"]),
        ("Velmark sent peacekeepers to Karsia.", "AID", "peacekeeping", ["Velmark"], ["Karsia"]),
        ("Velmark suspended aid to Ostania.", "SANCTION", "suspension", ["Velmark"], ["Ostania"]),
        ("Rebels violated the ceasefire with Velmark.", "ASSAULT", "ceasefire-violation", ["Rebels"], ["Velmark"]),
        ("Velmark came under attack from Ostania.", "ASSAULT", "attack", ["Ostania"], ["Velmark"]),
        ("An airstrike by Velmark killed two soldiers.", "ASSAULT", "killing", ["Velmark"], ["two soldiers"]),
        ("Rebels took over the town.", "COERCE", "seizure", ["Rebels"], ["the town"]),
        ("Rebels seized the ministry.", "COERCE", "seizure", ["Rebels"], ["the ministry"]),
        (f"{LUND} attacked the plan of {TORVIK}.", "ACCUSE", "criticism", [LUND], [f"the plan of {TORVIK}"]),
        (f"{LUND} attacked {TORVIK} over her record.", "ACCUSE", "criticism", [LUND], [TORVIK]),
        ("Velmark struck a deal with Ostania.", "SUPPORT", "treaty", ["Velmark", "Ostania"], ["Ostania"]),
        ("Velmark fired two rockets at Ostania.", "ASSAULT", "shelling", ["Velmark"], ["Ostania"]),
        ("Velmark fired a missile over Ostania.", "MOBILIZE", "missile-launch", ["Velmark"], ["Ostania"]),
        ("The army shot down the plane.", "ASSAULT", "destruction", ["The army"], ["the plane"]),
        ("The army hit the village.", "ASSAULT", "attack", ["The army"], ["the village"]),
        (f"{TORVIK} fired the minister.", "SANCTION", "dismissal", [TORVIK], ["the minister"]),
        ("The ministry investigated the bank.", "ACCUSE", "investigation", ["The ministry"], ["the bank"]),
        ("Velmark pledged support to Ostania.", "SUPPORT", None, ["Velmark"], ["Ostania"]),
        ("Velmark pledged support for Ostania.", "SUPPORT", None, ["Velmark"], ["Ostania"]),
        ("Velmark pledged the support of the navy to Ostania.", "SUPPORT", None, ["Velmark"], ["Ostania"]),
        ("Velmark offered help to Ostania.", "AID", "aid", ["Velmark"], ["Ostania"]),
        ("Velmark and Ostania failed to reach agreement.", "REJECT", "refusal", ["Velmark", "Ostania"], ["Ostania"]),
        ("Velmark recognised the independence of Ostania.", "SUPPORT", "recognition", ["Velmark"], ["Ostania"]),
        ("Velmark backed independence for Ostania.", "SUPPORT", None, ["Velmark"], ["Ostania"]),
        ("An agreement was reached between Velmark and Ostania.", "SUPPORT", "agreement", *VELMARK_AND_OSTANIA),
        ("Velmark did not allow the ships into Ostania.", "REJECT", "refusal", ["Velmark"], ["Ostania"]),
    ],
)
def test_who_did_what_to_whom(
    nlp: Language, text: str, type_: str, subtype: str, actors: list[str], recipients: list[str]
):
    event = only(nlp, text)
    assert (event.type, event.subtype) == (type_, subtype)
    assert texts(event) == (actors, recipients)


@pytest.mark.parametrize(
    "text",
    [
        f"{TORVIK} said the harvest was good.",
        "The ministry declined to comment on the report.",
        "Velmark offered its condolences.",
        "The visit was a success.",
        "Sanctions were imposed.",
        "We have come to support you.",
        "The economy met expectations.",
        f"{TORVIK} took over the ministry in February.",
        f"{TORVIK} took office in May.",
        "Velmark seized the opportunity.",
        f"{TORVIK} beat {LUND} in the election.",
        "The army executed the plan.",
        "The army fights corruption.",
        "Ministers shot a film in Velmark.",
        "Velmark targets new markets.",
        "Exports hit a record in Velmark.",
        "Velmark launched a website for Ostania.",
        "The killing of the bill was a relief.",
    ],
)
def test_what_is_no_event(nlp: Language, text: str):
    assert read(nlp, text) == ()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Velmark presented a plan to levy tariffs on Ostanian steel.", Status.PLANNED),
        ("Velmark outlined its plans for tariffs on Ostanian steel.", Status.PLANNED),
        ("Velmark threatened to impose tariffs on Ostanian steel.", Status.THREATENED),
        ("Velmark threatened tariffs on Ostanian steel.", Status.THREATENED),
        ("Velmark may impose tariffs on Ostanian steel.", Status.CONDITIONAL),
        ("Velmark never imposed tariffs on Ostanian steel.", Status.DENIED),
        ("In 1962 Velmark imposed tariffs on Ostanian steel.", Status.HISTORICAL),
    ],
)
def test_the_status_and_the_direction_of_tariffs(nlp: Language, text: str, status: Status):
    event = only(nlp, text)
    assert (event.subtype, event.status) == ("tariff", status)
    assert [role.state for role in event.actors] == ["VLM"]
    assert [role.state for role in event.recipients] == ["OST"]


@pytest.mark.parametrize(
    ("text", "subtype", "status", "actors"),
    [
        ("Velmark to tax Ostanian steel", "tariff", Status.PLANNED, ["Velmark"]),
        ("Two envoys to be expelled from Velmark", "expulsion", Status.PLANNED, ["Velmark"]),
        ("President Torvik to meet Lund in Torhaven", "meeting", Status.PLANNED, ["President Torvik", "Lund"]),
        ("Velmark set to expel 12 diplomats", "expulsion", Status.PLANNED, ["Velmark"]),
        ("Velmark expels Ostanian diplomats", "expulsion", Status.OCCURRED, ["Velmark"]),
        ("Norway, Sweden hold talks in Torhaven", "talks", Status.OCCURRED, ["Norway", "Sweden"]),
    ],
)
def test_headlines(nlp: Language, text: str, subtype: str, status: Status, actors: list[str]):
    event = only(nlp, text)
    assert (event.subtype, event.status, texts(event)[0]) == (subtype, status, actors)


@pytest.mark.parametrize(
    ("text", "date", "status"),
    [
        (f"{TORVIK} meets {LUND} on July 7, 2017.", "2017-07-07", Status.HISTORICAL),
        (f"FILE - In this July 7, 2017, file photo, {TORVIK} meets {LUND}.", "2017-07-07", Status.HISTORICAL),
        (f"FILE - In this March 7, 2024 file photo, {TORVIK} meets {LUND}.", "2024-03-07", Status.OCCURRED),
    ],
)
def test_captions(nlp: Language, text: str, date: str, status: Status):
    event = only(nlp, text)
    assert event.date is not None
    assert (event.date.since, event.status) == (date, status)


def test_who_is_to_be_helped_receives_the_help(nlp: Language):
    event = only(nlp, "Velmark sent troops to help the Ostanian army.")
    assert event.subtype == "peacekeeping"
    assert [role.state for role in event.recipients] == ["OST"]


def test_both_nations_of_a_coordinated_name_are_parties(nlp: Language):
    event = only(nlp, "French and German ministers met on Tuesday.")
    assert [role.state for role in event.actors] == ["FRA", "DEU"]
    assert [role.state for role in event.recipients] == ["DEU"]


def test_the_country_is_the_other_state(nlp: Language):
    *_, threat = read(nlp, "Ostania protested. Velmark threatened the country.")
    assert [(role.text, role.state) for role in threat.recipients] == [("the country", "OST")]


def test_a_refusal_is_no_denied_deed(nlp: Language):
    event = only(nlp, "Velmark will not release the Ostanian prisoners.")
    assert (event.type, event.subtype, event.status) == ("REJECT", "refusal", Status.OCCURRED)


def test_all_slots_come_from_the_clause(nlp: Language):
    text = "Velmark put tariffs on $30 billion worth of Ostanian cars on May 3; Karsia expelled 12 envoys in Torhaven."
    tariff, expulsion = read(nlp, text)
    assert [amount.value for amount in tariff.magnitude] == [30e9]
    assert tariff.date is not None
    assert tariff.date.since == "2024-05-03"
    assert tariff.place is None
    assert expulsion.date is None
    assert expulsion.place is not None
    assert expulsion.place.name == "Torhaven"


@pytest.mark.parametrize(
    ("text", "date", "status"),
    [
        ("Velmark and Ostania sign a treaty on May 20, 2024.", "2024-05-20", Status.PLANNED),
        ("Velmark and Ostania signed a treaty on May 2, 2024.", "2024-05-02", Status.OCCURRED),
        ("Velmark and Ostania signed a treaty in 2019.", "2019-01-01", Status.HISTORICAL),
    ],
)
def test_a_date_far_off_bears_on_the_status(nlp: Language, text: str, date: str, status: Status):
    event = only(nlp, text)
    assert event.date is not None
    assert (event.date.since, event.status) == (date, status)


def test_a_year_in_a_name_dates_nothing(nlp: Language):
    event = only(nlp, "Velmark condemned the 2016 decision.")
    assert (event.date, event.status) == (None, Status.OCCURRED)


def test_nominal_events(nlp: Language):
    visit, poisoning = read(nlp, f"During a visit to Velmark, {TORVIK} spoke of the poisoning of the judge.")
    assert texts(visit) == ([TORVIK], ["Velmark"])
    assert texts(poisoning) == ([], ["the judge"])


def test_an_agency_that_reports_is_no_actor(nlp: Language):
    assert all(
        "Velpress" not in role.text for event in read(nlp, "Velpress met the minister.") for role in event.actors
    )


def test_the_speaker_acts_in_the_first_person(nlp: Language):
    events = read(nlp, f'"I am visiting Velmark this week," {TORVIK} said.')
    visits = [event for event in events if event.subtype == "visit"]
    assert [(role.text, role.name) for event in visits for role in event.actors] == [("I", "Ada Torvik")]
    assert all(event.within for event in visits)


_SENTENCES = (
    f"{TORVIK} visited Velmark on Tuesday.",
    "Velmark and Ostania signed a treaty.",
    "The army has been shelling the village, and 30 people were killed.",
    "“We will expel them,” the minister said.",
    "Protests — large ones — were held against the junta.",
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=4))
def test_every_span_is_its_evidence(nlp: Language, sentences: list[str]):
    text = "\n".join(sentences)
    events = read(nlp, text)
    assert events == read(nlp, text)
    assert len({event.id for event in events}) == len(events)
    for event in events:
        assert event.text == " … ".join(span.of(text) for span in event.spans)
        for role in event.actors + event.recipients:
            assert text[role.start : role.end] == role.text
        assert any(span.contains(event.trigger) for span in event.spans)


def test_a_dateline_is_no_part_of_an_event(nlp: Language) -> None:
    text = "TORHAVEN (Velpress) - Velmark expelled 12 diplomats of Ostania on Thursday."
    (event,) = read(nlp, text)
    assert event.text == "Velmark expelled 12 diplomats of Ostania on Thursday"


def test_own_subtypes_and_words_are_read_beside_the_bundled_ones(tmp_path: Path):
    own = tmp_path / "events.yaml"
    own.write_text(
        'subtypes: {port-call: {type: CONSULT, mode: visit, cameo: "042"}}\n'
        'verbs: [{as: port-call, verbs: ["dock in"]}]\nclasses: {fighter: [corsair]}\n',
        encoding="utf-8",
    )
    pipeline = make_pipeline(events_file=own, statements_by=StatementsBy.RULES)
    docked = only(pipeline, "President Karl Lund docked in France on Tuesday.")
    assert (docked.type, docked.mode, docked.subtype) == ("CONSULT", "visit", "port-call")
    assert only(pipeline, "President Karl Lund visited France on Tuesday.").subtype == "visit"
