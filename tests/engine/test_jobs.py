"""Whatever a reader or an extractor raises becomes a problem of the item at hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord.acquire.blob import Blob
from onrecord.acquire.settings import Settings
from onrecord.engine import open_job
from onrecord.engine.extract_job import ExtractJob
from onrecord.engine.open_job import OpenJob
from onrecord.extract import article
from onrecord.extract.extracted import Extracted
from onrecord.model.article import Page
from onrecord.model.limits import Limits
from onrecord.model.problem import Problem, ProblemCode

TEXT = b"The harbour of Velmstad opened to ships on Monday, the port authority said in a statement.\n"


def test_an_extractor_that_fails_costs_one_item(monkeypatch: pytest.MonkeyPatch) -> None:
    real = article.extract

    def fail(page: Page, sources: object, limits: object) -> object:
        if page.uri.endswith("2.txt"):
            raise RecursionError("too deep")
        return real(page, sources, limits)  # type: ignore[arg-type]

    monkeypatch.setattr(article, "extract", fail)
    job = ExtractJob(None, Limits())
    job.prepare()
    (first,) = job(Page("in/1.txt", "in/1.txt", TEXT, "text/plain"))
    (second,) = job(Page("in/2.txt", "in/2.txt", TEXT, "text/plain"))
    assert isinstance(first, Extracted)
    assert isinstance(second, Problem)
    assert second.code is ProblemCode.READ_FAILED
    assert "RecursionError: too deep" in second.cause


def test_a_reader_that_fails_keeps_what_came_before(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page("in/a.txt", "in/a.txt", TEXT, "text/plain")

    def fail(*_: object) -> Iterator[object]:
        yield page
        raise KeyError("no such column")

    monkeypatch.setattr(open_job, "read_blob", fail)
    found = list(OpenJob(Settings())(Blob.of_bytes("a.txt", TEXT, "in/a.txt", "in/a.txt")))
    assert found[0] == page
    assert isinstance(found[1], Problem)
    assert "KeyError" in found[1].cause
