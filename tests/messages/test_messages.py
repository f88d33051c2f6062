"""A message in Chinese: sentence by sentence, what stands in places too; English where nothing fits."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from sim import messages
from sim.cli import main as verbs
from sim.errors import Problem
from sim.main_command import main as job
from sim.messages import phrase, told, worded
from sim.scenario.registers import read_registers


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("300 is out of range.", "300 超出范围。"),
        ("Allowed: 0 to 5.", "允许：0—5。"),
        ("Allowed: 0 to 5 (% per year growth of R&D spending).", "允许：0 至 5（研发经费年增速（%））。"),
        ("Allowed: a whole number from 1 to 100000.", "允许：1—100000的整数。"),
        ("there is no lever 'city'.", "没有杠杆“city”。"),
        ("'x' is not a city.", "“x”不是已知的城市。"),
        ("Allowed: a, b. Did you mean 'a'?", "允许：a, b。是否应为“a”？"),
        ("Did you mean 'a' or 'b' or 'c'?", "是否应为“a”“b”或“c”？"),
        ("there is no lever 'a. Remove it'.", "没有杠杆“a. Remove it”。"),
        ("there is no lever 'it's'.", "没有杠杆“it's”。"),
        ("found the text 'it's. Not'.", "现为文本“it's. Not”，不符合要求。"),
        ("Write {2025: -5}.", "请写 {2025: -5}。"),
        (
            "Give a number or a path {2021: …, 2025: …}, or either per city pair; allowed: 0 to 1 (index).",
            "请填数字，或分年数值 {2021: …, 2025: …}，或按城市对分别给出；允许：0 至 1（指数）。",
        ),
        (
            "Give sizes by year {2025: …}; allowed: 0 to 365 (days closed).",
            "请填分年幅度 {2025: …}；允许：0 至 365（天）。",
        ),
        (
            "Levers!H1: the column 'Is: a note' is not read; a head is one of 'a', 'b' or a year.",
            "Levers!H1: 列“Is: a note”未读取；表头应为下列之一：'a', 'b'，或年份。",
        ),
        (
            "Notes: the sheet 'Notes' is no part of a scenario and is not read. Did you mean 'x'?",
            "Notes: 工作表“Notes”不属于情景内容，未读取。是否应为“x”？",
        ),
        ("out: Permission denied.", "out：没有权限。"),
        ("not valid YAML: did not find expected key.", "不符合YAML语法：此处应为键。"),
        ("cannot be read: Permission denied.", "无法读取：没有权限。"),
        (
            "Excel writes none. Open it in Excel or WPS and save it again as .xlsx.",
            "Excel不会写入此类内容。请用Excel或WPS打开，重新保存为 .xlsx。",
        ),
    ],
)
def test_chinese_of_a_message(english: str, chinese: str) -> None:
    assert worded(english, "zh") == chinese
    assert worded(english, "en") == english


def test_a_message_without_a_template_stays_english() -> None:
    assert worded("the moon is full.", "zh") == "the moon is full."
    assert worded("Remove it. The moon is full.", "zh") == "Remove it. The moon is full."
    assert told(Problem("the moon is full.", cure="Remove it."), "zh") == "the moon is full. 请删除。"
    assert told(Problem("no such file.", cure="Wait."), "zh") == "没有这个文件。Wait."


def test_file_line_and_key_stand_first_in_both_languages() -> None:
    problem = Problem("300 is out of range.", "my.xlsx", "Levers!D4", "levers.x", "Remove it.")
    assert told(problem, "en") == str(problem)
    assert told(problem, "zh") == "my.xlsx, Levers!D4: levers.x: 300 超出范围。请删除。"
    assert told(Problem("no such file."), "zh") == "没有这个文件。"


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    assert worded(text, "en") == text
    assert isinstance(worded(text, "zh"), str)
    assert text in worded(f"there is no lever '{text}'.", "zh")


def test_a_long_name_costs_nothing() -> None:
    name = "Known: a. " * 100_000
    assert worded(f"there is no lever '{name}'.", "zh") == f"there is no lever '{name}'."
    assert worded("Remove it. " * 300 + "Remove it.", "zh") == "请删除。" * 301


def test_every_unit_and_mechanism_of_the_registers_is_told_in_chinese() -> None:
    registers = read_registers()
    ranges = [kind.range for kind in (*registers.levers.values(), *registers.shocks.values())]
    ranges += [lever.mechanism.rstrip(".") for lever in registers.levers.values()]
    assert [one for one in ranges if re.search("[a-z]{3,} [a-z]{2,}", phrase(one))] == []


def test_english_reads_no_register(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(messages, "TABLE", tmp_path / "none.csv")
    messages._templates.cache_clear()
    messages._sentences.cache_clear()
    try:
        assert told(Problem("no such file."), "en") == "no such file."
        with pytest.raises(FileNotFoundError):
            told(Problem("no such file."), "zh")
    finally:
        messages._templates.cache_clear()


@pytest.mark.parametrize(
    "command",
    [
        ("validate", "nosuch"),
        ("resolve", "nosuch"),
        ("check", "nosuch"),
        ("diff", "nosuch", "base"),
        ("sheet", "nosuch"),
        ("attribute", "nosuch", "base"),
        ("levers", "--scenario", "nosuch"),
        ("port", "qingdao", "--scenario", "nosuch"),
    ],
)
def test_every_verb_tells_mistakes_in_the_language_asked_for(command: tuple[str, ...]) -> None:
    chinese = CliRunner().invoke(verbs, [*command, "--lang", "zh"])
    assert (chinese.exit_code, chinese.stdout) == (2, "")
    assert "nosuch: 没有情景“nosuch”。" in chinese.stderr
    english = CliRunner().invoke(verbs, list(command))
    assert "nosuch: there is no scenario 'nosuch'." in english.stderr


def test_the_main_job_tells_mistakes_and_an_unwritable_folder_in_chinese(tmp_path: Path) -> None:
    assert "没有情景“nosuch”。" in CliRunner().invoke(job, ["nosuch", "--lang", "zh"]).stderr
    (tmp_path / "file").write_text("", encoding="utf-8")
    command = ["base", "--members", "1", "--lang", "zh", "--out", str(tmp_path / "file" / "out")]
    done = CliRunner().invoke(job, command)
    assert done.exit_code == 2
    assert "不是文件夹。请用 --out 另选文件夹。" in done.stderr


def test_validate_says_what_is_odd_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text("extends: base.yaml\nimplementation: {share: 0.5}\n", encoding="utf-8")
    done = CliRunner().invoke(verbs, ["validate", str(tmp_path / "odd.yaml"), "--lang", "zh"])
    assert "implementation：未设任何杠杆和项目，因此不起作用。" in done.stderr
    assert done.stdout.endswith("有效；已设0项杠杆，终止年2025年\n")
