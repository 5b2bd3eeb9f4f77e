from __future__ import annotations

import pytest

from onrecord.trace.sources import Nodes, source_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TASS", "the Tass news agency"),
        ("Reuters", "reuters"),
        ("the Velmark Ministry of Defence", "Velmark's Defense Ministry"),
        ("The Ost Courier", "Ost Courier"),
    ],
)
def test_names_of_one_source(one: str, other: str):
    assert source_key(one) == source_key(other)
    nodes = Nodes([one, other, one])
    assert nodes.of(one) == nodes.of(other)


@pytest.mark.parametrize(("one", "other"), [("Ost Courier", "Kess Courier"), ("Reuters", "TASS")])
def test_names_of_two_sources(one: str, other: str):
    assert Nodes([one, other]).of(one) != Nodes([one, other]).of(other)


def test_a_node_has_the_name_used_most():
    names = ["the Velmark Defence Ministry", "Velmark Ministry of Defence", "Velmark Ministry of Defence"]
    assert Nodes(names).of(names[0]) == "source:Velmark Ministry of Defence"
