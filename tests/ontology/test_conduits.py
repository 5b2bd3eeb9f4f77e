from __future__ import annotations

import pytest

from onrecord.ontology.conduits import load_conduits


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("official", "the Velmark foreign ministry", True),
        ("official", "a ministerial car", False),
        ("document", "a leaked memo", True),
        ("unnamed", "people familiar with the talks", True),
        ("anonymity", "spoke on condition of anonymity", True),
        ("own", "this newspaper", True),
        ("own", "that newspaper", False),
    ],
)
def test_patterns_match_whole_words(pattern: str, text: str, found: bool):
    assert bool(getattr(load_conduits(), pattern).search(text)) is found


def test_posting_verbs_name_their_platform():
    assert load_conduits().social["tweet"] == "Twitter"
