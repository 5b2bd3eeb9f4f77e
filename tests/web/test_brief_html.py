"""A brief in HTML is one file that loads nothing, and whose every number leads to a place."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from lxml import html as lxml_html

from onrecord.model.snapshot import Snapshot
from onrecord.web.brief import Brief, brief
from onrecord.web.brief_html import html
from onrecord.web.brief_parts import Form
from tests.web.test_report import HOSTILE, spoiled


def tree(text: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(text.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))


@pytest.fixture(scope="module")
def made(snapshot: Snapshot) -> Brief:
    return brief(snapshot, snapshot.resolution.stories[0])


def test_it_loads_nothing_and_its_policy_names_its_own_style_sheet(made: Brief) -> None:
    page = tree(html(made))
    assert not page.xpath("//script|//link|//img|//iframe|//object|//@style|//base|//form")
    (style,) = page.xpath("//style/text()")
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "url(" not in style
    assert "@import" not in style


def test_every_number_leads_to_its_place(made: Brief) -> None:
    page = tree(html(made))
    anchors = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(anchors) == len(set(anchors))
    inner = page.xpath("//a[starts-with(@href, '#')]")
    assert inner
    for link in inner:
        assert link.text_content() == f"[{link.get('href').removeprefix('#e')}]"
        (target,) = [element for element in page.iter() if element.get("id") == link.get("href")[1:]]
        assert target.text_content().startswith(link.text_content())


def test_quotations_stand_on_the_page_as_they_are(made: Brief) -> None:
    page = tree(html(made))
    shown = [element.text_content() for element in page.xpath("//*[@class='words']/bdi")]
    for section in made.sections:
        for line in section.lines:
            assert all(part.text in shown for part in line.parts if part.form is Form.QUOTE)


def test_hostile_text_is_text(snapshot: Snapshot) -> None:
    bad = spoiled(snapshot)
    written = html(brief(bad, bad.resolution.stories[0]))
    page = tree(written)
    assert not page.xpath("//script|//img|//body//title|//*[@onerror]")
    assert "alert('x')" in page.text_content()
    for href in page.xpath("//a/@href"):
        assert re.match(r"#e\d|https?://", href)
    assert "\u202e" not in written
    assert HOSTILE[:20] not in written


def test_the_same_template_stands_in_the_frame_of_the_report(made: Brief) -> None:
    """Another page maker needs no more than the brief and the folder it writes to."""
    from onrecord.web.report import environment

    environment_ = environment()
    environment_.globals["made"] = ""
    page = environment_.get_template("brief.html").render(root="../", address="brief/x.html", page=made, reading="")
    assert "../static/onrecord.css" in tree(page).xpath("//link/@href")
    assert not tree(page).xpath("//style")
