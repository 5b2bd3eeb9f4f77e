from __future__ import annotations

from types import ModuleType

import pytest

from onrecord.resolve.weekdays import dated

TUESDAY = "2031-05-06"


def day_of(kit: ModuleType, clause: str, published: str | None, also: str = "", status: str = "occurred") -> str | None:
    coverage = kit.Coverage()
    draft = coverage.article("a", f"{clause}. It rained on Sunday.", published=published)
    for piece in filter(None, (clause, also)):
        coverage.does(draft, [], "SANCTION", [], piece.split(" on ")[0], subtype="expulsion", status=status)
    events = draft.reading.events
    date = dated(events[0], events, draft.article).date
    return date.since if date else None


@pytest.mark.parametrize(
    ("clause", "day"),
    [
        ("It called the expulsion of four officers from the port on Monday a mistake", "2031-05-05"),
        ("The expulsion of the four officers on Wednesday came as a shock", "2031-04-30"),
        ("Four officers were put on the ferry yesterday", "2031-05-05"),
        ("The expulsion was wrong, the ministry said on Monday", None),
        ("The expulsions since Monday are a mistake", None),
        ("The expulsion was on Monday, and the answer on Tuesday", None),
        ("The expulsion cost Monday’s paper its title", None),
    ],
)
def test_the_day_of_a_sentence(kit: ModuleType, clause: str, day: str | None):
    assert day_of(kit, clause, TUESDAY) == day


@pytest.mark.parametrize(
    ("clause", "trigger", "day"),
    [
        ("The expulsion hit the four officers charged on Monday", "expulsion", None),
        ("The expulsion hit officers who were charged on Monday", "expulsion", "2031-05-05"),
        ("Four officers were at last expelled on Monday", "expelled", "2031-05-05"),
        ("It expelled the officers, and charged early Monday", "expelled", None),
    ],
)
def test_a_day_behind_a_participle_is_its_own(kit: ModuleType, clause: str, trigger: str, day: str | None):
    coverage = kit.Coverage()
    draft = coverage.article("a", f"{clause}.", published=TUESDAY)
    coverage.does(draft, [], "SANCTION", [], clause, subtype="expulsion", trigger=trigger)
    (event,) = draft.reading.events
    date = dated(event, [event], draft.article).date
    assert (date.since if date else None) == day


def test_a_sentence_with_two_events_says_of_neither(kit: ModuleType):
    clause = "The expulsion of the officers led to the arrest of an editor on Monday"
    assert day_of(kit, clause, TUESDAY, also="the arrest of an editor") is None


@pytest.mark.parametrize(
    ("published", "status"),
    [(None, "occurred"), ("2031", "occurred"), ("2031-02-30", "occurred"), (TUESDAY, "planned")],
)
def test_nothing_is_counted_from_nowhere_or_for_what_lies_ahead(kit: ModuleType, published: str | None, status: str):
    assert day_of(kit, "The expulsion of four officers on Monday is a mistake", published, status=status) is None
