from __future__ import annotations

from onrecord.ontology.cameo import load_cameo
from onrecord.ontology.event_types import THREAT, Kind, load_event_types


def test_every_code_has_its_broader_ones_and_a_score() -> None:
    codes = load_cameo()
    assert len({code.root for code in codes.values()}) == 20
    for code in codes.values():
        assert code.root in codes
        assert len(code.code) == 2 or code.base in codes
        assert -10 <= code.goldstein <= 10


def test_every_kind_of_event_has_a_code_with_the_score_that_is_given_for_it() -> None:
    types = load_event_types()
    for subtype in types.subtypes.values():
        assert load_cameo()[subtype.cameo].goldstein == subtype.goldstein, subtype.name
    assert all(types.cameo(Kind(name)) in load_cameo() for name in types.types)


def test_intentions_are_of_the_root_that_cameo_has_for_them() -> None:
    types = load_event_types()
    for name, intention in types.intended.items():
        type_ = types.subtypes[name].kind.type if name in types.subtypes else name
        future = types.types[type_].future
        assert future != type_, name
        assert load_cameo()[intention.cameo].root == ("13" if future == THREAT else "03"), name
        assert intention.mode is None or intention.mode in types.types[future].modes, name
    assert {name for name, found in types.types.items() if found.future != name} <= set(types.intended)
