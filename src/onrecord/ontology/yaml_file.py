"""Reading YAML: the bundled lists, with the fast parser where PyYAML was built with it, and the user's own files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from onrecord.model.errors import SourceError

_SHOWN = 5
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def bundled_yaml(name: str) -> dict[str, Any]:
    """Return the content of a YAML file of `data/`.

    >>> sorted(bundled_yaml("bodies.yaml"))
    ['bodies', 'groups', 'sides', 'things']
    """
    text = resources.files("onrecord.ontology").joinpath(f"data/{name}").read_text("utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506 - both are safe loaders
    return found


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
        raise _unfit(path, what, [f"it could not be read: {error.strerror or error}"]) from error
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        raise _unfit(path, what, [f"it is no YAML text: {' '.join(str(error).split())}"]) from error
    found = list(faults(content))
    if found:
        raise _unfit(path, what, found)


def _unfit(path: Path, what: str, faults: list[str]) -> SourceError:
    more = f" (and {len(faults) - _SHOWN} more)" if len(faults) > _SHOWN else ""
    return SourceError(
        f"the {what} file {path} cannot be used: {'; '.join(faults[:_SHOWN])}{more}; "
        f"correct it after the pattern of examples/{what}.yaml"
    )
