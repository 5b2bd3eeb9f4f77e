"""What an install consists of, for tools: `python -m bench.sbom > sbom.json` writes it in CycloneDX 1.6.

Every pinned package with its licence and the hashes of its files, and the models: the files of the learned reader, with
theirs. The same pins give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

from bench.licences import licensed
from bench.pins import RUN, Pin, pins
from onrecord.read.reader.weights import BUNDLED

Json: TypeAlias = "str | int | list[Json] | dict[str, Json]"
_NAME = "onrecord"


def bom() -> dict[str, Json]:
    """Return the bill of materials."""
    licence = {one.name: one.licence for one in licensed()}
    packages: list[Json] = [_package(pin, licence[pin.name]) for pin in pins(RUN)]
    models: list[Json] = [_model(file) for file in sorted(BUNDLED.iterdir())]
    refs: list[Json] = [part["bom-ref"] for part in (*packages, *models) if isinstance(part, dict)]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _own()},
        "components": packages + models,
        "dependencies": [{"ref": _NAME, "dependsOn": refs}],
    }


def _own() -> Json:
    own: Json = [{"license": {"id": "Apache-2.0"}}]
    return {"type": "application", "bom-ref": _NAME, "name": _NAME, "version": version(_NAME), "licenses": own}


def _package(pin: Pin, licence: str) -> Json:
    purl = f"pkg:pypi/{quote(pin.name)}@{quote(pin.version)}"
    files: list[Json] = [{"alg": "SHA-256", "content": one} for one in pin.hashes]
    more: dict[str, Json] = {"properties": [{"name": "python:marker", "value": pin.where}]} if pin.where else {}
    return {
        "type": "library",
        "bom-ref": purl,
        "name": pin.name,
        "version": pin.version,
        "purl": purl,
        "licenses": [{"expression": licence}],
        # One for each file of the version: which of them is installed depends on the system.
        "externalReferences": [
            {"type": "distribution", "url": f"{purl}?file={at}", "hashes": [one]} for at, one in enumerate(files)
        ],
        **more,
    }


def _model(file: Path) -> Json:
    digest = sha256(file.read_bytes()).hexdigest()
    return {
        "type": "machine-learning-model" if file.suffix == ".onnx" else "file",
        "bom-ref": f"reader/{file.name}",
        "name": f"reader/{file.name}",
        "hashes": [{"alg": "SHA-256", "content": digest}],
        "licenses": [{"license": {"id": "Apache-2.0"}}],
    }


def main(arguments: list[str] | None = None) -> int:
    """Print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args(arguments)
    print(json.dumps(bom(), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
