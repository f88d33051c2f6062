"""The library of scenarios: every file is sound, and each answers its own question as economics has it."""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim import odds, results
from sim.baseline import load
from sim.ensemble import project
from sim.paths import SCENARIOS
from sim.record import Run
from sim.report.compare import comparison as compare
from sim.report.compare.compared import Compared, kept
from sim.report.compare.folder import write_comparison
from sim.report.labels import LANGUAGES
from sim.scenario.scenario import Scenario
from sim.scenario.stack import JOIN, names
from sim.scenario_run import Judged, evaluated
from sim.session import Options, load_scenario
from sim.simulate import simulate_together

FILES = names()
PACKAGES = [name for name, path in FILES.items() if path.parent.name == "packages"]
TEMPLATES = ("template", "template_zh")
EXAMPLE = re.compile(r"^# (?=\s|[a-z_]+:|[\u4e00-\u9fff]+:)")
"""The mark before an example: a line of a key, or one that lies deeper."""
STRESSES = [name for name, path in FILES.items() if path.parent.name == "stresses"]
ON_PLAN = [f"plan{JOIN}{name}" for name in STRESSES]
MIXED = (
    f"plan_half{JOIN}plan_late",
    f"typhoon_qingdao{JOIN}trade_slump",
    f"trade_slump{JOIN}typhoon_qingdao",
)
ALL = (*FILES, *ON_PLAN, *MIXED)
LONG = 2035
"""A horizon that shows what lasts."""
AT = {year: year - 2020 for year in range(2020, LONG + 1)}


@cache
def scenario(name: str, horizon: int | None = None) -> Scenario:
    return load_scenario(Path(name), Options(horizon=horizon))


@cache
def together() -> Run:
    """All of them to one horizon, as members of one run."""
    run = simulate_together([scenario(name, LONG) for name in ALL], load())
    for values in run.fields.values():
        values.setflags(write=False)
    return run


@cache
def library() -> list[Compared]:
    """Every file with three members, in the order of the library: the base comes first."""
    baseline, found = load(), []
    for name in FILES:
        given = scenario(name)
        outcome = project(given, baseline, members=3, seed=0)
        frame = results.frame(outcome, name)
        judged = odds.add(evaluated(Judged(given, given), frame, frame, baseline), outcome, outcome)
        found.append(Compared(given, frame, judged, kept(outcome)))
    return found


def field(name: str, what: str) -> np.ndarray:
    """A field of one scenario [year, ...]."""
    values: np.ndarray = together().fields[what][..., ALL.index(name)]
    return values


def headlines(name: str) -> np.ndarray:
    """GDP, residents, cargo and marine GDP of the region in 2025."""
    at = AT[2025]
    sums = [field(name, of)[at].sum() for of in ("gdp", "residents", "throughput", "marine_gdp")]
    return np.array(sums)


def change(name: str, of: str = "gdp", against: str = "base") -> np.ndarray:
    """Change against another scenario [year, place]; what is finer than a place is added up."""
    values, reference = (field(one, of) for one in (name, against))
    rest = tuple(range(2, values.ndim))
    with np.errstate(invalid="ignore"):
        moved: np.ndarray = values.sum(axis=rest) / reference.sum(axis=rest) - 1
    return moved


def place(label: str, axis: str = "city") -> int:
    return load().axes.labels(axis).index(label)


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_file_is_valid_and_says_in_both_languages_what_it_is_and_asks(name: str) -> None:
    found = scenario(name)
    assert found.warnings == ()
    assert found.title_en and found.title_zh != found.title_en
    for text in (found.title_zh, found.question["zh"]):
        assert sum("\u4e00" <= letter <= "\u9fff" for letter in text) >= (
            2 if name.startswith("template") else 4
        )
    assert found.question["en"].endswith("?") and found.question["zh"].endswith("？")


def test_names_are_given_once_and_none_is_that_of_a_drivers_file() -> None:
    paths = sorted(SCENARIOS.rglob("*.yaml"))
    stems = [path.stem for path in paths]
    assert len(stems) == len(set(stems))
    assert len(FILES) == len([path for path in paths if path.parent.name != "drivers"])


def test_there_is_a_package_for_every_chapter_that_has_levers() -> None:
    chapters = {lever.chapter for lever in scenario("plan").registers.levers.values()}
    assert {str(int(name.split("_")[1])) for name in PACKAGES} == chapters


def test_packages_hold_each_lever_of_the_plan_once_at_its_value() -> None:
    plan = scenario("plan")
    found: dict[str, object] = {}
    for name in PACKAGES:
        levers = scenario(name).levers
        assert not found.keys() & levers.keys()
        found |= levers
    assert found == plan.levers
    dated = [name for name in PACKAGES if scenario(name).projects == plan.projects]
    assert [name.split("_")[1] for name in dated] == ["10"]


def test_every_scenario_can_be_computed() -> None:
    run = together()
    for name in ("gdp", "residents", "throughput", "marine_gdp", "co2_emissions"):
        assert np.isfinite(run.fields[name]).all() and (run.fields[name] >= 0).all()


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_the_base(name: str) -> None:
    for of in ("gdp", "residents", "throughput", "marine_gdp"):
        np.testing.assert_array_equal(field(name, of), field("base", of))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_with_all_its_examples_is_valid(name: str, tmp_path: Path) -> None:
    text = FILES[name].read_text(encoding="utf-8")
    path = tmp_path / "full.yaml"
    path.write_text("\n".join(EXAMPLE.sub("", line) for line in text.splitlines()), encoding="utf-8")
    (tmp_path / "base.yaml").write_bytes(FILES["base"].read_bytes())
    full = load_scenario(path, Options())
    assert full.horizon == 2035 and len(full.levers) == 4 + (name == "template")
    assert full.projects["weifang_yantai"] == 2027 and full.flags == {"scale_to_budget": True}
    assert [shock.name for shock in full.shocks] == ["export_slump"] and full.parameters


def test_half_of_the_plan_lies_between_base_and_plan_in_every_headline() -> None:
    base, half, plan = (headlines(name) for name in ("base", "plan_half", "plan"))
    np.testing.assert_array_less(base, half)
    np.testing.assert_array_less(half, plan)
    share = (half - base) / (plan - base)
    assert ((share > 0.35) & (share < 0.7)).all()


def test_two_years_late_is_less_in_2025_and_half_of_that_less_still() -> None:
    base, late, plan = (headlines(name) for name in ("base", "plan_late", "plan"))
    np.testing.assert_array_less(base, late)
    np.testing.assert_array_less(late, plan)
    np.testing.assert_array_less(headlines("plan_half+plan_late"), late)


def test_a_late_plan_catches_up_with_the_plan() -> None:
    missing = 1 - field("plan_late", "gdp").sum(axis=1) / field("plan", "gdp").sum(axis=1)
    assert missing[AT[2025]] > 0.01
    assert missing[AT[2035]] < 0.5 * missing[AT[2025]]


def test_chapters_add_up_to_nearly_the_plan() -> None:
    """A gap of more than a fifth would say that chapters cannot be read apart."""
    base, plan = headlines("base"), headlines("plan")
    added = np.sum([headlines(name) - base for name in PACKAGES], axis=0)
    np.testing.assert_allclose(added, plan - base, rtol=0.2)


def test_only_ports_and_sea_move_cargo_much_and_only_environment_costs_growth() -> None:
    moved = {name: headlines(name) / headlines("base") - 1 for name in PACKAGES}
    cargo = {name: effect[2] for name, effect in moved.items()}
    assert max(cargo, key=lambda name: cargo[name]).startswith("chapter_04")
    assert [name for name, effect in moved.items() if effect[0] < 0] == ["chapter_07_environment"]


def test_efforts_that_go_on_bring_nothing_before_2026_and_more_every_year_after() -> None:
    gdp = change("stretch_2035", against="plan").min(axis=1)
    np.testing.assert_array_equal(gdp[: AT[2025] + 1], 0.0)
    more = field("stretch_2035", "gdp").sum(axis=1) / field("plan", "gdp").sum(axis=1) - 1
    assert (np.diff(more[AT[2026] :]) > 0).all()
    assert 0.01 < more[AT[2035]] < 0.1


def test_a_slump_of_trade_hits_those_who_sell_abroad_and_passes() -> None:
    baseline, moved = load(), change("trade_slump")
    hit = moved[AT[2024]]
    exported = baseline["exports"].sum(axis=(1, 2)) / baseline["value_added"].sum(axis=1)
    assert (hit < 0).all()
    assert hit[place("weifang")] > hit[place("qingdao")]
    assert np.corrcoef(exported, hit)[0, 1] < -0.5
    region = field("trade_slump", "gdp").sum(axis=1) / field("base", "gdp").sum(axis=1) - 1
    assert -0.03 < region[AT[2024]] < -0.005
    assert region[AT[2024]] < region[AT[2025]] < region[AT[2026]] < 0
    assert abs(region[AT[2027]]) < 0.25 * abs(region[AT[2024]])
    value_added = (field("trade_slump", "value_added") / field("base", "value_added"))[AT[2024]]
    farms, works = (place(name, "sector") for name in ("agriculture", "manufacturing"))
    assert (value_added[:, works] < value_added[:, farms]).all()
    cargo = field("trade_slump", "throughput").sum() / field("base", "throughput").sum()
    assert cargo < 1


def test_a_pandemic_year_costs_what_2020_did_and_most_of_it_is_back_in_two_years() -> None:
    """Growth of the five cities in 2020 was 1.5 to 3 points below that of 2019 (parameter
    ``pandemic_rebound``).
    """
    moved = change("pandemic_year")
    assert ((moved[AT[2024]] > -0.035) & (moved[AT[2024]] < -0.01)).all()
    assert (moved[AT[2026]] > 0.35 * moved[AT[2024]]).all()
    tourism = (field("pandemic_year", "marine_value_added") / field("base", "marine_value_added"))[
        :, :, place("tourism", "marine")
    ]
    assert (tourism[AT[2024]] < tourism[AT[2025]]).all() and (tourism[AT[2025]] < 0.95).all()


def test_protection_does_not_help_against_a_pandemic_but_against_a_typhoon() -> None:
    def lost(name: str, year: int) -> float:
        bare = change(name)[AT[year], place("qingdao")]
        protected = change(f"plan+{name}", against="plan")[AT[year], place("qingdao")]
        return float(protected / bare)

    assert lost("typhoon_qingdao", 2023) < 0.9
    assert lost("pandemic_year", 2024) > 0.95


def test_a_slump_of_property_hits_building_and_leaves_ports_alone() -> None:
    hit = field("property_slump", "value_added") / field("base", "value_added")
    at = AT[2025]
    assert (hit[at].argmin(axis=1) == place("construction", "sector")).all()
    assert (np.abs(change("property_slump", "throughput")[at]) < 0.002).all()
    moved = change("property_slump")
    assert ((moved[at] > -0.02) & (moved[at] < -0.002)).all()
    assert (moved[AT[2024]] > moved[at]).all() and (moved[AT[2027]] > moved[at]).all()


def test_a_typhoon_is_felt_where_it_strikes_and_fades() -> None:
    moved = change("typhoon_qingdao")
    struck, others = moved[:, place("qingdao")], np.delete(moved, place("qingdao"), axis=1)
    np.testing.assert_array_equal(moved[: AT[2023]], 0.0)
    assert -0.02 < struck[AT[2023]] < -0.005
    assert (np.diff(struck[AT[2023] : AT[2030]]) > 0).all()
    assert abs(struck[AT[2028]]) < 0.3 * abs(struck[AT[2023]])
    assert (np.abs(others) < 0.05 * abs(struck[AT[2023]])).all()
    cargo = (field("typhoon_qingdao", "throughput") / field("base", "throughput"))[AT[2023]]
    assert np.nanmax(cargo[place("port_qingdao", "port")]) < 1 - 4 / 365


def test_late_railways_cost_their_ends_a_little_and_only_those_who_did_not_come_are_missed_later() -> None:
    """Productivity is made up for when the lines run; people and capital that went elsewhere are not."""
    moved = change("rail_two_years_late")
    assert (moved[AT[2025]] < 0).all() and (moved[AT[2025]] > -0.005).all()
    assert moved[AT[2025]].argmin() == place("weihai")
    assert (np.diff(moved[AT[2027] :], axis=0) > 0).all()
    with_it, without = (field(name, "total_factor_productivity") for name in ("base", "rail_two_years_late"))
    lost = np.abs(without / with_it - 1).mean(axis=(1, 2))
    assert lost[AT[2035]] < 0.2 * lost[AT[2025]]


def test_low_fertility_moves_births_at_once_and_work_only_in_a_generation() -> None:
    births = field("low_fertility", "births").sum(axis=1)[1:] / field("base", "births").sum(axis=1)[1:]
    assert births[AT[2025] - 1] == pytest.approx(0.99 / 1.3, abs=0.02)
    region = field("low_fertility", "gdp").sum(axis=1) / field("base", "gdp").sum(axis=1) - 1
    assert abs(region[AT[2025]]) < 5e-4
    people = field("low_fertility", "residents").sum(axis=1) / field("base", "residents").sum(axis=1) - 1
    assert -0.01 < people[AT[2025]] < -0.001
    assert people[AT[2035]] < 3 * people[AT[2025]]


def test_steel_on_the_coast_moves_cargo_between_ports_and_adds_little() -> None:
    at = AT[2025]
    moved = (field("steel_relocation", "throughput") - field("base", "throughput")).sum(axis=2)[at]
    assert moved.argmax() == place("port_rizhao", "port") and moved[place("port_rizhao", "port")] > 100
    assert abs(moved.sum()) < 0.5 * moved.max()
    assert (np.abs(change("steel_relocation")[at]) < 1e-3).all()


def test_the_cap_holds_and_its_price_is_above_the_markets_first_day() -> None:
    carbon = field("carbon_cap", "industry_carbon").sum(axis=1)
    assert carbon[AT[2025]] / carbon[0] == pytest.approx(0.9, abs=0.005)
    price = field("carbon_cap", "carbon_allowance_price")
    np.testing.assert_array_equal(field("base", "carbon_allowance_price"), 0.0)
    assert (np.diff(price[AT[2022] : AT[2025] + 1]) > 0).all()
    assert 51 < price[AT[2025]] < 300
    cheaper = field("plan+carbon_cap", "carbon_allowance_price")[AT[2025]]
    assert cheaper < price[AT[2025]]


def test_dry_years_cost_most_where_no_transfer_reaches_and_new_water_relieves() -> None:
    moved = change("dry_years")
    assert (moved[AT[2023] : AT[2026]] < 0).all()
    assert moved[AT[2025]].argmin() == place("rizhao")
    assert -0.01 < moved[AT[2025]].min() < -0.001
    relieved = change("plan+dry_years", against="plan")
    assert (relieved[AT[2025]] > moved[AT[2025]]).all()
    assert (np.abs(moved[AT[2030]]) < 0.5 * np.abs(moved[AT[2025]])).all()


def test_stresses_laid_on_one_another_add_up_in_any_order() -> None:
    one, other = f"typhoon_qingdao{JOIN}trade_slump", f"trade_slump{JOIN}typhoon_qingdao"
    np.testing.assert_array_equal(field(one, "gdp"), field(other, "gdp"))
    both = change(one)[AT[2025]]
    single = sum((change(name)[AT[2025]] for name in ("typhoon_qingdao", "trade_slump")), np.zeros(5))
    np.testing.assert_allclose(both, single, atol=3e-4)


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_of_them_are_drawn_in_one_comparison(lang: str, tmp_path: Path) -> None:
    page = write_comparison(tmp_path, library(), lang)
    text = html.unescape(page.read_text(encoding="utf-8"))
    assert [name for name in FILES if name not in text] == []
    assert all(label in text for label in compare.of(library()).labels(lang))
    differences = pd.read_csv(tmp_path / "differences.csv", encoding="utf-8-sig")
    assert set(differences["scenario"]) == set(list(FILES)[1:])
    drawn = {path.stem for path in (tmp_path / "charts").glob("*.png")}
    assert drawn == {path.stem for path in (tmp_path / "charts").glob("*.csv")} and len(drawn) >= 14
    for chart in ("compare_scoreboard", "compare_paths_gdp"):
        table = pd.read_csv(tmp_path / "charts" / f"{chart}.csv", encoding="utf-8-sig")
        assert table["label"].nunique() == len(FILES)
