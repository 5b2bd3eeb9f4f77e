"""Tests of the rules of style sheets, whatever is wrong with their braces."""

from __future__ import annotations

import pytest

from onrecord.extract.sheets import split_rules


@pytest.mark.parametrize(
    ("css", "rules"),
    [
        ("a{top:0}b , c { left:0 }", [("a", "top:0"), ("b , c", " left:0 ")]),
        ("@import 'x.css'; a{top:0}", [("a", "top:0")]),
        ("@media screen{a{top:0}b{left:0}}c{top:1}", [("a", "top:0"), ("b", "left:0"), ("c", "top:1")]),
        ("@media print{a{top:0}}b{left:0}", [("b", "left:0")]),
        ("@media print{@media screen{a{top:0}}b{left:0}}c{top:1}", [("c", "top:1")]),
        ("@layer x{@supports (top:0){a{top:0}}}", [("a", "top:0")]),
        ("a{top:0;b{left:0}right:0}c{top:1}", [("a b", "left:0"), ("a", "top:0;b{left:0}right:0"), ("c", "top:1")]),
        ("@font-face{src:x}a{top:0}", [("a", "top:0")]),
        ("}a{top:0}}b{left:0}", [("a", "top:0"), ("b", "left:0")]),
        ("a{top:0}b{left:0", [("a", "top:0"), ("b", "left:0")]),
        ("@media screen{a{top:0}b{left:0", [("a", "top:0"), ("b", "left:0")]),
        ("@media print{a{top:0", []),
        ("a{content:'}'}b/* {x} */{left:0}", [("a", 'content:""'), ("b", "left:0")]),
        ("", []),
    ],
)
def test_a_sheet_is_split_into_the_rules_that_hold_on_screen(css: str, rules: list[tuple[str, str]]):
    assert list(split_rules(css)) == rules
