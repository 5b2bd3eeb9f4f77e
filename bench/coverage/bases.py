"""Base articles: read once by the real pipeline, with the tags of their words, and kept in a cache."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from spacy.language import Language

import onrecord
from bench.coverage import grammar
from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.reading import Reading
from onrecord.model.run import StatementsBy
from onrecord.read.batch import read_batch
from onrecord.read.pipeline import load_model, make_pipeline
from onrecord.record.codec import from_row, to_row
from onrecord.record.tables import ARTICLE, READING

PUBLISHED = "2024-05-06"
"""The day on which every base article appeared, a Monday; what is dated from it moves with the articles made of it."""

WRITTEN = 240
"""Articles of the grammar."""

_SENTENCE = re.compile(r'(?<=[.!?])["\']? (?=["\']?[A-Z])')


@dataclass(frozen=True, slots=True)
class Tag:
    """A word of an article and its part of speech."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True)
class Base:
    """An article that was read: `parts` says what each block is in the grammar, "text" in the corpus."""

    article: Article
    reading: Reading
    tags: tuple[Tag, ...]
    parts: tuple[str, ...]

    @cached_property
    def blocks(self) -> tuple[tuple[Block, str], ...]:
        """The blocks with their parts."""
        return tuple(zip(self.article.blocks, self.parts, strict=True))


def corpus() -> list[str]:
    """Return the texts of the Lee corpus; none where gensim is not installed."""
    spec = importlib.util.find_spec("gensim")
    if spec is None or not spec.submodule_search_locations:
        return []
    file = Path(spec.submodule_search_locations[0]) / "test/test_data/lee_background.cor"
    return file.read_text(encoding="utf-8").splitlines()


def load_bases(texts: Sequence[str], folder: Path, written: int = WRITTEN) -> list[Base]:
    """Return the base articles of some texts and of the grammar, from the cache in `folder` where they are there."""
    file = folder / f"coverage-bases-{_mark(texts, written)}.jsonl"
    if not file.exists():
        rows = [json.dumps(_packed(base), ensure_ascii=False) for base in read_bases(texts, written)]
        folder.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text("\n".join(rows), encoding="utf-8")
        part.replace(file)
    return [_unpacked(json.loads(row)) for row in file.read_text(encoding="utf-8").split("\n") if row]


def read_bases(texts: Iterable[str], written: int) -> Iterator[Base]:
    """Read the articles with the rules."""
    articles = [*map(_of_text, texts), *map(_of_grammar, grammar.articles(written))]
    with TemporaryDirectory() as folder:
        actors = Path(folder) / "actors.yaml"
        actors.write_text(grammar.ACTORS, encoding="utf-8")
        nlp = make_pipeline(actors_file=actors, statements_by=StatementsBy.RULES)
        readings, _ = read_batch(nlp, [article for article, _ in articles])
    read = {reading.article: reading for reading in readings}
    tagger = load_model()
    for article, parts in articles:
        if article.id in read:
            yield Base(article, read[article.id], tuple(_tags(tagger, article)), parts)


def paragraphs_of(text: str) -> Iterator[str]:
    """Cut a text that is one line into paragraphs of two sentences, never within a quotation.

    >>> list(paragraphs_of('It rains. It "rains. It" rains. It snows. He left.'))
    ['It rains. It "rains. It" rains.', 'It snows. He left.']
    """
    start, sentences = 0, 0
    for end in [match.end() for match in _SENTENCE.finditer(text)] + [len(text)]:
        if text.count('"', start, end) % 2:
            continue
        sentences += 1
        if sentences == 2 or end == len(text):
            yield text[start:end].strip()
            start, sentences = end, 0
    if text[start:].strip():
        yield text[start:].strip()


def _of_text(text: str) -> tuple[Article, tuple[str, ...]]:
    paragraphs = list(paragraphs_of(text.strip()))
    return _article("", paragraphs), ("text",) * len(paragraphs)


def _of_grammar(written: grammar.Written) -> tuple[Article, tuple[str, ...]]:
    article = _article(written.title, [text for _, text in written.paragraphs])
    return article, ("title", *(part for part, _ in written.paragraphs))


def _article(title: str, paragraphs: Sequence[str]) -> Article:
    lines = [title, *paragraphs] if title else [*paragraphs]
    text, blocks = "", []
    for number, line in enumerate(lines):
        kind = BlockKind.TITLE if title and not number else BlockKind.BODY
        blocks.append(Block(len(text), len(text) + len(line), kind))
        text += line + "\n"
    key = hashlib.sha256(text.encode()).hexdigest()
    return Article(f"base-{key[:16]}", key[:16], text, key, tuple(blocks), title=title or None, published=PUBLISHED)


def _tags(nlp: Language, article: Article) -> Iterator[Tag]:
    with nlp.select_pipes(enable=["tok2vec", "tagger"]):
        for doc, at in nlp.pipe(((b.span.of(article.text), b.start) for b in article.blocks), as_tuples=True):
            yield from (Tag(at + t.idx, at + t.idx + len(t), t.tag_) for t in doc if t.is_alpha)


def _mark(texts: Sequence[str], written: int) -> str:
    """Return a hash of all that the base articles depend on: the texts, the grammar, and the software that reads."""
    digest = hashlib.sha256(f"{written} {grammar.ACTORS} {list(grammar.articles(written))}".encode())
    digest.update("\n".join(texts).encode())
    digest.update(Path(__file__).read_bytes())
    for package in ("read", "ontology"):
        root = Path(str(resources.files(onrecord) / package))
        for file in sorted(root.rglob("*")):
            if file.is_file() and file.suffix in {".py", ".yaml", ".csv"}:
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _packed(base: Base) -> dict[str, object]:
    facts = {name: [to_row(fact) for fact in getattr(base.reading, name)] for name, _ in READING}
    article = {name: value for name, value in to_row(base.article).items() if name in ARTICLE.columns}
    blocks = [to_row(block) for block in base.article.blocks]
    return {
        "article": article,
        "blocks": blocks,
        "facts": facts,
        "tags": list(map(to_row, base.tags)),
        "parts": base.parts,
    }


def _unpacked(row: dict[str, Any]) -> Base:
    blocks = tuple(from_row(Block, block) for block in row["blocks"])
    article = from_row(Article, row["article"], blocks=blocks, candidates=())
    facts: dict[str, tuple[Any, ...]] = {
        name: tuple(from_row(table.kind, fact) for fact in row["facts"][name]) for name, table in READING
    }
    tags = tuple(from_row(Tag, tag) for tag in row["tags"])
    return Base(article, Reading(article.id, **facts), tags, tuple(row["parts"]))
