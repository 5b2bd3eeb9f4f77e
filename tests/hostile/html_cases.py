"""Pages whose markup is too deep, too large, unclosed, or made to lead the parser astray."""

from __future__ import annotations

from tests.hostile.case import FIRST, LAST, PARAGRAPHS, Case, html, page

_SENTENCE = "The ferry left the harbour with forty people and two lorries on board. "
WHOLE = (FIRST, LAST)


def _nested(tag: str, count: int, close: bool = True) -> str:
    return (
        f"<{tag}>" * count
        + "<p>Deep down a clerk said that the pier would stay open.</p>"
        + f"</{tag}>" * (count * close)
    )


def _deep_article(count: int) -> bytes:
    """Put the whole article below `count` containers."""
    return page(first="<div>" * count, last="</div>" * count).encode()


def _cut_in_tag() -> bytes:
    whole = page("", last="<p class='the end").encode()
    return whole[: whole.rindex(b"the end")]


NESTED = (
    Case("divs-nested-30000", "page.html", lambda: _deep_article(30_000), keeps=WHOLE, seconds=10),
    Case("divs-nested-100000", "page.html", lambda: _deep_article(100_000), keeps=WHOLE, seconds=15, heavy=True),
    html("divs-nested-in-the-midst", lambda: _nested("div", 30_000), seconds=10),
    html("spans-nested-30000", lambda: _nested("span", 30_000), seconds=10),
    html("fonts-nested-10000", lambda: _nested("font color=red", 10_000, close=False), seconds=10),
    html("bold-nested-10000-unclosed", lambda: _nested("b", 10_000, close=False), seconds=10),
    html("tables-nested-10000", lambda: _nested("table><tr><td", 10_000, close=False), seconds=10),
    html("lists-nested-10000", lambda: _nested("ul><li", 10_000, close=False), seconds=10),
    html("quotes-nested-600", lambda: _nested("blockquote", 600), seconds=10),
    html("svg-nested-10000", lambda: _nested("svg", 10_000), seconds=10),
    html("templates-nested-5000", lambda: _nested("template", 5000), seconds=10),
    html("unknown-elements-nested", lambda: _nested("x-velm", 30_000), seconds=10),
    html("closing-tags-without-opening", lambda: "</div></p></b></table>" * 50_000, seconds=10),
    html("bold-and-paragraphs-crossed", lambda: "<b><p>x</b>" * 5_000, seconds=15),
)

LARGE = (
    html(
        "paragraph-of-16-mb",
        lambda: f"<p>{_SENTENCE * 235_000}</p>",
        expected="too-large",
        cause="characters",
        seconds=15,
    ),
    html("paragraph-of-1-mb", lambda: f"<p>{_SENTENCE * 14_000}</p>", seconds=20),
    html("one-word-of-1-mb", lambda: f"<p>{'a' * 1_000_000}</p>", seconds=20),
    html("paragraphs-40000", lambda: "".join(f"<p>Ferry {i} left.</p>" for i in range(40_000)), seconds=20, heavy=True),
    html("paragraphs-10000", lambda: "".join(f"<p>Ferry {i} left the harbour.</p>" for i in range(10_000)), seconds=20),
    html("elements-500000", lambda: "<i></i>" * 500_000, expected="article|too-large", cause="elements", seconds=20),
    html("line-breaks-300000", lambda: "<br>" * 300_000, seconds=20, heavy=True),
    html("line-breaks-30000", lambda: "<br>" * 30_000),
    html(
        "colspan-of-9e15", '<table><tr><td colspan="9000000000000000" rowspan="9000000000000000">pier</td></tr></table>'
    ),
    html(
        "colspans-in-a-row",
        lambda: "<table><tr>" + '<td colspan="1000">a</td>' * 2000 + "</tr></table>",
        seconds=10,
        heavy=True,
    ),
    html(
        "table-of-1000-by-100",
        lambda: "<table>" + f"<tr>{'<td>7</td>' * 100}</tr>" * 1000 + "</table>",
        expected="article|too-large",
        cause="lines",
        seconds=20,
        heavy=True,
    ),
    html("attribute-of-1-mb", lambda: f'<p class="{"x " * 500_000}">The pier stays open.</p>', seconds=10),
    html(
        "attributes-50000-on-one-element",
        lambda: f"<p {' '.join(f'a{i}=1' for i in range(50_000))}>The pier stays.</p>",
        seconds=15,
    ),
    html(
        "links-50000", lambda: "".join(f'<a href="/p{i}">Pier {i}</a> ' for i in range(50_000)), seconds=20, heavy=True
    ),
    html("options-30000", lambda: f"<select>{'<option>Pier' * 30_000}</select>", seconds=15),
    html("title-of-1-mb", head=lambda: f"</title><title>{'Ferry ' * 170_000}</title>", seconds=10),
    html("headings-of-1-mb", lambda: f"<h1>{'Ferry opens ' * 80_000}</h1>", seconds=15, heavy=True),
    html(
        "meta-tags-50000",
        head=lambda: "".join(f'<meta name="author" content="Writer {i}">' for i in range(50_000)),
        seconds=15,
        heavy=True,
    ),
    html(
        "times-20000",
        lambda: "".join(f'<time datetime="2019-01-{i % 28 + 1:02}">{i}</time>' for i in range(20_000)),
        seconds=15,
        heavy=True,
    ),
    Case(
        "page-of-70-mb",
        "page.html",
        lambda: page("<p>" + _SENTENCE * 1_000_000 + "</p>").encode(),
        "too-large",
        "larger than",
        heavy=True,
    ),
    Case("only-less-than-signs", "page.html", lambda: b"<" * 1_000_000, "no-article|empty"),
    Case("only-opening-tags", "page.html", lambda: b"<a " * 300_000, "no-article|empty"),
    Case("only-ampersands", "page.html", lambda: b"&" * 1_000_000, "no-article|empty|article", seconds=15),
)

ENTITIES = (
    html("reference-beyond-unicode", "<p>One &#1114112; two &#x110000; three &#99999999999999999999; four.</p>"),
    html("reference-to-a-surrogate", "<p>One &#xD800; two &#57343; three &#xDFFF;&#xDBFF; four.</p>"),
    html("reference-to-nul-and-controls", "<p>One &#0; two &#x1; three &#128; four &#x85; &#xFFFE; &#xFFFF; five.</p>"),
    html("references-without-end", lambda: "<p>" + "&#" * 50_000 + "&" * 50_000 + "&#x" * 50_000 + "</p>", seconds=10),
    html("reference-with-100000-digits", lambda: f"<p>One &#{'9' * 100_000}; two &{'a' * 100_000}; three.</p>"),
)

UNCLOSED = (
    *(
        html(f"unclosed-{name}-after-the-article", last=start + "The rest of the site.")
        for name, start in (
            ("comment", "<!-- "),
            ("script", "<script>if (a<b) {"),
            ("style", "<style>p {"),
            ("textarea", "<textarea>"),
            ("cdata", "<![CDATA["),
            ("template", "<template>"),
            ("noscript", "<noscript>"),
            ("select", "<select><option>"),
            ("attribute", '<a href="'),
            ("xmp", "<xmp>"),
            ("iframe", "<iframe>"),
            ("svg", "<svg><title>"),
            ("processing-instruction", "<?php echo 1 "),
            ("declaration", "<!ELEMENT "),
            ("conditional-comment", "<!--[if IE]>"),
        )
    ),
    # A browser shows nothing of what follows either: what it shows before is kept, or the page is a problem.
    *(
        html(f"unclosed-{name}-before-the-article", first=start, expected="article|no-article|hidden|empty|lost-text")
        for name, start in (
            ("comment", "<!-- "),
            ("script", "<script>"),
            ("style", "<style>"),
            ("textarea", "<textarea>"),
        )
    ),
    html("unclosed-title", head="<title>Ferry", expected="article|no-article|hidden|empty"),
    html("plaintext-element-in-the-midst", "<plaintext>", keeps=(FIRST,)),
    html("comment-that-closes-oddly", "<!--> <p>Visible.</p> <!---!> <!-- a --!> <!-- -- -->", keeps=(FIRST,)),
    html("script-that-writes-an-end", "<script>document.write('</scr'+'ipt><!--<script>')</script>", keeps=(FIRST,)),
    html("script-with-an-escaped-start", "<script><!--<script></script>--></script>"),
    Case("cut-in-a-tag", "page.html", _cut_in_tag, keeps=WHOLE),
    Case("cut-in-half", "page.html", lambda: page().encode()[:900], keeps=(FIRST,)),
    Case("no-tags-at-all", "page.html", lambda: "\n".join(PARAGRAPHS).encode(), keeps=WHOLE),
    Case("two-pages-in-one-file", "page.html", lambda: page().encode() * 2, keeps=WHOLE),
)

ASTRAY = (
    Case(
        "frameset",
        "page.html",
        lambda: (
            b"<html><frameset cols='50%,50%'><frame src='file:///etc/passwd'><frame src='b.html'></frameset></html>"
        ),
        "no-article|empty",
    ),
    html("meta-refresh", head='<meta http-equiv="refresh" content="0;url=http://@SERVER@/gone">'),
    html(
        "base-of-javascript",
        head='<base href="javascript:alert(1)//"><link rel="canonical" href="x">',
        lacks=("javascript:",),
    ),
    html(
        "canonical-of-javascript",
        head='<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="data:text/html,x">',
    ),
    html(
        "address-of-1-mb",
        head=lambda: f'<link rel="canonical" href="http://velm.example/{"a" * 1_000_000}">',
        seconds=10,
    ),
    html(
        "address-that-is-none",
        head='<link rel="canonical" href="http://[::1"><meta property="og:url" content="http://velm.example:999999/">',
    ),
    html(
        "source-document-in-an-attribute",
        """<iframe srcdoc="<p>The clerk said: 'hidden words of a frame'.</p>"></iframe>""",
    ),
    html(
        "nul-bytes-in-tags",
        "<scr\0ipt>alert(1)</scr\0ipt><p\0 class='\0'>The pier stays.</p>",
        expected="article|binary",
        cause="NUL",
    ),
    html("tags-in-tags", "<p <p <div class=<b>>The pier <stays</p> open</p//p>"),
    html("attributes-without-sense", """<p a=b=c "" ' =x <>The pier stays open.</p><img src=x onerror=alert(1)//">"""),
    html("doctype-with-entities", first='<!DOCTYPE html [<!ENTITY x SYSTEM "file://@SECRET@">]><p>&x;</p>'),
    html(
        "xml-namespaces-without-end",
        lambda: "".join(f'<p xmlns:a{i}="u:{i}"><a{i}:b>x</a{i}:b></p>' for i in range(2000)),
        seconds=10,
    ),
    html(
        "object-and-embed-of-local-files",
        '<object data="file://@SECRET@"></object><embed src="file://@SECRET@"><img src="http://@SERVER@/a.png">',
    ),
    html("base64-pictures", lambda: '<img src="data:image/png;base64,' + "QUJD" * 500_000 + '">', seconds=10),
    html(
        "zero-width-and-bidi-in-names",
        head='<meta name="author" content="Ada\u200b \u202eKivrot\u202c \u2066X\u2069\ufeff">',
    ),
    html(
        "escape-sequences-in-names",
        head='<meta name="author" content="Ada \u009b31mKell&#27;[2J&#7;">'
        '<meta property="og:site_name" content="Velm&#10;Courier&#13;x">',
    ),
    html("surrogates-in-names", head='<meta name="author" content="Ada \ud800 Kell"><title>\udfff</title>'),
    html("processing-instructions-in-front", first="", head="<?a?>" * 500),
    Case("processing-instructions-first", "page.html", lambda: b"<?a?>" * 700 + page().encode(), keeps=WHOLE),
    Case("processing-instructions-only", "page.html", lambda: b"<?a?>" * 800 + b"x", "no-article|empty|unsupported"),
    Case("comments-first", "page.html", lambda: b"<!--a-->" * 600 + page().encode(), keeps=WHOLE),
    Case("named-without-ending", "page", lambda: b"<?a?>" * 800 + b"x", "unsupported|no-article|empty"),
)
CASES = (*NESTED, *LARGE, *ENTITIES, *UNCLOSED, *ASTRAY)
