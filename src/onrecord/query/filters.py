"""What narrows each list of the record. Filters hold together; one that is empty lets every row pass.

The same fields are the parameters of the desk's addresses, of the HTTP interface, of the Python interface and of the
tools for language-model agents; the text of each is in its field's metadata.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, TypeAlias

from onrecord.model.derived import ClaimKind, DiscrepancyKind
from onrecord.model.errors import OnrecordError
from onrecord.model.problem import ProblemCode
from onrecord.model.reading import CitationKind, CueType, EntityKind, StatementKind, Status
from onrecord.trace.standing import Support


class FilterError(OnrecordError):
    """A filter that cannot be meant: the message says which, and what it takes."""


LONGEST = 1000
"""Characters of a filter's text: longer than any name or search, and short enough to be answered at once."""

_SHOWN = 60
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
"""SQLite takes no half of a surrogate pair, and ends many a text at a NUL."""

TRUTHS = {
    **dict.fromkeys(("yes", "y", "true", "t", "on", "1"), True),
    **dict.fromkeys(("no", "n", "false", "f", "off", "0"), False),
}
"""The words in which an address can say yes or no."""

_WORDS_FOR = {str: "a text", bool: "yes or no", int: "a whole number"}


def _asked(text: str, default: object = "", choices: Iterable[str] = ()) -> Any:  # noqa: ANN401 - a field of any type
    return field(default=default, metadata={"text": text, "choices": tuple(str(one) for one in choices)})


_WORDS = "Words that must all stand there; several in double quotes are one phrase."
_SINCE, _UNTIL = "Since this day, such as 2024-05-01.", "Until this day, such as 2024-05-31."
_STORY, _ARTICLE, _CLAIM = "Id of a story.", "Id of an article.", "Id of a claim."
_OUTLET = "Name of an outlet, exactly."
_ACTOR = "Id of an actor, a part of a name, or a code such as FRA for all of a state."


class Checked:
    """What all filters have: one with a value that it does not take cannot be made, and raises `FilterError`."""

    __slots__ = ()

    def __post_init__(self) -> None:
        own: Any = self
        for one in fields(own):
            _check(one.name, getattr(self, one.name), one.default, one.metadata["choices"])


@dataclass(frozen=True, slots=True)
class ArticleFilter(Checked):
    """Which articles are asked for."""

    words: str = _asked(_WORDS)
    outlet: str = _asked(_OUTLET)
    since: str = _asked(_SINCE)
    until: str = _asked(_UNTIL)
    story: str = _asked(_STORY)


@dataclass(frozen=True, slots=True)
class StatementFilter(Checked):
    """Which statements are asked for."""

    words: str = _asked(_WORDS)
    speaker: str = _asked(_ACTOR)
    outlet: str = _asked(_OUTLET)
    kind: str = _asked("Quotation or paraphrase.", choices=StatementKind)
    cue: str = _asked("How it is introduced.", choices=CueType)
    since: str = _asked(_SINCE)
    until: str = _asked(_UNTIL)
    story: str = _asked(_STORY)
    article: str = _asked(_ARTICLE)
    claim: str = _asked(_CLAIM)


@dataclass(frozen=True, slots=True)
class EventFilter(Checked):
    """Which events are asked for."""

    words: str = _asked(_WORDS)
    actor: str = _asked(f"Who acts or is acted on. {_ACTOR}")
    other: str = _asked(f"Who is on the other side. {_ACTOR}")
    type: str = _asked("PLOVER type or subtype.")
    status: str = _asked("Whether the text says that it happened.", choices=Status)
    place: str = _asked("Name of the place, or code of the state it lies in.")
    outlet: str = _asked(_OUTLET)
    since: str = _asked("Not over before this day, such as 2024-05-01.")
    until: str = _asked("Begun by this day, such as 2024-05-31.")
    story: str = _asked(_STORY)
    article: str = _asked(_ARTICLE)
    claim: str = _asked(_CLAIM)


@dataclass(frozen=True, slots=True)
class ClaimFilter(Checked):
    """Which claims are asked for."""

    words: str = _asked(_WORDS)
    kind: str = _asked("Something said, or something done.", choices=ClaimKind)
    actor: str = _asked(f"Who speaks, acts or is acted on. {_ACTOR}")
    outlet: str = _asked(f"Which outlet reports it. {_OUTLET}")
    source: str = _asked("Name of a source that is one of its origins, exactly.")
    verdict: str = _asked("What stands behind it.", choices=Support)
    grade: int = _asked("NATO information grade, 1 to 6.", 0)
    min_reports: int = _asked("At least this many articles report it.", 0)
    min_origins: int = _asked("At least this many origins that are sure.", 0)
    max_origins: int = _asked("At most this many origins that are possible.", 0)
    differing: bool = _asked("Only claims on which reports disagree.", False)
    story: str = _asked(_STORY)


@dataclass(frozen=True, slots=True)
class DiscrepancyFilter(Checked):
    """Which discrepancies are asked for."""

    kind: str = _asked("What differs.", choices=DiscrepancyKind)
    conflicts: bool = _asked("Only values that differ between reports without a common origin.", False)
    outlet: str = _asked(f"Which outlet is one of the sides. {_OUTLET}")
    story: str = _asked(_STORY)
    claim: str = _asked(_CLAIM)


@dataclass(frozen=True, slots=True)
class ActorFilter(Checked):
    """Which actors are asked for."""

    name: str = _asked(_ACTOR)
    kind: str = _asked("What sort of actor.", choices=EntityKind)
    state: str = _asked("Code of the state, such as FRA.")


@dataclass(frozen=True, slots=True)
class StoryFilter(Checked):
    """Which stories are asked for."""

    words: str = _asked("A part of the title.")
    outlet: str = _asked(f"Which outlet has an article in it. {_OUTLET}")
    since: str = _asked(_SINCE)
    until: str = _asked(_UNTIL)


@dataclass(frozen=True, slots=True)
class CitationFilter(Checked):
    """Which citations are asked for."""

    name: str = _asked("Name of the source, exactly.")
    kind: str = _asked("What kind of source.", choices=CitationKind)
    outlet: str = _asked(f"Which outlet names it. {_OUTLET}")
    article: str = _asked(_ARTICLE)


@dataclass(frozen=True, slots=True)
class ProblemFilter(Checked):
    """Which problems are asked for."""

    code: str = _asked("What is wrong.", choices=ProblemCode)


Filter: TypeAlias = (
    ArticleFilter
    | StatementFilter
    | EventFilter
    | ClaimFilter
    | DiscrepancyFilter
    | ActorFilter
    | StoryFilter
    | CitationFilter
    | ProblemFilter
)


def made(kind: type[Any], given: Mapping[str, object]) -> Any:  # noqa: ANN401 - whichever filter was named
    """Make a filter of what was given by name: text, as in an address, or values of the right type.

    Raises `FilterError` where a name is unknown or a value is none that the filter takes.

    >>> made(ClaimFilter, {"kind": "event", "min_reports": "3", "differing": "yes"})
    ClaimFilter(words='', kind='event', actor='', outlet='', source='', verdict='', grade=0, min_reports=3, \
min_origins=0, max_origins=0, differing=True, story='')
    """
    known = {one.name: one.default for one in fields(kind)}
    unknown = sorted(given.keys() - known.keys())
    if unknown:
        raise FilterError(f"there is no filter {_shown(', '.join(unknown))} here; there are {', '.join(known)}")
    return kind(**{name: _value(name, known[name], value) for name, value in given.items()})


def asked(found: Filter) -> dict[str, str]:
    """Return what a filter asks for, as text by name: the parameters of its address.

    >>> asked(ClaimFilter(kind="event", min_reports=3, differing=True))
    {'kind': 'event', 'min_reports': '3', 'differing': 'yes'}
    """
    values = {one.name: getattr(found, one.name) for one in fields(found)}
    return {name: "yes" if value is True else str(value) for name, value in values.items() if value}


def _value(name: str, default: object, value: object) -> object:
    if value is None or value == "":
        return default
    if isinstance(default, bool):
        return _truth(name, value)
    if isinstance(default, int):
        return _number(name, value)
    return str(value).strip()


def _truth(name: str, value: object) -> bool:
    found = TRUTHS.get(str(value).strip().casefold())
    if found is None:
        raise FilterError(f"{name}={_shown(value)}: say yes or no")
    return found


def _number(name: str, value: object) -> int:
    text = str(value).strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise FilterError(f"{name}={_shown(text)}: give a whole number")
    return int(text)


def _check(name: str, value: object, default: object, choices: tuple[str, ...]) -> None:
    if not isinstance(value, type(default)):
        raise FilterError(f"{name}={_shown(value)}: give {_WORDS_FOR[type(default)]}")
    if not isinstance(value, str) or not value:
        return
    if len(value) > LONGEST:
        raise FilterError(f"{name}={_shown(value)}: {len(value)} characters are too many; give at most {LONGEST}")
    if choices and value not in choices:
        raise FilterError(f"{name}={_shown(value)}: choose one of {', '.join(choices)}")
    if name in ("since", "until"):
        _check_day(name, value)
    if _NO_TEXT.search(value):
        raise FilterError(f"{name}={_shown(value)}: it holds what is no character; give it as UTF-8")


def _check_day(name: str, text: str) -> None:
    try:
        if date.fromisoformat(text).isoformat() == text:
            return
    except ValueError:
        pass
    raise FilterError(f"{name}={_shown(text)}: give a day as 2024-05-01")


def _shown(value: object) -> str:
    """Return a value as messages show it: its beginning, with what is no character spelt out."""
    text = str(value).encode("utf-8", "backslashreplace").decode("utf-8")
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
