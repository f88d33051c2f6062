"""What every workbook is written with: text stays text, and the same content gives the same bytes."""

from __future__ import annotations

from datetime import UTC, datetime

CREATED = datetime(2021, 7, 17, tzinfo=UTC).replace(tzinfo=None)
"""Date of the plan, stamped on every workbook, so that the same run gives the same bytes."""

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
