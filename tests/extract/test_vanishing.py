"""Styles by which nothing of an element is seen."""

from __future__ import annotations

import pytest

from onrecord.extract.declared import Stated
from onrecord.extract.vanishing import room_of, why_beyond, why_gone


def stated(css: str) -> dict[str, Stated]:
    pairs = (one.partition(":") for one in css.split(";"))
    return {name: Stated(value, "test") for name, _, value in pairs}


@pytest.mark.parametrize(
    "css",
    [
        "transform:translate(0,-9999px)",
        "transform:rotate(3deg) scale(0)",
        "transform:matrix(0,0,0,0,0,0)",
        "transform:rotatey(0.25turn)",
        "rotate:y 90deg",
        "clip-path:polygon(0 0,0 0,0 0)",
        "clip-path:inset(0 0 9999px 0)",
        "filter:blur(1px) opacity(0%)",
        "height:1px;overflow:hidden",
        "height:0;overflow:auto",
    ],
)
def test_gone(css: str):
    assert why_gone(stated(css))


@pytest.mark.parametrize(
    "css",
    [
        "transform:translate(-50%,-50%)",
        "transform:rotatey(180deg)",
        "transform:matrix(1,0,0,1,0,0)",
        "clip-path:polygon(0 0,100% 0,50% 100%)",
        "clip-path:inset(10px)",
        "filter:opacity(50%)",
        "zoom:0",
        "height:0;overflow:visible",
        "height:0;padding-bottom:50%;overflow:hidden",
        "grid-template-rows:0fr",
    ],
)
def test_there(css: str):
    assert not why_gone(stated(css))


def test_what_lies_beyond_a_small_box():
    room = room_of(stated("height:20px;overflow:hidden"))
    assert room
    assert why_beyond(stated("position:absolute;top:60px"), room)
    assert why_beyond(stated("margin-top:60px"), room)
    assert not why_beyond(stated("top:60px"), room)
    assert not why_beyond(stated("position:absolute;top:5px"), room)
    assert room_of(stated("height:300px;overflow:hidden")) is None
    assert room_of(stated("height:20px;overflow:auto")) is None
