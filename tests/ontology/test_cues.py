from __future__ import annotations

import pytest

from onrecord.model.reading import CueType
from onrecord.ontology.cues import load_cues

_FRAMES = {"quote", "clause", "fronted", "infinitive", "gerund", "objective", "as", "according"}


@pytest.mark.parametrize(
    ("part", "lemma", "kind", "frame"),
    [
        ("VERB", "say", CueType.SAYS, "quote"),
        ("VERB", "point out", CueType.SAYS, "clause"),
        ("VERB", "deny", CueType.DENIES, "gerund"),
        ("VERB", "decline", CueType.DECLINES, "infinitive"),
        ("VERB", "believe", CueType.BELIEVES, "clause"),
        ("VERB", "hop", CueType.BELIEVES, "clause"),
        ("VERB", "ask", CueType.ASKS, "objective"),
        ("VERB", "order", CueType.ORDERS, "objective"),
        ("VERB", "plan", CueType.PLANS, "infinitive"),
        ("NOUN", "claim", CueType.SAYS, "clause"),
        ("ADP", "according", CueType.SAYS, "according"),
    ],
)
def test_cue_words_have_type_and_frames(part: str, lemma: str, kind: CueType, frame: str):
    word = load_cues().find(part, lemma)
    assert word is not None
    assert word.type is kind
    assert frame in word.content


def test_a_word_that_introduces_nothing_is_no_cue():
    assert load_cues().find("VERB", "eat") is None


def test_every_entry_has_a_frame_and_only_known_ones():
    words = list(load_cues())
    assert len(words) > 400
    for _, word in words:
        assert word.content | word.topic, word.lemma
        assert word.content <= _FRAMES, word.lemma
        assert not word.topic & _FRAMES - {"as", "clause", "infinitive"}, word.lemma
