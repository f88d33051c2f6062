"""What players and groups of an attribution are called in either language."""

from __future__ import annotations

from sim import attribution as kinds
from sim.attribution import DRIVERS, FLAGS, LEVERS, PARAMETERS, PROJECTS, Attribution, Player
from sim.report.context import HEADLINES
from sim.report.labels import indicator
from sim.report.words import word
from sim.scenario.measures import chapters
from sim.scenario.scenario import Scenario

SLUGS = dict(zip(HEADLINES, ("gdp", "population", "ports", "sea"), strict=True))
"""Short names of the headline targets in names of files."""
GRADES = ("A", "B", "C")


def slug(variable: str) -> str:
    """A variable's part of a file's name."""
    plain = "".join(c.lower() if c.isalnum() else "_" for c in variable)
    return SLUGS.get(variable, plain)


def target_label(variable: str, unit: str, lang: str) -> str:
    """A variable with the unit it is shown in."""
    name = indicator(variable, lang)
    if not unit:
        return name
    return f"{name}（{unit}）" if lang == "zh" else f"{name}, {unit}"


def player_label(player: Player, attribution: Attribution, lang: str) -> str:
    """Name of a setting: from its register, or what kind of setting it is with its own name."""
    registers = attribution.other.registers
    if player.section == LEVERS:
        lever = registers.levers[player.name]
        return lever.label_zh if lang == "zh" else lever.label_en
    if player.section == PROJECTS:
        project = registers.projects[player.name]
        return project.label_zh if lang == "zh" else project.label_en
    if player.section == PARAMETERS:
        meaning = registers.parameters[player.name].meaning_zh
        name = f"{meaning}（{player.name}）" if lang == "zh" else player.name
        return word("attribution_setting parameters", lang, name=name)
    if player.section == FLAGS:
        name = registers.keys.labels.get((FLAGS, player.name), player.name) if lang == "zh" else player.name
        return word("attribution_setting flags", lang, name=name)
    if player.section == DRIVERS:
        file = attribution.other.drivers.file.rsplit("/", 1)[-1]
        return word("attribution_setting drivers", lang, name=file)
    return word("attribution_setting shocks", lang, name=player.name, kind=_kind(player, attribution, lang))


def _kind(player: Player, attribution: Attribution, lang: str) -> str:
    """The kind of a shock, as the second scenario has it, else the first."""
    shocks = {s.name: s for s in (*attribution.one.shocks, *attribution.other.shocks)}
    kind = attribution.other.registers.shocks[shocks[player.name].kind]
    return kind.label_zh if lang == "zh" else kind.label_en


def scenario_label(scenario: Scenario, lang: str) -> str:
    """Title of a scenario, or its name where it has none."""
    title = scenario.title_zh if lang == "zh" else scenario.title_en
    return title or scenario.title_en or scenario.title_zh or scenario.name


def group_label(level: str, key: str, attribution: Attribution, lang: str) -> str:
    """Name of a group of a level."""
    if level == kinds.PLAYER:
        player = next(p for p in attribution.players if p.key == key)
        return player_label(player, attribution, lang)
    if level == kinds.CHAPTER_GRADE and key[-1] in GRADES and key[:-1].isdecimal():
        chapter, grade = row_label(key[:-1], lang), word(f"grade {key[-1]}", lang)
        return f"{chapter}，{grade}" if lang == "zh" else f"{chapter}, {grade}"
    if level == kinds.GRADE and key in GRADES:
        return word(f"grade {key}", lang)
    return row_label(key, lang)


def row_label(key: str, lang: str) -> str:
    """Name of a chapter, or of a group that stands for one."""
    if not key.isdecimal():
        return word(f"attribution_group {key}", lang)
    chapter = chapters()[key]
    return f"{key} {chapter.short_zh}" if lang == "zh" else f"{key} {chapter.short_en}"
