"""Web addresses: their parts, and what two of one page have in common."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from onrecord.ontology.page_words import load_page_words

_PORTS = {"http": 80, "https": 443}
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_SAFE = "/%:@!$&'()*+,;=~-._[]"
_LANGUAGE_PART = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)


def split_address(url: str) -> SplitResult | None:
    """Return the parts of an address of a web page, or None where it is none."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    return parts if parts.scheme.lower() in _PORTS and parts.hostname and port != 0 else None


def address_of(url: str) -> str:
    """Return what the web addresses of one page have in common.

    Scheme, `www.`, default ports, user names, fragments, ending slashes and the parameters by which readers are
    followed do not matter, nor does the case of the host, nor whether characters are escaped. What is no address of a
    web page stays as it is.

    >>> address_of("https://www.courier.example:443/a/b/?id=2&utm_source=feed#top")
    'courier.example/a/b?id=2'
    """
    parts = split_address(url)
    if parts is None:
        return url.strip()
    host = _host(parts)
    port = f":{parts.port}" if parts.port and parts.port != _PORTS[parts.scheme.lower()] else ""
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _is_tracking(pair))
    return f"{host}{port}{_plain(parts.path.rstrip('/'))}{'?' if query else ''}{_plain(query)}"


def host_of(url: str) -> str:
    """Return the host of an address in lower case without `www.`; "" where it has none."""
    parts = split_address(url)
    return _host(parts) if parts else ""


def is_front(url: str) -> bool:
    """Say whether an address leads to a site's front page, which is no article's.

    >>> is_front("https://courier.example/en/"), is_front("https://courier.example/?p=12")
    (True, False)
    """
    _, slash, rest = address_of(url).partition("/")
    if "?" in rest or (not slash and "?" in address_of(url)):
        return False
    names = [part.lower() for part in rest.split("/") if part]
    if names and names[-1] in load_page_words().fronts:
        names.pop()
    return not names or (len(names) == 1 and bool(_LANGUAGE_PART.fullmatch(names[0])))


def resolved(url: str, base: str) -> str:
    """Return an address that may be relative to `base` as a whole one; unchanged where it cannot be joined."""
    try:
        return urljoin(base, url.strip())
    except ValueError:
        return url


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if "xn--" in host:
        with suppress(UnicodeError):
            host = host.encode("ascii").decode("idna")
    return host.removeprefix("www.")


def _is_tracking(pair: str) -> bool:
    words = load_page_words()
    name = pair.partition("=")[0].lower()
    return name in words.tracking or name.startswith(words.tracking_starts)


def _plain(part: str) -> str:
    return _ESCAPE.sub(lambda match: match[0].upper(), quote(part, safe=_SAFE, errors="surrogatepass"))
