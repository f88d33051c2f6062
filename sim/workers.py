"""Work shared out over processes: how many, how they start, and that none outlives its call."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from threading import active_count
from types import FrameType
from typing import Any, Self, TypeVar, cast

MOST = 2
"""Processes at most: more would need more memory than they save time. The machine is not asked."""

Item = TypeVar("Item")
Made = TypeVar("Made")

_work: list[tuple[Callable[..., object], Sequence[object]]] = []
"""What a worker process was started for."""


def method() -> str:
    """How processes start: as copies where the system does that safely, else afresh."""
    return "fork" if sys.platform == "linux" else "spawn"


def processes() -> int:
    """Processes to use: one where starting another costs more than it gains, in such a process itself, and
    where other threads run, as in a notebook: a copy of a process with threads may stand still.
    """
    alone = method() != "fork" or multiprocessing.parent_process() is not None or active_count() > 1
    return 1 if alone else MOST


@contextmanager
def shared_out(
    make: Callable[[Item], Made], items: Sequence[Item], count: int
) -> Iterator[list[Future[Made]]]:
    """What ``count`` processes make of each item, in the order given; copies of this process inherit both.

    All processes are gone when the block is left. If it is left by an exception, an interrupt among them,
    they drop what they are doing and clean up after themselves.
    """
    others = set(multiprocessing.active_children())
    context = multiprocessing.get_context(method())
    pool = ProcessPoolExecutor(count, context, initializer=_begin, initargs=(make, items))
    try:
        yield [cast("Future[Made]", pool.submit(_made, at)) for at in range(len(items))]
    except BaseException:
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def each(make: Callable[[Item], Made], items: Sequence[Item], count: int) -> Generator[Made, None, None]:
    """What ``make`` makes of each item, in the order given, by ``count`` processes; by this one alone where
    that is one. Raises what goes wrong with an item when its turn comes.
    """
    if count == 1:
        yield from map(make, items)
    else:
        with shared_out(make, items, count) as futures:
            for future in futures:
                yield future.result()


def attempts(
    make: Callable[[Item], Made], items: Sequence[Item], count: int
) -> Generator[Made | BaseException, None, None]:
    """What ``make`` makes of each item, or what went wrong with it, in the order given; by this process
    alone where ``count`` is one.
    """
    if count == 1:
        for item in items:
            with _Kept() as kept:
                kept.made = make(item)
            yield kept.made
    else:
        with shared_out(make, items, count) as futures:
            for future in futures:
                yield future.exception() or future.result()


class _Kept:
    """Holds what is made, or the error that came up instead; an interrupt passes."""

    made: Any

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if isinstance(error, Exception):
            self.made = error
        return isinstance(error, Exception)


def _begin(make: Callable[..., object], items: Sequence[object]) -> None:
    """Take the work; an interrupt is the business of the process that gave it, which then ends this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    gc.freeze()  # What is inherited is not searched for garbage, and its memory stays shared.
    _work[:] = [(make, items)]


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """Once: the pool repeats the signal when it sees a process go, which would break into the cleaning up."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise SystemExit(1)


def _made(at: int) -> object:
    make, items = _work[0]
    try:
        return make(items[at])
    except SystemExit:
        os._exit(1)
