"""Reading the bundled YAML lists, with the fast parser where PyYAML was built with it."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def bundled_yaml(name: str) -> dict[str, Any]:
    """Return the content of a YAML file of `data/`.

    >>> sorted(bundled_yaml("bodies.yaml"))
    ['bodies', 'groups', 'sides', 'things']
    """
    text = resources.files("onrecord.ontology").joinpath(f"data/{name}").read_text("utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506 - both are safe loaders
    return found
