"""A brief of the bundled coverage, as the command line writes it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from onrecord.model.errors import NotFoundError
from onrecord.record.file import Record
from onrecord.web.brief import brief
from onrecord.web.brief_gathered import story_rows
from tests.cli.kit import rows, run

pytestmark = pytest.mark.model


def story_of(record: Path, words: str) -> str:
    return str(rows(record, "stories", "--match", words)[0]["id"])


@pytest.fixture(scope="module")
def visit(record: Path) -> str:
    return story_of(record, "pledges support")


@pytest.fixture(scope="module")
def expulsion(record: Path) -> str:
    return story_of(record, "expels")


def test_it_is_printed_as_markdown_by_the_start_of_an_id(record: Path, visit: str) -> None:
    result = run("brief", visit[:8], "--record", record)
    assert result.exit_code == 0
    assert result.stdout.startswith("# Velmark’s new defence minister pledges support to Ostravia in Marrec [")
    assert re.findall(r"^## (.*)$", result.stdout, re.MULTILINE) == [
        "What happened, and when",
        "Who said what",
        "Who had it first, and who repeats whom",
        "What is disputed",
        "What is unsourced",
        "Evidence",
    ]
    assert visit in result.stdout


def test_what_is_planned_disputed_and_unsourced_is_said_to_be_so(record: Path, visit: str) -> None:
    told = run("brief", visit, "--record", record).stdout
    for words in (
        "**Velmark and Ostravia: joint exercise** (planned, not reported as done).",
        "When: 3 April 2024 (“April 3”)",
        "or 5 April 2024 (“April 5”)",
        "In 7 articles (6 outlets and 1 unknown), also",
        "One origin: Ostpress (own reporting)",
        "**Ostpress** is named as the source by",
        "“$4 billion” (4,000,000,000 USD): The Meridian",
        "“$6 billion” (6,000,000,000 USD): Northern Ledger",
        "All rest on Ostravian defence ministry: one origin edited, no conflict of sources.",
        "**Aoife Garrow** says: “Nobody in Carrick Bay believes that two navies make one fleet”",
    ):
        assert words in told
    assert "confirmed" not in told


def test_a_denial_is_told_as_one(record: Path, expulsion: str) -> None:
    told = run("brief", expulsion, "--record", record).stdout
    assert "**Oskar Tveldt** denies, in the words of Dunmoor Observer: “Oskar Tveldt, the defence minister of" in told
    assert "**Dunmoorish trade ministry** declines to comment" in told


def test_every_number_stands_in_the_evidence_with_characters_of_a_stored_text(record: Path, visit: str) -> None:
    told = run("brief", visit, "--record", record).stdout
    main, found = told.split("## Evidence")
    texts = {row["id"]: row["text"] for row in rows(record, "articles")}
    heads = dict(re.findall(r"^\*\*\[(\d+)\]\*\* .* `(art-\w+)`$", found, re.MULTILINE))
    pattern = r"^- \*\*\[((\d+)[a-z]+)\]\*\* [“‘](.*)[”’] (`.*`), (\d+) to (\d+)$"
    places = {mark: row for mark, *row in re.findall(pattern, found, re.MULTILINE)}
    assert {*re.findall(r"\[(\d+[a-z]*)\]", main)} <= heads.keys() | places.keys()
    for article, shown, _, start, end in places.values():
        stands = texts[heads[article]][int(start) : int(end)]
        assert " ".join(stands.split()) == shown.removesuffix(" \\[…\\]").replace("\\", "")


def test_the_ids_in_the_evidence_are_rows(record: Path, visit: str) -> None:
    found = run("brief", visit, "--record", record).stdout.split("## Evidence")[1]
    ids = re.findall(r"`((?:sta|eve|cit|dep|ten|art)-\w+)`", found)
    assert len(ids) > 20
    for identifier in ids[::7]:
        assert run("show", identifier, "--record", record).exit_code == 0


def test_the_rows_of_the_story_are_enough(record: Path) -> None:
    with Record.open(record, readonly=True) as opened:
        for story in (opened.get(row["id"]) for row in rows(record, "stories")):
            assert brief(story_rows(opened, story), story) == brief(opened.snapshot(), story)


def test_html_is_written_to_a_file_named_so(record: Path, visit: str, tmp_path: Path) -> None:
    page = tmp_path / "new" / "brief.html"
    result = run("brief", visit, "--record", record, "--to", page)
    assert result.stdout.strip() == str(page)
    tree = html.parse(str(page))
    assert tree.xpath("//h1//text()")
    assert tree.xpath("//style")
    assert run("brief", visit, "--record", record, "--format", "html").stdout.startswith("<!DOCTYPE html>")


def test_markdown_in_a_file_is_what_is_printed(record: Path, visit: str, tmp_path: Path) -> None:
    page = tmp_path / "brief.md"
    run("brief", visit, "--record", record, "--to", page)
    assert page.read_text(encoding="utf-8") == run("brief", visit, "--record", record).stdout


@pytest.mark.parametrize("kind", ["articles", "claims"])
def test_what_is_no_story_is_refused_with_the_command_that_lists_stories(record: Path, kind: str) -> None:
    with pytest.raises(NotFoundError, match="is no story; `onrecord stories` lists the stories"):
        run("brief", rows(record, kind)[0]["id"], "--record", record)


def test_the_record_itself_is_never_written_over(record: Path, visit: str) -> None:
    before = record.read_bytes()
    result = run("brief", visit, "--record", record, "--to", record)
    assert result.exit_code == 2
    assert "name another file" in result.output
    assert record.read_bytes() == before


def test_the_command_line_loads_no_templates_before_it_writes_one() -> None:
    code = "import sys, onrecord.cli.app; sys.exit('jinja2' in sys.modules or 'onrecord.web.brief' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
