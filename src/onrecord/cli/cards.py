"""How a row of each kind reads on a terminal: a headline and a few lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.cli.out import Row
from onrecord.model.grading import Reliability
from onrecord.web.kinds import GRADES

_UNKNOWN = "unknown"
_WIDTH = 160
_NAME = 70

Lines = tuple[str, list[str]]


def clip(text: str, width: int = _WIDTH) -> str:
    r"""Return one line of at most `width` characters.

    >>> clip("one\ntwo  three", 9)
    'one two …'
    """
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"


def joined(parts: Sequence[object]) -> str:
    """Join what is known with dots."""
    return " · ".join(str(part) for part in parts if part)


def plural(count: int, word: str) -> str:
    """Return a count with its word.

    >>> plural(1, "story"), plural(2, "story"), plural(3, "outlet"), plural(2, "day")
    ('1 story', '2 stories', '3 outlets', '2 days')
    """
    if count == 1:
        return f"1 {word}"
    return f"{count} {word[:-1]}ies" if word.endswith("y") and word[-2] not in "aeiou" else f"{count} {word}s"


def _names(roles: Sequence[dict[str, Any]]) -> str:
    return ", ".join(role["name"] for role in roles) or _UNKNOWN


def article(row: Row) -> Lines:
    """Say what an article is."""
    published = row["published"] or f"date {_UNKNOWN}"
    return row["title"] or row["uri"], [
        joined([row["outlet"] or f"outlet {_UNKNOWN}", published, row["byline"], row["uri"]])
    ]


def actor(row: Row) -> Lines:
    """Say who an actor is."""
    lines = [joined([row["kind"], row["state"], plural(len(row["articles"]), "article")])]
    if row["aliases"]:
        lines.append("also: " + clip(", ".join(row["aliases"])))
    # Every article that gives an office is a row of its own; here each office stands once.
    offices = (joined([tenure[part] for part in ("office", "state", "since", "until")]) for tenure in row["tenures"])
    return row["name"], [*lines, *dict.fromkeys(offices)]


def statement(row: Row) -> Lines:
    """Say who said what, and on whose word."""
    speaker = row["speaker"]["name"] if row["speaker"] else f"speaker {_UNKNOWN}"
    chain = " ← ".join(source["name"] for source in row["chain"])
    cue = row["cue"]["text"] if row["cue"] else ""
    lines = [joined([row["kind"], row["in_block"], cue, chain and f"on the word of {chain}", row["article"]])]
    return f"{speaker}: {clip(row['text'])}", [*lines, *filter(None, [row.get("context")])]


def event(row: Row) -> Lines:
    """Say who did what to whom, and when."""
    what = "/".join(part for part in (row["type"], row["subtype"] or row["mode"]) if part)
    date = row["date"] and row["date"]["from"] + (
        "" if row["date"]["to"] == row["date"]["from"] else f" to {row['date']['to']}"
    )
    amounts = ", ".join(amount["text"] for amount in row["magnitude"])
    head = f"{what}: {_names(row['actors'])} → {_names(row['recipients'])}"
    place = row["place"] and row["place"]["name"]
    sure = "" if row["confidence"] is None else f"confidence {row['confidence']:.2f}"
    return head, [joined([row["status"], date, place, amounts, sure, row["article"]]), clip(row["text"])]


def story(row: Row) -> Lines:
    """Say what a story is about and how large it is."""
    dates = joined([row["since"], row["until"] if row["until"] != row["since"] else ""])
    return row["title"], [joined([plural(len(row["articles"]), "article"), plural(row["claims"], "claim"), dates])]


def claim(row: Row) -> Lines:
    """Say what a claim is and on how many origins it stands."""
    origins = row["origins"]
    least, most = origins["at_least"], origins["at_most"]
    count = f"{least} origin{'s' if least != 1 else ''}" if least == most else f"{least} to {most} origins"
    named = ", ".join(origin["name"] for origin in origins["named"] if origin["name"])
    counts = [
        plural(len(row["articles"]), "article"),
        _outlets(len(row["outlets"]), row["unknown_outlets"]),
        count + (f" ({named})" if named else ""),
    ]
    lines = [joined(counts), joined([row["verdict"], rated(row["rating"]) if row["rating"] else ""])]
    return f"{row['kind']}: {clip(row['title'])}", [*lines, *([row["joined"]] if row["joined"] else [])]


def _outlets(known: int, unknown: int) -> str:
    """Count known outlets, and apart from them the articles whose outlet nobody knows.

    >>> _outlets(2, 1), _outlets(0, 2), _outlets(1, 0)
    ('2 outlets, 1 unknown', 'outlets unknown', '1 outlet')
    """
    if not known:
        return f"outlet{'s' * (unknown > 1)} {_UNKNOWN}"
    return plural(known, "outlet") + (f", {unknown} {_UNKNOWN}" if unknown else "")


def discrepancy(row: Row) -> Lines:
    """Say what differs between which reports."""
    sides = [f"{side['value']}: {clip(side['text'])} ({side['article']})" for side in row["sides"]]
    return f"{row['kind']}: {row['note']}", sides


def rated(rating: str) -> str:
    """Return a rating with what its letter and figure stand for.

    >>> rated("B3"), rated("F6")
    ('B3 (usually reliable, possibly true)', 'F6 (truth cannot be judged)')
    """
    letter, figure = Reliability(rating[0]), GRADES[int(rating[1:])]
    source = "" if letter is Reliability.F else f"{letter.words}, "
    return f"{rating} ({source}{figure})"


def judgement(row: Row) -> Lines:
    """Say what somebody decided on a pair, and how to take it back."""
    words = {"same": "is the same as", "different": "is another than", "undo": "is no longer judged with"}[
        row["verdict"]
    ]
    who = f"{row['judge']}, {row['made'][:10]}"
    if row["verdict"] == "undo":
        state = ""
    elif row["holds"]:
        state = f"holds; take it back: onrecord judge {row['id']} undo"
    else:
        state = "does not hold: taken back, decided anew, or against what was decided before"
    lines = [joined([f"{row['kind']} {row['a']}, {row['b']}", who, row["note"]]), state]
    return f"{clip(row['a_name'], _NAME)} {words} {clip(row['b_name'], _NAME)}", [line for line in lines if line]


def source(row: Row) -> Lines:
    """Say what people said of a source."""
    whose = [row["state"], "state-controlled" if row["state_controlled"] else "", row["owner"]]
    return f"{row['name']}: {row['reliability']}, {row['words']}", [joined([*whose, row["note"], row["judge"]])]


def problem(row: Row) -> Lines:
    """Say what is wrong with an item and what to do."""
    place = joined([row["location"], row["place"]])
    return f"{row['code']}: {place}", [row["cause"], row["remedy"]]
