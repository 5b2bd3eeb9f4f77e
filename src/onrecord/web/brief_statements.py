"""What a brief says of statements: who said what, by speaker, in the fullest form that any report has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.model.derived import Story
from onrecord.model.reading import Polarity, Statement
from onrecord.model.snapshot import grouped
from onrecord.web import phrases
from onrecord.web.brief_claims import Told, called, first, reports, standing
from onrecord.web.brief_desk import StoryDesk
from onrecord.web.brief_parts import Group, Line, Section, left, line, name
from onrecord.web.brief_places import QUOTED
from onrecord.web.brief_saying import capital, said, spoken
from onrecord.web.brief_speakers import heading, speaker_key

Said = tuple[Told, Statement]


def statements_section(desk: StoryDesk, story: Story, claims: Sequence[Told]) -> Section:
    """Gather who said what, and what was denied."""
    every = [(one, one.head) for one in claims if isinstance(one.head, Statement)]
    shown = _chosen(desk, every)
    speakers = grouped((speaker_key(desk, head), (one, head)) for one, head in shown)
    groups = [
        Group(tuple(statement_line(desk, one, head) for one, head in own), heading(desk, story, own[0][1]))
        for own in speakers.values()
    ]
    denials = _denials(desk, story)
    told = tuple(_denial_line(desk, denial) for denial in denials[: desk.limits.denials])
    return Section(
        key="statements",
        title="Who said what",
        note="That it was said rests on who heard it; that it is true rests on the speaker alone.",
        none="No statement was read.",
        groups=(*groups, *([Group(told, line("Denied or not commented on, in one report each"))] if told else [])),
        left=left(len(every) - len(shown) + len(denials) - len(told), "statement"),
    )


def _chosen(desk: StoryDesk, every: Sequence[Said]) -> list[Said]:
    """Choose the most reported, of one speaker no more than a few."""
    count: Counter[str] = Counter()
    chosen: list[Said] = []
    for one, head in every:
        speaker = speaker_key(desk, head)
        if count[speaker] < desk.limits.of_speaker and len(chosen) < desk.limits.statements:
            count[speaker] += 1
            chosen.append((one, head))
    return chosen


def statement_line(desk: StoryDesk, one: Told, head: Statement) -> Line:
    """Tell one statement."""
    day = f" Said on {phrases.day(head.date)}." if head.date else ""
    earliest = (" First: ", *first(desk, one.account.first), ".") if one.reports > 1 else ()
    return line(*capital(said(desk, one, head)), day, *reports(desk, one), *standing(desk, one), *earliest)


def _denials(desk: StoryDesk, story: Story) -> list[Statement]:
    """Return what only one article reports as denied or not commented on; such a paraphrase is no claim."""
    every = (s for article in story.articles for s in desk.facts.reading[article].statements)
    found = [s for s in every if s.polarity is not Polarity.AFFIRMS and s.in_block == "body"]
    loose = [s for s in found if s.id not in desk.snapshot.claim_of]
    return sorted(loose, key=lambda s: (desk.order(s.article), s.spans, s.id))


def _denial_line(desk: StoryDesk, denial: Statement) -> Line:
    article = desk.facts.article[denial.article]
    speaker = name(desk.name_of(denial.speaker)) if denial.speaker else "A speaker not known"
    told = spoken(denial, article, denial.spans, denial.id, QUOTED)
    return line(speaker, " ", *told, " One report: ", name(called(article)), ".")
