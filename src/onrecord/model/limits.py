"""How much of anything one item of coverage may cost, each limit with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any, Self

KIB, MIB, GIB = 1024, 1024**2, 1024**3
_UNITS = {"": 1, "k": KIB, "kib": KIB, "m": MIB, "mib": MIB, "g": GIB, "gib": GIB}


def _limit(default: int, unit: str, why: str) -> Any:  # noqa: ANN401 - what dataclasses.field returns
    return field(default=default, metadata={"unit": unit, "why": why})


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one run; `--limit NAME=VALUE` sets one, and `docs/limits.md` lists them."""

    page_bytes: int = _limit(64 * MIB, "bytes", "one page or table row: far above any article, far below the memory")
    unpacked_ratio: int = _limit(
        200, "times", "what a compressed stream may grow by: text grows by 3 to 20, a bomb by 1,000"
    )
    unpacked_bytes: int = _limit(
        16 * MIB, "bytes", "unpacked bytes from which the ratio is looked at: small files may be all one letter"
    )
    archive_depth: int = _limit(3, "levels", "archives inside archives; a bomb nests them without end")
    archive_members: int = _limit(1_000_000, "files", "in one archive: a directory this long takes 200 MB to hold")
    tree_depth: int = _limit(512, "levels", "nesting of HTML given to code that recurses; pages nest 20 to 60 deep")
    tree_nodes: int = _limit(400_000, "elements", "in one HTML page: real pages have 500 to 20,000")
    text_characters: int = _limit(
        2_000_000, "characters", "of text in one page: a long book; labelling them takes 1 GB"
    )
    page_seconds: int = _limit(20, "seconds", "to open or extract one page: real pages take 5 to 200 milliseconds")
    worker_bytes: int = _limit(2 * GIB, "bytes", "of address space for a process that parses foreign bytes")
    fetch_seconds: int = _limit(30, "seconds", "for one answer from the web, all redirects together")
    fetch_redirects: int = _limit(10, "redirects", "for one address: browsers follow 20, circles never end")
    fetch_pause: int = _limit(1, "seconds", "between two requests to one host, unless its robots.txt asks for more")
    watch_pause: int = _limit(60, "seconds", "at least between two rounds of `onrecord watch --fetch`")

    def with_setting(self, setting: str) -> Self:
        """Return the limits with one changed, as `NAME=VALUE` says; raises `ValueError` for what is no such setting.

        >>> Limits().with_setting("page_bytes=1MiB").page_bytes
        1048576
        """
        name, _, value = setting.partition("=")
        known = [f.name for f in fields(self)]
        if name not in known:
            raise ValueError(f"there is no limit {name!r}; the limits are {', '.join(known)}")
        digits = value.strip().rstrip("KkMmGgIiBb")
        unit = value.strip()[len(digits) :].lower()
        if not digits.isdigit() or unit not in _UNITS:
            raise ValueError(f"{value!r} is no limit; give a whole number, for bytes also such as 64MiB")
        return replace(self, **{name: int(digits) * _UNITS[unit]})
