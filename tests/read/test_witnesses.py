from __future__ import annotations

import pytest

from onrecord.model.article import Article
from onrecord.ontology.sources import load_sources
from onrecord.read.publishers import Publishers
from onrecord.read.witnesses import Witnesses


def _witnesses(outlet: str = "Torsund Courier") -> Witnesses:
    return Witnesses(Publishers(Article("art-1", "a.txt", "", "", outlet=outlet), load_sources()))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The gate was opened at noon, as our reporter saw from the quay.", ["own"]),
        ("Thousands had gathered by six, as the correspondent saw.", ["own"]),
        ("The crowd was thin, as this reporter could see.", ["own"]),
        ("The correspondent of another paper was arrested.", []),
        ("Our correspondent, who had slept in the town hall, watched the guards leave.", ["own"]),
        ("The guards left at noon; this newspaper’s reporter was standing ten metres away.", ["own"]),
        ("Some 800 people came, by the count of this newspaper's reporters.", ["own"]),
        ("A Reuters correspondent saw two lorries burn.", ["agency"]),
        ("Two lorries burned, witnessed by an AFP journalist.", ["agency"]),
        ("The Torsund Courier's reporter, who was in the courtroom, saw her smile.", ["own"]),
        ("We counted 40 lorries at the gate.", ["own"]),
        ("A Courier reporter was in the hall when it was signed.", ["own"]),
        ("Reporters from this newspaper counted 40 lorries.", ["own"]),
        ("The Torsund Courier's Anna Brink watched from a roof.", ["own"]),
        ("Our own photographer, who had climbed a crane, saw the guards leave.", ["own"]),
        ("I saw the guards leave.", ["own"]),
        ("Some 800 people came, by this newspaper's count.", ["own"]),
        ("Some 800 people came, according to Reuters’ own tally.", ["agency"]),
        ("Some 800 people read this newspaper's estimate.", []),
        ("“I saw the guards leave,” said the baker.", []),
        ("We saw prices rise last year.", []),
        ("Our reporter asked the minister for an answer.", []),
        ("No Reuters correspondent saw it.", []),
        ("The minister saw our correspondent at the gate.", []),
    ],
)
def test_who_was_there_saw_it(text: str, kinds: list[str]):
    found = list(_witnesses().saw(text, 100))
    assert [conduit.kind.value for conduit in found] == kinds
    assert all(text[c.span.start - 100 : c.span.end - 100] for c in found)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Our correspondent wrote the words down on the back of a ticket.", 1),
        ("Our correspondent heard it from the third row.", 1),
        ("Our correspondent took the night train.", 0),
        ("Our correspondent saw her leave.", 0),
    ],
)
def test_who_wrote_words_down_heard_them(text: str, count: int):
    assert len(list(_witnesses().noted(text))) == count


def test_who_stood_beside_the_speaker_heard_the_words():
    text = "…, the mayor told the crews, with a Reuters reporter standing beside her."
    assert [conduit.name for conduit in _witnesses().heard(text)] == ["Reuters"]
    assert not list(_witnesses().heard("…, the mayor said, while a Reuters reporter saw the crews leave."))


@pytest.mark.parametrize(
    ("following", "kinds"),
    [
        ("A correspondent of the Torsund Courier saw them being pushed into buses.", ["own"]),
        ("Our reporter watched the raid from a roof.", ["own"]),
        ("This newspaper counted them.", ["own"]),
        ("An AFP reporter witnessed the arrests.", ["agency"]),
        ("Our reporter saw them at the market on Monday.", []),
        ("Our reporter saw a minister leave.", []),
        ("None of our reporters saw it.", []),
    ],
)
def test_the_next_sentence_says_who_saw_it(following: str, kinds: list[str]):
    assert [conduit.kind.value for conduit in _witnesses().watched(following)] == kinds
