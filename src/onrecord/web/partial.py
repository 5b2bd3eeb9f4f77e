"""The pages of one story or one claim, with the articles they rest on: what is sent to a colleague."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath

from onrecord.model.derived import Claim, Story
from onrecord.model.errors import NotFoundError
from onrecord.record.file import Record
from onrecord.record.find import Row
from onrecord.record.gathering import Gathering
from onrecord.record.given import given
from onrecord.web.links import page_of
from onrecord.web.report import Written, environment, made_by, render
from onrecord.web.views import THINGS

_LINK = re.compile(
    r"""<a (?P<before>[^>]*?)href="(?P<target>[^"#:]*)(?P<anchor>#[^"]*)?"(?P<after>[^>]*)>(?P<inside>.*?)</a>""",
    re.DOTALL,
)
"""A link within the folder: the templates write every link so, never one in another, and escape each ">" of a text."""

_OF_STORY = "SELECT id FROM claim WHERE story = ? ORDER BY id"
_CARRYING = """
    SELECT DISTINCT article FROM member WHERE claim IN (SELECT value FROM json_each(?))
    UNION SELECT article FROM told WHERE story = ? ORDER BY 1
"""


def pages_about(record: Record, start: str) -> Iterator[Written]:
    """Give the pages about the story or claim whose id begins with `start`, the first page among them.

    Links to pages that are not among them become plain text. Raises `NotFoundError` where nothing has such an id, or
    something else has.
    """
    found = record.get(start)
    if not isinstance(found, (Story, Claim)):
        raise NotFoundError(
            f"{start} is neither a story nor a claim; `onrecord stories` and `onrecord claims` list them"
        )
    made = environment()
    made.globals.update(made=made_by(record), partial=True)
    with record.gathering() as whole:
        things = list(_things(whole, found))
        addresses = {page_of(folder, identifier) for folder, identifier in things}
        first = things[0]
        for address, (folder, identifier) in [("index.html", first), *((page_of(*thing), thing) for thing in things)]:
            html = render(made, address, THINGS[folder](Gathering(whole.connection), identifier))
            yield address, without_dead_links(html, address, addresses | {"index.html"})


def _things(whole: Gathering, found: Row) -> Iterator[tuple[str, str]]:
    """Give what there is a page of, the thing itself first."""
    story = found.id if isinstance(found, Story) else ""
    claims = whole.ids(_OF_STORY, story) if story else [found.id]
    if story:
        yield from (("story", story), ("brief", story))
    yield from (("claim", claim) for claim in claims)
    yield from (("article", article) for article in whole.ids(_CARRYING, given(claims), story))


def without_dead_links(html: str, address: str, addresses: set[str]) -> str:
    """Turn the links of a page that lead to no page into plain text; `address` is where the page itself lies.

    >>> without_dead_links('<a href="../b.html">B</a>, <a class="m" href="c.html#x">C</a>', "claim/a.html", {"b.html"})
    '<a href="../b.html">B</a>, <span class="m">C</span>'
    """

    def kept(match: re.Match[str]) -> str:
        target = match["target"]
        if not target or normpath(join(dirname(address), target)) in addresses:
            return match[0]
        attributes = " ".join(filter(None, ("span", match["before"].strip(), match["after"].strip())))
        return f"<{attributes}>{match['inside']}</span>"

    return _LINK.sub(kept, html)
