"""A small register and scenario, so that these tests do not depend on the project's data."""

from __future__ import annotations

LIVE = ("rd_growth", "rail_water_shift", "port_capacity", "public_investment", "rcep_use", "labour_mobility")

LIVE_SHOCKS = ("exports", "world_demand", "exchange_rate")

LEVERS = [
    # lever, index, unit, neutral, low, high, label_zh
    ("rd_growth", "city", "% per year", "", 0, 20, "研发投入增长"),
    ("rail_water_shift", "port", "percentage points", 0, 0, 30, "铁水联运"),
    ("port_capacity", "port_cargo", "10k tonnes per year", 0, 0, 50000, "港口能力"),
    ("public_investment", "city", "% of GDP per year", 0, -3, 5, "公共投资"),
    ("rcep_use", "region", "%", 0, 0, 100, "协定利用率"),
    ("labour_mobility", "city_pair", "share", 0, 0, 1, "劳动力流动"),
    ("tech_transfer", "region", "percentage points", 0, 0, 20, "成果转化"),
    ("rail_network", "project", "year", "", 2021, 2060, "铁路网"),
]

LABELS = """axis,id,label_en,label_zh
city,qingdao,Qingdao,青岛
city,yantai,Yantai,烟台
city,rizhao,Rizhao,日照
port,port_qingdao,Qingdao port,青岛港
port,port_rizhao,Rizhao port,日照港
cargo,ore,Ore,金属矿石
cargo,containers,Containers,集装箱
market,japan,Japan,日本
market,eu,European Union,欧盟
"""

SHOCKS = """kind,label_en,label_zh,unit,unit_zh,index,low,high,meaning,meaning_zh
exports,Exports,外贸出口需求冲击,% of foreign sales,占比（%）,city,-90,100,Sales.,销售。
world_demand,World demand,境外市场需求冲击,% of imports,占比（%）,market,-90,100,Imports.,进口。
capital_loss,Loss of capital,固定资产损毁,% of fixed capital,占比（%）,city,0,60,Loss.,损毁。
exchange_rate,Exchange rate,汇率冲击,% of the price,占比（%）,region,-40,60,Price.,价格。
"""

PROJECTS = """project,kind,label_en,label_zh,measure,base_opening,plan_opening,base_basis,source,note,\
status_mid_2021
weifang_yantai,rail,Weifang-Yantai,潍烟高铁,C10.S1.01,2024.83,2024.83,sourced,news,,under construction
suburban,rail,Suburban line,市域铁路,C10.S1.08,never,never,plan,plan,,study
"""

MEASURES = """id,lever
C10.S1.01,rail_network
C10.S1.08,rail_network
"""

CHAPTERS = {
    "rd_growth": "5",
    "rail_water_shift": "4",
    "port_capacity": "4",
    "rcep_use": "9",
    "rail_network": "10",
}
"""Chapters of levers; the others are of chapter 8."""

RULE_VALUES = {"rd_growth": 7.5}

SERIES = """series,label_en,label_zh,unit,unit_zh
growth,Growth,增速,%,%
"""

UNITS = """unit,unit_zh
% per year,每年（%）
percentage points,个百分点
10k tonnes per year,万吨/年
% of GDP per year,每年占GDP比重（%）
%,%
share,比例
year,年
"""

PARAMETERS = """name,block,symbol,meaning,meaning_zh,unit,value,low,high,distribution,source,seen
rd_output_elasticity,innovation,b,Elasticity,弹性,elasticity,0.05,0.02,0.12,normal,a paper,yes
"""

DRIVERS = """title: {en: Drivers, zh: 外部条件}
vintage: July 2021
series:
  growth: {unit: "%", source: WEO, provenance: sourced, note: "", values: {2021: 8.0, 2023: 5.0}}
"""

HEAD = """title: {en: Test, zh: 测试}
question: What happens?
horizon: 2025
drivers: test.yaml
"""
