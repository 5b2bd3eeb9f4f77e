"""Where a claim or a story comes from, as an agent is told it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from onrecord.agents.bounds import Told, fitting, known, line, some
from onrecord.agents.quotes import Quotes
from onrecord.agents.reading import NOTICE
from onrecord.agents.rows import origin
from onrecord.export.account import ClaimAccount, End, ReportAccount, Tie
from onrecord.export.story_account import ArticleAccount, StoryAccount
from onrecord.model.derived import Claim, Dependence, Story
from onrecord.model.errors import NotFoundError
from onrecord.query.accounts import claim_account, story_account
from onrecord.record import find
from onrecord.record.gathering import Gathering

_PAIRS = 40
_CLAIMS = 12
_TIES = 4


def trace(connection: sqlite3.Connection, start: str, offset: int = 0) -> Told:
    """Tell where the claim or story whose id begins with `start` comes from, its reports after the first `offset`.

    Raises `NotFoundError` where there is none, or where the id is of something else.
    """
    found = find.get(connection, start)
    if isinstance(found, Claim):
        return _claim(connection, claim_account(connection, found.id), offset)
    if isinstance(found, Story):
        return _story(story_account(connection, found.id), offset)
    raise NotFoundError(f"{start} is no claim and no story; list_claims and list_stories have their ids")


def _claim(connection: sqlite3.Connection, found: ClaimAccount, offset: int) -> Told:
    ties = {tie.id: tie for tie in Gathering(connection).dependences([found.id])}
    quotes = Quotes(connection)
    quotes.read(tie.article for tie in ties.values())
    told = (_report(quotes, ties, report) for report in found.reports[offset:])
    return {"notice": NOTICE, **_stand(found), **_roles(found), **_page("reports", told, offset, len(found.reports))}


def _stand(found: ClaimAccount) -> Told:
    origins = found.origins
    return known(
        {
            "id": found.id,
            "kind": found.kind,
            "title": line(found.title),
            "story": found.story,
            "origins_at_least": origins["at_least"],
            "origins_at_most": origins["at_most"],
            **some("origins", [origin(one) for one in (*origins["named"], *origins["unnamed"])]),
            "houses_at_least": found.owners,
            "of_one_house": line(found.joined),
            "verdict": line(found.verdict, 400),
            "grade": found.grade,
            "why_this_grade": line(found.grade_reason),
            "rating": found.rating,
            **some("discrepancies", found.discrepancies),
        }
    )


def _roles(found: ClaimAccount) -> Told:
    roles = found.roles
    return known(
        {
            **some("had_it_first", _lines(roles.first)),
            **some("heard_it_themselves", _lines(roles.own)),
            **some("repeat_for_certain", _pairs(roles.repeats), _PAIRS),
            **some("repeat_perhaps", _pairs(roles.perhaps), _PAIRS),
            **some("tied_to_nobody", _lines(roles.alone)),
        }
    )


def _report(quotes: Quotes, ties: Mapping[str, Dependence], found: ReportAccount) -> Told:
    return known(
        {
            "article": found.article,
            "outlet": line(found.label),
            "published": found.published,
            "facts": list(found.facts[:3]),
            "relation": found.relation.value,
            "heard_it_itself": found.own,
            **some("has_it_from", [_tie(quotes, ties, tie) for tie in found.ties[:_TIES]], _TIES),
        }
    )


def _tie(quotes: Quotes, ties: Mapping[str, Dependence], tie: Tie) -> Told:
    """Tell a tie with the words that show it."""
    shown = ties[tie.id]
    how = {"from": _end(tie.giver), "kind": tie.kind.value, "certain": tie.certain}
    order = {} if tie.directed else {"who_was_first": "not known"}
    words = {"article": shown.article, **quotes.words(shown.article, shown.span.start, shown.span.end, 200)}
    return {**how, **order, "why": line(tie.reason), **words}


def _story(found: StoryAccount, offset: int) -> Told:
    stand = {"id": found.id, "title": line(found.title), "since": found.since, "until": found.until}
    first = some("had_it_first", [article.article for article in found.first])
    copies = [{"articles": len(family), **some("ids", family, _TIES)} for family in found.families]
    told = (_article(article) for article in found.articles[offset:])
    return {
        "notice": NOTICE,
        **known({**stand, **first, **some("copies_of_one_text", copies)}),
        **some("claims", [_brief(claim) for claim in found.claims], _CLAIMS),
        **_page("articles", told, offset, len(found.articles)),
    }


def _brief(found: ClaimAccount) -> Told:
    counts = {"origins_at_least": found.origins["at_least"], "origins_at_most": found.origins["at_most"]}
    return known({"id": found.id, "title": line(found.title), "reports": len(found.reports), **counts})


def _article(found: ArticleAccount) -> Told:
    sources = [known({"name": line(one.name), "kind": one.kind.value, "for": one.times}) for one in found.sources]
    repeats = [known({"from": _end(one.other), "words": one.words, "share": one.cover}) for one in found.repeats]
    return known(
        {
            "article": found.article,
            "outlet": line(found.label),
            "title": line(found.title),
            "published": found.published,
            **some("own_reporting", _lines(found.own), _TIES),
            **some("names_as_sources", sources, _TIES),
            **some("repeats_the_text_of", repeats, _TIES),
            "claims": found.claims,
            "claims_taken_from_others": found.taken,
        }
    )


def _page(name: str, told: Iterator[Told], offset: int, total: int) -> Told:
    shown = fitting(told)
    last = offset + len(shown)
    more = {"next": f"trace it again with offset={last}"} if last < total else {}
    return {name: shown, f"{name}_total": total, **more}


def _end(found: End) -> Told:
    return known({"name": line(found.label), "article": found.article, "published": found.published})


def _lines(values: Iterable[str]) -> list[str | None]:
    return [line(value) for value in values]


def _pairs(values: Iterable[tuple[str, str]]) -> list[str]:
    """Write who has it from whom.

    >>> _pairs([("Courier", "TASS")])
    ['Courier has it from TASS']
    """
    return [f"{line(taker)} has it from {line(giver)}" for taker, giver in values]
