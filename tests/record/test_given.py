"""Many values in one query."""

from __future__ import annotations

import sqlite3

from hypothesis import given as examples
from hypothesis import strategies as st

from onrecord.record.given import GIVEN, given


@examples(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5), max_size=30))
def test_just_the_values_that_are_given_are_found(values: list[str]) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE held (word TEXT)")
    held = ["a", "it's", '"', "[", *values[::2]]
    connection.executemany("INSERT INTO held VALUES (?)", [(word,) for word in held])
    found = connection.execute(f"SELECT word FROM held WHERE word IN {GIVEN} ORDER BY rowid", (given(values),))
    assert [word for (word,) in found] == [word for word in held if word in values]


def test_there_is_no_limit_to_their_number() -> None:
    values = [str(number) for number in range(200_000)]
    (count,) = sqlite3.connect(":memory:").execute(f"SELECT count(*) FROM {GIVEN}", (given(values),)).fetchone()
    assert count == len(values)
