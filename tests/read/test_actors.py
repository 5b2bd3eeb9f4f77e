from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.model.reading import Entity, Mention, Tenure
from onrecord.read.actors import make_actors
from onrecord.read.doc import article_of, entities_of, mentions_of, tenures_of
from onrecord.read.mentions import MentionIndex

pytestmark = pytest.mark.model

OWN = """
states:
  - {code: VEL, name: Velmark, demonyms: [Velmarkian, Velmarkians], capital: Torhaven, metonyms: [Iron Tower]}
  - {code: OST, name: Ostrania, demonyms: [Ostranian, Ostranians], capital: Lodevik, metonyms: []}
sources:
  - {name: Velpress, kind: agency, state: VEL}
persons:
  - {name: Ilse Marandt, aliases: [the Grey Lady], state: OST, office: spokesperson}
  - {name: Jorun Haldane, state: OST, sector: BUS}
  - name: Wenzel Dahlke
    state: OST
    tenures: [{office: mayor, since: 2015, until: 2019}, {office: judge, since: 2020}]
"""


class Found(NamedTuple):
    doc: Doc
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    tenures: tuple[Tenure, ...]

    def entity(self, name: str) -> Entity:
        (entity,) = (entity for entity in self.entities if entity.name == name)
        return entity

    def names(self, kind: str) -> list[str]:
        return sorted(entity.name for entity in self.entities if entity.kind == kind)

    def texts(self, name: str) -> list[str]:
        entity = self.entity(name)
        return [mention.text for mention in self.mentions if mention.entity == entity.id]

    def at(self, word: str, which: int = 0) -> str | None:
        index = MentionIndex(self.doc)
        token = [token for token in self.doc if token.text == word][which]
        mention = index.at(token)
        return index.entity[mention.entity].name if mention else None


@pytest.fixture(scope="module")
def find(nlp: Language, parse: Callable[..., Doc], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Found]:
    own: Path = tmp_path_factory.mktemp("own") / "actors.yaml"
    own.write_text(OWN)
    component = make_actors(nlp, "actors", actors_file=str(own))

    def found(text: str) -> Found:
        doc = component(parse(text))
        return Found(doc, entities_of(doc), mentions_of(doc), tenures_of(doc))

    return found


def test_names_of_one_person_are_chained_under_the_fullest(find: Callable[[str], Found]) -> None:
    found = find("General Olaf Brandvik arrived on Tuesday. Brandvik said he was tired. Mr Brandvik then left.")
    assert found.names("person") == ["Olaf Brandvik"]
    assert found.texts("Olaf Brandvik") == ["Olaf Brandvik", "Brandvik", "he", "Brandvik"]


def test_different_first_names_are_different_people(find: Callable[[str], Found]) -> None:
    found = find("Helen Brandvik spoke first. Peter Brandvik answered. Mrs Brandvik left the room.")
    assert found.names("person") == ["Helen Brandvik", "Peter Brandvik"]
    assert found.texts("Helen Brandvik") == ["Helen Brandvik", "Brandvik"]


def test_a_titled_surname_is_not_a_relative_named_later(find: Callable[[str], Found]) -> None:
    found = find(
        "President Torvik said on Monday that the bridge was safe. Torvik spoke in Torhaven.\n"
        "His wife, Ilse Torvik, did not come. Torvik left early."
    )
    assert found.names("person") == ["Ilse Torvik", "Torvik"]
    assert found.texts("Ilse Torvik") == ["Ilse Torvik"]
    assert found.texts("Torvik").count("Torvik") == 3


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Skipper Tomas Vell was freed on Monday.", "Tomas Vell"),
        ("Police freed Nurse Lea Brandt on Monday.", "Lea Brandt"),
        ("Treasurer Ida Moll was arrested on Monday.", "Ida Moll"),
        ("Corporal Mika van Orren was freed on Monday.", "Mika van Orren"),
        ("Victor Ivo Brandt was elected on Monday.", "Victor Ivo Brandt"),
    ],
)
def test_a_calling_before_a_full_name_is_no_part_of_it(find: Callable[[str], Found], text: str, name: str) -> None:
    assert find(text).names("person") == [name]


def test_callings_in_the_plural_are_no_part_of_a_name(find: Callable[[str], Found]) -> None:
    found = find("Defence Ministers Joren Talvik and Pavel Grote signed the accord.")
    assert "Joren Talvik" in found.names("person")


def test_father_and_son_are_two(find: Callable[[str], Found]) -> None:
    found = find("Peter Brandvik spoke first. His son, Peter Brandvik Jr., answered him at length.")
    assert found.names("person") == ["Peter Brandvik", "Peter Brandvik Jr."]


def test_two_names_joined_by_a_hyphen_are_two_people(find: Callable[[str], Found]) -> None:
    found = find("Helen Brandvik met Peter Lindqvist. The Brandvik-Lindqvist talks lasted all day.")
    assert found.names("person") == ["Helen Brandvik", "Peter Lindqvist"]


def test_either_part_of_an_east_asian_name_may_be_the_short_form(find: Callable[[str], Found]) -> None:
    found = find("Defence Minister Zhao Liwen arrived on Tuesday. Zhao met soldiers. Minister Zhao then flew home.")
    assert found.names("person") == ["Zhao Liwen"]
    assert found.texts("Zhao Liwen") == ["Zhao Liwen", "Zhao", "Zhao"]


@pytest.mark.parametrize(
    ("text", "name", "state", "office"),
    [
        ("Velmarkian Defense Minister Olaf Brandvik arrived.", "Olaf Brandvik", "VEL", "defence minister"),
        ("Velmark's new defence chief, General Olaf Brandvik, arrived.", "Olaf Brandvik", "VEL", "defence minister"),
        ("Olaf Brandvik, the foreign minister of Velmark, arrived.", "Olaf Brandvik", "VEL", "foreign minister"),
        ("Olaf Brandvik is the president of Velmark.", "Olaf Brandvik", "VEL", "president"),
        ("Velmarkian Foreign Ministry spokesman Olaf Brandvik arrived.", "Olaf Brandvik", "VEL", "spokesperson"),
        ("Velmark's ambassador to Ostrania Olaf Brandvik arrived.", "Olaf Brandvik", "VEL", "ambassador"),
        ("President Olaf Brandvik arrived.", "Olaf Brandvik", None, "president"),
    ],
)
def test_office_and_state_come_from_the_words_at_the_name(
    find: Callable[[str], Found], text: str, name: str, state: str | None, office: str
) -> None:
    entity = find(text).entity(name)
    assert (entity.state, entity.office) == (state, office)


def test_a_counterpart_holds_the_same_office_in_another_state(find: Callable[[str], Found]) -> None:
    found = find(
        "Velmarkian Defence Minister Olaf Brandvik met his Ostranian counterpart, Peter Lindqvist, on Tuesday."
    )
    entity = found.entity("Peter Lindqvist")
    assert (entity.state, entity.office) == ("OST", "defence minister")


def test_two_offices_of_one_person_are_two_tenures(find: Callable[[str], Found]) -> None:
    found = find("Velmarkian Foreign Minister and State Councillor Olaf Brandvik arrived in the town on Tuesday.")
    assert [(t.office, t.state) for t in found.tenures] == [("foreign minister", "VEL"), ("state councillor", "VEL")]


@pytest.mark.parametrize(
    ("text", "reason", "since"),
    [
        ("The former Velmarkian president Olaf Brandvik arrived.", "former", None),
        ("Newly appointed Velmarkian president Olaf Brandvik arrived.", "new", None),
        ("Acting Velmarkian president Olaf Brandvik arrived.", "acting", None),
        ("Olaf Brandvik, president of Velmark since 2011, arrived.", "apposition", "2011-01-01"),
    ],
)
def test_tenures_say_whether_the_office_is_held(
    find: Callable[[str], Found], text: str, reason: str, since: str | None
) -> None:
    (tenure,) = find(text).tenures
    assert tenure.reason.startswith(reason)
    assert tenure.since == since


def test_an_expert_on_a_state_is_not_of_that_state(find: Callable[[str], Found]) -> None:
    found = find("Olaf Brandvik, a Velmarkian-Ostranian relations expert from the local university, agreed with that.")
    assert found.entity("Olaf Brandvik").state is None


@pytest.mark.parametrize(
    ("text", "word", "state"),
    [
        ("Torhaven expelled sixty envoys on Tuesday.", "Torhaven", "Velmark"),
        ("Ties between Torhaven and Lodevik grew closer.", "Lodevik", "Ostrania"),
        ("Ostrania accused Torhaven of lying.", "Torhaven", "Velmark"),
        ("The Iron Tower rejected the claim.", "Tower", "Velmark"),
        ("The Velmarkians rejected the claim.", "Velmarkians", "Velmark"),
        ("The Velmarkian side rejected the claim.", "side", "Velmark"),
        ("Velmark rejected the claim.", "Velmark", "Velmark"),
        ("Helen Brandvik spoke in Torhaven on Tuesday.", "Torhaven", None),
        ("Helen Brandvik flew to Torhaven on Tuesday.", "Torhaven", None),
    ],
)
def test_seats_of_government_act_and_places_do_not(
    find: Callable[[str], Found], text: str, word: str, state: str | None
) -> None:
    assert find(text).at(word) == state


def test_bodies_take_their_state_from_the_words_beside_them(find: Callable[[str], Found]) -> None:
    found = find(
        "The Velmarkian army marched. Ostrania's Foreign Ministry protested. "
        "The Ministry of Defence of Ostrania kept silent. NATO waited."
    )
    states = {entity.name: entity.state for entity in found.entities if entity.kind == "organisation"}
    assert states == {
        "Velmarkian army": "VEL",
        "Ostranian foreign ministry": "OST",
        "Ostranian defence ministry": "OST",
        "NATO": None,
    }


def test_agencies_and_groups(find: Callable[[str], Found]) -> None:
    found = find("Sixty Ostranian diplomats left on Tuesday, Velpress reported.")
    assert (found.entity("Velpress").kind, found.entity("Velpress").state) == ("agency", "VEL")
    assert (found.entity("Ostranian diplomats").kind, found.entity("Ostranian diplomats").state) == ("group", "OST")


def test_nominals_point_at_the_holder_of_the_office(find: Callable[[str], Found]) -> None:
    found = find(
        "Velmarkian President Helen Brandvik met Ostranian Prime Minister Peter Lindqvist. "
        "The president spoke first. The Ostranian leader answered."
    )
    assert "The president" in found.texts("Helen Brandvik")
    assert "The Ostranian leader" in found.texts("Peter Lindqvist")


def test_a_holder_whom_the_article_never_names_is_a_person_of_his_own(find: Callable[[str], Found]) -> None:
    entity = find("Velmark's defence minister arrived in the town on Tuesday.").entity("Velmarkian defence minister")
    assert (entity.kind, entity.state, entity.office) == ("person", "VEL", "defence minister")


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Helen Brandvik met Peter Lindqvist. She thanked the crowd.", "She", "Helen Brandvik"),
        ("Helen Brandvik met Peter Lindqvist. He thanked the crowd.", "He", "Peter Lindqvist"),
        ("In her first speech, Helen Brandvik thanked the crowd.", "her", "Helen Brandvik"),
        ("Peter Lindqvist met Oskar Brandvik. Lindqvist thanked him.", "him", "Oskar Brandvik"),
        ("Velmark expelled the envoys. It gave no reason.", "It", "Velmark"),
        ("It rained in the town all day.", "It", None),
        ("Peter Lindqvist came. “I saw that she was ill,” he said.", "I", None),
    ],
)
def test_pronouns(find: Callable[[str], Found], text: str, word: str, name: str | None) -> None:
    assert find(text).at(word) == name


def test_persons_of_the_users_own_file(find: Callable[[str], Found]) -> None:
    entity = find("Ilse Marandt arrived in the town on Tuesday.").entity("Ilse Marandt")
    assert (entity.state, entity.office, entity.sector) == ("OST", "spokesperson", "GOV")


@pytest.mark.parametrize(
    ("text", "name", "office", "sector"),
    [
        ("Wenzel Dahlke arrived in the town on Tuesday.", "Wenzel Dahlke", "judge", "JUD"),
        ("General Wenzel Dahlke arrived in the town on Tuesday.", "Wenzel Dahlke", "general", "MIL"),
        ("Jorun Haldane arrived in the town on Tuesday.", "Jorun Haldane", None, "BUS"),
    ],
)
def test_offices_and_sectors_of_the_users_own_persons(
    find: Callable[[str], Found], text: str, name: str, office: str | None, sector: str
) -> None:
    entity = find(text).entity(name)
    assert (entity.state, entity.office, entity.sector) == ("OST", office, sector)


def test_evidence_is_in_the_text_and_ids_are_stable(find: Callable[[str], Found]) -> None:
    text = (
        "A quiet day\nVelmark’s President Helen Brandvik met\nher Ostranian counterpart. “We agree,” she told Velpress."
    )
    one, two = find(text), find(text)
    assert one.mentions == two.mentions
    assert one.entities == two.entities
    article = article_of(one.doc)
    evidence: Iterator[Mention | Tenure] = iter((*one.mentions, *one.tenures))
    assert all(article.text[fact.start : fact.end] == fact.text for fact in evidence)
    assert len({mention.id for mention in one.mentions}) == len(one.mentions)
    assert {mention.entity for mention in one.mentions} == {entity.id for entity in one.entities}


def test_an_empty_text_has_no_actors(find: Callable[[str], Found]) -> None:
    assert find("\n\n").entities == ()
