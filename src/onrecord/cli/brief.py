"""The command that writes a brief of one story: a page to hand on, with numbered evidence."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli import options
from onrecord.cli.out import say, say_lines
from onrecord.model.derived import Story
from onrecord.model.errors import NotFoundError

if TYPE_CHECKING:
    from onrecord.record.file import Record


class Form(StrEnum):
    """In what form a brief is written."""

    MARKDOWN = "markdown"
    HTML = "html"


Identifier = Annotated[str, typer.Argument(metavar="STORY", help="A story by its id, or its first characters.")]
To = Annotated[Path | None, typer.Option("--to", metavar="FILE", help="The file to write.")]
Chosen = Annotated[
    Form | None,
    typer.Option("--format", help="What to write; by default HTML to a file named *.html, else Markdown."),
]

_PAGES = frozenset({".html", ".htm"})


def brief(
    story: Identifier,
    to: To = None,
    form: Chosen = None,
    record: options.Record = options.RECORD,
) -> None:
    """Write a story on a page or two to hand on: what is reported, by whom, on whose word, with numbered evidence.

    What happened, who said what, who had it first and who repeats whom, what is disputed and what is unsourced, in
    words of the articles; each line names the places that show it. Without --to it is printed. HTML is one file that
    needs no other: onrecord brief sto-0123 --to brief.html
    """
    from onrecord.record.file import Record

    if to and to.resolve() == record.resolve():
        raise typer.BadParameter("--to names the record itself; name another file")
    with Record.open(record, readonly=True) as opened:
        found = opened.get(story)
        if not isinstance(found, Story):
            raise NotFoundError(f"{story} is no story; `onrecord stories` lists the stories with their ids")
        text = _written(opened, found, form or _form_of(to))
    if to is None:
        say_lines(text.rstrip("\n"))
        return
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(text, encoding="utf-8", newline="\n")
    say(str(to))


def _form_of(to: Path | None) -> Form:
    return Form.HTML if to and to.suffix.lower() in _PAGES else Form.MARKDOWN


def _written(record: Record, story: Story, form: Form) -> str:
    from onrecord.web.brief import brief as told
    from onrecord.web.brief_gathered import story_rows
    from onrecord.web.brief_html import html
    from onrecord.web.brief_markdown import markdown

    return (html if form is Form.HTML else markdown)(told(story_rows(record, story), story))
