from __future__ import annotations

import pytest

from onrecord.model.article import Article, Block, BlockKind
from onrecord.resolve.quotations import quotation_spans, quoted_spans


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We stay,” she said. “For now.”", ["We stay,", "For now."]),
        ('"We stay," she said. "For now."', ["We stay,", "For now."]),
        ("'We don't go,' she said.", ["We don't go,"]),
        ("‘We don’t go,’ she said.", ["We don’t go,"]),
        ("„Wir bleiben“, sagte sie.", ["Wir bleiben"]),
        ("«We stay», she said.", ["We stay"]),
        ("She said “he told us ‘no’ twice”.", ["he told us ‘no’ twice"]),
        ("(“We stay”)", ["We stay"]),
        ("He said: “We stay. And more", ["We stay. And more"]),
        ('The 12" gun and the 5" gun', []),
        ("The ministers' talks and the envoys' lunch", []),
        ("Back in the '90s", []),
        ("A bare “ mark", []),
        ("Nothing said", []),
    ],
)
def test_quotation_marks(text: str, quoted: list[str]) -> None:
    spans = quotation_spans(text, Block(0, len(text), BlockKind.BODY))
    assert [span.of(text) for span in spans] == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Talks today.\nOff to Velmark!\n— Ada Torvik (@adatorvik) May 4, 2031\nShe left.", "Off to Velmark!\n— Ada"),
        ("Talks today.\nOff to Velmark! — Ada Torvik (@adatorvik) May 4, 2031\nShe left.", "Off to Velmark! — Ada"),
        ("— Ada Torvik (@adatorvik) May 4, 2031\nShe left.", "— Ada"),
    ],
)
def test_an_embedded_post_is_a_quotation(text: str, quoted: str) -> None:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Block(at, at + len(line), BlockKind.BODY))
        at += len(line) + 1
    (span,) = quoted_spans(Article("a", "", text, "", tuple(lines)))
    assert span.of(text).startswith(quoted)
    assert span.of(text).endswith("2031")


def test_a_handle_in_the_middle_of_a_paragraph_is_no_post() -> None:
    text = "Torvik - on her account (@adatorvik) at any rate - has nothing to add."
    assert list(quoted_spans(Article("a", "", text, "", (Block(0, len(text), BlockKind.BODY),)))) == []


def test_many_apostrophes_take_no_time() -> None:
    text = "'a " * 50_000 + "(@a)" + " " * 100_000 + "end"
    assert list(quoted_spans(Article("a", "", text, "", (Block(0, len(text), BlockKind.BODY),)))) == []
