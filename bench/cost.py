"""What some work costs: seconds, processor seconds and memory, of this process and of those it starts."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

MEBIBYTE = 1 << 20
_KIBI = 1 if sys.platform == "darwin" else 1024
"""What `ru_maxrss` counts in: bytes on macOS, else kibibytes."""
_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def measured(work: Callable[[], object]) -> dict[str, float]:
    """Return what some work costs this process and those it starts; its memory above what was held before."""
    before, start, cpu = _peak(), time.perf_counter(), _cpu()
    work()
    return {
        "seconds": round(time.perf_counter() - start, 2),
        "cpu_seconds": round(_cpu() - cpu, 2),
        "peak_mib": round(_peak() / MEBIBYTE, 1),
        "grew_mib": round((_peak() - before) / MEBIBYTE, 1),
    }


def _peak() -> int:
    """Return the most memory that this process, or one it started, held."""
    return max(_own_peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _KIBI)


def _own_peak() -> int:
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIBI
    # On Linux `ru_maxrss` begins with what the process that started this one held then.
    (peak,) = (line for line in status.read_text("utf-8").splitlines() if line.startswith("VmHWM:"))
    return int(peak.split()[1]) * 1024


def _cpu() -> float:
    return sum(use.ru_utime + use.ru_stime for use in map(resource.getrusage, _WHO))
