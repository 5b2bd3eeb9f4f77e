"""Custom properties put into values."""

from __future__ import annotations

import pytest
from lxml import html

from onrecord.extract.variables import Variables

PAGE = html.fromstring("<html><body><div><p>One.</p></div></body></html>")
PARAGRAPH = PAGE.find(".//p")


@pytest.mark.parametrize(
    ("stated", "value", "result"),
    [
        ({"html": "--a:none"}, "var(--a)", "none"),
        ({"html": "--a:none", "div": "--a:block"}, "var(--a)", "block"),
        ({"html": "--a:var(--b);--b:none"}, "var(--a)", "none"),
        ({}, "var(--a, none)", "none"),
        ({}, "var(--a, var(--b, none))", "none"),
        ({}, "var(--a)", None),
        ({"html": "--a:var(--a)"}, "var(--a)", None),
        ({"html": "--a:var(--b) var(--b);--b:var(--a) var(--a)"}, "var(--a)", None),
        ({"p": "--a : none !important"}, "var(--a)", "none"),
        ({"p": "--a:1px"}, "calc(var(--a) * 2)", "calc(1px * 2)"),
    ],
)
def test_values(stated: dict[str, str], value: str, result: str | None):
    variables = Variables()
    for tag, declarations in stated.items():
        element = PAGE if tag == "html" else PAGE.find(f".//{tag}")
        assert element is not None
        variables.state(element, declarations, (False, (0,), 0))
    assert PARAGRAPH is not None
    assert variables.put_in(PARAGRAPH, value) == result
