"""A small directed graph: its components, and those that depend on nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Roots:
    """The components that depend on nothing else, and for every node which of them it rests on."""

    roots: tuple[tuple[str, ...], ...]
    resting: Mapping[str, tuple[int, ...]]

    def nodes_on(self, root: int) -> tuple[str, ...]:
        """Return the nodes that rest on a root, itself included, sorted."""
        return tuple(sorted(node for node, roots in self.resting.items() if root in roots))


def find_roots(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> Roots:
    """Contract cycles and return the components without an edge to another one; an edge says "depends on".

    >>> find_roots("abcd", [("a", "b"), ("b", "a"), ("b", "c")]).roots
    (('c',), ('d',))
    """
    onward: dict[str, list[str]] = {node: [] for node in sorted(set(nodes))}
    for x, y in sorted(set(edges)):
        onward[x].append(y)
    component, members = _components(onward)
    out = [{component[y] for node in group for y in onward[node]} - {at} for at, group in enumerate(members)]
    roots = sorted((tuple(sorted(members[at])), at) for at, others in enumerate(out) if not others)
    number = {at: index for index, (_, at) in enumerate(roots)}
    # Components come out with what they depend on first, so one pass settles what each rests on.
    rests: list[frozenset[int]] = []
    for at, others in enumerate(out):
        rests.append(
            frozenset({number[at]}) if at in number else frozenset().union(*(rests[other] for other in others))
        )
    resting = {node: tuple(sorted(rests[component[node]])) for node in onward}
    return Roots(tuple(group for group, _ in roots), resting)


def _components(onward: Mapping[str, list[str]]) -> tuple[dict[str, int], list[list[str]]]:
    """Return the strongly connected component of each node, and their members, dependencies first (Tarjan 1972)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    waiting: list[str] = []
    component: dict[str, int] = {}
    members: list[list[str]] = []
    for start in onward:
        # The walk is a list, not recursion: a viral text can make a chain longer than the interpreter's stack.
        walk = [(start, iter(onward[start]))] if start not in order else []
        while walk:
            node, ahead = walk[-1]
            if node not in order:
                order[node] = low[node] = len(order)
                waiting.append(node)
            following = next((n for n in ahead if n not in component), None)
            if following is None:
                walk.pop()
                _close(node, order, low, waiting, component, members)
                if walk:
                    low[walk[-1][0]] = min(low[walk[-1][0]], low[node])
            elif following in order:
                low[node] = min(low[node], order[following])
            else:
                walk.append((following, iter(onward[following])))
    return component, members


def _close(
    node: str,
    order: Mapping[str, int],
    low: Mapping[str, int],
    waiting: list[str],
    component: dict[str, int],
    members: list[list[str]],
) -> None:
    """Take a finished component off the stack, if `node` is its first."""
    if low[node] != order[node]:
        return
    at = waiting.index(node)
    for member in waiting[at:]:
        component[member] = len(members)
    members.append(waiting[at:])
    del waiting[at:]
