"""Headline numbers of base and plan are those that were last accepted, and they change by one door only."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.reproduction import pins, update_pinned
from tests.reproduction.pins import KEYS, SCENARIOS, changes, headlines, projected, read

WHY = "Ports depreciate a little slower than before"


def test_headline_numbers_are_the_pinned_ones() -> None:
    """If the change is meant: ``python -m tests.reproduction.update_pinned --why "reason"``."""
    moved = [str(change) for change in changes(read(), projected())]
    assert moved == []


def test_what_is_pinned_is_what_the_list_of_headlines_names() -> None:
    pinned = read()
    assert not pinned.duplicated(KEYS).any()
    assert pinned["value"].notna().all()
    for scenario in SCENARIOS:
        rows = pinned[pinned["scenario"] == scenario]
        assert list(zip(rows["region"], rows["variable"], rows["year"], strict=True)) == headlines()
    assert 60 <= len(pinned) <= 130


def test_published_totals_of_2020_stand_among_the_pinned_numbers() -> None:
    """Pins of a broken base year would only keep the mistake."""
    region = (
        read().query("region == 'jiaodong' and year == 2020").set_index(["scenario", "variable"])["value"]
    )
    for scenario in SCENARIOS:
        assert region[scenario, "GDP"] == pytest.approx(31113.37, rel=1e-9)
        assert region[scenario, "Population"] == pytest.approx(3243.5456, rel=1e-9)
        assert region[scenario, "Marine GDP"] == pytest.approx(9150, rel=1e-9)
        assert region[scenario, "Port throughput"] == pytest.approx(159029, rel=1e-9)


def sample(*values: float) -> pd.DataFrame:
    rows = [("base", "jiaodong", f"v{i}", "%", 2025, value) for i, value in enumerate(values)]
    return pd.DataFrame(rows, columns=[*KEYS, "value"])


def test_a_change_above_a_millionth_is_seen_and_one_below_is_not() -> None:
    found = changes(sample(100.0, 200.0, -3.0), sample(100.0 * (1 + 5e-7), 200.0 * (1 + 2e-6), -3.0))
    assert [change.key for change in found] == ["base, jiaodong, v1 2025 (%)"]
    assert found[0].relative == pytest.approx(2e-6, rel=1e-6)


def test_the_largest_change_comes_first() -> None:
    found = changes(sample(100.0, 10.0), sample(101.0, 10.5))
    assert [str(change) for change in found] == [
        "base, jiaodong, v1 2025 (%): 10 -> 10.5 (5.00%)",
        "base, jiaodong, v0 2025 (%): 100 -> 101 (1.00%)",
    ]


def test_a_number_that_is_new_gone_or_not_a_number_is_a_change() -> None:
    assert len(changes(sample(1.0), sample(1.0, 2.0))) == 1
    assert len(changes(sample(1.0, 2.0), sample(1.0))) == 1
    assert len(changes(sample(1.0), sample(float("nan")))) == 1
    assert len(changes(sample(0.0), sample(1e-30))) == 1
    assert changes(sample(0.0), sample(0.0)) == []
    renamed = sample(1.0).assign(unit="share")
    assert len(changes(sample(1.0), renamed)) == 2


def test_writing_keeps_twelve_digits(tmp_path: Path) -> None:
    path = tmp_path / "pinned.csv"
    pins.write(sample(31113.370000000003, 1 / 3), path)
    assert path.read_text(encoding="utf-8").splitlines()[1:] == [
        "base,jiaodong,v0,%,2025,31113.37",
        "base,jiaodong,v1,%,2025,0.333333333333",
    ]


def test_new_numbers_are_accepted_with_their_reason(tmp_path: Path) -> None:
    pinned, changelog = tmp_path / "pinned.csv", tmp_path / "CHANGELOG.md"
    update_pinned.update("First accepted numbers", sample(100.0, 5.0), pinned, changelog)
    update_pinned.update(WHY, sample(102.0, 5.0), pinned, changelog)
    assert changes(read(pinned), sample(102.0, 5.0)) == []
    assert changelog.read_text(encoding="utf-8").splitlines() == [
        "# Changelog",
        "",
        "## Results change",
        "",
        "- First accepted numbers. 2 numbers pinned for the first time.",
        f"- {WHY}. 1 of 2 pinned numbers moved; most: base, jiaodong, v0 2025 (%): 100 -> 102 (2.00%).",
    ]


def test_where_nothing_has_moved_nothing_is_written(tmp_path: Path) -> None:
    pinned, changelog = tmp_path / "pinned.csv", tmp_path / "CHANGELOG.md"
    pins.write(sample(100.0), pinned)
    before = pinned.read_bytes()
    assert update_pinned.update(WHY, sample(100.0 * (1 + 1e-9)), pinned, changelog) == ""
    assert pinned.read_bytes() == before
    assert not changelog.exists()


def test_a_reason_joins_its_list_and_leaves_the_rest_of_the_log_alone() -> None:
    log = "# Changelog\n\n## Results change\n\n- one.\n\n## 0.1.0\n\n- first\n"
    assert update_pinned.with_entry(log, "- two.") == (
        "# Changelog\n\n## Results change\n\n- one.\n- two.\n\n## 0.1.0\n\n- first\n"
    )
    table = "# Changelog\n\n## Results change\n\n| a | b |\n"
    assert update_pinned.with_entry(table, "- one.") == table + "\n- one.\n"
    assert update_pinned.with_entry("# Changelog\n\n## 0.1.0\n\n- first\n", "- one.") == (
        "# Changelog\n\n## 0.1.0\n\n- first\n\n## Results change\n\n- one.\n"
    )


@pytest.mark.parametrize("arguments", [[], ["--why", ""], ["--why", "  fix          "]])
def test_nothing_is_accepted_without_a_reason(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unexpected(*_: object) -> str:
        raise AssertionError("the numbers were accepted")

    monkeypatch.setattr(update_pinned, "update", unexpected)
    with pytest.raises(SystemExit) as stopped:
        update_pinned.main(arguments)
    assert stopped.value.code == 2
    assert "--why" in capsys.readouterr().err
