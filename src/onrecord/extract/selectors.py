"""Which elements of a page a selector means: an index for chains of tags, classes and ids, cssselect for the rest."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from cssselect import HTMLTranslator, SelectorError, parse
from lxml import etree

from onrecord.extract.tree import Names

# Atomic: an escape, or blanks, could be cut in many ways, and each way would be gone through for each of them.
_NAME = r"(?>[\w-]|\\[0-9a-fA-F]{1,6}\s?|\\.)++"
_COMPOUND = rf"(?:[a-zA-Z][\w-]*|\*)?(?:[.#]{_NAME})*"
_CHAIN = re.compile(rf"{_COMPOUND}(?:(?:\s*+>\s*+|\s++){_COMPOUND})*")
_STEP = re.compile(rf"(\s*+>\s*+|\s++)|([.#])({_NAME})|([a-zA-Z][\w-]*)|\*")
_PART, _PLAIN_PART = re.compile(rf"([.#])({_NAME})"), re.compile(r"[.#][\w-]+")
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")
_ASIDE = re.compile(r"\[[^\]]*\]|\([^()]*\)")
_NOT_ONE_OF = re.compile(r":not\(([^()]*,[^()]*)\)")
_NOT_IN_A_STATE = re.compile(r":not\(\s*:(?:focus|hover|active|focus-within|focus-visible|target|checked)\s*\)")
_STATE = re.compile(
    r"::|:-|:(?:hover|focus|active|visited|target|checked|disabled|enabled|before|after|first-l|placeholder|selection"
    r"|fullscreen|invalid|valid|indeterminate|host|read-|backdrop|open|modal|popover-open|autofill|playing)"
)
_COMPOUNDS = re.compile(r"[^\s>+~]+")
_TAG = re.compile(r"[a-zA-Z][\w-]*")
_BESIDE = re.compile(r"[~+]|:(?:nth|last|first|only|has)")
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
    """The part of a selector that means one element: its tag ("" for any), its classes and ids, if one is an id."""

    tag: str
    names: frozenset[str]
    by_id: bool


@dataclass(slots=True)
class Selectors:
    """Finds the elements that selectors mean in one page; raises `OverBudgetError` where that takes too long."""

    tree: etree._Element
    elements: list[etree._Element]
    names: Mapping[etree._Element, Names]
    _named: defaultdict[str, list[etree._Element]] = field(default_factory=lambda: defaultdict(list))
    _classes: dict[str, frozenset[str]] = field(default_factory=dict)
    _tagged: dict[str, list[etree._Element]] = field(default_factory=dict)
    _only: Collection[etree._Element] | None = None
    _ends: frozenset[str] = _NO_NAMES
    _widest: int = 0
    _visits: int = 0

    @classmethod
    def of(cls, tree: etree._Element, names: Mapping[etree._Element, Names]) -> Selectors:
        """Index the elements of a page by class and id."""
        made = cls(tree, list(names), names)
        same: defaultdict[str, list[etree._Element]] = defaultdict(list)
        named = made._named
        for element, (_, classes, name) in names.items():
            if classes:
                same[classes].append(element)
            if name:
                named[f"#{name}"].append(element)
        for classes, elements in same.items():
            words = made._classes[classes] = frozenset([f".{word}" for word in classes.split()])
            for word in words:
                named[word].extend(elements)
        return made

    def restrict(self, only: Collection[etree._Element]) -> None:
        """From now on find only these elements."""
        self._only = only
        self._ends = frozenset(name for element in only for name in (element.tag, *self._names(element)))

    def find(self, selectors: str) -> Iterator[Found]:
        """Yield, for each selector of a list that holds by itself, how specific it is and what it means."""
        for selector in _split(selectors):
            if len(selector) > _SELECTOR_MAX or not self._may_match(selector):
                continue
            bare = _NOT_ONE_OF.sub(_each_not, _NOT_IN_A_STATE.sub("", selector))
            if not _STATE.search(bare):
                yield from [self._along(bare)] if _CHAIN.fullmatch(bare) else self._by_path(bare)

    def possible(self, selectors: str) -> bool:
        """Say whether one of the selectors may mean an element, by the classes and ids that it names."""
        return any(map(self._may_match, _split(selectors)))

    def _may_match(self, selector: str) -> bool:
        bare = _ASIDE.sub("", selector) if "[" in selector or "(" in selector else selector
        if self._only is not None and not self._may_end(bare):
            return False
        return self._named.keys() >= set(_keys(bare))

    def _may_end(self, bare: str) -> bool:
        """Say whether one of the elements that are looked for may be what a selector means."""
        last = (bare.rsplit(None, 1) or [""])[-1]
        if ">" in last or "+" in last or "~" in last:
            last = (_COMPOUNDS.findall(bare) or [""])[-1]
        tag = _TAG.match(last)
        if tag and tag[0].lower() not in self._ends:
            return False
        return self._ends.issuperset(_keys(last))

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
            top, steps = None, 0
            while at is not None and top is None:
                steps += 1
                top = self._top(at, segment)
                at = at.getparent()
            self._spend(_CLIMB * steps)
        return top is not None

    def _top(self, element: etree._Element, segment: Sequence[_Compound]) -> etree._Element | None:
        """Return the element at the upper end of a run of parents and children that matches, from the lower end up."""
        at: etree._Element | None = element
        for number, (tag, names, by_id) in enumerate(segment):
            at = at.getparent() if number and at is not None else at
            if at is None or (tag and self.names[at][0] != tag):
                return None
            if names and not names <= (self._names(at) if by_id else self._of_class(at)):
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
        except (SelectorError, etree.XPathError, RecursionError, ValueError):
            # A ValueError where the selector holds a control character, which no name in a tree does.
            return
        elements = cast(list[etree._Element], found)
        yield parsed.specificity(), [e for e in elements if self._only is None or e in self._only]

    def _names(self, element: etree._Element) -> frozenset[str]:
        classes, name = self._of_class(element), self.names[element][2]
        return classes | {f"#{name}"} if name else classes

    def _of_class(self, element: etree._Element) -> frozenset[str]:
        return self._classes.get(self.names[element][1] or "", _NO_NAMES)

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
            segments[-1].append(_compound(tag, names))
            tag, names = "", set()
            if ">" not in step[1]:
                segments.append([])
        elif step[2]:
            names.add(_key(step[2], step[3]))
        else:
            tag = (step[4] or "").lower()
    segments[-1].append(_compound(tag, names))
    return [segment[::-1] for segment in segments[::-1]]


def _compound(tag: str, names: Collection[str]) -> _Compound:
    return _Compound(tag, frozenset(names), any(name[0] == "#" for name in names))


def _keys(selector: str) -> list[str]:
    """Return the classes and ids that a selector names, as they are indexed."""
    if "\\" in selector:
        return [_key(match[1], match[2]) for match in _PART.finditer(selector)]
    return _PLAIN_PART.findall(selector)


def _each_not(match: re.Match[str]) -> str:
    """Write `:not(a, b)` as `:not(a):not(b)`, which cssselect reads too."""
    return "".join(f":not({part.strip()})" for part in match[1].split(","))


def _key(kind: str, name: str) -> str:
    if "\\" not in name:
        return kind + name
    return kind + _ESCAPE.sub(lambda match: chr(int(match[1], 16) % 0x110000) if match[1] else match[2], name)
