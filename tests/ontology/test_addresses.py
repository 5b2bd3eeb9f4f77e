"""Addresses of one page are alike, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ontology.addresses import address_of, is_front, resolved

PATHS = st.lists(st.text("abcxyz0189-_", min_size=1, max_size=8), min_size=1, max_size=4).map("/".join)


@given(
    PATHS,
    st.sampled_from(["http://", "https://", "HTTPS://"]),
    st.sampled_from(["", "www.", "WWW."]),
    st.sampled_from(["", "/", "//"]),
    st.sampled_from(["", "#top", "#a?b=c"]),
    st.lists(st.sampled_from(["utm_source=feed", "UTM_Medium=x", "fbclid=1", "gclid=2", "_ga=3", "at_custom1=4"])),
    st.booleans(),
)
def test_what_says_nothing_about_the_page_does_not_matter(
    path: str, scheme: str, www: str, slash: str, fragment: str, tracking: list[str], port: bool
) -> None:
    number = "" if not port else ":443" if scheme.lower() == "https://" else ":80"
    query = "?" + "&".join(["id=7", *tracking])
    url = f"{scheme}{www}Courier.example{number}/{path}{slash}{query}{fragment}"
    assert address_of(url) == address_of(f"https://courier.example/{path}?id=7")
    assert address_of(f"https://{address_of(url)}") == address_of(url)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://courier.example/a", "https://courier.example/b"),
        ("https://courier.example/a?id=1", "https://courier.example/a?id=2"),
        ("https://courier.example/a", "https://herald.example/a"),
        ("https://courier.example:8080/a", "https://courier.example/a"),
        ("https://courier.example/A", "https://courier.example/a"),
    ],
)
def test_other_pages_have_other_addresses(one: str, other: str) -> None:
    assert address_of(one) != address_of(other)


def test_escaped_and_plain_characters_are_alike() -> None:
    assert address_of("https://courier.example/caf%c3%a9") == address_of("https://courier.example/café")
    assert address_of("https://xn--mnchen-3ya.example/a") == address_of("https://münchen.example/a")


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    for url in (text, f"http://{text}", f"https://courier.example/{text}"):
        assert isinstance(address_of(url), str)
        assert is_front(url) in {True, False}
        assert isinstance(resolved(text, url), str)


@pytest.mark.parametrize(
    ("url", "front"),
    [
        ("https://courier.example", True),
        ("https://www.courier.example/index.html?utm_source=x", True),
        ("https://courier.example/de/", True),
        ("https://courier.example/en-GB/home", True),
        ("https://courier.example/?p=12", False),
        ("https://courier.example/index.php?id=3", False),
        ("https://courier.example/bridge", False),
    ],
)
def test_front_pages(url: str, front: bool) -> None:
    assert is_front(url) is front
