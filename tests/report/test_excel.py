"""The workbook read back: sheets by name, numbers as numbers, and the same numbers as in the tables."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.workbook import Workbook

from sim.report.excel import workbook
from sim.report.labels import LANGUAGES, ids, indicator, place
from sim.report.words import word
from tests.report import synthetic

SHEETS = {
    "en": ["Notes", "Targets", "Annual paths", "By city", "Scoreboard", "Results", "Levers"],
    "zh": ["说明", "目标", "分年度指标", "分市指标", "与简单规则对比", "全部结果", "政策杠杆"],
}


@pytest.fixture(scope="module")
def books(written: Mapping[str, Path]) -> dict[str, Workbook]:
    return {lang: openpyxl.load_workbook(folder / "results.xlsx") for lang, folder in written.items()}


def table(book: Workbook, name: str) -> pd.DataFrame:
    head, *rows = book[name].iter_rows(values_only=True)
    return pd.DataFrame(rows, columns=head)


def read(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / name, encoding="utf-8-sig")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sheets_have_their_names_a_head_that_stays_and_a_filter(
    lang: str, books: Mapping[str, Workbook]
) -> None:
    book = books[lang]
    assert book.sheetnames == SHEETS[lang]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes is not None and sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref == sheet.dimensions
        heads = [cell.value for cell in sheet[1]]
        assert all(heads) and len(set(heads)) == len(heads)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_result_stands_in_the_workbook_as_the_same_number(
    lang: str, books: Mapping[str, Workbook], written: Mapping[str, Path]
) -> None:
    wide = table(books[lang], SHEETS[lang][5])
    years = [head for head in wide.columns if head.isdigit()]
    kind, where, _, name, _ = wide.columns[:5]
    long = wide.melt([kind, where, name], years, "year", "number").dropna(subset=["number"])
    found = {(k, p, v, int(y)): x for k, p, v, y, x in long.itertuples(index=False)}
    kinds = {"observed": word("kind observed", lang), "plan": word("kind projected", lang)}
    results = read(written[lang], "results.csv")
    known = {
        (kinds[row.scenario], place(row.region, lang), row.variable, row.year): row.value
        for row in results.itertuples()
    }
    assert len(known) == len(results) > 3000
    assert found.keys() == known.keys()
    assert {key for key, value in found.items() if value != pytest.approx(known[key], rel=1e-14)} == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_targets_are_those_of_the_table_with_empty_cells_for_what_is_missing(
    lang: str, books: Mapping[str, Workbook], written: Mapping[str, Path]
) -> None:
    mine = table(books[lang], SHEETS[lang][1]).set_index(word("id", lang))
    known = read(written[lang], "targets.csv").set_index("target_id")
    assert set(mine.index) == set(known.index)
    known = known.loc[mine.index]
    assert mine[word("target", lang)].tolist() == known[f"name_{lang}"].tolist()
    assert mine[word("year", lang)].tolist() == known["year"].tolist()
    pairs = {
        "goal": "target",
        "without": "base_projected",
        "projected_value": "projected",
        "added_short": "added_by_measures",
        "margin": "gap",
    }
    for mine_name, known_name in pairs.items():
        column = mine[word(mine_name, lang).replace("\n", " ")].astype(float)
        assert column.isna().tolist() == known[known_name].isna().tolist(), known_name
        assert column.dropna().tolist() == pytest.approx(known[known_name].dropna().tolist(), rel=1e-14)
    verdicts = mine[word("met", lang)].map({word("yes", lang): True, word("no", lang): False, None: None})
    assert verdicts.dropna().astype(bool).tolist() == [v in (True, "True") for v in known["met"].dropna()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_are_numbers_and_texts_are_texts(lang: str, books: Mapping[str, Workbook]) -> None:
    for name in SHEETS[lang][1:6]:
        sheet = books[lang][name]
        for column in sheet.iter_cols(min_row=2):
            types = {cell.data_type for cell in column if cell.value is not None}
            assert len(types) <= 1, (name, column[0].column_letter)
            if types == {"n"}:
                formats = {cell.number_format for cell in column if cell.value is not None}
                assert formats <= {"0.00" if lang == "zh" else "#,##0.00", "0", "0.0%"}, (
                    name,
                    column[0].column_letter,
                )
    annual = books[lang][SHEETS[lang][2]]
    assert {annual.cell(2, k).data_type for k in range(3, 9)} == {"n"}


def test_the_annual_sheet_and_the_cities_hold_gdp_by_hand(books: Mapping[str, Workbook]) -> None:
    annual = table(books["en"], "Annual paths").set_index("Indicator")
    assert annual.loc["GDP", "2020"] == pytest.approx(31113.4)
    cities = table(books["en"], "By city").set_index(["Place", "Indicator"])
    assert cities.loc[("Qingdao", "GDP"), "2025"] == pytest.approx(16516.670292)
    assert cities.loc[("Qingdao", "GDP"), "% a year"] == pytest.approx(5.9)
    assert list(dict.fromkeys(cities.index.get_level_values(0))) == [place(c, "en") for c in ids("city")]


def test_the_scoreboard_and_the_levers_are_listed(books: Mapping[str, Workbook]) -> None:
    scores = table(books["en"], "Scoreboard").set_index(["Indicator", "Place"])
    assert scores.loc[(indicator("GDP", "en"), "Qingdao")].iloc[1] == 12400.6
    levers = table(books["en"], "Levers")
    assert levers.iloc[0, 0] == "R&D spending growth" and levers.iloc[0, 3] == "A"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_notes_say_what_is_asked_assumed_and_left_out(lang: str, books: Mapping[str, Workbook]) -> None:
    lines = [row[0] for row in books[lang][SHEETS[lang][0]].iter_rows(values_only=True)]
    assert lines[0] == "Plan values" and "What do the measures add?" in lines
    assert word("assumptions", lang) in lines and word("limits", lang) in lines
    assert {"en": "Fertility stays low.", "zh": "生育率保持低位。"}[lang] in lines
    assert "No demand side yet." in lines and "seed: 0" in lines


def test_the_annual_sheet_draws_gdp_and_its_growth(books: Mapping[str, Workbook]) -> None:
    charts = books["en"]["Annual paths"]._charts
    references = [chart.series[0].val.numRef.f for chart in charts]
    rows = [row[0].value for row in books["en"]["Annual paths"].iter_rows()]
    expected = [
        f"'Annual paths'!$C${rows.index(name) + 1}:$H${rows.index(name) + 1}"
        for name in ("GDP", "GDP growth")
    ]
    assert references == expected


def test_the_book_carries_the_date_of_the_plan_and_no_author(books: Mapping[str, Workbook]) -> None:
    facts = books["en"].properties
    assert (
        facts.created.isoformat() == "2021-07-17T00:00:00" and not facts.creator and not facts.lastModifiedBy
    )


def test_a_run_with_little_context_makes_a_workbook_too() -> None:
    given = synthetic.inputs(compared=False)
    content = workbook(
        type(given)(given.frame, None, given.targets, given.scoreboard, given.backtest, {}), "en"
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == SHEETS["en"]
    assert book["Notes"]["A1"].value == "plan" and book["Levers"].max_row == 1
