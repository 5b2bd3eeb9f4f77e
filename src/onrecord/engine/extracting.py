"""The processes that make articles of pages."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from onrecord.engine.extract_job import ExtractJob
from onrecord.engine.incoming import lost
from onrecord.engine.pool import Pool
from onrecord.engine.worker import LostError
from onrecord.model.article import Page
from onrecord.model.limits import Limits
from onrecord.model.problem import Problem


def extracting(actors_file: Path | None, limits: Limits, count: int) -> Pool[Page]:
    """Return `count` workers that extract articles; a page over which one is lost becomes a problem."""
    job = ExtractJob(actors_file, limits)
    return Pool(job, count, limits.page_seconds, limits.worker_bytes, partial(_lost_page, limits))


def _lost_page(limits: Limits, page: Page, loss: LostError) -> Problem:
    return lost(loss, page.uri, page.location, page.place, limits, "look at the page")
