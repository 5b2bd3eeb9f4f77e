"""The styles that can hide a page's elements: style sheets, style attributes and what browsers do by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast

from lxml import etree
from tinycss2 import parse_blocks_contents, serialize
from tinycss2.ast import Declaration

from onrecord.extract.hiding import KEPT_CHARACTERS, PROPERTIES, Stated, Style, alone, would_hide
from onrecord.extract.selectors import OverBudgetError, Selectors
from onrecord.extract.sheets import SheetRule, sheet_rules
from onrecord.extract.tree import Names, names_of

_DISPLAY = re.compile(r"display\s*:\s*none")
_PLAIN = re.compile(r"(?:[\w\s:;.,#%!+*/-]|\([\w\s.,#%+*/-]*\))*")
_FAR = re.compile(r"-\d{3}|-\d+(?:\.\d+)?(?:em|rem|in|cm)|:\s*\d{4}")
_NOTHING = re.compile(r":\s*(?:0|1px)")
_ODD = etree.XPath(
    "//@style/.. | //@hidden/.. | //@popover/.. | //@bgcolor/.. | //@color/.. | //dialog", smart_strings=False
)
_CSS_MAX, _CSS_EACH = 2_000_000, 100
"""Characters of declarations that are parsed in one page, and what it costs to begin: a second and a half."""
_COLOURS_MAX = 50_000
"""Characters of style sheets in which colours are followed through the page; longer ones are a site's whole design."""
_SHEET, _ATTRIBUTE = "style sheet", "style attribute"
_BROWSER, _INLINE = (-1,), (1,)

_COLOUR_NAMES = frozenset({"color", "background", "background-color"})
_UNDOABLE = _COLOUR_NAMES | {"visibility", "font", "font-size", "text-indent"}
_BOXED, _PLACED, _MOVING = ("overflow", "width", "height"), ("position",), ("animation",)
_PARTNERS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("width", "height", "max-width", "max-height"), _BOXED),
    **dict.fromkeys(("left", "right", "top", "bottom", "clip"), _PLACED),
    **dict.fromkeys(("opacity", "visibility", "transform"), _MOVING),
    **dict.fromkeys(("color", "background", "background-color"), ("color", "background", "text-shadow")),
    **dict.fromkeys(("font", "font-size"), ("font",)),
}
"""What else it takes for a property to hide, or what keeps it from hiding."""
Declared = Mapping[str, tuple[str, bool]]
"""What a block of declarations states: property to value and whether it is important."""
_Weight = tuple[bool, tuple[int, ...], int]


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of the elements that have one which may matter; `ignored` says that the page's styles are too many."""

    of: Mapping[etree._Element, Style]
    ignored: bool = False


def find_styles(tree: etree._Element, names: Mapping[etree._Element, Names] | None = None) -> Styles:
    """Return what the page's own styles say that bears on whether text is seen; other style sheets are not fetched.

    `names` are those of the tree's elements where they are at hand.
    """
    try:
        return Styles(_Cascade(tree, names_of(tree) if names is None else names).run())
    except OverBudgetError:
        return Styles({}, ignored=True)


@dataclass(slots=True)
class _Cascade:
    """Collects what is stated about the elements that something may hide, and decides which statement holds."""

    tree: etree._Element
    names: Mapping[etree._Element, Names]
    stated: dict[etree._Element, dict[str, list[tuple[_Weight, Stated]]]] = field(default_factory=dict)
    _inline: set[etree._Element] = field(default_factory=set)
    _read: dict[str, Declared] = field(default_factory=dict)
    _spent: int = 0

    def run(self) -> dict[etree._Element, Style]:
        """Return the winning values of each element that something may hide."""
        for element in cast(list[etree._Element], _ODD(self.tree)):
            self._of_browser(element)
            if _is_suspect((element.get("style") or "").lower(), coloured=True):
                self._of_attribute(element)
        rules = sheet_rules(self.tree)
        selectors, hiding = self._of_hiding_rules(rules)
        concerned, bearing = self._concerned()
        for element in concerned:
            self._of_attribute(element)
        if selectors and concerned:
            selectors.restrict(concerned)
            for rule in rules:
                if rule.order not in hiding and bearing.search(rule.declarations):
                    self._of_rule(rule, selectors)
        return _that_matter(
            {element: _winners(self.stated[element]) for element in concerned if element in self.stated}
        )

    def _of_attribute(self, element: etree._Element) -> None:
        if element not in self._inline:
            self._inline.add(element)
            self._state(element, self._declared(element.get("style") or ""), _INLINE, _ATTRIBUTE)

    def _of_browser(self, element: etree._Element) -> None:
        """State what attributes mean by themselves; any style sheet outweighs it."""
        attributes, tag = {str(k): str(v) for k, v in element.attrib.items()}, element.tag
        if "hidden" in attributes:
            self._state(element, {"display": ("none", False)}, _BROWSER, "hidden attribute")
        if "popover" in attributes or (tag == "dialog" and "open" not in attributes):
            self._state(element, {"display": ("none", False)}, _BROWSER, "opens on a click")
        if "bgcolor" in attributes:
            self._state(element, {"background-color": (attributes["bgcolor"], False)}, _BROWSER, "bgcolor attribute")
        if tag == "font" and "color" in attributes:
            self._state(element, {"color": (attributes["color"], False)}, _BROWSER, "color attribute")

    def _of_hiding_rules(self, rules: Sequence[SheetRule]) -> tuple[Selectors | None, set[int]]:
        """State the rules that may hide; return them, and what finds elements if there is anything to hide."""
        coloured = self._knows_colours(rules)
        suspects = [rule for rule in rules if _is_suspect(rule.declarations, coloured)]
        if not suspects and not (self.stated and rules):
            return None, set()
        selectors = Selectors.of(self.tree, self.names)
        possible = [rule for rule in suspects if selectors.possible(rule.selectors) and self._may_hide(rule, coloured)]
        for rule in possible:
            self._of_rule(rule, selectors)
        return selectors, {rule.order for rule in possible}

    def _knows_colours(self, rules: Sequence[SheetRule]) -> bool:
        """Say whether all that gives colours is here, and short: a page that links no other style sheet."""
        linked = any("stylesheet" in (link.get("rel") or "").lower() for link in self.tree.iter("link"))
        return not linked and sum(len(rule.declarations) for rule in rules) <= _COLOURS_MAX

    def _may_hide(self, rule: SheetRule, coloured: bool) -> bool:
        """Say whether a rule may hide; colours count where it states both, or all that gives colours is known."""
        declared = self._declared(rule.declarations)
        return _hides(rule.declarations) or (coloured and not _COLOUR_NAMES.isdisjoint(declared))

    def _concerned(self) -> tuple[dict[etree._Element, None], re.Pattern[str]]:
        """Return the elements with text that may be hidden, with all inside those whose style children can undo.

        With them comes the pattern of the words of which declarations must hold one to bear on whether they are.
        """
        found: dict[etree._Element, None] = {}
        words: set[str] = set()
        for element, named in self.stated.items():
            if not len(element) and not (element.text or "").strip():
                continue
            style = _winners(named)
            name = would_hide({name: stated.value for name, stated in style.items()})
            if name in _UNDOABLE and element not in found and _is_undoable(style):
                found.update(dict.fromkeys(element.iter()))
            if name or not _COLOUR_NAMES.isdisjoint(style):
                found[element] = None
                words.update((name or "color", *_PARTNERS.get(name or "color", ())))
        return found, re.compile("|".join(map(re.escape, (*sorted(words), "\\"))))

    def _of_rule(self, rule: SheetRule, selectors: Selectors) -> None:
        for specificity, elements in selectors.find(rule.selectors):
            for element in elements:
                self._state(element, self._declared(rule.declarations), (0, *specificity), _SHEET, rule.order)

    def _state(
        self, element: etree._Element, declared: Declared, weight: tuple[int, ...], origin: str, order: int = 0
    ) -> None:
        if declared:
            named = self.stated.setdefault(element, {})
            for name, (value, important) in declared.items():
                named.setdefault(name, []).append(((important, weight, order), Stated(value.lower(), origin)))

    def _declared(self, css: str) -> Declared:
        if css not in self._read:
            self._spent += len(css) + _CSS_EACH
            if self._spent > _CSS_MAX:
                raise OverBudgetError
            self._read[css] = _kept(css) if len(css) <= KEPT_CHARACTERS else _declarations(css)
        return self._read[css]


def _is_suspect(css: str, coloured: bool) -> bool:
    """Say whether declarations in lower case may hide something, or colour it; cheap, for most do neither."""
    ink, paper = "color" in css, "background" in css
    if (ink and paper) or (coloured and (ink or paper)):
        return True
    if "visib" in css or "opacity" in css or "scale" in css or "clip" in css:
        return True
    if "transparent" in css or "translate" in css or "\\" in css or "/*" in css:
        return True
    if ("none" in css and _DISPLAY.search(css)) or _FAR.search(css):
        return True
    return bool(_NOTHING.search(css)) and ("width" in css or "height" in css or "font" in css)


@lru_cache(maxsize=4096)  # style sheets have many blocks in common
def _kept(css: str) -> Declared:
    return _declarations(css)


def _hides(css: str) -> bool:
    """Say whether declarations hide, or would together with others."""
    return _kept_hides(css) if len(css) <= KEPT_CHARACTERS else _would(_declarations(css))


@lru_cache(maxsize=4096)
def _kept_hides(css: str) -> bool:
    return _would(_kept(css))


def _would(declared: Declared) -> bool:
    return bool(would_hide({name: value for name, (value, _) in declared.items()}))


def _declarations(css: str) -> dict[str, tuple[str, bool]]:
    """Return what a block states of the properties that matter; the later of two, unless the first is important."""
    found: dict[str, tuple[str, bool]] = {}
    for name, value, important in _plain(css) if _PLAIN.fullmatch(css) and "/*" not in css else _parsed(css):
        if name in PROPERTIES and (important or not found.get(name, ("", False))[1]):
            found[name] = (value, important)
    return found


def _plain(css: str) -> Iterator[tuple[str, str, bool]]:
    """Take apart a block without strings, escapes and brackets in brackets, a tenth of the time of parsing it."""
    for declaration in css.lower().split(";"):
        name, colon, value = declaration.partition(":")
        value, important, _ = value.partition("!")
        if colon:
            yield name.strip(), value.strip(), bool(important)


def _parsed(css: str) -> Iterator[tuple[str, str, bool]]:
    try:
        for node in parse_blocks_contents(css, skip_comments=True, skip_whitespace=True):
            if isinstance(node, Declaration):
                yield node.lower_name, serialize(node.value).strip().lower(), node.important
    except RecursionError:  # brackets nested by the thousand
        return


def _winners(named: Mapping[str, list[tuple[_Weight, Stated]]]) -> Style:
    """Return the value of each property that holds: important before not, then the more specific, then the later."""
    return {name: max(stated, key=lambda pair: pair[0])[1] for name, stated in named.items()}


def _is_undoable(style: Style) -> bool:
    sight = alone(style)
    return bool(sight.reason) and not sight.gone


def _that_matter(styles: dict[etree._Element, Style]) -> dict[etree._Element, Style]:
    """Leave out the styles that neither hide nor show what another hides."""
    sights = {element: alone(style) for element, style in styles.items()}
    undone = any(sight.reason and not sight.gone for sight in sights.values())
    kept = (element for element, sight in sights.items() if sight.reason or undone or sight.ink or sight.paper)
    return {element: styles[element] for element in kept}
