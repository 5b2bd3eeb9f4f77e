from __future__ import annotations

from datetime import date

import pytest

from onrecord.ontology.actor_codes import ActorCode, Coder, code_actor, code_actors
from onrecord.ontology.actor_names import load_actor_names
from onrecord.ontology.actor_tokens import LONGEST
from onrecord.ontology.actor_words import load_actor_words
from onrecord.ontology.states import State, States, load_states

CODED = [
    # states and their seats
    ("Norway", "NOR", None),
    ("the United Arab Emirates", "ARE", None),
    ("Tokyo", "JPN", "GOV"),
    ("the Kremlin", "RUS", "GOV"),
    ("Downing Street", "GBR", "GOV"),
    ("the Élysée Palace", "FRA", "GOV"),
    ("the Danes", "DNK", None),
    ("the European Union", "EUR", None),
    # executive
    ("Iranian Foreign Minister Darius Torvik", "IRN", "GOV"),
    ("the foreign minister of Iceland", "ISL", "GOV"),
    ("Portugal's prime minister", "PRT", "GOV"),
    ("Prime Minister Ada Torvik of New Zealand", "NZL", "GOV"),
    ("the Kenyan president", "KEN", "GOV"),
    ("the president of Peru", "PER", "GOV"),
    ("Swedish defence minister Per Torvik", "SWE", "GOV"),
    ("the Department of Defense of Canada", "CAN", "GOV"),
    ("Chilean officials", "CHL", "GOV"),
    ("senior officials in Nairobi", "KEN", "GOV"),
    ("authorities in the Philippines", "PHL", "GOV"),
    ("Laotian trade officials", "LAO", "GOV"),
    ("Bolivia's caretaker government", "BOL", "GOV"),
    ("the military junta in Myanmar", "MMR", "GOV"),
    ("a spokeswoman for the German government", "DEU", "GOV"),
    ("Egypt's ambassador to Kenya", "EGY", "GOV"),
    ("the Brazilian embassy in Tokyo", "BRA", "GOV"),
    ("Cuba's electoral commission", "CUB", "GOV"),
    ("the Bank of Japan", "JPN", "GOV"),
    ("the mayor of Nairobi", "KEN", "GOV"),
    ("Osaka authorities", "JPN", "GOV"),
    ("India's ruling party", "IND", "GOV"),
    ("Turkish state television", "TUR", "GOV"),
    # armed forces
    ("American warplanes", "USA", "MIL"),
    ("two French frigates", "FRA", "MIL"),
    ("Ethiopian troops", "ETH", "MIL"),
    ("the Pakistani navy", "PAK", "MIL"),
    ("soldiers from Chad", "TCD", "MIL"),
    ("Chad's armed forces", "TCD", "MIL"),
    ("General Ivan Torvik of the Serbian army", "SRB", "MIL"),
    ("the Indonesian army chief", "IDN", "MIL"),
    ("Saudi-led coalition", "SAU", "MIL"),
    ("at least 20 Malian soldiers", "MLI", "MIL"),
    ("dozens of Sudanese soldiers", "SDN", "MIL"),
    ("a convoy of Rwandan peacekeepers", "RWA", "MIL"),
    ("an army base in Mali", "MLI", "MIL"),
    # police, spies, judges, lawmakers
    ("riot police", None, "COP"),
    ("Hungarian border guards", "HUN", "COP"),
    ("Haitian National Police", "HTI", "COP"),
    ("police in Marseille", "FRA", "COP"),
    ("the Jakarta police chief", "IDN", "COP"),
    ("anti-riot police", None, "COP"),
    ("Greek immigration officers", "GRC", "COP"),
    ("customs officials", None, "COP"),
    ("Dutch intelligence services", "NLD", "SPY"),
    ("a spy from Belarus", "BLR", "SPY"),
    ("the CIA", "USA", "SPY"),
    ("a court in Lyon", "FRA", "JUD"),
    ("Zambia's Constitutional Court", "ZMB", "JUD"),
    ("Spanish prosecutors", "ESP", "JUD"),
    ("a Fijian judge", "FJI", "JUD"),
    ("a lawyer from Malta", "MLT", "JUD"),
    ("Ukrainian lawmakers", "UKR", "LEG"),
    ("the Polish Sejm", "POL", "LEG"),
    ("the speaker of the Iraqi parliament", "IRQ", "LEG"),
    ("members of Nepal's parliament", "NPL", "LEG"),
    ("British MPs", "GBR", "LEG"),
    ("US Senator Ada Torvik", "USA", "LEG"),
    # parties and opposition
    ("the Bharatiya Janata Party", "IND", "PTY"),
    ("Norway's Socialist Party", "NOR", "PTY"),
    ("a presidential candidate in Ghana", "GHA", "PTY"),
    ("Malaysian opposition parties", "MYS", "OPP"),
    ("the Ugandan opposition", "UGA", "OPP"),
    ("Vietnamese dissidents", "VNM", "OPP"),
    ("Zimbabwean opposition leader Tendai Torvik", "ZWE", "OPP"),
    ("opposition protesters in Kyiv", "UKR", "CVL"),
    ("anti-government demonstrators in Thailand", "THA", "CVL"),
    ("opposition lawmakers in Japan", "JPN", "LEG"),
    # armed groups and crime
    ("rebels in eastern Congo", "COD", "REB"),
    ("Iran-backed rebels", None, "REB"),
    ("rebels backed by Turkey", None, "REB"),
    ("pro-Russian separatists", None, "REB"),
    ("pro-Russian separatists in Ukraine", "UKR", "REB"),
    ("Tuareg separatists", "MLI", "REB"),
    ("Hezbollah fighters", "LBN", "REB"),
    ("Hamas officials", "PSE", "REB"),
    ("the Kurdistan Workers' Party", "TUR", "REB"),
    ("Shia militiamen", None, "PRM"),
    ("Iraqi Shiite militias", "IRQ", "PRM"),
    ("unknown gunmen", None, "UAF"),
    ("suicide bombers in Kabul", "AFG", "UAF"),
    ("masked men", None, "UAF"),
    ("Islamic State militants in Syria", None, "IMG"),
    ("al-Qaeda-linked militants", None, "UAF"),
    ("Somali pirates", "SOM", "CRM"),
    ("a Mexican drug cartel", "MEX", "CRM"),
    ("gang members in El Salvador", "SLV", "CRM"),
    ("North Korean hackers", "PRK", "CRM"),
    ("drug traffickers", None, "CRM"),
    # civilians and society
    ("four Saudi men", "SAU", None),
    ("a group of men", None, None),
    ("Russians", "RUS", None),
    ("the people of Togo", "TGO", "CVL"),
    ("Bulgarian villagers", "BGR", "CVL"),
    ("residents of Aleppo", "SYR", "CVL"),
    ("two Belgian tourists", "BEL", "CVL"),
    ("women and children", None, "CVL"),
    ("Darfuri tribesmen", "SDN", "CVL"),
    ("Syrian refugees in Lebanon", "SYR", "REF"),
    ("migrants from Eritrea", "ERI", "REF"),
    ("Israeli settlers", "ISR", "SET"),
    ("striking Chilean miners", "CHL", "LAB"),
    ("Several of the biggest unions in Italy", "ITA", "LAB"),
    ("a Danish trade union leader", "DNK", "LAB"),
    ("employees of a Kenyan airline", "KEN", "LAB"),
    ("Colombian coffee growers", "COL", "AGR"),
    ("Indian farmers", "IND", "AGR"),
    ("a Korean shipping company", None, "BUS"),
    ("Venezuelan oil firms", "VEN", "BUS"),
    ("London-based bank", "GBR", "BUS"),
    ("South African mining companies", "ZAF", "BUS"),
    ("Gazprom", "RUS", "BUS"),
    ("Bangladeshi journalists", "BGD", "JRN"),
    ("a newspaper in Lagos", "NGA", "JRN"),
    ("Al Jazeera", "QAT", "JRN"),
    ("students at the University of Dakar", "SEN", "EDU"),
    ("an Austrian professor", "AUT", "EDU"),
    ("Finnish scientists", "FIN", "EDU"),
    ("Cuban doctors", "CUB", "MED"),
    ("a hospital in Mosul", "IRQ", "MED"),
    ("an Iranian imam", "IRN", "REL"),
    ("Muslim leaders in France", "FRA", "REL"),
    ("the Coptic Church of Egypt", "EGY", "REL"),
    ("Nigerian Christians", "NGA", "CHR"),
    ("the Hindu minority in Pakistan", "PAK", "HIN"),
    ("aid workers in Yemen", "YEM", "NGO"),
    ("Amnesty International", None, "NGO"),
    ("a Norwegian charity", "NOR", "NGO"),
    ("women's groups in Liberia", "LBR", "SOC"),
    ("a Jamaican singer", "JAM", "ELI"),
    # organisations of states
    ("the United Nations", None, "IGO"),
    ("UN officials in Damascus", None, "IGO"),
    ("NATO troops", None, "IGO"),
    ("the UN human rights chief", None, "IGO"),
    ("the World Bank's president", None, "IGO"),
    ("the president of the European Council", "EUR", "GOV"),
    ("EU lawmakers", "EUR", "LEG"),
    ("Kenyan UN peacekeepers", "KEN", "MIL"),
    # former, by others, elsewhere
    ("former Austrian chancellor Max Torvik", "AUT", "ELI"),
    ("ex-president of Ghana", "GHA", "ELI"),
    ("a retired Turkish general", "TUR", "ELI"),
    ("former rebels in Colombia", "COL", "CVL"),
    ("a breakaway republic", None, "PRE"),
    ("Transnistria", "MDA", "PRE"),
    # how it is put
    ("Ada Torvik, Velmark's former envoy to Chad", None, "ELI"),
    ("Ada Torvik, the finance minister of Croatia", "HRV", "GOV"),
    ("the Central Intelligence Agency (CIA)", "USA", "SPY"),
    ("RUSSIAN TROOPS", "RUS", "MIL"),
    ("russian troops", "RUS", "MIL"),
    ("troops loyal to Libyan commander Omar Torvik", None, "MIL"),
    ("rebels who fought against the Syrian army", None, "REB"),
    ("a US-born preacher in Qatar", "QAT", "REL"),
    ("an Iranian-American journalist", "USA", "JRN"),
    ("South American leaders", None, "GOV"),
    ("President Chad Torvik", None, "GOV"),
    ("Attorney-General Christian Torvik", None, "JUD"),
]


@pytest.mark.parametrize(("phrase", "state", "sector"), CODED)
def test_codes_state_and_sector(phrase: str, state: str | None, sector: str | None) -> None:
    code = code_actor(phrase)
    assert (code.state, code.sector) == (state, sector), code.reason


@pytest.mark.parametrize(
    ("phrase", "sector", "also"),
    [
        ("the Chinese defence ministry", "GOV", "MIL"),
        ("Peru's justice minister", "GOV", "JUD"),
        ("a Belarusian protester", "CVL", "OPP"),
        ("political prisoners", "CVL", "OPP"),
        ("the Omani state news agency", "GOV", "JRN"),
        ("opposition lawmakers", "LEG", "OPP"),
        ("UN peacekeepers", "IGO", "MIL"),
        ("Islamic State", "IMG", "REB"),
        ("soldiers", "MIL", None),
    ],
)
def test_tells_a_second_sector(phrase: str, sector: str, also: str | None) -> None:
    code = code_actor(phrase)
    assert (code.sector, code.also) == (sector, also)


@pytest.mark.parametrize(
    ("phrase", "codes"),
    [
        ("US and Russian officials", [("USA", "GOV"), ("RUS", "GOV")]),
        ("Turkey, Iran and Russia", [("TUR", None), ("IRN", None), ("RUS", None)]),
        ("Indian police and protesters", [("IND", "COP"), ("IND", "CVL")]),
        ("police and protesters in Lima", [("PER", "COP"), ("PER", "CVL")]),
        ("diplomats from Poland, Germany and Sweden", [("POL", "GOV"), ("DEU", "GOV"), ("SWE", "GOV")]),
        ("Israel and Hezbollah", [("ISR", None), ("LBN", "REB")]),
        ("rebels and the Syrian army", [(None, "REB"), ("SYR", "MIL")]),
        ("the Israeli-Egyptian committee of generals", [("ISR", "MIL"), ("EGY", "MIL")]),
        ("the United Nations and Kenya", [(None, "IGO"), ("KEN", None)]),
        ("Czech soldiers and soldiers from Czechia", [("CZE", "MIL")]),
    ],
)
def test_codes_actors_side_by_side(phrase: str, codes: list[tuple[str | None, str | None]]) -> None:
    assert [(code.state, code.sector) for code in code_actors(phrase)] == codes


def test_several_actors_have_in_common_what_all_of_them_have() -> None:
    code = code_actor("US and Russian officials")
    assert (code.state, code.sector) == (None, "GOV")
    assert "USA" in code.reason
    assert "RUS" in code.reason


def test_a_name_changes_its_code_with_time() -> None:
    days = (date(1999, 1, 1), date(2010, 1, 1), date(2022, 1, 1))
    assert [code_actor("the Taliban", on=day).sector for day in days] == ["GOV", "REB", "GOV"]


def test_a_leader_is_of_the_elites_out_of_office() -> None:
    days = (date(1990, 1, 1), date(2010, 1, 1), date(2023, 1, 1), date(2026, 1, 1))
    sectors = [code_actor("Angela Merkel", on=day).sector for day in days]
    assert sectors == [None, "GOV", "ELI", "ELI"]
    assert {code_actor("Merkel", on=day).state for day in days} == {"DEU"}
    assert code_actor("Chancellor Angela Merkel", on=days[2]).sector == "GOV"
    assert code_actor("Ada Merkel").state is None


def test_a_state_that_is_meant_fills_the_gap_only() -> None:
    assert code_actor("the defence minister", home="DEU").state == "DEU"
    assert code_actor("the Greek defence minister", home="DEU").state == "GRC"
    assert code_actor("the United Nations", home="DEU").state is None
    assert code_actor("something else", home="DEU").state is None


def test_states_of_the_users_own_are_known() -> None:
    own = States([*load_states().by_code.values(), State("VLM", "Velmark", (), ("Velmarker",), (), "Torhaven")])
    assert code_actor("Velmarker soldiers", coder=Coder(own, load_actor_names())) == ActorCode(
        "VLM", "MIL", None, "'soldiers' is MIL; of VLM"
    )
    assert code_actor("Velmarker soldiers").state is None


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        " ",
        ",",
        "-",
        "the",
        "of of of",
        "and",
        "(",
        "'s",
        "He",
        "12",
        "部隊",
        "Солдаты",
        "جنود",
        "\ud800",
        "\x00",
        "- - -",
        "A-",
    ],
)
def test_what_tells_nothing_has_no_code(phrase: str) -> None:
    assert code_actor(phrase) == ActorCode()


def test_a_very_long_phrase_is_read_from_its_beginning() -> None:
    code = code_actor("French soldiers " + "and so on " * 1000)
    assert (code.state, code.sector) == ("FRA", "MIL")
    assert code_actor("x" * 10_000) == ActorCode()
    assert code_actor("x " * LONGEST + "French soldiers") == ActorCode()
    assert code_actor("of " * 3_000) == ActorCode()


def test_every_name_gets_its_own_code() -> None:
    codes, states = load_actor_words().codes, set(load_states().by_code) | {"EUR"}
    for names in load_actor_names().by_key.values():
        for name in names:
            assert name.state is None or name.state in states, name
            assert name.sector is None or name.sector in codes, name
            assert name.also is None or name.also in codes, name


@pytest.mark.parametrize(
    ("phrase", "state", "sector", "also"),
    [
        ("Osaka", "JPN", "CVL", None),
        ("Texas", "USA", None, None),
        ("protesters in Kyiv and Moscow", None, "CVL", "OPP"),
        ("the ruling Mongolian People's Party", "MNG", "GOV", "PTY"),
        ("the opposition's candidate", None, "OPP", "PTY"),
        ("Deputy Defence Minister Colonel-General Ada Torvik", None, "GOV", "MIL"),
        ("Colonel-General Ada Torvik", None, "MIL", None),
        ("army accountants", None, "MIL", "BUS"),
        ("the German Foreign Office", "DEU", "GOV", None),
        ("Santa Marta Self-Defence Forces", "COL", "PRM", None),
        ("Japan's Maritime Self-Defense Force", "JPN", "MIL", None),
        ("goverment officials", None, "GOV", None),
        ("an Arleigh Burke-class destroyer", "USA", "MIL", None),
    ],
)
def test_what_stands_for_whom(phrase: str, state: str | None, sector: str | None, also: str | None) -> None:
    code = code_actor(phrase)
    assert (code.state, code.sector, code.also) == (state, sector, also), code.reason
