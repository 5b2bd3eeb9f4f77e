"""The tasks that people have, done on a record of any coverage: the record itself says what each has to give."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Page, expect

from onrecord.model.folding import folded
from tests.browser.shown import Shown

Open = Callable[..., Page]
KINDS = ("utterance", "event")
MOST_COUNTED = 1000  # a list says "more than" beyond

WITHOUT = """(quote, marks) => {
    const copy = quote.cloneNode(true);
    copy.querySelectorAll(marks).forEach((one) => one.remove());
    return copy.textContent;
}"""
# The text from an anchor on, as far as it is long, and the first piece of it that stands in no mark.
MARKED = """([id, length]) => {
    const anchor = document.getElementById(id), stored = anchor.closest(".stored");
    const walk = document.createTreeWalker(stored, NodeFilter.SHOW_TEXT);
    let text = "", bare = null;
    while ([...text].length < length && walk.nextNode()) {
        const node = walk.currentNode;
        if (!(anchor.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
        text += node.data;
        if (!node.parentElement.closest(".m.statement, .m.clause, .m.trigger")) bare ??= node.data;
    }
    return [text, bare];
}"""


def flat(text: str) -> str:
    """Return a text with single spaces, as the pages show words."""
    return " ".join(text.split())


def alike(text: str) -> str:
    """Return a text as wordings are compared: case, spaces and the form of quotation marks make no difference."""
    return "".join(folded(text).casefold().split())


def number_of(text: str) -> int:
    """Return the first number in a text: "1,196 claims" is 1196."""
    found = re.search(r"\d[\d,]*", text)
    assert found, text
    return int(found[0].replace(",", ""))


def listed(page: Page) -> tuple[int, bool]:
    """Return how many rows a list says it has, and whether it says that there are more."""
    lede = page.locator("main .lede").first.inner_text()
    return number_of(lede), lede.startswith("More than")


def largest(open_page: Open, shown: Shown, kind: str, **how: object) -> tuple[Page, str]:
    """Open the page of the claim of a kind that most articles report."""
    (claim,) = shown.claims(kind)
    return open_page(f"{shown.address}/claim/{claim}.html", **how), claim


def assert_at_the_sentence(page: Page, shown: Shown) -> None:
    """Assert that the page is an article at a sentence of the record: marked, in sight, its words the record's."""
    fact = unquote(page.url.partition("#")[2])
    said = fact.startswith("sta-")
    table, anchor = ("statement", fact) if said else ("event", f"{fact}-clause")
    query = f"SELECT spans, article.text FROM {table} JOIN article ON article.id = article WHERE {table}.id = ?"
    ((spans, text),) = shown.rows(query, fact)
    start, end = json.loads(spans)[0]
    expect(page.locator(f"[id='{fact}']")).to_be_attached()
    found, bare = page.evaluate(MARKED, [anchor, end - start])
    assert found[: end - start].split() == text[start:end].split()
    assert bare is None
    expect(page.locator(f"[id='{fact}'] ~ .m").first).to_be_in_viewport()


@pytest.mark.parametrize("kind", KINDS)
def test_the_figures_of_the_most_reported_claim_are_those_of_the_record(
    open_page: Open, shown: Shown, kind: str
) -> None:
    page = open_page(f"{shown.address}/claims.html?kind={kind}")
    page.locator("ol.claims .words a").first.click()
    (claim,) = shown.claims(kind)
    expect(page).to_have_url(re.compile(f"claim/{claim}"))
    ((reports, families, least, most),) = shown.rows(
        "SELECT reports, families, at_least, at_most FROM standing WHERE claim = ?", claim
    )
    outlets = shown.value(
        "SELECT count(DISTINCT outlet) FROM member JOIN article ON article.id = member.article WHERE claim = ?", claim
    )
    figures = [one.inner_text() for one in page.locator(".figures dd").all()]
    assert figures == [str(reports), str(outlets), str(families), str(least) if least == most else f"{least}–{most}"]
    told = [number_of(one.inner_text()) for one in page.locator(".wording h3").all()]
    places = shown.value("SELECT count(DISTINCT article) FROM member WHERE claim = ?", claim)
    assert places == reports <= sum(told)
    assert page.locator(".wording .rows > li").count() >= sum(told) > 1


def test_whoever_repeats_a_source_is_found(open_page: Open, shown: Shown) -> None:
    source, claims = shown.rows(
        "SELECT name, count(DISTINCT claim) FROM origin WHERE name IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1"
    )[0]
    page = open_page(f"{shown.address}/claims.html")
    page.get_by_text("More filters").click()
    page.get_by_label("Source").fill(source)
    page.get_by_role("button", name="Show", exact=True).click()
    assert listed(page) == (min(claims, MOST_COUNTED), claims > MOST_COUNTED)
    page.locator("ol.claims .words a").first.click()
    picture = page.locator("figure.picture svg").first
    expect(picture).to_be_visible()
    (claim,) = re.findall(r"claim/(clm-[0-9a-f]+)", page.url)
    named = shown.value("SELECT count(*) FROM dependence WHERE claim = ? AND y = ?", claim, f"source:{source}")
    if named:
        assert source in [one.text_content() for one in picture.locator("g.source > title").all()]


@pytest.mark.parametrize("kind", KINDS)
def test_two_wordings_are_told_apart_word_by_word(open_page: Open, shown: Shown, kind: str) -> None:
    for claim in shown.claims(kind, 8):
        page = open_page(f"{shown.address}/claim/{claim}.html")
        compared = page.locator(".wording:not(.head) blockquote:has(ins, del)")
        if compared.count():
            break
    head = flat(page.locator(".wording.head blockquote").inner_text())
    words = {alike(text) for (text,) in shown.rows("SELECT text FROM member WHERE claim = ?", claim)}
    assert alike(head) in words
    for quote_ in compared.all():
        assert alike(quote_.evaluate(WITHOUT, "ins")) == alike(head)
        assert alike(quote_.evaluate(WITHOUT, "del")) in words
        for gone, put in zip(quote_.locator("del").all(), quote_.locator("del + ins").all(), strict=False):
            assert gone.inner_text() != put.inner_text()
        assert "line-through" in quote_.locator("del, ins").first.evaluate(
            "one => getComputedStyle(one).textDecorationLine + (one.matches('ins') ? ' line-through' : '')"
        )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [1280, 390])
def test_a_report_leads_to_its_sentence(open_page: Open, shown: Shown, kind: str, width: int) -> None:
    page, claim = largest(open_page, shown, kind, width=width)
    links = [one.get_attribute("href") or "" for one in page.locator(".wording .context a").all()]
    facts = {fact for (fact,) in shown.rows("SELECT fact FROM member WHERE claim = ?", claim)}
    assert {unquote(link.partition("#")[2]) for link in links} <= facts
    for at in sorted({0, len(links) // 2, len(links) - 1}):
        page.goto(f"{shown.address}/claim/{claim}.html")
        page.locator(".wording .context a").nth(at).click()
        assert_at_the_sentence(page, shown)


def test_words_of_a_statement_find_it(open_page: Open, shown: Shown) -> None:
    (claim,) = shown.claims("utterance")
    head = shown.value(
        "SELECT statement.text FROM statement JOIN claim ON head = statement.id WHERE claim.id = ?", claim
    )
    words = re.findall(r"\w+", head.partition("’")[0].partition("'")[0])[:6]
    page = open_page(f"{shown.address}/search.html?words={quote(chr(34) + ' '.join(words) + chr(34))}")
    found = [one.get_attribute("href") for one in page.locator("section[aria-label='Claims'] .words a").all()]
    assert f"claim/{claim}.html" in found
    for shown_words in page.locator("section[aria-label='Statements'] .words").all():
        assert words[0].casefold() in shown_words.inner_text().casefold()


@pytest.mark.parametrize("kind", KINDS)
def test_a_claim_is_cited_with_its_words(open_page: Open, shown: Shown, axe: Callable[[Page], None], kind: str) -> None:
    page, claim = largest(open_page, shown, kind)
    table = "statement" if kind == "utterance" else "event"
    head = shown.value(f"SELECT {table}.text FROM {table} JOIN claim ON head = {table}.id WHERE claim.id = ?", claim)
    page.get_by_role("link", name="Cite this").click()
    assert flat(head) in flat(page.locator("#cited-text").inner_text())
    expect(page.locator("#cited-bibtex")).to_contain_text(re.compile(r"^@\w+\{"))
    assert json.loads(page.locator("#cited-csl").inner_text())
    axe(page)


@pytest.mark.parametrize(
    ("name", "chosen", "query"),
    [
        ("claims", {"kind": "event"}, "SELECT count(*) FROM claim WHERE kind = 'event'"),
        ("claims", {"min_reports": "3"}, "SELECT count(*) FROM standing WHERE reports >= 3"),
        ("claims", {"min_reports": "3", "max_origins": "1"},
         "SELECT count(*) FROM standing WHERE reports >= 3 AND at_most <= 1"),
        ("statements", {"kind": "direct"}, "SELECT count(*) FROM statement WHERE kind = 'direct'"),
        ("events", {"status": "planned"}, "SELECT count(*) FROM event WHERE status = 'planned'"),
        ("discrepancies", {"kind": "wording"}, "SELECT count(*) FROM discrepancy WHERE kind = 'wording'"),
    ],
)  # fmt: skip
def test_a_filter_leaves_what_the_record_counts_and_a_download_holds_it(
    open_page: Open, shown: Shown, name: str, chosen: dict[str, str], query: str
) -> None:
    page = open_page(f"{shown.address}/{name}.html")
    for summary in page.get_by_text("More filters").all():
        summary.click()
    for key, value in chosen.items():
        field = page.locator(f"form.filters [name='{key}']")
        if field.evaluate("(field) => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.get_by_role("button", name="Show", exact=True).click()
    expected = shown.value(query)
    assert listed(page) == (min(expected, MOST_COUNTED), expected > MOST_COUNTED)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))
    assert len(rows) == expected


def test_the_keyboard_alone_leads_from_search_to_a_sentence(open_page: Open, shown: Shown) -> None:
    (claim,) = shown.claims("utterance")
    head = shown.value(
        "SELECT statement.text FROM statement JOIN claim ON head = statement.id WHERE claim.id = ?", claim
    )
    page = open_page(shown.address)
    ready = page.locator("button[data-opens='keys']")  # shown by the script that hears the keys
    expect(ready).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type(" ".join(re.findall(r"[^\W\d_]{4,}", head)[:4]))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"search\.html\?words="))
    expect(ready).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/claim/clm-"))
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.context') !== null"):
            break
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/article/.*#"))
    assert_at_the_sentence(page, shown)
