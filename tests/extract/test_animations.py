"""What animations leave of a style."""

from __future__ import annotations

import pytest

from onrecord.extract.animations import settled
from onrecord.extract.declared import Stated

STEPS = {"fade": {"opacity": "0"}, "appear": {"opacity": "1"}}


@pytest.mark.parametrize(
    ("style", "all_known", "opacity"),
    [
        ({"opacity": "1", "animation": "fade 1s forwards"}, True, "0"),
        ({"opacity": "1", "animation": "fade 1s"}, True, "1"),
        ({"opacity": "0", "animation": "appear 1s both"}, True, "1"),
        ({"opacity": "0", "animation-name": "appear", "animation-fill-mode": "forwards"}, True, "1"),
        ({"opacity": "0", "animation": "unknown 1s forwards"}, True, "0"),
    ],
)
def test_what_stays(style: dict[str, str], all_known: bool, opacity: str):
    found = settled({name: Stated(value, "") for name, value in style.items()}, STEPS, all_known=all_known)
    assert found["opacity"].value == opacity
    assert "animation" not in found


@pytest.mark.parametrize("animation", ["unknown 1s", "appear 1s infinite"])
def test_what_is_not_known_or_never_ends_goes_on(animation: str):
    style = {"opacity": Stated("0", ""), "animation": Stated(animation, "")}
    assert settled(style, STEPS, all_known=False) == style
