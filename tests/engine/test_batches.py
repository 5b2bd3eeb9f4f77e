"""Items taken together."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from onrecord.engine.batches import batches, chunks


@given(st.lists(st.integers(0, 9)), st.integers(1, 12))
def test_batches_hold_every_item_in_order_and_end_when_they_have_enough(items: list[int], enough: int) -> None:
    found = list(batches(items, lambda item: item, enough))
    assert list(chain.from_iterable(found)) == items
    assert all(sum(batch) >= enough and sum(batch[:-1]) < enough for batch in found[:-1])
    assert all(found)
    assert all(sum(batch[:-1]) < enough for batch in found[-1:])


@given(st.lists(st.integers()), st.integers(1, 5))
def test_chunks_are_full_but_for_the_last(items: list[int], size: int) -> None:
    found = list(chunks(items, size))
    assert list(chain.from_iterable(found)) == items
    assert all(len(chunk) == size for chunk in found[:-1])
    assert all(0 < len(chunk) <= size for chunk in found[-1:])
