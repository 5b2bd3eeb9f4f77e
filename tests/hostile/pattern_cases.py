"""Long runs of what regular expressions look for: one that goes back over its steps takes for ever."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.case import Case, html, text

_LONG = 200_000
_RUNS = (
    ("quotation-marks", '"' * _LONG),
    ("curly-quotation-marks", "“" * (_LONG // 2) + "”" * (_LONG // 2)),
    ("apostrophes", "'" * _LONG),
    ("digits", "1" * _LONG),
    ("dates", "2016-06-29T15:07:41 " * 10_000),
    ("digits-and-slashes", "1/" * (_LONG // 2)),
    ("digits-and-colons", "12:" * (_LONG // 3)),
    ("capitals", "A" * _LONG),
    ("capital-words", "Aa " * (_LONG // 3)),
    ("names-with-initials", "J. " * (_LONG // 3)),
    ("blanks", " " * _LONG + "x"),
    ("no-break-blanks", "\xa0" * _LONG + "x"),
    ("tabs-and-blanks", "\t " * (_LONG // 2) + "x"),
    ("line-feeds", "\n" * _LONG + "x"),
    ("carriage-returns", "\r" * _LONG + "x"),
    ("bylines", "By " * (_LONG // 3)),
    ("byline-lists", "By Ada Torvik and " * 10_000),
    ("opening-brackets", "(" * _LONG),
    ("square-brackets", "[" * _LONG),
    ("bracket-pairs", "()" * (_LONG // 2)),
    ("dots", "." * _LONG),
    ("dots-and-blanks", ". " * (_LONG // 2)),
    ("dashes", "-" * _LONG),
    ("long-dashes", "— " * (_LONG // 2)),
    ("underscores", "_" * _LONG),
    ("pipes", "| " * (_LONG // 2)),
    ("commas", "a," * (_LONG // 2)),
    ("colons", "a: " * (_LONG // 3)),
    ("at-signs", "a@" * (_LONG // 2)),
    ("addresses", "http://" * (_LONG // 7)),
    ("address-of-200000", "http://velm.example/" + "a" * _LONG),
    ("hash-signs", "#" * _LONG),
    ("stars", "*" * _LONG),
    ("markdown-links", "[" * 5000 + "](" * 5000),
    ("ampersands", "&" * _LONG),
    ("less-than-signs", "<" * _LONG),
    ("comment-openings", "<!--" * (_LONG // 4)),
    ("tag-openings", "<a " * (_LONG // 3)),
    ("agencies", "(Velpress) - " * (_LONG // 13)),
    ("datelines", "PORT ANSEL, Velmark, June 29 (Velpress) - " * 5000),
    ("sources", "Source: " * (_LONG // 8)),
    ("replies", "Reply " * (_LONG // 6)),
    ("hours-ago", "3 hours ago " * (_LONG // 12)),
    ("months", "June " * (_LONG // 5)),
    ("accents", "e\u0301" * (_LONG // 2)),
    ("emoji", "👩‍👩‍👧 " * (_LONG // 6)),
    ("bidi-marks", "\u202e\u2066" * (_LONG // 2)),
    ("ideographs", "港" * _LONG),
)
"""Each in the midst of the article, as text and as a page, in one line and in many."""


def _cases() -> Iterator[Case]:
    for number, (name, run) in enumerate(_RUNS):
        odd = number % 2 == 1
        yield text(f"run-of-{name}", run, seconds=15, heavy=not odd)
        yield html(f"run-of-{name}-in-a-page", f"<p>{run}</p>", seconds=15, heavy=odd, keeps=())
        yield text(f"lines-of-{name}", "\n".join([run[:20]] * 3000), seconds=20, heavy=number % 6 > 0, keeps=())
    for name, piece in (("by", "By "), ("quotes", '"'), ("digits", "1"), ("blanks", " "), ("capitals", "Aa ")):
        yield html(f"title-of-{name}", head=f"</title><title>{piece * 50_000}</title>", seconds=10)
        yield html(f"author-of-{name}", head=f"<meta name=author content='{piece * 50_000}'>", seconds=10)
        yield html(f"class-of-{name}", f"<p class='{piece * 50_000}'>The pier stays.</p>", seconds=10)


CASES = tuple(_cases())
