"""The files of the models that read: their hashes stand beside what was read with them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language

_CODE = frozenset({".py", ".pyc"})
_PART = 1 << 20


def model_files(nlp: Language, reader: Path | None) -> dict[str, str]:
    """Return the SHA-256 of every file of the spaCy pipeline and, where one reads, of the learned reader, by its name.

    A pipeline that was not loaded from a folder has no files.

    >>> import spacy
    >>> model_files(spacy.blank("en"), None)
    {}
    """
    folders = {"reader": reader} if reader else {}
    if nlp.path:
        folders[Path(nlp.path).name] = Path(nlp.path)
    return {f"{name}/{file.relative_to(own)}": _hash(file) for name, own in folders.items() for file in _files(own)}


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.rglob("*")) if file.is_file() and file.suffix not in _CODE)


def _hash(file: Path) -> str:
    found = hashlib.sha256()
    with file.open("rb") as content:
        while part := content.read(_PART):
            found.update(part)
    return found.hexdigest()
