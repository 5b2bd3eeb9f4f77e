from __future__ import annotations

import itertools
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.trace.graph import find_roots


@pytest.mark.parametrize(
    ("nodes", "edges", "roots"),
    [
        ("", [], []),
        ("a", [], ["a"]),
        ("ab", [], ["a", "b"]),
        ("ab", ["ab"], ["b"]),
        ("ab", ["ab", "ba"], ["ab"]),
        ("abc", ["ab", "bc"], ["c"]),
        ("abc", ["ab", "ac"], ["b", "c"]),
        ("abcd", ["ab", "ba", "bc", "cd", "dc"], ["cd"]),
        ("abcd", ["ab", "bc", "ca"], ["abc", "d"]),
        ("abc", ["ac", "bc", "cc"], ["c"]),
    ],
)
def test_roots(nodes: str, edges: list[tuple[str, str]] | list[str], roots: list[str]):
    found = find_roots(nodes, [(edge[0], edge[1]) for edge in edges])
    assert ["".join(root) for root in found.roots] == roots


def test_a_node_may_rest_on_two_roots():
    found = find_roots("abcd", [("a", "b"), ("b", "c"), ("b", "d")])
    assert found.nodes_on(0) == ("a", "b", "c")
    assert found.nodes_on(1) == ("a", "b", "d")


def test_a_long_chain_does_not_recurse():
    nodes = [f"{at:05}" for at in range(5000)]
    assert find_roots(nodes, itertools.pairwise(nodes)).roots == (("04999",),)


EDGES = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=14)


@given(EDGES)
def test_every_node_rests_on_a_root_it_can_reach(edges: list[tuple[str, str]] | list[str]):
    found = find_roots("abcdef", edges)
    for node in "abcdef":
        reach = {node}
        while more := {y for x, y in edges if x in reach} - reach:
            reach |= more
        expected = tuple(at for at, root in enumerate(found.roots) if reach & set(root))
        assert found.resting[node] == expected
        assert expected


@given(EDGES, st.randoms(use_true_random=False))
def test_the_order_of_edges_does_not_matter(edges: list[tuple[str, str]] | list[str], random: Random):
    shuffled = edges[:]
    random.shuffle(shuffled)
    assert find_roots("abcdef", edges) == find_roots("fedcba", shuffled)
