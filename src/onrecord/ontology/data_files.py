"""Reading the bundled lists, YAML with the fast parser where PyYAML was built with it, and the user's own files."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from onrecord.model.errors import SourceError

_SHOWN = 5
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRINGS: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def bundled_yaml(name: str) -> dict[str, Any]:
    """Return the content of a YAML file of `data/`.

    >>> sorted(bundled_yaml("bodies.yaml"))
    ['bodies', 'groups', 'sides', 'things']
    """
    found: dict[str, Any] = yaml.load(_bundled(name), Loader=_LOADER)  # noqa: S506 - both are safe loaders
    return found


def bundled_strings(name: str) -> Any:  # noqa: ANN401 - lists and mappings, as the file has them
    """Return the content of a YAML file of `data/`, every scalar as a string.

    >>> bundled_strings("event_types.yaml")["types"]["AGREE"]["cameo"]
    '030'
    """
    return strings_of(_bundled(name))


def strings_of(text: str) -> Any:  # noqa: ANN401 - lists and mappings, as the text has them
    """Return what YAML says, every scalar as a string.

    CAMEO codes begin with zeros, and YAML 1.1 would read the words "no" and "on" as booleans.
    """
    return yaml.load(text, Loader=_STRINGS)  # noqa: S506 - base loaders make strings only


def bundled_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file of `data/`, without its header of comments.

    >>> next(bundled_rows("cameo.csv"))["code"]
    '01'
    """
    rows = bundled_cells(name)
    columns = next(rows)
    # Some files have ten thousands of rows, over which `csv.DictReader` takes twice as long.
    yield from (dict(zip(columns, row, strict=True)) for row in rows)


def bundled_cells(name: str) -> Iterator[list[str]]:
    """Yield the names of the columns and then the rows of a CSV file of `data/`, without its header of comments.

    >>> next(bundled_cells("cameo.csv"))[0]
    'code'
    """
    return csv.reader(line for line in _bundled(name).splitlines() if line and not line.startswith("#"))


def _bundled(name: str) -> str:
    return resources.files("onrecord.ontology").joinpath("data", name).read_text("utf-8")


def own_rows(path: Path, part: str) -> list[Any]:
    """Return the entries of one list of a user's own file, [] where it has no such list."""
    return (yaml.safe_load(path.read_text("utf-8")) or {}).get(part) or []


def check_own_file(
    path: Path, what: str, load: Callable[[str], object], faults: Callable[[object], Iterable[str]]
) -> None:
    """Raise `SourceError`, which names the entries at fault, where a user's own file cannot be used as it is.

    `what` it is of names the file in the message and the example to follow; `faults` finds what is wrong in what `load`
    makes of its text.
    """
    try:
        content = load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise unfit(path, what, [f"it could not be read: {error.strerror or error}"]) from error
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        raise unfit(path, what, [f"it is no YAML text: {' '.join(str(error).split())}"]) from error
    found = list(faults(content))
    if found:
        raise unfit(path, what, found)


def unfit(path: Path, what: str, faults: list[str], ending: str = ".yaml") -> SourceError:
    """Return the error that names the first faults of a user's own file, and the example to follow."""
    more = f" (and {len(faults) - _SHOWN} more)" if len(faults) > _SHOWN else ""
    return SourceError(
        f"the {what} file {path} cannot be used: {'; '.join(faults[:_SHOWN])}{more}; "
        f"correct it after the pattern of examples/{what}{ending}"
    )
