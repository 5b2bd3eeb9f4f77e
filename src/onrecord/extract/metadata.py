"""Which of the candidates for title, byline, date, outlet, language and address the record believes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import SplitResult, urlsplit

from onrecord.extract.dates import day_of, find_dates, iso_time
from onrecord.model.article import Candidate, Field
from onrecord.model.folding import fold
from onrecord.ontology.furniture import load_furniture, plain_line
from onrecord.ontology.sources import Sources

_HINT = ("table", "feed")
_ORDER: Mapping[Field, tuple[str, ...]] = {
    Field.TITLE: (*_HINT, "text", "json-ld", "meta", "html"),
    Field.LANGUAGE: (*_HINT, "text", "json-ld", "html"),
}
_USUAL = (*_HINT, "json-ld", "meta", "html", "text", "url")
_DAY_IN_PATH = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?:/|-|$)", re.IGNORECASE)
_BY = re.compile(r"^(?:(?:written|posted|published)\s+)?by:?\s+", re.IGNORECASE)
_NO_NAME = re.compile(r"https?:|www\.|[@\d|<>()\[\]:]|\.(?:com|org|net|co)\b", re.IGNORECASE)
# "JON SMITHVelm News": markup that ran name and employer together.
_SEAM = re.compile(r"(?<=[A-Z]{2})(?=[A-Z][a-z]{3})")
_AND = re.compile(r"\s+(?:and|&)\s+")
_NAME_WORDS = 14
_SITE_MARKS = (" | ", " - ", " – ", " — ")


@dataclass(frozen=True, slots=True)
class Known:
    """What is believed about an article, and every candidate with what became of it."""

    values: Mapping[Field, str | None]
    candidates: tuple[Candidate, ...]


def weigh(candidates: Iterable[Candidate], sources: Sources) -> Known:
    """Choose among candidates: the source's own words, then the markup's, then the text's, then what the address shows.

    Values are brought to one form first (dates to ISO 8601, outlets to the registry's name); one that cannot be is kept
    with its reason and never chosen. Where the strongest candidates disagree the field is unknown.
    """
    found = list(candidates)
    found += _from_address(found, sources)
    formed = [_formed(candidate, sources) for candidate in found]
    values: dict[Field, str | None] = {}
    kept: list[Candidate] = []
    outlet: str | None = None
    for field in (Field.URL, Field.OUTLET, Field.TITLE, Field.BYLINE, Field.PUBLISHED, Field.CRAWLED, Field.LANGUAGE):
        own = [candidate for candidate in formed if candidate.field is field]
        if field is Field.BYLINE:
            own = [_not_the_site(candidate, outlet) for candidate in own]
        values[field], decided = _decide(field, own)
        outlet = values.get(Field.OUTLET)
        kept.extend(decided)
    return Known(values, tuple(kept))


def _decide(field: Field, candidates: Sequence[Candidate]) -> tuple[str | None, list[Candidate]]:
    order = _ORDER.get(field, _USUAL)
    ranked = sorted(
        candidates, key=lambda candidate: order.index(_source_of(candidate)) if _source_of(candidate) in order else 99
    )
    usable = [candidate for candidate in ranked if not candidate.reason]
    if not usable:
        return None, list(candidates)
    strongest = [candidate for candidate in usable if _source_of(candidate) == _source_of(usable[0])]
    forms = sorted({_comparable(field, candidate.value) for candidate in strongest})
    if len(forms) > 1 and not _one_holds_the_others(field, forms):
        reason = "the strongest candidates disagree: " + ", ".join(forms)
        return None, [replace(c, reason=reason) if c in strongest else c for c in candidates]
    chosen = max(strongest, key=lambda candidate: len(candidate.value)) if field is Field.PUBLISHED else strongest[0]
    if not chosen.value:
        return None, [replace(c, reason=f"{chosen.basis}: {chosen.evidence}") if c is chosen else c for c in candidates]
    won = replace(chosen, chosen=True, reason=f"strongest: {chosen.basis}")
    return chosen.value, [won if candidate is chosen else candidate for candidate in candidates]


def _source_of(candidate: Candidate) -> str:
    return candidate.basis.partition(":")[0]


def _comparable(field: Field, value: str) -> str:
    if field in {Field.PUBLISHED, Field.CRAWLED}:
        return day_of(value)
    if field is Field.URL:
        parts = urlsplit(value)
        return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}"
    return " ".join(re.findall(r"\w+", fold(value).text))


def _one_holds_the_others(field: Field, forms: Sequence[str]) -> bool:
    """Titles come with and without the site's name, bylines with and without a role: these do not contradict."""
    if field not in {Field.TITLE, Field.BYLINE, Field.OUTLET}:
        return False
    longest = max(forms, key=len)
    return all(form in longest for form in forms)


def _formed(candidate: Candidate, sources: Sources) -> Candidate:
    """Bring a candidate's value to the form of its field, or give the reason why that cannot be done."""
    form = _FORMS.get(candidate.field)
    value = form(candidate.value, sources) if form else candidate.value
    if value is None:
        return replace(candidate, reason=_UNFIT[candidate.field])
    return replace(candidate, value=value)


def _time(value: str, _sources: Sources) -> str | None:
    return iso_time(value)


def _address(value: str, _sources: Sources) -> str | None:
    parts = _split(value)
    return value if parts and parts.scheme in {"http", "https"} and parts.hostname else None


def _outlet(value: str, sources: Sources) -> str | None:
    source = sources.find(value) or (sources.by_host(value.lower()) if re.fullmatch(r"[\w.-]+\.\w+", value) else None)
    return source.name if source else value.strip()


def _headline(value: str, sources: Sources) -> str | None:
    """Return a title without the name of its outlet at the end ("A bridge opens | The Courier")."""
    cut = max(value.rfind(mark) for mark in _SITE_MARKS)
    words, name = value[: max(cut, 0)].strip(), value[cut + len(_SITE_MARKS[0]) :].strip()
    return words if words and sources.find(name) else value


def _person(value: str, sources: Sources) -> str | None:
    """Return the persons of a byline; None where it names an agency, an outlet, a desk, an address or nobody."""
    name = _SEAM.sub(", ", _BY.sub("", value))
    named = next((named for named in sources.scan(name) if len(name[: named.span.start].split()) >= 2), None)
    name = (name[: named.span.start] if named else name).strip(" ,.;|/")
    parts = [part.strip() for part in re.split(r"\s*[,;/]\s*|\s+[-–—]\s+", name) if part.strip()]
    while len(parts) > 1 and _is_no_person(parts[-1], sources):
        parts.pop()
    name = ", ".join(parts)
    if not parts or len(name.split()) > _NAME_WORDS or any(_is_no_person(part, sources) for part in parts):
        return None
    return name


def _is_no_person(words: str, sources: Sources) -> bool:
    """Say whether a part of a byline is anything but names; one word alone is too often a place, a site or a label."""
    plain, furniture = plain_line(words), load_furniture()
    if _NO_NAME.search(words) or sources.find(words) or not words[0].isalpha() or plain.startswith("the "):
        return True
    if any(" " not in name.strip() for name in _AND.split(words)):
        return True
    return furniture.byline_role.found_in(plain) or any(word in furniture.staff for word in plain.split())


def _language(value: str, _sources: Sources) -> str | None:
    code = value.strip().lower().replace("_", "-").partition("-")[0]
    return {"english": "en", "eng": "en"}.get(code, code if len(code) in {0, 2, 3} else None)


def _not_the_site(candidate: Candidate, outlet: str | None) -> Candidate:
    if outlet and not candidate.reason and fold(candidate.value).text == fold(outlet).text:
        return replace(candidate, reason="it names the outlet")
    return candidate


def _from_address(candidates: Sequence[Candidate], sources: Sources) -> Iterator[Candidate]:
    """Yield the outlet and the day that the article's address shows."""
    for candidate in candidates:
        parts = _split(candidate.value) if candidate.field is Field.URL else None
        if parts is None or not parts.hostname:
            continue
        source = sources.by_host(parts.hostname)
        if source:
            yield Candidate(Field.OUTLET, source.name, "url:host", parts.hostname)
        match = _DAY_IN_PATH.search(parts.path)
        if match:
            words = " ".join((match[3], match[2], match[1])) if match[2].isalpha() else "-".join(match.group(1, 2, 3))
            if find_dates(words):
                yield Candidate(Field.PUBLISHED, words, "url:path", match[0])


def _split(value: str) -> SplitResult | None:
    try:
        return urlsplit(value.strip())
    except ValueError:
        return None


_FORMS: Mapping[Field, Callable[[str, Sources], str | None]] = {
    Field.PUBLISHED: _time,
    Field.CRAWLED: _time,
    Field.URL: _address,
    Field.OUTLET: _outlet,
    Field.TITLE: _headline,
    Field.BYLINE: _person,
    Field.LANGUAGE: _language,
}
_UNFIT = {
    Field.PUBLISHED: "no date with one reading",
    Field.CRAWLED: "no date with one reading",
    Field.URL: "no web address",
    Field.OUTLET: "no name",
    Field.BYLINE: "names no person",
    Field.LANGUAGE: "no language code",
}
