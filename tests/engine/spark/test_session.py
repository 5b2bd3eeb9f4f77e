from __future__ import annotations

import shutil

import pytest

from onrecord.engine.spark import session as module
from onrecord.engine.spark.session import session
from onrecord.model.errors import ClusterError


def test_without_spark_what_to_install_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    with pytest.raises(ClusterError, match=r"pip install 'onrecord\[spark\]'"), session("local[1]", {}):
        pass


def test_without_java_what_to_install_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: object())
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(ClusterError, match="default-jre-headless"), session("local[1]", {}):
        pass


def test_of_what_a_cluster_reports_the_words_of_the_worker_are_told() -> None:
    told = """Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times:
    Traceback (most recent call last):
      File "worker.py", line 3369, in main
    onrecord.model.errors.ModelError: no spaCy pipeline 'en_x' is installed
        at org.apache.spark.api.python.BasePythonRunner"""
    assert module._cause(RuntimeError(told)).startswith("onrecord.model.errors.ModelError: no spaCy pipeline")
    assert module._cause(RuntimeError("")) == "RuntimeError"
