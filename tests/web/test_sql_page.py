"""The page for questions in SQL: what was asked, what came of it, and everything escaped."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from lxml import html

from onrecord.model.errors import RecordError
from onrecord.record.file import Record
from onrecord.record.sql_help import questions, tables
from onrecord.web.places import place_of
from onrecord.web.report import environment, render
from onrecord.web.sql_page import SqlPage, sql_page
from onrecord.web.views import View

HOSTILE = "</textarea></title><script>alert('x')</script>\"'><img src=x onerror=alert(1)>&amp;{{ 7*7 }}{% raw %}"


def page(record: Record, query: str) -> SqlPage:
    return sql_page(record.path, query)


def shown(found: SqlPage) -> html.HtmlElement:
    """Render a page as the desk does."""
    made = environment()
    made.globals.update(live=True, made="")
    text = render(made, "sql.html", View("sql.html", {"page": found}))
    return html.document_fromstring(text, parser=html.HTMLParser(encoding="utf-8"))


def cells(tree: html.HtmlElement) -> list[list[str]]:
    return [[cell.text_content() for cell in row.xpath("td")] for row in tree.xpath("//table/tbody/tr")]


def test_before_a_question_there_is_one_to_begin_with(record: Record) -> None:
    tree = shown(page(record, " \r\n "))
    assert tree.xpath("string(//textarea)").strip() == questions()[0].sql
    assert not tree.xpath("//table | //*[@role='alert']")


def test_the_form_asks_by_get_without_a_script(record: Record) -> None:
    (form,) = shown(page(record, "")).xpath("//main//form")
    assert (form.method, form.action, [field.name for field in form.inputs]) == ("GET", None, ["query"])


def test_a_result_says_how_many_rows_it_has_and_how_long_it_took(record: Record) -> None:
    tree = shown(page(record, "SELECT id, outlet FROM article ORDER BY outlet"))
    assert re.fullmatch(r"6 rows in 0\.\d{3} seconds\.", tree.xpath("string(//caption)"))
    assert tree.xpath("//thead//th//text()") == ["id", "outlet"]
    assert len(cells(tree)) == 6


def test_a_result_says_where_it_is_cut_and_why(record: Record) -> None:
    many = page(record, "SELECT a.article FROM block AS a, block AS b, block AS c").result
    assert many
    assert re.fullmatch(r"1,000 rows in .* seconds; cut after 1,000 rows; there are more\.", many.caption)
    large = page(record, "SELECT printf('%.*c', 300000, 'x') FROM block").result
    assert large
    assert "cut after 6 rows; the next makes it larger than it may be." in large.caption


@pytest.mark.parametrize(
    ("kind", "folder"), [("article", "article"), ("claim", "claim"), ("story", "story"), ("actor", "actor")]
)
def test_ids_lead_to_their_pages(record: Record, kind: str, folder: str) -> None:
    tree = shown(page(record, f"SELECT id, id || ' ', '[\"' || id || '\"]', upper(id) FROM {kind}"))
    ids = [row[0] for row in cells(tree)]
    assert ids
    assert tree.xpath("//table//a/@href") == [f"{folder}/{id_}.html" for id_ in ids]


def test_ids_of_what_stands_on_other_pages_lead_there_in_a_desk(record: Record) -> None:
    tree = shown(
        page(record, "SELECT id FROM statement UNION ALL SELECT id FROM event UNION ALL SELECT id FROM discrepancy")
    )
    links = tree.xpath("//table//a/@href")
    assert links == [f"id/{row[0]}" for row in cells(tree)] != []
    assert all("#" in place_of(record, link.removeprefix("id/")) for link in links)


def test_ids_without_a_page_and_what_only_looks_like_one_stay_text(record: Record) -> None:
    unlike = "'clm-../../../../etc/pa', 'art-', 'clm-0123456789abcdef0', 'run-0123456789abcdef'"
    query = f"SELECT min(id), {unlike} FROM run"
    assert not shown(page(record, query)).xpath("//table//a")


def test_values_are_told_apart(record: Record) -> None:
    tree = shown(page(record, "SELECT NULL, 'NULL', 2.5, '', x'0001', 7"))
    assert cells(tree) == [["NULL", "NULL", "2.5", "", "blob of 2 bytes", "7"]]
    assert [cell.get("class") for cell in tree.xpath("//tbody//td")] == ["n", None, "n", None, None, "n"]
    assert tree.xpath("//tbody//span[@class='null']/text()") == ["NULL"]


def test_long_texts_say_how_much_is_not_shown(record: Record) -> None:
    ((cell,),) = cells(shown(page(record, "SELECT printf('%.*c', 1600, 'x')")))
    assert cell == "x" * 600 + "… 1,000 more characters"


@pytest.mark.parametrize(
    "query",
    [
        HOSTILE,
        f"SELECT '{HOSTILE.replace(chr(39), chr(39) * 2)}'",
        f'SELECT 1 AS "{HOSTILE.replace(chr(34), chr(34) * 2)}"',
        f'SELECT * FROM "{HOSTILE.replace(chr(34), chr(34) * 2)}"',
        f"SELECT '{HOSTILE.replace(chr(39), chr(39) * 2)}' || char(0, 8, 27, 55296, 65534) || title FROM article",
        "SELECT 1 \0 \ud800 <script>",
    ],
)
def test_nothing_becomes_markup(record: Record, query: str) -> None:
    tree = shown(page(record, query))
    assert not tree.xpath("//script[not(@src)] | //img | //*[@onerror] | //*[@style] | //style")
    assert len(tree.xpath("//main")) == len(tree.xpath("//textarea")) == 1
    assert "49" not in tree.text_content()
    for address in tree.xpath("//@href | //@src"):
        assert re.match(r"\?query=[\w%.+*-]+$|#|[a-z/]+([\w/.-]+)?\.(html|css|js)", address), address


def test_what_was_asked_stands_in_the_form_again(record: Record) -> None:
    query = "\n\nSELECT '<b>&amp;'\r\n  -- </textarea>"
    assert shown(page(record, query)).xpath("string(//textarea)").strip() == query.strip().replace("\r", "")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("DELETE FROM article", "The question was not answered: not authorized: DELETE; questions can only read"),
        ("SELECT nobody", "no such column: nobody; correct it"),
        ("SELECT " + "'x', " * 9000 + "1", "may have 20,000; ask for less at once."),
    ],
)
def test_what_is_not_answered_says_why_on_the_page(record: Record, query: str, words: str) -> None:
    tree = shown(page(record, query))
    assert words in tree.xpath("string(//*[@role='alert'])")
    assert not tree.xpath("//table")


def test_a_record_that_cannot_be_read_is_no_matter_of_the_page(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no record"):
        sql_page(tmp_path / "none.db", "SELECT 1")


def test_the_examples_are_links_that_ask_them(record: Record) -> None:
    tree = shown(page(record, questions()[1].sql.replace("\n", "\r\n")))
    links = tree.xpath("//ul[@class='worth']//a")
    assert [link.text for link in links] == [question.title for question in questions()]
    assert [parse_qs(link.get("href")[1:])["query"] for link in links] == [[question.sql] for question in questions()]
    assert [link.get("aria-current") for link in links].index("true") == 1


def test_an_example_without_rows_says_why(record: Record) -> None:
    found = page(record, questions()[-1].sql)
    assert found.result
    assert found.note == ("" if found.result.rows else "Everything that came in became an article.")
    assert page(record, "SELECT 1 WHERE 0").note == ""


def test_all_tables_and_columns_stand_below(record: Record) -> None:
    tree = shown(page(record, ""))
    assert tree.xpath("//dl[@class='asked']//dt/text()") == [table.name for table in tables()]
    assert len(tree.xpath("//dl[@class='asked']//code")) == sum(len(table.columns) for table in tables())
