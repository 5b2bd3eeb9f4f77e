from __future__ import annotations

import pytest

from onrecord.ontology.word_kin import FAR, WordKin, load_word_kin


def test_the_commoner_the_senses_that_meet_the_nearer_the_words() -> None:
    kin = WordKin({("v", "sink"): (0, 1), ("v", "drop"): (2, 1), ("n", "sinking"): (3,)}, {0: ((3, 3),)})
    assert kin.apart("sink", "VERB", "sinking", "NOUN") == 0.3
    assert kin.apart("sink", "VERB", "drop", "VERB") == 0.8
    assert kin.apart("drop", "VERB", "sinking", "NOUN") == FAR


def test_a_path_may_lead_over_several_links_but_not_for_ever() -> None:
    steps = {at: ((at + 1, 10), (at - 1, 10)) for at in range(1, 9)}
    chain = WordKin({("v", f"w{at}"): (at,) for at in range(10)}, {0: ((1, 10),), **steps, 9: ((8, 10),)})
    assert chain.apart("w0", "VERB", "w3", "VERB") == 3.0
    assert chain.apart("w0", "VERB", "w9", "VERB") == FAR


@pytest.mark.parametrize(
    ("one", "other", "at_most"),
    [
        (("kill", "VERB"), ("killing", "NOUN"), 0.5),
        (("murder", "NOUN"), ("slaying", "NOUN"), 0.5),
        (("explode", "VERB"), ("explosion", "NOUN"), 0.5),
        (("dead", "ADJ"), ("die", "VERB"), 1.5),
        (("acquire", "VERB"), ("acquisition", "NOUN"), 0.5),
        (("arrest", "VERB"), ("apprehension", "NOUN"), 1.5),
    ],
)
def test_words_for_one_deed_are_near(one: tuple[str, str], other: tuple[str, str], at_most: float) -> None:
    kin = load_word_kin()
    assert kin.apart(*one, *other) <= at_most
    assert kin.apart(*other, *one) == kin.apart(*one, *other)


@pytest.mark.parametrize("other", [("resign", "VERB"), ("election", "NOUN"), ("velmark", "PROPN")])
def test_words_for_other_deeds_are_far(other: tuple[str, str]) -> None:
    assert load_word_kin().apart("explode", "VERB", *other) > 2


def test_words_of_several_parts_are_known_as_one() -> None:
    kin = load_word_kin()
    assert kin.knows("take_over")
    assert not kin.knows("take_ferry")
    assert kin.has("shooting", "NOUN")
    assert not kin.has("shooting", "PRON")


def test_the_table_links_only_rows_that_it_has() -> None:
    kin = load_word_kin()
    rows = {sense for senses in kin.senses.values() for sense in senses}
    assert max(other for links in kin.links.values() for other, _ in links) <= max(*rows, *kin.links)
    assert all(0 < step <= 10 for links in kin.links.values() for _, step in links)
