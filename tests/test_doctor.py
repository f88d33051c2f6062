"""The doctor on installations with one fault each."""

from __future__ import annotations

import json
import re
import shutil
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner

from sim import doctor, session
from sim.cli import main
from sim.doctor import FAULT, NOTE, OK, Check, checks, font, package, sound, terminal, writable
from sim.errors import InputError, Problem
from sim.messages import named, worded
from sim.paths import REGISTERS
from sim.report import glyphs

HAN = re.compile("[\u4e00-\u9fff]")


def test_this_installation_is_sound_and_every_line_has_chinese() -> None:
    found = checks(encoding="utf-8")
    assert sound(found), found
    assert len(found) > 20
    for check in found:
        name = check.text.partition(" ")[0]
        assert HAN.search(worded(check.text, "zh")) or re.fullmatch(rf"{re.escape(name)} [\w.]+", check.text)


def test_a_missing_package_is_a_fault_and_nothing_that_needs_it_is_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = metadata.version

    def version(name: str) -> str:
        if name == "numpy":
            raise metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(metadata, "version", version)
    found = checks(encoding="utf-8", run=True)
    assert [check.text for check in found if check.state == FAULT] == ["numpy is missing."]
    assert not any("baseline" in check.text for check in found)


@pytest.mark.parametrize(
    ("version", "state"), [("1.26.0", OK), ("1.27.1", NOTE), ("1.9.9", FAULT), ("0.99", FAULT)]
)
def test_a_version_is_held_against_the_bound_and_the_tested_one(
    version: str, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metadata, "version", lambda _: version)
    assert package("numpy", "1.26", "1.26.0").state == state


def test_a_missing_extra_is_a_note_that_says_what_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    def without(name: str, least: str, tested: str) -> Check:
        return Check(FAULT if name == "numba" else OK, "")

    monkeypatch.setattr(doctor, "package", without)
    notes = {check.text.partition(". ")[0]: check.cure for check in doctor._extras() if check.state == NOTE}
    assert set(notes) == {
        "the extra 'fast' is not installed (numba)",
        "the extra 'test' is not installed (numba)",
    }
    assert all(
        "pip install" in worded(cure, "zh") and HAN.search(worded(cure, "zh")) for cure in notes.values()
    )


def test_every_extra_for_users_is_looked_at_and_says_in_chinese_what_is_missed() -> None:
    known = doctor._project()["optional-dependencies"]
    assert isinstance(known, dict)
    assert set(known) - set(doctor.EXTRAS) == {"formats", "bench", "dev"}
    assert all(HAN.search(worded(missed, "zh")) for missed in doctor.EXTRAS.values())


def test_an_old_python_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.sys, "version_info", (3, 10, 4))
    assert doctor._python() == Check(
        FAULT, "Python 3.10.4 is older than 3.11.", "Install a newer one from python.org."
    )


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "no-such-encoding"])
def test_a_terminal_without_chinese_is_a_fault_with_a_cure(encoding: str) -> None:
    found = terminal(encoding)
    assert found.state == FAULT and "PYTHONUTF8" in found.cure and "chcp 65001" in found.cure
    assert terminal("utf-8").state == terminal("gb18030").state == OK


def test_a_folder_that_cannot_be_written_or_has_no_room_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert writable(tmp_path / "file" / "outputs").state == FAULT
    assert writable(tmp_path / "outputs").state == OK
    for megabytes, state in ((10, FAULT), (100, NOTE), (1000, OK)):
        monkeypatch.setattr(
            shutil, "disk_usage", lambda _, m=megabytes: shutil._ntuple_diskusage(0, 0, m * 2**20)
        )  # type: ignore[attr-defined]
        assert writable(tmp_path / "outputs").state == state


def test_changed_registers_and_windows_line_ends_are_told_apart(tmp_path: Path) -> None:
    shutil.copytree(REGISTERS, tmp_path / "registers")
    file = tmp_path / "registers" / "estimation.csv"
    content = file.read_bytes()
    file.write_bytes(content + b"\n")
    assert [(c.state, c.text) for c in doctor._registers(tmp_path / "registers")][1:] == [
        (NOTE, "estimation.csv has changed since the posterior was estimated.")
    ]
    file.write_bytes(content.replace(b"\n", b"\r\n"))
    assert [(c.state, c.text) for c in doctor._registers(tmp_path / "registers")][1:] == [
        (FAULT, "estimation.csv has Windows line ends.")
    ]


def test_a_posterior_without_a_readable_manifest_is_told_once_by_its_own_check(tmp_path: Path) -> None:
    assert [c.state for c in doctor._registers(posterior=tmp_path)] == [OK]
    (tmp_path / "manifest.json").write_text('{"registers": {"esti', encoding="utf-8")
    assert [c.state for c in doctor._registers(posterior=tmp_path)] == [OK]


def test_registers_that_are_missing_are_faults_in_both_languages(tmp_path: Path) -> None:
    folder = tmp_path / "registers"
    shutil.copytree(REGISTERS, folder)
    (folder / "estimation.csv").unlink()
    (folder / "levers.csv").unlink()
    found = list(doctor._registers(folder))
    assert [(check.state, check.text) for check in found] == [
        (FAULT, "levers.csv cannot be read: No such file or directory."),
        (FAULT, "estimation.csv cannot be read: No such file or directory."),
    ]
    for check in found:
        assert HAN.search(worded(check.text, "zh")) and HAN.search(worded(check.cure, "zh"))


def test_a_file_that_is_cut_short_is_a_fault_of_its_folder() -> None:
    found = doctor._tried(REGISTERS, lambda: json.loads('{"digest": '))
    assert found.state == FAULT and found.text.startswith("registers cannot be read: Expecting value")
    assert HAN.search(worded(found.text, "zh"))


def test_a_file_that_several_looks_miss_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = doctor._unreadable(REGISTERS, FileNotFoundError(2, "No such file", "labels.csv"))
    for look in ("_built", "_registers"):
        monkeypatch.setattr(doctor, look, lambda: iter([missing]))
    assert checks(encoding="utf-8", run=True).count(missing) == 1


def test_a_font_without_the_character_or_no_font_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    assert font().state == OK
    assert font("\U00020000").text == f"the font {glyphs.FONT_FILE.name} does not draw \U00020000."
    monkeypatch.setattr(glyphs, "FONT_FILE", Path("gone.otf"))
    assert font().text == "the font gone.otf is missing."


@pytest.mark.parametrize(
    "error",
    [
        InputError(Problem("is not there.", file="base.yaml")),
        ImportError("no module"),
        KeyError("gdp"),
        AssertionError(),
        FileNotFoundError("observed.csv"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_short_run_that_stops_anyhow_is_a_fault(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise error

    monkeypatch.setattr(session, "load_scenario", stop)
    found = doctor._smoke()
    assert found.state == FAULT
    assert found.text.startswith(f"the short run fails: {type(error).__name__}: ")
    assert HAN.search(worded(found.text, "zh"))


@pytest.mark.slow
def test_the_short_run_runs() -> None:
    assert checks(encoding="utf-8", run=True)[-1].text == "short run: 5 members, 117 targets, report written"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_command_prints_a_line_a_check_and_exits_by_the_worst(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [Check(OK, "click 8.1"), Check(NOTE, "scipy 1.0: tests ran with 1.1.", doctor.INSTALL)]
    monkeypatch.setattr(doctor, "checks", lambda **_: found)
    done = CliRunner().invoke(main, ["doctor", "--lang", lang])
    assert done.exit_code == 0 and len(done.stdout.splitlines()) == 2
    assert bool(HAN.search(done.stdout)) == (lang == "zh")
    found.append(Check(FAULT, "scipy is missing.", doctor.INSTALL))
    assert CliRunner().invoke(main, ["doctor", "--lang", lang]).exit_code == 1
    listed = json.loads(CliRunner().invoke(main, ["doctor", "--json"]).stdout)
    assert [entry["state"] for entry in listed] == [OK, NOTE, FAULT]
    assert {named(f"state {state}") for state in (OK, NOTE, FAULT)} == {"正常", "提示", "故障"}
