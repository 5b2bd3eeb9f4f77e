"""Matrix products at the processor's speed, with one kernel on all x86 processors that have AVX2 and FMA.

spaCy multiplies through BLIS, which picks a kernel by the processor's model and takes a generic one, at a third of the
speed, for every model younger than itself: all of AMD's since Zen 3. So BLIS is asked here for its kernel for Haswell
by name, over its interface for experts. The kernel adds in one fixed order, whatever rows stand beside a row, so what
is read depends neither on the batch nor, among these processors, on the model.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import cache
from typing import Any

import blis.cy
import numpy as np
from blis.about import __version__ as blis_version
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import Model, NumpyOps

_Matrix = NDArray[np.float32]

_VERSIONS = ("1.3.",)
"""The versions of BLIS whose interface for experts was looked at: a call with other arguments would end the process."""

_HASWELL = 3
"""BLIS' number of the kernel; its name is asked for before it is used."""

_KEPT = 0
"""BLIS' word for a matrix that is not to be transposed: strides say how it lies."""

_PLACED = (ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64)
_SIZED = (ctypes.c_int, ctypes.c_int, ctypes.c_int64, ctypes.c_int64, ctypes.c_int64)
_ARGUMENTS: list[type[ctypes._SimpleCData[Any]]] = [
    *_SIZED,
    ctypes.c_void_p,
    *_PLACED,
    *_PLACED,
    ctypes.c_void_p,
    *_PLACED,
    ctypes.c_void_p,
    ctypes.c_void_p,
]
"""bli_sgemm_ex: how each matrix is turned and the three sizes; a factor, two matrices, a factor, the product; how."""

_ONE, _ZERO = ctypes.c_float(1.0), ctypes.c_float(0.0)


@dataclass(frozen=True, slots=True)
class Kernel:
    """BLIS' product with a kernel of one's choice: the library, and the place of the kernel's context in it."""

    library: ctypes.CDLL
    context: int

    def product(self, x: _Matrix, y: _Matrix, out: _Matrix) -> None:
        """Write the product of two matrices, by rows or by columns, to a third."""
        rows, inner = x.shape
        self.library.bli_sgemm_ex(
            *(_KEPT, _KEPT, rows, y.shape[1], inner),
            *(ctypes.addressof(_ONE), *_laid(x), *_laid(y)),
            *(ctypes.addressof(_ZERO), *_laid(out)),
            *(self.context, None),
        )


def _laid(matrix: _Matrix) -> tuple[int, int, int]:
    """Return where a matrix lies and its strides, in numbers."""
    row, column = matrix.strides
    return matrix.ctypes.data, row // matrix.itemsize, column // matrix.itemsize


class SteadyOps(NumpyOps):  # type: ignore[misc]  # thinc's class has no types
    """thinc's operations with products by one kernel."""

    def __init__(self, kernel: Kernel) -> None:
        super().__init__()
        self._kernel = kernel

    def gemm(
        self, x: _Matrix, y: _Matrix, out: _Matrix | None = None, trans1: bool = False, trans2: bool = False
    ) -> _Matrix:
        """Multiply two matrices, each turned first where it is asked for."""
        x, y = np.ascontiguousarray(x), np.ascontiguousarray(y)
        first, second = x.T if trans1 else x, y.T if trans2 else y
        rows, columns = first.shape[0], second.shape[1]
        if out is None:
            out = np.empty((rows, columns), np.float32)
        fits = first.shape[1] == second.shape[0] and out.shape == (rows, columns)
        if not fits or not out.size or {x.dtype, y.dtype, out.dtype} != {np.dtype(np.float32)}:
            whole: _Matrix = super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
            return whole
        self._kernel.product(first, second, out)
        return out


def multiply_steadily(nlp: Language) -> bool:
    """Let the networks of a pipeline use the one kernel; False where this machine or this BLIS does not have it."""
    kernel = find_kernel()
    if kernel is None:
        return False
    ops = SteadyOps(kernel)
    models = (getattr(pipe, "model", None) for _, pipe in nlp.pipeline)
    for model in models:
        for layer in model.walk() if isinstance(model, Model) else ():
            layer.ops = ops
    return True


@cache
def find_kernel() -> Kernel | None:
    """Return the kernel where the processor can run it and its product is right, else None."""
    if not blis_version.startswith(_VERSIONS):
        return None
    library = ctypes.CDLL(blis.cy.__file__)
    try:
        context = _context(library)
    except AttributeError:  # The library keeps its names to itself, as on Windows, or was built without this kernel.
        return None
    kernel = Kernel(library, context) if context else None
    return kernel if kernel and _is_right(kernel) else None


def _context(library: ctypes.CDLL) -> int:
    """Return the place of the kernel's context, 0 where the processor cannot run the kernel."""
    library.bli_arch_string.restype = ctypes.c_char_p
    library.bli_gks_lookup_nat_cntx.restype = ctypes.c_void_p
    library.bli_sgemm_ex.restype = None
    library.bli_sgemm_ex.argtypes = _ARGUMENTS
    fits = _runs(library) and library.bli_info_get_int_type_size() == 8 * ctypes.sizeof(ctypes.c_int64)
    if not fits or library.bli_arch_string(_HASWELL) != b"haswell":
        return 0
    return int(library.bli_gks_lookup_nat_cntx(_HASWELL) or 0)


def _runs(library: ctypes.CDLL) -> bool:
    """Say whether the processor has the instructions that the kernel is made of."""
    family, model, features = (ctypes.c_uint32() for _ in range(3))
    library.bli_cpuid_query(*map(ctypes.byref, (family, model, features)))
    return bool(library.bli_cpuid_is_haswell(family, model, features))


def _is_right(kernel: Kernel) -> bool:
    """Try the kernel on whole numbers, whose sums are exact in floats: a millisecond, once in a process."""
    numbers = np.arange(37 * 300).reshape(37, 300) % 17 - 8
    others = np.arange(97 * 300).reshape(97, 300) % 13 - 6
    found: Any = SteadyOps(kernel).gemm(numbers.astype(np.float32), others.astype(np.float32), trans2=True)
    return bool(np.array_equal(found, numbers @ others.T))
