from __future__ import annotations

import time

import pytest

from onrecord.read.reader import Attribution, Reader
from onrecord.read.reader.weights import BUNDLED, CARD

pytestmark = pytest.mark.skipif(not (BUNDLED / CARD).is_file(), reason="left out: no bundled weights")

_TEXT = """Velmark and Nordstrand to sign fishing treaty

Velmark will sign the fishing treaty with Nordstrand next week, foreign minister Ada Torvik said on Monday.

“We have waited eleven years for this,” Torvik told reporters in Ostrava. “We will not wait a twelfth.”

According to the fisheries ministry, the treaty covers the northern banks.

The harbour was closed for repairs.
"""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load(threads=1)


def _told(found: Attribution) -> tuple[list[str], list[str], str | None]:
    contents, sources = ([span.of(_TEXT) for span in spans] for spans in (found.contents, found.sources))
    return contents, sources, found.cue.of(_TEXT) if found.cue else None


def test_speakers_and_split_quotations_are_found(reader: Reader) -> None:
    told = [_told(found) for found in reader.read([_TEXT])[0]]
    assert (
        ["“We have waited eleven years for this,”", "“We will not wait a twelfth.”"],
        ["Torvik"],
    ) in [one[:2] for one in told]
    assert any("next week" in one[0][0] and "Torvik" in one[1][0] for one in told)
    assert not any("harbour" in part for one in told for part in one[0])


def test_the_same_text_is_read_alike_whatever_it_is_read_with(reader: Reader) -> None:
    alone = reader.read([_TEXT])[0]
    assert reader.read(["Torvik said no.", _TEXT, _TEXT * 3])[1] == alone
    assert Reader.load(threads=2).read([_TEXT])[0] == alone


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“" * 10_000,
        "'\"„”" * 2_500,
        "«Nej», sa Torvik. „Nein“, sagte Torvik. «Нет», сказала Торвик. 「不」托尔维克说。",
        "\ud800\udfff said “\udc00”.",
        "said " * 5_000,
        "a" * 50_000,
    ],
)
def test_odd_texts_are_read_in_bounded_time(reader: Reader, text: str) -> None:
    begun = time.monotonic()
    for found in reader.read([text], nested=True)[0]:
        assert all(0 <= span.start < span.end <= len(text) for span in found.contents)
    assert time.monotonic() - begun < 60
