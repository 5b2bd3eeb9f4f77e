"""The words of everything that stands around an article: menus, buttons, credits, comment forms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast

import yaml

_FILE = "furniture.yaml"
_ANYWHERE = (
    "share",
    "subscribe",
    "account",
    "legal",
    "navigation",
    "advertisement",
    "comment_form",
    "photo_mark",
    "byline_role",
)
_START = ("caption_start", "credit_start", "byline_start", "date_start", "about")
_SETS = ("whole", "related_start", "comment_start", "staff", "function_words")
Where = Literal["anywhere", "start", "end"]


class Phrases:
    """A list of phrases to look for in plain lines: anywhere, at the beginning or at the end."""

    def __init__(self, phrases: Iterable[str], where: Where = "anywhere") -> None:
        self._phrases = tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
        self._where = where
        body = "|".join(_bounded(phrase) for phrase in self._phrases)
        self._pattern = re.compile({"start": rf"^(?:{body})", "end": rf"(?:{body})[:.]?$"}.get(where, f"(?:{body})"))

    def found_in(self, plain: str) -> bool:
        """Say whether a line, as `plain_line` gives it, holds one of the phrases as whole words.

        >>> Phrases(["sign in"]).found_in("please sign in"), Phrases(["sign in"]).found_in("a sign inside")
        (True, False)
        """
        # Most lines hold none: looking for plain substrings first is fifty times faster than the pattern alone.
        return self._may_hold(plain) and self._pattern.search(plain) is not None

    def _may_hold(self, plain: str) -> bool:
        if self._where == "start":
            return plain.startswith(self._phrases)
        if self._where == "end":
            return plain.rstrip(":.").endswith(self._phrases)
        return any(phrase in plain for phrase in self._phrases)


@dataclass(frozen=True, slots=True)
class Furniture:
    """Phrases and word lists over lines as `plain_line` gives them; `furniture.yaml` explains each."""

    share: Phrases
    subscribe: Phrases
    account: Phrases
    legal: Phrases
    navigation: Phrases
    advertisement: Phrases
    comment_form: Phrases
    comment_says: Phrases
    caption_start: Phrases
    photo_mark: Phrases
    credit_start: Phrases
    byline_start: Phrases
    byline_role: Phrases
    date_start: Phrases
    about: Phrases
    related: Phrases
    whole: frozenset[str]
    related_start: frozenset[str]
    comment_start: frozenset[str]
    staff: frozenset[str]
    function_words: frozenset[str]


def plain_line(line: str) -> str:
    r"""Return a line as the lists are written: lower case, plain apostrophes, single spaces.

    >>> plain_line("  Editors’ \u00a0Picks ")
    "editors' picks"
    """
    return " ".join(line.replace("’", "'").replace("‘", "'").lower().split())


@cache
def load_furniture() -> Furniture:
    """Load the bundled lists."""
    data = _read()
    phrases = {name: Phrases(data[name]) for name in _ANYWHERE}
    phrases |= {name: Phrases(data[name], "start") for name in _START}
    phrases["comment_says"] = Phrases(data["comment_says"], "end")
    phrases["related"] = Phrases([f"{phrase}:" for phrase in data["related_start"]], "start")
    sets = {name: frozenset(data[name]) for name in _SETS}
    return Furniture(**phrases, **sets)  # type: ignore[arg-type]


def _read() -> dict[str, list[str]]:
    text = (resources.files("onrecord.ontology") / "data" / _FILE).read_text(encoding="utf-8")
    return cast(dict[str, list[str]], yaml.safe_load(text))


def _bounded(phrase: str) -> str:
    left = r"(?<!\w)" if phrase[0].isalnum() else ""
    right = r"(?!\w)" if phrase[-1].isalnum() else ""
    return left + re.escape(phrase) + right
