"""The words for bodies, documents and unnamed people that a report may rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

import yaml


@dataclass(frozen=True, slots=True)
class Conduits:
    """Patterns over a phrase for each sort of conduit, and the verbs that post or pass on."""

    official: re.Pattern[str]
    document: re.Pattern[str]
    unnamed: re.Pattern[str]
    anonymity: re.Pattern[str]
    own: re.Pattern[str]
    social: dict[str, str]
    relay: frozenset[str]
    going_on: frozenset[str]


@cache
def load_conduits() -> Conduits:
    """Load the bundled words.

    >>> bool(load_conduits().official.search("the Velmark Ministry of Trade"))
    True
    """
    content = yaml.safe_load(files("onrecord.ontology").joinpath("data/conduits.yaml").read_text(encoding="utf-8"))
    patterns = {name: _words(content[name]) for name in ("official", "document", "unnamed", "anonymity", "own")}
    relay, going_on = (frozenset(cast(list[str], content[name])) for name in ("relay", "going_on"))
    return Conduits(**patterns, social=cast(dict[str, str], content["social"]), relay=relay, going_on=going_on)


def _words(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b", re.IGNORECASE)
