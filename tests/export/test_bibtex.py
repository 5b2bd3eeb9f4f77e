from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.bibtex import as_bibtex, escaped
from onrecord.export.cite import Cited, Version, Words, flat
from onrecord.model.article import Article

VERSION = Version("Onrecord 1.2.3", "0123456789abcdef" * 4, "2031-05-02")
ARTICLE = Article(
    "art-1",
    "in/a.txt",
    "One two three",
    "",
    outlet="R&D_Post",
    title="Dam: 50% full",
    byline="Runa Falk and Ole Brandt",
    published="2031-05-02T09:00:00+02:00",
    url="https://post.example/a_b?c=1#d",
)
BACK = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{sign}": sign for sign in "#$%&_"},
}


def fields(entry: str) -> dict[str, str]:
    """Read an entry as BibTeX does, which counts braces whatever stands before them."""
    key, _, rest = entry.removeprefix("@misc{").partition(",\n")
    assert re.fullmatch(r"[A-Za-z0-9-]+", key)
    found = {"key": key}
    while not rest.startswith("}"):
        name, _, rest = rest.strip().partition(" = ")
        value, rest = _value(rest)
        assert rest.startswith(",\n"), rest
        found[name] = value
        rest = rest.removeprefix(",\n")
    assert rest == "}"
    return found


def _value(text: str) -> tuple[str, str]:
    if not text.startswith("{"):
        value, _, _ = text.partition(",")
        return value, text[len(value) :]
    depth = 0
    for at, sign in enumerate(text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth == 0:
            return text[1:at], text[at + 1 :]
    raise AssertionError("the braces are not balanced")


def shown(value: str) -> str:
    """Return what LaTeX shows of a field."""
    return re.sub("|".join(map(re.escape, BACK)), lambda match: BACK[match[0]], value)


def test_an_entry_has_what_is_known() -> None:
    found = Cited("sta-1", ARTICLE, (Words(0, 3, "One"),), "Ada Torvik", verbatim=True)
    assert as_bibtex(found, VERSION) == (
        "@misc{sta-1,\n"
        "  author = {{Runa Falk and Ole Brandt}},\n"
        "  title = {{Dam: 50\\% full}},\n"
        "  howpublished = {R\\&D\\_Post},\n"
        "  year = 2031,\n"
        "  month = may,\n"
        "  day = 2,\n"
        "  url = {https://post.example/a_b?c=1#d},\n"
        "  note = {Ada Torvik: “One” (characters 0 to 3); Onrecord 1.2.3, record "
        f"{VERSION.state} of 2031-05-02, sta-1}},\n"
        "}"
    )


def test_what_is_unknown_stays_out() -> None:
    found = fields(as_bibtex(Cited("art-2", Article("art-2", "b", "One", "")), VERSION))
    assert found.keys() == {"key", "note"}


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2031", ("2031", None, None)), ("2031-12", ("2031", "dec", None)), ("soon", (None, None, None))],
)
def test_a_date_is_as_exact_as_it_is_known(published: str, expected: tuple[str | None, ...]) -> None:
    found = fields(as_bibtex(Cited("art-1", replace(ARTICLE, published=published)), VERSION))
    assert tuple(found.get(name) for name in ("year", "month", "day")) == expected


def test_a_key_is_plain() -> None:
    assert fields(as_bibtex(Cited("art-ü{},%", ARTICLE), VERSION))["key"] == "art------"


@given(st.text(max_size=60))
def test_any_text_is_shown_letter_for_letter(text: str) -> None:
    assert shown(escaped(text)) == flat(text)


@given(st.text(max_size=40), st.text('{}\\%$&#_^~@,"=\n', max_size=40))
def test_no_text_ends_its_field(text: str, signs: str) -> None:
    article = replace(ARTICLE, title=text + signs, outlet=signs, byline=signs + text)
    found = fields(as_bibtex(Cited("sta-1", article, (Words(0, 1, signs),), text), VERSION))
    assert shown(found.get("title", "{}")[1:-1]) == flat(text + signs)
    assert shown(found.get("author", "{}")[1:-1]) == flat(signs + text)
    assert shown(found.get("howpublished", "")) == flat(signs)


@pytest.mark.parametrize("url", ["https://a.example/{b}", 'https://a.example/ä|^`<b>"', "https://a.example/%7Bb%7D"])
def test_an_address_has_no_brace(url: str) -> None:
    found = fields(as_bibtex(Cited("art-1", replace(ARTICLE, url=url)), VERSION))
    assert found["url"].startswith("https://a.example/")
    assert not re.search(r"""[{}|^`<>"]|[^\x21-\x7e]""", found["url"])
