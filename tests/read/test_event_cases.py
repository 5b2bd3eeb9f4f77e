"""The tables of event cases: what each invented sentence tells, and what tells nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from spacy.language import Language

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.reading import Event, Role
from onrecord.model.run import StatementsBy
from onrecord.read.doc import events_of, make_doc
from onrecord.read.pipeline import make_pipeline

pytestmark = pytest.mark.model

FILES = sorted((Path(__file__).parents[1] / "cases").glob("events*.yaml"))
OWN_STATES = """
states:
  - {code: VLM, name: Velmark, demonyms: [Velmarkian], capital: Torhaven}
  - {code: OST, name: Ostania, demonyms: [Ostanian], capital: Ostgard}
  - {code: KAR, name: Karsia, demonyms: [Karsian], capital: Karsholm}
"""


def groups() -> Iterator[dict[str, Any]]:
    for file in FILES:
        yield from yaml.safe_load(file.read_text(encoding="utf-8"))["groups"]


def rows() -> Iterator[object]:
    for group in groups():
        for text, expected in group["rows"].items():
            told = expected if isinstance(expected, list) else [expected]
            events = [event for event in told if not event.startswith("none: ")]
            yield pytest.param(str(group["article"]), text, events, id=text[:80])


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Language:
    """The reading pipeline with the invented states of the tables."""
    file = tmp_path_factory.mktemp("actors") / "actors.yaml"
    file.write_text(OWN_STATES, encoding="utf-8")
    return make_pipeline(actors_file=file, statements_by=StatementsBy.RULES)


def written(event: Event) -> str:
    """Write an event as the tables do."""
    told = f"{event.type}/{event.subtype or ''} {event.status} = {names(event.actors)} -> {names(event.recipients)}"
    if event.date is None:
        return told
    first, last = event.date.since[:10], event.date.until[:10]
    return f"{told} @ {first if first == last else f'{first}..{last}'}"


def names(roles: tuple[Role, ...]) -> str:
    return "; ".join(role.text for role in roles) or "nobody"


def read(nlp: Language, text: str, published: str) -> tuple[Event, ...]:
    article = Article("art-1", "a", text, "d", (Block(0, len(text), BlockKind.BODY),), published=published)
    return events_of(nlp(make_doc(nlp, article)))


@pytest.mark.parametrize(("published", "text", "expected"), list(rows()))
def test_every_row_of_the_tables(own: Language, published: str, text: str, expected: list[str]) -> None:
    assert [written(event) for event in read(own, text, published)] == expected


def test_the_tables_are_as_large_as_they_say() -> None:
    expected = [row for group in groups() for row in group["rows"].values()]
    assert len(expected) >= 300
    assert sum(str(row).startswith("none: ") for row in expected) >= 80
