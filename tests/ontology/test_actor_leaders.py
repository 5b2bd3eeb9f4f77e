"""Leaders by name: the bundled list with its source, and the persons of a user's own file."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from onrecord.ontology.actor_codes import code_actor, load_coder
from onrecord.ontology.actor_names import load_actor_names
from onrecord.ontology.actor_words import load_actor_words
from onrecord.ontology.actors_file import check_actors_file
from onrecord.ontology.data_files import bundled_rows
from onrecord.ontology.offices import load_offices
from onrecord.ontology.states import load_states

OWN = """
states:
  - {code: XVM, name: Velmark, demonyms: [Velmarkian], capital: Torsund}
sources:
  - {name: VPA, kind: agency, aliases: [Velmark Press Agency], state: XVM}
persons:
  - name: Ada Torvik
    aliases: [A. B. Torvik]
    state: XVM
    tenures:
      - {office: member of parliament, since: 2011, until: 2018}
      - {office: defence minister, since: 2019-03, until: 2023-06-30}
  - {name: Per Haldane, state: XVM, sector: BUS}
  - {name: Mila Merkel, state: XVM, office: judge}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "actors.yaml"
    path.write_text(OWN, encoding="utf-8")
    check_actors_file(path)
    return path


@pytest.mark.parametrize(
    ("day", "sector"),
    [
        (date(2005, 1, 1), None),
        (date(2015, 1, 1), "LEG"),
        (date(2018, 12, 31), "LEG"),
        (date(2021, 1, 1), "GOV"),
        (date(2023, 6, 30), "GOV"),
        (date(2023, 7, 1), "ELI"),
        (None, "ELI"),
    ],
)
def test_tenures_of_the_users_own_persons(own: Path, day: date | None, sector: str | None) -> None:
    coder = load_coder(own)
    for phrase in ("Ada Torvik", "Torvik", "A. B. Torvik"):
        code = code_actor(phrase, on=day, coder=coder)
        assert (code.state, code.sector) == ("XVM", sector), phrase
    assert code_actor("Ada Torvik", on=day).state is None


def test_the_users_own_go_first(own: Path) -> None:
    coder = load_coder(own)
    assert code_actor("Per Haldane", coder=coder).sector == "BUS"
    assert code_actor("Mila Merkel", coder=coder).state == "XVM"
    assert code_actor("Merkel", on=date(2010, 1, 1), coder=coder).state == "XVM"
    assert code_actor("Velmarkian troops", coder=coder).state == "XVM"
    assert code_actor("Velmark Press Agency", coder=coder).sector == "JRN"


@pytest.mark.parametrize(("file", "least"), [("actor_leaders.csv", 400), ("actor_officials.csv", 1900)])
def test_every_bundled_row_names_its_source(file: str, least: int) -> None:
    states, rows = load_states().by_code, list(bundled_rows(file))
    assert len(rows) > least
    for row in rows:
        assert row["state"] in states or (row["state"] in ("", "EUR") and row["source"] == "world"), row
        assert load_offices().find(row["office"]) or load_actor_words().find(row["office"]), row
        assert file == "actor_leaders.csv" or re.fullmatch(r"[a-z-]+", row["source"]), row
        assert re.fullmatch(r"Q\d+", row["item"]), row
        assert re.fullmatch(r"\d{4}", row["since"]), row
        assert not row["until"] or row["since"] <= row["until"], row
        assert not row["left"] or row["until"] <= row["left"], row


def test_a_surname_of_two_states_is_not_read_alone() -> None:
    names = load_actor_names()
    for rows in names.surnames.values():
        assert len({row.state for row in rows if not row.full}) <= 1


def test_an_official_is_named_in_full() -> None:
    kept = code_actor("Robert Gates", on=date(2008, 5, 1))
    assert (kept.state, kept.sector, kept.also) == ("USA", "GOV", "MIL")
    assert code_actor("Robert M. Gates", on=date(2008, 5, 1)).sector == "GOV"
    assert code_actor("Gates", on=date(2008, 5, 1)).state is None
    assert code_actor("Robert Anders Gates", on=date(2008, 5, 1)).state is None
    assert code_actor("Robert Gates", on=date(2015, 5, 1)).sector == "ELI"


IN_OFFICE = [(date(2021, 6, 1), "GOV"), (date(2022, 12, 1), "GOV"), (date(2024, 1, 1), None), (None, "GOV")]


@pytest.mark.parametrize(("day", "sector"), IN_OFFICE)
def test_an_office_that_nobody_says_was_left_holds_a_year_more(day: date | None, sector: str | None) -> None:
    code = code_actor("Pete Buttigieg", on=day)
    assert (code.state, code.sector) == ("USA", sector)


def test_those_of_the_united_nations_have_no_state() -> None:
    code = code_actor("Kofi Annan", on=date(2003, 1, 1))
    assert (code.state, code.sector) == (None, "IGO")
