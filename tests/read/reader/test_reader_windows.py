from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.reader.windows import windows_of
from tests.read.reader.kit import pieces_of

_TEXTS = st.lists(st.sampled_from(["Torvik", "said", ".", ". ", "\n", "\n\n", " ", "yes"]), max_size=120).map("".join)


@given(_TEXTS, st.integers(4, 30), st.integers(0, 3), st.one_of(st.none(), st.integers(1, 30)))
def test_own_parts_cover_all_pieces_once_and_no_window_is_too_long(
    text: str, size: int, context: int, first: int | None
) -> None:
    pieces = pieces_of(text)
    windows = windows_of(pieces, size, context, first)
    assert [at for window in windows for at in range(window.core, window.end)] == list(range(len(pieces)))
    assert all(window.end - window.start <= size for window in windows)
    assert all(0 <= window.core - window.start <= context for window in windows)


def test_windows_end_at_lines_before_sentences() -> None:
    pieces = pieces_of("Torvik left . Velmark stayed\nNordstrand spoke . Then all left")
    assert [(window.core, window.end) for window in windows_of(pieces, 8, 0)] == [(0, 5), (5, 11)]
    assert [(window.core, window.end) for window in windows_of(pieces, 4, 0)] == [(0, 3), (3, 5), (5, 8), (8, 11)]


def test_context_begins_at_a_sentence() -> None:
    pieces = pieces_of("Torvik left . Velmark stayed . Nordstrand spoke of peace . All left")
    windows = windows_of(pieces, 9, 5)
    assert [(window.start, window.core, window.end) for window in windows] == [(0, 0, 6), (3, 6, 11), (6, 11, 13)]
