"""People told of by their service alone ("officers", "marines", "three patrol boats"): whose they can be."""

from __future__ import annotations

import re

from onrecord.ontology.participant_sorts import load_participant_sorts
from onrecord.ontology.wording import load_wording
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
    words = [word for word in words_in(head) if word.content and word.form not in load_wording().numbers]
    said = [word.sense for word in words if word.start == 0 or head[word.start].islower()]
    own = {word.sense for word in words_in(body) if word.content}
    for nouns, bodies in load_participant_sorts().serving:
        if tuple(said[-len(nouns) :]) == nouns:
            return any(names <= own for names in bodies) and set(said[: -len(nouns)]) <= own
    return False
