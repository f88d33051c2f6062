"""Scenarios as a call loads them: names that the results keep for themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.errors import InputError
from sim.session import Options, load_scenario


@pytest.mark.parametrize("name", ["observed", "compare"])
def test_a_name_that_the_results_need_is_refused_before_anything_is_computed(
    name: str, tmp_path: Path
) -> None:
    file = tmp_path / f"{name}.yaml"
    file.write_text("extends: plan\ntitle: {en: Mine, zh: 我的}\n", encoding="utf-8")
    with pytest.raises(InputError, match=f"cannot be named '{name}'"):
        load_scenario(file, Options())
