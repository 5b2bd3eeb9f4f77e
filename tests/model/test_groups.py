"""Joining names into groups, set against joining sets until nothing changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.groups import Groups

NAMES = "abcdefgh"
names = st.sampled_from(NAMES)


@given(st.lists(st.tuples(names, names), max_size=20))
def test_a_group_stands_under_the_first_of_its_names(pairs: list[tuple[str, str]]) -> None:
    groups, whole = Groups(), {name: {name} for name in NAMES}
    for one, other in pairs:
        both = whole[one] | whole[other]
        whole |= dict.fromkeys(both, both)
        assert groups.join(one, other) == min(both)
    assert {name: groups.root(name) for name in NAMES} == {name: min(whole[name]) for name in NAMES}
