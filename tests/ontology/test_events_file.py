"""The user's own events file is checked before anything is read with it, and stands beside the bundled ontology."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.cli.add import examples_folder
from onrecord.model.errors import SourceError
from onrecord.model.reading import Status
from onrecord.ontology.event_lexicon import load_event_lexicon
from onrecord.ontology.event_types import Kind, load_event_types
from onrecord.ontology.events_file import check_events_file

PORT_CALL = 'subtypes: {port-call: {type: CONSULT, mode: visit, cameo: "042"}}\n'


def own(folder: Path, content: str) -> Path:
    path = folder / "events.yaml"
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("just words", "none of the parts subtypes"),
        ("{a: [", "no YAML text"),
        ("birds: [x]", "there is no part 'birds'"),
        ("verbs: 5", "'verbs' is no list of entries"),
        ("nouns: [talk]", "'nouns' is no list of entries"),
        ("subtypes: [x]", "'subtypes' does not give fields to each name"),
        ("supports: {do: hold}", "'supports' does not give a list of words to each name"),
        ("subtypes: {port-call: {type: VISIT, cameo: '042'}}", "subtype 'port-call' has no type of PLOVER"),
        ("subtypes: {port-call: {type: CONSULT, mode: sail, cameo: '042'}}", "CONSULT has only visit, third-party"),
        ("subtypes: {port-call: {type: AID, mode: sail, cameo: '07'}}", "AID has only none"),
        ("subtypes: {port-call: {type: CONSULT, cameo: '42'}}", "subtype 'port-call' has no code of CAMEO"),
        ("subtypes: {port-call: {type: AID, cameo: '070', goldstein: 11}}", "no number in 'goldstein'"),
        ("subtypes: {port-call: {type: AID, cameo: '070', score: 1}}", "unknown field 'score'"),
        ("intended: {port-call: {cameo: '036'}}", "intention 'port-call' is of no known type"),
        ("intended: {visit: {cameo: '036', mode: sail}}", "THREATEN has only restrict"),
        ("verbs: [{as: port-call, verbs: [dock]}]", "entry 1 of 'verbs' names the unknown subtype 'port-call'"),
        ("verbs: [{verbs: [dock]}]", "entry 1 of 'verbs' lacks 'as' or 'type'"),
        ("nouns: [{as: visit, verbs: [dock]}]", "unknown field 'verbs'"),
        ("verbs: [{as: visit, verbs: []}]", "no list of words in 'verbs'"),
        ("verbs: [{as: visit, verbs: [dock], to: obj}]", "no list in 'to'"),
        ("verbs: [{as: visit, verbs: [dock], objects: fleet}]", "unknown class 'fleet' in 'objects'"),
        ("supports: {make: [hold]}", "unknown effect 'make'"),
        ("classes: {vessel: [[ship]]}", "'classes' has no list of words in 'vessel'"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, content: str, message: str) -> None:
    path = own(tmp_path, content)
    with pytest.raises(SourceError) as raised:
        check_events_file(path)
    assert message in str(raised.value)
    assert str(path) in str(raised.value)


def test_a_file_that_cannot_be_opened_is_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="could not be read"):
        check_events_file(tmp_path)


def test_good_files_pass(tmp_path: Path) -> None:
    check_events_file(own(tmp_path, "# nothing yet\nsubtypes:\n"))
    check_events_file(examples_folder() / "events.yaml")


def test_an_own_subtype_stands_beside_the_bundled_ones(tmp_path: Path) -> None:
    types = load_event_types(own(tmp_path, PORT_CALL + "intended: {port-call: {cameo: '0312'}}"))
    assert types.subtypes["port-call"].goldstein == 1.9
    assert types.subtypes["visit"] == load_event_types().subtypes["visit"]
    planned = types.coding(Kind("CONSULT", "visit", "port-call"), Status.PLANNED)
    assert (planned.type, planned.cameo.code) == ("AGREE", "0312")
    assert "port-call" not in load_event_types().subtypes


def test_an_own_subtype_takes_the_place_of_the_bundled_one_of_its_name(tmp_path: Path) -> None:
    types = load_event_types(own(tmp_path, 'subtypes: {visit: {type: CONSULT, cameo: "043"}}'))
    assert types.cameo(Kind("CONSULT", None, "visit")) == "043"


def test_own_words_are_tried_first_and_classes_grow(tmp_path: Path) -> None:
    words = 'verbs: [{as: port-call, verbs: [visit, "dock at"]}]\nsupports: {do: [log]}\nclasses: {weapon: [cutlass]}\n'
    lexicon = load_event_lexicon(own(tmp_path, PORT_CALL + words))
    assert [entry.sense.kind.subtype for entry in lexicon.verbs["visit"]][:2] == ["port-call", "visit"]
    assert lexicon.verbs["dock"][0].extra == "at"
    assert lexicon.supports["log"][""] == "do"
    assert {"cutlass", "missile"} <= lexicon.classes["weapon"].words
    assert load_event_lexicon().verbs["visit"][0].sense.kind.subtype == "visit"
