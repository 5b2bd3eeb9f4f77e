"""What an address says by itself."""

from __future__ import annotations

import pytest

from onrecord.extract.address import shown_by
from onrecord.model.article import Candidate, Field
from onrecord.ontology.sources import Source, Sources


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2031/05/04/bridge", "2031-05-04"),
        ("/news/2031-05-04/bridge", "2031-05-04"),
        ("/2031/may/04/bridge", "2031-05-04"),
        ("/a/20310504/bridge.html", "2031-05-04"),
        ("/bridge-opens-2031-05-04.html", "2031-05-04"),
        ("/2031/13/45/bridge", None),
        ("/2031/05/bridge", None),
        ("/article/20310504123", None),
    ],
)
def test_the_day_in_an_address(path: str, day: str | None) -> None:
    url = f"https://courier.example{path}"
    found = {c.field: c for c in shown_by(Candidate(Field.URL, url, "table:url", url), Sources([]))}
    assert (found[Field.PUBLISHED].value if Field.PUBLISHED in found else None) == day
    assert (found[Field.OUTLET].value, found[Field.OUTLET].basis) == ("courier.example", "url:host")


def test_a_registered_host_names_its_outlet() -> None:
    sources = Sources([Source("The Velm Courier", "outlet", (), ("courier.example",))])
    url = "https://news.courier.example/a"
    (outlet,) = shown_by(Candidate(Field.URL, url, "table:url", url), sources)
    assert (outlet.value, outlet.basis, outlet.evidence) == ("The Velm Courier", "url:registry", "news.courier.example")
