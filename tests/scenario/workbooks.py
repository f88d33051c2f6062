"""A small workbook of a scenario, and kinds of broken ones with what the message about each must say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

GOOD: dict[str, list[list[Any]]] = {
    "Scenario 情景": [
        ["Key 键名", "Value 取值"],
        ["title.en", "Test"],
        ["title.zh", "测试"],
        ["question", "What happens?"],
        ["horizon", 2025],
        ["drivers", "test.yaml"],
    ],
    "Levers 政策杠杆": [
        ["Lever 杠杆代码", "Place 地区", "Part 细分", "Value 取值", 2021, 2025],
        ["rd_growth", "all places 全部", None, 5],
        ["rd_growth", "青岛", None, None, 2, 8],
        ["rcep_use", None, None, 60],
        ["port_capacity", "日照港 Rizhao port", "集装箱", 1500],
        ["labour_mobility", "青岛—烟台", None, 0.3],
    ],
    "Projects 项目": [["Project 项目代码", "Opens 开通"], ["weifang_yantai", 2026.5], ["suburban", "永不"]],
    "Shocks 冲击": [
        ["Name 名称", "Kind 类型", "Cause 原因", "Place 地区", "Part 细分", "Year 年份", "Size 幅度"],
        ["slump", "Exports 外贸出口需求冲击", "A recession.", None, None, 2023, -10],
        ["slump", None, None, "青岛", None, 2024, -20],
    ],
    "Parameters 参数": [["Parameter 参数代码", "Value 取值"], ["rd_output_elasticity", 0.06]],
}
SETS = {
    "levers": {
        "rd_growth": {"default": 5, "qingdao": {2021: 2, 2025: 8}},
        "port_capacity": {"port_rizhao": {"containers": 1500}},
        "rcep_use": 60,
        "labour_mobility": {"qingdao-yantai": 0.3},
    },
    "shocks": [
        {
            "name": "slump",
            "kind": "exports",
            "cause": "A recession.",
            "size": {"default": {2023: -10}, "qingdao": {2023: -10, 2024: -20}},
        }
    ],
    "parameters": {"rd_output_elasticity": 0.06},
}
"""What the good workbook comes to."""

Sheets = dict[str, Worksheet]
Change = Callable[[Sheets], Any]


def written(path: Path, change: Change = lambda _: None) -> Path:
    """The good workbook after a change, in a file; sheets are given to the change by key."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheets = {}
    for name, rows in GOOD.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheets[name.split()[0].lower()] = sheet
    change(sheets)
    book.save(path)
    return path


def cell(sheet: str, at: str, value: Any, number_format: str = "") -> Change:
    """A change of one cell."""

    def change(sheets: Sheets) -> None:
        sheets[sheet][at] = value
        if number_format:
            sheets[sheet][at].number_format = number_format

    return change


def cells(sheet: str, **values: Any) -> Change:
    """A change of several cells."""

    def change(sheets: Sheets) -> None:
        for at, value in values.items():
            sheets[sheet][at] = value

    return change


def row(sheet: str, *values: Any) -> Change:
    """A row more."""
    return lambda sheets: sheets[sheet].append(values)


class Broken(NamedTuple):
    """A change, the cell or sheet that its message names, the key and words of it."""

    change: Change
    at: str
    key: str
    says: str
    cure: str


L, P, S, C, X = "levers", "projects", "scenario", "shocks", "parameters"
CASES: dict[str, Broken] = {
    "text for a number": Broken(
        cell(L, "D2", "viel"), "Levers 政策杠杆!D2", "levers.rd_growth.default", "the text 'viel'", "0 to 20"
    ),
    "number with a unit": Broken(
        cell(L, "D4", "60亿元"), "Levers 政策杠杆!D4", "levers.rcep_use", "the text '60亿元'", "0 to 100"
    ),
    "decimal comma": Broken(
        cell(L, "D2", "2,5"), "Levers 政策杠杆!D2", "levers.rd_growth", "'2,5'", "number"
    ),
    "two decimal points": Broken(
        cell(L, "D4", "6.0.0"), "Levers 政策杠杆!D4", "levers.rcep_use", "6.0.0", "number"
    ),
    "a dash for nothing": Broken(
        cell(L, "D4", "—"), "Levers 政策杠杆!D4", "levers.rcep_use", "'—'", "number"
    ),
    "out of range": Broken(
        cell(L, "D4", 300), "Levers 政策杠杆!D4", "levers.rcep_use", "300 is out of range", "0 to 100"
    ),
    "out of range in a year": Broken(
        cell(L, "F3", 30), "Levers 政策杠杆!F3", "levers.rd_growth.qingdao.2025", "30 is out", "0 to 20"
    ),
    "true for a number": Broken(
        cell(L, "D4", True), "Levers 政策杠杆!D4", "levers.rcep_use", "true", "a number"
    ),
    "value and path": Broken(
        cell(L, "E2", 3),
        "Levers 政策杠杆!D2",
        "levers.rd_growth",
        "both a value (D2) and a path over years (E2)",
        "Keep",
    ),
    "date for a value": Broken(
        cell(L, "D4", dt.date(2026, 7, 2)),
        "Levers 政策杠杆!D4",
        "levers.rcep_use",
        "the date 2026-07-02",
        "as a number",
    ),
    "time for a value": Broken(
        cell(L, "D4", dt.time(8, 30)), "Levers 政策杠杆!D4", "levers.rcep_use", "time", "number"
    ),
    "formula without a result": Broken(
        cell(L, "D4", "=30*2"), "Levers 政策杠杆!D4", "levers.rcep_use", "without a saved result", "save it"
    ),
    "error of a formula": Broken(
        cell(L, "D4", "#REF!"), "Levers 政策杠杆!D4", "levers.rcep_use", "error #REF!", "Mend it"
    ),
    "percentage of a share without that word": Broken(
        cell(L, "D5", 0.5, "0%"),
        "Levers 政策杠杆!D5",
        "levers.port_capacity",
        "shows 50 %",
        "10k tonnes per year",
    ),
    "unknown lever": Broken(
        cell(L, "A4", "rcep_sue"),
        "Levers 政策杠杆!A4",
        "levers.rcep_sue",
        "no lever 'rcep_sue'",
        "Did you mean",
    ),
    "lever not modelled": Broken(
        row(L, "tech_transfer", None, None, 5),
        "Levers 政策杠杆!D7",
        "levers.tech_transfer",
        "not modelled",
        "remove",
    ),
    "lever of projects": Broken(
        row(L, "rail_network", None, None, 2025),
        "Levers 政策杠杆!D7",
        "levers.rail_network",
        "dated projects",
        "opens",
    ),
    "value without a lever": Broken(
        cell(L, "A4", None), "Levers 政策杠杆!D4", "levers", "names nothing", "first column"
    ),
    "unknown place": Broken(
        cell(L, "B3", "qindao"), "Levers 政策杠杆!B3", "levers.rd_growth.qindao", "not a city", "'qingdao'"
    ),
    "two places that differ": Broken(
        cell(L, "B3", "青岛 Yantai"), "Levers 政策杠杆!B3", "levers.rd_growth", "not a city", "Allowed"
    ),
    "unknown part": Broken(
        cell(L, "C5", "容器"),
        "Levers 政策杠杆!C5",
        "levers.port_capacity.port_rizhao",
        "not a cargo",
        "集装箱",
    ),
    "place of a region's lever": Broken(
        cell(L, "B4", "青岛"), "Levers 政策杠杆!B4", "levers.rcep_use", "has no place here", "Empty the cell"
    ),
    "part where there is none": Broken(
        cell(L, "C3", "ore"), "Levers 政策杠杆!C3", "levers.rd_growth", "has no place here", "Empty the cell"
    ),
    "a pair of one city": Broken(
        cell(L, "B6", "青岛—青岛"),
        "Levers 政策杠杆!B6",
        "levers.labour_mobility",
        "not a city pair",
        "Allowed",
    ),
    "row twice": Broken(
        row(L, "rd_growth", "Qingdao", None, 4),
        "Levers 政策杠杆!B7",
        "levers.rd_growth",
        "first in B3",
        "Keep one",
    ),
    "all and other places": Broken(
        row(L, "rd_growth", "其余", None, 4),
        "Levers 政策杠杆!B7",
        "levers.rd_growth",
        "first in B2",
        "Keep one",
    ),
    "year outside the model": Broken(
        cell(L, "F1", 2099),
        "Levers 政策杠杆!F3",
        "levers.rd_growth.qingdao.2099",
        "outside the model",
        "2060",
    ),
    "year twice": Broken(
        cell(L, "F1", "2021年"), "Levers 政策杠杆!F1", "levers", "twice, first in E1", "Keep one"
    ),
    "head twice": Broken(
        cell(L, "E1", "取值"), "Levers 政策杠杆!E1", "levers", "twice, first in D1", "Keep one"
    ),
    "head gone": Broken(
        cell(L, "D1", "Wert"), "Levers 政策杠杆", "levers", "no row holds the heads", "Value"
    ),
    "merged values": Broken(
        lambda sheets: sheets["levers"].merge_cells("E3:F3"),
        "Levers 政策杠杆!E3",
        "levers.rd_growth.qingdao.2021",
        "E3:F3 are merged",
        "Unmerge",
    ),
    "unknown project": Broken(
        cell(P, "A2", "weifang_yantia"),
        "Projects 项目!A2",
        "projects.weifang_yantia",
        "no project",
        "Did you mean",
    ),
    "opening far away": Broken(
        cell(P, "B2", 3000), "Projects 项目!B2", "projects.weifang_yantai.opens", "found 3000", "2020 to 2060"
    ),
    "opening as a date": Broken(
        cell(P, "B2", dt.date(2026, 7, 2)),
        "Projects 项目!B2",
        "projects.weifang_yantai",
        "2026-07-02",
        "2026.50",
    ),
    "opening in words": Broken(
        cell(P, "B2", "bald"), "Projects 项目!B2", "projects.weifang_yantai.opens", "'bald'", "never"
    ),
    "project twice": Broken(
        row(P, "suburban", 2030), "Projects 项目!A4", "projects.suburban", "first in A3", "Keep one"
    ),
    "shock without a year": Broken(
        cell(C, "F2", None), "Shocks 冲击!G2", "shocks.slump.size", "without a year", "2023"
    ),
    "shock without a size": Broken(
        cell(C, "G3", None), "Shocks 冲击!A3", "shocks.slump.size", "no size", "Write one"
    ),
    "year of a shock in words": Broken(
        cell(C, "F2", "soon"), "Shocks 冲击!F2", "shocks.slump.size", "'soon'", "2023"
    ),
    "shock beyond the horizon": Broken(
        cell(C, "F3", 2040), "Shocks 冲击!G3", "shocks.slump.size.qingdao.2040", "outside the model", "2025"
    ),
    "unknown kind": Broken(
        cell(C, "B2", "export"), "Shocks 冲击!B2", "shocks.slump.kind", "no kind", "exports"
    ),
    "kind not modelled": Broken(
        cells(C, B2="固定资产损毁", G2=10, G3=10),
        "Shocks 冲击!B2",
        "shocks.slump.kind",
        "not modelled",
        "Remove it",
    ),
    "kinds that differ": Broken(
        cell(C, "B3", "exchange_rate"),
        "Shocks 冲击!B3",
        "shocks.slump.kind",
        "differs from B2",
        "its own name",
    ),
    "no cause": Broken(
        cell(C, "C2", None), "Shocks 冲击!A2", "shocks.slump.cause", "missing", "why this shock"
    ),
    "name in capitals": Broken(
        cells(C, A2="Slump!", A3="Slump!"), "Shocks 冲击!A2", "shocks.Slump!", "'Slump!'", "small"
    ),
    "shock without a name": Broken(cell(C, "A3", None), "Shocks 冲击!G3", "shocks", "names nothing", "name"),
    "place of a shock": Broken(
        cell(C, "D3", "青道"), "Shocks 冲击!D3", "shocks.slump.size.青道", "not a city", "Allowed"
    ),
    "size out of range": Broken(
        cell(C, "G3", -95),
        "Shocks 冲击!G3",
        "shocks.slump.size.qingdao.2024",
        "-95 is out of range",
        "-90 to 100",
    ),
    "unknown parameter": Broken(
        cell(X, "A2", "rd_elasticity"),
        "Parameters 参数!A2",
        "parameters.rd_elasticity",
        "no parameter",
        "rd_output",
    ),
    "parameter as text": Broken(
        cell(X, "B2", "high"), "Parameters 参数!B2", "parameters.rd_output_elasticity", "'high'", "number"
    ),
    "parameter in per cent": Broken(
        cell(X, "B2", 0.06, "0.0%"),
        "Parameters 参数!B2",
        "parameters.rd_output_elasticity",
        "shows 6 %",
        "number",
    ),
    "unknown key": Broken(row(S, "horizn", 2030), "Scenario 情景!B7", "horizn", "unknown key", "'horizon'"),
    "key twice": Broken(
        row(S, "horizon", 2030), "Scenario 情景!A7", "horizon", "twice, first in A5", "Keep one"
    ),
    "value without a key": Broken(
        row(S, None, 2030), "Scenario 情景!B7", "", "names nothing", "first column"
    ),
    "horizon out of range": Broken(
        cell(S, "B5", 2099), "Scenario 情景!B5", "horizon", "found 2099", "2021 to 2050"
    ),
    "horizon with decimals": Broken(
        cell(S, "B5", 2025.5), "Scenario 情景!B5", "horizon", "2025.5", "whole year"
    ),
    "no title": Broken(cell(S, "B2", "  "), "Scenario 情景!B3", "title.en", "missing", "Add"),
    "no question": Broken(cell(S, "B4", None), "Scenario 情景", "question", "missing", "a sentence"),
    "unknown drivers": Broken(
        cell(S, "B6", "none.yaml"), "Scenario 情景!B6", "drivers", "no drivers file", "test.yaml"
    ),
    "unknown parent": Broken(
        row(S, "extends", "gone.yaml"), "Scenario 情景!B7", "extends", "no file 'gone.yaml'", ""
    ),
    "parent outside": Broken(
        row(S, "extends", "../x.yaml"), "Scenario 情景!B7", "extends", "outside", "same folder"
    ),
    "flag in words": Broken(
        row(S, "flags.science_centre", "vielleicht"), "Scenario 情景!B7", "flags", "found", "true"
    ),
    "unknown flag": Broken(
        row(S, "flags.moon", "是"), "Scenario 情景!B7", "flags.moon", "not modelled", "science"
    ),
    "members below one": Broken(
        row(S, "uncertainty.members", 0), "Scenario 情景!B7", "uncertainty.members", "found 0", "1 to 100000"
    ),
    "a word that is no choice": Broken(
        row(S, "uncertainty.parameters", "random"),
        "Scenario 情景!B7",
        "uncertainty.parameters",
        "random",
        "prior",
    ),
    "sheet renamed": Broken(
        lambda sheets: setattr(sheets["levers"], "title", "Meine"),
        "Meine",
        "levers",
        "has the heads",
        "Rename it",
    ),
    "sheet twice": Broken(
        lambda sheets: setattr(sheets["projects"], "title", "政策杠杆"),
        "政策杠杆",
        "levers",
        "are both",
        "Rename",
    ),
    "sheet emptied": Broken(
        lambda sheets: sheets["levers"].delete_rows(1, 20),
        "Levers 政策杠杆",
        "levers",
        "is empty",
        "head row",
    ),
    "no first sheet": Broken(
        lambda sheets: sheets["scenario"].parent.remove(sheets["scenario"]),
        "",
        "",
        "no sheet 'Scenario",
        "sim sheet",
    ),
    "cells far away": Broken(cell(L, "XFD9", 1), "", "", "reaches to cell XFD9", "120 columns"),
    "rows far away": Broken(cell(L, "A9000", "x"), "", "", "reaches to cell F9000", "5000 rows"),
}
