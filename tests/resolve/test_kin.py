from __future__ import annotations

from collections.abc import Iterable

import pytest

from onrecord.ontology.people import load_people
from onrecord.resolve.kin import Counted, Kin, kindred, label_of


def _kin(names: Iterable[str], judged: Iterable[tuple[str, str, str]] = ()) -> list[Kin]:
    counts = {label_of("person", name, None): (1, at) for at, name in enumerate(names)}
    return list(kindred(counts, judged, load_people()))


@pytest.mark.parametrize(
    ("names", "apart"),
    [
        (("Ada Torvik", "Torvik"), 1),
        (("Ada Torvik", "Olaf Torvik"), 1),
        (("Sergei Brandov", "Sergey Brandov"), 1),
        (("Olaf Gabruev", "Olaf Gubruev"), 1),
        (("Olaf Gabruev", "Peter Gubruev"), 2),
        (("Ada Torvik", "Ada Lindqvist"), 2),
        (("Ilmari van der Berg", "Berg"), 1),
        (("Ada Torvik", "Torvik", "Peter Lindqvist", "Lindqvist"), 2),
    ],
)
def test_persons_are_of_one_kin_where_their_names_can_be_one_persons(names: tuple[str, ...], apart: int) -> None:
    assert len(_kin(names)) == apart


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("state", "Velmark", "XVM"), ("state", "the Velmark government", "XVM"), True),
        (("state", "Velmark", "XVM"), ("state", "Ostania", "XOS"), False),
        (("agency", "Velpress", None), ("outlet", "Velpress", "XVM"), True),
        (("organisation", "the Harbour Guard", None), ("organisation", "Harbour Guard", "XVM"), True),
        (("organisation", "Harbour Guard", "XVM"), ("group", "Harbour Guard", None), True),
        (("organisation", "Harbour Guard", None), ("outlet", "Harbour Guard", None), False),
        (("person", "Ada Torvik", None), ("organisation", "Ada Torvik", None), False),
    ],
)
def test_bodies_are_of_one_kin_by_name_and_states_by_code(
    one: tuple[str, str, str | None], other: tuple[str, str, str | None], same: bool
) -> None:
    assert (label_of(*one) == label_of(*other)) is same


def test_what_people_judged_is_of_one_kin() -> None:
    judged = [("person Ada Torvik", "person Ada Lindqvist", "jdg-1")]
    (kin,) = _kin(("Ada Torvik", "Ada Lindqvist"), judged)
    assert kin.labels == ("person Ada Lindqvist", "person Ada Torvik")
    (other,) = _kin(("Ada Torvik", "Ada Lindqvist"), [(*judged[0][:2], "jdg-2")])
    assert other.inputs != kin.inputs


def test_a_further_name_changes_its_own_kin_alone() -> None:
    def inputs(counts: dict[str, Counted]) -> dict[tuple[str, ...], str]:
        return {kin.labels: kin.inputs for kin in kindred(counts, (), load_people())}

    counts = {"person Ada Torvik": (2, 7), "person Peter Lindqvist": (1, 3)}
    before = inputs(counts)
    after = inputs({**counts, "person Torvik": (1, 8)})
    assert after["person Peter Lindqvist",] == before["person Peter Lindqvist",]
    assert ("person Ada Torvik", "person Torvik") in after
    again = inputs({**counts, "person Ada Torvik": (3, 8)})
    assert again["person Ada Torvik",] != before["person Ada Torvik",]
