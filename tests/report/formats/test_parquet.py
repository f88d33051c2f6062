"""Results as Parquet: the same table, typed, with the manifest in it."""

from __future__ import annotations

import io
import json

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from sim.report.formats.parquet import MANIFEST, TEXTS, results_parquet
from tests.report import synthetic
from tests.report.formats import small

FACTS = {"seed": 3, "drivers": "中期.yaml"}


@pytest.mark.parametrize("bands", [True, False])
def test_the_table_reads_back_as_it_was(bands: bool) -> None:
    given = synthetic.inputs(bands=bands).frame
    table = parquet.read_table(io.BytesIO(results_parquet(given, FACTS)))
    found = table.to_pandas().astype(dict.fromkeys(TEXTS, str))
    expected = given[found.columns].astype(dict.fromkeys(TEXTS, str))
    pd.testing.assert_frame_equal(found, expected, check_dtype=False, check_exact=True)


def test_columns_have_types_units_and_titles() -> None:
    schema = parquet.read_schema(io.BytesIO(results_parquet(small.frame(), FACTS)))
    assert schema.names == [*TEXTS, "year", "value", *small.BANDS]
    assert all(pa.types.is_dictionary(schema.field(name).type) for name in TEXTS)
    assert schema.field("year").type == pa.int32()
    assert {schema.field(name).type for name in ("value", *small.BANDS)} == {pa.float64()}
    notes = schema.field("p05").metadata
    assert notes[b"unit"] == b"as in unit"
    assert notes[b"title_zh"].decode() == "5%分位数"


def test_the_schema_holds_the_manifest() -> None:
    schema = parquet.read_schema(io.BytesIO(results_parquet(small.frame(), FACTS)))
    assert json.loads(schema.metadata[MANIFEST]) == FACTS


def test_what_is_missing_is_null_and_equal_tables_are_equal_bytes() -> None:
    content = results_parquet(small.frame(), FACTS)
    table = parquet.read_table(io.BytesIO(content))
    assert table["p05"].null_count == 1
    assert content == results_parquet(small.frame(), FACTS)
