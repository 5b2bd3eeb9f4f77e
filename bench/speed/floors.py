"""The floors that ratios must not fall below, with the noise that they were measured with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.speed.measuring import Ratio

FLOORS = Path(__file__).with_name("floors.json")


def fallen(command: str, figures: Mapping[str, Any], path: Path = FLOORS) -> list[str]:
    """Say which of a command's ratios fell below their floors by more than their noise, a line each."""
    floors = json.loads(path.read_text(encoding="utf-8")).get(command, {})
    ratios: Mapping[str, Ratio] = figures.get("ratios", {})
    return [
        f"{command} {name}: {ratios[name].middle} is below {floor['ratio']}, less its noise of {floor['noise']}"
        for name, floor in floors.items()
        if name in ratios and ratios[name].middle < floor["ratio"] - floor["noise"]
    ]
