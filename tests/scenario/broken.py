"""Kinds of broken scenario files and what the message about each must say."""

from __future__ import annotations

from typing import NamedTuple

from tests.scenario.samples import HEAD


class Broken(NamedTuple):
    """A file and what its message must say. `line` counts from 1; None where no line is to blame."""

    text: str | bytes
    line: int | None
    key: str
    says: str
    cure: str


CASES: dict[str, Broken] = {
    "unknown top key": Broken(
        HEAD + "leverz: {}\n", 5, "leverz", "unknown key 'leverz'", "Did you mean 'levers'"
    ),
    "unknown lever": Broken(
        HEAD + "levers:\n  rd_growht: 10\n",
        6,
        "levers.rd_growht",
        "no lever 'rd_growht'",
        "Did you mean 'rd_growth'",
    ),
    "lever not modelled": Broken(
        HEAD + "levers: {tech_transfer: 5}\n",
        5,
        "levers.tech_transfer",
        "(a stated cause) is not modelled yet",
        "remove it",
    ),
    "lever of projects": Broken(
        HEAD + "levers: {rail_network: 2024}\n",
        5,
        "levers.rail_network",
        "opening of dated projects",
        "under 'projects:",
    ),
    "lever out of range": Broken(
        HEAD + "levers:\n  rd_growth: {default: 5,\n    qingdao: 35}\n",
        7,
        "levers.rd_growth.qingdao",
        "35 is out of range",
        "Allowed: 0 to 20 (% per year)",
    ),
    "lever as text": Broken(
        HEAD + "levers: {rd_growth: 10%}\n",
        5,
        "levers.rd_growth",
        "the text '10%'",
        "allowed: 0 to 20 (% per year)",
    ),
    "lever as flag": Broken(
        HEAD + "levers: {rd_growth: true}\n", 5, "levers.rd_growth", "found true", "Give a number"
    ),
    "lever as list": Broken(
        HEAD + "levers: {rd_growth: [1, 2]}\n", 5, "levers.rd_growth", "found a list", "Give a number"
    ),
    "unknown city": Broken(
        HEAD + "levers: {rd_growth: {qindao: 5}}\n",
        5,
        "levers.rd_growth.qindao",
        "'qindao' is not a city",
        "Did you mean 'qingdao'",
    ),
    "unknown city in Chinese": Broken(
        HEAD + "levers: {rd_growth: {青鸟: 5}}\n",
        5,
        "levers.rd_growth.青鸟",
        "'青鸟' is not a city",
        "Allowed: 青岛, 烟台, 日照, default",
    ),
    "unknown pair in Chinese": Broken(
        HEAD + "levers: {labour_mobility: {青岛-青鸟: 0.1}}\n",
        5,
        "levers.labour_mobility.青岛-青鸟",
        "is not a city pair",
        "青岛-烟台",
    ),
    "unknown cargo": Broken(
        HEAD + "levers: {port_capacity: {rizhao: {oar: 5}}}\n",
        5,
        "levers.port_capacity.port_rizhao.oar",
        "'oar' is not a cargo",
        "Did you mean 'ore'",
    ),
    "places too deep": Broken(
        HEAD + "levers: {rd_growth: {qingdao: {ore: 5}}}\n",
        5,
        "levers.rd_growth.qingdao.ore",
        "'ore' has no place here",
        "Give a number or a path",
    ),
    "city pair with itself": Broken(
        HEAD + "levers: {labour_mobility: {yantai-yantai: 0.1}}\n",
        5,
        "levers.labour_mobility.yantai-yantai",
        "is not a city pair",
        "qingdao-yantai",
    ),
    "year too late": Broken(
        HEAD + "levers: {rcep_use: {2021: 1, 2075: 2}}\n",
        5,
        "levers.rcep_use.2075",
        "2075 is outside",
        "Allowed: 2020 to 2060",
    ),
    "years and places mixed": Broken(
        HEAD + "levers: {rd_growth: {2021: 1, yantai: 2}}\n",
        5,
        "levers.rd_growth",
        "mixes years (2021) with names ('yantai')",
        "its own path",
    ),
    "same place twice": Broken(
        HEAD + "levers: {rd_growth: {qingdao: 1, 青岛: 2}}\n",
        5,
        "levers.rd_growth.青岛",
        "'qingdao' is given twice under two names",
        "Keep one",
    ),
    "duplicate key": Broken(
        HEAD + "levers:\n  rd_growth: 1\n  rd_growth: 2\n",
        7,
        "levers.rd_growth",
        "given twice, first in line 6",
        "Keep one",
    ),
    "tab": Broken(HEAD + "levers:\n\trd_growth: 1\n", 6, "", "a tab in the indentation", "blanks only"),
    "tab after colon": Broken(HEAD + "levers:\n  rd_growth:\t- 1\n", 6, "", "not valid YAML", ""),
    "1e5": Broken(
        HEAD + "levers: {rd_growth: 1e1}\n", 5, "levers.rd_growth", "'1e1' reads as text", "Write 10,"
    ),
    "full-width digits": Broken(
        HEAD + "levers: {rd_growth: １２}\n", 5, "levers.rd_growth", "reads as text", "Write 12,"
    ),
    "octal": Broken(
        HEAD + "levers: {rd_growth: 010}\n",
        5,
        "levers.rd_growth",
        "not a plain whole number",
        "without a leading zero",
    ),
    "sexagesimal": Broken(
        HEAD + "levers: {rd_growth: 1:30}\n", 5, "levers.rd_growth", "base 60", "digits only"
    ),
    "not finite": Broken(
        HEAD + "levers: {rd_growth: .nan}\n", 5, "levers.rd_growth", "'.nan' is not a finite", "12.5"
    ),
    "overflow": Broken(
        HEAD + "levers: {rd_growth: 1.0e+999}\n", 5, "levers.rd_growth", "not a finite", "12.5"
    ),
    "yes for a flag": Broken(
        HEAD + "flags: {science_centre: yes}\n", 5, "flags.science_centre", "reads as true", "Write true"
    ),
    "off for a flag": Broken(
        HEAD + "flags: {science_centre: off}\n", 5, "flags.science_centre", "reads as false", "Write false"
    ),
    "no for a title": Broken(
        HEAD.replace("en: Test", "en: No"), 1, "title.en", "'No' reads as false", '"No"'
    ),
    "no as a key": Broken(HEAD + "levers: {no: 1}\n", 5, "levers", "'no' does not read as a name", "Quote"),
    "date": Broken(
        HEAD + "projects: {weifang_yantai: {opens: 2024-10-31}}\n",
        5,
        "projects.weifang_yantai.opens",
        "reads as a date",
        "2024.5",
    ),
    "opening in words": Broken(
        HEAD + "projects: {weifang_yantai: {opens: soon}}\n",
        5,
        "projects.weifang_yantai.opens",
        "the text 'soon'",
        "or 'never'",
    ),
    "opening too early": Broken(
        HEAD + "projects: {weifang_yantai: {opens: 1999}}\n",
        5,
        "projects.weifang_yantai.opens",
        "found 1999",
        "2020 to 2060",
    ),
    "project without 'opens'": Broken(
        HEAD + "projects: {weifang_yantai: 2024}\n",
        5,
        "projects.weifang_yantai",
        "found 2024",
        "{opens: year}",
    ),
    "unknown project": Broken(
        HEAD + "projects: {weifang_yantia: {opens: 2024}}\n",
        5,
        "projects.weifang_yantia",
        "no project 'weifang_yantia'",
        "Did you mean 'weifang_yantai'",
    ),
    "unknown flag": Broken(
        HEAD + "flags: {science_center: true}\n",
        5,
        "flags.science_center",
        "not modelled",
        "Did you mean 'science_centre'",
    ),
    "unknown parameter": Broken(
        HEAD + "parameters: {rd_elasticity: 0.1}\n",
        5,
        "parameters.rd_elasticity",
        "no parameter 'rd_elasticity'",
        "Did you mean 'rd_output_elasticity'",
    ),
    "parameter as text": Broken(
        HEAD + "parameters: {rd_output_elasticity: high}\n",
        5,
        "parameters.rd_output_elasticity",
        "the text 'high'",
        "a number",
    ),
    "shock": Broken(
        HEAD + "shocks: [{name: slump, kind: exports, cause: a war, size: {2023: -5}}]\n",
        5,
        "shocks[0].kind",
        "its effect is not modelled yet",
        "Remove it; no kind is modelled yet",
    ),
    "horizon too far": Broken(HEAD.replace("2025", "2070"), 3, "horizon", "found 2070", "2021 to 2050"),
    "horizon with decimals": Broken(
        HEAD.replace("2025", "2025.5"), 3, "horizon", "found 2025.5", "a whole year"
    ),
    "question missing": Broken(
        HEAD.replace("question: What happens?\n", ""),
        1,
        "question",
        "'question' is missing",
        "Add 'question: …'",
    ),
    "title in one language": Broken(
        HEAD.replace(", zh: 测试", ""), 1, "title.zh", "'zh' is missing", "Chinese"
    ),
    "members": Broken(
        HEAD + "uncertainty: {members: 0}\n", 5, "uncertainty.members", "found 0", "1 to 100000"
    ),
    "unknown uncertainty key": Broken(
        HEAD + "uncertainty: {member: 5}\n",
        5,
        "uncertainty.member",
        "unknown key 'member'",
        "Did you mean 'members'",
    ),
    "kind of uncertainty": Broken(
        HEAD + "uncertainty: {parameters: wide}\n",
        5,
        "uncertainty.parameters",
        "the text 'wide'",
        "'central', 'prior' or 'posterior'",
    ),
    "drivers file missing": Broken(
        HEAD.replace("test.yaml", "tset.yaml"),
        4,
        "drivers",
        "no drivers file 'tset.yaml'",
        "Did you mean 'test.yaml'",
    ),
    "drivers file elsewhere": Broken(
        HEAD.replace("test.yaml", "../x.yaml"), 4, "drivers", "is not a file name", "scenarios/drivers"
    ),
    "empty value": Broken(
        HEAD + "levers:\n  rd_growth:\n", 6, "levers.rd_growth", "empty value", "Write a value"
    ),
    "merge key": Broken(
        HEAD + "levers:\n  <<: {rd_growth: 1}\n", 6, "levers", "'<<' is not allowed", "extends"
    ),
    "tag": Broken(
        HEAD + "levers: {rd_growth: !!python/name:os.system ''}\n",
        5,
        "levers.rd_growth",
        "not allowed",
        "plain value",
    ),
    "bracket left open": Broken(HEAD + "levers: {rd_growth: 1\n", 6, "", "not valid YAML", "brackets"),
    "colon in a text": Broken(
        HEAD.replace("What happens?", "What: happens: then?"), 2, "", "not valid YAML", "Quote"
    ),
    "full-width colon": Broken(HEAD + "levers：\n  rd_growth: 1\n", 5, "", "full-width colon", "Write ': '"),
    "two documents": Broken(HEAD + "---\na: 1\n", None, "", "more than one document", "'---'"),
    "list at the top": Broken("- a\n- b\n", 1, "", "the top level is not 'key: value'", "It starts with"),
    "empty file": Broken("", 1, "", "the file is empty", "It starts with"),
    "not UTF-8": Broken(HEAD.encode("gbk"), 1, "", "is not UTF-8", "Save the file as UTF-8"),
    "UTF-16": Broken(HEAD.encode("utf-16"), 1, "", "UTF-16", "Save it as UTF-8"),
    "too deep": Broken(
        HEAD + "levers: " + "{a: " * 20 + "1" + "}" * 20 + "\n", 5, "", "nested deeper than", "Flatten"
    ),
    "too large": Broken(HEAD + "# " + "x" * 600_000 + "\n", None, "", "bytes, more than", "only differences"),
    "too many values": Broken(
        HEAD + "levers: [" + "1," * 20_001 + "]\n", 5, "", "more than 20000 values", "Split"
    ),
    "too many aliases": Broken(
        HEAD + "levers: {a: &a 1, b: [" + "*a," * 51 + "]}\n", 5, "", "aliases", "Write values"
    ),
    "alias bomb": Broken(
        HEAD
        + "levers:\n  a: &a ["
        + "1," * 200
        + "]\n  b: &b ["
        + "*a," * 15
        + "]\n  c: ["
        + "*b," * 15
        + "]\n",
        None,
        "levers.c",
        "aliases unfold",
        "Write the values out",
    ),
    "alias of itself": Broken(
        HEAD + "levers: &a {b: *a}\n", 5, "levers.b", "aliases unfold", "Write the values out"
    ),
    "parent missing": Broken(
        HEAD + "extends: bsae.yaml\n", 5, "extends", "no file 'bsae.yaml'", "Files there"
    ),
    "parent outside": Broken(
        HEAD + "extends: ../secret.yaml\n", 5, "extends", "outside the scenarios folder", "same folder"
    ),
    "parent is itself": Broken(HEAD + "extends: case.yaml\n", 5, "extends", "a circle", "Remove"),
    "parent's name unprintable": Broken(
        HEAD + 'extends: "a\\0b"\n', 5, "extends", "names no file", "extends: base.yaml"
    ),
    "parent's name too long": Broken(
        HEAD + f"extends: {'a' * 300}.yaml\n", 5, "extends", "names no file", "extends: base.yaml"
    ),
    "too many digits": Broken(
        HEAD + f"levers: {{rd_growth: {'9' * 5000}}}\n", 5, "levers.rd_growth", "5000 digits", "stuck"
    ),
    "parent as number": Broken(HEAD + "extends: 5\n", 5, "extends", "names no file", "extends: base.yaml"),
}
