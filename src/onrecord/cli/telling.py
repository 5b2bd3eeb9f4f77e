"""The graph of a claim and of a story in words that need no explanation; the names of the rules stand in brackets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from onrecord.cli.cards import clip, plural, rated
from onrecord.export.account import ClaimAccount, ReportAccount, Tie, in_time
from onrecord.export.story_account import ArticleAccount, Shared, StoryAccount
from onrecord.model.days import came_before, day_of, moment_of
from onrecord.model.derived import DependenceKind, LinkKind
from onrecord.web.phrases import day, interval, listed, moment

_OWN = "own reporting"
_ITS_OWN = "is itself an article of"
_BEHIND = ", as in a later report"
_TAKEN = frozenset({DependenceKind.PASSAGE, DependenceKind.WORDING, DependenceKind.TRANSLATION})
_MOST = 10
_NAMES = 4
_GIVERS = 5
_EVIDENCE = 70


def since(earlier: str | None, later: str | None) -> str:
    """Say how long one publication came before another, "" where the times do not tell.

    >>> since("2031-04-03T07:00+00:00", "2031-04-03T09:10+00:00"), since("2031-04-03", "2031-04-05"), since(None, "")
    ('2 hours before', '2 days before', '')
    """
    one, other = moment_of(earlier), moment_of(later)
    if not came_before(earlier, later):
        return ""
    if one and other and (other - one).days < 2:
        minutes = round((other - one).total_seconds() / 60)
        return (
            f"{plural(round(minutes / 60), 'hour')} before" if minutes > 90 else f"{plural(minutes, 'minute')} before"
        )
    days = day_of(earlier), day_of(later)
    return f"{plural((days[1] - days[0]).days, 'day')} before" if days[0] and days[1] else ""


def tie_words(tie: Tie) -> str:
    """Say who has a claim from whom and how one knows, with the name of the rule."""
    return f"{_sentence(tie)} [{tie.kind}, {'certain' if tie.certain else 'possible'}]"


def _sentence(tie: Tie) -> str:
    x, y = tie.taker.name, tie.giver.name
    words = f"“{clip(tie.evidence, _EVIDENCE)}”"
    if tie.kind is DependenceKind.OWN:
        return f"{x} heard it itself: {words}" if tie.reason.startswith(_OWN) else f"{x} is itself the source"
    if tie.reason.startswith(_ITS_OWN):
        return f"{x} brings it out itself, as an agency’s own article"
    if tie.giver.label in (tie.taker.name, tie.taker.label) and tie.giver.article is None:
        return f"{x} is itself what other reports name as their source"
    if tie.kind is DependenceKind.CREDITS:
        return f"{x} says of its whole text that it comes from {y}: {words}"
    if tie.kind is DependenceKind.CITES and tie.reason.startswith(f"cites {y}: "):
        return f"{x} says that it has it from {y}: {words}"
    if tie.kind is DependenceKind.CITES:
        return f"{x} {'has' if tie.certain else 'may have'} it from {y}: {tie.reason}"
    return _taken(tie)


def _taken(tie: Tie) -> str:
    x, y, number = tie.taker.name, tie.giver.name, tie.words
    when = since(tie.giver.published, tie.taker.published)
    printed = f"{y} printed {when}" if when else f"{y} prints too"
    same = f"{plural(number, 'word')} {'is' if number == 1 else 'are'} the same"
    if tie.kind is DependenceKind.TRANSLATION:
        said = f"{x} has in other words what {printed}: only {number} in a row are the same, so perhaps from there"
    elif tie.kind is DependenceKind.PASSAGE:
        said = f"{x} prints what {printed}: {same}"
    elif tie.certain:
        said = f"{x} prints the very words that {printed}: {number} in a row are the same"
    else:
        said = f"{x} may have the words that {printed}: {number} in a row are the same"
    said += tie.reason[tie.reason.index(_BEHIND) :] if _BEHIND in tie.reason else ""
    return said if tie.directed else f"{said}; or the other way round, the times do not tell"


def claim_lines(found: ClaimAccount) -> Iterator[str]:
    """Explain a claim: what it is, on whom it rests, how it came to each report, and how sure it is."""
    yield f"{found.kind}: {found.title}"
    yield f"{_counts(found)}. {found.verdict}."
    if found.joined:
        yield f"Counted by house there {'is' if found.owners == 1 else 'are'} {found.owners}: {found.joined}."
    yield ""
    yield "How it came to each report, the earliest first:"
    for report in found.reports:
        yield f"  {moment(report.published)}: {report.name}, {report.rating} [{report.relation}] {report.article}"
        yield from (f"    {tie_words(tie)}" for tie in _telling(report.ties))
        if not report.ties:
            yield "    names no source and shares no words with another report"
    if found.sources:
        yield "How it came to the sources:"
        yield from (f"    {tie_words(tie)}" for tie in _telling(found.sources))
    yield ""
    yield "What it rests on:"
    yield from (f"  {line}" for line in _origin_lines(found))
    yield f"Rated {rated(found.rating)}: {found.grade_reason}."


def _counts(found: ClaimAccount) -> str:
    origins = interval(found.origins["at_least"] or 0, found.origins["at_most"] or 0)
    return f"{plural(len(found.reports), 'report')}, {origins}"


def _origin_lines(found: ClaimAccount) -> Iterator[str]:
    for origin in (*found.origins["named"], *found.origins["unnamed"]):
        name = origin["name"] or plural(len(origin["members"]), "report") + " without a source"
        counted = f"[counts towards at {origin['counted']}]"
        yield f"{name} ({origin['kind']}, reliability {origin['reliability']}): {origin['reason']} {counted}"


def _telling(ties: Iterable[Tie]) -> list[Tie]:
    """Leave out what is only possible where something certain is known of the same report, and all beyond a few."""
    ties = list(ties)
    certain = [tie for tie in ties if tie.certain]
    said = [tie for tie in certain if tie.kind not in _TAKEN]
    shared = sorted((tie for tie in certain if tie.kind in _TAKEN), key=lambda tie: (-tie.words, *in_time(tie.giver)))
    return ([*said, *shared] or ties)[:_MOST]


def claim_roles(found: ClaimAccount) -> Iterator[str]:
    """Say in a few lines who had a claim first, who has reporting of their own, who repeats whom."""
    yield f"first: {_first(found.first)}"
    roles = found.roles
    if roles.own:
        yield f"own reporting: {_listed(roles.own)}"
    if roles.sources:
        yield f"named by others as their source: {_listed(roles.sources)}"
    if roles.repeats:
        yield f"repeats: {_from(roles.repeats)}"
    if roles.perhaps:
        yield f"perhaps repeats: {_from(roles.perhaps)}"
    if roles.alone:
        yield f"no source named, nothing shared: {_listed(roles.alone)}"


def _first(reports: Sequence[ReportAccount | ArticleAccount]) -> str:
    """Name the earliest, with the time; with the day alone where several may have been the first."""
    if not reports:
        return "nobody knows, no time of publication is given"
    when = moment(reports[0].published) if len(reports) == 1 else day(reports[0].published)
    return f"{_listed([report.label for report in reports])}, {when}"


def _from(pairs: Iterable[tuple[str, str]]) -> str:
    """Say who has it from whom, the giver with the most takers first."""
    takers: defaultdict[str, list[str]] = defaultdict(list)
    for taker, giver in pairs:
        takers[giver].append(taker)
    ranked = sorted(takers.items(), key=lambda row: (-len(row[1]), row[0]))
    more = f"; and {len(ranked) - _GIVERS} more" if len(ranked) > _GIVERS else ""
    return "; ".join(f"{_listed(names)} from {giver}" for giver, names in ranked[:_GIVERS]) + more


def _listed(names: Sequence[str]) -> str:
    return listed(list(dict.fromkeys(names)), _NAMES)


def story_lines(found: StoryAccount, most: int) -> Iterator[str]:
    """Tell where a story comes from: its first reports, its copies, each article's sources, and its largest claims."""
    yield f"story: {found.title}"
    counts = f"{plural(len(found.articles), 'article')}, {plural(len(found.claims), 'claim')}"
    yield f"{counts}. First: {_first(found.first)}."
    yield ""
    yield "Articles, the earliest first:"
    names = {article.article: article.label for article in found.articles}
    for article in found.articles:
        yield f"  {moment(article.published)}: {article.label} ({article.reliability}) {article.article}"
        yield from (f"    {line}" for line in _article_lines(article))
    if found.families:
        yield "Families of one text:"
        yield from (f"  {len(group)} articles: {_listed([names[a] for a in group])}" for group in found.families)
    yield ""
    yield f"Its {'largest ' if len(found.claims) > most else ''}claims:"
    for claim in found.claims[:most]:
        yield f"  {claim.id}  {claim.kind}: {clip(claim.title)}"
        yield f"    {_counts(claim)}. {claim.verdict}. {rated(claim.rating)}"
        yield from (f"    {line}" for line in claim_roles(claim))


def _article_lines(article: ArticleAccount) -> Iterator[str]:
    if article.own:
        yield f"has reporting of its own: {_listed([f'“{words}”' for words in article.own])}"
    for shared in article.repeats[:2]:
        yield _shared_words(shared, article.published)
    unordered = sorted(
        (s for s in article.shares if s.earlier is None and s.kind is not LinkKind.SHARED_QUOTE),
        key=lambda shared: (-shared.words, shared.other.name),
    )
    if unordered:
        yield f"has text in common with {_alike(unordered)}; the times do not tell who was first"
    if article.sources:
        yield f"names {_listed([source.name for source in article.sources])}"
    if not (article.own or article.sources or article.repeats or unordered):
        yield "names no source, and no other article has its text"


def _alike(shares: Sequence[Shared]) -> str:
    """Name the article with which the most words are shared, and count the others."""
    others = f" and {plural(len(shares) - 1, 'other')}" if len(shares) > 1 else ""
    return f"{shares[0].other.name} ({plural(shares[0].words, 'word')}){others}"


def _shared_words(shared: Shared, published: str | None) -> str:
    when = since(shared.other.published, published)
    how = "is a copy of" if shared.kind is LinkKind.COPY else "repeats a part of"
    return f"{how} what {shared.other.name} printed {when}: {shared.words} words are the same"
