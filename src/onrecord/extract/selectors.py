"""Which elements of a page a selector means: an index for chains of tags, classes and ids, cssselect for the rest."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from cssselect import HTMLTranslator, SelectorError, parse
from lxml import etree

_NAME = r"(?:[\w-]|\\[0-9a-fA-F]{1,6}\s?|\\.)+"
_COMPOUND = rf"(?:[a-zA-Z][\w-]*|\*)?(?:[.#]{_NAME})*"
_CHAIN = re.compile(rf"{_COMPOUND}(?:(?:\s*>\s*|\s+){_COMPOUND})*")
_STEP = re.compile(rf"(\s*>\s*|\s+)|([.#])({_NAME})|([a-zA-Z][\w-]*)|\*")
_PART = re.compile(rf"([.#])({_NAME})")
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")
_ASIDE = re.compile(r"\[[^\]]*\]|\([^()]*\)")
_NOT_ONE_OF = re.compile(r":not\(([^()]*,[^()]*)\)")
_NOT_IN_A_STATE = re.compile(r":not\(\s*:(?:focus|hover|active|focus-within|focus-visible|target|checked)\s*\)")
_STATE = re.compile(
    r"::|:-|:(?:hover|focus|active|visited|target|checked|disabled|enabled|before|after|first-l|placeholder|selection"
    r"|fullscreen|invalid|valid|indeterminate|host|has|read-|backdrop|open|modal|popover-open|autofill|playing)"
)
_LAST = re.compile(r"[^\s>+~]+|^$")
_TAG = re.compile(r"[a-zA-Z][\w-]*")
_BESIDE = re.compile(r"[~+]|:(?:nth|last|first|only)")
_COMMA = re.compile(r",(?![^()]*\))")
_SELECTOR_MAX, _LIST_MAX = 400, 10_000
_VISITS_MAX = 10_000_000
_CLIMB, _FOUND = 3, 20
"""How many elements selectors may look at in one page, about a second; a step up and a find cost more than a look."""
_NO_NAMES: frozenset[str] = frozenset()
Specificity = tuple[int, int, int]
Found = tuple[Specificity, list[etree._Element]]


class OverBudgetError(Exception):
    """A page's styles would take too long to apply."""


class _Compound(NamedTuple):
    """The part of a selector that means one element: its tag ("" for any), its classes and ids."""

    tag: str
    names: frozenset[str]


@dataclass(slots=True)
class Selectors:
    """Finds the elements that selectors mean in one page; raises `OverBudgetError` where that takes too long."""

    tree: etree._Element
    elements: list[etree._Element]
    _named: defaultdict[str, list[etree._Element]] = field(default_factory=lambda: defaultdict(list))
    _classes: dict[str, frozenset[str]] = field(default_factory=dict)
    _tagged: dict[str, list[etree._Element]] = field(default_factory=dict)
    _only: Collection[etree._Element] | None = None
    _ends: Collection[str] = ()
    _widest: int = 0
    _visits: int = 0

    @classmethod
    def of(cls, tree: etree._Element) -> Selectors:
        """Index the elements of a page by class and id."""
        made = cls(tree, list(tree.iter(etree.Element)))
        same: defaultdict[str, list[etree._Element]] = defaultdict(list)
        for element in made.elements:
            if classes := element.get("class"):
                same[classes].append(element)
            if name := element.get("id"):
                made._named[f"#{name}"].append(element)
        for classes, elements in same.items():
            names = made._classes[classes] = frozenset(f".{word}" for word in classes.split())
            for word in names:
                made._named[word].extend(elements)
        return made

    def restrict(self, only: Collection[etree._Element]) -> None:
        """From now on find only these elements."""
        self._only = only
        self._ends = {name for element in only for name in (element.tag, *self._names(element))}

    def find(self, selectors: str) -> Iterator[Found]:
        """Yield, for each selector of a list that holds by itself, how specific it is and what it means."""
        for selector in _split(selectors):
            if len(selector) > _SELECTOR_MAX or not self._may_match(selector):
                continue
            bare = _NOT_ONE_OF.sub(_each_not, _NOT_IN_A_STATE.sub("", selector))
            if not _STATE.search(bare):
                yield from [self._along(bare)] if _CHAIN.fullmatch(bare) else self._by_path(bare)

    def possible(self, selectors: str) -> bool:
        """Say whether the page has every class and id that one of the selectors names."""
        return any(self._may_match(selector) for selector in _split(selectors))

    def _may_match(self, selector: str) -> bool:
        bare = _ASIDE.sub("", selector) if "[" in selector or "(" in selector else selector
        if any(_key(match[1], match[2]) not in self._named for match in _PART.finditer(bare)):
            return False
        return self._only is None or self._may_end(_LAST.findall(bare)[-1])

    def _may_end(self, last: str) -> bool:
        """Say whether one of the elements that are looked for may be the last of a selector."""
        tag = _TAG.match(last)
        if tag and tag[0].lower() not in self._ends:
            return False
        return all(_key(match[1], match[2]) in self._ends for match in _PART.finditer(last))

    def _along(self, selector: str) -> Found:
        """Follow a chain of compounds from its last one up; the nearest ancestors that match are as good as any."""
        segments = _segments(selector)
        compounds = [compound for segment in segments for compound in segment]
        ids = sum(name[0] == "#" for compound in compounds for name in compound.names)
        names = sum(len(compound.names) for compound in compounds)
        specificity = (ids, names - ids, sum(bool(compound.tag) for compound in compounds))
        candidates = self._candidates(segments[0][0])
        self._spend(len(candidates))
        found = [element for element in candidates if self._climbs(element, segments)]
        self._spend(_FOUND * (len(found) + 1))
        return specificity, found

    def _candidates(self, last: _Compound) -> Sequence[etree._Element]:
        if last.names:
            found: Sequence[etree._Element] = min((self._named[name] for name in last.names), key=len)
        elif last.tag:
            if last.tag not in self._tagged:
                self._tagged[last.tag] = list(self.tree.iter(last.tag))
            found = self._tagged[last.tag]
        else:
            found = self.elements
        return found if self._only is None else [element for element in found if element in self._only]

    def _climbs(self, element: etree._Element, segments: Sequence[Sequence[_Compound]]) -> bool:
        top = self._top(element, segments[0])
        for segment in segments[1:]:
            at = top.getparent() if top is not None else None
            top = None
            while at is not None and top is None:
                self._spend(_CLIMB)
                top = self._top(at, segment)
                at = at.getparent()
        return top is not None

    def _top(self, element: etree._Element, segment: Sequence[_Compound]) -> etree._Element | None:
        """Return the element at the upper end of a run of parents and children that matches, from the lower end up."""
        at: etree._Element | None = element
        for number, compound in enumerate(segment):
            at = at.getparent() if number and at is not None else at
            if at is None or (compound.tag and at.tag != compound.tag):
                return None
            if compound.names and not compound.names <= self._names(at):
                return None
        return at

    def _by_path(self, selector: str) -> Iterator[Found]:
        steps = 1 + len(selector.split()) + selector.count(">")
        beside = _BESIDE.search(selector)
        if beside and not self._widest:
            self._widest = max(map(len, self.elements))
        self._spend(len(self.elements) * steps * (self._widest if beside else 1))
        try:
            parsed = parse(selector)[0]
            found = etree.XPath(HTMLTranslator().selector_to_xpath(parsed))(self.tree)
        except (SelectorError, etree.XPathError, RecursionError):
            return
        elements = cast(list[etree._Element], found)
        yield parsed.specificity(), [e for e in elements if self._only is None or e in self._only]

    def _names(self, element: etree._Element) -> frozenset[str]:
        classes, name = self._classes.get(element.get("class") or "", _NO_NAMES), element.get("id")
        return classes | {f"#{name}"} if name else classes

    def _spend(self, visits: int) -> None:
        self._visits += visits
        if self._visits > _VISITS_MAX:
            raise OverBudgetError


def _split(selectors: str) -> list[str]:
    """Split a list of selectors at the commas outside of brackets."""
    if "(" not in selectors:
        return [part.strip() for part in selectors.split(",")]
    return [part.strip() for part in _COMMA.split(selectors[:_LIST_MAX])]


def _segments(selector: str) -> list[list[_Compound]]:
    """Take a chain apart, the last first: runs of parents and children, with any ancestors between the runs.

    >>> [[compound.tag for compound in segment] for segment in _segments("article > div p")]
    [['p'], ['div', 'article']]
    """
    segments: list[list[_Compound]] = [[]]
    tag, names = "", set[str]()
    for step in _STEP.finditer(selector):
        if step[1]:
            segments[-1].append(_Compound(tag, frozenset(names)))
            tag, names = "", set()
            if ">" not in step[1]:
                segments.append([])
        elif step[2]:
            names.add(_key(step[2], step[3]))
        else:
            tag = (step[4] or "").lower()
    segments[-1].append(_Compound(tag, frozenset(names)))
    return [segment[::-1] for segment in segments[::-1]]


def _each_not(match: re.Match[str]) -> str:
    """Write `:not(a, b)` as `:not(a):not(b)`, which cssselect reads too."""
    return "".join(f":not({part.strip()})" for part in match[1].split(","))


def _key(kind: str, name: str) -> str:
    if "\\" not in name:
        return kind + name
    return kind + _ESCAPE.sub(lambda match: chr(int(match[1], 16) % 0x110000) if match[1] else match[2], name)
