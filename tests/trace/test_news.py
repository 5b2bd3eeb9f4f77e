from __future__ import annotations

import pytest

from onrecord.model.reading import Cue, CueType, Event, Polarity, Statement, StatementKind, Status
from onrecord.model.span import Span
from onrecord.trace.news import announces, finds_out, happens, in_passing, takes_as_known, tells


def _event(text: str, trigger: str, reason: str = "verb", status: Status = Status.OCCURRED) -> Event:
    at = text.index(trigger)
    clause = (Span(0, len(text)),)
    return Event("e", "a", "CONSULT", status, "body", Span(at, at + len(trigger)), clause, text, reason=reason)


def _statement(text: str, cue: str, content: str, type_: CueType = CueType.SAYS) -> Statement:
    at, start = text.index(cue), text.index(content)
    spans = (Span(start, start + len(content)),)
    kind, word = StatementKind.INDIRECT, Cue(at, at + len(cue), cue, type_)
    return Statement("s", "a", kind, "body", spans, content, Polarity.AFFIRMS, word)


@pytest.mark.parametrize(
    ("text", "trigger", "status", "passing"),
    [
        ("as she prepares to meet the premier", "meet", Status.PLANNED, True),
        ("when the premier meets her", "meets", Status.OCCURRED, True),
        ("just hours before the two met", "met", Status.OCCURRED, True),
        ("Shortly before five on Thursday the two ministers signed it", "signed", Status.OCCURRED, False),
        ("Before dawn on Friday the two ministers signed it", "signed", Status.OCCURRED, False),
        ("before five men were held", "held", Status.OCCURRED, True),
        ("before the march had begun", "begun", Status.OCCURRED, True),
        ("since the ministry expelled the envoy", "expelled", Status.OCCURRED, True),
        ("for the premier to meet her without a word", "meet", Status.OCCURRED, True),
        ("when troops shelled the post", "shelled", Status.OCCURRED, False),
        ("the premier will meet her on Monday", "meet", Status.PLANNED, False),
    ],
)
def test_a_clause_that_dates_something_else_takes_it_for_known(text: str, trigger: str, status: Status, passing: bool):
    assert in_passing(trigger, _event(text, trigger, status=status)) is passing


@pytest.mark.parametrize(
    ("cue", "type_", "told"),
    [
        ("said", CueType.SAYS, True),
        ("confirmed", CueType.SAYS, True),
        ("condemned", CueType.SAYS, False),
        ("spoke", CueType.SAYS, False),
        ("demanded", CueType.ORDERS, False),
        ("hoped", CueType.PLANS, False),
    ],
)
def test_only_who_states_a_fact_tells_news(cue: str, type_: CueType, told: bool):
    text = f"She {cue} the talks had begun"
    assert tells(_statement(text, cue, "the talks had begun", type_)) is told


def test_what_is_noted_is_known():
    assert takes_as_known(_statement("She noted the two had met", "noted", "the two had met"))
    assert not takes_as_known(_statement("She said the two had met", "said", "the two had met"))


def test_a_noun_can_be_the_news():
    text = "The ministry announced the arrest of two men"
    statement = _statement(text, "announced", "the arrest of two men")
    assert announces(statement, _event(text, "arrest"), text)
    praise = "The ministry said the arrest of two men was lawful"
    assert not announces(
        _statement(praise, "said", "the arrest of two men was lawful"), _event(praise, "arrest"), praise
    )


@pytest.mark.parametrize(("rest", "news"), [("will take place on Monday", True), ("were friendly", False)])
def test_a_noun_that_happens_is_the_news(rest: str, news: bool):
    text = f"The ministry said the talks {rest}"
    assert happens(_statement(text, "said", f"the talks {rest}"), _event(text, "talks"), text) is news


@pytest.mark.parametrize(
    ("text", "trigger", "passing"),
    [
        ("The ministry said it was expelling nine envoys", "expelling", False),
        ("The army shelled the village, killing four people", "killing", False),
        ("A man opened fire, killing a judge and wounding three people", "wounding", False),
        ("By killing four people the army broke the truce", "killing", True),
        ("The army was accused of killing four people", "killing", True),
        ("The fourteen dockers who were arrested will be heard on Friday", "arrested", True),
        ("Fourteen dockers were arrested on Friday", "arrested", False),
        ("Her office would try to have 12 officers who’ve been indicted sent over", "indicted", True),
        ("There were 12 officers who were indicted on Friday", "indicted", False),
        ("She is “glad” that the two leaders met", "met", True),
        ("He was deeply concerned that Velmark closed the bridge", "closed", True),
        ("Glad crowds watched as Velmark opened the bridge", "opened", False),
    ],
)
def test_what_stands_before_a_deed_says_whether_it_is_told(text: str, trigger: str, passing: bool):
    assert in_passing(trigger, _event(text, trigger), text[: text.index(trigger)]) is passing


def test_what_a_reporter_sees_is_found_out():
    text = "Our reporter saw the guards leave"
    assert finds_out(_statement(text, "saw", "the guards leave", CueType.BELIEVES))
    assert not finds_out(_statement("She thinks the guards left", "thinks", "the guards left", CueType.BELIEVES))
