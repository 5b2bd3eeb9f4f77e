"""The check of fetching: a fetcher that asks everything is found out, and every form is tried."""

from __future__ import annotations

from bench.reliability.fetching import leaks
from bench.reliability.fetching.trials import trials

EVERY = {trial.name: trial for trial in trials()}
SOME = [
    EVERY[name]
    for name in (
        "given: loopback",
        "given: loopback as one number",
        "redirected to: loopback",
        "named: loopback",
        "named anew: public, then private",
        "instead of robots.txt: loopback",
        "in a sitemap: loopback",
        "in a feed, by a redirect: loopback",
        "in a list of addresses: loopback",
    )
]


def test_there_are_many_forms_each_with_a_name_of_its_own() -> None:
    assert len([name for name in EVERY if name.startswith("given: ")]) >= 80
    assert len(EVERY) == len(list(trials()))


def test_the_fetcher_keeps_to_the_public_internet() -> None:
    assert not list(leaks(SOME))


def test_a_fetcher_that_asks_everything_is_found_out() -> None:
    found = [words.partition(": ")[0] for words in leaks(SOME, allow_private=True)]
    assert len(found) == len(SOME)
