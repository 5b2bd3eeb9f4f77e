"""The examples in the docstrings of what needs no torch."""

from __future__ import annotations

import doctest

import pytest

import train.articles
import train.event_data


@pytest.mark.parametrize("module", [train.articles, train.event_data], ids=lambda module: module.__name__)
def test_examples_hold(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]  # a module, whatever pytest makes of its type
    assert result.attempted
    assert not result.failed
