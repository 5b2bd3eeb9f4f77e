from __future__ import annotations

import shutil
from pathlib import Path

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


def test_why_there_is_no_session_is_told_in_the_words_of_java() -> None:
    told = (
        "An error occurred while calling None.JavaSparkContext.\n: java.io.IOException: no route to head:7077\n\tat x"
    )
    assert module._why(RuntimeError(told)) == "java.io.IOException: no route to head:7077"


def test_what_stands_in_spark_defaults_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPARK_CONF_DIR", str(tmp_path))
    assert module._users_defaults() == {}
    lines = "# own\nspark.master spark://head:7077\nspark.executor.memory=4g\n\nspark.a.b  c d = e \n"
    (tmp_path / "spark-defaults.conf").write_text(lines)
    expected = {"spark.master": "spark://head:7077", "spark.executor.memory": "4g", "spark.a.b": "c d = e"}
    assert module._users_defaults() == expected
