"""Where things stand on a page as it is drawn: in one another, or over an edge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from playwright.sync_api import Locator, Page

SLACK = 1.0
"""Pixels that letters may reach into one another: the boxes around them are higher than they are."""

_TEXTS = """(all) => all.map((one) => {
    const box = one.getBoundingClientRect();
    return [one.textContent, box.left, box.top, box.right, box.bottom];
})"""
_NODES = """(canvas) => canvas._cyreg.cy.nodes().map((node) => {
    const box = node.renderedBoundingBox({includeEdges: false, includeOverlays: false});
    return [node.data("label"), box.x1, box.y1, box.x2, box.y2];
})"""
_SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True, slots=True)
class Box:
    """A drawn thing, called by its text."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Say whether two boxes lie on one another, by more than the air around letters."""
        across = min(self.right, other.right) - max(self.left, other.left)
        along = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > SLACK and along > SLACK

    def within(self, other: Box) -> bool:
        """Say whether a box lies in another."""
        beside = self.left >= other.left - SLACK and self.right <= other.right + SLACK
        return beside and self.top >= other.top - SLACK and self.bottom <= other.bottom + SLACK


def boxes(place: Locator) -> list[Box]:
    """Return the boxes of all elements that a locator finds, as they stand on the screen."""
    return [Box(*found) for found in place.evaluate_all(_TEXTS)]


def nodes(canvas: Locator) -> tuple[Box, list[Box]]:
    """Return the frame of a network and its nodes, each with its name."""
    width, height = canvas.evaluate("(canvas) => [canvas.clientWidth, canvas.clientHeight]")
    return Box("the frame", 0, 0, width, height), [Box(*found) for found in canvas.evaluate(_NODES)]


def meeting(drawn: Iterable[Box]) -> list[tuple[str, str]]:
    """Return the pairs that lie on one another."""
    return [(one.text, other.text) for one, other in combinations(drawn, 2) if one.meets(other)]


def outside(drawn: Iterable[Box], frame: Box) -> list[str]:
    """Return what reaches over the edge of a frame."""
    return [one.text for one in drawn if not one.within(frame)]


def sideways(page: Page) -> int:
    """Return by how many pixels a page could be scrolled sideways."""
    return int(page.evaluate(_SIDEWAYS))


def lines_overlap(page: Page, selector: str) -> list[str]:
    """Return the texts of elements that are drawn over the next one, or beyond the edge of the page."""
    drawn = [box for box in boxes(page.locator(selector)) if box.right > box.left]
    width = page.viewport_size["width"] if page.viewport_size else 0
    return [*_beyond(drawn, width), *(one.text for one, other in pairwise(drawn) if one.meets(other))]


def _beyond(drawn: Sequence[Box], width: int) -> list[str]:
    return [box.text for box in drawn if box.left < 0 or box.right > width + SLACK]
