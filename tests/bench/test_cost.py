"""What work costs is counted for that work alone."""

from __future__ import annotations

import json
import subprocess
import sys


def test_memory_is_counted_above_what_was_held() -> None:
    # In a process of its own: the tests before this one may have held more already.
    program = (
        "import json; from bench.cost import MEBIBYTE, measured; held = bytearray(40 * MEBIBYTE)\n"
        "print(json.dumps(measured(lambda: len(bytes(b'x' * (90 * MEBIBYTE))) + len(held))))"
    )
    cost = json.loads(
        subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    )
    assert 40 < cost["grew_mib"] < 200
    assert cost["peak_mib"] > 90
