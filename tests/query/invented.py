"""Invented coverage for the lists: two papers and an agency on a dam, a strike and a bridge, with every kind of row."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from onrecord.engine.derive import derive
from onrecord.model.facts import Facts
from onrecord.model.problem import Problem, ProblemCode, problem
from onrecord.model.reading import Cue, CueType, Reading, Tenure
from onrecord.model.run import Run
from onrecord.record.file import Record

RUN = Run("run-1", "2031-05-02T08:00:00+00:00", "onrecord 0", "hand", "0", "{}")

DAM = "We will close the gates of the Orsk dam before the river rises, whatever the growers downstream may say"
NARROW = "We will close the gates of the Orsk dam before the river rises"
STRIKE = "Nobody at this harbour will lift a crate until the dismissed are back"
PAPERS = ('The 100% "Daily"', "O'Hara_Post", "Şafak", "Velpress")
"""Names in which quotes and the wildcards of SQL stand."""

Draft = Any
Coverage = Any


def facts(kit: ModuleType) -> Facts:
    """Return the articles with what is read in them."""
    made = kit.Coverage()
    for names, kind, state in (
        (("Ada Torvik", "Torvik"), "person", "VLM"),
        (("Şule Ökmen",), "person", "OST"),
        (("Velmark",), "state", "VLM"),
        (("Ostania",), "state", "OST"),
        (("Northern Harbour Union", "NHU"), "organisation", None),
        (("OST Rail",), "organisation", "VLM"),
    ):
        made.actor(*names, kind=kind, state=state)
    _dam(made, kit)
    _strike(made)
    _bridge(made)
    whole = made.facts()
    nobody = made.drafts["h"].article.id  # an article whose outlet nobody knows
    articles = (replace(a, outlet=None) if a.id == nobody else a for a in whole.articles)
    return Facts.of(articles, map(_in_order, whole.readings))


def _in_order(reading: Reading) -> Reading:
    events = sorted(reading.events, key=lambda e: (e.trigger, e.id))
    citations = sorted(reading.citations, key=lambda c: (c.start, c.place, c.id))
    return replace(reading, events=tuple(events), citations=tuple(citations))


def _dam(made: Coverage, kit: ModuleType) -> None:
    times = ("2031-05-02T09:00:00+02:00", "2031-05-02T09:00:00+02:00", "2031-05-03", "2031-05-04")
    for at, (key, sum_) in enumerate(zip("abcd", ("40", "40", "55", "40"), strict=True)):
        words = {"c": NARROW, "d": DAM.replace("growers", "farmers")}.get(key, DAM)
        agency = "Skarnfax" if key == "c" else "Velpress"
        source = "Velpress reported." if key in "ab" else f"She told this newspaper. {agency} reported."
        text = (
            f"“{words},” Ada Torvik said to envoys at Orsk on Friday. {source}\n"
            f"Velmark gave Ostania {sum_} million crowns for the dam on Thursday in Orsk.\n"
            f"Şule Ökmen denied that water was the reason, and Ostania condemned Velmark for the plan."
        )
        draft = made.article(key, text, PAPERS[at], times[at], f"Gates of Orsk to close, {sum_} million paid")
        cites = [("Velpress", "agency")] if key in "ab" else []
        said = made.says(draft, "Ada Torvik", words, cites=cites, to="envoys")
        _cued(draft, said, CueType.SAYS, "2031-05-02" if key == "a" else None)
        denied = made.says(draft, "Şule Ökmen", "water was the reason", kind="indirect", polarity="denies")
        _cued(draft, denied, CueType.DENIES, None)
        sums = [kit.amount(float(sum_) * 1e6, f"{sum_} million crowns", "crown")]
        clause = f"Velmark gave Ostania {sum_} million crowns for the dam on Thursday in Orsk"
        day, place = "2031-05-01", ("Orsk", "VLM")
        made.does(
            draft,
            ["Velmark"],
            "AID",
            ["Ostania"],
            clause,
            subtype="aid",
            day=day,
            place=place,
            sums=sums,
            cites=[(agency, "agency")],
        )
        made.does(draft, ["Ostania"], "ACCUSE", ["Velmark"], "Ostania condemned Velmark", subtype="condemnation")
        if key not in "ab":
            draft.cite("this newspaper", "own", said)
    _office(made.drafts["a"], "Ada Torvik", "minister")


def _strike(made: Coverage) -> None:
    for key, outlet, published in (("e", PAPERS[0], "2031-06-01"), ("f", PAPERS[1], None), ("g", PAPERS[2], "2031-06")):
        text = (
            f"“{STRIKE},” the Northern Harbour Union said.\n"
            "The Northern Harbour Union plans to block OST Rail on Monday at Pell. Two officials confirmed it."
        )
        draft = made.article(key, text, outlet, published, "Cranes stand still")
        made.says(draft, "Northern Harbour Union", STRIKE, kind="mixed")
        clause = "The Northern Harbour Union plans to block OST Rail on Monday at Pell"
        made.does(
            draft,
            ["Northern Harbour Union"],
            "PROTEST",
            ["OST Rail"],
            clause,
            status="planned",
            day="2031-06-07",
            place=("Pell", None),
            cites=[("Two officials", "unnamed")],
        )


def _bridge(made: Coverage) -> None:
    text = (
        "Ada Torvik and Şule Ökmen met at the new bridge of Quist. “A bridge is a bridge,” a driver said.\n"
        "Ada Torvik pushed past two guards of Ostania. "
        "Torvik smiled. Ostania had broken with Velmark once."
    )
    draft = made.article("h", text, None, "2031-07-01T00:30:00+03:00", None)
    made.says(draft, "a driver", "A bridge is a bridge")
    made.says(draft, None, "Torvik smiled", kind="indirect")
    pair = ["Ada Torvik", "Şule Ökmen"]
    made.does(draft, pair, "CONSULT", pair[::-1], "met at the new bridge of Quist", subtype="talks")
    hit = made.role(draft, "two guards of Ostania")
    pushed = made.does(draft, ["Ada Torvik"], "COERCE", ["two guards of Ostania"], "pushed past two guards of Ostania")
    _of_state(draft, pushed, hit.name, "OST")
    clause = "Ostania had broken with Velmark once"
    made.does(draft, ["Ostania"], "REJECT", ["Velmark"], clause, status="historical", day="1999-01-01")
    made.does(draft, ["Torvik"], "CONSULT", [], "Torvik smiled")


def _cued(draft: Draft, statement: str, cue: CueType, day: str | None) -> None:
    word = "denied" if cue is CueType.DENIES else "said"
    start = draft.article.text.index(word)
    found = Cue(start, start + len(word), word, cue)
    statements = tuple(
        replace(one, cue=found, date=day) if one.id == statement else one for one in draft.reading.statements
    )
    draft.reading = replace(draft.reading, statements=statements)


def _of_state(draft: Draft, event: str, name: str, state: str) -> None:
    """Say whose somebody is who is known by the words of the article alone."""
    events = tuple(
        replace(one, recipients=tuple(replace(r, state=state) if r.name == name else r for r in one.recipients))
        if one.id == event
        else one
        for one in draft.reading.events
    )
    draft.reading = replace(draft.reading, events=events)


def _office(draft: Draft, name: str, office: str) -> None:
    (entity,) = (one for one in draft.reading.entities if one.name == name)
    start = draft.article.text.index(name)
    held = Tenure("ten-1", draft.article.id, entity.id, office, start, start + len(name), name, "VLM")
    draft.reading = replace(draft.reading, tenures=(held,))


def problems() -> list[Problem]:
    """Return items that did not become articles."""
    return [
        problem(code, f"in/{name}", f"/x/in/{name}", "it holds no text", "save it again")
        for name, code in (
            ("b.txt", ProblemCode.EMPTY),
            ("a.pdf", ProblemCode.UNREADABLE),
            ("a.txt", ProblemCode.EMPTY),
        )
    ]


def write(path: Path, found: Facts) -> None:
    """Write a record of some coverage, with everything derived."""
    with Record.open(path, create=True) as record:
        record.add(RUN, found.articles, found.readings, problems())
        derive(record)
