"""The engines that run the column path: one table in, an expression, one table out."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
import pytest

Frame = nw.LazyFrame[Any]
Run = Callable[[pl.DataFrame, Callable[[Frame], Frame]], pl.DataFrame]


@pytest.fixture(params=["polars", pytest.param("spark", marks=pytest.mark.spark)])
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Run:
    """Runs a transformation of a table on Polars, and on Spark in local mode."""
    if request.param == "polars":
        return lambda frame, change: change(nw.from_native(frame.lazy())).collect().to_native()
    session = request.getfixturevalue("spark_session")

    def on_spark(frame: pl.DataFrame, change: Callable[[Frame], Frame]) -> pl.DataFrame:
        path = tmp_path / f"table_{len(list(tmp_path.iterdir()))}.parquet"
        frame.write_parquet(path)
        result = change(nw.from_native(session.read.parquet(str(path))))
        return result.collect(backend="polars").to_native()

    return on_spark


@pytest.fixture(scope="session")
def spark_session() -> Iterator[Any]:
    """One local Spark for all tests; starting it takes some seconds."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").appName("tuntas")
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "1g",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()
