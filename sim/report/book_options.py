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
"""In memory: writing row by row to a file (constant_memory) takes half as long again."""

A4 = 9
CHINESE_FONT = "Microsoft YaHei"
"""Comes with every Excel and WPS since 2007; where it is missing the system's own Chinese font stands in."""

HEAD_FILL, BAND_FILL, BORDER, GREY = "#0B6E69", "#D3E6E4", "#D9DEE3", "#5B6673"
