"""Scenario files as plain data, and damaged copies: types, ranges, names, years, keys, nesting, null."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from random import Random
from typing import Any, TypeAlias

Data: TypeAlias = Any
Path: TypeAlias = tuple[str | int, ...]

ALONE = {
    "title": {"en": "Alone", "zh": "独立情景"},
    "question": "What happens?",
    "horizon": 2030,
    "drivers": "mid_2021.yaml",
    "levers": {
        "rd_growth": {"default": 5, "青岛": {"2021": 5, "2025": 12}},
        "port_capacity": {"青岛港": {"containers": 40, "默认": 1}, "default": {"2025": 3}},
        "road_network": {"weifang-qingdao": 10, "烟台-威海": {"2021": 1, "2030": 2}},
        "政府投资强度": 0.5,
        "rcep_utilisation": {"2021": 0, "2025": 60},
    },
    "projects": {"weifang_yantai": {"opens": 2026.5}, "jinghu_second": {"opens": "never"}},
    "implementation": {
        "share": 0.5,
        "years_late": 1,
        "chapters": {"4": {"share": 1}, "9": {"years_late": 0}},
    },
    "flags": {"scale_to_budget": True},
    "parameters": {"rd_lag": 3, "spending_additionality": 0.2},
    "shocks": [
        {"name": "slump", "kind": "exports", "cause": "a war", "size": {"default": {"2023": -5}}},
        {
            "name": "storm",
            "kind": "marine_loss",
            "cause": "a storm",
            "size": {"青岛": {"fishery": {"2024": 10}}},
        },
    ],
    "uncertainty": {
        "members": 20,
        "seed": 7,
        "parameters": "prior",
        "drivers": "central",
        "base_data": "drawn",
    },
}
BY_NAME = {
    **ALONE,
    "shocks": {
        "slump": {
            "kind": "exports",
            "cause": "a war",
            "size": {"qingdao": {"2023": -5}, "烟台": {"2024": 5}},
        },
        "贬值": {"kind": "汇率冲击", "cause": "资本外流", "size": {"2022": 8}},
    },
}
CHINESE = {
    "标题": {"英文": "Chinese", "中文": "中文情景"},
    "问题": "会怎样？",
    "终止年": 2028,
    "外部条件": "mid_2021.yaml",
    "杠杆": {
        "研发经费投入增长": {"默认": 5, "青岛": {"2021": 5, "2025": 12}},
        "rail_water_shift": {"日照港": 9},
    },
    "项目": {"潍烟高铁": {"开通": "永不"}, "京沪高铁辅助通道": {"开通": 2027}},
    "实施": {"实施比例": 0.5, "推迟年数": 2, "章节": {"5": {"实施比例": 1}}},
    "开关": {"按预算缩减": False},
    "参数": {"rd_lag": 3},
    "冲击": [{"名称": "slump", "类型": "外贸出口需求冲击", "原因": "战争", "幅度": {"默认": {"2023": -5}}}],
    "不确定性": {"成员数": 5, "随机种子": 1, "参数": "后验", "外部条件": "中心值", "基年数据": "抽样"},
}
CHILD = {
    "extends": "base.yaml",
    "title": {"en": "Child"},
    "levers": {"rail_water_shift": {"rizhao": 9}, "carbon_pilots": {"qingdao": {"2022": 10}}},
    "projects": {"muping_laizhou_expressway": {"opens": 2027}},
    "shocks": BY_NAME["shocks"],
}
PLAN_BUT = {
    "extends": ["plan.yaml"],
    "levers": {"rd_growth": None, "port_capacity": {"port_weihai": None, "port_rizhao": {"ore": None}}},
    "projects": {"jinghu_second": None},
    "implementation": {"chapters": {"10": {"years_late": 2}}},
    "horizon": 2040,
}
SAMPLES: Mapping[str, Data] = {
    "alone": ALONE,
    "by name": BY_NAME,
    "in chinese": CHINESE,
    "child": CHILD,
    "plan but": PLAN_BUT,
}

VALUES: tuple[Data, ...] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    1.5,
    2025.0,
    1e6,
    2022,
    2070,
    2019.5,
    "",
    "x",
    "never",
    "永不",
    "central",
    "抽样",
    "exports",
    "base.yaml",
    [],
    {},
    [1],
    ["a", "b"],
    {"a": 1},
    {"2022": 1},
    {"2022": None},
    {"default": 2},
    {"qingdao": 1, "2022": 2},
    {"qingdao": {"2022": 1}},
    {"opens": 2027},
    {"share": 0.5},
)
KEYS = (
    "a",
    "2019",
    "2020",
    "2025",
    "2055",
    "2061",
    "5",
    "14",
    "default",
    "默认",
    "qingdao",
    "Qingdao",
    "青岛港",
    "port_yantai",
    "qingdao - 烟台",
    "yantai-yantai",
    "ore",
    "fishery",
    "rd_growth",
    "rail_network",
    "leading_firms",
    "exports",
    "name",
    "kind",
    "size",
    "share",
    "years_late",
    "chapters",
    "opens",
    "开通",
    "en",
    "中文",
    "members",
    "horizon",
    "终止年",
    "shocks",
    "extends",
    "rizhao_link",
    "weifang_yantai",
    "rd_lag",
    "Big name",
)


def mutants(samples: Mapping[str, Data], count: int, seed: int) -> Iterator[tuple[str, Data]]:
    """Damaged copies of the samples in turn, each with what was done to it."""
    random = Random(seed)
    names = list(samples)
    for number in range(count):
        name = names[number % len(names)]
        data = deepcopy(samples[name])
        done = [_damage(data, random) for _ in range(random.choice((1, 1, 1, 2)))]
        yield f"{number} {name}: {'; '.join(done)}", data


def _damage(data: Data, random: Random) -> str:
    """One change in place; says which."""
    paths = list(_paths(data, ()))
    path = random.choice(paths)
    holder = _at(data, path[:-1])
    key = path[-1]
    kind = random.choice(("value", "value", "scale", "rename", "rename", "drop", "add", "wrap", "move"))
    if kind == "value":
        holder[key] = deepcopy(random.choice(VALUES))
    elif kind == "scale" and isinstance(holder[key], int | float):
        holder[key] = holder[key] * random.choice((-1, 0.5, 10, 1000))
    elif kind == "rename" and isinstance(holder, dict):
        _rename(holder, key, random.choice(KEYS))
    elif kind == "drop":
        del holder[key]
    elif kind == "add" and isinstance(holder, dict):
        holder[random.choice(KEYS)] = deepcopy(random.choice(VALUES))
    elif kind == "wrap":
        new = random.choice(KEYS)
        holder[key] = [holder[key]] if new == "a" else {new: holder[key]}
    else:
        kind, other = "move", random.choice(paths)
        holder[key] = deepcopy(_at(data, other))
    return f"{kind} at {path}"


def _rename(holder: dict[str, Data], key: str | int, new: str) -> None:
    items = [(new if name == key else name, value) for name, value in holder.items()]
    holder.clear()
    holder.update(items)


def _paths(data: Data, path: Path) -> Iterator[Path]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield (*path, key)
        yield from _paths(value, (*path, key))


def _at(data: Data, path: Path) -> Data:
    for key in path:
        data = data[key]
    return data
