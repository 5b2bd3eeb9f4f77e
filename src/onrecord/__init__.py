"""Reads news coverage and keeps a sourced record of who said what, who did what to whom, when, and on whose word."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.notebook.open_record import open_record as open  # noqa: A004 - as in gzip.open
    from onrecord.notebook.read_text import read_text

    __version__: str

__all__ = ["__version__", "open", "read_text"]

_LATER = {"open": "onrecord.notebook.open_record", "read_text": "onrecord.notebook.read_text"}
"""What is loaded when it is first asked for: the commands import this module too, and should start at once."""

_NAMES = {"open": "open_record"}


def __getattr__(name: str) -> object:
    if name == "__version__":
        return import_module("importlib.metadata").version("onrecord")
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), _NAMES.get(name, name))


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
