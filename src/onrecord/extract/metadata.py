"""Which of the candidates for title, byline, dates, outlet, language and address the record believes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.address import shown_by
from onrecord.extract.choice import Decision, Formed, decide
from onrecord.extract.persons import key_of, person_of
from onrecord.extract.sites import site_keys, without_site
from onrecord.extract.times import known_times
from onrecord.model.article import Candidate, Field
from onrecord.ontology.addresses import host_of, is_front, resolved, split_address
from onrecord.ontology.sources import Sources

_GIVEN = frozenset({"sidecar", "table", "feed", "http", "warc"})
"""Sources outside the page, whose address is the page's own even where it is a front page."""
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LANGUAGE_NAMES = {"english": "en", "eng": "en", "deutsch": "de", "german": "de", "french": "fr", "spanish": "es"}


_VALUE_CHARACTERS = 2_000
"""The longest words that are looked at as a title, name, date or address; real ones have up to some hundred."""

_CANDIDATES_MAX = 100
"""The most candidates for one field: real pages state a date eight times, hostile ones ten thousand times."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is believed about an article, and every candidate with what became of it."""

    values: Mapping[Field, str | None]
    candidates: tuple[Candidate, ...]


def weigh(candidates: Iterable[Candidate], sources: Sources) -> Known:
    """Choose among candidates: a sidecar's words, the source's own, the markup's, the address's and the text's.

    Values are brought to one form first (dates to ISO 8601, outlets to the registry's name, titles without the site's);
    one that cannot be is kept with its reason and never chosen. Where the strongest candidates disagree, and no weaker
    one settles it, the field is unknown.
    """
    of: dict[Field, list[Candidate]] = {field: [] for field in Field}
    for candidate in dict.fromkeys(candidates):
        if len(candidate.value) <= _VALUE_CHARACTERS and len(of[candidate.field]) < _CANDIDATES_MAX:
            of[candidate.field].append(candidate)
    address = decide(Field.URL, list(_addresses(of[Field.URL])))
    for shown in _shown(address, sources):
        of[shown.field].append(shown)
    outlet = decide(Field.OUTLET, [_outlet(candidate, sources) for candidate in of[Field.OUTLET]])
    host = host_of(address.value or "")
    sites = site_keys([candidate.value for candidate in outlet.candidates], host)
    language = decide(Field.LANGUAGE, [_language(candidate) for candidate in of[Field.LANGUAGE]])
    tags = (
        [candidate.evidence for candidate in of[Field.LANGUAGE]] if language.value == "en" else [language.value or ""]
    )
    decisions = {
        Field.URL: address,
        Field.OUTLET: outlet,
        Field.TITLE: decide(Field.TITLE, list(_titles(of[Field.TITLE], sites, sources))),
        Field.BYLINE: decide(Field.BYLINE, list(_bylines(of[Field.BYLINE], sites, sources))),
        **known_times([*of[Field.PUBLISHED], *of[Field.UPDATED], *of[Field.CRAWLED]], tags, host),
        Field.DATELINE: decide(Field.DATELINE, [Formed(candidate) for candidate in of[Field.DATELINE]]),
        Field.LANGUAGE: language,
    }
    kept = tuple(candidate for decision in decisions.values() for candidate in decision.candidates)
    return Known({field: decision.value for field, decision in decisions.items()}, kept)


def _addresses(candidates: Sequence[Candidate]) -> Iterator[Formed]:
    """Bring addresses to whole ones; a page's own link to a front page is no article's address."""
    base = next((candidate.value for candidate in candidates if split_address(candidate.value)), "")
    for candidate in candidates:
        given = candidate.basis.partition(":")[0] in _GIVEN
        whole = replace(candidate, value=candidate.value.strip() if given else resolved(candidate.value, base))
        if split_address(whole.value) is None:
            yield Formed(candidate, "no web address")
        elif not given and is_front(whole.value):
            yield Formed(whole, "it leads to a front page")
        else:
            yield Formed(whole)


def _shown(address: Decision, sources: Sources) -> Iterator[Candidate]:
    """Yield what the believed address shows; where addresses disagree, what each of them shows."""
    believed = [address.chosen] if address.chosen else [c for c in address.candidates if split_address(c.value)]
    for candidate in believed:
        yield from shown_by(candidate, sources)


def _outlet(candidate: Candidate, sources: Sources) -> Formed:
    value = candidate.value.strip()
    host = value.lower().removeprefix("www.")
    source = sources.find(value) or (sources.by_host(host) if _HOST.fullmatch(host) else None)
    return Formed(replace(candidate, value=source.name if source else value), "" if value else "no name")


def _titles(candidates: Sequence[Candidate], sites: Collection[str], sources: Sources) -> Iterator[Formed]:
    for candidate in candidates:
        others = [other.value for other in candidates if other is not candidate]
        title = without_site(candidate.value, sites, others, sources)
        bare = key_of(title)
        yield Formed(
            replace(candidate, value=title), "it names the site" if bare in sites and len(candidates) > 1 else ""
        )


def _bylines(candidates: Sequence[Candidate], sites: Collection[str], sources: Sources) -> Iterator[Formed]:
    told = {value: person_of(value, sources, sites) for value in {candidate.value for candidate in candidates}}
    for candidate in candidates:
        person, fault = told[candidate.value]
        yield Formed(replace(candidate, value=person or candidate.value), fault)


def _language(candidate: Candidate) -> Formed:
    words = candidate.value.strip().lower()
    code = _LANGUAGE_NAMES.get(words, words.replace("_", "-").partition("-")[0])
    return Formed(replace(candidate, value=code), "" if _LANGUAGE.fullmatch(code) else "no language code")
