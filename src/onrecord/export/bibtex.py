"""A citation as BibTeX, in which nothing that an article says is a command."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from onrecord.export.cite import Cited, Version, flat, note

_ESCAPED: Mapping[int, str] = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "#$%&_"},
    }
)
r"""Braces get commands of their own: BibTeX counts them even behind a backslash (btxdoc, section 4)."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_KEY = re.compile(r"[^A-Za-z0-9-]")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def as_bibtex(found: Cited, version: Version) -> str:
    """Return a citation as an entry `@misc`, which every style of BibTeX and biblatex knows.

    Byline and outlet are taken as they are, each as one name; what is unknown is left out.
    """
    article = found.article
    address = quote(found.address, safe="/:?&=+,;@!$'()*[]~%#.-_") if found.address else ""
    fields = {
        "author": _whole(article.byline),
        "title": _whole(article.title),
        "howpublished": _braced(article.outlet),
        **_date(article.published),
        "url": f"{{{address}}}" if address else "",
        "note": _braced(note(found, version)),
    }
    lines = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@misc{{{_KEY.sub('-', found.id)},\n{lines}}}"


def escaped(text: str) -> str:
    r"""Return a text as LaTeX shows it letter for letter.

    >>> print(escaped(r"50% of {A_B} \input"))
    50\% of \textbraceleft{}A\_B\textbraceright{} \textbackslash{}input
    """
    return flat(text).translate(_ESCAPED)


def _braced(text: str | None) -> str:
    return f"{{{escaped(text)}}}" if text else ""


def _whole(text: str | None) -> str:
    """Return a text that is taken as a whole: a name is not split, capitals stay."""
    return f"{{{{{escaped(text)}}}}}" if text else ""


def _date(published: str | None) -> dict[str, str]:
    found = _DATE.match(published or "")
    if not found:
        return {}
    year, month, day = found.groups()
    named = _MONTHS[int(month) - 1] if month and 1 <= int(month) <= len(_MONTHS) else ""
    return {"year": year, "month": named, "day": str(int(day)) if day else ""}
