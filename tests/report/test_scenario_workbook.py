"""The workbook of a scenario: it loads as the same scenario, and shows and checks what it should."""

from __future__ import annotations

import io
import json
import math
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from sim.cli import main
from sim.errors import InputError
from sim.paths import SCENARIOS
from sim.report.labels import LANGUAGES
from sim.report.lever_text import columns
from sim.report.workbook.workbook import NOTES, scenario_workbook
from sim.scenario.lever_values import DEFAULT
from sim.scenario.loading import load
from sim.scenario.measures import quotes
from sim.scenario.registers import Registers, read_registers
from sim.scenario.scenario import Scenario
from sim.scenario.workbook.words import named, words
from sim.session import Options, load_scenario
from sim.year import LIVE_FLAGS, LIVE_LEVERS, LIVE_SHOCKS

LEVERS = (
    "rd_growth",
    "port_coordination",
    "port_capacity",
    "marine_industry_support",
    "road_network",
    "rail_network",
)
SHOCKS = ("exports", "marine_loss", "exchange_rate", "port_closure")
PROJECTS = ("weifang_yantai", "laixi_rongcheng")
HORIZON, FEW = 2027, 3


@cache
def registers() -> Registers:
    """The project's registers with a few entries of each kind, so that a workbook is small."""
    whole = read_registers()
    few = [*list(whole.parameters)[:FEW], *(name for name in whole.parameters if name.startswith("sd_"))]
    return replace(
        whole,
        levers={name: whole.levers[name] for name in LEVERS},
        projects={name: whole.projects[name] for name in PROJECTS},
        parameters={name: whole.parameters[name] for name in few},
        shocks={name: whole.shocks[name] for name in SHOCKS},
    )


def loaded(path: Path) -> Scenario:
    return load(path, registers(), live_levers=LIVE_LEVERS, live_flags=LIVE_FLAGS, live_shocks=LIVE_SHOCKS)


def there_and_back(content: Mapping[str, Any], lang: str = "en") -> tuple[Scenario, Scenario]:
    """A scenario of a file, and the same after it went through a workbook."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "base.yaml").write_text(
            (SCENARIOS / "base.yaml").read_text(encoding="utf-8"), encoding="utf-8"
        )
        file = folder / "one.yaml"
        file.write_text(json.dumps({"extends": "base.yaml", **content}, ensure_ascii=False), encoding="utf-8")
        before = loaded(file)
        book = folder / "two.xlsx"
        book.write_bytes(scenario_workbook(before, lang))
        return before, loaded(book)


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    """Numbers of a range that YAML reads without an exponent."""
    return st.floats(low, high).filter(lambda x: "e" not in repr(x)) | st.integers(int(low) + 1, int(high))


def lever_setting(low: float, high: float, axes: tuple[str, ...]) -> st.SearchStrategy[Any]:
    value = numbers(low, high)
    years = st.integers(2020, 2060)
    here = value | st.dictionaries(years, value, min_size=1, max_size=3)
    return here | placed(axes, lambda rest: lever_setting(low, high, rest)) if axes else here


def size(low: float, high: float, axes: tuple[str, ...]) -> st.SearchStrategy[Any]:
    here = st.dictionaries(st.integers(2021, HORIZON), numbers(low, high), min_size=1, max_size=2)
    return here | placed(axes, lambda rest: size(low, high, rest)) if axes else here


def placed(axes: tuple[str, ...], inner: Any) -> st.SearchStrategy[Any]:
    known = (*registers().labels.known(axes[0]), DEFAULT)
    return st.dictionaries(st.sampled_from(known), inner(axes[1:]), min_size=1, max_size=3)


TEXTS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")), min_size=1, max_size=30
).filter(str.strip) | st.sampled_from(
    ["=1+1", "+A1", "@SUM(A1)", "-2", "12", "TRUE", "_x0041_", " a ", "青岛"]
)


@st.composite
def contents(draw: st.DrawFn) -> dict[str, Any]:
    known = registers()
    levers = {
        name: lever_setting(lever.low, lever.high, tuple(known.labels.axes(lever.index) or ()))
        for name, lever in known.levers.items()
        if name in LIVE_LEVERS
    }
    kinds = draw(st.lists(st.sampled_from(SHOCKS), max_size=3))
    shocks = []
    for at, kind in enumerate(kinds):
        entry = known.shocks[kind]
        sizes = draw(size(entry.low, entry.high, tuple(known.labels.axes(entry.index) or ())))
        shocks.append({"name": f"shock_{at}", "kind": kind, "cause": draw(TEXTS), "size": sizes})
    opens = st.just("never") | st.floats(2021, 2060).filter(lambda x: "e" not in repr(x))
    seed = draw(st.none() | st.integers(0, 10_000))
    return {
        "title": {"en": draw(TEXTS), "zh": draw(TEXTS)},
        "question": draw(TEXTS),
        "horizon": draw(st.integers(HORIZON, 2050)),
        "levers": draw(st.fixed_dictionaries({}, optional=levers)),
        "projects": {
            name: {"opens": draw(opens)} for name in draw(st.lists(st.sampled_from(PROJECTS), unique=True))
        },
        "flags": draw(st.fixed_dictionaries({}, optional=dict.fromkeys(sorted(LIVE_FLAGS), st.booleans()))),
        "parameters": draw(
            st.fixed_dictionaries({}, optional=dict.fromkeys(list(known.parameters)[:FEW], numbers(-5, 5)))
        ),
        "shocks": shocks,
        "uncertainty": {
            "members": draw(st.integers(1, 1000)),
            **({} if seed is None else {"seed": seed}),
            "parameters": draw(st.sampled_from(["central", "prior", "posterior"])),
            "drivers": draw(st.sampled_from(["central", "drawn"])),
        },
    }


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(contents(), st.sampled_from(LANGUAGES))
def test_any_scenario_is_the_same_after_it_went_through_a_workbook(
    content: dict[str, Any], lang: str
) -> None:
    before, after = there_and_back(content, lang)
    assert after.content() == before.content()
    assert after.digest == before.digest
    assert sorted(after.warnings) == sorted(before.warnings)


@cache
def plan_book(lang: str) -> openpyxl.Workbook:
    """The workbook of the plan with all registers, as Excel would read it."""
    content = scenario_workbook(load_scenario(SCENARIOS / "plan.yaml", Options()), lang)
    return openpyxl.load_workbook(io.BytesIO(content))


def sheet_of(book: openpyxl.Workbook, kind: str, lang: str = "en") -> Worksheet:
    return book[named("sheet", kind, lang)]


def column_of(sheet: Worksheet, kind: str, key: str, lang: str = "en") -> int:
    heads = [cell.value for cell in sheet[1]]
    return heads.index(named(kind, key, lang, "\n")) + 1


@pytest.mark.parametrize(("name", "lang"), [("base", "zh"), ("plan", "en")])
def test_the_shipped_scenarios_are_the_same_from_anywhere(name: str, lang: str, tmp_path: Path) -> None:
    book = tmp_path / "mine.xlsx"
    done = CliRunner().invoke(main, ["sheet", name, "--out", str(book), "--lang", lang])
    assert done.exit_code == 0, done.output
    before, after = load_scenario(SCENARIOS / f"{name}.yaml", Options()), load_scenario(book, Options())
    assert after.content() == before.content()
    assert after.digest == before.digest
    assert (after.name, after.warnings) == ("mine", before.warnings)


def test_a_workbook_is_never_written_over_and_is_called_one(tmp_path: Path) -> None:
    book = tmp_path / "mine.xlsx"
    book.write_bytes(b"work of hours")
    for name in (book, tmp_path / "mine.csv", tmp_path / "mine.xlsx" / "deeper.xlsx"):
        done = CliRunner().invoke(main, ["sheet", "base", "--out", str(name)])
        assert done.exit_code == 2
        assert name.name in done.output and "--out" in done.output
        assert "Traceback" not in done.output
    assert book.read_bytes() == b"work of hours"


def test_the_same_scenario_gives_the_same_bytes() -> None:
    before, _ = there_and_back({})
    assert scenario_workbook(before, "zh") == scenario_workbook(before, "zh")


@pytest.mark.parametrize("text", ["x" * 40_000, "a\x07b"])
def test_a_text_that_no_cell_holds_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no cell can hold"):
        there_and_back({"question": text})


def test_no_text_becomes_a_formula() -> None:
    before, _ = there_and_back({"title": {"en": '=HYPERLINK("x")', "zh": "+1"}, "question": "@SUM(1)"})
    book = openpyxl.load_workbook(io.BytesIO(scenario_workbook(before, "en")))
    cells = ((sheet.title, cell) for sheet in book for row in sheet for cell in row)
    formulas = {(title, cell.column) for title, cell in cells if cell.data_type == "f"}
    assert formulas == {(named("sheet", "shocks", "en"), 8)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_lever_has_its_rows_its_words_and_its_range(lang: str) -> None:
    sheet = sheet_of(plan_book(lang), "levers", lang)
    known, said = read_registers(), quotes()
    at = {key: column_of(sheet, "levers", key, lang) for key in words("levers")}
    rows: dict[str, list[int]] = {}
    for number in range(2, sheet.max_row + 1):
        if sheet.cell(number, at["lever"]).value:
            rows.setdefault(sheet.cell(number, at["lever"]).value, []).append(number)
    assert list(rows) == list(known.levers)
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    for name, lever in known.levers.items():
        axes = known.labels.axes(lever.index) or ()
        assert len(rows[name]) == math.prod(1 + len(known.labels.known(axis)) for axis in axes)
        first = rows[name][0]
        assert sheet.cell(first, at["low"]).value == lever.low
        assert sheet.cell(first, at["name_zh"]).value == lever.label_zh
        assert all(quote.zh in sheet.cell(first, at["quote_zh"]).value for quote in said.get(name, ()))
        cell = sheet.cell(first, at["value"])
        if name in LIVE_LEVERS:
            rule = rules[cell.coordinate]
            assert (float(rule.formula1), float(rule.formula2)) == (lever.low, lever.high)
            assert str(rule.sqref).split(":")[1] == sheet.cell(rows[name][-1], sheet.max_column).coordinate
            assert "Allowed" in rule.error and "允许范围" in rule.error
        assert cell.protection.locked is (name not in LIVE_LEVERS)
        assert sheet.cell(first, at["low"]).protection.locked


def test_rows_of_places_are_folded_unless_something_is_set_there() -> None:
    sheet = sheet_of(plan_book("en"), "levers")
    lever, place = column_of(sheet, "levers", "lever"), column_of(sheet, "levers", "place")
    folded = {
        sheet.cell(number, lever).value: sheet.row_dimensions[number].hidden
        for number in range(2, sheet.max_row + 1)
        if sheet.row_dimensions[number].outlineLevel and "Qingdao" in str(sheet.cell(number, place).value)
    }
    assert folded["port_capacity"] is False
    assert folded["hukou_settlement"] is True


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sheets_are_laid_out_to_be_read_and_printed(lang: str) -> None:
    book = plan_book(lang)
    assert book.sheetnames == [named("sheet", kind, lang) for kind in words("sheet")]
    assert [sheet.title for sheet in book if sheet.sheet_state == "hidden"] == [named("sheet", "lists", lang)]
    for kind in ("scenario", "levers", "projects", "shocks", "parameters"):
        sheet = sheet_of(book, kind, lang)
        assert sheet.freeze_panes and sheet.freeze_panes.endswith("2")
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.protection.sheet is (kind != "levers"), "Excel does not unfold rows of a protected sheet"
        assert not sheet.protection.password
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.error) <= 255 and len(rule.errorTitle) <= 32


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_of_one_line_is_cut_off_by_its_column(lang: str) -> None:
    book = plan_book(lang)
    for kind, keys in {"levers": ("lever",), "projects": ("project", "kind")}.items():
        sheet = sheet_of(book, kind, lang)
        for key in keys:
            at = column_of(sheet, kind, key, lang)
            width = sheet.column_dimensions[sheet.cell(1, at).column_letter].width
            texts = {str(sheet.cell(number, at).value or "") for number in range(2, sheet.max_row + 1)}
            share = 0.8 if key in ("lever", "project") else 1  # these are printed smaller
            assert {text for text in texts if share * columns(text) > width} == set()


def test_the_notes_speak_both_languages() -> None:
    sheet = sheet_of(plan_book("zh"), "notes", "zh")
    texts = [(row[0].value, row[1].value) for row in sheet.iter_rows(min_row=3)]
    assert len(texts) == len(NOTES)
    assert all(max(first) >= "一" and second.isascii() for first, second in texts)
