from __future__ import annotations

import pytest

from onrecord.trace.sources import Nodes, person_in, putting_out, source_key


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


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("a written statement from the interior ministry", "the interior ministry"),
        ("an announcement issued by the palace", "the palace"),
        ("the coastguard’s official website", "the coastguard"),
        ("the statement", "the statement"),
    ],
)
def test_who_puts_out_a_statement_is_its_source(words: str, who: str):
    assert putting_out(words) == who


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("their employer, Dorrick Lines,", "Dorrick Lines"),
        ("the general’s wife Mira Holm", "Mira Holm"),
        ("her lawyer", "her lawyer"),
        ("the owner of a café opposite", "the owner of a café opposite"),
    ],
)
def test_a_described_person_goes_by_name(words: str, name: str):
    assert person_in(words) == name


def test_an_outlet_goes_by_its_acronym():
    nodes = Nodes(["Karsian Bureau", "KIB"], ["KIB"], {"KIB": "Karsian Bureau"})
    assert nodes.of("KIB") == nodes.of("Karsian Bureau")
