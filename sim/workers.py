"""Work shared out over processes: how many, how they start, and that none outlives its call.

Each process has a pipe of its own and this one has no thread beside it, so that a process that is ended in
the middle of an answer leaves nobody waiting.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from threading import active_count
from types import FrameType
from typing import Any, Self, TypeVar, cast

MOST = 2
"""Processes at most: more would need more memory than they save time. The machine is not asked."""

PATIENCE = 10.0
"""Seconds that a process has to clean up after itself before it is killed."""

Item = TypeVar("Item")
Made = TypeVar("Made")


def method() -> str:
    """How processes start: as copies where the system does that safely, else afresh."""
    return "fork" if sys.platform == "linux" else "spawn"


def processes() -> int:
    """Processes to use: one where starting another costs more than it gains, in such a process itself, and
    where other threads run, as in a notebook: a copy of a process with threads may stand still.
    """
    alone = method() != "fork" or multiprocessing.parent_process() is not None or active_count() > 1
    return 1 if alone else MOST


class _Helper:
    """A process that makes items by their places, and this one's end of the pipe to it."""

    def __init__(
        self, make: Callable[[Any], object], items: Sequence[object], before: Iterable[_Helper]
    ) -> None:
        context: Any = multiprocessing.get_context(method())
        self.line, theirs = context.Pipe()
        self.place: int | None = None
        ends = [self.line, *(helper.line for helper in before)] if method() == "fork" else []
        self.process = context.Process(target=_answer, args=(theirs, ends, make, items), daemon=True)
        self.process.start()
        theirs.close()

    def give(self, place: int | None) -> None:
        """Give it the place of an item, if there is one left."""
        self.place = place
        if place is not None:
            with suppress(OSError):  # One that has ended says so when its answer is read.
                self.line.send(place)

    def take(self) -> object:
        """What it made of the item that it was given; _Wrong, and no more to come, if it ended before."""
        with _Kept() as kept:
            kept.made = self.line.recv()
        if isinstance(kept.made, (EOFError, OSError)):
            return _Wrong(ChildProcessError("a process ended before its work was done"), last=True)
        return _Wrong(kept.made) if isinstance(kept.made, Exception) else kept.made

    def leave(self) -> None:
        """See it go; what still runs after a while is killed."""
        self.process.join(PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class _Wrong:
    """What went wrong with an item; ``last`` where its process is gone."""

    def __init__(self, error: BaseException, *, last: bool = False) -> None:
        self.error, self.last = error, last


@contextmanager
def _shared_out(
    make: Callable[[Item], object], items: Sequence[Item], count: int
) -> Iterator[Iterator[object]]:
    """What ``count`` processes make of each item, in the order given; copies of this process inherit both.

    All processes are gone when the block is left. If it is left by an exception, an interrupt among them,
    they drop what they are doing and clean up after themselves.
    """
    helpers: list[_Helper] = []
    try:
        for _ in range(min(count, len(items))):
            helpers.append(_Helper(make, items, helpers))
        yield _answers(helpers, len(items))
    except BaseException:
        for helper in helpers:
            helper.process.terminate()
        raise
    finally:
        for helper in helpers:
            helper.line.close()
        for helper in helpers:
            helper.leave()


def _answers(helpers: Sequence[_Helper], count: int) -> Iterator[object]:
    """The answers to all places in their order. A process that ends takes one item with it."""
    left, found = iter(range(count)), dict[int, object]()
    for helper in helpers:
        helper.give(next(left, None))
    for place in range(count):
        while place not in found:
            busy = {helper.line: helper for helper in helpers if helper.place is not None}
            if not busy:
                found[place] = _Wrong(ChildProcessError("all processes ended before the work was done"))
            for line in wait(list(busy)) if busy else ():
                helper = busy[cast("Connection", line)]
                assert helper.place is not None
                answer = found[helper.place] = helper.take()
                gone = isinstance(answer, _Wrong) and answer.last
                helper.give(None if gone else next(left, None))
        yield found.pop(place)


def each(make: Callable[[Item], Made], items: Sequence[Item], count: int) -> Generator[Made, None, None]:
    """What ``make`` makes of each item, in the order given, by ``count`` processes; by this one alone where
    that is one. Raises what goes wrong with an item when its turn comes.
    """
    if count == 1:
        yield from map(make, items)
    else:
        with _shared_out(make, items, count) as answers:
            for answer in answers:
                if isinstance(answer, _Wrong):
                    raise answer.error
                yield cast("Made", answer)


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
        with _shared_out(make, items, count) as answers:
            for answer in answers:
                yield answer.error if isinstance(answer, _Wrong) else cast("Made", answer)


class _Kept:
    """Holds what is made, or the error that came up instead; an interrupt passes unless it is one of the
    ``kinds`` to hold.
    """

    made: Any

    def __init__(self, *kinds: type[BaseException]) -> None:
        self.kinds = kinds or (Exception,)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if isinstance(error, self.kinds):
            self.made = error
        return isinstance(error, self.kinds)


def _answer(
    line: Connection, ends: Iterable[Connection], make: Callable[[Any], object], items: Sequence[object]
) -> None:
    """The work of a process: an answer to every place it is given, until the other end is closed.

    Its copies of other ``ends`` are closed first, or it would never see that. An interrupt is the business of
    the process that gave the work, which then ends this one.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    for end in ends:
        end.close()
    gc.freeze()  # What is inherited is not searched for garbage, and its memory stays shared.
    while True:
        try:
            place = line.recv()
        except (EOFError, OSError):
            return
        with _Kept(Exception, KeyboardInterrupt) as kept:
            kept.made = make(items[place])
        _send(line, kept.made)


def _send(line: Connection, made: object) -> None:
    """Send what was made; an error goes with the lines that it came from."""
    if isinstance(made, BaseException):
        made.add_note("".join(traceback.format_exception(made)))
        made = _Wrong(made)
    try:
        line.send(made)
    except BrokenPipeError:
        return
    except Exception as error:  # noqa: BLE001 - whatever cannot be sent is said, not waited for
        line.send(_Wrong(RuntimeError(f"an answer cannot be sent: {error}")))


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """Once: a second signal would break into the cleaning up after the first."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise SystemExit(1)
