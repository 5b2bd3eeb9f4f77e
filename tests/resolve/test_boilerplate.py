from __future__ import annotations

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.facts import Facts
from onrecord.resolve.boilerplate import RECURRENCES
from onrecord.resolve.passages import collected
from onrecord.resolve.words import words_of

FOOTER = "Sign the Orsk Courier up for your inbox every morning"
STORIES = (
    "Ferries between Orsk and Nara stop running on Sunday for repairs to the pier",
    "The court in Nara freed two fishermen held since a collision last winter",
    "Snow closed the northern pass and left forty lorries waiting at the border",
    "Ada Torvik named a new keeper of the state archive after a long search",
)


def _article(key: str, outlet: str | None, *paragraphs: str) -> Article:
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(at, at + len(paragraph), BlockKind.BODY))
        at += len(paragraph) + 1
    return Article(key, key, "\n".join(paragraphs), "", tuple(blocks), outlet)


def _texts(*articles: Article) -> list[str]:
    facts = Facts.of(articles, [])
    texts = sorted(collected(facts)[1], key=lambda text: text.article)
    starts = [set(text.words["start"].tolist()) for text in texts]
    words = [words_of(article) for article in facts.articles]
    return [
        " ".join(key for key, start in zip(own.keys, own.starts, strict=True) if start in kept)
        for own, kept in zip(words, starts, strict=True)
    ]


def test_a_paragraph_under_unrelated_articles_of_an_outlet_is_dropped() -> None:
    texts = _texts(*(_article(f"art-{n}", "Orsk Courier", story, FOOTER) for n, story in enumerate(STORIES)))
    assert not any("inbox" in text for text in texts)
    assert all("orsk courier" not in text for text in texts)
    assert texts[2].startswith("snow closed the northern pass")


def test_too_few_unrelated_articles_keep_it() -> None:
    articles = [_article(f"art-{n}", "Orsk Courier", story, FOOTER) for n, story in enumerate(STORIES)]
    assert all("inbox" in text for text in _texts(*articles[: RECURRENCES - 1]))


def test_different_or_unknown_outlets_keep_it() -> None:
    assert all("inbox" in text for text in _texts(*(_article(s, s[:5], s, FOOTER) for s in STORIES)))
    assert all("inbox" in text for text in _texts(*(_article(s, None, s, FOOTER) for s in STORIES)))


def test_versions_of_one_text_are_not_boilerplate() -> None:
    versions = [_article(f"art-{n}", "Orsk Courier", *STORIES[:3], f"Update {n}") for n in range(4)]
    assert all("two fishermen" in text for text in _texts(*versions))
