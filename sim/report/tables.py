"""Tables as CSV for people and programs: UTF-8 with a byte-order mark, line feeds, numbers at full
precision.
"""

from __future__ import annotations

import csv
import io

import pandas as pd

from sim.targets import COLUMNS as TARGET_COLUMNS

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
RESULT_COLUMNS = ("model", "scenario", "region", "variable", "unit", "year", "value")
BANDS = ("p05", "p25", "p50", "p75", "p95")


def csv_bytes(table: pd.DataFrame) -> bytes:
    """A table as CSV; every number is the shortest text that reads back as the same number."""
    columns = [values.astype(object).where(values.notna(), "").tolist() for _, values in table.items()]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(zip(*columns, strict=True))
    return BYTE_ORDER_MARK + text.getvalue().encode()


def results_csv(frame: pd.DataFrame) -> bytes:
    """The long results table in the column order of the IAMC."""
    bands = [b for b in BANDS if b in frame.columns]
    return csv_bytes(frame[[*RESULT_COLUMNS, *bands]])


def targets_csv(targets: pd.DataFrame) -> bytes:
    """The target table with its fixed columns."""
    return csv_bytes(targets[TARGET_COLUMNS])
