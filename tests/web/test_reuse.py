from __future__ import annotations

import pytest

from onrecord.web.reuse import Reuse, Sharer, triangle


def sharers(count: int) -> list[Sharer]:
    return [Sharer(f"a{at}", f"a{at}.html", f"Outlet {at}", "A headline", "3 Apr 2031") for at in range(count)]


def test_articles_that_share_nothing_are_not_drawn() -> None:
    found = triangle(sharers(3), [Reuse("a0", "a2", "partial", 30, "")])
    assert [row.article.key for row in found.rows] == ["a0", "a2"]


def test_those_that_share_most_are_kept_and_the_others_counted() -> None:
    shared = [Reuse("a0", "a1", "copy", 300, ""), Reuse("a2", "a3", "partial", 20, "")]
    shared.append(Reuse("a0", "a2", "partial", 40, ""))
    found = triangle(sharers(6), shared, most=3)
    assert [row.article.key for row in found.rows] == ["a0", "a1", "a2"]
    assert (len(found.cells), found.hidden_rows, found.hidden_pairs) == (2, 1, 1)


def test_full_copies_stand_together() -> None:
    shared = [
        Reuse("a0", "a3", "copy", 300, ""),
        Reuse("a1", "a2", "copy", 300, ""),
        Reuse("a0", "a1", "partial", 9, ""),
    ]
    assert [row.article.key for row in triangle(sharers(4), shared).rows] == ["a0", "a3", "a1", "a2"]


@pytest.mark.parametrize("count", [2, 12, 40])
def test_cells_lie_below_the_diagonal_and_do_not_overlap(count: int) -> None:
    articles = sharers(count)
    shared = [Reuse(a.key, b.key, "partial", 10 + at, "") for at, a in enumerate(articles) for b in articles[at + 1 :]]
    found = triangle(articles, shared)
    assert len({(cell.x, cell.y) for cell in found.cells}) == len(shared)
    assert all(cell.side <= 10 for cell in found.cells)
    diagonal = {row.y: row.x for row in found.rows}
    assert all(cell.x < diagonal[cell.y] < found.left for cell in found.cells)


def test_more_words_make_a_larger_cell() -> None:
    shared = [Reuse("a0", "a1", "copy", 400, ""), Reuse("a1", "a2", "copy", 100, "")]
    sides = [cell.side for cell in triangle(sharers(3), shared).cells]
    assert sides == sorted(sides, reverse=True)
    assert sides[0] > sides[1]
