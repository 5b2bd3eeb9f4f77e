"""The user's own file of sources, as a table or beside the user's actors."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.cli.add import examples_folder
from onrecord.model.errors import SourceError
from onrecord.model.grading import Reliability
from onrecord.ontology.sources_file import SourceEntry, read_sources_file


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_is_read_in_full() -> None:
    entries = {entry.name: entry for entry in read_sources_file(examples_folder() / "sources.csv")}
    assert entries["Ostpress"].reliability is Reliability.D
    assert (entries["Ostpress"].state, entries["Ostpress"].state_controlled) == ("XOS", True)
    assert entries["VPA"].aliases == ("Velmark Press Agency",)


def test_only_the_name_is_needed_and_an_empty_cell_says_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, "s.csv", "\ufeff# mine\nname,reliability\nVelpress,\nOstpress,b\n")
    assert read_sources_file(path) == (SourceEntry("Velpress"), SourceEntry("Ostpress", Reliability.B))


def test_the_sources_of_an_actors_file_serve_too(tmp_path: Path) -> None:
    told = "name: Velpress, kind: agency, aliases: [VP], state: XVM, state_controlled: true, reliability: B"
    text = f"sources:\n- {{{told}}}\n"
    (entry,) = read_sources_file(written(tmp_path, "a.yaml", text))
    assert entry == SourceEntry("Velpress", Reliability.B, "XVM", True, aliases=("VP",))
    assert len(read_sources_file(examples_folder() / "actors.yaml")) == 6


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("s.csv", "", "does not name the columns"),
        ("s.csv", "name,colour\nVelpress,red\n", "no column 'colour'"),
        ("s.csv", "name,owner\nVelpress,a,b\n", "more cells than columns"),
        ("s.csv", "name,state_controlled\nVelpress,perhaps\n", "neither yes nor no"),
        ("s.csv", "name,state\nVelpress,velmark\n", "no code of three capital letters"),
        ("a.yaml", "sources:\n- {name: Velpress, kind: agency, reliability: G}\n", "entry 1 of 'sources' has the rel"),
        ("a.yaml", "sources: [", "no YAML"),
        ("none.csv", None, "cannot be read"),
    ],
)
def test_a_faulty_file_is_refused_with_its_place(tmp_path: Path, name: str, text: str | None, message: str) -> None:
    path = tmp_path / name if text is None else written(tmp_path, name, text)
    with pytest.raises(SourceError, match=message):
        read_sources_file(path)
