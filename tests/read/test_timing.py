from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.model.reading import Status
from onrecord.ontology.event_lexicon import Sense
from onrecord.ontology.event_types import Kind
from onrecord.read.extents import clause_spans
from onrecord.read.findings import Found
from onrecord.read.timing import Timing

pytestmark = pytest.mark.model

FRIDAY = "2024-05-10"


def date_of(doc: Doc, word: str, nominal: bool) -> str | None:
    trigger = next(token for token in doc if token.text == word)
    sense = Sense(Kind("CONSULT"), ())
    found = Found(sense.kind, trigger, trigger, trigger, (), (), Status.OCCURRED, sense, "", nominal)
    when = Timing(doc, FRIDAY).when(found, clause_spans(found))
    return when.text if when else None


@pytest.mark.parametrize(
    ("text", "verb", "date"),
    [
        ("The king met the envoy on Tuesday.", "met", "Tuesday"),
        ("The king spoke on Tuesday, blaming the envoy.", "blaming", "Tuesday"),
        ("The king broke the law on Tuesday by expelling the envoy.", "expelling", "Tuesday"),
        ("With the king meeting the envoy on Tuesday, hopes rose.", "meeting", "Tuesday"),
        ("The king spoke on Tuesday when he met the envoy.", "met", "Tuesday"),
        ("The first time was in 1975, when the king met the envoy.", "met", "1975"),
        ("On Tuesday, the king complained and criticised the envoy.", "criticised", "Tuesday"),
        ("The king arrived on Tuesday before meeting the envoy.", "meeting", None),
        ("The king spoke on Tuesday after meeting the envoy.", "meeting", None),
        ("The king complained on Tuesday and the queen criticised the envoy.", "criticised", None),
        ("The king spoke on Tuesday of men who met the envoy.", "met", None),
        ("The king met the envoy on Black Friday.", "met", None),
        ("The king met the envoy on Monday, May 6, 2024.", "met", "May 6, 2024"),
        ("In this July 7, 2017, file photo, the king meets the envoy.", "meets", "July 7, 2017"),
        ("FILE - In this Tuesday, May 14, 2019 file photo, the king meets the envoy.", "meets", "May 14, 2019"),
        ("The king has met the envoy before, on Monday.", "met", None),
        ("The king has met the envoy today.", "met", "today"),
        ("The king has met the envoy this week.", "met", "this week"),
        ("The king signed a pact by 2030.", "signed", None),
    ],
)
def test_the_date_of_a_clause(parse: Callable[..., Doc], text: str, verb: str, date: str | None):
    assert date_of(parse(text, FRIDAY), verb, nominal=False) == date


@pytest.mark.parametrize(
    ("text", "noun", "date"),
    [
        ("Wednesday's talks with the envoy failed.", "talks", "Wednesday"),
        ("Saturday's talks with the envoy matter.", "talks", None),  # the last Saturday is six days past
        ("The July 2014 invasion of the island was a crime.", "invasion", "July 2014"),
        ("The talks with the envoy began on Tuesday.", "talks", "Tuesday"),
        ("The talks with the envoy will take place on May 20.", "talks", "May 20"),
        ("The king spoke on Tuesday during a meeting with the envoy.", "meeting", "Tuesday"),
        ("The king spoke on Tuesday ahead of a meeting with the envoy.", "meeting", None),
        ("The king condemned the raid on Tuesday.", "raid", None),
        ("The king dismissed the talks on Tuesday.", "talks", None),
    ],
)
def test_the_date_of_an_event_noun(parse: Callable[..., Doc], text: str, noun: str, date: str | None):
    assert date_of(parse(text, FRIDAY), noun, nominal=True) == date
