"""Whether words of a noun phrase are part of somebody's name, and tell nothing: "President Chad Tarn"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.ontology.actor_hit import Hit
from onrecord.ontology.actor_tokens import Token
from onrecord.ontology.actor_words import Kind
from onrecord.ontology.states import Form


def of_person(tokens: Sequence[Token], hit: Hit, found: Sequence[Hit]) -> bool:
    """Say whether a hit is part of somebody's name: "President Chad Tarn", "Jordan Tarn", "Minister Ada Baker".

    A leader's name is part of a longer one before further words in capitals ("Ada Torvik Bridge").
    """
    follows = hit.end < len(tokens) and tokens[hit.end].capital
    follows = follows and not any(other.start == hit.end for other in found)
    if hit.leader:
        return follows
    if hit.kind is Kind.NOUN and hit.sector and not hit.name and not hit.forms:
        return hit.end - hit.start == 1 and _named_before(tokens, hit, found)
    if not (hit.forms or hit.kind is Kind.FAITH) or not (follows or _ends_name(hit, found)):
        return False
    if any(_is_office(other) and other.end == hit.start for other in found):
        return True
    return len(found) == 1 and not hit.forms & {Form.ADJECTIVE, Form.PEOPLE}


def _ends_name(hit: Hit, found: Sequence[Hit]) -> bool:
    """Say whether a surname that is a noun follows: "Attorney General Christian Baker"."""
    after = next((other for other in found if other.start == hit.end), None)
    return hit.kind is Kind.FAITH and after is not None and after.text.istitle() and after.end - after.start == 1


def _named_before(tokens: Sequence[Token], hit: Hit, found: Sequence[Hit]) -> bool:
    """Say whether only names in capitals stand between an office and a noun in capitals."""
    office = max((other.end for other in found if _is_office(other) and other.end <= hit.start), default=None)
    if office is None or office == hit.start or not hit.text.istitle():
        return False
    return all(token.capital for token in tokens[office : hit.start])


def _is_office(hit: Hit) -> bool:
    """Say whether a hit is an office or another noun in capitals, after which a person's name may stand."""
    return bool(hit.sector and not hit.name and hit.text[0].isupper() and hit.kind in (Kind.NOUN, Kind.ROLE))
