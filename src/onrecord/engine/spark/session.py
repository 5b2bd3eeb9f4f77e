"""Sessions with a cluster, with settings that fit Python work which takes long for each row."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.model.errors import ClusterError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_DEFAULTS: Mapping[str, str] = {
    # Rows are large, and each takes long: few of them are handed over, and held, together.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "200",
    # Small results of a step are not few tasks' work: putting partitions together would leave processors idle.
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.parquet.compression.codec": "zstd",
    # The columns that resolving holds here come from the cluster.
    "spark.driver.maxResultSize": "0",
    # And go there, in as many pieces as there are processors.
    "spark.rpc.message.maxSize": "1024",
    # One process a processor, and one thread each.
    "spark.python.worker.reuse": "true",
    "spark.executorEnv.OMP_NUM_THREADS": "1",
    "spark.executorEnv.OPENBLAS_NUM_THREADS": "1",
    "spark.ui.showConsoleProgress": "false",
}
"""What is set unless the user or `spark-defaults.conf` sets it otherwise."""

TASKS = 4
"""Tasks for each processor: what is lost with one, and what the last one keeps the others waiting for."""

_TASKS = "spark.sql.shuffle.partitions"

_SETTING = re.compile(r"(spark\.[^\s=]+)\s*[=\s]\s*(.*)")


@contextmanager
def session(master: str | None, settings: Mapping[str, str]) -> Iterator[SparkSession]:
    """Give a session with the cluster at `master`, or at the one that `spark-defaults.conf` names.

    Raises `ClusterError` where Spark or Java is not installed, or the cluster does not answer.
    """
    _check_installed()
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        spark = _builder(master, settings).getOrCreate()
    except (PySparkException, Py4JError, OSError) as error:
        raise ClusterError(f"no session with the cluster: {_why(error)}; check --master and its log") from error
    if _TASKS not in settings and spark.sparkContext.getConf().get(_TASKS) is None:
        spark.conf.set(_TASKS, str(TASKS * spark.sparkContext.defaultParallelism))
    try:
        yield spark
    except (PySparkException, Py4JError) as error:
        raise ClusterError(f"the cluster could not do it: {_cause(error)}") from error
    finally:
        spark.stop()


def _check_installed() -> None:
    if find_spec("pyspark") is None:
        raise ClusterError("Apache Spark is not installed; install it with: pip install 'onrecord[spark]'")
    home = os.environ.get("JAVA_HOME")
    if not (home and Path(home, "bin", "java").exists()) and not shutil.which("java"):
        raise ClusterError(
            "Spark needs Java 17 or later, and there is none; install it (Debian: "
            "apt-get install default-jre-headless) or set JAVA_HOME"
        )


def _builder(master: str | None, settings: Mapping[str, str]) -> SparkSession.Builder:
    from pyspark.sql import SparkSession

    users = {**_users_defaults(), **settings}
    if master:
        users["spark.master"] = master
    builder = SparkSession.builder.appName("onrecord")
    # The machines run what runs here, unless told otherwise; Spark reads its own setting for this only in spark-submit.
    os.environ.setdefault("PYSPARK_PYTHON", users.get("spark.pyspark.python", sys.executable))
    for name, value in {**_DEFAULTS, **users}.items():
        builder = builder.config(name, value)
    return builder


def _users_defaults() -> dict[str, str]:
    """Return what stands in `spark-defaults.conf`: lines of a name and a value, or with `=` between them."""
    folder = os.environ.get("SPARK_CONF_DIR") or Path(os.environ.get("SPARK_HOME", ""), "conf")
    try:
        lines = Path(folder, "spark-defaults.conf").read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    found = (_SETTING.fullmatch(line.strip()) for line in lines)
    return {setting[1]: setting[2] for setting in found if setting}


def _cause(error: Exception) -> str:
    """Return what was raised on the cluster in one line, in the words of a Python worker where it has some."""
    text = str(error)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    raised = [line for line in lines if "Error: " in line and not line.startswith(("at ", "org.", "Caused by", "py4j"))]
    return (raised or lines or [type(error).__name__])[0][:500]


def _why(error: Exception) -> str:
    """Return why there is no session, in one line: what Java raised stands below what calling it did."""
    lines = [line.strip(" :\t") for line in str(error).splitlines() if line.strip()]
    raised = [line for line in lines if "Exception: " in line]
    return (raised or lines or [type(error).__name__])[0][:500]
