"""How cells look: one format object a look and number format."""

from __future__ import annotations

from collections.abc import Mapping

import xlsxwriter
from xlsxwriter.format import Format

from sim.report.book_options import BAND_FILL, BORDER, CHINESE_FONT, GREY, HEAD_FILL

FONTS = {"en": "Arial", "zh": CHINESE_FONT}
PAPER, TOTAL_FILL = "#FFFFFF", "#EEF5F4"
GOOD, BAD = "#0B6E69", "#B42318"
GOOD_FILL, BAD_FILL = "#DDEFE9", "#FBE3E0"

FIRST, RESULTS, TARGETS, DOUBT, SUPPORT = HEAD_FILL, "#2B7BBA", "#B5651D", "#8C6D31", GREY
"""Colours of tabs: what is to be read first; results; targets and measures; how sure; what the rest stands
on.
"""

RULED = {"border": 1, "border_color": BORDER, "valign": "vcenter"}
LOOKS: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 16, "font_color": HEAD_FILL, "valign": "vcenter"},
    "caption": {"bold": True, "font_size": 11, "valign": "vcenter"},
    "unit": {"font_size": 9, "font_color": GREY, "align": "right", "valign": "vcenter"},
    "note": {"font_size": 9, "font_color": GREY, "text_wrap": True, "valign": "top"},
    "plain": {"text_wrap": True, "valign": "top"},
    "linked": {**RULED, "font_color": HEAD_FILL, "underline": 1},
    "head": {
        **RULED,
        "bold": True,
        "text_wrap": True,
        "align": "center",
        "font_color": PAPER,
        "bg_color": HEAD_FILL,
    },
    "row": {**RULED, "text_wrap": True},
    "middle": {**RULED, "text_wrap": True, "align": "center"},
    "total": {**RULED, "text_wrap": True, "bold": True, "bg_color": TOTAL_FILL, "top": 2},
    "group": {**RULED, "bold": True, "bg_color": BAND_FILL},
}


def font(lang: str) -> dict[str, object]:
    """The font of every cell."""
    return {"font_name": FONTS[lang], "font_size": 10}


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: xlsxwriter.Workbook, lang: str) -> None:
        self.font = FONTS[lang]
        self._lang = lang
        self._workbook = workbook
        self._made: dict[tuple[str, str], Format] = {}

    def text(self, look: str) -> Format:
        """The format of text in a look."""
        return self._format(look, "")

    def number(self, look: str, code: str) -> Format:
        """The format of a number in a look; ``code`` is its number format."""
        return self._format(look, code)

    def verdict(self, good: bool) -> Format:
        """What a verdict is coloured with where it stands."""
        colours = (GOOD, GOOD_FILL) if good else (BAD, BAD_FILL)
        return self._workbook.add_format({"font_color": colours[0], "bg_color": colours[1]})

    def _format(self, look: str, code: str) -> Format:
        key = (look, code)
        if key not in self._made:
            base = {**font(self._lang), **LOOKS[look]}
            if code:
                base |= {"num_format": code, "text_wrap": False}
                base |= {} if look == "head" else {"align": "right"}
            self._made[key] = self._workbook.add_format(base)
        return self._made[key]
