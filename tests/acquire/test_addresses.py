"""Which addresses may be asked."""

from __future__ import annotations

import pytest

from onrecord.acquire.addresses import is_public, is_web, why_not


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "198.18.0.1",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "2002:7f00:1::",
        "2001:0:1::1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2001:db8::1",
        "2001:20::1",
        "3fff::1",
        "fec0::1",
        "5f00::1",
        "4000::1",
        "192.0.0.192",
        "192.88.99.1",
        "no address",
    ],
)
def test_addresses_that_are_not_public(address: str):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "93.184.216.34",
        "192.0.1.1",
        "2606:4700::1",
        "2001:200::1",
        "::ffff:8.8.8.8",
        "2002:808:808::",
        "64:ff9b::808:808",
    ],
)
def test_addresses_that_are_public(address: str):
    assert is_public(address)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://courier.example/a?b=c#d", ""),
        ("http://[2606:4700::1]:8080/", ""),
        ("https://courier.example./", ""),
        ("https://zürich.example/straße", ""),
        ("ftp://courier.example/", "does not begin"),
        ("file:///etc/passwd", "does not begin"),
        ("courier.example/a", "does not begin"),
        ("https://user@courier.example/", "user name"),
        ("https://courier.example:pw@10.0.0.1/", "user name"),
        ("https://courier.example\\@10.0.0.1/", "backslash"),
        ("https://courier.example/a b", "space"),
        ("https://courier.example/\r\nHost: x", "control"),
        ("https://courier.example:99999/", "no web address"),
        ("https://[::1/", "no web address"),
        ("https:///a", "no host"),
        ("https://./a", "no host"),
        ("https://courier.example/" + "a" * 3000, "longer"),
    ],
)
def test_the_form_of_an_address(address: str, reason: str):
    assert reason in why_not(address) if reason else not why_not(address)
    assert is_web(address) == address.startswith("http")
