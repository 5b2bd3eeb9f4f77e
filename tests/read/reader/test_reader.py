from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from onrecord.model.span import Span
from onrecord.read.reader import Attribution, Reader
from onrecord.read.reader.assemble import Decisions
from onrecord.read.reader.event_heads import EventHeads
from onrecord.read.reader.weights import EventModel, Loaded, Plan
from tests.read.reader.kit import Marked, Words, no_tables

_TEXT = "Velmark will sign, its envoy said. Nobody else spoke."


def _reader(network: Marked, size: int = 40, context: int = 10, decisions: Decisions | None = None) -> Reader:
    return Reader(Loaded(network, Words(), Plan(size, context), no_tables(), decisions or Decisions(), "test"))


def _told(text: str, found: Attribution) -> tuple[list[str], list[str], str | None]:
    contents, sources = ([span.of(text) for span in spans] for spans in (found.contents, found.sources))
    return contents, sources, found.cue.of(text) if found.cue else None


def test_contents_are_given_their_cue_and_source() -> None:
    network = Marked(content="^Velmark will sign", source="^its envoy", cue="^said")
    (found,) = _reader(network).read([_TEXT])[0]
    assert _told(_TEXT, found) == (["Velmark will sign"], ["its envoy"], "said")
    assert 0.9 < found.scores.whole <= 1


def test_a_split_quotation_is_one_attribution_with_two_parts() -> None:
    text = "“We will sign,” Torvik said, “but not today.”"
    network = Marked(content="^“ We will sign , ” but not today .", source="^Torvik", cue="^said")
    (found,) = _reader(network).read([text])[0]
    assert _told(text, found) == (["“We will sign,”", "“but not today.”"], ["Torvik"], "said")


def test_a_paragraph_that_opens_the_quotation_again_goes_on_from_the_one_before() -> None:
    text = "Torvik said: “We will sign.\n\n“We will not pay.”"
    network = Marked(content="^“ We will sign . not pay ”", source="^Torvik", cue="^said")
    (found,) = _reader(network, size=9, context=0).read([text])[0]
    assert [span.of(text) for span in found.contents] == ["“We will sign.", "“We will not pay.”"]


def test_a_content_outside_marks_hangs_on_no_cue_of_another_line() -> None:
    text = "Harbour reopens soon\n\n“We will sign,” Torvik said."
    network = Marked(content="^Harbour reopens soon ^“ We will sign , ”", source="^Torvik", cue="^said")
    (found,) = _reader(network).read([text])[0]
    assert _told(text, found) == (["“We will sign,”"], ["Torvik"], "said")


def test_a_content_without_a_cue_is_given_only_where_it_may_stand_alone() -> None:
    network = Marked(content="^Velmark will sign")
    assert _reader(network).read([_TEXT])[0] == ()
    (found,) = _reader(network, decisions=Decisions(least_alone=0.5)).read([_TEXT])[0]
    assert _told(_TEXT, found) == (["Velmark will sign"], [], None)


def test_what_is_below_the_threshold_is_left_out() -> None:
    network = Marked(content="^Velmark will sign", cue="^said")
    assert not _reader(network, decisions=Decisions(least=1.1)).read([_TEXT])[0]


def test_what_a_quotation_attributes_is_found_one_level_deeper_on_request() -> None:
    text = "“Torvik says that it rains,” Velmark told us."
    outer = Marked(content="^“ Torvik says that it rains , ”", source="^Velmark", cue="^told")

    class Both(Marked):
        def run(self, output_names, input_feed):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            alone = Marked(content="^that it rains", source="^Torvik", cue="^says")
            whole = len(input_feed["ids"][0]) > 12
            return (outer if whole else alone).run(output_names, input_feed)

    reader = _reader(Both())
    assert [found.depth for found in reader.read([text])[0]] == [0]
    first, second = reader.read([text], nested=True)[0]
    assert (first.depth, second.depth) == (0, 1)
    assert _told(text, second) == (["that it rains"], ["Torvik"], "says")
    assert second.contents[0] == Span(text.index("that"), text.index(",”"))


def test_a_text_is_read_alike_alone_and_among_others() -> None:
    network = Marked(content="^Velmark will sign", source="^its envoy", cue="^said")
    reader = _reader(network, size=5, context=2)
    others = ["", "Torvik\nsaid", _TEXT * 3]
    assert reader.read([*others, _TEXT])[-1] == reader.read([_TEXT])[0]


@given(st.text(alphabet=st.sampled_from(list("“”\"'«»„‚‘’ .,\n:said\ud800中")), max_size=120))
@settings(max_examples=60)
def test_any_text_gives_spans_of_itself_in_order(text: str) -> None:
    network = Marked(content='^“ ^" ” s a i d . « »', source="^said ^中", cue="^: ^, ^’")
    found = _reader(network, size=6, context=2, decisions=Decisions(least_alone=0.0)).read([text], nested=True)[0]
    for one in found:
        spans = [*one.contents, *one.sources, *([one.cue] if one.cue else [])]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(before.end <= after.start for before, after in zip(one.contents, one.contents[1:], strict=False))
    starts = [one.contents[0].start for one in found]
    assert starts == sorted(starts)


@pytest.mark.parametrize("text", ["“" * 10_000, "'\"”„" * 2_500, "“a” " * 5_000, "\udcff" * 100, " " * 10_000])
def test_hostile_marks_end_in_bounded_time(text: str) -> None:
    network = Marked(content="^“ ^a", source="^”", cue="^\" ^'")
    begun = time.monotonic()
    _reader(network, size=250, context=60).read([text], nested=True)
    assert time.monotonic() - begun < 20


def test_missing_weights_say_what_to_do(tmp_path: Path) -> None:
    from onrecord.model.errors import ModelError

    with pytest.raises(ModelError, match=r"reader\.json.*--reader rules"):
        Reader.load(tmp_path)


class Stated(Marked):
    """The same network with a state for each piece: its number."""

    def run(self, output_names: Sequence[str] | None, input_feed: dict[str, NDArray[np.int64]]) -> Sequence[object]:
        if output_names != ["tags", "links", "states"]:
            return super().run(output_names, input_feed)
        found = super().run(["tags", "links"], input_feed)
        return [*found, input_feed["ids"][..., None].astype(np.float32)]


def test_one_pass_gives_the_states_of_all_pieces_once() -> None:
    network = Stated(content="^Velmark will sign", source="^its envoy", cue="^said")
    events = EventModel(EventHeads(network), (), (), 0.0, 0.0)
    reader = replace(_reader(network, size=9, context=4), loaded=replace(_reader(network).loaded, events=events))
    text = "\n".join([_TEXT] * 5)
    study = reader.study(text)
    assert study.attributions == reader.read([text])[0]
    assert study.events is events
    assert study.states is not None
    assert study.states[:, 0].tolist() == study.pieces.ids.tolist()


def test_a_reader_without_event_heads_gives_no_states() -> None:
    study = _reader(Marked(content="^Velmark will sign")).study(_TEXT)
    assert (study.states, study.events) == (None, None)
