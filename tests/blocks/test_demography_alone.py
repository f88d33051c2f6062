"""The block used by itself, as docs/population_alone.md shows it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np

from sim.axes import AGES
from sim.blocks.demography.alone import plain_parameters, project
from tests.blocks.small_region import leslie_year

PAGE = Path(__file__).resolve().parents[2] / "docs" / "population_alone.md"


def example() -> dict[str, Any]:
    """The names that the code of the page leaves behind."""
    code = "\n".join(re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))
    names: dict[str, Any] = {}
    exec(compile(code, str(PAGE), "exec"), names)
    return names


def test_the_example_of_the_page_runs_and_balances() -> None:
    made = example()["result"]
    change = np.diff(made.population.sum(axis=(2, 3, 4)), axis=0)
    np.testing.assert_allclose(change, made.births - made.deaths + made.net_migration, rtol=1e-9)
    np.testing.assert_allclose(made.net_migration, [[2000.0, -1000.0]] * 30)
    assert made.population.min() >= 0
    assert made.population.shape == (31, 2, 2, 2, AGES)


def test_the_example_says_what_the_page_says() -> None:
    text = PAGE.read_text(encoding="utf-8")
    names = example()
    printed = "\n".join(str(line) for line in names["lines"])
    assert printed in text


def test_without_moves_it_is_a_leslie_matrix() -> None:
    rates = example()["death_rates"]
    pattern = example()["fertility_pattern"]
    params = plain_parameters(
        mortality_rate=rates,
        fertility_pattern=pattern,
        total_fertility_rate=np.array([1.8]),
        sex_ratio_birth=1.05,
    )
    population = np.zeros((1, 2, 2, AGES))
    population[0, 0] = 1000.0
    made = project(population, params, fertility=[1.0, 1.0])
    expected = population[0, 0]
    for _ in range(2):
        expected = leslie_year(expected, params, 0)
    np.testing.assert_allclose(made.population[-1, 0, 0], expected, rtol=1e-9)
