"""The requests shown in docs/api.md are made, and answered with what is shown."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from onrecord.web.app import desk_app
from tests.cli.kit import run

pytestmark = pytest.mark.model

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
REQUEST = re.compile(r"```http\nGET (.*?)\n```(?:\n\n```json\n(.*?)```)?", re.DOTALL)
PYTHON = re.compile(r"```python\n(.*?)```(?:\n\n```text\n(.*?)```)?", re.DOTALL)


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder = tmp_path_factory.mktemp("demo")
    assert run("demo", "--to", folder, "--quiet").exit_code == 0
    return TestClient(desk_app(folder / "record.db"), base_url="http://localhost")


def holds(answer: object, shown: object) -> bool:
    """Say whether an answer has everything that is shown of it."""
    if isinstance(shown, dict):
        return isinstance(answer, dict) and all(holds(answer.get(key), value) for key, value in shown.items())
    if isinstance(shown, list):
        return isinstance(answer, list) and len(answer) == len(shown) and all(map(holds, answer, shown))
    return answer == shown


@pytest.mark.parametrize(("address", "shown"), REQUEST.findall(PAGE))
def test_a_request_gets_what_is_shown(api: TestClient, address: str, shown: str) -> None:
    answer = api.get(quote(address, safe="/?&=%"))
    expected: Any = json.loads(shown) if shown else {}
    assert answer.status_code == (400 if "error" in expected else 200), answer.text
    if shown:
        assert holds(answer.json(), expected), answer.text
    else:
        assert answer.content


def test_the_python_examples_run(
    api: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("claims.parquet").write_bytes(api.get("/api/claims.parquet?min_reports=3").content)
    examples = PYTHON.findall(PAGE)
    assert len(examples) == 2
    for code, shown in examples:
        exec(compile(code, "api.md", "exec"), {})  # noqa: S102 - our own example
        assert capsys.readouterr().out == shown
