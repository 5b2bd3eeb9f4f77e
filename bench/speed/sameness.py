"""Whether a change leaves readings as they were: writes them, or compares them with what was written before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.model.article import Article
from onrecord.model.run import StatementsBy
from onrecord.read.batch import read_batch
from onrecord.read.doc import article_of, make_doc
from onrecord.read.pipeline import make_pipeline
from onrecord.read.resting import flow

_AT_ONCE = 32


def rows(articles: Sequence[Article]) -> Iterator[str]:
    """Yield what the model says of each article's words, and its reading both ways, a row each."""
    for by in StatementsBy:
        nlp = make_pipeline(statements_by=by, processors=1)
        for at in range(0, len(articles), _AT_ONCE):
            some = articles[at : at + _AT_ONCE]
            readings, problems = read_batch(nlp, some)
            yield from (f"{by} {reading!r}" for reading in (*readings, *problems))
            if by is StatementsBy.RULES:
                yield from _parses(nlp, some)


def _parses(nlp: Language, articles: Sequence[Article]) -> Iterator[str]:
    for doc in nlp.pipe(make_doc(nlp, flow(article)) for article in articles):
        yield f"parse {article_of(doc).id} {_parse(doc)!r}"


def _parse(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.tag_, t.pos_, t.lemma_, str(t.morph), t.head.i, t.dep_, t.ent_iob, t.ent_type_) for t in doc]


def compare(articles: Sequence[Article], path: Path) -> dict[str, Any]:
    """Write the rows where there is no such file; else return how many differ from those in it."""
    made = list(rows(articles))
    if not path.exists():
        path.write_text("".join(f"{row}\n" for row in made), encoding="utf-8")
        return {"rows": len(made), "written": str(path)}
    before = path.read_text(encoding="utf-8").split("\n")[:-1]
    differing = sum(a != b for a, b in zip(before, made, strict=False)) + abs(len(before) - len(made))
    return {"rows": len(made), "differing": differing}
