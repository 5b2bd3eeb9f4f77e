"""Whether holes are known in what users install: pip-audit asks the index's own list of them."""

from __future__ import annotations

import json
import shutil
import subprocess

from bench.pins import RUN
from bench.reliability.outcome import Outcome, Scale

_HOW = "pip install pip-audit, and run it where https://pypi.org can be reached"
_LONGEST = 300


def measure(_scale: Scale) -> Outcome:
    """Audit the pins of the default install."""
    program = shutil.which("pip-audit")
    if program is None:
        return Outcome({}, left_out=f"pip-audit is not there: {_HOW}")
    command = [program, "-r", str(RUN), "--require-hashes", "--disable-pip", "--progress-spinner=off", "--format=json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_LONGEST)
    return judged(done.stdout, done.stderr)


def judged(told: str, talk: str) -> Outcome:
    """Return what an audit told; one that could look up nothing is left out."""
    try:
        packages = json.loads(told)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Outcome({}, left_out=f"pip-audit could not ask ({talk.strip()[-200:]}): {_HOW}")
    asked = [one for one in packages if "skip_reason" not in one]
    if not asked:
        return Outcome(
            {}, left_out=f"the index that pip-audit asked knows none of the {len(packages)} packages: {_HOW}"
        )
    holes = tuple(f"{one['name']} {one['version']}: {hole['id']}" for one in asked for hole in one["vulns"])
    return Outcome({"packages audited": len(asked), "not to be looked up": len(packages) - len(asked)}, holes)
