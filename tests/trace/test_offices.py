"""Which sources of one claim are one body's voice."""

from __future__ import annotations

import pytest

from onrecord.model.article import Article
from onrecord.model.derived import OriginKind
from onrecord.model.facts import Facts
from onrecord.model.reading import Entity, EntityKind, Mention, MentionForm, Reading
from onrecord.model.span import Span
from onrecord.trace.offices import Offices
from onrecord.trace.sources import Cited

STATES = {"Velmark": "XVM", "Velmarkian": "XVM", "Ostania": "XOS", "Ostanian": "XOS"}
PERSONS = ("Joran Tal", "Ada Torvik")


def told(key: str, text: str, name: str) -> tuple[Article, Reading, Cited]:
    """Make an article in which somebody speaks under a name, its reading and the source."""
    at = text.index(name)
    entities, mentions = [], []
    for word in (*STATES, *PERSONS):
        if word in text:
            start, id_ = text.index(word), f"ent-{key}-{word}"
            kind = EntityKind.PERSON if word in PERSONS else EntityKind.STATE
            known = "Velmark" if STATES.get(word) == "XVM" else "Ostania" if word in STATES else word
            entities.append(Entity(id_, key, kind, known, STATES.get(word)))
            mentions.append(Mention(f"m-{id_}", key, id_, start, start + len(word), word, MentionForm.NAME))
    cited = Cited(f"source:{name}", name, OriginKind.OFFICIAL, key, Span(at, at + len(name)), name)
    article = Article(key, f"file:///{key}", text, key, outlet=None)
    return article, Reading(key, tuple(entities), tuple(mentions)), cited


def voices(*said: tuple[str, str]) -> tuple[int, int]:
    """Return how many voices some sources are, and how many of them may be one of several others."""
    made = [told(f"art-{at}", text, name) for at, (text, name) in enumerate(said)]
    facts = Facts.of([article for article, _, _ in made], [reading for _, reading, _ in made])
    same, vague = Offices(facts).joined([cited for _, _, cited in made])
    return len(set(same.values())), len(vague)


MINISTRY = ("Five were held, the interior ministry said.", "the interior ministry")
MINISTER = ("Five were held, Interior Minister Joran Tal said.", "Joran Tal")
SPOKESMAN = ("Five were held, said Ada Torvik, a spokeswoman for the interior ministry.", "Ada Torvik")


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (MINISTRY, MINISTER, 1),
        (MINISTRY, SPOKESMAN, 1),
        (MINISTRY, ("Five were held, the interior minister said.", "the interior minister"), 1),
        (MINISTRY, ("Five were held, said Ada Torvik, who heads the port authority.", "Ada Torvik"), 2),
        (MINISTRY, ("Five were held, said Ada Torvik, the interior minister’s lawyer.", "Ada Torvik"), 2),
        (MINISTRY, ("Five were held, the defence ministry said.", "the defence ministry"), 2),
        (("The prosecutor’s office said so.", "The prosecutor’s office"), ("So prosecutors said.", "prosecutors"), 1),
        (
            ("Ostania’s general staff said so.", "Ostania’s general staff"),
            ("So the general staff of Ostania said.", "the general staff of Ostania"),
            1,
        ),
        (
            ("The Ostanian army said so.", "The Ostanian army"),
            ("So the army of Velmark said.", "the army of Velmark"),
            2,
        ),
        (
            ("Velmark’s foreign minister, Ada Torvik, said so.", "Ada Torvik"),
            ("So Ostania’s foreign minister, Joran Tal, said.", "Joran Tal"),
            2,
        ),
    ],
)
def test_a_body_its_head_and_its_spokespeople_are_one_voice(
    one: tuple[str, str], other: tuple[str, str], count: int
) -> None:
    assert voices(one, other) == (count, 0)
    assert voices(other, one) == (count, 0)


def test_bare_words_that_fit_two_bodies_may_be_either() -> None:
    two = ("The Ostanian army said so.", "The Ostanian army"), ("So the Velmarkian army said.", "the Velmarkian army")
    assert voices(*two, ("The army said so.", "The army")) == (3, 1)


def test_a_state_speaks_by_a_body_of_its_own() -> None:
    state = ("They were shelled, Velmark said.", "Velmark")
    assert voices(state, ("They were shelled, the army said.", "the army")) == (2, 1)
    assert voices(state, ("They were shelled, the Ostanian army said.", "the Ostanian army")) == (2, 0)
