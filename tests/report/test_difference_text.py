"""What differs between scenarios, as the command prints it."""

from __future__ import annotations

import json

from click.testing import CliRunner

from sim.cli import main
from sim.paths import SCENARIOS
from sim.report.difference_text import listing
from sim.scenario.differences import differences
from sim.session import BASE, Options, load_scenario

SLUMP = "shocks={slump: {kind: exports, cause: a war, size: {qingdao: {2023: -5}}}}"


def said(*arguments: str, status: int = 0) -> str:
    done = CliRunner().invoke(main, ["diff", *arguments])
    assert done.exit_code == status, done.output
    return done.output


def test_levers_and_openings_stand_under_their_chapter() -> None:
    text = said("base", "plan")
    assert text.startswith(
        "base: Base: effort of 2015-2019 goes on\nplan: Plan: values of the modelled levers\n"
        "Each line has the values in this order: base | plan.\n\n== Chapter 3 of the plan: Settlement\n"
    )
    assert (
        "rail_water_shift, Rail and water share of port collection, percentage points\n"
        "    not set | 8 (plan.yaml:" in text
    )
    assert "    Rizhao port, Grain: not set | 500 (plan.yaml:" in text
    before, after = text.split("== Chapter 10 of the plan")
    assert (
        "Second Beijing-Shanghai high-speed corridor, year\n    never (dated_projects.csv:4) | 2026 ("
        in after
    )
    assert "high-speed" not in before


def test_it_speaks_chinese() -> None:
    text = said("base", "plan", "--lang", "zh")
    assert "每行数值依次为：base | plan。" in text and "== 规划第10章" in text
    assert "    日照港，粮食：未设置 | 500（plan.yaml:" in text
    assert "京沪高铁辅助通道，年\n    永不开通（dated_projects.csv:4） | 2026（" in text


def line(name: str, start: str) -> int:
    """Where a line of a shipped file stands, counted from one."""
    lines = (SCENARIOS / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
    return next(at for at, text in enumerate(lines, start=1) if text.startswith(start))


def test_the_words_of_the_format_are_in_the_language() -> None:
    overrides = (SLUMP, "uncertainty.parameters=central", "flags.scale_to_budget=true", "horizon=2030")
    two = [load_scenario(BASE, Options()), load_scenario(BASE, Options(overrides=overrides))]
    chinese = listing(two, differences(two), "zh")
    assert "== 冲击\nslump.kind，外贸出口需求冲击\n    未设置 | 外贸出口需求冲击（--set）" in chinese
    assert "    青岛：未设置 | 2023: -5（--set）" in chinese
    assert "== 开关\nscale_to_budget，按预算缩减\n    关 | 开（--set）" in chinese
    assert "parameters，参数\n    先验 | 中心值（--set）" in chinese and "horizon，终止年" in chinese
    english = listing(two, differences(two), "en")
    assert f"== Last year\nhorizon\n    2025 (base.yaml:{line('base', 'horizon:')}) | 2030 (--set)" in english
    assert "    prior | central (--set)" in english


def test_three_scenarios_have_three_values() -> None:
    at = line("plan", "  port_coordination: 0.7")
    expected = f"    not set | 0.7 (plan.yaml:{at}) | 0.7 (plan.yaml:{at})\n"
    assert expected in said("base", "plan", "base+plan")


def test_plain_data_name_the_scenarios_and_hold_no_infinity() -> None:
    found = json.loads(said("base", "plan", "--json"))
    assert found["scenarios"] == ["base", "plan"]
    rows = {row["name"]: row for row in found["differences"]}
    assert rows["jinghu_second"]["values"] == ["never", 2026.0]
    assert rows["policy_coordination"]["values"] == [None, 0.7]


def test_the_same_content_and_a_single_file() -> None:
    assert "The scenarios have the same content." in said("plan", "base+plan")
    assert "name two or more" in said("plan", status=2)
    assert "there is no scenario 'plam'. Did you mean 'plan'?" in said("plan", "plam", status=2)
