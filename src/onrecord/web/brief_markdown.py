"""Writes a brief as Markdown (CommonMark), in which no text of an article can be markup, a link or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.web.brief import READING, Brief
from onrecord.web.brief_evidence import Place, Source
from onrecord.web.brief_parts import Form, Group, Line, Part, Section
from onrecord.web.links import safe_name
from onrecord.web.quoting import harmless, marks_around

_SIGNS = re.compile(
    r"[\\`*_\[\]<>~|^{}]"  # emphasis, code, links, HTML, tables, footnotes, struck and raised words
    r"|&(?=[#\w])"  # entities
    r"|\$(?!\d)"  # formulas, as GitHub has them; a sum such as $4 cannot end one
    r"|(?:^|(?<=\s))#"  # the end of a heading
    r"|:(?=//|[\w+-]+:)"  # addresses, emoji
    r"|(?<=www)\.",  # addresses
    re.IGNORECASE,
)
_AT = re.compile("@+")
_IN_ANGLES = re.compile(r"[!#-;=?-\[\]-_a-z{|}~]+")


def markdown(brief: Brief) -> str:
    """Return a brief as Markdown, one line for each of its lines."""
    return "\n".join(_lines(brief)) + "\n"


def escaped(text: str) -> str:
    r"""Return a text that Markdown shows as it is, on one line.

    A sign of markup gets a backslash, and an address none of the forms that some readers of Markdown make a link of.
    The @ stands in a code span, as GitHub makes a link of any mail address that is not broken up.

    >>> print(escaped("[Vote](https://evil.example) *now*, <b>a@b.example</b>, for $4"))
    \[Vote\](https\://evil.example) \*now\*, \<b\>a`@`b.example\</b\>, for $4
    """
    return _AT.sub(r"`\g<0>`", _SIGNS.sub(r"\\\g<0>", harmless(text)))


def _lines(brief: Brief) -> Iterator[str]:
    yield from (f"# {_text(brief.title)}", "", _text(brief.coverage), "")
    for section in brief.sections:
        yield from _section(section)
    yield from ("## Evidence", "")
    for source in brief.sources:
        yield from _source(source)
    if brief.unshown:
        yield from (brief.unshown, "")
    yield from ("---", "", f"Story {_id(brief.story)}. {READING}")
    if brief.made:
        yield from ("", f"Read by {escaped(brief.made)}.")


def _section(section: Section) -> Iterator[str]:
    yield from (f"## {section.title}", "")
    if section.note and section.groups:
        yield from (f"*{escaped(section.note)}*", "")
    for group in section.groups:
        yield from _group(group)
    if not section.groups:
        yield from (section.none, "")
    if section.left:
        yield from (section.left, "")


def _group(group: Group) -> Iterator[str]:
    if group.head:
        yield from (_text(group.head, bold=True), "")
    yield from (f"- {_text(line, bold=line.parts[0].form is Form.NAME)}" for line in group.lines)
    yield ""


def _text(line: Line, *, bold: bool = False) -> str:
    """Return a line; what it begins with can stand out."""
    first, *rest = (_part(part) for part in line.parts)
    return "".join((f"**{first}**" if bold and first else first, *rest))


def _part(part: Part) -> str:
    if part.form is Form.PLACES:
        return "".join(f" [{mark}]" for mark in part.marks)
    return _quotation(part.text, part.cut) if part.form is Form.QUOTE else _words(part.text)


def _words(text: str) -> str:
    """Escape words; the white space at their ends parts them from their neighbours."""
    flat = escaped(text)
    return f"{' ' * text[:1].isspace()}{flat}{' ' * text[-1:].isspace()}" if flat else " " * bool(text)


def _quotation(text: str, cut: tuple[bool, bool] = (False, False)) -> str:
    opening, closing = marks_around(text)
    before, after = ("\\[…\\] " * cut[0], " \\[…\\]" * cut[1])
    return f"{opening}{before}{escaped(text)}{after}{closing}"


def _source(source: Source) -> Iterator[str]:
    outlet = escaped(source.outlet) if source.outlet else "outlet unknown"
    title = f", {escaped(source.title)}" if source.title else ""
    title += f", {'begins ' * bool(source.title)}{_quotation(source.opening.text)}" if source.opening else ""
    yield f"**[{source.mark}]** {outlet}{title}, {escaped(source.when)}. {_link(source)} {_id(source.article)}"
    yield ""
    yield from (_place(place) for place in source.places)
    yield from ("",) if source.places else ()


def _link(source: Source) -> str:
    """Return the address as a link, or as mere words where it is none or has signs that could end one."""
    return f"<{source.href}>" if source.href and _IN_ANGLES.fullmatch(source.href) else escaped(source.where)


def _place(place: Place) -> str:
    rows = ", ".join(_id(row) for row in place.rows)
    return f"- **[{place.mark}]** {_quotation(place.text, (False, place.cut))} {rows}, {place.start} to {place.end}"


def _id(identifier: str) -> str:
    return f"`{identifier}`" if safe_name(identifier) == identifier else escaped(identifier)
