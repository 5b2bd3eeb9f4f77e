"""The products of the model's networks: right, and the same for a row whatever stands beside it."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.language import Language
from thinc.api import NumpyOps

from onrecord.read.products import SteadyOps, find_kernel


@pytest.fixture(scope="module")
def ops() -> SteadyOps:
    kernel = find_kernel()
    if kernel is None:
        pytest.skip("the processor or BLIS lacks the kernel")
    return SteadyOps(kernel)


def matrix(rows: int, columns: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((rows, columns), dtype=np.float32)


@pytest.mark.parametrize(("turned", "other"), [(False, False), (True, False), (False, True), (True, True)])
def test_products_are_those_of_numpy(ops: SteadyOps, turned: bool, other: bool) -> None:
    x, y = matrix(7, 300), matrix(300, 96, 2)
    found = ops.gemm(x.T.copy() if turned else x, y.T.copy() if other else y, trans1=turned, trans2=other)
    assert np.allclose(found, x @ y, atol=1e-4)


def test_a_product_is_written_where_it_is_asked_for(ops: SteadyOps) -> None:
    x, y, out = matrix(5, 8), matrix(8, 3, 2), np.full((6, 3), 9.0, np.float32)
    assert ops.gemm(x, y, out=out[1:]).base is out
    assert np.allclose(out[1:], x @ y, atol=1e-5)
    assert (out[0] == 9).all()


def test_a_row_has_the_same_product_whatever_stands_beside_it(ops: SteadyOps) -> None:
    x, y = matrix(500, 288), matrix(96, 288, 2)
    whole = ops.gemm(x, y, trans2=True)
    for start, end in ((0, 1), (3, 16), (130, 401)):
        assert np.array_equal(ops.gemm(x[start:end], y, trans2=True), whole[start:end])


def test_empty_and_unfit_matrices_are_left_to_thinc(ops: SteadyOps) -> None:
    assert ops.gemm(matrix(0, 8), matrix(8, 3)).shape == NumpyOps().gemm(matrix(0, 8), matrix(8, 3)).shape
    with pytest.raises(ValueError, match=r"(?i)shape"):
        ops.gemm(matrix(2, 8), matrix(7, 3))


@pytest.mark.model
@pytest.mark.usefixtures("ops")
def test_the_pipeline_multiplies_so(nlp: Language) -> None:
    networks = [nlp.get_pipe(name).model for name in ("tok2vec", "tagger", "parser", "ner")]
    assert all(isinstance(layer.ops, SteadyOps) for network in networks for layer in network.walk())
