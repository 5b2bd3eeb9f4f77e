"""How the processor is used while training, the same for all that is trained here."""

from __future__ import annotations

import os
import sys

import torch

_VARIABLES = {
    "OMP_WAIT_POLICY": "passive",
    "GOMP_SPINCOUNT": "0",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_MAX_": "0",
    "MALLOC_TRIM_THRESHOLD_": str(1 << 34),
    "MALLOC_TOP_PAD_": str(1 << 28),
    "ONEDNN_PRIMITIVE_CACHE_CAPACITY": "16384",
}
"""Threads that sleep while they wait, and memory and compiled shapes that are kept between steps.

Without them a step takes up to five times as long where other programs use the processor too.
"""


def prepare(module: str, threads: int) -> None:
    """Set torch up for `threads`, in this very program begun again where its environment is not as it should be."""
    if any(os.environ.get(name) != value for name, value in _VARIABLES.items()):
        command = [sys.executable, "-m", module, *sys.argv[1:]]
        os.execve(sys.executable, command, {**os.environ, **_VARIABLES})  # noqa: S606 - this very program again
    torch.set_flush_denormal(True)
    torch.set_num_threads(threads)
