"""Who acts where a phrase is but a town's name: of a capital the government, of another large town its residents.

A small town's name is too often that of something else to tell more than the state.
"""

from __future__ import annotations

from onrecord.ontology.actor_hits import Sight
from onrecord.ontology.actor_phrase import Part
from onrecord.ontology.actor_places import is_city
from onrecord.ontology.actor_sectors import Told
from onrecord.ontology.actor_tokens import key_of
from onrecord.ontology.states import Form

_ARTICLES = frozenset({"the", "a", "an"})
_SEATS = frozenset({Form.CAPITAL, Form.METONYM})
_GOVERNMENT, _RESIDENTS = "GOV", "CVL"


def place_of(sight: Sight, part: Part) -> Told | None:
    """Return what the name of a town alone tells; a region or a state alone tells nothing.

    >>> from onrecord.ontology.actor_codes import code_actor
    >>> [code_actor(name).sector for name in ("Beijing", "Osaka", "Texas", "China", "residents of Beijing")]
    ['GOV', 'CVL', None, None, 'CVL']
    """
    hits = sight.within(part[0].start, part[0].end) if len(part) == 1 else []
    if len(hits) != 1 or not hits[0].is_state:
        return None
    hit = hits[0]
    rest = [place for place in range(part[0].start, part[0].end) if not hit.start <= place < hit.end]
    if any(sight.key(place) not in _ARTICLES for place in rest):
        return None
    if hit.forms & _SEATS:
        return Told(_GOVERNMENT, None, hit)
    return Told(_RESIDENTS, None, hit) if not hit.forms and not hit.name and is_city(key_of(hit.text)) else None
