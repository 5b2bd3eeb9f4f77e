"""The styles that can hide a page's elements: style sheets, style attributes and what browsers do by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import cast

from lxml import etree
from tinycss2 import parse_blocks_contents, serialize
from tinycss2.ast import Declaration

from onrecord.extract.animations import settled
from onrecord.extract.declared import Stated, Style
from onrecord.extract.hiding import KEPT_CHARACTERS, alone, would_hide
from onrecord.extract.longhands import longhands
from onrecord.extract.selectors import OverBudgetError, Selectors
from onrecord.extract.sheets import SheetRule, read_sheets
from onrecord.extract.tree import Names, names_of
from onrecord.extract.vanishing import room_of
from onrecord.extract.variables import Variables, Weight, custom_properties, names_in

_DISPLAY = re.compile(r"display\s*:\s*none|table-column")
_PLAIN = re.compile(r"(?:[\w\s:;.,#%!+*/-]|\([\w\s.,#%+*/-]*\))*")
_FAR = re.compile(r"-\s*\d{3}|-\d+(?:\.\d+)?(?:em|rem|in|cm)|:\s*\d{4}|\d{3}v[hw]|text-indent")
_NOTHING = re.compile(r":\s*(?:0|1px|\.\d|calc)")
_LOW = re.compile(r"height\s*:\s*[1-4]?\dpx")
_ODD_WORDS = re.compile(
    r"visib|opacity|scale|clip|transparent|translate|rotate|matrix|mask|zoom|text-fill|text-security|bidi|\\|/\*"
    r"|content\s*:\s*url"
)
_BY_VARIABLE = re.compile(r"(?:display|font|font-size|left|text-indent|height|transform)\s*:[^;]{0,200}var\(")
_SIZES = ("width", "height", "font", "size", "rows")
_ODD = etree.XPath(
    "//@style/.. | //@hidden/.. | //@popover/.. | //@bgcolor/.. | //@color/.. | //dialog", smart_strings=False
)
_INLINE_VARIABLES = etree.XPath("//@style[contains(., '--')]/..", smart_strings=False)
_SCHEME = etree.XPath("//meta[@name='color-scheme'] | //@style[contains(., 'color-scheme')]", smart_strings=False)
_CSS_MAX, _CSS_EACH = 2_000_000, 100
"""Characters of declarations that are parsed in one page, and what it costs to begin: a second and a half."""
_COLOURS_MAX = 50_000
"""Characters of style sheets in which colours are followed through the page; longer ones are a site's whole design."""
_SENTENCE, _TEXTS_MAX = 60, 2000
_SHEET, _ATTRIBUTE = "style sheet", "style attribute"
_BROWSER, _INLINE = (-1,), (1,)

_COLOUR_NAMES = frozenset({"color", "background", "background-color", "-webkit-text-fill-color"})
_UNDOABLE = _COLOUR_NAMES | {"visibility", "font", "font-size", "text-indent"}
_BOXED, _PLACED, _MOVING = ("overflow", "width", "height", "size", "padding"), ("position", "inset"), ("animation",)
_PARTNERS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("width", "height", "max-width", "max-height"), _BOXED),
    **dict.fromkeys(("left", "right", "top", "bottom", "clip"), _PLACED),
    **dict.fromkeys(("opacity", "visibility"), _MOVING),
    **dict.fromkeys(("margin-left", "margin-top"), ("margin",)),
    "transform": (*_MOVING, "backface"),
    "text-indent": ("overflow", "white-space"),
    "grid-template-rows": ("display",),
    "unicode-bidi": ("direction",),
    **dict.fromkeys(_COLOUR_NAMES, ("color", "background", "text-shadow")),
    **dict.fromkeys(("font", "font-size"), ("font",)),
}
"""What else it takes for a property to hide, or what keeps it from hiding."""
_IN_BOXES = ("top", "left", "margin", "inset", "position", "height", "overflow")
"""What decides whether something lies beyond the edges of a small box."""
Declared = Mapping[str, tuple[str, bool]]
"""What a block of declarations states: property to value and whether it is important."""


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
    stated: dict[etree._Element, dict[str, list[tuple[Weight, Stated]]]] = field(default_factory=dict)
    _variables: Variables = field(default_factory=Variables)
    _last_steps: dict[str, dict[str, str]] = field(default_factory=dict)
    _moving: re.Pattern[str] | None = None
    _linked: bool = False
    _inline: set[etree._Element] = field(default_factory=set)
    _read: dict[str, Declared] = field(default_factory=dict)
    _spent: int = 0

    def run(self) -> dict[etree._Element, Style]:
        """Return the winning values of each element that something may hide."""
        sheets = read_sheets(self.tree)
        rules = sheets.rules
        self._linked = any(map(_is_elsewhere, self.tree.iter("link")))
        self._take_steps(sheets.frames)
        for element in cast(list[etree._Element], _ODD(self.tree)):
            self._of_browser(element)
            if self._is_suspect((element.get("style") or "").lower(), coloured=True):
                self._of_attribute(element)
        selectors, hiding = self._of_hiding_rules(rules)
        self._find_variables(rules, selectors)
        concerned, bearing = self._concerned()
        for element in concerned:
            self._of_attribute(element)
        if selectors and concerned:
            selectors.restrict(concerned)
            for rule in rules:
                if rule.order not in hiding and bearing.search(rule.declarations):
                    self._of_rule(rule, selectors)
        return _that_matter({element: self._style(element) for element in concerned if element in self.stated})

    def _take_steps(self, frames: Mapping[str, str]) -> None:
        """Keep what the animations end in, and look out for those that end in nothing."""
        self._last_steps = {
            name: {known: value for known, (value, _) in self._declared(step).items()} for name, step in frames.items()
        }
        ending = [name for name, step in self._last_steps.items() if would_hide(step)]
        self._moving = re.compile("|".join(map(re.escape, ending))) if ending else None

    def _find_variables(self, rules: Sequence[SheetRule], selectors: Selectors | None) -> None:
        """Find what the page says of the variables that values ask for, and of those that their values ask for."""
        asked = names_in(
            stated.value for named in self.stated.values() for pairs in named.values() for _, stated in pairs
        )
        if not asked:
            return
        for element in cast(list[etree._Element], _INLINE_VARIABLES(self.tree)):
            self._variables.state(element, (element.get("style") or "").lower(), (False, _INLINE, 0))
        stating = [(rule, dict(custom_properties(rule.declarations))) for rule in rules if "--" in rule.declarations]
        known: set[str] = set()
        while new := asked - known:
            known |= new
            for rule, values in stating:
                if not new.isdisjoint(values):
                    asked |= names_in(values.values())
                    self._of_variables(rule, selectors or Selectors.of(self.tree, self.names))

    def _of_variables(self, rule: SheetRule, selectors: Selectors) -> None:
        for specificity, elements in selectors.find(rule.selectors):
            for element in elements:
                weight = (False, (0, rule.layer, *specificity), rule.order)
                self._variables.state(element, rule.declarations, weight)

    def _style(self, element: etree._Element) -> Style:
        """Return the values that hold, with variables put in, when all animations have run."""
        found: dict[str, Stated] = {}
        for name, stated in _winners(self.stated[element]).items():
            if "var(" in stated.value:
                value = self._variables.put_in(element, stated.value)
                found |= {} if value is None else {name: Stated(value, stated.origin)}
            else:
                found[name] = stated
        return settled(found, self._last_steps, all_known=not self._linked)

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
        suspects = [rule for rule in rules if self._is_suspect(rule.declarations, coloured)]
        if not suspects and not (self.stated and rules):
            return None, set()
        selectors = Selectors.of(self.tree, self.names)
        possible = [rule for rule in suspects if selectors.possible(rule.selectors) and self._may_hide(rule, coloured)]
        for rule in possible:
            self._of_rule(rule, selectors)
        if coloured:
            self._of_paper(rules)
        return selectors, {rule.order for rule in possible}

    def _of_paper(self, rules: Sequence[SheetRule]) -> None:
        """State that pages are white, where nothing says otherwise and something is coloured at all."""
        coloured = any(not _COLOUR_NAMES.isdisjoint(named) for named in self.stated.values())
        dark = any("color-scheme" in rule.declarations for rule in rules) or _SCHEME(self.tree)
        if coloured and not dark:
            self._state(self.tree, {"background-color": ("#ffffff", False)}, _BROWSER, "the page's own")

    def _knows_colours(self, rules: Sequence[SheetRule]) -> bool:
        """Say whether all that gives colours is here, and short: a page that links no other style sheet."""
        return not self._linked and sum(len(rule.declarations) for rule in rules) <= _COLOURS_MAX

    def _may_hide(self, rule: SheetRule, coloured: bool) -> bool:
        """Say whether a rule may hide; colours count where it states both, or all that gives colours is known."""
        declared = self._declared(rule.declarations)
        return (
            _hides(rule.declarations)
            or "animation" in declared
            or (coloured and not _COLOUR_NAMES.isdisjoint(declared))
        )

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
            name = would_hide({name: stated.value for name, stated in style.items()}) or self._moves(style)
            boxed = room_of(style) is not None and _holds_sentences(element)
            if (boxed or (name in _UNDOABLE and _is_undoable(style))) and element not in found:
                found.update(dict.fromkeys(element.iter()))
            if boxed:
                words.update(_IN_BOXES)
            if name or not _COLOUR_NAMES.isdisjoint(style):
                found[element] = None
                words.update((name or "color", *_PARTNERS.get(name or "color", ())))
        return found, re.compile("|".join(map(re.escape, (*sorted(words), "\\"))))

    def _is_suspect(self, css: str, coloured: bool) -> bool:
        moving = self._moving is not None and "animation" in css and self._moving.search(css)
        return bool(moving) or _may_matter(css, coloured)

    def _moves(self, style: Style) -> str:
        """Return "animation" where a style has one that ends in nothing."""
        named = f"{style['animation'].value if 'animation' in style else ''} " + (
            style["animation-name"].value if "animation-name" in style else ""
        )
        return "animation" if self._moving is not None and self._moving.search(named) else ""

    def _of_rule(self, rule: SheetRule, selectors: Selectors) -> None:
        for specificity, elements in selectors.find(rule.selectors):
            for element in elements:
                declared = self._declared(rule.declarations)
                self._state(element, declared, (0, rule.layer, *specificity), _SHEET, rule.order)

    def _state(
        self, element: etree._Element, declared: Declared, weight: tuple[int, ...], origin: str, order: int = 0
    ) -> None:
        if declared:
            named = self.stated.setdefault(element, {})
            for name, (value, important) in declared.items():
                # Of important rules, those in earlier layers outweigh the later ones.
                turned = (weight[0], -weight[1], *weight[2:]) if important and len(weight) > 1 else weight
                named.setdefault(name, []).append(((important, turned, order), Stated(value.lower(), origin)))

    def _declared(self, css: str) -> Declared:
        if css not in self._read:
            self._spent += len(css) + _CSS_EACH
            if self._spent > _CSS_MAX:
                raise OverBudgetError
            self._read[css] = _kept(css) if len(css) <= KEPT_CHARACTERS else _declarations(css)
        return self._read[css]


def _holds_sentences(element: etree._Element) -> bool:
    """Say whether there is more text in an element than in a button or a menu's entry."""
    size = 0
    for text in islice(element.itertext(), _TEXTS_MAX):
        size += len(str(text).strip())
        if size > _SENTENCE:
            return True
    return False


def _is_elsewhere(link: etree._Element) -> bool:
    """Say whether a link leads to a style sheet that is not in the page itself."""
    address = (link.get("href") or "").lstrip().lower()
    return "stylesheet" in (link.get("rel") or "").lower() and not address.startswith("data:")


def _may_matter(css: str, coloured: bool) -> bool:
    """Say whether declarations in lower case may hide something, or colour it; cheap, for most do neither."""
    ink, paper = "color" in css, "background" in css
    if (ink and paper) or (coloured and (ink or paper)):
        return True
    if _ODD_WORDS.search(css) or _FAR.search(css):
        return True
    if "display" in css and _DISPLAY.search(css):
        return True
    if "var(" in css and _BY_VARIABLE.search(css):
        return True
    if "overflow" in css and _LOW.search(css):
        return True
    return bool(_NOTHING.search(css)) and any(size in css for size in _SIZES)


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
    values = {name: value for name, (value, _) in declared.items()}
    return bool(would_hide(values)) or room_of({name: Stated(value, "") for name, value in values.items()}) is not None


def _declarations(css: str) -> dict[str, tuple[str, bool]]:
    """Return what a block states of the properties that matter; the later of two, unless the first is important."""
    found: dict[str, tuple[str, bool]] = {}
    for stated, values, important in _plain(css) if _PLAIN.fullmatch(css) and "/*" not in css else _parsed(css):
        for name, value in longhands(stated, values):
            if important or not found.get(name, ("", False))[1]:
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


def _winners(named: Mapping[str, list[tuple[Weight, Stated]]]) -> Style:
    """Return the value of each property that holds: important before not, then the more specific, then the later."""
    return {name: max(stated, key=lambda pair: pair[0])[1] for name, stated in named.items()}


def _is_undoable(style: Style) -> bool:
    sight = alone(style)
    return bool(sight.reason) and not sight.gone


def _that_matter(styles: dict[etree._Element, Style]) -> dict[etree._Element, Style]:
    """Leave out the styles that neither hide nor show what another hides."""
    sights = {element: alone(style) for element, style in styles.items()}
    undone = any((sight.reason and not sight.gone) or sight.room for sight in sights.values())
    kept = (element for element, sight in sights.items() if sight.reason or undone or sight.ink or sight.paper)
    return {element: styles[element] for element in kept}
