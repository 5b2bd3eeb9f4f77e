"""Which column of a table is taken for what: guessed from the names, or as the user says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.ontology.columns import load_columns, plain_name

CONTENT = ("text", "html")
_SHOWN = 30
_NAME_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of each field, the likelier first, by the field's word ("text", "outlet"); and those of none."""

    by_field: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unused: tuple[str, ...] = ()

    def of(self, name: str) -> tuple[str, ...]:
        """Return the columns that a field is taken from, the first filled one of a row."""
        return self.by_field.get(name, ())

    @property
    def has_content(self) -> bool:
        """Whether any column holds articles."""
        return any(self.of(name) for name in CONTENT)

    def line(self) -> str:
        """Return the mapping as a line to tell.

        >>> map_columns(("body", "source", "n"), ()).line()
        'columns: text <- body, outlet <- source; not used: n'
        """
        used = ", ".join(f"{name} <- {' or '.join(map(shown, columns))}" for name, columns in self.by_field.items())
        return f"columns: {used or 'none'}" + (f"; not used: {listed(self.unused)}" if self.unused else "")


@lru_cache(maxsize=64)
def map_columns(names: tuple[str, ...], chosen: tuple[tuple[str, str], ...]) -> Columns:
    """Map fields to those of a table's columns that go by one of their names.

    `chosen` are pairs of a field and its column; that column is then used for nothing else, and the field is taken from
    nothing else. Choosing text rules out columns of HTML, and the other way round.
    """
    wanted = {word: found for word, name in chosen if (found := find_column(name, names))}
    by_plain: dict[str, list[str]] = {}
    for name in names:
        if name not in wanted.values():
            by_plain.setdefault(plain_name(name), []).append(name)
    guessed = {
        word: tuple(name for plain in plains for name in by_plain.get(plain, ()))
        for word, plains in load_columns().items()
    }
    if wanted.keys() & set(CONTENT):
        guessed |= dict.fromkeys(CONTENT, ())
    by_field = guessed | {word: (name,) for word, name in wanted.items()}
    used = {name for columns in by_field.values() for name in columns}
    return Columns({word: found for word, found in by_field.items() if found}, tuple(n for n in names if n not in used))


def find_column(name: str, names: Iterable[str]) -> str | None:
    """Return the column that a user means: of this very name, else of the same letters and digits."""
    known = list(names)
    if name in known:
        return name
    return next((other for other in known if plain_name(other) == plain_name(name)), None)


def wrong_choice(names: Sequence[str], chosen: Iterable[tuple[str, str]]) -> str:
    """Say what is wrong with the user's choice of columns, "" for nothing."""
    for word, name in chosen:
        if word not in load_columns():
            return f"there is no field {shown(word)}; the fields are {', '.join(load_columns())}"
        if find_column(name, names) is None:
            return f"it has no column {shown(name)}; its columns are: {listed(names)}"
    return ""


def shown(name: str) -> str:
    """Return a column's name for a message: on one line and not too long."""
    line = "".join(character if character.isprintable() else " " for character in name)
    return line if len(line) <= _NAME_CHARACTERS else f"{line[: _NAME_CHARACTERS - 1]}…"


def listed(names: Sequence[str]) -> str:
    """Return names for a message, the first ones of many."""
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return (", ".join(map(shown, names[:_SHOWN])) or "none") + more
