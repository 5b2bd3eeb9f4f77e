"""A site's robots.txt is asked once, and obeyed."""

from __future__ import annotations

import pytest

from onrecord.acquire.answer import Failure
from onrecord.acquire.robots import KEPT_SECONDS, Known, Robots
from onrecord.model.problem import ProblemCode

PAGE = "https://courier.example/news/1"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((200, b""), ""),
        ((200, b"User-agent: *\nDisallow: /private"), ""),
        ((200, b"User-agent: *\nDisallow: /news"), "does not allow it"),
        ((200, b"\xef\xbb\xbfUser-agent: onrecord\nDisallow: /"), "does not allow it"),
        ((200, b"User-agent: other\nDisallow: /"), ""),
        ((200, b"User-agent: *\nDisallow: /\nUser-agent: onrecord\nAllow: /news"), ""),
        ((200, b"\xff\xfe\x00 no rules at all"), ""),
        ((404, b"Disallow: /"), ""),
        ((403, b""), ""),
        ((429, b""), "status is 429"),
        ((503, b""), "status is 503"),
        (Failure(ProblemCode.NETWORK, "the host's name is not known", "wait"), "not known"),
    ],
)
def test_what_may_be_asked(answer: tuple[int, bytes] | Failure, reason: str):
    asked: list[str] = []

    def get(address: str) -> tuple[int, bytes] | Failure:
        asked.append(address)
        return answer

    robots = Robots(get)
    for _ in range(2):
        said = robots.rules(PAGE).why_not(PAGE, "onrecord")
        assert reason in said if reason else not said
    assert asked == ["https://courier.example/robots.txt"]


@pytest.mark.parametrize(
    ("text", "pause"), [(b"Crawl-delay: 7", 7), (b"Crawl-delay: x", 0), (b"Crawl-delay: -3", 0), (b"", 0)]
)
def test_the_pause_that_a_site_asks_for(text: bytes, pause: float):
    robots = Robots(lambda _address: (200, b"User-agent: *\n" + text))
    assert robots.rules(PAGE).pause("onrecord") == pause


def test_each_site_has_its_own_rules():
    robots = Robots(lambda address: (200, b"User-agent: *\nDisallow: /") if ":8080" in address else (404, b""))
    assert robots.rules("http://courier.example:8080/a").why_not("http://courier.example:8080/a", "onrecord")
    assert not robots.rules("http://courier.example/a").why_not("http://courier.example/a", "onrecord")


def test_rules_are_kept_for_a_day_and_what_could_not_be_had_for_no_longer_than_it_is_needed():
    answers: list[tuple[int, bytes] | Failure] = [(503, b""), (200, b""), (404, b"")]
    kept: dict[str, Known] = {}
    now = [0.0]

    def robots() -> Robots:
        return Robots(lambda _address: answers.pop(0), kept, lambda: now[0])

    first = robots()
    assert first.rules(PAGE).unknown
    assert first.rules(PAGE).unknown
    assert not robots().rules(PAGE).unknown
    now[0] = KEPT_SECONDS - 1
    assert not robots().rules(PAGE).unknown
    assert len(answers) == 1
    now[0] = KEPT_SECONDS
    assert not robots().rules(PAGE).unknown
    assert not answers
