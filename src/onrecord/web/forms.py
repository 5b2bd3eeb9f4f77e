"""The fields with which a list is narrowed, as a form shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from onrecord.query.lists import LISTS

_LABELS: Mapping[str, str] = {
    "min_reports": "Reports, at least",
    "min_origins": "Sure origins, at least",
    "max_origins": "Possible origins, at most",
    "differing": "Reports disagree",
    "conflicts": "Conflicts between origins only",
    "other": "On the other side",
    "story": "Story (id)",
    "article": "Article (id)",
    "claim": "Claim (id)",
}
_FIRST = ("words", "name", "speaker", "actor", "kind", "outlet", "since", "until", "verdict", "type", "status", "code")
"""What is shown at once; the rest can be opened."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form: `sort` is text, day, number, choice or truth."""

    name: str
    label: str
    sort: str
    help: str
    choices: tuple[str, ...]
    first: bool


def fields_of(name: str) -> tuple[FormField, ...]:
    """Return the fields that narrow a list, the common ones first.

    >>> [field.name for field in fields_of("problems")]
    ['code']
    """
    found = [_field(one.name, one.default, one.metadata) for one in fields(LISTS[name].filter)]
    return tuple(sorted(found, key=lambda field: not field.first))


def _field(name: str, default: object, metadata: Mapping[str, object]) -> FormField:
    choices = metadata["choices"]
    known = choices if isinstance(choices, tuple) else ()
    label = _LABELS.get(name, name.replace("_", " ").capitalize())
    return FormField(name, label, _sort(name, default, known), str(metadata["text"]), known, name in _FIRST)


def _sort(name: str, default: object, choices: tuple[str, ...]) -> str:
    if isinstance(default, bool):
        return "truth"
    if isinstance(default, int):
        return "number"
    if choices:
        return "choice"
    return "day" if name in ("since", "until") else "text"
