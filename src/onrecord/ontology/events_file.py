"""The user's own file of event subtypes and words: whether it has the form that the loaders read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from onrecord.ontology.cameo import load_cameo
from onrecord.ontology.data_files import check_own_file, strings_of
from onrecord.ontology.event_lexicon import CLASS_FIELDS, FIELDS, load_event_lexicon
from onrecord.ontology.event_types import THREAT, load_event_types

_EFFECTS = ("do", "plan", "threaten", "undergo", "undo")
_PARTS = ("subtypes", "intended", "verbs", "nouns", "supports", "classes")
_LISTS = ("to", "by", "from", "with")
_SUBTYPE = ("type", "mode", "cameo", "goldstein")
_INTENDED = ("cameo", "mode")

Faults: TypeAlias = Iterator[str]
Fields: TypeAlias = Mapping[str, Any]


def check_events_file(path: Path) -> None:
    """Raise `SourceError`, which names the entries at fault, where a user's events file cannot be used as it is."""
    check_own_file(path, "events", strings_of, _faults)


def _faults(content: object) -> Faults:
    if not content:
        return
    if not isinstance(content, Mapping):
        yield f"it has none of the parts {', '.join(_PARTS)}"
        return
    yield from (f"there is no part {name!r}, only {', '.join(_PARTS)}" for name in content if name not in _PARTS)
    parts = {name: content.get(name) or () for name in _PARTS}
    shapes = list(_shapes(parts))
    yield from shapes
    if not shapes:
        yield from _subtypes(dict(parts["subtypes"]))
        yield from _intentions(dict(parts["intended"]), dict(parts["subtypes"]))
        yield from _words(parts)


def _shapes(parts: Fields) -> Faults:
    """Say which part is not of the form that it must have: a list of fields, or names with fields or words."""
    for name in ("verbs", "nouns"):
        if not _all(parts[name], Mapping):
            yield f"{name!r} is no list of entries with fields"
    for name, inner in (("subtypes", Mapping), ("intended", Mapping), ("supports", list), ("classes", list)):
        part: Any = parts[name]
        if part and not (isinstance(part, Mapping) and all(isinstance(value, inner) for value in part.values())):
            yield f"{name!r} does not give {'fields' if inner is Mapping else 'a list of words'} to each name"


def _all(value: object, inner: type) -> bool:
    """Say whether a value is a list of such things, or nothing."""
    return not value or (isinstance(value, list) and all(isinstance(item, inner) for item in value))


def _subtypes(own: Mapping[str, Fields]) -> Faults:
    for name, fields in own.items():
        where = f"subtype {name!r}"
        yield from _unknown(where, fields, _SUBTYPE)
        yield from _type_and_mode(where, fields)
        yield from _code(where, fields)
        if not _is_number(fields.get("goldstein", "0")):
            yield f"{where} has no number in 'goldstein'"


def _intentions(own: Mapping[str, Fields], subtypes: Iterable[str]) -> Faults:
    types = load_event_types()
    for name, fields in own.items():
        where = f"intention {name!r}"
        yield from _unknown(where, fields, _INTENDED)
        if name not in {*types.types, *types.subtypes, *subtypes}:
            yield f"{where} is of no known type or subtype"
        yield from _code(where, fields)
        yield from _mode(where, THREAT, fields)


def _words(parts: Fields) -> Faults:
    subtypes = {*load_event_types().subtypes, *parts["subtypes"]}
    classes = {*load_event_lexicon().classes, *parts["classes"]}
    for part in ("verbs", "nouns"):
        for number, group in enumerate(parts[part], start=1):
            yield from _entry(f"entry {number} of {part!r}", part, group, subtypes, classes)
    for effect in dict(parts["supports"]):
        if effect not in _EFFECTS:
            yield f"'supports' has the unknown effect {effect!r}; there are {', '.join(_EFFECTS)}"
    for name in ("supports", "classes"):
        for key, words in dict(parts[name]).items():
            if not _all(words, str):
                yield f"{name!r} has no list of words in {key!r}"


def _entry(where: str, part: str, group: Fields, subtypes: Iterable[str], classes: Iterable[str]) -> Faults:
    yield from _unknown(where, group, (*(FIELDS - {"verbs", "nouns"}), part))
    yield from _kind(where, group, subtypes)
    yield from _lists(where, group, part)
    for field in CLASS_FIELDS:
        named = str(group.get(field, "")).lstrip("=")
        if named and named not in classes:
            yield f"{where} names the unknown class {named!r} in {field!r}"


def _kind(where: str, group: Fields, subtypes: Iterable[str]) -> Faults:
    if "as" in group:
        if group["as"] not in subtypes:
            yield f"{where} names the unknown subtype {group['as']!r}"
    elif "type" not in group:
        yield f"{where} lacks 'as' or 'type'"
    if "type" in group:
        yield from _type_and_mode(where, group)


def _lists(where: str, group: Fields, part: str) -> Faults:
    if not group.get(part) or not _all(group[part], str) or not all(words.split() for words in group[part]):
        yield f"{where} has no list of words in {part!r}"
    for field in _LISTS:
        if not _all(group.get(field), str):
            yield f"{where} has no list in {field!r}"


def _type_and_mode(where: str, fields: Fields) -> Faults:
    types = load_event_types().types
    if fields.get("type") not in types:
        yield f"{where} has no type of PLOVER in 'type'; they are {', '.join(types)}"
    else:
        yield from _mode(where, fields["type"], fields)


def _mode(where: str, type_: str, fields: Fields) -> Faults:
    modes = load_event_types().types[type_].modes
    if "mode" in fields and fields["mode"] not in modes:
        yield f"{where} has the mode {fields['mode']!r}, and {type_} has only {', '.join(modes) or 'none'}"


def _code(where: str, fields: Fields) -> Faults:
    if fields.get("cameo") not in load_cameo():
        yield f"{where} has no code of CAMEO in 'cameo'"


def _unknown(where: str, fields: Fields, known: Iterable[str]) -> Faults:
    yield from (f"{where} has the unknown field {field!r}" for field in fields if field not in known)


def _is_number(text: object) -> bool:
    try:
        return abs(float(str(text))) <= 10
    except ValueError:
        return False
