"""The documentation says what the software has: every command, option, table, column, problem code and exit code."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from bench import docs
from onrecord.cli import codes
from onrecord.cli.commands import COMMANDS
from onrecord.export.files import EVENT_FORMATS
from onrecord.model.grading import Reliability
from onrecord.model.problem import ProblemCode
from onrecord.model.reading import Status
from onrecord.query.exports import Form
from onrecord.query.lists import LISTS
from onrecord.record.sql import Limits
from onrecord.record.sql_rules import COUNTS, FUNCTIONS, HEAP_BYTES, MIB, PRAGMAS, QUERY_BYTES, VALUE_BYTES
from onrecord.web import brief_limits
from onrecord.web.brief_events import STATUSES
from onrecord.web.kinds import GRADES
from onrecord.web.sql_page import PAGE

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md"), ROOT / "examples/README.md"]
)


@pytest.mark.parametrize(("page", "made"), docs.pages().items(), ids=lambda part: getattr(part, "name", ""))
def test_made_pages_are_current(page: Path, made: str) -> None:
    assert page.read_text(encoding="utf-8") == made, "run: make docs"


@pytest.mark.parametrize("code", list(ProblemCode))
def test_every_problem_code_is_explained(code: ProblemCode) -> None:
    assert f"| `{code}` |" in (ROOT / "docs/problems.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", [codes.DAMAGED, codes.FAILED, codes.INTERRUPTED, codes.TERMINATED])
def test_every_exit_code_is_explained(code: int) -> None:
    assert f"| {code} |" in (ROOT / "docs/problems.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert not missing


def test_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert COMMANDS.keys() <= set(re.findall(r"\w+", text))


@pytest.mark.model
def test_python_examples_of_the_page_on_spacy_run_and_print_what_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs/spacy.md").read_text(encoding="utf-8")
    names: dict[str, object] = {}
    examples = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", page, re.DOTALL)
    assert len(examples) == page.count("```python")
    for code, shown in examples:
        exec(compile(code, "spacy.md", "exec"), names)  # noqa: S102 - our own example
        assert capsys.readouterr().out == shown


def test_the_page_on_deciding_has_every_letter_and_figure() -> None:
    page = (ROOT / "docs/judging.md").read_text(encoding="utf-8")
    assert not [letter for letter in Reliability if f"| {letter} |" not in page]
    assert not [figure for figure, words in GRADES.items() if f"| {figure} | {words} |" not in page]


def test_the_page_on_events_names_every_status_format_and_own_example() -> None:
    page = (ROOT / "docs/events.md").read_text(encoding="utf-8")
    assert not [status for status in Status if f"| {status} |" not in page]
    assert not [form for form in EVENT_FORMATS if f"| `{form}` |" not in page]
    shown = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert shown
    assert (ROOT / "examples/events.yaml").read_text(encoding="utf-8").endswith(shown[1])


def test_the_page_on_briefs_has_every_limit_and_the_words_for_every_status() -> None:
    page = (ROOT / "docs/brief.md").read_text(encoding="utf-8")
    rows = [
        (field.name, getattr(brief_limits.FEW, field.name), getattr(brief_limits.MANY, field.name))
        for field in fields(brief_limits.Limits)
    ]
    assert not [row for row in rows if "| {} | {} | {} |".format(*row) not in page]
    assert not [status for status, words in STATUSES.items() if f"| {status} | {words} |" not in page]


def test_the_page_on_exports_names_every_form_and_list() -> None:
    page = (ROOT / "docs/exports.md").read_text(encoding="utf-8")
    assert not [form for form in Form if f"`{form}`" not in page]
    assert not [name for name in LISTS if name not in page]


def test_the_page_on_sql_has_what_may_be_used_and_how_much() -> None:
    page = (ROOT / "docs/sql.md").read_text(encoding="utf-8")
    shown = re.search(r"With these functions:\n\n```text\n(.*?)```", page, re.DOTALL)
    assert shown
    assert shown[1].split() == sorted(FUNCTIONS, key=lambda name: (name.startswith("-"), name))
    assert not [name for name in PRAGMAS if f"`{name}`" not in page]
    limits = Limits()
    figures = [f"{limits.rows:,}", f"{limits.seconds:g}", f"{limits.bytes // MIB} MiB", f"{HEAP_BYTES // MIB} MiB"]
    figures += [f"{VALUE_BYTES // MIB} MiB", f"{QUERY_BYTES:,} bytes", f"({PAGE.bytes // MIB} MiB on"]
    counts = ("COLUMN", "EXPR_DEPTH", "COMPOUND_SELECT", "FUNCTION_ARG", "VARIABLE_NUMBER", "LIKE_PATTERN_LENGTH")
    figures += [f"| {COUNTS[name]}" for name in counts]
    assert not [figure for figure in figures if figure not in page]


def test_dependencies_have_a_line_each() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = project.split("\ndependencies = [")[1].split("]")[0]
    names = re.findall(r'"([A-Za-z0-9_-]+)', block)
    page = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8").lower()
    assert names
    assert not [name for name in names if name.lower() not in page]


def test_pins_name_no_registry() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in path.read_text(encoding="utf-8")


@pytest.mark.model
def test_python_example_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    code = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert code
    exec(compile(code[1], "README.md", "exec"), {})  # noqa: S102 - our own example
    assert capsys.readouterr().out == "Ada Torvik | We will not close the strait,\n"
