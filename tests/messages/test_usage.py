"""The command line in Chinese: help pages are whole, usage mistakes leave no English behind."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from sim.cli import main
from sim.identities import residuals
from sim.main_command import main as main_job
from sim.messages import HELP, helped, named, rows
from tests import runs

PARSER = {"Options", "Commands", "Positional arguments", "Show this message and exit."}
"""Texts of the parser's own."""
MISTAKES = [
    "levers --by x",
    "check",
    "check a b",
    "levers --memb 3",
    "levrs",
    "levers --members 0",
    "levers --members x",
    "levers --chapter",
    "levers --json=3",
    "calibrate --sources /nope",
    "sheet --out /",
    "levers --lang fr",
    "port qingdao --engine slow",
]


def commands(command: click.Command) -> Iterator[click.Command]:
    yield command
    for verb in getattr(command, "commands", {}).values():
        yield from commands(verb)


ALL = [*commands(main), main_job]


def paragraphs(command: click.Command) -> set[str]:
    told = inspect.cleandoc(command.help or "").split("\n\n")
    told += [getattr(parameter, "help", None) or "" for parameter in command.params]
    return {" ".join(text.split()) for text in told if text}


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.name)
def test_every_paragraph_of_help_has_a_chinese_one(command: click.Command) -> None:
    assert [text for text in paragraphs(command) if helped(text) == text] == []


def test_every_option_says_what_it_is_for() -> None:
    silent = [
        (command.name, parameter.name)
        for command in ALL
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]
    assert silent == [("port", "engine")]


def test_no_help_of_the_register_is_left_over() -> None:
    told = set().union(*(paragraphs(command) for command in ALL)) | PARSER
    assert {row["en"] for row in rows() if row["kind"] == HELP} - told == set()


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.name)
def test_a_help_page_asked_for_in_chinese_has_no_english_sentence(command: click.Command) -> None:
    root = main_job if command is main_job else main
    words = [] if command in (main, main_job) else [command.name]
    for arguments in ([*words, "--help", "--lang", "zh"], [*words, "--lang=zh", "-h"]):
        page = CliRunner().invoke(root, arguments)
        assert page.exit_code == 0, page.output
        assert page.stdout.startswith("用法：")
        assert re.findall(r"[a-z]+ [a-z]+ [a-z]+", page.stdout.partition("\n")[2]) == []


@pytest.mark.parametrize("words", MISTAKES)
def test_a_usage_mistake_is_told_in_chinese_wherever_the_language_stands(words: str) -> None:
    first = CliRunner().invoke(main, ["--lang", "zh", *words.split()])
    assert first.exit_code == 2
    said = first.stderr.splitlines()[-1]
    assert said.startswith("错误：")
    assert re.findall(r"[A-Za-z]+ [a-z]+", said) == []
    if "--lang" not in words and "levrs" not in words:
        last = CliRunner().invoke(main, [*words.split(), "--lang", "zh"])
        assert (last.exit_code == 2 and "错误：" in last.stderr) or words.endswith("--chapter")
    assert "错误" not in CliRunner().invoke(main, words.split()).stderr


def test_conditioning_without_observations_is_told_in_chinese() -> None:
    done = CliRunner().invoke(main_job, ["base", "--condition", "--lang", "zh"])
    assert done.exit_code == 2 and "使用 --condition 时须同时给出 --observations" in done.stderr


def test_every_identity_has_a_chinese_name() -> None:
    names = {residual.identity for residual in residuals(runs.run("base"))}
    assert [name for name in names if named(name) == name] == []
