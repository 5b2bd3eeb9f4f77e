"""What an option of `add` that means nothing is answered with, before any work begins."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from onrecord.acquire.settings import Settings
from onrecord.cli.settings import settings_of


def made(
    form: str = "",
    columns: list[str] | None = None,
    limits: list[str] | None = None,
    *,
    fetch: bool = False,
    follow: bool = False,
    urls: Path | None = None,
) -> Settings:
    return settings_of(form, columns, None, None, limits, None, fetch=fetch, follow=follow, private=False, urls=urls)


def test_options_become_settings() -> None:
    settings = made("JSONL", ["Text=body"], ["page_seconds=60"], fetch=True, urls=Path("list.txt"))
    assert (settings.form, settings.columns, settings.lists) == ("JSONL", (("text", "body"),), (Path("list.txt"),))
    assert settings.limits.page_seconds == 60


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"form": "foo"}, "--as foo: no kind of file ends so; endings are: .*jsonl"),
        ({"columns": ["text"]}, "--column text: give it as FIELD=COLUMN"),
        ({"columns": ["=body"]}, "--column =body"),
        ({"limits": ["page_seconds=soon"]}, "--limit page_seconds=soon"),
        ({"limits": ["patience=3"]}, "--limit patience=3"),
        ({"follow": True}, "give --fetch"),
        ({"urls": Path("list.txt")}, "give --fetch"),
    ],
)
def test_a_mistake_is_named(options: dict[str, object], said: str) -> None:
    with pytest.raises(typer.BadParameter, match=said):
        made(**options)  # type: ignore[arg-type]
