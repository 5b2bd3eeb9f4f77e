"""The page and the notebook on Python are run on the record of the bundled coverage."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from tests.cli.kit import run

pytestmark = pytest.mark.model

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo in it."""
    made = tmp_path_factory.mktemp("python")
    result = run("demo", "--to", made / "demo", "--quiet")
    assert result.exit_code == 0, result.output
    return made


def test_examples_of_the_page_print_what_is_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    page = (DOCS / "python.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    examples = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", page, re.DOTALL)
    assert len(examples) == page.count("```python") > 5
    for code, shown in examples:
        exec(compile(code, "python.md", "exec"), names)  # noqa: S102 - our own example
        assert capsys.readouterr().out == shown
    names["record"].close()


def test_the_notebook_runs_and_shows_its_evidence(folder: Path) -> None:
    notebook = nbformat.read(DOCS / "notebook.ipynb", as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code), "outputs are not kept: they age"
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
    shown = [_html(cell) for cell in code]
    assert all(cell.outputs for cell in code[:-1])
    assert sum("<mark>" in html for html in shown) >= 3
    assert sum("<table" in html for html in shown) >= 7


def _html(cell: Any) -> str:  # noqa: ANN401 - what nbformat makes of JSON
    return "".join(output.get("data", {}).get("text/html", "") for output in cell.outputs)
