"""Colours of the tabs by what a sheet is about."""

from __future__ import annotations

from sim.report.book_options import GREY, HEAD_FILL

FIRST, RESULTS, TARGETS, DOUBT, SUPPORT = HEAD_FILL, "#2B7BBA", "#B5651D", "#8C6D31", GREY
"""What is to be read first; results; targets and measures; how sure; what the rest stands on."""
