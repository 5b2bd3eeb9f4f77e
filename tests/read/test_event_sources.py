from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.reading import CitationScope
from onrecord.read.doc import citations_of, events_of, make_doc

pytestmark = pytest.mark.model


def _behind_events(nlp: Language, text: str) -> dict[str, list[tuple[str, str]]]:
    """Return the sources of each event by its trigger."""
    article = Article("art-1", "a.txt", text, "", (Block(0, len(text), BlockKind.BODY),), outlet="Torsund Courier")
    doc = nlp(make_doc(nlp, article))
    cited = [c for c in citations_of(doc) if c.scope is CitationScope.EVENT]
    return {
        event.trigger.of(text): [(c.kind.value, c.name) for c in cited if c.target == event.id]
        for event in events_of(doc)
    }


@pytest.mark.parametrize(
    ("text", "trigger", "source"),
    [
        (
            "France expelled three Russian diplomats on Monday, as our correspondent saw from the gate.",
            "expelled",
            ("own", "our correspondent"),
        ),
        (
            "Police arrested nine protesters outside the embassy; a Reuters correspondent watched from the steps.",
            "arrested",
            ("agency", "Reuters"),
        ),
        ("Police arrested nine protesters in Paris on Monday.", "arrested", None),
        (
            "Police arrested nine protesters in Paris on Monday. Our reporter saw them being led away.",
            "arrested",
            ("own", "Our reporter"),
        ),
        (
            "The interior ministry announced the expulsion of three French diplomats on Monday.",
            "expulsion",
            ("official", "The interior ministry"),
        ),
        (
            "Police arrested nine protesters in Paris, a reporter of this newspaper saw.",
            "arrested",
            ("own", "this newspaper"),
        ),
        ("At the bridge our reporter saw officers arrest nine protesters.", "arrest", ("own", "our reporter")),
        ("The ministry did not announce the expulsion of three French diplomats.", "expulsion", None),
        ("The ministry did not mention the expulsion of three French diplomats.", "expulsion", None),
        ("The ministry mentioned the expulsion of three French diplomats.", "expulsion", None),
    ],
)
def test_an_event_rests_on_whose_people_saw_it(nlp: Language, text: str, trigger: str, source: tuple[str, str] | None):
    found = _behind_events(nlp, text)
    assert found[trigger] == ([source] if source else [])


def test_what_another_says_in_the_same_sentence_was_not_seen(nlp: Language):
    text = "Police said that France had expelled three diplomats; our correspondent counted nine lorries."
    assert ("own", "our correspondent") not in _behind_events(nlp, text)["expelled"]
