"""What is fuzzed: functions that take any bytes, and assert what must hold whatever they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from urllib.parse import parse_qsl

from onrecord.acquire.blob import Blob
from onrecord.acquire.files import read_blob
from onrecord.acquire.settings import Settings
from onrecord.extract.article import extract
from onrecord.extract.decode import Decoded, decode
from onrecord.extract.extracted import Extracted
from onrecord.model.article import Article, Block, BlockKind, Page
from onrecord.model.folding import fold, folded
from onrecord.model.ids import Prefix, content_id
from onrecord.model.limits import Limits
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem, ProblemCode
from onrecord.model.reading import Reading
from onrecord.model.span import Span, text_of
from onrecord.query.filters import FilterError, asked, made
from onrecord.query.lists import LISTS

Target = Callable[[bytes], None]
_LIMITS = Limits(text_characters=200_000, page_bytes=2_000_000, unpacked_bytes=1_000_000)
_SETTINGS = Settings(limits=_LIMITS)
_MEDIA = ("text/plain", "text/html")
_CHARSETS = ("", "utf-8", "windows-1252", "utf-16", "shift_jis", "utf-7", "no such one", "\0")
_FEEDS = ("feed.xml", "feed.json", "feed.rss", "page.html")
_WARCS = ("a.warc", "a.warc.gz")


def decoding(data: bytes) -> None:
    """Bytes become text that can be stored, or a problem."""
    choice, content = data[:1] or b"\0", data[1:]
    media, charset = _MEDIA[choice[0] & 1], _CHARSETS[choice[0] >> 1 & 7]
    found = decode(Page("a", "a", content, media, charset=charset))
    if isinstance(found, Decoded):
        assert found.text.encode("utf-8").decode("utf-8") == found.text
    else:
        _check_problem(found)


def pages(data: bytes) -> None:
    """A page of HTML becomes an article whose blocks lie in its text, or a problem."""
    _check_extracted(extract(Page("a", "a", data, "text/html"), None, _LIMITS))


def texts(data: bytes) -> None:
    """A flattened page likewise."""
    _check_extracted(extract(Page("a", "a", data, "text/plain"), None, _LIMITS))


def feeds(data: bytes) -> None:
    """A feed gives pages with text and harmless names, and problems."""
    _check_acquired(_FEEDS, data)


def captures(data: bytes) -> None:
    """A WARC file likewise."""
    _check_acquired(_WARCS, data)


def statements(data: bytes) -> None:
    """The rules read any text, and all that they find stands in it."""
    text = data.decode("utf-8", "replace")
    spans = tuple(_lines(text))
    if not spans:
        return
    blocks = tuple(Block(span.start, span.end, BlockKind.BODY, "given") for span in spans)
    article = Article(content_id(Prefix.ARTICLE, "a", text), "a", text, "", blocks=blocks, language="en")
    readings, problems = reader()(article)
    assert not [found for found in problems if found.code is ProblemCode.READ_FAILED], problems
    assert len(readings) == 1
    for words, shown in _spans(readings[0], text):
        assert words == shown, (words, shown)
    for said in readings[0].statements:
        assert text_of(text, said.spans) == said.text


def offsets(data: bytes) -> None:
    """A folded text leads back to the characters that it came from."""
    text = data.decode("utf-8", "replace")
    found = fold(text)
    assert found.text == folded(text)
    assert len(found.starts) == len(found.text)
    assert list(found.starts) == sorted(found.starts)
    size = len(found.text)
    for start, end in {(0, size), (size // 3, size // 2), (size // 2, size // 2 + 1)}:
        if start < end <= size:
            span = found.back(start, end)
            assert found.text[start:end] in folded(span.of(text))


def filters(data: bytes) -> None:
    """The parameters of any list are taken, and come back the same, or are refused with the reason."""
    choice, query = data[:1] or b"\0", data[1:].decode("utf-8", "surrogateescape")
    kind = list(LISTS.values())[choice[0] % len(LISTS)].filter
    try:
        found = made(kind, dict(parse_qsl(query, keep_blank_values=True, errors="surrogateescape")))
    except FilterError as refused:
        str(refused).encode("utf-8")
        return
    assert made(kind, asked(found)) == found
    repr(found).encode("utf-8")


TARGETS: Mapping[str, Target] = {
    "decoding": decoding,
    "pages": pages,
    "texts": texts,
    "feeds": feeds,
    "captures": captures,
    "statements": statements,
    "offsets": offsets,
    "filters": filters,
}


def _check_problem(found: Problem) -> None:
    assert found.code is not ProblemCode.READ_FAILED
    assert found.cause
    assert found.remedy
    f"{found.uri}{found.location}{found.place}{found.cause}{found.remedy}".encode()


def _check_extracted(found: Extracted | Problem) -> None:
    if isinstance(found, Problem):
        _check_problem(found)
        return
    article, end = found.article, 0
    article.text.encode("utf-8")
    for block in article.blocks:
        assert end <= block.span.start < block.span.end <= len(article.text)
        assert block.span.of(article.text).strip()
        end = block.span.end
    for candidate in article.candidates:
        f"{candidate.value}{candidate.evidence}".encode()
    for problem in found.problems:
        _check_problem(problem)


def _check_acquired(names: tuple[str, ...], data: bytes) -> None:
    choice, content = data[:1] or b"\0", data[1:]
    name = names[choice[0] % len(names)]
    items = list(read_blob(Blob.of_bytes(name, content, f"in/{name}", f"in/{name}"), _SETTINGS))
    assert [item for item in items if not isinstance(item, Notice)], "nothing came out"
    for item in items:
        if isinstance(item, Problem):
            _check_problem(item)
        elif isinstance(item, Page):
            f"{item.uri}{item.place}{item.charset}".encode()
            assert len(item.content) <= _LIMITS.page_bytes


@cache
def reader() -> Callable[[Article], tuple[list[Reading], list[Problem]]]:
    """Return what reads an article by the rules; to load it takes seconds."""
    from onrecord.model.run import StatementsBy
    from onrecord.read.batch import read_batch
    from onrecord.read.pipeline import make_pipeline

    nlp = make_pipeline(statements_by=StatementsBy.RULES)
    return lambda article: read_batch(nlp, [article])


def _lines(text: str) -> Iterator[Span]:
    """Yield the lines that show something, as blocks of an article have them."""
    at = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            start = at + line.index(words)
            yield Span(start, start + len(words))
        at += len(line) + 1


def _spans(found: object, text: str) -> Iterator[tuple[str, str]]:
    """Yield each piece of evidence of a reading with what its place in the text says."""
    if is_dataclass(found):
        held = {one.name: getattr(found, one.name) for one in fields(found)}
        if {"start", "end", "text"} <= held.keys():
            yield held["text"], text[held["start"] : held["end"]]
        for value in held.values():
            yield from _spans(value, text)
    elif isinstance(found, tuple):
        for value in found:
            yield from _spans(value, text)
