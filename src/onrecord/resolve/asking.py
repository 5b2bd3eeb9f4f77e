"""What a demand or an appeal asks for, in words that can be compared across reports.

"Demanded that Velmark release the tanker" and "called on Velmark to free the vessel" ask for one thing: what stands
behind the verb counts, things by their sort, and what is akin to a release, a withdrawal and the like by one word.
"""

from __future__ import annotations

from onrecord.model.reading import Event
from onrecord.model.span import Span
from onrecord.ontology.participant_sorts import load_participant_sorts
from onrecord.resolve.sentences import sentence_at
from onrecord.resolve.wording import Word, words_in

REQUEST = "REQUEST"
_ALIKE = 0.4
_LEAST = 2


def sought(event: Event, text: str) -> frozenset[str]:
    """Return the words for what an event of an article's text asks for; nothing of events that ask for nothing."""
    if event.type != REQUEST:
        return frozenset()
    sentence = sentence_at(text, event.trigger)
    words = words_in(text, Span(event.trigger.end, sentence.end)) if sentence.end > event.trigger.end else ()
    return frozenset(_meaning(word) for word in words if word.content and not word.sense.startswith("="))


def _meaning(word: Word) -> str:
    sorts = load_participant_sorts()
    return sorts.sort.get(word.sense) or sorts.asked.get(word.sense) or word.sense


def asked_alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Say whether two requests ask for one thing: two words in common, and a good part of the shorter one's.

    >>> asked_alike(frozenset({"release", "vessel", "now"}), frozenset({"release", "vessel", "everyone", "board"}))
    True
    """
    shared = len(a & b)
    return shared >= _LEAST and shared >= _ALIKE * min(len(a), len(b))
