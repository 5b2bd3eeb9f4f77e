"""The data dictionary: what stands in each field of each list, from `fields.yaml`, whose header explains it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from onrecord.ontology.data_files import strings_of

SCALARS = ("text", "number", "integer", "truth", "day", "time", "span")
"""The types that have no fields of their own."""

_LIST, _UNKNOWN = "list of ", " or unknown"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a row, or of an object in it.

    `type` is one of `SCALARS`, the name of an object, or "list of" one of these; `fields` are those of the object.
    `nullable` says that the value can be unknown, `words` are all that it can be, where these are few and fixed.
    """

    name: str
    type: str
    nullable: bool
    text: str
    fields: tuple[Field, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether it holds several values."""
        return self.type.startswith(_LIST)

    @property
    def item(self) -> str:
        """The type of the one value, or of each in a list, be it a list of lists.

        >>> [(f.type, f.item) for f in dictionary()["claims"] if f.name in ("head", "members")]
        [('text', 'text'), ('list of text', 'text')]
        """
        return _item(self.type)


@cache
def dictionary() -> Mapping[str, tuple[Field, ...]]:
    """Return the fields of each list by its name, in the order of its rows.

    >>> [field.name for field in dictionary()["stories"]]
    ['id', 'title', 'articles', 'since', 'until', 'reason', 'claims']
    """
    found = _entries()
    return MappingProxyType({name: tuple(_fields(own, found["objects"])) for name, own in found["lists"].items()})


def objects() -> Mapping[str, tuple[Field, ...]]:
    """Return the fields of each object that stands in rows, by its name.

    >>> [field.name for field in objects()["source"]]
    ['name', 'kind', 'start', 'end']
    """
    found = _entries()["objects"]
    return {name: tuple(_fields(own, found)) for name, own in found.items()}


def _entries() -> Any:  # noqa: ANN401 - mappings and lists, as the file has them
    return strings_of(resources.files("onrecord.query").joinpath("fields.yaml").read_text("utf-8"))


def _fields(entries: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[Field]:
    """Make the fields of a list or an object; raises `KeyError` for a type that is none."""
    for name, (stated, text, *more) in entries.items():
        kind = stated.removesuffix(_UNKNOWN)
        item = _item(kind)
        fields = () if item in SCALARS else tuple(_fields(known[item], known))
        yield Field(name, kind, kind != stated, text, fields, tuple(more[0]) if more else ())


def _item(kind: str) -> str:
    return kind.rpartition(_LIST)[2]
