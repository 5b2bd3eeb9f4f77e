"""Which web addresses may be asked: their form, and where the hosts that they name stand."""

from __future__ import annotations

import ipaddress
import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from urllib.parse import urlsplit

_PLAIN = re.compile(r"[!-~\x80-\U0010ffff]{1,2048}")
_NAT64 = IPv6Network("64:ff9b::/96")
# What Python's own table leaves out, or does in some of its versions, of the addresses that lead nowhere public.
_GLOBAL_6 = IPv6Network("2000::/3")
_ASSIGNED = (
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.88.99.0/24"),
    IPv6Network("2001::/23"),
    IPv6Network("2001:db8::/32"),
    IPv6Network("3fff::/20"),
)
"""Blocks inside the global ones that IANA's registries give to protocols, relays and examples."""


def is_web(source: str) -> bool:
    """Say whether a source is meant as a web address.

    >>> is_web("HTTPS://courier.example/a"), is_web("http.txt")
    (True, False)
    """
    return source.strip().lower().startswith(("http://", "https://"))


def why_not(address: str) -> str:
    """Return why an address cannot be asked, "" where its form is right.

    >>> why_not("ftp://courier.example/a")
    'it does not begin with http:// or https://'
    """
    if not is_web(address):
        return "it does not begin with http:// or https://"
    if not _PLAIN.fullmatch(address) or "\\" in address:
        return "it holds a space, a backslash or a control character, or is longer than 2,048 characters"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as failure:
        return f"it is no web address: {failure}"
    if parts.username is not None or parts.password is not None:
        return "it holds a user name before the host"
    if not (parts.hostname or "").strip(".") or port == 0:
        return "it names no host"
    return ""


def is_public(address: str) -> bool:
    """Say whether an IP address belongs to the public internet, also what is wrapped in an IPv6 address.

    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    wrapped = _wrapped(ip) if isinstance(ip, IPv6Address) else None
    if wrapped is not None:
        return is_public(str(wrapped))
    if any(ip in block for block in _ASSIGNED) or (isinstance(ip, IPv6Address) and ip not in _GLOBAL_6):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _wrapped(ip: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that a mapped, 6to4 or NAT64 address leads to."""
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour
