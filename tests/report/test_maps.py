"""Maps: what is land, what the window cuts, where marks and arrows lie, how large they are."""

from __future__ import annotations

import math
from types import ModuleType

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.experiments import district_times
from sim.report.charts import map_cities, map_one_hour, map_trade
from sim.report.inputs import PROJECTED
from sim.report.labels import LANGUAGES, ids
from sim.report.maps import geography
from sim.report.maps.arrows import arrow, curve
from sim.report.maps.base import KM_PER_DEGREE, WINDOW, Map, base_map, circle, map_height
from sim.report.maps.clipping import clipped_line, clipped_shape
from sim.report.maps.network import opened, projects
from sim.report.sheet import Point, Polygons, Sheet
from sim.report.style import NARROW, WIDTH, place_colour
from tests.report import layout, synthetic

WIDTHS = (WIDTH, NARROW)
SQUARE = (0.0, 0.0, 2.0, 1.0)


def inside(point: Point, shape: list[Point] | tuple[Point, ...]) -> bool:
    """Whether a ray to the east crosses the shape's edge an odd number of times."""
    x, y = point
    crossings = 0
    for (x0, y0), (x1, y1) in zip(shape, [*shape[1:], shape[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            crossings += 1
    return crossings % 2 == 1


def area(shape: list[Point] | tuple[Point, ...]) -> float:
    pairs = zip(shape, [*shape[1:], shape[0]], strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2


ON_LAND = [(119.2, 36.5), (120.85, 37.3), (117.1, 36.65), (118.0, 34.2), (117.2, 38.9), (121.5, 38.95)]
AT_SEA = [(121.5, 36.0), (119.5, 37.5), (123.5, 37.0), (118.8, 38.5), (121.0, 38.2), (122.0, 38.97)]


@pytest.mark.parametrize("point", ON_LAND)
def test_land_is_land(point: Point) -> None:
    assert sum(inside(point, shape) for shape in geography.land()) == 1


@pytest.mark.parametrize("point", AT_SEA)
def test_the_sea_is_none(point: Point) -> None:
    assert not any(inside(point, shape) for shape in geography.land())


def test_seats_stand_on_land_but_for_a_few_kilometres_of_coast() -> None:
    dry = [any(inside(p, shape) for shape in geography.land()) for p in geography.districts().values()]
    assert len(dry) == 49 and sum(dry) >= 47


def test_a_shape_is_cut_to_its_part_inside() -> None:
    whole = ((-1.0, -1.0), (3.0, -1.0), (3.0, 3.0), (-1.0, 3.0))
    assert area(clipped_shape(whole, SQUARE)) == pytest.approx(2.0)
    triangle = ((1.0, -1.0), (3.0, 1.0), (1.0, 1.0))
    assert area(clipped_shape(triangle, SQUARE)) == pytest.approx(1.0)
    assert clipped_shape(((5.0, 5.0), (6.0, 5.0), (6.0, 6.0)), SQUARE) == ()


def test_a_line_that_leaves_and_comes_back_has_two_parts() -> None:
    line = ((0.5, 0.5), (0.5, 2.0), (1.5, 2.0), (1.5, 0.5), (1.9, 0.5))
    assert clipped_line(line, SQUARE) == [
        ((0.5, 0.5), (0.5, 1.0)),
        ((1.5, 1.0), (1.5, 0.5), (1.9, 0.5)),
    ]


DEGREES = st.tuples(st.floats(-3, 5), st.floats(-3, 4))


@given(st.lists(DEGREES, min_size=2, max_size=8))
def test_nothing_that_is_cut_lies_outside(points: list[Point]) -> None:
    west, south, east, north = SQUARE
    for part in (clipped_shape(tuple(points), SQUARE), *clipped_line(tuple(points), SQUARE)):
        for x, y in part:
            assert west - 1e-9 <= x <= east + 1e-9 and south - 1e-9 <= y <= north + 1e-9


@pytest.mark.parametrize("width", WIDTHS)
def test_a_kilometre_is_as_long_to_the_north_as_to_the_east(width: float) -> None:
    ground = Map(Sheet(9.0, width), 0.1, 0.2, width - 0.2)
    west, south, _, north = WINDOW
    middle = (south + north) / 2
    (x0, y0), (x1, _), (_, y2) = (
        ground.point(p) for p in ((west, middle), (west + 1, middle), (west, middle + 1))
    )
    assert y0 - y2 == pytest.approx(KM_PER_DEGREE * ground.inches_per_km)
    assert x1 - x0 == pytest.approx((y0 - y2) * math.cos(math.radians(middle)))
    assert ground.height == map_height(ground.width)


def test_the_ground_fills_its_frame_and_no_more() -> None:
    sheet = Sheet(6.0, WIDTH)
    ground = base_map(sheet, 0.5, "en")
    for mark in sheet.marks:
        if isinstance(mark, Polygons):
            for x, y in (p for shape in mark.shapes for p in shape):
                assert ground.left - 1e-9 <= x <= ground.left + ground.width + 1e-9
                assert ground.top - 1e-9 <= y <= ground.bottom + 1e-9


def test_a_curve_passes_its_ends_and_the_place_between() -> None:
    line = curve((0.0, 0.0), (2.0, 0.0), (1.0, 0.7))
    assert (line[0], line[-1]) == ((0.0, 0.0), (2.0, 0.0))
    assert line[len(line) // 2] == pytest.approx((1.0, 0.7))


def test_an_arrow_lies_to_the_right_and_is_as_wide_as_asked() -> None:
    straight = curve((0.0, 0.0), (3.0, 0.0), (1.5, 0.0))
    shape = arrow(straight, 0.25, 0.1)
    heights = sorted({round(y, 6) for _, y in shape})
    assert heights[0] > 0, "y points down: right of the way east is south"
    assert heights[1] - heights[0] == pytest.approx(0.25)
    assert min(x for x, _ in shape) >= 0.1 and max(x for x, _ in shape) <= 2.9


def test_lines_of_a_project_are_its_own_unless_all_run_on_open_tracks() -> None:
    rail = geography.lines("rail")
    assert len(rail["laixi_rongcheng"]) == 3 and len(rail["jiaozhou_gaomi"]) == 1
    assert len(geography.lines("road")["laizhou_pingdu_jimo_expressway"]) == 2


def trade() -> pd.DataFrame:
    return map_trade.data(synthetic.inputs())


def hour(**dates: float) -> pd.DataFrame:
    table = synthetic.districts(compared=True)
    rows = [(PROJECTED, n, district_times.OPENING, "year", int(d), d) for n, d in dates.items()]
    kept = table[table["variable"] != district_times.OPENING]
    return pd.concat([kept, pd.DataFrame(rows, columns=table.columns)], ignore_index=True)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_lie_free_on_every_map(lang: str, width: float) -> None:
    both = geography.lines("road").keys() | geography.lines("rail").keys()
    every = {name: 2024.0 for name in both if name}
    for sheet in (
        map_cities.draw(map_cities.data(synthetic.inputs()), lang, width),
        map_one_hour.draw(hour(**every), lang, width),
        map_one_hour.draw(hour(), lang, width),
        map_trade.draw(trade(), lang, width),
    ):
        assert layout.outside(sheet) == []
        assert layout.covered(sheet) == []


def test_every_line_of_the_network_is_a_dated_project() -> None:
    both = geography.lines("road").keys() | geography.lines("rail").keys()
    assert both - {""} <= projects().keys()


def test_projects_are_numbered_by_their_openings() -> None:
    found = opened({"laixi_rongcheng": 2024.33, "weifang_yantai": 2024.83, "jimo_haiyang": 2023.9})
    assert [(p.number, p.name, p.year) for p in found] == [
        (1, "jimo_haiyang", 2023),
        (2, "laixi_rongcheng", 2024),
        (3, "weifang_yantai", 2024),
    ]


def test_areas_of_the_circles_are_in_proportion_to_gdp() -> None:
    table = map_cities.data(synthetic.inputs())
    sheet = map_cities.draw(table, "en")
    last = table[(table["variable"] == "GDP") & (table["year"] == 2025)].set_index("region")["value"]
    rims = {m.colour: area(m.lines[0]) for m in sheet.marks if hasattr(m, "lines") and len(m.lines[0]) == 73}
    sizes = {city: rims[place_colour(city)] for city in ids("city")}
    for city in ids("city"):
        assert sizes[city] / sizes["qingdao"] == pytest.approx(last[city] / last["qingdao"])


def test_a_circle_has_its_area() -> None:
    assert area(circle((1.0, 1.0), 0.5)) == pytest.approx(math.pi / 4, rel=2e-3)


@pytest.mark.parametrize(("minutes", "number"), [(30.0, 0), (30.1, 1), (60.0, 1), (90.0, 2), (90.1, 3)])
def test_a_band_holds_its_upper_edge(minutes: float, number: int) -> None:
    assert map_one_hour.band(minutes) == number


def test_rings_stand_where_a_district_came_nearer() -> None:
    times = [14.0 + 2 * k for k in range(49)]
    nearer = sum(map_one_hour.band(0.9 * t) < map_one_hour.band(t) for t in times)
    sheet = map_one_hour.draw(hour(), "en")
    rings = [m for m in sheet.marks if getattr(m, "width", 0) == map_one_hour.RING and hasattr(m, "lines")]
    assert len(rings) == nearer == 9
    sentence = map_one_hour.reading(hour(), "en")
    assert "; 9 districts have come into a nearer band; 0 without the measures." in sentence


def test_what_is_sold_is_counted_once_in_each_direction() -> None:
    between, totals = map_trade.sold(trade())
    assert len(between) == 20
    assert totals["to_others"][0] == pytest.approx(sum(values[0] for values in between.values()))
    gdp = synthetic.inputs().paths[PROJECTED, "qingdao", "GDP"].values
    assert between["qingdao", "rizhao"] == pytest.approx([2 * gdp[0] * 0.025, 2 * gdp[-1] * 0.025])


@pytest.mark.parametrize("module", [map_cities, map_one_hour, map_trade])
def test_the_sentences_of_maps_name_no_missing_value(module: ModuleType) -> None:
    table = {map_cities: map_cities.data(synthetic.inputs()), map_one_hour: hour(), map_trade: trade()}[
        module
    ]
    for lang in LANGUAGES:
        sentence = module.reading(table, lang)
        assert "nan" not in sentence and "{" not in sentence and sentence.endswith((".", "。"))
