from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from onrecord.model.reading import Event, Role, Status
from onrecord.model.span import Span
from onrecord.ontology.event_types import load_event_types
from onrecord.read.agreement import FEATURES, base_of, confidence, heads_features, rules_features
from onrecord.read.reader.event_heads import KINDS
from onrecord.read.tellings import Side, Telling

TEXT = "Ostania expelled two Velmarkian envoys."
TYPES = load_event_types()


def role(words: str) -> Role:
    start = TEXT.index(words)
    return Role(words, start, start + len(words), words)


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def telling(kind: str, chance: float, actor: str = "Ostania", recipient: str = "two Velmarkian envoys") -> Telling:
    kinds = dict.fromkeys(KINDS, (1 - chance) / (len(KINDS) - 1)) | {kind: chance}
    words = [span(word) for word in ("Ostania", "expelled", "two", "Velmarkian", "envoys")]
    inside = np.array([[0.9, 0.0], [0.1, 0.1], [0.0, 0.8], [0.0, 0.9], [0.0, 0.9]], np.float32)
    pieces = np.array([(word.start, word.end) for word in words])
    return Telling(kinds, pieces, inside, (Side(span(actor), 0.9), Side(span(recipient), 0.85)))


EXPULSION = Event(
    id="eve-1",
    article="art-1",
    type="SANCTION",
    status=Status.OCCURRED,
    in_block="body",
    trigger=span("expelled"),
    spans=(Span(0, len(TEXT)),),
    text=TEXT,
    subtype="expulsion",
    actors=(role("Ostania"),),
    recipients=(role("two Velmarkian envoys"),),
)


def test_both_describe_an_event_by_as_many_features() -> None:
    told = telling("SANCTION", 0.9)
    assert len(heads_features(told, [EXPULSION], TYPES)) == FEATURES
    assert len(rules_features(told, EXPULSION, True, TYPES)) == FEATURES


def test_what_the_rules_find_too_is_seen() -> None:
    told = telling("SANCTION", 0.9)
    agreed, alone = heads_features(told, [EXPULSION], TYPES), heads_features(told, [], TYPES)
    other = heads_features(told, [replace(EXPULSION, type="ACCUSE")], TYPES)
    assert agreed[5:10] == [1, 1, 1, 1, 1]
    assert alone[5:10] == [0, 0, 0, 0, 0]
    assert other[5:10] == [0, 0, 0, 1, 1]


def test_a_planned_event_is_compared_as_the_manual_codes_it() -> None:
    visit = replace(EXPULSION, type="CONSULT", status=Status.PLANNED)
    assert rules_features(telling("AGREE", 0.9), visit, True, TYPES)[5] == 1
    assert rules_features(telling("CONSULT", 0.9), visit, True, TYPES)[5] == 0


def test_yielding_is_one_kind_for_the_heads() -> None:
    told = telling("YIELD", 0.9)
    assert told.kind == "YIELD"
    assert told.is_of("CONCEDE")
    assert told.is_of("RETREAT")
    assert told.chance("RETREAT") == pytest.approx(0.9)


def test_a_share_is_the_most_of_the_pieces_in_a_span() -> None:
    told = telling("SANCTION", 0.9)
    assert told.share(1, [span("two Velmarkian")]) == pytest.approx(0.9)
    assert told.share(0, [span("envoys")]) == 0
    assert told.share(0, []) == 0


def test_a_kind_is_found_even_where_none_is_likelier() -> None:
    assert telling("NONE", 0.9).kind != "NONE"


@pytest.mark.parametrize(
    ("event", "meant"),
    [
        (EXPULSION, True),
        (replace(EXPULSION, type="ACCUSE"), False),
        (replace(EXPULSION, actors=(), recipients=()), False),
        (replace(EXPULSION, actors=(role("envoys"),)), True),
    ],
)
def test_the_heads_mean_an_event_of_their_kind_with_a_side_of_theirs(event: Event, meant: bool) -> None:
    assert (base_of(telling("SANCTION", 0.9), [event], TYPES) is event) is meant


def test_confidence_stays_between_nothing_and_certainty() -> None:
    assert 0 < confidence([1.0], [-1e9]) < 1e-9
    assert 1 - 1e-9 < confidence([1.0], [1e9]) <= 1
