"""All discrepancies of one claim: values, doers, firsts, wording, headings, names, and articles against themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.model.derived import Claim, ClaimKind, Discrepancy, Origin
from onrecord.model.facts import Facts
from onrecord.model.snapshot import Cast
from onrecord.trace.against import AgainstBodies
from onrecord.trace.backing import Backing
from onrecord.trace.doers import doer_discrepancies
from onrecord.trace.firsts import first_discrepancies
from onrecord.trace.foretold import foretold_discrepancies
from onrecord.trace.headings import Headings
from onrecord.trace.headlines import headline_discrepancies
from onrecord.trace.names import Names
from onrecord.trace.opposites import turned_headings
from onrecord.trace.retractions import denied_headings
from onrecord.trace.selves import self_discrepancies
from onrecord.trace.sites import site_discrepancies
from onrecord.trace.spellings import Spellings
from onrecord.trace.spots import spot_discrepancies
from onrecord.trace.values import value_discrepancies
from onrecord.trace.wordings import wording_discrepancies


class Differ:
    """Finds the discrepancies of claims, one claim after the other in the order of their ids.

    A spelling of a person's name is shown with the first claim that has it, not again with each.
    """

    def __init__(self, facts: Facts, cast: Cast) -> None:
        self._facts = facts
        self._cast = cast
        self._names = Names(facts, cast)
        self._headings = Headings(facts)
        self._spellings = Spellings(facts, cast)
        self._retractions = AgainstBodies(facts, denied_headings)
        self._opposites = AgainstBodies(facts, turned_headings)
        self._shown: set[tuple[str, tuple[str, ...]]] = set()

    def discrepancies(self, claim: Claim, origins: Sequence[Origin]) -> tuple[Discrepancy, ...]:
        """Return a claim's discrepancies, in the order of their ids."""
        found = {row.id: row for row in self._found(claim, origins)}
        return tuple(found[id_] for id_ in sorted(found))

    def _found(self, claim: Claim, origins: Sequence[Origin]) -> Iterator[Discrepancy]:
        backing = Backing(self._facts, self._cast, claim, origins)
        if claim.kind is ClaimKind.EVENT:
            yield from value_discrepancies(backing)
            yield from site_discrepancies(backing)
            yield from spot_discrepancies(backing)
            yield from doer_discrepancies(backing)
            yield from first_discrepancies(backing)
            yield from self_discrepancies(backing)
            yield from headline_discrepancies(backing)
            yield from foretold_discrepancies(backing)
        else:
            yield from wording_discrepancies(backing)
            yield from self._headings.discrepancies(backing)
        yield from self._retractions.discrepancies(backing)
        yield from self._opposites.discrepancies(backing)
        yield from self._names.discrepancies(backing, self._shown)
        yield from self._spellings.discrepancies(backing, self._shown)
