"""A drivers file that builds on another and changes single series."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sim.errors import InputError
from sim.paths import SCENARIOS
from sim.scenario.drivers import Drivers
from sim.scenario.loading import load, validate
from sim.scenario.registers import Registers
from tests.scenario.samples import HEAD, LIVE

Write = Callable[[str, str | bytes], Path]
PARENT = """title: {en: Parent, zh: 基准}
vintage: July 2021
series:
  growth:
    unit: "%"
    source: WEO
    provenance: sourced
    uncertainty: {kind: ar1, sd: 1.0, persistence: 0.5, source: record, provenance: recalled}
    values: {2021: 8.0, 2023: 5.0}
  prices: {unit: "%", source: WEO, provenance: sourced, values: {2021: 2.0}}
"""
OWN = "title: {en: Mine, zh: 自定}\nvintage: July 2021, my guess\n"
CHANGED = "series: {growth: {source: my guess, provenance: judgement, values: {2021: 6.0}}}\n"


@pytest.fixture
def read(write: Write, registers: Registers) -> Callable[[str], Drivers]:
    """Reads a drivers file that extends the parent above."""

    def _read(body: str, head: str = "extends: parent.yaml\n" + OWN) -> Drivers:
        write("drivers/parent.yaml", PARENT)
        write("drivers/mine.yaml", head + body)
        path = write("case.yaml", HEAD.replace("test.yaml", "mine.yaml"))
        return load(path, registers, live_levers=LIVE).drivers

    return _read


def test_one_series_is_changed_and_the_others_stay(read: Callable[[str], Drivers]) -> None:
    drivers = read(CHANGED)
    growth = drivers.series["growth"]
    assert growth.values == {2021: 6.0} and (growth.source, growth.provenance) == ("my guess", "judgement")
    assert growth.unit == "%" and drivers.deviations["growth"].sd == 1.0
    assert drivers.series["prices"].values == {2021: 2.0}
    assert (drivers.file, drivers.vintage) == ("drivers/mine.yaml", "July 2021, my guess")


def test_an_error_is_replaced_whole_or_removed(read: Callable[[str], Drivers]) -> None:
    new = "{kind: random_walk, sd: 0.5, source: record, provenance: recalled}"
    found = read(f"series: {{growth: {{uncertainty: {new}}}}}\n").deviations["growth"]
    assert (found.sd, found.persistence) == (0.5, 1.0)
    assert read("series: {growth: {uncertainty: null}}\n").deviations == {}


def test_a_series_can_be_added_or_removed(read: Callable[[str], Drivers]) -> None:
    more = "series: {rain: {unit: mm, source: s, provenance: sourced, values: {2021: 1.0}}, prices: null}\n"
    assert list(read(more).series) == ["growth", "rain"]


@pytest.mark.parametrize(
    ("body", "key", "says", "cure"),
    [
        ("series: {growth: {values: {2021: 6.0}}}\n", "series.growth.source", "new values", "Add 'source"),
        (CHANGED.replace("source", "unit: m, source"), "series.growth.unit", "not that", "Convert"),
        ("series: {growth: {values: {2021: fast}}}\n", "series.growth.values.2021", "'fast'", "a number"),
        ("series: {rain: {unit: mm}}\n", "series.rain.values", "is missing", "Add 'values"),
    ],
)
def test_mistakes_have_file_key_and_cure(
    read: Callable[[str], Drivers], body: str, key: str, says: str, cure: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(body)
    matching = [problem for problem in caught.value.problems if problem.key == key]
    assert matching, str(caught.value)
    assert matching[0].file.endswith("mine.yaml") and matching[0].line == 4
    assert says in matching[0].message and cure in matching[0].cure


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("extends: parent.yaml\n", "the key 'vintage' is missing: another file's does not fit"),
        ("extends: praent.yaml\n" + OWN, "no drivers file 'praent.yaml'. Did you mean 'parent.yaml'"),
        ("extends: ../parent.yaml\n" + OWN, "is not a file name"),
        ("extends: [parent.yaml]\n" + OWN, "is not a file name"),
        ("extends: mine.yaml\n" + OWN, "extends this file in turn: a circle"),
    ],
)
def test_a_parent_that_cannot_be(read: Callable[..., Drivers], head: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read(CHANGED, head)
    assert says in str(caught.value) and "mine.yaml" in str(caught.value)


def test_a_file_elsewhere_may_build_on_the_projects_own(write: Write, registers: Registers) -> None:
    body = "series: {family_benefits: {source: my guess, provenance: judgement, values: {2021: 0.5}}}\n"
    write("drivers/mine.yaml", "extends: mid_2021.yaml\n" + OWN + body)
    path = write("case.yaml", HEAD.replace("test.yaml", "mine.yaml") + "extends: []\n")
    with pytest.raises(InputError, match="names no file"):
        load(path, registers, live_levers=LIVE)
    mine = validate(write("case.yaml", HEAD.replace("test.yaml", "mine.yaml")), live_levers=()).drivers
    shipped = validate(SCENARIOS / "base.yaml", live_levers=()).drivers
    assert mine.series.keys() == shipped.series.keys() and mine.deviations == shipped.deviations
    changed = [name for name, entry in mine.series.items() if entry != shipped.series[name]]
    assert changed == ["family_benefits"]
