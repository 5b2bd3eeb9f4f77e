from __future__ import annotations

from posixpath import dirname, join, normpath

import pytest
from lxml import html

from onrecord.model.errors import NotFoundError
from onrecord.model.snapshot import Snapshot
from onrecord.record.file import Record
from onrecord.web.partial import pages_about, without_dead_links


def linked(address: str, page: str) -> set[str]:
    """Return what a page links to within the folder."""
    found = html.document_fromstring(page).xpath("//a/@href")
    inside = (link.partition("#")[0] for link in found if link[0] != "#" and "://" not in link)
    return {normpath(join(dirname(address), link)) for link in inside}


def test_a_claim_goes_with_its_articles_and_every_link_leads_to_a_page(snapshot: Snapshot, record: Record) -> None:
    claim = max(snapshot.resolution.claims, key=lambda claim: len(claim.members))
    written = dict(pages_about(record, claim.id))
    articles = {f"article/{member.article}.html" for member in claim.members}
    assert written.keys() == {"index.html", f"claim/{claim.id}.html", *articles}
    for address, page in written.items():
        assert linked(address, page) <= written.keys(), address
    assert claim.title in html.document_fromstring(written["index.html"]).text_content()


def test_a_story_goes_with_its_claims(snapshot: Snapshot, record: Record) -> None:
    story = max(snapshot.resolution.stories, key=lambda story: len(story.articles))
    written = dict(pages_about(record, story.id))
    claims = {f"claim/{claim.id}.html" for claim in snapshot.resolution.claims if claim.story == story.id}
    assert claims <= written.keys()
    assert {f"article/{article}.html" for article in story.articles} <= written.keys()
    for address, page in written.items():
        assert linked(address, page) <= written.keys(), address


def test_of_other_things_there_is_no_report(snapshot: Snapshot, record: Record) -> None:
    with pytest.raises(NotFoundError, match="neither a story nor a claim"):
        list(pages_about(record, snapshot.facts.articles[0].id))


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ('<a href="../claims.html">Claims</a>', "<span>Claims</span>"),
        ('<a href="https://example.org/a">there</a>', '<a href="https://example.org/a">there</a>'),
        ('<a href="#here">here</a>', '<a href="#here">here</a>'),
        ('<a class="m" href="../claim/x.html" title="a &gt; b"><mark>x</mark></a>',
         '<span class="m" title="a &gt; b"><mark>x</mark></span>'),
        ('<a href="b.html#p">B</a> <a href="c.html">C</a>', '<a href="b.html#p">B</a> <span>C</span>'),
    ],
)  # fmt: skip
def test_links_that_lead_nowhere_become_text(page: str, left: str) -> None:
    assert without_dead_links(page, "article/a.html", {"article/b.html"}) == left
