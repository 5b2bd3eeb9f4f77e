"""Coverage made up for measuring growth: sound records, the same for the same seed, of the shape that is said."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest

from bench.coverage import bases, grammar
from bench.coverage.__main__ import coverage_of, drawn, main, write
from bench.coverage.bases import load_bases, paragraphs_of
from bench.coverage.happenings import Coverage, Made
from bench.coverage.names import Urn, World, seeded
from bench.coverage.render import Cast, Rewording, fill
from bench.coverage.slots import Slot
from onrecord.model.article import BlockKind
from onrecord.model.reading import EntityKind, Reading
from onrecord.record.evidence import faults
from onrecord.record.file import Record
from onrecord.record.verify import verify
from onrecord.resolve.words import words_of

pytestmark = pytest.mark.model

WRITTEN = 30
TEXT = (
    "The harbour of Torsund was closed on Friday after a storm. The mayor, Ada Torvik, says the ships must wait. "
    '"We will open it again when the sea is calm," she told reporters in Torsund. Germany sent two tugs. '
    "Germany and France will meet on Monday to talk about the cost of the repairs. Mrs Torvik welcomed the talks."
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bases")


@pytest.fixture(scope="module")
def coverage(cache: Path) -> Coverage:
    return fresh(cache)


def fresh(cache: Path, seed: int = 1) -> Coverage:
    return coverage_of(seed, cache, WRITTEN, [TEXT])


def happening_of(made: Made) -> str:
    return made[0].uri.split("/")[1].split("-")[0]


def facts(readings: Iterable[Reading]) -> Counter[str]:
    found: Counter[str] = Counter()
    for reading in readings:
        for name in ("entities", "mentions", "tenures", "statements", "events", "citations"):
            found[name] += len(getattr(reading, name))
    return found


def test_every_article_rests_on_its_text(cache: Path, tmp_path: Path) -> None:
    path = tmp_path / "coverage.db"
    counts = write(fresh(cache).articles(120), path)
    assert counts["article"] == 120
    assert min(counts[name] for name in ("entity", "mention", "statement", "event", "citation", "tenure")) > 100
    with Record.open(path, readonly=True) as record:
        assert list(verify(record)) == []


def test_the_same_seed_gives_the_same_articles(cache: Path) -> None:
    first, again, other = (list(fresh(cache, seed).articles(60)) for seed in (1, 1, 2))
    assert first == again
    assert not {article.id for article, _ in first} & {article.id for article, _ in other}


def test_bases_come_from_the_cache_as_they_were_read(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = list(bases.read_bases([TEXT], 2))
    monkeypatch.setattr(bases, "read_bases", lambda *_: iter(read))
    assert load_bases([TEXT], cache, 2) == read
    monkeypatch.setattr(bases, "read_bases", None)
    assert load_bases([TEXT], cache, 2) == read


def test_names_of_the_bases_do_not_come_through(cache: Path) -> None:
    articles = [article for article, _ in fresh(cache).articles(150)]
    named = re.compile(r"\b(Velmark|Ostania|Karsia|Torvik|Drossen|Solvang|Germany|France|Velpress|Ostanews)\b")
    assert [match[0] for article in articles for match in [named.search(article.text)] if match] == []


def test_a_person_has_one_name_in_all_articles_of_a_happening(coverage: Coverage) -> None:
    made = list(coverage.happening(seeded("3"), 30))
    together: defaultdict[str, set[str | None]] = defaultdict(set)
    for _, reading in made:
        for entity in reading.entities:
            if entity.kind is EntityKind.STATE:
                together[entity.name].add(entity.state)
    assert together
    assert all(len(codes) == 1 for codes in together.values())
    persons = Counter(e.name for _, reading in made for e in reading.entities if e.kind is EntityKind.PERSON)
    assert persons.most_common(1)[0][1] > 5


def test_articles_of_a_happening_share_text_and_others_hardly(cache: Path) -> None:
    coverage = fresh(cache)
    runs = []
    for number in range(12):
        made = list(coverage.happening(seeded(f"{number}"), 4, rewrites=0.0, copies=1.0))
        runs.append([_runs(article_made) for article_made in made])
    within = [len(a & b) / min(len(a), len(b)) for a, b, *_ in runs]
    across = [len(a[0] & b[0]) / min(len(a[0]), len(b[0])) for a, b in pairwise(runs)]
    assert sum(within) / len(within) > 0.6
    assert sum(across) / len(across) < 0.05


def _runs(made: Made) -> set[tuple[str, ...]]:
    keys = words_of(made[0]).keys
    return {tuple(keys[at : at + 5]) for at in range(len(keys) - 4)}


def test_copies_are_copies_with_ids_of_their_own(coverage: Coverage) -> None:
    made = list(coverage.copies(20))
    assert len({article.text for article, _ in made}) == 1
    assert len({article.id for article, _ in made}) == 20
    assert len({fact.id for _, reading in made for fact in reading.statements}) == 20 * len(made[0][1].statements)


def test_one_story_is_of_distinct_rewrites(coverage: Coverage) -> None:
    made = list(drawn(coverage, 40, 0, True))
    assert len({happening_of(each) for each in made}) == 1
    assert len({article.text for article, _ in made}) == 40


def test_sizes_and_times_are_those_of_coverage(cache: Path) -> None:
    made = list(fresh(cache).articles(600))
    sizes = Counter(Counter(map(happening_of, made)).values())
    assert sizes[1] > sum(sizes.values()) / 2
    assert max(sizes) >= 8
    undated = sum(article.published is None for article, _ in made)
    assert 0 < undated < 60
    assert len({(article.published or "")[:7] for article, _ in made}) >= 12


def test_every_reading_is_as_if_read_from_the_article(coverage: Coverage) -> None:
    for article, reading in coverage.happening(seeded("5"), 12):
        assert list(faults(article, reading)) == []
        assert article.blocks[0].kind is BlockKind.TITLE
        assert article.title == article.blocks[0].span.of(article.text)


def test_the_number_of_names_grows_more_slowly_than_their_use() -> None:
    rng, urn = seeded("1"), Urn()
    drawn_numbers = [urn.draw(rng) for _ in range(40_000)]
    quarter, whole = (len(set(drawn_numbers[:count])) for count in (10_000, 40_000))
    assert 1.5 < whole / quarter < 3


def test_rewording_keeps_names_and_quotations(coverage: Coverage) -> None:
    cast = Cast(coverage.library, World(1), seeded("1"), [0])
    words = Rewording(cast, 1.0, seeded("2"))
    person, quoted = Slot("person", "#0@", "surname"), Slot("word", "harbour", "NN", fixed=True)
    assert words[person] == cast[person]
    assert words[quoted] == cast[quoted]
    for paragraph in coverage.library.parts["lead"]:
        assert fill(paragraph, words).at[-1] == len(fill(paragraph, words).text)


def test_paragraphs_never_end_within_a_quotation() -> None:
    paragraphs = list(paragraphs_of(TEXT))
    assert " ".join(paragraphs) == TEXT
    assert all(paragraph.count('"') % 2 == 0 for paragraph in paragraphs)


def test_grammar_names_nobody_real_and_fills_every_slot() -> None:
    for article in grammar.articles(50):
        for _, text in article.paragraphs:
            assert not re.search(r"[{}\[\]|]", text)


def test_command_writes_a_record_and_refuses_to_overwrite(
    cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bench.coverage.__main__.corpus", lambda: [TEXT])
    monkeypatch.setattr("bench.coverage.__main__.coverage_of", lambda seed, *_, **__: fresh(cache, seed))
    path = tmp_path / "made.db"
    arguments = ["15", "--record", str(path), "--copies", "10", "--cache", str(cache)]
    assert main(arguments) == 0
    assert json.loads(capsys.readouterr().out)["article"] == 15
    with pytest.raises(SystemExit):
        main(arguments)
