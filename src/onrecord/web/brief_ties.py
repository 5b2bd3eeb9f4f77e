"""Who has claims of a story from whom, each tie told in one way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from onrecord.export.account import STATED, ReportAccount, Tie
from onrecord.export.story_account import StoryAccount


class How(StrEnum):
    """How it is known that a report has a claim from another, or may have it."""

    STATED = "stated"
    WORDS = "words"
    UNORDERED = "unordered"
    PERHAPS = "perhaps"


_CERTAIN = frozenset({How.STATED, How.WORDS})


@dataclass(frozen=True, slots=True)
class Taking:
    """A report has a claim from a giver, or may have it; `tie` shows it."""

    how: How
    giver: str
    taker: str
    claim: str
    tie: Tie


def takings(story: StoryAccount) -> list[Taking]:
    """Return who has claims from whom, the largest claims first; what is unsure only where nothing certain is known."""
    every = [taking for claim in story.claims for report in claim.reports for taking in _of_report(claim.id, report)]
    certain = {_pair(one) for one in every if one.how in _CERTAIN}
    unordered = {_pair(one): one.giver for one in reversed(every) if one.how is How.UNORDERED}
    return [one for one in every if one.how in _CERTAIN or _tells_more(one, certain, unordered)]


def _pair(one: Taking) -> frozenset[str]:
    return frozenset((one.giver, one.taker))


def _tells_more(one: Taking, certain: set[frozenset[str]], unordered: Mapping[frozenset[str], str]) -> bool:
    """Say whether an unsure tie tells something that no other does; one without an order is told from one end only."""
    pair = _pair(one)
    if pair in certain:
        return False
    return pair not in unordered or (one.how is How.UNORDERED and unordered[pair] == one.giver)


def _of_report(claim: str, report: ReportAccount) -> Iterator[Taking]:
    """Yield from whom a report has a claim, with the tie that shows it best; none where it heard the claim itself."""
    if report.own:
        return
    givers = report.givers
    for end in givers or report.doubtful:
        ties = (tie for tie in report.ties if tie.giver.label == end.label and tie.certain >= bool(givers))
        tie = min(ties, key=lambda t: (not t.certain, t.kind not in STATED, -t.words, t.id), default=None)
        if tie:
            yield Taking(_how(tie, bool(givers)), end.label, report.label, claim, tie)


def _how(tie: Tie, certain: bool) -> How:
    if certain:
        return How.STATED if tie.kind in STATED else How.WORDS
    return How.UNORDERED if tie.certain and not tie.directed else How.PERHAPS
