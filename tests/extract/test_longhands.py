"""Declarations as a browser takes them."""

from __future__ import annotations

import pytest

from onrecord.extract.longhands import longhands


@pytest.mark.parametrize(
    ("name", "value", "taken"),
    [
        ("margin", "1px", {"margin-top": "1px", "margin-left": "1px"}),
        ("margin", "1px 2px", {"margin-top": "1px", "margin-left": "2px"}),
        ("margin", "1px 2px 3px", {"margin-top": "1px", "margin-left": "2px"}),
        ("margin", "1px 2px 3px 4px", {"margin-top": "1px", "margin-left": "4px"}),
        ("margin", "1px 2px 3px 4px 5px", {}),
        ("inset", "0 auto", {"top": "0", "right": "auto", "bottom": "0", "left": "auto"}),
        ("inset-inline", "-9px", {"left": "-9px", "right": "-9px"}),
        ("margin-inline-start", "-9px", {"margin-left": "-9px"}),
        ("margin", "calc(1px + 2px) 3px", {"margin-top": "calc(1px + 2px)", "margin-left": "3px"}),
        ("block-size", "0", {"height": "0"}),
        ("max-inline-size", "0", {"max-width": "0"}),
        ("-webkit-transform", "scale(0)", {"transform": "scale(0)"}),
        ("display", "inline flex", {"display": "inline flex"}),
        ("display", "nonsense", {}),
        ("display", "var(--a)", {"display": "var(--a)"}),
        ("visibility", "shown", {}),
        ("visibility", "unset", {"visibility": "unset"}),
        ("opacity", "0%", {"opacity": "0%"}),
        ("opacity", "none", {}),
        ("color", "nonsense", {}),
        ("color", "light-dark(#000, #fff)", {"color": "light-dark(#000, #fff)"}),
        ("background", "#fff url(a.png) no-repeat", {"background": "#fff url(a.png) no-repeat"}),
        ("background", "white nonsense", {}),
        ("left", "5 px", {}),
        ("border", "1px solid", {}),
    ],
)
def test_what_is_taken(name: str, value: str, taken: dict[str, str]):
    assert dict(longhands(name, value)) == taken
