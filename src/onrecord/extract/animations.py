"""What an animation leaves of an element's style when it has run."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.extract.declared import Stated, Style, value_of

_NAMES = ("animation", "animation-name")
_STAYS = frozenset({"forwards", "both"})
_STYLED = frozenset({"animation", "animation-name", "animation-fill-mode", "animation-iteration-count"})


def settled(style: Style, last_steps: Mapping[str, Mapping[str, str]], *, all_known: bool) -> Style:
    """Return a style as it is when its animations have run; one that never ends stays as it is.

    `last_steps` holds what the last step of each animation states. Where `all_known` is not set, an animation that is
    not among them may be in a style sheet that the page links.

    >>> fading = {"animation": Stated("fade 1s forwards", "style sheet")}
    >>> settled(fading, {"fade": {"opacity": "0"}}, all_known=True)
    {'opacity': Stated(value='0', origin='style sheet')}
    """
    words = [word for name in _NAMES for word in value_of(style, name).replace(",", " ").split()]
    if not words or "infinite" in words or value_of(style, "animation-iteration-count") == "infinite":
        return style
    running = [word for word in words if word in last_steps]
    if not running and not (all_known or "none" in words):
        return style
    at_rest = {name: stated for name, stated in style.items() if name not in _STYLED}
    if running and not _STAYS.isdisjoint({*words, value_of(style, "animation-fill-mode")}):
        origin = next(style[name].origin for name in _NAMES if name in style)
        at_rest |= {name: Stated(value, origin) for step in running for name, value in last_steps[step].items()}
    return at_rest
