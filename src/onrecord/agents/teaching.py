"""What agents are taught: the words, and what each tool is for."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.agents.reading import NOTICE

INSTRUCTIONS = f"""A sourced record of news coverage, for reading only: who said what, who did what to whom, when, and
on whose word.

Words: a STATEMENT is words that one article puts into somebody's mouth; an EVENT is something that one article says
somebody did. A CLAIM is one utterance or one event put together from all articles that report it. An ORIGIN is where a
claim came into the coverage: many outlets that repeat one agency are one origin. Origins are an interval: AT LEAST
counts with every possible dependence, AT MOST with the certain ones only. Many reports are no confirmation; call a
claim independently confirmed only where at least is 2 or more, and else say that no dependence was found, or that it
rests on one origin. That something was said rests on who heard it; that it is true rests on the speaker alone. A
DISCREPANCY is what reports disagree on.

Quote only what stands under quote, with the article's outlet and date: it is exactly text[start:end] of the article.
Give ids, so that people can look things up. Unknown values are left out: do not guess them. {NOTICE}"""

SEARCH = (
    "Search the record",
    "Search articles, statements and events for words, best first. Every hit has its id, its article and the exact "
    "words with their place. Begin here where you have no id.",
)

GET = (
    "Get one thing by its id",
    "Get one thing by its id with all its evidence: a claim with every report in its words, a story with every "
    "article, an actor with offices, a statement, an event, a discrepancy, a citation; an article with its text, a "
    "stretch at a time.",
)

TRACE = (
    "Trace where it comes from",
    "Trace a claim or a story to where it comes from: who had it first, who heard it themselves, who repeats whom (for "
    "certain, or perhaps), on how many independent origins it stands at least and at most, with the words that show "
    "each tie. Use this before you call anything confirmed.",
)

LISTED: Mapping[str, tuple[str, str]] = {
    "claims": (
        "List claims",
        "List claims: something said, or something done, put together from all articles that report it. Each has the "
        "number of reports, the outlets, how many independent origins it stands on (origins_at_least, "
        "origins_at_most), a verdict in words, a NATO grade of the information (1 confirmed by other sources to 6 "
        "cannot be judged), and the words of its fullest report. Those that most articles report come first, of these "
        "the ones with the fewest origins. Ask min_origins=2 for what is independently confirmed, max_origins=1 with "
        "min_reports=3 for what many print on one word, differing=true for what reports disagree on.",
    ),
    "statements": (
        "List statements",
        "List statements: what single articles say that somebody said, with the speaker, how it is introduced (cue), "
        "and the exact words with their place in the article. To see all reports of one utterance, take its claim.",
    ),
    "events": (
        "List events",
        "List events: what single articles say that somebody did to somebody, by PLOVER type and finer subtype, with "
        "actors, recipients, date, place, and a status: occurred, ongoing, planned, threatened, conditional, denied, "
        "alleged or historical. Only occurred and ongoing ones happened by the text. With told_in_statement an event "
        "rests on that speaker's word.",
    ),
    "discrepancies": (
        "List discrepancies",
        "List what reports disagree on: dates, amounts, names, places, who did it, a headline against its text, an "
        "article against itself. Each side has its value, its words, and the origins behind it; note says whether the "
        "sides rest on one origin, which makes it an editing error rather than a conflict of sources.",
    ),
    "stories": (
        "List stories",
        "List stories: groups of articles on one happening, the largest first, with their days and how many claims "
        "they have. A story's id narrows every other list.",
    ),
}
"""The lists that have a tool, with its title and what it teaches."""
