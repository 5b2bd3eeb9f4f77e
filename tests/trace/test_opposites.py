from __future__ import annotations

import pytest

from onrecord.model.article import Article, Block, BlockKind
from onrecord.trace.opposites import turned_headings


def article(title: str, body: str) -> Article:
    text = f"{title}\n{body}"
    end = len(title)
    blocks = (Block(0, end, BlockKind.TITLE), Block(end + 1, len(text), BlockKind.BODY))
    return Article("a", "a.txt", text, "a", blocks, title=title)


@pytest.mark.parametrize(
    ("title", "body", "turned"),
    [
        ("Brann rejects ferry ruling", "Odo Brann accepted the ruling on Monday and asked for calm.", True),
        ("Brann accepts ferry ruling", "Odo Brann rejected the ruling on Monday.", True),
        ("Brann rejects ferry ruling", "Lida Pell accepted the ruling on Monday.", False),
        ("Brann rejects ferry ruling", "Odo Brann accepted a medal on Monday.", False),
        ("Brann rejects ferry ruling", "Odo Brann never accepted the ruling.", False),
        ("Brann rejects ferry ruling", "Odo Brann rejected the ruling, which Pell accepted.", False),
        ("Brann rejects ferry ruling", "“Odo Brann accepted the ruling,” a rival said.", False),
        ("Brann rejects ferry ruling?", "Odo Brann accepted the ruling on Monday.", False),
        ("Brann may reject ferry ruling", "Odo Brann accepted the ruling on Monday.", False),
    ],
)
def test_headings_that_turn_what_the_body_tells(title: str, body: str, turned: bool):
    assert bool(list(turned_headings(article(title, body)))) is turned
