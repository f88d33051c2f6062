"""Results as Parquet: the long table with types, its texts kept once each, the manifest in the schema."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from sim.report.formats.columns import column
from sim.report.tables import BANDS

TEXTS = ("model", "scenario", "region", "variable", "unit")
MANIFEST = b"manifest"
"""Key of the schema's metadata that holds the manifest as JSON."""


def results_parquet(frame: pd.DataFrame, facts: Mapping[str, Any]) -> bytes:
    """The long results table: texts dictionary-encoded, years as 32-bit integers, numbers as doubles.

    ``facts`` is the manifest; each field's metadata say its title, unit and meaning.
    """
    import pyarrow as pa
    from pyarrow import parquet

    kinds = dict.fromkeys(TEXTS, pa.dictionary(pa.int32(), pa.string())) | {"year": pa.int32()}
    names = [*TEXTS, "year", "value", *(band for band in BANDS if band in frame.columns)]
    fields = [pa.field(name, kinds.get(name, pa.float64()), metadata=_notes(name)) for name in names]
    arrays = [
        pa.array(frame[name].astype("category"), from_pandas=True).cast(field.type)
        if name in TEXTS
        else pa.array(frame[name], field.type, from_pandas=True)
        for name, field in zip(names, fields, strict=True)
    ]
    schema = pa.schema(fields, metadata={MANIFEST: json.dumps(facts, ensure_ascii=False).encode()})
    buffer = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), buffer)
    return buffer.getvalue()


def _notes(name: str) -> dict[str, str]:
    known = column("results.parquet", name)
    assert known is not None
    return known.notes()
