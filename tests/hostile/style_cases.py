"""Style sheets and embedded data that are large, deep, endless, or say what cannot be."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.hostile.case import Case, html


def _ld(body: str) -> str:
    return f'<script type="application/ld+json">{body}</script>'


def _deep(open_: str, inner: str, close: str, count: int) -> Callable[[], str]:
    return lambda: _ld(open_ * count + inner + close * count)


def _dated(value: str, stated: str = "") -> str:
    """Return a head in which every usual place states one date."""
    data = {"@type": "NewsArticle", "headline": "Ferry terminal opens", "datePublished": stated or value}
    meta = f'<meta property="article:published_time" content="{value}"><meta name="date" content="{value}">'
    return f'{_ld(json.dumps(data))}{meta}</head><body><time datetime="{value}">{value}</time>'


STYLES = (
    html(
        "sheet-with-100000-rules",
        head=lambda: "<style>" + "".join(f".a{i}{{display:none}}" for i in range(100_000)) + "</style>",
        seconds=20,
    ),
    html(
        "sheet-with-10000-rules-over-5000-elements",
        "<b class=x>a</b>" * 5000,
        head=lambda: (
            "<style>" + "".join(f"div p .x > b.y{i}:not(.z){{display:none}}" for i in range(10_000)) + "</style>"
        ),
        seconds=20,
    ),
    html("selector-of-1-mb", head=lambda: f"<style>{'a ' * 500_000}{{display:none}}</style>", seconds=15),
    html(
        "selector-list-of-100000",
        head=lambda: f"<style>{','.join(f'#n{i}' for i in range(100_000))}{{display:none}}</style>",
        seconds=15,
    ),
    html(
        "selector-of-descendants",
        lambda: "<div>" * 300 + "x" + "</div>" * 300,
        head=lambda: f"<style>{'div ' * 40}.no{{display:none}}</style>",
        seconds=20,
    ),
    html(
        "not-nested-10000",
        head=lambda: f"<style>p{':not(' * 10_000}a{')' * 10_000}{{display:none}}</style>",
        seconds=15,
    ),
    html("braces-nested-100000", head=lambda: f"<style>{'a{' * 100_000}</style>", seconds=15, heavy=True),
    html("brackets-nested-in-a-style", '<p style="width:' + "calc((" * 20_000 + '">The pier stays.</p>', seconds=10),
    html("media-nested-10000", head=lambda: f"<style>{'@media all{' * 10_000}p{{color:red}}</style>", seconds=15),
    html(
        "imports-in-a-circle",
        head='<style>@import "page.html";@import url(http://@SERVER@/a.css);@import url(file://@SECRET@);</style>'
        '<link rel=stylesheet href="http://@SERVER@/b.css">',
    ),
    html("style-without-end-quotes", head="""<style>p::before{content:"\n'}}}]])--><!--}</style>"""),
    html(
        "style-with-escapes",
        head=r"<style>\70 \2e x{displa\79:n\6fne}\110000{}\0{}\d800{}</style>",
        lacks=("Traceback",),
    ),
    html(
        "variables-that-multiply",
        head=lambda: (
            "<style>:root{--v0:none;"
            + "".join(f"--v{i}:var(--v{i - 1}) var(--v{i - 1});" for i in range(1, 60))
            + "}p{display:var(--v59)}</style>"
        ),
    ),
    html("variables-50000", head=lambda: f"<style>p{{{'--a:var(--a);' * 50_000}display:var(--a)}}</style>", seconds=10),
    html("variables-asked-for-100000-times", lambda: f'<p style="{"display:" * 100_000}var(--a">Pier</p>', seconds=10),
    html("layers-nested-20000", head=lambda: f"<style>{'@layer a.b{' * 20_000}</style>", seconds=10),
    html("layer-of-200000-blanks", head=lambda: f"<style>@layer{' ' * 200_000}</style>", seconds=10),
    html("layers-20000", head=lambda: f"<style>{'@layer {p{top:0}}' * 20_000}</style>", seconds=10),
    html("scopes-nested-20000", head=lambda: f"<style>{'@scope (p){' * 20_000}p{{top:0}}</style>", seconds=10),
    html("rules-nested-20000", head=lambda: f"<style>{'p,b,i{& &{' * 20_000}top:0</style>", seconds=10),
    html(
        "feature-query-of-200000", head=lambda: f"<style>@supports (a:{'x' * 200_000}{{p{{top:0}}}}</style>", seconds=10
    ),
    html(
        "media-query-of-200000", head=lambda: f"<style>@media (width{'<' * 200_000}{{p{{top:0}}}}</style>", seconds=10
    ),
    html("keyframes-20000", head=lambda: "<style>" + "@keyframes a{to{opacity:0}}" * 20_000 + "</style>", seconds=10),
    html("sum-nested-50000", lambda: f'<p style="left:{"calc(" * 50_000}1px">Pier</p>', seconds=10),
    html(
        "length-of-200000-digits",
        lambda: f'<p style="font:{"1" * 200_000}!;left:{"1" * 200_000}!">Pier</p>',
        seconds=10,
    ),
    html("transform-of-200000-letters", lambda: f'<p style="transform:{"a" * 200_000}">Pier</p>', seconds=10),
    html("clip-path-of-200000", lambda: f'<p style="clip-path:polygon({"0 0," * 50_000}">Pier</p>', seconds=10),
    html("margin-of-100000-brackets", lambda: f'<p style="margin:{"(" * 100_000}">Pier</p>', seconds=10),
    html(
        "sheet-in-an-address-in-itself",
        head='<link rel="stylesheet" href="data:text/css,@import url(data:text/css,p%7Btop:0%7D);">' * 500,
    ),
    html("variables-in-a-circle", head="<style>:root{--a:var(--b);--b:var(--a)}p{color:var(--a)}</style>"),
    html(
        "sizes-that-are-no-numbers",
        '<p style="font-size:1e999px;width:-1e308em;left:NaNpx;color:rgb(1e99,nan,inf);opacity:1e-999999">Pier</p>',
    ),
    html("sheets-10000", head=lambda: "<style>p{color:red}</style>" * 10_000, seconds=15),
    html(
        "inline-style-of-1-mb",
        lambda: f'<p style="{"color:red;" * 100_000}">The pier stays open.</p>',
        seconds=10,
        heavy=True,
    ),
)

DATA = (
    html("json-ld-nested-10000", head=_deep('{"a":', "1", "}", 10_000)),
    html("json-ld-nested-1000000", head=_deep("[", "", "]", 1_000_000), seconds=10),
    html("json-ld-nested-900", head=_deep('{"@type":"NewsArticle","mainEntity":', '{"headline":"x"}', "}", 900)),
    html(
        "json-ld-of-10-mb",
        head=lambda: _ld(json.dumps({"@type": "NewsArticle", "articleBody": "Ferry " * 1_700_000})),
        seconds=15,
        heavy=True,
    ),
    html(
        "json-ld-with-100000-articles",
        head=lambda: _ld(
            json.dumps(
                [
                    {"@type": "NewsArticle", "headline": f"Ferry {i}", "author": {"name": f"W {i}"}}
                    for i in range(100_000)
                ]
            )
        ),
        seconds=20,
        heavy=True,
    ),
    html(
        "json-ld-with-a-number-of-1000000-digits",
        head=lambda: _ld('{"@type":"NewsArticle","datePublished":' + "9" * 1_000_000 + "}"),
        seconds=10,
    ),
    html(
        "json-ld-of-odd-kinds",
        head=_ld(
            '{"@type":["NewsArticle",7,null],"headline":{"a":1},"author":[[{"name":["x",{"y":2}]}],null,3,true],"datePublished":[1,null],"publisher":"x","inLanguage":{"name":1},"mainEntityOfPage":[[]]}'
        ),
    ),
    html("json-ld-of-one-word", head=_ld("null") + _ld("7") + _ld('"x"') + _ld("") + _ld("NaN") + _ld("[[],{}]")),
    html("json-ld-that-breaks-off", head=_ld('{"@type":"NewsArticle","headline":"Ferry')),
    html(
        "json-ld-with-surrogates-and-nul",
        head=_ld('{"@type":"NewsArticle","headline":"Ferry \\ud800 \\u0000 opens","author":{"name":"\\udfff\\u0007"}}'),
    ),
    html(
        "json-ld-1e999",
        head=_ld('{"@type":"NewsArticle","datePublished":1e999,"dateModified":-Infinity,"headline":1e400}'),
    ),
    html(
        "json-ld-scripts-10000",
        head=lambda: _ld('{"@type":"NewsArticle","headline":"Ferry"}') * 10_000,
        seconds=15,
        heavy=True,
    ),
    html(
        "json-ld-that-names-itself",
        head=_ld(
            '{"@graph":[{"@id":"#a","@type":"NewsArticle","author":{"@id":"#a"},"publisher":{"@id":"#b"}},{"@id":"#b","parentOrganization":{"@id":"#b"}}]}'
        ),
    ),
)

DATES = (
    *(
        html(f"date-{name}", head=_dated(value))
        for name, value in (
            ("with-slashes", "2016/6/29 15:07:41"),
            ("of-zeros", "0000-00-00 00:00:00"),
            ("30-february", "2016-02-30"),
            ("year-99999", "99999-12-31T00:00:00Z"),
            ("epoch", "0"),
            ("epoch-seconds", "1467212861"),
            ("epoch-milliseconds", "1467212861000"),
            ("negative", "-2016-06-29"),
            ("hour-99", "2016-06-29T99:99:99+99:99"),
            ("zone-of-a-day", "2016-06-29T10:00:00+24:00"),
            ("arabic-digits", "٢٠١٦-٠٦-٢٩"),
            ("superscript-digits", "²⁰¹⁶-⁰⁶-²⁹"),
            ("words", "yesterday, half past never"),
            ("ambiguous", "03/04/16"),
            ("exponent", "1e308"),
            ("leap-second", "2016-12-31T23:59:60Z"),
            ("year-10000-bc", "-10000-01-01T00:00:00Z"),
            ("nul", "2016-06-29&#0;"),
        )
    ),
    html("date-of-100000-digits", head=lambda: _dated("9" * 100_000), seconds=10),
    html("date-of-1-mb-of-words", head=lambda: _dated("June 29 " * 125_000), seconds=15, heavy=True),
    html("date-of-blanks", head=lambda: _dated("2016" + " " * 100_000 + "x"), seconds=10),
)
CASES: tuple[Case, ...] = (*STYLES, *DATA, *DATES)
