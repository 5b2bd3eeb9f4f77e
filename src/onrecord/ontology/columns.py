"""The names that columns of a table go by."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from onrecord.ontology.data_files import bundled_yaml


@cache
def load_columns() -> Mapping[str, tuple[str, ...]]:
    """Load the names of columns for each field, as `plain_name` gives them, the likelier first."""
    data: dict[str, list[str]] = bundled_yaml("columns.yaml")
    return {field: tuple(plain_name(name) for name in names) for field, names in data.items()}


def plain_name(name: str) -> str:
    """Return the letters and digits of a column's name, in lower case.

    >>> plain_name(" Date-Published"), plain_name("datePublished")
    ('datepublished', 'datepublished')
    """
    return "".join(character for character in name.casefold() if character.isalnum())
