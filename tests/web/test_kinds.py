"""Every kind of thing has words of its own: a page that met one without them would be no page at all."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

import pytest

from onrecord.web import kinds

NAMED = {
    name: found
    for name, found in vars(kinds).items()
    if name.isupper() and isinstance(found, dict) and name != "GRADES"
}


@pytest.mark.parametrize("name", NAMED)
def test_every_kind_has_words(name: str) -> None:
    found: Mapping[Enum, str] = NAMED[name]
    assert {*type(next(iter(found)))} == {*found}
    assert all(found.values())
