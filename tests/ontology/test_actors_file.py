"""The user's own actors file is checked before anything is read with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.cli.add import examples_folder
from onrecord.model.errors import SourceError
from onrecord.ontology.actors_file import check_actors_file


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"just words", "none of the lists states, sources, persons"),
        (b"[1, 2]", "none of the lists"),
        (b"{a: [", "no YAML text"),
        (b"\xff\xfe\xfa", "no YAML text"),
        (b"!!python/object/apply:os.getcwd []", "no YAML text"),
        (b"birds: []", "there is no list 'birds'"),
        (b"states: 5", "'states' is no list"),
        (b"states: [VEL]", "entry 1 of 'states' is no set of fields"),
        (b"states: [{code: VEL, name: Velmark, colour: red}]", "unknown field 'colour'"),
        (b"states: [{code: VEL}]", "lacks 'name'"),
        (b"states: [{code: VEL, name: Velmark, demonyms: Velmarkian}]", "no list of texts in 'demonyms'"),
        (b"states: [{code: VEL, name: No}]", "no text in 'name'; put quotation marks"),
        (b"persons: [{name: Ada Torvik}, {aliases: [x]}]", "entry 2 of 'persons' lacks 'name'"),
        (b"persons: [{name: Ada Torvik, sector: PRESS}]", "unknown sector 'PRESS'"),
        (b"persons: [{name: Ada Torvik, tenures: [{office: king, since: soon}]}]", "no year, month or day in 'since'"),
        (b"persons: [{name: Ada Torvik, tenures: [{office: 5}]}]", "in tenure 1 has no text in 'office'"),
        (b"persons: [{name: Ada Torvik, tenures: king}]", "no list in 'tenures'"),
        (b"persons: [{name: Ada Torvik, tenures: [{sector: KNG}]}]", "in tenure 1 has the unknown sector 'KNG'"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "actors.yaml"
    path.write_bytes(content)
    with pytest.raises(SourceError) as raised:
        check_actors_file(path)
    assert message in str(raised.value)
    assert str(path) in str(raised.value)


def test_many_faults_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text("persons: [" + "{}, " * 8 + "{}]", encoding="utf-8")
    with pytest.raises(SourceError, match="and 4 more"):
        check_actors_file(path)


def test_a_file_that_cannot_be_opened_is_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="could not be read"):
        check_actors_file(tmp_path)


def test_good_files_pass(tmp_path: Path) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text("# nothing yet\nstates:\n", encoding="utf-8")
    check_actors_file(path)
    check_actors_file(examples_folder() / "actors.yaml")
