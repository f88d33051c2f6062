"""Two textbook shocks to one city: the table that the model gives, and the picture that is drawn from it."""

from __future__ import annotations

import runpy
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim.baseline import Baseline, Table, load
from sim.cores.trade import uses
from sim.experiments.shock_response import AFTER, BEFORE, CASES, COLUMNS, build, largest, links
from sim.paths import ROOT
from sim.report.charts import shock_response
from sim.report.glyphs import known
from sim.report.labels import LANGUAGES, ids, place
from sim.report.sheet import Dots
from sim.report.style import place_colour
from sim.report.svg import svg
from sim.report.tables import csv_bytes
from tests import runs
from tests.report import layout

YEAR = 2023
IMAGES = ROOT / "docs" / "images"


@cache
def found(city: str) -> pd.DataFrame:
    return build(runs.scenario("base"), load(), city, YEAR)


def effects(table: pd.DataFrame) -> pd.Series:
    return table.set_index(["shock", "city", "year"])["effect"].sort_index()


def turned(baseline: Baseline) -> Baseline:
    """The same baseline with its cities in the opposite order, also where other places follow them."""
    cities = baseline.axes.city
    count = len(cities)

    def order(labels: tuple[str, ...]) -> list[int]:
        here = list(range(len(labels)))
        return here[:count][::-1] + here[count:] if labels[:count] == cities else here

    def turn(table: Table) -> Table:
        orders = [order(labels) for labels in table.axes.values()]
        at = np.ix_(*orders)
        axes = {
            n: tuple(labels[k] for k in o) for (n, labels), o in zip(table.axes.items(), orders, strict=True)
        }
        return replace(table, axes=axes, values=table.values[at], low=table.low[at], high=table.high[at])

    tables = {name: turn(table) for name, table in baseline.tables.items()}
    return replace(baseline, axes=replace(baseline.axes, city=cities[::-1]), tables=tables)


def test_the_table_is_complete() -> None:
    table = found(largest(load()))
    assert tuple(table.columns) == COLUMNS
    years = range(YEAR - BEFORE, YEAR + AFTER + 1)
    wanted = [(shock, city, year) for shock in CASES for city in ids("city") for year in years]
    assert list(table[["shock", "city", "year"]].itertuples(index=False, name=None)) == wanted
    assert np.isfinite(table["effect"]).all()
    assert (table["link"].isna() == (table["city"] == table["struck"])).all()


@pytest.mark.parametrize("city", ids("city"))
def test_the_struck_city_falls_most_and_nobody_moves_before(city: str) -> None:
    table = found(city)
    assert (table.loc[table["year"] < YEAR, "effect"] == 0).all()
    for _, here in shock_response.at_once(table).groupby("shock"):
        effect = here.set_index("city")["effect"]
        assert effect.idxmin() == city
        assert (effect < 0).all()


def test_the_city_of_the_largest_gdp_is_found_wherever_it_stands() -> None:
    baseline = load()
    gdp = dict(zip(baseline.axes.city, baseline["value_added"].sum(axis=1), strict=True))
    assert largest(baseline) == largest(turned(baseline)) == max(gdp, key=lambda city: gdp[city])


def test_the_effects_do_not_depend_on_the_order_of_the_cities() -> None:
    base, city = runs.scenario("base"), largest(load())
    other = build(base, turned(load()), city, YEAR)
    pd.testing.assert_series_equal(effects(other), effects(found(city)), rtol=1e-6, atol=1e-9)
    assert links(turned(load()), city) == pytest.approx(links(load(), city))


def test_a_link_is_what_a_city_sells_to_the_struck_one_over_its_output() -> None:
    baseline = load()
    cities, use = baseline.axes.city, uses(baseline)
    struck, seller = 1, 3
    sold = sum(baseline["trade_share"][s, seller, struck] * use[struck, s] for s in range(use.shape[1]))
    link = links(baseline, cities[struck])
    assert link[cities[seller]] == pytest.approx(sold / baseline["gross_output"][seller].sum())
    assert cities[struck] not in link and len(link) == len(cities) - 1


@pytest.mark.parametrize(("city", "year"), [("atlantis", YEAR), ("yantai", 2020)])
def test_a_shock_strikes_a_city_of_the_region_after_the_base_year(city: str, year: int) -> None:
    with pytest.raises(ValueError, match="a shock strikes one of"):
        build(runs.scenario("base"), load(), city, year)


def invented(*, in_order: bool = True) -> pd.DataFrame:
    """Round numbers: the struck city loses 2 %, the others up to 0.16 %."""
    city, *others = ids("city")
    steps = range(len(others)) if in_order else reversed(range(len(others)))
    sizes = dict(zip(others, (0.04 * (k + 1) for k in steps), strict=True)) | {city: 2.0}
    rows = [
        (
            shock,
            case.size,
            city,
            YEAR,
            name,
            np.nan if name == city else 0.01 * (1 + others.index(name)),
            year,
            -size * 0.5 ** (year - YEAR) if year >= YEAR else 0.0,
        )
        for shock, case in CASES.items()
        for name, size in sizes.items()
        for year in range(YEAR - BEFORE, YEAR + AFTER + 1)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def image(table: pd.DataFrame, lang: str) -> bytes:
    return svg(shock_response.draw(table, lang), "", "")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("city", [None, *ids("city")])
def test_every_letter_is_in_a_shipped_font_and_every_text_lies_free_on_the_sheet(
    city: str | None, lang: str
) -> None:
    sheet = shock_response.draw(invented() if city is None else found(city), lang)
    assert [line.text for line in sheet.words if not all(map(known, line.text))] == []
    assert layout.outside(sheet) == []
    assert layout.covered(sheet) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_alone_draws_the_picture_in_any_order_of_its_rows(lang: str) -> None:
    table = invented()
    read = pd.read_csv(BytesIO(csv_bytes(table)), encoding="utf-8-sig")
    assert image(read, lang) == image(table, lang)
    within = pd.concat(
        [here.sample(frac=1, random_state=3) for _, here in table.groupby("shock", sort=False)]
    )
    assert image(within.reset_index(drop=True), lang) == image(table, lang)


def test_the_title_says_the_finding() -> None:
    struck = place(ids("city")[0], "en")
    plain = f"Shocks to {struck}: the others lose up to 8% as much"
    assert shock_response.finding(invented(), "en") == f"{plain}, in order of sales to it"
    assert shock_response.finding(invented(in_order=False), "en") == plain
    assert "8%" in shock_response.finding(invented(), "zh")


def test_a_dot_lies_as_far_out_as_its_link_and_as_deep_as_its_effect() -> None:
    sheet = shock_response.draw(invented(), "en")
    colours = [place_colour(city) for city in ids("city")[1:]]
    dots = [m.points[0] for m in sheet.marks if isinstance(m, Dots)][: len(colours)]
    assert [m.colour for m in sheet.marks if isinstance(m, Dots)] == colours * len(CASES)
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(dots)]
    assert steps[1:] == [pytest.approx(steps[0])] * (len(steps) - 1)
    assert min(steps[0]) > 0


def test_the_pictures_of_the_documents_are_those_that_the_model_gives() -> None:
    printer: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "build_images.py"))
    kept = pd.read_csv(IMAGES / "shock_response.csv")
    pd.testing.assert_frame_equal(kept, printer["shock_table"](), rtol=1e-6, atol=1e-9)
    for name in ("shock_response.svg", "shock_response.png", "shock_response_zh.png"):
        assert 10_000 < (IMAGES / name).stat().st_size < 250_000
    drawn = shock_response.draw(kept, "en")
    words = shock_response.caption(shock_response.ID, "en", kept)
    assert (IMAGES / "shock_response.svg").read_bytes() == svg(drawn, words.title, words.alt)
