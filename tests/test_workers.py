"""Work shared out over processes: order, errors, interrupts; nothing is left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from sim import workers
from sim.paths import ROOT

FORKS = pytest.mark.skipif(workers.method() != "fork", reason="processes start as copies on Linux only")

INTERRUPTED = """
import sys, time
from pathlib import Path
from sim.report import files
from sim.workers import attempts

class Endless:
    def __init__(self, handle, mode):
        pass
    def __enter__(self):
        return self
    def __exit__(self, *error):
        pass
    def write(self, content):
        (folder / content.decode()).touch()
        time.sleep(60)

folder = Path(sys.argv[1]) / "begun"
folder.mkdir()
files.os.fdopen = Endless
make = lambda name: files.atomic_write_bytes(folder.parent / "tables" / name, name.encode())
list(attempts(make, ["one", "two", "three", "four", "five"], 2))
"""


def doubled(number: int) -> int:
    if number < 0:
        raise ValueError(f"{number} is below zero")
    time.sleep(0.02 * (4 - number))
    return 2 * number


@pytest.mark.parametrize("count", [1, pytest.param(2, marks=FORKS)])
def test_results_come_in_the_order_given_and_an_error_stands_in_its_place(count: int) -> None:
    found = list(workers.attempts(doubled, [1, -1, 2, 3], count))
    assert [found[0], *found[2:]] == [2, 4, 6]
    assert isinstance(found[1], ValueError) and str(found[1]) == "-1 is below zero"
    assert multiprocessing.active_children() == []


@FORKS
def test_an_error_that_nobody_takes_ends_all_processes() -> None:
    with pytest.raises(ValueError, match="below zero"):
        list(workers.each(doubled, [-1, 1, 2, 3], 2))
    assert multiprocessing.active_children() == []


@FORKS
@pytest.mark.parametrize("taken", [0, 1, 3])
def test_answers_that_nobody_reads_hold_up_nobody(taken: int) -> None:
    """Answers too large for a pipe are half sent when the reader leaves."""
    with closing(workers.each(lambda at: bytes(20_000_000) + bytes([at]), range(8), 2)) as answers:
        for at in range(taken):
            assert next(answers)[-1] == at
    assert multiprocessing.active_children() == []


@FORKS
def test_what_cannot_be_sent_is_an_error_in_its_place() -> None:
    found = list(workers.attempts(lambda at: (lambda: at) if at == 1 else at, [0, 1, 2, 3], 2))
    assert [found[0], *found[2:]] == [0, 2, 3]
    assert isinstance(found[1], RuntimeError) and "cannot be sent" in str(found[1])


@FORKS
def test_the_others_go_on_when_a_process_dies() -> None:
    found = list(workers.attempts(lambda at: os._exit(3) if at == 1 else at, range(6), 2))
    assert isinstance(found[1], ChildProcessError)
    assert [found[0], *found[2:]] == [0, 2, 3, 4, 5]


@FORKS
def test_a_process_that_was_started_starts_no_others() -> None:
    assert workers.processes() == workers.MOST
    assert list(workers.attempts(lambda _: workers.processes(), [0, 1], 2)) == [1, 1]


@FORKS
def test_a_process_that_dies_is_an_error_and_no_endless_wait() -> None:
    found = list(workers.attempts(lambda at: os._exit(3) if at == 0 else at, [0, 1], 2))
    assert isinstance(found[0], Exception)
    assert multiprocessing.active_children() == []


@FORKS
def test_an_interrupt_leaves_neither_half_written_files_nor_processes(tmp_path: Path) -> None:
    """Ctrl-C in a terminal reaches every process of the call at once."""
    child = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, str(tmp_path)],
        cwd=ROOT,
        start_new_session=True,
        stderr=subprocess.PIPE,
        text=True,
    )
    while len(list(tmp_path.glob("begun/*"))) < 2:
        assert child.poll() is None
        time.sleep(0.02)
    os.killpg(child.pid, signal.SIGINT)
    _, said = child.communicate(timeout=30)
    assert child.returncode != 0
    assert said.rstrip().endswith("KeyboardInterrupt") and said.count("Traceback") == 1
    with pytest.raises(ProcessLookupError):
        os.killpg(child.pid, 0)
    assert {f.name for f in tmp_path.glob("begun/*")} == {"one", "two"}
    assert list(tmp_path.glob("tables/*")) == []


@FORKS
def test_a_second_signal_does_not_break_into_the_cleaning_up_after_the_first(tmp_path: Path) -> None:
    def make(_: int) -> None:
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(60)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)
            (tmp_path / "cleaned").touch()

    found = list(workers.attempts(make, [0], 2))
    assert isinstance(found[0], Exception)
    assert (tmp_path / "cleaned").exists()
