"""Titles without the name of their site, at the end or at the beginning."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from onrecord.extract.persons import key_of
from onrecord.ontology.sources import Sources

_MARK = re.compile(r"\s+[|\-–—·•:»«›]{1,2}\s+|\s*\|\s*|:\s+")
_ENDING = re.compile(r"\s+[|\-–—·•:»«›]{1,2}\s+|\s*\|\s*")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,12}", re.IGNORECASE)
_SHORTEST, _LONG, _SITE_WORDS = 3, 6, 4
_TITLE_WORDS = 2
_PARTS_MAX = 6


def site_keys(outlets: Collection[str], host: str) -> frozenset[str]:
    """Return the names of a page's site, brought to one form: its outlets, its host and the parts of its host.

    >>> sorted(site_keys(["The Velm Courier"], "news.velmcourier.example"))
    ['newsvelmcourierexample', 'velmcourier', 'velmcourierexample']
    """
    labels = host.split(".")
    hosts = {".".join(labels[i:]) for i in range(len(labels) - 1)} | {_main_label(labels)}
    keys = {key_of(name) for name in (*outlets, *hosts)}
    return frozenset(key for key in keys if len(key) >= _SHORTEST or key in {key_of(name) for name in outlets})


def _main_label(labels: list[str]) -> str:
    """Return the part of a host that names the site: "courier" of courier.co.uk and www2.courier.com."""
    names = labels[:-1]
    return names[-2] if len(names) > 1 and len(names[-1]) <= _SHORTEST else names[-1] if names else ""


def without_site(title: str, sites: Collection[str], others: Collection[str], sources: Sources) -> str:
    """Return a title without the name of its site ("A bridge opens | The Courier").

    A part that a dash, bar or colon sets off is cut where it names a registered source or the site itself, and where
    the rest is a title that the page states elsewhere (`others`).
    """
    known = {key_of(other) for other in others}
    for _ in range(_PARTS_MAX):
        whole = key_of(title) in known
        shorter = next(
            (
                rest
                for rest, part in _cuts(title)
                if len(rest.split()) >= _TITLE_WORDS
                and (_is_site(part, sites, sources) or (not whole and key_of(rest) in known))
            ),
            None,
        )
        if shorter is None:
            break
        title = shorter
    return title


def _cuts(title: str) -> Iterator[tuple[str, str]]:
    """Yield what stays and what goes, for the last part and for the first one."""
    endings = list(_ENDING.finditer(title))
    if endings:
        yield title[: endings[-1].start()].strip(), title[endings[-1].end() :].strip()
    first = _MARK.search(title)
    if first:
        yield title[first.end() :].strip(), title[: first.start()].strip()


def _is_site(part: str, sites: Collection[str], sources: Sources) -> bool:
    key = key_of(part)
    if not key or len(part.split()) > _SITE_WORDS + 2:
        return False
    if key in sites or _DOMAIN.fullmatch(part) or sources.find(part):
        return True
    return len(part.split()) <= _SITE_WORDS and any(len(site) >= _LONG and site in key for site in sites)
