"""The lines of one article on a terminal: what each is, why, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from onrecord.cli.cards import clip, joined
from onrecord.cli.out import Form, Row, harmless, on_one_line, print_chosen, say
from onrecord.model.article import READ_KINDS, Article

_KIND_WIDTH = 11
_LEFT_OUT = "–"


def print_blocks(article: Article, form: Form) -> None:
    """Print an article's blocks in the form asked for; a dash and dim letters mark what was read for nothing."""
    print_chosen(list(block_rows(article)), form, lambda row: say(_lines(row)), "no blocks")


def block_rows(article: Article) -> Iterator[Row]:
    """Yield the blocks of an article in order, with their text and whether they are read."""
    for block in article.blocks:
        yield {
            "start": block.start,
            "end": block.end,
            "kind": block.kind,
            "read": block.kind in READ_KINDS,
            "rule": block.rule,
            "author": block.author,
            "depth": block.depth,
            "text": block.span.of(article.text),
        }


def signature(row: Row) -> str:
    """Return a comment's writer and depth in words, as far as the page says them.

    >>> signature({"author": "Gull", "depth": 2}), signature({"author": None, "depth": None})
    ('by Gull, depth 2', '')
    """
    parts = [f"by {row['author']}" if row["author"] else "", "" if row["depth"] is None else f"depth {row['depth']}"]
    return ", ".join(part for part in parts if part)


def _lines(row: Row) -> Text:
    head = f"{' ' if row['read'] else _LEFT_OUT} {row['kind']:{_KIND_WIDTH}} "
    why = joined([row["rule"], signature(row)])
    words = f"{clip(harmless(row['text']))}\n{'':{len(head)}}{on_one_line(why)}"
    return Text.assemble((head, "bold" if row["read"] else "dim"), (words, "" if row["read"] else "dim"))
