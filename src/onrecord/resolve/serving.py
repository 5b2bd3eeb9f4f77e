"""People told of by their service alone ("officers", "marines", "three patrol boats"): whose they can be."""

from __future__ import annotations

import re

from onrecord.ontology.participant_sorts import load_participant_sorts
from onrecord.resolve.wording import words_in

_END = re.compile(r"\s(?:of|from|in|with|who)\s")


def serves(people: str, body: str) -> bool:
    """Say whether people told of without a name can be those of a body.

    What stands before the noun must be said of the body, too: customs officers are no police.

    >>> serves("officers", "the Sarnian coast guard"), serves("coast guard officers", "the Sarnian coast guard")
    (True, True)
    >>> serves("customs officers", "the Sarnian police"), serves("soldiers", "the Sarnian police")
    (False, False)
    """
    head = _END.split(people, maxsplit=1)[0]
    words = [w.sense for w in words_in(head) if w.content and (w.start == 0 or people[w.start].islower())]
    own = {word.sense for word in words_in(body) if word.content}
    bodies = load_participant_sorts().serving.get(words[-1], ()) if words else ()
    return any(names <= own for names in bodies) and set(words[:-1]) <= own
