"""From the options of `add` to the settings of acquiring, each mistake named before any work begins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import typer

from onrecord.acquire.settings import Settings
from onrecord.acquire.sniff import ENDINGS, is_known_form
from onrecord.model.limits import Limits


def settings_of(
    form: str,
    columns: Sequence[str] | None,
    include: Sequence[str] | None,
    exclude: Sequence[str] | None,
    limits: Sequence[str] | None,
    meta: Path | None,
    *,
    fetch: bool,
    follow: bool,
    private: bool,
    urls: Path | None,
) -> Settings:
    """Return the settings that the options ask for; raises `typer.BadParameter` for one that means nothing."""
    if (follow or private or urls) and not fetch:
        raise typer.BadParameter(
            "--follow, --allow-private and --urls are for fetching; give --fetch to allow the network"
        )
    return Settings(
        limits=_limits(limits or ()),
        form=_form(form),
        columns=tuple(_column(setting) for setting in columns or ()),
        include=tuple(include or ()),
        exclude=tuple(exclude or ()),
        fetch=fetch,
        follow=follow,
        allow_private=private,
        stores=fetch,
        lists=(urls,) if urls else (),
        sidecar=meta,
    )


def _form(form: str) -> str:
    if form and not is_known_form(form):
        known = " ".join(sorted(ending.removeprefix(".") for ending in ENDINGS))
        raise typer.BadParameter(f"--as {form}: no kind of file ends so; endings are: {known}")
    return form


def _limits(settings: Iterable[str]) -> Limits:
    limits = Limits()
    for setting in settings:
        try:
            limits = limits.with_setting(setting)
        except ValueError as error:
            raise typer.BadParameter(f"--limit {setting}: {error}") from error
    return limits


def _column(setting: str) -> tuple[str, str]:
    field, found, column = setting.partition("=")
    if not (field and found and column):
        raise typer.BadParameter(f"--column {setting}: give it as FIELD=COLUMN, such as text=body or outlet=Source")
    return field.strip().lower(), column.strip()
