"""What an HTML page holds that its draft does not: found by other ways than the one that made the draft."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import html

from onrecord.extract.align import words_of
from onrecord.extract.body import Shown
from onrecord.extract.draft import Loss
from onrecord.model.limits import Limits

_STATED_MIN, _SHARE = 60, 0.5
_FLOOR_MIN, _FLOOR_SHARE = 200, 0.25
_NODES_MAX = 2000


def too_many_elements(limits: Limits) -> Loss:
    """Return the loss of a page that is not parsed at all."""
    return Loss(
        f"it has more than {limits.tree_nodes:,} elements, so nothing of it was read",
        "split it into one file per article, or raise the limit with --limit tree_nodes=NUMBER",
    )


def too_many_lines(limit: int) -> Loss:
    """Return the loss of a page that is not labelled."""
    return Loss(
        f"it has more than {limit:,} lines, so nothing of it was read",
        "split it into one file per article, or raise the limit with --limit tree_nodes=NUMBER",
    )


def blind_depth(limits: Limits) -> Loss:
    """Return the loss of a page that nests too deep to keep all its markup."""
    return Loss(
        f"its elements nest more than {limits.tree_depth} deep: below that its text was read without its markup, so "
        "text that the page hides there counts as shown",
        "look at its blocks with: onrecord articles --blocks ID",
    )


def styles_ignored() -> Loss:
    """Return the loss of a page with too many styles."""
    return Loss(
        "its style sheets are too long to be applied, so text that they hide counts as shown",
        "look at its blocks with: onrecord articles --blocks ID",
    )


def stated_body(tree: html.HtmlElement) -> str:
    """Return the longest text that a page's JSON-LD data give as that of its article; "" where they give none."""
    return max(_stated_bodies(tree), key=len, default="")


def body_losses(shown: Shown, body: Sequence[bool], stated_text: str, hidden: int) -> Iterator[Loss]:
    """Yield what the page holds of an article beyond its body: stated data, running text, hidden text.

    `hidden` counts the words of running text that the page holds and does not show.
    """
    count = shown.count(body)
    stated = words_of(stated_text)
    if len(stated) >= _STATED_MIN and shown.only(body).covered(stated) < _SHARE:
        yield Loss(
            f"its JSON-LD data hold an article of {len(stated):,} words, most of which are not in the body read",
            "save the page again with its whole text shown",
        )
    elif hidden >= _FLOOR_MIN and count < hidden * _FLOOR_SHARE:
        yield Loss(
            f"it hides {hidden:,} words of running text and shows a body of {count:,}",
            "look at its hidden blocks; where they are the article, save the page again with its whole text shown",
        )
    prose = shown.count([is_prose and not inside for is_prose, inside in zip(shown.prose(), body, strict=True)])
    if prose >= _FLOOR_MIN and count < prose * _FLOOR_SHARE:
        yield Loss(
            f"the body found has {count:,} words, beside {prose:,} words of running text that it does not hold",
            "look at its blocks with: onrecord articles --blocks ID",
        )


def _stated_bodies(tree: html.HtmlElement) -> Iterator[str]:
    for script in tree.iter("script"):
        text = (script.text or "") if "json" in (script.get("type") or "") else ""
        if "articleBody" in text:
            try:
                yield from _bodies(json.loads(text, strict=False))
            except (ValueError, RecursionError):
                continue


def _bodies(data: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    waiting, seen = [data], 0
    while waiting and seen < _NODES_MAX:
        node, seen = waiting.pop(), seen + 1
        if isinstance(node, Mapping):
            if isinstance(node.get("articleBody"), str):
                yield node["articleBody"]
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)
