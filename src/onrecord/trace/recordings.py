"""Recordings of words spoken once: however reports call theirs, they heard the same one, from where it was posted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.model.derived import OriginKind
from onrecord.ontology.conduits import load_conduits
from onrecord.trace.sources import Cited

Chain = tuple[tuple[Cited, ...], ...]
"""Sources from those who heard it out to the article; those of one step stand side by side."""


def one_recording(chains: Sequence[Chain]) -> list[Chain]:
    """Give all recordings in the chains of an utterance one node: that of the platform on which it was posted."""
    found = [source for chain in chains for step in chain for source in step if is_recording(source)]
    nodes = Counter(source.node for source in found)
    if not nodes:
        return list(chains)
    chosen = _platform(chains) or next(s for s in found if s.node == min(nodes, key=lambda n: (-nodes[n], n)))
    meant = dict.fromkeys(nodes, chosen)
    return [_joined(chain, meant) for chain in chains]


def is_recording(source: Cited) -> bool:
    """Say whether a source is a document in which a voice or a face is kept."""
    return source.kind is OriginKind.DOCUMENT and load_conduits().recordings.search(source.name) is not None


def _platform(chains: Sequence[Chain]) -> Cited | None:
    """Return the one platform that reports name beside the recording, if there is one and no other."""
    holding = [chain for chain in chains if any(is_recording(source) for step in chain for source in step)]
    posted = [s for chain in holding for step in chain for s in step if s.kind is OriginKind.SOCIAL]
    return posted[0] if len({source.node for source in posted}) == 1 else None


def _joined(chain: Chain, meant: Mapping[str, Cited]) -> Chain:
    """Return a chain with recordings as what is meant by them, each source in its first place alone."""
    seen: set[str] = set()
    steps: list[tuple[Cited, ...]] = []
    for step in chain:
        known = [_as(source, meant.get(source.node)) for source in step]
        kept = tuple({s.node: s for s in known if s.node not in seen}.values())
        seen |= {source.node for source in kept}
        steps += [kept] if kept else []
    return tuple(steps)


def _as(source: Cited, meant: Cited | None) -> Cited:
    return source if meant is None else replace(source, node=meant.node, name=meant.name, kind=meant.kind)
