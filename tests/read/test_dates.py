from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from onrecord.model.article import Article, Block, BlockKind
from onrecord.read.date_setting import Why
from onrecord.read.dates import resolve_dates, unresolved_dates
from onrecord.read.doc import article_of, make_doc

pytestmark = pytest.mark.model

FRIDAY = "2021-03-05"
TABLE = yaml.safe_load((Path(__file__).parents[1] / "cases" / "dates.yaml").read_text(encoding="utf-8"))
TOKENIZER = English()
BRACKETED = re.compile(r"\[([^\]]*)\]")
WORDS = [
    "May", "April 4", "Sept.", "Monday", "Tuesday night", "last", "next", "the", "week", "years", "2014", "14", "and",
    "to", "-", "–", ",", "of", "two", "a", "ago", "later", "early", "mid", "end", "quarter", "first", "in", "past",
    "same", "day", "before", "Christmas", "20th", "century", "1990s", "on", "that", "summer", "(", ")", "’s", "twenty",
    "said", "4/5/2020",
]  # fmt: skip
PIECES = [
    "7", "7 ", "12/", "2014-", "May ", "April 4, ", "Monday ", "the ", "last ", "two ", "a ", "in 2014 and ", "early ",
    "4, ", "May\u00a0   ", "first ", "1,", "the same ", "Q1", "that ",
]  # fmt: skip


def rows() -> Iterator[object]:
    for group in TABLE["groups"]:
        day = None if group["article"] == "none" else str(group["article"])
        for sentence, expected in group["rows"].items():
            yield pytest.param(day, sentence, expected if isinstance(expected, list) else [expected], id=sentence)


def found_in(doc: Doc) -> list[str]:
    """Write what was found as the table does."""
    dates = [(w.start, w.text, f"{span_of(w.since, w.until)} {w.precision} {w.anchor}") for w in resolve_dates(doc)]
    undated = [(u.start, u.text, f"unresolved: {u.why}") for u in unresolved_dates(doc)]
    return [f"{text} = {told}" for _, text, told in sorted(dates + undated)]


def span_of(since: str, until: str) -> str:
    return since if since == until else f"{since}/{until}"


@pytest.mark.parametrize(("day", "sentence", "expected"), list(rows()))
def test_every_row_of_the_table(parse: Callable[..., Doc], day: str | None, sentence: str, expected: list[str]) -> None:
    words = BRACKETED.findall(sentence)
    dates = [row for row in expected if not row.startswith("no date: ")]
    assert len(words) == len(dates)
    doc = parse(BRACKETED.sub(r"\1", sentence), day)
    assert found_in(doc) == [f"{text} = {told}" for text, told in zip(words, dates, strict=True)]


def test_the_table_is_as_large_as_it_says() -> None:
    expected = [row for group in TABLE["groups"] for row in group["rows"].values()]
    assert len(expected) >= 320
    assert sum(str(row).startswith("no date: ") for row in expected) >= 60


def test_without_any_day_of_the_article_only_whole_dates_are_resolved(parse: Callable[..., Doc]) -> None:
    found = resolve_dates(parse("Torvik spoke on Tuesday, on May 4 and on May 5, 2020, and fell in 2019."))
    assert [(when.text, when.anchor) for when in found] == [("May 5, 2020", "text"), ("2019", "text")]


def test_the_crawl_is_the_anchor_where_publication_is_unknown(parse: Callable[..., Doc]) -> None:
    (found,) = resolve_dates(parse("Torvik spoke on Tuesday.", None, "2021-03-05T10:00:00Z"))
    assert (found.since, found.anchor) == ("2021-03-02", "crawled")


def test_a_date_that_is_none_counts_as_no_day_of_the_article(parse: Callable[..., Doc]) -> None:
    doc = parse("Torvik spoke on Tuesday.", "some day", "2021-03-05")
    assert [when.anchor for when in resolve_dates(doc)] == ["crawled"]


def test_spans_are_in_the_articles_text_and_in_order(parse: Callable[..., Doc]) -> None:
    doc = parse("Head of May 4\nTorvik spoke on Tuesday and left on\nMarch 3, 2021, last week.", FRIDAY)
    found = resolve_dates(doc)
    assert len(found) == 4
    assert_in_order(doc)


def assert_in_order(doc: Doc) -> None:
    text = article_of(doc).text
    found = sorted((*resolve_dates(doc), *unresolved_dates(doc)), key=lambda one: one.start)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(when.since <= when.until for when in resolve_dates(doc))


def unparsed(text: str, day: str | None = FRIDAY) -> Doc:
    block = Block(0, len(text), BlockKind.BODY)
    return make_doc(TOKENIZER, Article("art-test", "test", text, "", (block,), published=day))


@given(
    st.lists(st.sampled_from(WORDS), max_size=20),
    st.sampled_from([FRIDAY, "2020-02-29", "0001-01-01", "9999-12-31", None]),
)
@settings(deadline=None, max_examples=300)
def test_whatever_words_stand_together_spans_are_in_order(words: list[str], day: str | None) -> None:
    assert_in_order(unparsed(" ".join(words) or ".", day))


@given(st.text(st.sampled_from("0123456789/-., MayjunthsQ’'\n"), max_size=60))
@settings(deadline=None, max_examples=300)
def test_whatever_characters_stand_together_spans_are_in_order(text: str) -> None:
    assert_in_order(unparsed(text or "."))


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_paragraph_takes_a_time_in_proportion(piece: str) -> None:
    doc = unparsed(piece * 10_000)
    since = time.perf_counter()
    assert_in_order(doc)
    assert time.perf_counter() - since < 20


def page() -> str:
    return (Path(__file__).parents[2] / "docs" / "dates.md").read_text(encoding="utf-8")


def examples() -> list[list[str]]:
    """The rows of the page's table, without its head and the line under it."""
    lines = [line for line in page().split("## Examples")[1].split("\n## ")[0].splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[1:]]


@pytest.mark.parametrize("row", examples(), ids=lambda row: row[0])
def test_the_examples_of_the_page_are_read_as_it_says(parse: Callable[..., Doc], row: list[str]) -> None:
    sentence, *expected = row
    (found,) = resolve_dates(parse(sentence, FRIDAY))
    assert [found.text, found.since, found.until, found.precision.value, found.anchor] == expected


def test_the_reasons_of_the_page_are_those_that_are_given() -> None:
    assert all(f"| {why} |" in page() for why in Why)


def test_the_python_example_of_the_page_prints_what_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    ((code, shown),) = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", page(), re.DOTALL)
    exec(compile(code, "dates.md", "exec"), {})  # noqa: S102 - our own example
    assert capsys.readouterr().out == shown
