from __future__ import annotations

import pytest

from onrecord.model.reading import Status
from onrecord.ontology.event_types import Kind, load_event_types


def test_sixteen_types_with_the_sign_of_their_quarter():
    types = load_event_types().types
    assert len(types) == 16
    for kind in types.values():
        assert (kind.score > 0) == kind.quad.endswith("cooperation") or kind.score == 0, kind.name


def test_a_mode_belongs_to_its_type():
    types = load_event_types()
    for subtype in types.subtypes.values():
        kind = subtype.kind
        assert kind.mode is None or kind.mode in types.types[kind.type].modes, subtype.name


def test_cameo_codes_keep_their_zeros():
    types = load_event_types()
    assert types.cameo(Kind("CONSULT", "visit", "visit")) == "042"
    assert types.cameo(Kind("REJECT")) == "120"


@pytest.mark.parametrize(
    ("type_", "status", "coded"),
    [
        ("CONSULT", Status.PLANNED, "AGREE"),
        ("SANCTION", Status.PLANNED, "THREATEN"),
        ("SANCTION", Status.THREATENED, "THREATEN"),
        ("RETREAT", Status.THREATENED, "THREATEN"),
        ("REJECT", Status.THREATENED, "REJECT"),
        ("SANCTION", Status.OCCURRED, "SANCTION"),
        ("ACCUSE", Status.PLANNED, "ACCUSE"),
        ("AID", Status.DENIED, "AID"),
    ],
)
def test_intentions_are_coded_as_the_manual_says(type_: str, status: Status, coded: str):
    assert load_event_types().coded(type_, status) == coded


def test_what_is_undone():
    undone = load_event_types().types["SANCTION"].undone
    assert undone is not None
    assert undone.type == "RETREAT"
    assert load_event_types().types["REQUEST"].undone is None


@pytest.mark.parametrize(
    ("kind", "status", "coding"),
    [
        (Kind("CONSULT", "visit", "visit"), Status.OCCURRED, ("CONSULT", "visit", 4.0, "042", 1.9)),
        (Kind("CONSULT", "visit", "visit"), Status.PLANNED, ("AGREE", None, 2.5, "036", 4.0)),
        (Kind("CONSULT", "visit", "visit"), Status.THREATENED, ("THREATEN", None, -3.5, "130", -4.4)),
        (Kind("SANCTION", None, "tariff"), Status.THREATENED, ("THREATEN", "restrict", -3.0, "1312", -5.8)),
        (Kind("ASSAULT", "aerial", "airstrike"), Status.PLANNED, ("THREATEN", "violence", -3.5, "1384", -7.0)),
        (Kind("AID"), Status.PLANNED, ("AGREE", None, 2.5, "033", 5.2)),
        (Kind("ACCUSE", "allege", "lawsuit"), Status.PLANNED, ("ACCUSE", "allege", -3.5, "115", -2.0)),
    ],
)
def test_the_manuals_code_by_status(kind: Kind, status: Status, coding: tuple[object, ...]):
    found = load_event_types().coding(kind, status)
    assert (found.type, found.mode, found.score, found.cameo.code, found.goldstein) == coding
