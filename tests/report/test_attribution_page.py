"""Tables, charts, page and workbook of an attribution: they add up, stay on the sheet, and take no harm."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from sim import attribute_job, cli
from sim.attribution import CHAPTER, TOTAL, Attribution, Bands
from sim.errors import InputError
from sim.experiments.attribution import groups, shared
from sim.experiments.attribution_players import players
from sim.experiments.central_runs import HEADLINES, UNITS
from sim.report.attribution import page as attribution_page
from sim.report.attribution import sentences
from sim.report.attribution.captions import CHARTS
from sim.report.attribution.charts import Tables, charts, goal, suffix, tables
from sim.report.attribution.folder import write
from sim.report.attribution.naming import slug
from sim.report.attribution.terminal import printed
from sim.report.glyphs import known
from sim.report.labels import LANGUAGES, ids
from sim.report.words import word
from sim.scenario.scenario import Scenario
from sim.scenario.shocks import Shock
from sim.shapley import Masks, orders, solve
from tests.report import books, layout, page
from tests.report.synthetic import HOSTILE
from tests.runs import scenario

YEARS = (2021, 2022, 2025)
LEVELS = {"100m CNY": 45_000.0, "10k persons": 3_280.0, "10k tonnes": 179_000.0}


def pair(name: str, event: str) -> tuple[Scenario, Scenario]:
    """The base and the plan with a shock and a parameter of its own."""
    base, plan = scenario("base"), scenario("plan")
    shock = Shock(event, "exports", "A recession abroad.", {"default": {2022: -10.0}})
    plan = replace(
        plan,
        name=name,
        title_en=name,
        title_zh=name,
        shocks=(shock,),
        parameters={"spending_additionality": 0.2},
    )
    return base, plan


def invented(name: str = "plan", event: str = "slump", *, banded: bool = True) -> Attribution:
    """An attribution of invented values over the real settings, without a run of the model."""
    base, other = pair(name, event)
    found = players(base, other)
    series = tuple(
        (place, variable, unit)
        for variable, unit in zip(HEADLINES, UNITS, strict=True)
        for place in ("jiaodong", *(ids("port") if variable == "Port throughput" else ids("city")))
    )
    rng = np.random.default_rng(1)
    sizes = np.array([LEVELS[unit] for _, _, unit in series])
    effects = rng.normal(0.0005, 0.001, (len(found), len(series), len(YEARS))) * sizes[:, None]

    def game(coalitions: Masks) -> np.ndarray:
        plain = np.einsum("cp,pst->cst", coalitions.astype(float), effects)
        return sizes[:, None] + plain + plain**2 / sizes[:, None]

    levels = groups(found)
    solution = solve(game, orders([p.key for p in found], 2, 0), np.concatenate([g.members for g in levels]))
    chapters = tuple(shared(solution, levels))[1]
    spread = 1 + 0.3 * rng.normal(size=6)
    bands = Bands(
        chapters.groups.keys,
        chapters.found.mean[..., None] * spread,
        solution.start[..., None] * spread,
        solution.end[..., None] * spread,
    )
    return Attribution(
        base,
        other,
        (2025, 2025),
        found,
        series,
        YEARS,
        solution.start,
        solution.end,
        tuple(shared(solution, levels)),
        2,
        False,
        bands if banded else None,
    )


@cache
def made(name: str = "plan", event: str = "slump") -> tuple[Attribution, Tables]:
    found = invented(name, event)
    return found, tables(found)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("attribution")
    write(*made(), out, LANGUAGES)
    return out


def read(file: Path) -> pd.DataFrame:
    return pd.read_csv(file, encoding="utf-8-sig", keep_default_na=False, na_values=[""])


def test_the_table_of_settings_adds_up_to_the_difference(folder: Path) -> None:
    table, values = read(folder / "attribution.csv"), read(folder / "values.csv")
    assert (
        list(table.columns)
        == (
            "target region year section chapter grade player label_en label_zh contribution standard_error "
            "order_p05 order_p95 first last unit"
        ).split()
    )
    keys = ["target", "region", "year"]
    sums = table.groupby(keys)["contribution"].sum()
    difference = values.set_index(keys)["difference"].reindex(sums.index)
    assert len(sums) == 4 * 6 * len(YEARS) and sums.to_numpy() == pytest.approx(
        difference.to_numpy(), abs=1e-9
    )
    assert not table.duplicated([*keys, "section", "player"]).any()
    assert table["label_zh"].str.contains("[\u4e00-\u9fff]").all()


def test_every_level_of_groups_adds_up_and_says_what_interaction_it_holds(folder: Path) -> None:
    table, values = read(folder / "groups.csv"), read(folder / "values.csv")
    keys = ["target", "region", "year"]
    difference = values.set_index(keys)["difference"]
    for level, rows in table.groupby("level"):
        sums = rows.groupby(keys)["contribution"].sum()
        assert sums.to_numpy() == pytest.approx(difference.reindex(sums.index).to_numpy(), abs=1e-8), level
        assert rows["interaction"].to_numpy() == pytest.approx(rows["contribution"] - rows["sum_alone"])
        assert rows["p05"].notna().all() == (level in (CHAPTER, TOTAL))
    assert set(table["level"]) == {"chapter", "grade", "chapter and grade", "section", "total"}


def test_the_waterfall_goes_from_one_scenario_to_the_other_without_a_gap(folder: Path) -> None:
    for variable in HEADLINES:
        steps = read(folder / "charts" / f"waterfall_{slug(variable)}.csv")
        assert steps["begin"].to_numpy()[1:] == pytest.approx(steps["end"].to_numpy()[:-1])
        whole = read(folder / "values.csv")
        whole = whole[
            (whole["target"] == variable) & (whole["region"] == "jiaodong") & (whole["year"] == 2025)
        ]
        assert steps["end"].iloc[0] == pytest.approx(whole["start"].iloc[0])
        assert steps["end"].iloc[-1] == pytest.approx(whole["end"].iloc[0])


def test_grade_c_comes_after_the_level_that_counts(folder: Path) -> None:
    steps = read(folder / "charts" / "waterfall_gdp.csv")
    rows = list(dict.fromkeys(steps["row"]))
    titles = steps.set_index("row")[["label_en", "label_zh"]].loc["start"].tolist()
    assert titles == ["Base", "基准情景"]
    assert rows[0] == "start" and rows[-1] == "end"
    assert rows.index("counted") + 1 == rows.index("judged") and (steps["part"] == "C").sum() == 1
    assert set(steps["part"][: list(steps["row"]).index("counted")].dropna()) == {"A", "B"}
    assert rows[-3:-1] == ["outside", "parameters"]


def test_columns_of_places_add_up(folder: Path) -> None:
    for variable in HEADLINES:
        cells = read(folder / "charts" / f"places_{slug(variable)}.csv")
        sums = cells[cells["row"] != "total"].groupby("region")["contribution"].sum()
        whole = cells[cells["row"] == "total"].set_index("region")["contribution"]
        assert sums.to_numpy() == pytest.approx(whole.reindex(sums.index).to_numpy(), abs=1e-8)
        assert len(sums) == 6


def test_settings_are_ordered_inside_their_grade_only(folder: Path) -> None:
    shown = read(folder / "charts" / "settings_gdp.csv").fillna({"grade": ""})
    assert list(dict.fromkeys(shown["grade"])) == ["A", "B", "C", ""]
    for _, group in shown.groupby("grade"):
        assert group["contribution"].abs().is_monotonic_decreasing


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["plan", "a_scenario_with_a_very_long_name+and_another+and_a_third"])
def test_words_of_the_charts_stay_on_the_sheet_and_apart(name: str, lang: str) -> None:
    drawn = list(charts(*made(name), lang))
    assert [chart.id for chart in drawn] == [
        f"{kind}_{slug(variable)}{suffix(lang)}" for variable in HEADLINES for kind in CHARTS
    ]
    for chart in drawn:
        for sheet in (chart.sheet, chart.narrow):
            assert sheet is not None
            assert layout.outside(sheet) == [], chart.id
            assert layout.covered(sheet) == [], chart.id
            assert [c for line in sheet.words for c in line.text if not known(c)] == []


def test_without_an_ensemble_there_is_no_chart_of_bands_and_the_page_says_so() -> None:
    plain = invented(banded=False)
    found = tables(plain)
    assert "p05" not in found.groups and not [c for c in charts(plain, found, "en") if "bands" in c.id]
    assert "--members 32" in sentences.sure(plain, found, "en")[-1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_whole_and_asks_nobody(lang: str, folder: Path) -> None:
    found = page.read(folder / f"attribution{suffix(lang)}.html")
    assert found.mistakes == [] and found.handlers() == []
    assert list(found.sections) == list(attribution_page.SECTIONS)
    assert found.loaded() == []
    assert all((folder / name).is_file() for name in found.files())
    assert len(found.drawings) == 16
    for kind in CHARTS:
        assert found.drawings[f"chart-{kind}_gdp{suffix(lang)}"]
    assert len(found.tables) == 1 + 4 * 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_says_the_difference_grade_c_apart_and_the_method(lang: str, folder: Path) -> None:
    found = page.read(folder / f"attribution{suffix(lang)}.html")
    said = sentences.result(*made(), lang)
    assert len(said) == 4 and all(text in found.sections["summary"] for text in said)
    assert all(re.search("Grade C|C级", text) for text in said)
    assert "Shapley" in found.sections["attribution_method"]
    if lang == "zh":
        for text in (*said, *sentences.sure(*made(), lang)):
            assert not re.search(r"\b(?!plan|base|members)[a-z]{4,}", text), text


def test_different_horizons_are_said() -> None:
    found, _ = made()
    longer = replace(found, horizons=(2025, 2035))
    (note,) = sentences.notes(longer, "en")
    assert "2035" in note and "up to 2025" in note and sentences.notes(found, "en") == []


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    found, given = made(HOSTILE, HOSTILE)
    write(found, given, tmp_path, LANGUAGES)
    for lang in LANGUAGES:
        file = tmp_path / f"attribution{suffix(lang)}.html"
        shown = page.read(file)
        assert shown.mistakes == [] and shown.handlers() == []
        assert "script" not in {tag for tag, _ in shown.tags}
        assert "<script" not in file.read_text(encoding="utf-8") and HOSTILE in shown.sections["summary"]
        assert "".join(HOSTILE.split()) in "".join(printed(found, given, lang).split())
        books.harmless(books.opened((tmp_path / f"attribution{suffix(lang)}.xlsx").read_bytes()))


def test_the_workbook_holds_the_numbers(folder: Path) -> None:
    book = books.opened((folder / "attribution.xlsx").read_bytes())
    assert len(book.sheetnames) == 3 + 4
    lines = books.table(book[book.sheetnames[3]], word("attribution_setting", "en"))
    found, _ = made()
    at = found.series.index(("jiaodong", HEADLINES[0], UNITS[0]))
    difference = (found.end - found.start)[at, -1]
    assert sum(line["Jiaodong"] for line in lines) * 10 == pytest.approx(difference)
    assert len(lines) == len(found.players)
    steps = books.table(book["Steps"], word("attribution_group total", "en"))
    contributions = [line[word("attribution_part", "en")] for line in steps]
    assert sum(part for part in contributions if part is not None) * 10 == pytest.approx(difference)
    assert len(book["Steps"]._charts) == 4


def test_the_same_attribution_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write(*made(), tmp_path, ("en",))
    for name in (
        "attribution.csv",
        "groups.csv",
        "attribution.html",
        "attribution.xlsx",
        "charts/bands_sea.png",
    ):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes(), name


def test_the_target_is_that_of_the_register() -> None:
    assert goal("GDP|Current prices", 2025) == 40_000 and goal("Population", 2025) == 3300
    assert np.isnan(goal("GDP|Current prices", 2030)) and np.isnan(goal("Utilisation", 2025))


def test_a_target_far_from_the_steps_is_named_at_the_edge() -> None:
    found, given = made()
    for lang in LANGUAGES:
        sheets = {c.id: c.sheet for c in charts(found, given, lang)}
        (line,) = [
            w.text for w in sheets[f"waterfall_gdp{suffix(lang)}"].words if "←" in w.text or "→" in w.text
        ]
        assert re.search("target|目标", line)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_terminal_shows_chapters_grades_and_the_whole(lang: str) -> None:
    found, given = made()
    text = printed(found, given, lang)
    rows = len(found.of(CHAPTER).groups.keys) + 3 + len(found.of(TOTAL).groups.keys) + 1
    assert len([line for line in text.splitlines() if re.search(r"[+−]\d", line)]) >= rows


def test_files_that_cannot_be_used_are_named_and_nothing_is_computed(tmp_path: Path) -> None:
    run = CliRunner().invoke
    missing = run(
        cli.main, ["attribute", "scenarios/base.yaml", "scenarios/plam.yaml", "--out", str(tmp_path)]
    )
    assert missing.exit_code == 2 and "plam.yaml" in missing.stderr
    assert "Traceback" not in missing.stderr and list(tmp_path.iterdir()) == []
    same = run(cli.main, ["attribute", "scenarios/base.yaml", "scenarios/base.yaml", "--out", str(tmp_path)])
    assert same.exit_code == 2 and "there is no difference to attribute" in same.stderr
    blocked = tmp_path / "file"
    blocked.write_text("")
    both = ["attribute", "scenarios/base.yaml", "scenarios/plan.yaml"]
    refused = run(cli.main, [*both, "--out", str(blocked / "in")])
    assert refused.exit_code == 2 and "--out" in refused.stderr


def test_a_setting_of_policy_changes_the_second_scenario_alone_in_either_language(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def compared(one: Scenario, other: Scenario, *_: object, **__: object) -> None:
        assert "rd_growth" not in one.levers and other.levers["rd_growth"] == 9
        assert one.parameters == other.parameters != {}
        raise InputError("seen")

    monkeypatch.setattr(attribute_job, "attribute", compared)
    for setting in ("levers.rd_growth=9", "杠杆.rd_growth=9", " levers.rd_growth=9"):
        settings = (setting, "parameters.rd_output_elasticity=0.08")
        order = attribute_job.Order(Path("base"), Path("base"), settings, None, (), 1, 1, 0, LANGUAGES)
        with pytest.raises(InputError, match="seen"):
            attribute_job.run(order, tmp_path)
