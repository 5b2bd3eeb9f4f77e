from __future__ import annotations

import pytest

from onrecord.engine.summary import Summary
from onrecord.model.problem import Problem, ProblemCode, problem


def wrong(code: ProblemCode) -> Problem:
    return problem(code, "wire/a", "wire/a", "it is so", "mend it")


@pytest.mark.parametrize(
    ("summary", "in_vain"),
    [
        (Summary(), False),
        (Summary(items=1, failed=1, problems=(wrong(ProblemCode.NETWORK),)), True),
        (Summary(items=1, failed=1, reached=1, problems=(wrong(ProblemCode.NETWORK),)), False),
        (Summary(items=2, known=1, failed=1, problems=(wrong(ProblemCode.NETWORK),)), False),
        (Summary(items=1, failed=1, problems=(wrong(ProblemCode.EMPTY),)), False),
    ],
)
def test_a_round_is_in_vain_where_nothing_was_there(summary: Summary, in_vain: bool) -> None:
    assert summary.in_vain is in_vain
