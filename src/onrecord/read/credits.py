"""What an article says about where it comes from as a whole: datelines, sign-offs, source lines, bylines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model.article import Article, Block, BlockKind, Field
from onrecord.model.span import Span
from onrecord.ontology.sources import Source, Sources
from onrecord.ontology.states import load_states
from onrecord.read.worded_patterns import worded

_LOOKED_AT = frozenset({BlockKind.BODY, BlockKind.DECK, BlockKind.DATELINE, BlockKind.CREDIT, BlockKind.BYLINE})
_BYLINES = frozenset({BlockKind.BYLINE, BlockKind.CREDIT})
_DATELINE_BLOCKS = 6
_DATELINE = re.compile(r"^[^()\n]{0,70}?\((?P<name>[A-Z][^()\n]{1,40}|dpa)\)\s*(?:[-–—:]|--|\.\s)")
_WHERE = re.compile(
    r"^[A-Z][\w'’-]+(?:[\s/][A-Z][\w'’-]+)*(?:,[^()\n]{1,40})?\s+\((?P<name>[A-Z][A-Za-z]{2,20}(?:\s[A-Z][a-z]{2,15})?)\)\s*(?:-|--|–|—)\s"
)
_CAPITALS = re.compile(r"^[A-Z]{3}[A-Z .,/'’-]{0,40}[^()\n]{0,40}?\((?P<name>[A-Z][^()\n]{1,40})\)\s+(?=[A-Z“\"])")
_SLASHED = re.compile(r"^[^/\n]{0,50}/(?P<name>[A-Z][\w\s-]{1,30})/")
_SQUARE = re.compile(r"^\[(?P<name>[A-Z][^\[\]\n]{1,40})\]\s+(?=\S)")
_PLAIN = re.compile(r"^(?P<name>[A-Z][\w ]{1,30}?)\s*(?:--|[–—])\s")
_FIRST = r"(?:originally|first) published (?:by|in|on|at)"
_SOURCE_LINE = re.compile(
    rf"^[\s(\[*]*(?:(?:sources?|text|via|h/t|hat tip|from|courtesy of|{_FIRST})\s*:|(?:via|from|source\s[-–])\s)\s*"
    r"(?P<name>[^\n]{2,80}?)(?<!:)[\s)\].*]*$",
    re.IGNORECASE,
)
_ORIGINALLY = re.compile(
    r"\b(?:this|the)\s+(?:story|article|post|piece|report|column|op-ed)\b[^.\n]{0,20}\b"
    r"(?:appeared|published|posted|ran|distributed|provided|produced|supplied|republished|reprinted)\b"
    r"[^.\n]{0,30}?\b(?:in|on|at|by|from)\s+(?P<name>[^.\n]{2,60})",
    re.IGNORECASE,
)
_TAKEN_FROM = re.compile(
    r"(?:^|\b(?:this|the)\s+(?:story|article|post|piece|report|column|op-ed|interview|text|essay)\b[^.\n]{0,20}\b)"
    r"(?:was\s+|is\s+)?(?:first\s+|originally\s+)?(?:re-?published|reprinted|reproduced|translated|adapted|published|syndicated|"
    r"appeared|broadcast|aired|ran)\b"
    r"[^.\n]{0,25}?\b(?:from|by|in|on|of)\s+(?P<name>[^.\n]{2,70})",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"\bthe\s+original\b[^.\n]{0,40}?\b(?:appeared|published|ran|aired)\b[^.\n]{0,20}?\b(?:in|on|by)\s+(?P<name>[^.\n]{2,60})",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"^[\s(\[*—–-]*Report(?:ing|ed)\s+by\s+(?P<name>(?:the\s+)?[A-Z][^\n;,]{1,40}?)[\s)\].*]*$")
_PARTLY = re.compile(
    r"^[\s(\[*]*(?:(?:with|additional|further|some)\s+)*(?:reporting|material|files|copy|inputs?|information|contributions|reports)"
    r"\s+(?:by|from)\s+(?P<name>[^\n]{2,80}?)[\s)\].*]*$",
    re.IGNORECASE,
)
_MADE_OF = re.compile(
    r"^[\s(\[*]*(?:this\s+\w+\s+(?:is|was)\s+)?(?:compiled|edited|adapted|produced|distributed|provided|based)\b[^.\n]{0,40}?"
    r"\b(?:from|by|with|on)\s+(?P<name>[^\n]{2,60}?)[\s)\].*]*$",
    re.IGNORECASE,
)
_ALONE = re.compile(
    # Editors' initials may stand before the agencies: "os/jm (AFP, dpa)".
    r"^(?:[a-z]{1,4}(?:[/,]\s?[a-z]{1,4})*\s+(?=\())?[\s(\[—–-]*"
    r"(?P<name>(?:[A-Z]|dpa)[\w .-]{0,30}(?:\s*[/,&]\s*[\w .-]{2,30})*)[\s)\].]*$"
)
_SET_OFF = ("—", "–", "-", "(", "[")
_WIRE_NAME = re.compile(
    r"(?:[A-Z][\w-]+ ){1,3}(?:(?:News|Press|Telegraph) (?:Agency|Bureau|Service|Union|Wire)|Wire Service|Newswire|Wire)"
    r"|[A-Z][a-z]{2,}(?:press|inform|news|wire)"
)
_BETWEEN = re.compile(r"\s*[/,&]\s*|\s+and\s+")
_CAPITALISED = re.compile(r"(?:[Tt]he\s+)?[A-Z][\w'’-]*(?:\s+(?:(?:of|de|la|le|al|and|&)\s+)?[A-Z\d][\w'’-]*){0,4}")
_ENDING = re.compile(r"[.!?”\"]\s*(?:--?|[–—])\s*(?:\(?with\s+)?(?P<name>[A-Z][\w /,&-]{1,40})\.?$")
_CONTRIBUTED = worded(
    r"(?P<name>[^.\n]{2,90}?)\s+(?:also\s+)?contributed\s+(?:reporting|to this (?:report|story|article))",
    ["contributed"],
    any_case=True,
)
_WRITER = re.compile(
    r"(?P<name>(?:The )?(?:Associated Press|AP|Reuters|AFP|UPI|Bloomberg))\s+(?:\w+\s+){0,2}?"
    r"(?:writers?|reporters?|correspondents?|journalists?)\b"
)
_SIGN_OFF = re.compile(
    r"^\(\s*(?:Additional\s+)?(?:Reporting|Writing) by [^\n]+;\s*(?:\w+ )?editing by [^\n]+$", re.IGNORECASE
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}[,\s]*)?(?:by\s+)?(?P<name>[^\n.]{2,60})", re.IGNORECASE
)
_LEADING = re.compile(r"^the\s+", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?:[A-Z]\w+(?:n|sh|se|ch|ic|i)|January|February|March|April|May|June|July|August|[A-Z]\w+ber)")
_LONGEST_LINE = 200

STATED = "byline as stated"
"""The rule of a credit from data beside the text, whose words stand nowhere in it."""

ITS_OWN = "outlet"
"""The rule of the credit of an article that an agency itself brings out."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A source that an article as a whole names as its own, with the words that say so.

    `partial` says that the source only contributed to it.
    """

    source: Source
    span: Span
    rule: str
    partial: bool = False

    @property
    def name(self) -> str:
        """The registry's name of the source."""
        return self.source.name


def find_credits(article: Article, sources: Sources) -> list[Credit]:
    """Return the credits of an article in text order, each source once; its own outlet is none of them."""
    own = sources.find(article.outlet) if article.outlet else None
    found: dict[str, Credit] = {}
    for credit in _all(article, sources):
        if credit.name != (own.name if own else _LEADING.sub("", article.outlet or "")):
            known = found.setdefault(credit.name, credit)
            if credit.rule == "byline" and known.rule == "copyright":
                found[credit.name] = credit  # who wrote it says more than who owns it
    return sorted(found.values(), key=lambda credit: credit.span)


def own_credit(article: Article, sources: Sources) -> Credit | None:
    """Return the agency whose own article it is, with its name in the dateline or else the first word."""
    own = sources.find(article.outlet) if article.outlet else None
    if own is None or own.kind != "agency":
        return None
    named = next((credit for credit in _all(article, sources) if credit.name == own.name), None)
    first = re.search(r"\S+", article.text)
    span = named.span if named else Span(*first.span()) if first else None
    return Credit(own, span, ITS_OWN) if span else None


def places(credits_: Sequence[Credit], text: str) -> Iterator[tuple[int, Credit]]:
    """Give each credit with its place in the chain; those of one line stand side by side."""
    place, last = -1, -1
    for credit in credits_:
        if last < 0 or "\n" in text[last : credit.span.start]:
            place += 1
        last = credit.span.end
        yield place, credit


def _all(article: Article, sources: Sources) -> Iterator[Credit]:
    blocks = [block for block in article.blocks if block.kind in _LOOKED_AT]
    lines = list(_lines(article, blocks))
    for number, line in enumerate(lines):
        text = line.of(article.text)
        if number < _DATELINE_BLOCKS:
            yield from _dateline(text, line, sources)
        yield from _named(_ORIGINALLY.search(text), line, sources, "originally", partial=False)
        yield from _taken_from(text, line, sources)
        yield from _ending(text, line, sources)
        if number and line == lines[-1] and not lines[number - 1].of(article.text).rstrip().endswith(("”", '"')):
            yield from _alone(text, line, sources, article.outlet)
        yield from _named(_WRITER.search(text), line, sources, "agency-writer", partial=False)
        if len(text) <= _LONGEST_LINE or _SIGN_OFF.match(text):
            yield from _credit_line(text, line, sources)
    for line in _edges(article, blocks):
        text = line.of(article.text)
        if lines and line.start > lines[-1].end:
            yield from _alone(text, line, sources, article.outlet)
        yield from _named(_SOURCE_LINE.match(text), line, sources, "source-line", partial=False)
        yield from _agencies(_named(_COPYRIGHT.match(text), line, sources, "copyright", partial=False))
    for block in blocks:
        if block.kind in _BYLINES:
            yield from _byline(block.span.of(article.text), block.start, sources)
    yield from _stated_byline(article, sources)


def _edges(article: Article, blocks: list[Block]) -> Iterator[Span]:
    """Give the lines next to the article's own, before and behind, which are taken for menus where they stand alone."""
    own = [at for at, block in enumerate(article.blocks) if block in blocks or block.kind is BlockKind.TITLE]
    for at in (own[0] - 1, own[-1] + 1) if own else ():
        if 0 <= at < len(article.blocks):
            lines = list(_lines(article, [article.blocks[at]]))
            yield from lines if len(lines) == 1 else ()


def _agencies(credits_: Iterator[Credit]) -> Iterator[Credit]:
    yield from (credit for credit in credits_ if credit.source.kind == "agency")


def _lines(article: Article, blocks: list[Block]) -> Iterator[Span]:
    for block in blocks:
        for match in re.finditer(r"\S[^\n]*", article.text[block.start : block.end]):
            yield Span(block.start + match.start(), block.start + match.end())


def _dateline(text: str, line: Span, sources: Sources) -> Iterator[Credit]:
    for pattern in (_DATELINE, _SLASHED, _SQUARE, _PLAIN, _CAPITALS):
        match = pattern.match(text)
        source = sources.find(match["name"]) if match else None
        if match and source and source.kind == "agency":
            yield _credit(match, line, source, "dateline")
            return
    match = _WHERE.match(text)
    if match and sources.find(match["name"]) is None and load_states().find(match["name"]) is None:
        # No list holds every agency, and nothing else stands in brackets between a place and a dash.
        yield _credit(match, line, Source(match["name"], "agency"), "dateline")


def _taken_from(text: str, line: Span, sources: Sources) -> Iterator[Credit]:
    """Yield whom a note says that the article was taken from, also where the registry does not hold it."""
    match = (_TAKEN_FROM.search(text) or _ORIGINAL.search(text)) if len(text) <= _LONGEST_LINE else None
    if match is None:
        return
    named = list(_named(match, line, sources, "originally", partial=False))
    yield from named
    found = list(_CAPITALISED.finditer(match["name"])) if not named else []
    if found:
        # "translated from the Ilvanian weekly Norrlys": the name stands last.
        last = (
            found[-1]
            if re.search(r"\b(?:weekly|daily|newspaper|magazine|agency|site)\s+$", match["name"][: found[-1].start()])
            else found[0]
        )
        start = line.start + match.start("name")
        name = _LEADING.sub("", last.group())
        if not _LANGUAGE.fullmatch(name):
            yield Credit(Source(name, "outlet"), Span(start + last.start(), start + last.end()), "originally")


def _ending(text: str, line: Span, sources: Sources) -> Iterator[Credit]:
    """Yield an agency whose name stands behind the last sentence of a paragraph: "It rained. — AFP"."""
    match = _ENDING.search(text)
    for named in sources.scan(match["name"]) if match else ():
        if match and named.source.kind == "agency":
            start = line.start + match.start("name")
            yield Credit(named.source, Span(start + named.span.start, start + named.span.end), "sign-off")


def _credit_line(text: str, line: Span, sources: Sources) -> Iterator[Credit]:
    yield from _named(_SOURCE_LINE.match(text), line, sources, "source-line", partial=False)
    yield from _agencies(_named(_REPORTED.match(text), line, sources, "sign-off", partial=False))
    yield from _named(_PARTLY.match(text), line, sources, "contributed", partial=True)
    yield from _named(_MADE_OF.match(text), line, sources, "originally", partial=False)
    yield from _named(next(iter(_CONTRIBUTED.matches(text)), None), line, sources, "contributed", partial=True)
    yield from _named(_COPYRIGHT.search(text), line, sources, "copyright", partial=False)
    if _SIGN_OFF.match(text):
        named = sources.within(text)
        # "(Reporting by A; Editing by B)" is how Reuters signs its reports off, by its own handbook.
        source = named.source if named and named.source.kind == "agency" else sources.find("Reuters")
        if source:
            yield Credit(source, line, "sign-off")


def _alone(text: str, line: Span, sources: Sources, outlet: str | None = None) -> Iterator[Credit]:
    """Yield the agencies of a last line that holds nothing else; further up such a line is a picture's credit.

    The outlet itself may stand beside them ("Velpress/Northern Post").
    """
    match = _ALONE.match(text)
    parts = _BETWEEN.split(match["name"]) if match else []
    others = [part for part in parts if not outlet or _LEADING.sub("", part) != _LEADING.sub("", outlet)]
    if match and others and all(_is_agency(part, sources) for part in others):
        yield from _named(match, line, sources, "sign-off", partial=False)
    elif match and text[:1] in _SET_OFF and (unlisted := _unlisted(match["name"], sources)):
        yield _credit(match, line, unlisted, "sign-off")


def _unlisted(name: str, sources: Sources) -> Source | None:
    """Return the agency that a name by its form is, which no list holds: "Ostpress", "Ost News Agency"."""
    known = sources.find(name) is not None or load_states().find(name) is not None
    return Source(name, "agency") if not known and _WIRE_NAME.fullmatch(name) else None


def _is_agency(name: str, sources: Sources) -> bool:
    source = sources.find(name)
    return source is not None and source.kind == "agency"


def _named(match: re.Match[str] | None, line: Span, sources: Sources, rule: str, partial: bool) -> Iterator[Credit]:
    if match is None:
        return
    for named in sources.scan(match["name"]):
        if named.source.kind != "platform":
            start = line.start + match.start("name")
            span = Span(start + named.span.start, start + named.span.end)
            yield Credit(named.source, span, rule, partial)


def _byline(text: str, start: int, sources: Sources) -> Iterator[Credit]:
    if unlisted := _unlisted(text.removeprefix("By ").strip(), sources):
        yield Credit(unlisted, Span(start, start + len(text)), "byline")
    found = list(sources.scan(text))
    shared = any(named.source.kind == "agency" for named in found)
    for named in found:
        if shared and named.source.kind != "platform":
            yield Credit(named.source, Span(start + named.span.start, start + named.span.end), "byline")


def _stated_byline(article: Article, sources: Sources) -> Iterator[Credit]:
    """Yield the agencies of a byline that the page's data state outside its text; they have no place of their own."""
    first = re.search(r"\S+", article.text)
    stated = [c.value for c in article.candidates if c.field is Field.BYLINE and c.span is None]
    found = [named.source for value in stated for named in sources.scan(value)]
    found += [source for value in stated if (source := _unlisted(value, sources))]
    for source in found:
        if first and source.kind == "agency":
            yield Credit(source, Span(*first.span()), STATED)


def _credit(match: re.Match[str], line: Span, source: Source, rule: str) -> Credit:
    return Credit(source, Span(line.start + match.start("name"), line.start + match.end("name")), rule)
