"""Runs the table of actors in tests/cases/actors.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.ontology.actor_codes import Coder, code_actor, load_coder

TABLE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "actors.yaml").read_text(encoding="utf-8")
)
ROWS = [(phrase, *code.split()) for group in TABLE["groups"] for phrase, code in group["rows"].items()]


@pytest.fixture(scope="module")
def coder(tmp_path_factory: pytest.TempPathFactory) -> Coder:
    path = tmp_path_factory.mktemp("actors") / "actors.yaml"
    path.write_text(yaml.safe_dump({"states": TABLE["states"]}), encoding="utf-8")
    return load_coder(path)


@pytest.mark.parametrize(("phrase", "state", "sector"), ROWS, ids=[row[0] for row in ROWS])
def test_code(coder: Coder, phrase: str, state: str, sector: str) -> None:
    code = code_actor(phrase, coder=coder)
    assert (code.state or "-", code.sector or "-") == (state, sector), code.reason


def test_the_table_is_whole() -> None:
    assert len({row[0] for row in ROWS}) == len(ROWS) >= 200
