"""Tables that are too deep, too wide, too long, not what they say, or broken in one row."""

from __future__ import annotations

import codecs
import io
import json
from functools import cache

import pyarrow as pa
import pyarrow.parquet as pq

from tests.hostile.case import FIRST, LAST, Case, prose

WHOLE = (FIRST, LAST)
_GOOD = json.dumps({"id": "good", "text": prose(), "title": "Ferry terminal opens"}).encode()


def _rows(*rows: bytes) -> bytes:
    """Return a table of JSON lines with a good row before and after."""
    return b"\n".join((_GOOD, *rows, _GOOD.replace(b'"good"', b'"last"'))) + b"\n"


def _row(**columns: object) -> bytes:
    return json.dumps(columns).encode()


def _csv(*rows: str, head: str = "id,title,text") -> bytes:
    cell = '"' + prose().replace('"', '""') + '"'
    return "\r\n".join((head, f"good,Ferry,{cell}", *rows, f"last,Ferry,{cell}", "")).encode()


def _headless() -> bytes:
    return f"1,Ferry,{_csv_prose()}\n2,Ferry,{_csv_prose()}\n".encode()


def _csv_prose() -> str:
    return '"' + prose().replace('"', '""') + '"'


@cache
def _parquet(text: str = prose(), rows: int = 3) -> bytes:
    table = pa.table({"id": [str(i) for i in range(rows)], "text": pa.array([text] * rows)})
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def _dictionary_bomb() -> bytes:
    """Return 100 rows of one text of 8 MB each, 800 MB in all, in a file of some kilobytes."""
    indices = pa.array([0] * 100, pa.int32())
    texts = pa.DictionaryArray.from_arrays(indices, pa.array(["Ferry " * 1_400_000]))
    sink = io.BytesIO()
    pq.write_table(pa.table({"text": texts}), sink, compression="zstd")
    return sink.getvalue()


def _lying_parquet() -> bytes:
    whole = _parquet()
    return whole[:-8] + (2**31 - 1).to_bytes(4, "little") + b"PAR1"


def _nested_parquet() -> bytes:
    table = pa.table({"text": pa.array([[{"a": [prose()]}], None, []])})
    sink = io.BytesIO()
    pq.write_table(table, sink)
    return sink.getvalue()


JSON = (
    Case(
        "json-row-nested-100000",
        "t.jsonl",
        lambda: _rows(b'{"text":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
        "article|table",
        "JSON",
        articles=2,
        problems=1,
    ),
    Case(
        "json-row-nested-900",
        "t.jsonl",
        lambda: _rows(b'{"text":"x","a":' + b"[" * 900 + b"]" * 900 + b"}"),
        "article|table|no-article",
        articles=2,
        problems=1,
    ),
    Case(
        "json-number-of-1000000-digits",
        "t.jsonl",
        lambda: _rows(b'{"id":' + b"9" * 1_000_000 + b',"text":"x"}'),
        "article|table|no-article",
        articles=2,
        problems=1,
        seconds=10,
    ),
    Case(
        "json-number-1e999",
        "t.jsonl",
        lambda: _rows(b'{"id":1e999,"date":-1e999,"text":' + json.dumps(prose()).encode() + b"}"),
        articles=3,
        problems=0,
    ),
    Case(
        "json-lone-surrogate",
        "t.jsonl",
        lambda: _rows(b'{"id":"s","text":"Ferry \\ud800 opens"}'),
        "article|table|no-article",
        articles=2,
        problems=1,
    ),
    Case(
        "json-surrogates-in-other-columns",
        "t.jsonl",
        lambda: _rows(_row(id="\ud800", title="\udfff", text=prose(), **{"\udc00": 1})),
        articles=3,
        problems=0,
    ),
    Case(
        "json-nul-in-text",
        "t.jsonl",
        lambda: _rows(_row(id="n", text=prose() + "\0")),
        "article|binary",
        "NUL",
        articles=2,
        problems=1,
    ),
    Case(
        "json-controls-in-names",
        "t.jsonl",
        lambda: _rows(_row(id="\x1b[31m\r\n\x07", title="\x1b]0;x\x07", text=prose())),
        articles=3,
        problems=0,
    ),
    Case("json-id-of-1-mb", "t.jsonl", lambda: _rows(_row(id="i" * 1_000_000, text=prose())), articles=3, problems=0),
    Case(
        "json-not-a-number", "t.jsonl", lambda: _rows(b'{"id":NaN,"text":7}'), "article|table", articles=2, problems=1
    ),
    Case(
        "json-text-is-a-list",
        "t.jsonl",
        lambda: _rows(_row(text=[prose()]), _row(text={"a": 1}), _row(text=None), _row(text=True)),
        "article|table|empty",
        several=True,
    ),
    Case(
        "json-row-is-no-object",
        "t.jsonl",
        lambda: _rows(b"[]", b"7", b'"x"', b"null", b"{}"),
        "article|table|empty",
        articles=2,
        problems=5,
    ),
    Case(
        "json-row-that-breaks-off",
        "t.jsonl",
        lambda: (_GOOD + b"\n" + _GOOD)[:-40],
        "article|table|truncated",
        articles=1,
        problems=1,
    ),
    Case("json-rows-on-one-line", "t.jsonl", lambda: _GOOD * 3, "table", "JSON"),
    Case("json-of-open-brackets", "t.json", lambda: b"[" * 1_000_000, "table|unsupported|too-large|truncated"),
    Case("json-of-open-objects", "t.json", lambda: b'{"a":' * 300_000, "table|unsupported|too-large|truncated"),
    Case(
        "json-in-utf16",
        "t.jsonl",
        lambda: _rows().decode().encode("utf-16"),
        "article|table|encoding|binary|unsupported",
        several=True,
    ),
    Case(
        "json-with-marks",
        "t.jsonl",
        lambda: codecs.BOM_UTF8 + _rows(codecs.BOM_UTF8 + _GOOD.replace(b"good", b"mark")),
        articles=3,
        problems=0,
    ),
    Case(
        "json-broken-utf8",
        "t.jsonl",
        lambda: _rows(b'{"text":"Ferry \xff\xfe opens"}'),
        "article|table|no-article|encoding",
        articles=2,
        problems=1,
    ),
    Case(
        "json-duplicate-keys",
        "t.jsonl",
        lambda: _rows(b'{"id":"d","text":"x","text":' + json.dumps(prose()).encode() + b"}"),
        articles=3,
        problems=0,
    ),
    Case(
        "json-100000-columns",
        "t.jsonl",
        lambda: _rows(_row(**{f"c{i}": i for i in range(100_000)})),
        "article|table",
        "column",
        articles=2,
        problems=1,
    ),
    Case("json-500000-blank-lines", "t.jsonl", lambda: _GOOD + b"\n" * 500_000, articles=1, problems=0),
    Case(
        "json-line-of-100-mb",
        "t.jsonl",
        lambda: _rows(b'{"text":"' + b"x" * 100_000_000 + b'"}'),
        "article|too-large",
        "MiB",
        articles=2,
        problems=1,
        seconds=15,
    ),
    Case("text-line-of-100-mb", "t.txt", lambda: b"x" * 100_000_000, "too-large", "MiB", seconds=10),
    Case(
        "json-text-of-10-mb",
        "t.jsonl",
        lambda: _rows(_row(text="Ferry opens. " * 800_000)),
        "article|too-large",
        "characters",
        articles=2,
        problems=1,
        seconds=10,
    ),
    Case(
        "json-array-that-breaks-off",
        "t.json",
        lambda: b"[" + _GOOD + b"," + _GOOD[:-30],
        "article|table|truncated|unsupported",
        several=True,
    ),
    Case(
        "json-array-of-many-kinds",
        "t.json",
        lambda: b"[" + _GOOD + b",1,null,[],{}]",
        "article|table|unsupported|empty",
        several=True,
    ),
)

CSV = (
    Case(
        "csv-with-1000000-columns",
        "t.csv",
        lambda: _csv("," * 1_000_000),
        "article|table|empty",
        several=True,
        seconds=10,
    ),
    Case(
        "csv-head-of-1000000-columns",
        "t.csv",
        lambda: ("a," * 1_000_000 + "text\nx").encode("utf-8"),
        "table|too-large|empty|no-article|unsupported",
        seconds=10,
    ),
    Case(
        "csv-field-of-10-mb",
        "t.csv",
        lambda: _csv('big,x,"' + "Ferry opens. " * 800_000 + '"'),
        "article|too-large|table",
        articles=2,
        problems=1,
        seconds=10,
    ),
    Case(
        "csv-quote-unclosed-over-the-file",
        "t.csv",
        lambda: _csv('bad,x,"no end', *(f"r{i},x,{_csv_prose()}" for i in range(200))),
        "article|table|truncated|too-large|no-article",
        several=True,
        seconds=15,
    ),
    Case(
        "csv-quote-unclosed-over-100-mb",
        "t.csv",
        lambda: _csv('bad,x,"no end' + "\nFerry opens." * 8_000_000),
        "article|table|truncated|too-large",
        several=True,
        seconds=20,
        heavy=True,
    ),
    Case(
        "csv-ragged-rows",
        "t.csv",
        lambda: _csv("a", "a,b,c,d,e,f", "", ",,"),
        "article|table|empty|no-article",
        several=True,
    ),
    Case("csv-with-nul", "t.csv", lambda: _csv(f"n\0l,x\0,{_csv_prose()}"), "article|table|binary", several=True),
    Case("csv-head-alone", "t.csv", lambda: b"id,title,text\r\n", "empty|table"),
    Case(
        "csv-without-head",
        "t.csv",
        _headless,
        "article|table|empty|unsupported",
        several=True,
    ),
    Case(
        "csv-columns-of-one-name",
        "t.csv",
        lambda: _csv(head="text,text,text"),
        "article|table|empty|no-article",
        several=True,
    ),
    Case(
        "csv-in-utf16",
        "t.csv",
        lambda: _csv().decode().encode("utf-16"),
        "article|table|encoding|unsupported",
        several=True,
    ),
    Case(
        "csv-broken-utf8",
        "t.csv",
        lambda: _csv("b,x,caf@@").replace(b"@@", b"\xe9\xff"),
        "article|table|encoding|no-article",
        several=True,
    ),
    Case("csv-of-formulas", "t.csv", lambda: _csv(f"=cmd|'/c calc'!A1,@SUM(1),{_csv_prose()}"), articles=3, problems=0),
    Case(
        "csv-200000-empty-rows",
        "t.csv",
        lambda: _csv(*[",,"] * 200_000),
        "article|table|empty",
        articles=2,
        seconds=30,
        heavy=True,
    ),
    Case(
        "csv-of-quotes",
        "t.csv",
        lambda: b'"' * 1_000_000,
        "table|empty|unsupported|no-article|truncated|too-large",
        seconds=10,
    ),
    Case("csv-of-commas", "t.csv", lambda: b",\n" * 200_000, "table|empty|unsupported|no-article", seconds=10),
    Case(
        "csv-ends-of-lines-mixed",
        "t.csv",
        lambda: _csv().replace(b"\r\n", b"\r"),
        "article|table|empty|no-article",
        several=True,
    ),
    Case("tsv-is-csv", "t.tsv", _csv, "article|table|empty|no-article|unsupported", several=True),
)

PARQUET = (
    Case(
        "parquet-is-text",
        "t.parquet",
        lambda: prose().encode(),
        "unsupported|table|unreadable|truncated|binary",
        "Parquet",
    ),
    Case(
        "parquet-cut-in-half",
        "t.parquet",
        lambda: _parquet()[: len(_parquet()) // 2],
        "unsupported|table|unreadable|truncated|binary",
    ),
    Case(
        "parquet-of-magic-alone",
        "t.parquet",
        lambda: b"PAR1PAR1",
        "unsupported|table|unreadable|truncated|binary|empty",
    ),
    Case("parquet-with-a-lying-footer", "t.parquet", _lying_parquet, "unsupported|table|unreadable|truncated|binary"),
    Case(
        "parquet-with-damaged-pages",
        "t.parquet",
        lambda: _parquet()[:40] + b"\xff" * 60 + _parquet()[100:],
        "article|unsupported|table|unreadable|truncated|binary",
        several=True,
    ),
    Case(
        "parquet-with-damaged-footer",
        "t.parquet",
        lambda: _parquet()[:-60] + b"\xff" * 40 + _parquet()[-20:],
        "unsupported|table|unreadable|truncated|binary",
    ),
    Case("parquet-text-is-nested", "t.parquet", _nested_parquet, "unsupported|table|empty", articles=0, problems=None),
    Case(
        "parquet-dictionary-bomb",
        "t.parquet",
        _dictionary_bomb,
        "too-large|bomb|unsupported",
        several=True,
        seconds=40,
        heavy=True,
    ),
    Case(
        "parquet-with-nul-and-surrogates",
        "t.parquet",
        lambda: _parquet(prose() + "\0"),
        "article|binary|unsupported",
        several=True,
    ),
    Case("parquet-named-csv", "t.csv", _parquet, "article|unsupported|table|binary", several=True),
)
CASES = (*JSON, *CSV, *PARQUET)
