"""A scenario written in Chinese is the one written in English."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sim.errors import InputError
from sim.paths import SCENARIOS
from sim.scenario.family import EXTENDS
from sim.scenario.loading import load
from sim.scenario.registers import Registers, read_registers
from sim.scenario.scenario import SOURCES, Scenario
from sim.scenario.schema import ExtentFile, ImplementationFile, ScenarioFile, ShockEntry, Title
from sim.session import Options, load_scenario, reference
from tests.scenario.samples import HEAD, LIVE, LIVE_SHOCKS

Write = Callable[[str, str | bytes], Path]
ENGLISH = """levers:
  rd_growth: {default: 5, qingdao: {2021: 1, 2025: 7.5}}
  port_capacity: {port_rizhao: {ore: 3, default: 1}}
projects: {weifang_yantai: {opens: never}}
implementation: {share: 0.5, chapters: {5: {years_late: 1}}}
parameters: {rd_output_elasticity: 0.06}
shocks:
  - {name: slump, kind: exports, cause: a war, size: {default: {2022: -5}, qingdao: {2023: -20}}}
uncertainty: {members: 20, seed: 7, parameters: prior, drivers: central, base_data: drawn}
"""
CHINESE_HEAD = """标题: {英文: Test, 中文: 测试}
问题: What happens?
终止年: 2025
外部条件: test.yaml
"""
CHINESE = """杠杆:
  研发投入增长: {默认: 5, 青岛: {2021: 1, 2025: 7.5}}
  港口能力: {日照港: {金属矿石: 3, 默认: 1}}
项目: {潍烟高铁: {开通: 永不}}
实施: {实施比例: 0.5, 章节: {5: {推迟年数: 1}}}
参数: {rd_output_elasticity: 0.06}
冲击:
  - {名称: slump, 类型: 外贸出口需求冲击, 原因: a war, 幅度: {默认: {2022: -5}, 青岛: {2023: -20}}}
不确定性: {成员数: 20, 随机种子: 7, 参数: 先验, 外部条件: 中心值, 基年数据: 抽样}
"""


def test_a_whole_file_in_chinese_has_the_same_content(loaded: Callable[..., Scenario]) -> None:
    assert loaded(CHINESE, head=CHINESE_HEAD).digest == loaded(ENGLISH).digest


def test_files_in_two_languages_merge(write: Write, registers: Registers) -> None:
    write("base.yaml", HEAD + ENGLISH)
    child = "继承: base.yaml\n杠杆: {港口能力: null}\n冲击: {slump: {幅度: {青岛: {2023: -30}}}}\n"
    scenario = load(write("子情景.yaml", child), registers, live_levers=LIVE, live_shocks=LIVE_SHOCKS)
    assert list(scenario.levers) == ["rd_growth"]
    assert scenario.shocks[0].size == {"default": {2022: -5.0}, "qingdao": {2023: -30.0}}


def test_shocks_by_name_in_chinese(loaded: Callable[..., Scenario]) -> None:
    one = loaded("冲击: {人民币贬值: {类型: 汇率冲击, 原因: 资本外流, 幅度: {2023: 8}}}\n")
    assert (
        one.shocks[0].name == "人民币贬值"
        and one.shocks[0].kind == "exchange_rate"
        and one.shocks[0].cause == "资本外流"
    )


def test_overrides_may_be_in_chinese(loaded: Callable[..., Scenario]) -> None:
    scenario = loaded(
        ENGLISH, "杠杆.研发投入增长.青岛=9", "实施.实施比例=1", "终止年=2030", "项目.潍烟高铁.开通=2026"
    )
    assert scenario.horizon == 2030 and scenario.projects["weifang_yantai"] == 2026.0
    assert scenario.levers["port_capacity"] == {"port_rizhao": {"ore": 3.0, "default": 1.0}}


def test_the_base_does_not_share_a_policy_that_is_set_in_chinese() -> None:
    label = read_registers().levers["rd_growth"].label_zh
    options = Options(overrides=(f"杠杆.{label}=9", "外部条件=mid_2021.yaml"))
    plan = load_scenario(SCENARIOS / "plan.yaml", options)
    assert plan.levers["rd_growth"] == 9.0 and reference(plan, options).levers == {}


@pytest.mark.parametrize(
    ("body", "key", "says", "cure"),
    [
        (
            "杠杆: {研发投入增长: {青岛: 35}}\n",
            "杠杆.研发投入增长.青岛 (levers.rd_growth.qingdao)",
            "35 is",
            "0 to 20",
        ),
        (
            "项目: {潍烟高铁: {开通: 很快}}\n",
            "项目.潍烟高铁.开通 (projects.weifang_yantai.opens)",
            "很快",
            "year",
        ),
        (
            "实施: {推迟年: 1}\n",
            "实施.推迟年 (implementation.推迟年)",
            "unknown key",
            "Did you mean '推迟年数'",
        ),
        ("不确定性: {成员数: 0}\n", "不确定性.成员数 (uncertainty.members)", "found 0", "1 to 100000"),
        (
            "冲击: {slump: {类型: 汇率, 原因: a, 幅度: {2023: 1}}}\n",
            "冲击.slump.类型 (shocks.slump.kind)",
            "no kind of shock '汇率'",
            "Did you mean '汇率冲击'",
        ),
        ("终止年: 2030\n", "终止年", "'horizon' is given twice under two names", "Keep one"),
        ("继承: bsae.yaml\n", "继承 (extends)", "no file 'bsae.yaml'", "Files there"),
        ("项目: {潍烟高铁: {开通: 2024-10-31}}\n", "项目.潍烟高铁.开通", "reads as a date", "2024.5"),
        ("参数年: 1\n", "参数年", "unknown key '参数年'", "Did you mean '参数'"),
    ],
)
def test_a_message_shows_the_key_as_written_and_in_english(
    loaded: Callable[..., Scenario], body: str, key: str, says: str, cure: str
) -> None:
    with pytest.raises(InputError) as caught:
        loaded(body)
    (problem,) = caught.value.problems
    assert (problem.line, problem.key) == (5, key)
    assert says in problem.message and cure in problem.cure


def test_a_broken_value_below_a_chinese_key_is_reported_once(loaded: Callable[..., Scenario]) -> None:
    with pytest.raises(InputError) as caught:
        loaded(head=CHINESE_HEAD.replace("2025", "1e5"))
    (problem,) = caught.value.problems
    assert problem.key == "终止年" and "reads as text" in problem.message


def test_every_key_of_the_format_has_a_chinese_spelling_of_its_own(registers: Registers) -> None:
    known = {(entry.under, entry.id) for entry in registers.keys.spellings}
    parts = {
        "scenario": (*ScenarioFile.model_fields, EXTENDS),
        "title": tuple(Title.model_fields),
        "implementation": tuple(ImplementationFile.model_fields),
        "extent": tuple(ExtentFile.model_fields),
        "shock": tuple(ShockEntry.model_fields),
        "uncertainty": ("members", "seed", *SOURCES),
    }
    for part, fields in parts.items():
        assert {name for under, name in known if under == part} == set(fields)
    for part in {under for under, _ in known}:
        spelled = [entry.zh for entry in registers.keys.spellings if entry.under == part]
        assert len(set(spelled)) == len(spelled)
