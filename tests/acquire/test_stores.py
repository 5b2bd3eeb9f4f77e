from __future__ import annotations

import pickle
from importlib.util import find_spec
from pathlib import Path

import pytest

from onrecord.acquire.blob import Blob
from onrecord.acquire.files import acquire
from onrecord.acquire.settings import Settings
from onrecord.acquire.stores import stored_blobs
from onrecord.model.article import Page
from onrecord.model.problem import Problem, ProblemCode

pytestmark = pytest.mark.skipif(find_spec("fsspec") is None, reason="fsspec is not installed (the extra spark)")

STORES = Settings(stores=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("paper/b.txt", "paper/a.txt", "paper/inner/c.html", ".hidden/d.txt", "paper/.e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"the words of {name}")
    return tmp_path


def blobs(address: str, settings: Settings = STORES) -> list[Blob]:
    found = list(stored_blobs(address, settings))
    assert all(isinstance(item, Blob) for item in found), found
    return [item for item in found if isinstance(item, Blob)]


def test_a_folder_of_a_store_is_what_the_same_folder_on_a_disk_is(folder: Path) -> None:
    stored, local = (
        [(page.uri, page.content) for page in acquire([source], STORES) if isinstance(page, Page)]
        for source in (f"file://{folder}", folder)
    )
    assert sorted(stored) == sorted(local)
    assert len(stored) == 3


def test_files_are_opened_where_the_blob_is_sent(folder: Path) -> None:
    (blob,) = blobs(f"file://{folder}/paper/a.txt")
    assert (blob.name, blob.uri, blob.location) == ("a.txt", "paper/a.txt", f"file://{folder}/paper/a.txt")
    with pickle.loads(pickle.dumps(blob)).opener() as stream:  # noqa: S301 - our own
        assert stream.read() == b"the words of paper/a.txt"


def test_patterns_choose_files(folder: Path) -> None:
    assert [blob.name for blob in blobs(f"file://{folder}/paper/*.txt")] == ["a.txt", "b.txt"]
    only = Settings(stores=True, include=("*.html",))
    assert [blob.name for blob in blobs(f"file://{folder}", only)] == ["c.html"]


@pytest.mark.parametrize(
    ("address", "settings", "code"),
    [
        ("s3://press/2031", Settings(), ProblemCode.NETWORK),
        ("file:///nowhere/at/all", STORES, ProblemCode.VANISHED),
        ("nosuchstore://press", STORES, ProblemCode.UNREADABLE),
    ],
)
def test_what_cannot_be_listed_is_a_problem(address: str, settings: Settings, code: ProblemCode) -> None:
    (found,) = acquire([address], settings)
    assert isinstance(found, Problem)
    assert (found.code, found.location) == (code, address)
