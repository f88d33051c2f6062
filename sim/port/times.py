"""Heaps and hours of the fast queue, in the part of Python that a compiler understands."""

from __future__ import annotations

from typing import Any


def push(keys: Any, items: Any, base: int, size: int, key: float, item: int) -> None:
    """Put an item into the heap of ``size`` entries that begins at ``base``."""
    at = size
    while at > 0:
        above = (at - 1) >> 1
        if keys[base + above] <= key:
            break
        keys[base + at] = keys[base + above]
        items[base + at] = items[base + above]
        at = above
    keys[base + at] = key
    items[base + at] = item


def pop(keys: Any, items: Any, base: int, size: int) -> None:
    """Take the first entry out of a heap of ``size`` entries: the hole sinks to the bottom along the smaller
    entries, and the last entry rises from there (fewer choices that a processor cannot foresee).
    """
    last, at, below = size - 1, 0, 1
    while below + 1 < last:
        below += int(keys[base + below + 1] < keys[base + below])
        keys[base + at] = keys[base + below]
        items[base + at] = items[base + below]
        at = below
        below = 2 * at + 1
    if below < last:
        keys[base + at] = keys[base + below]
        items[base + at] = items[base + below]
        at = below
    push(keys, items, base, at, keys[base + last], items[base + last])


def first_after(times: Any, now: float) -> int:
    """Position of the first of rising times that is later than ``now``."""
    low, high = 0, len(times)
    while low < high:
        middle = (low + high) >> 1
        if times[middle] > now:
            high = middle
        else:
            low = middle + 1
    return low


def passable_from(now: float, opens: Any, closes: Any) -> float:
    """The first instant from ``now`` on in one of the windows [open, close); the last window has no end."""
    return passable(now, first_after(opens, now) - 1, opens, closes)


def passable(now: float, window: int, opens: Any, closes: Any) -> float:
    """The same where the last window that has opened by ``now`` is known (-1: none)."""
    if window >= 0 and now < closes[window]:
        return now
    later: float = opens[window + 1]
    return later


def closed_hours(start: float, end: float, begins: Any, ends: Any) -> float:
    """Hours of [start, end) that lie in closures."""
    total, k = 0.0, first_after(ends, start)
    while k < len(begins) and begins[k] < end:
        a = max(start, begins[k])
        b = min(end, ends[k])
        total += b - a
        k += 1
    return total


def worked_until(start: float, hours: float, begins: Any, ends: Any) -> float:
    """When ``hours`` of work are done that begins at ``start`` and rests in closures."""
    return work_on(start, hours, first_after(ends, start), begins, ends)


def work_on(start: float, hours: float, k: int, begins: Any, ends: Any) -> float:
    """The same where the first closure that ends after ``start`` is known."""
    at, left = start, hours
    while k < len(begins):
        if begins[k] > at:
            if at + left <= begins[k]:
                return at + left
            left -= begins[k] - at
        at = ends[k]
        k += 1
    return at + left
