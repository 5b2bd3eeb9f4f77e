"""Where pages lie in the report's folder."""

from __future__ import annotations

import hashlib
import re

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,79}")


def safe_name(identifier: str) -> str:
    """Return a name for a file or an anchor: the id itself, or a hash where it is not plain letters, digits and dashes.

    >>> safe_name("clm-0a1b")
    'clm-0a1b'
    >>> safe_name("../../passwd")[:4]
    'has-'
    """
    if _SAFE.fullmatch(identifier):
        return identifier
    return f"has-{hashlib.sha256(identifier.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def page_of(folder: str, identifier: str) -> str:
    """Return the address of a thing's own page, counted from the report's folder.

    >>> page_of("claim", "clm-0a1b")
    'claim/clm-0a1b.html'
    """
    return f"{folder}/{safe_name(identifier)}.html"


def numbered(stem: str, number: int) -> str:
    """Return the address of one page of a long list; the first has no number.

    >>> numbered("claims", 1), numbered("claims", 2)
    ('claims.html', 'claims-2.html')
    """
    return f"{stem}.html" if number == 1 else f"{stem}-{number}.html"
