"""The exact fast queue: an event heap over flat arrays, in the part of Python that a compiler understands.

All events of one instant are taken in before anything is given out; then berths are given, then tugs. What
is given goes by keys that do not depend on the order of events (priority, then number of the call; berths
by size, then number), so that the result does not depend on how events tie. ``sim.port.fast`` runs these
functions as they stand on lists, or compiled on arrays; the arithmetic is the same, bit by bit.
"""

from __future__ import annotations

from sim.port.shapes import Calls, Channel, Quay, State, Visits
from sim.port.times import closed_hours, passable, pop, push, work_on

EVENTS, QUEUED, TUGS, PILOTS, WINDOW, DEEP_WINDOW, REST = 0, 1, 2, 3, 4, 5, 6
"""Places in ``State.number``: length of the event heap and of the tug queue, tugs and pilots free; the last
windows that have opened by now, and the first rest of handling that ends later.
"""

SHUT_OUT, ENTERING, ALONGSIDE, SHUT_IN, LEAVING = 0, 1, 2, 3, 4
"""What the ship of a berth does until its next event."""


def wake(berth: int, at: float, phase: int, state: State) -> None:
    """Note the next event of a berth."""
    state.phase[berth] = phase
    push(state.event_keys, state.event_items, 0, state.number[EVENTS], at, berth)
    state.number[EVENTS] += 1


def turn_pages(now: float, channel: Channel, state: State) -> None:
    """Move the places in windows and closures on to ``now``, which never goes back."""
    number = state.number
    while number[WINDOW] + 1 < len(channel.opens) and channel.opens[number[WINDOW] + 1] <= now:
        number[WINDOW] += 1
    while (
        number[DEEP_WINDOW] + 1 < len(channel.deep_opens)
        and channel.deep_opens[number[DEEP_WINDOW] + 1] <= now
    ):
        number[DEEP_WINDOW] += 1
    while number[REST] < len(channel.resumes) and channel.resumes[number[REST]] <= now:
        number[REST] += 1


def opening_for(ship: int, now: float, inward: bool, calls: Calls, channel: Channel, state: State) -> float:
    """When a ship may start to move, from ``now`` on."""
    if inward and calls.deep[ship] == 1:
        return passable(now, state.number[DEEP_WINDOW], channel.deep_opens, channel.deep_closes)
    return passable(now, state.number[WINDOW], channel.opens, channel.closes)


def seek(berth: int, now: float, inward: bool, calls: Calls, channel: Channel, state: State) -> None:
    """The ship of a berth wants to move: it waits for the channel, or asks for tugs."""
    ship = state.ship[berth]
    opening = opening_for(ship, now, inward, calls, channel, state)
    state.since[berth] = now
    if opening > now:
        wake(berth, opening, SHUT_OUT if inward else SHUT_IN, state)
    else:
        key = calls.key_in[ship] if inward else calls.key_out[ship]
        state.phase[berth] = ENTERING if inward else LEAVING
        push(state.queue_keys, state.queue_items, 0, state.number[QUEUED], key, berth)
        state.number[QUEUED] += 1


def note_opening(berth: int, now: float, channel: Channel, state: State, visits: Visits) -> None:
    """A ship has waited for the channel: closures count as weather, the rest as tide."""
    ship, since = state.ship[berth], state.since[berth]
    if state.phase[berth] == SHUT_OUT:
        weather = closed_hours(since, now, channel.begins, channel.ends)
        visits.wait_weather[ship] += weather
        visits.wait_tide[ship] += (now - since) - weather
    else:
        visits.wait_leaving[ship] += now - since


def happen(
    berth: int, now: float, calls: Calls, quay: Quay, channel: Channel, state: State, visits: Visits
) -> None:
    """The event of a berth."""
    ship, phase = state.ship[berth], state.phase[berth]
    if phase in (SHUT_OUT, SHUT_IN):
        note_opening(berth, now, channel, state, visits)
        seek(berth, now, phase == SHUT_OUT, calls, channel, state)
    elif phase == ALONGSIDE:
        visits.finished[ship] = now
        seek(berth, now, False, calls, channel, state)
    else:
        state.number[TUGS] += calls.tugs[ship]
        state.number[PILOTS] += calls.pilots[ship]
        if phase == ENTERING:
            visits.moored[ship] = now
            rest = state.number[REST]
            done = work_on(now, calls.alongside[ship], rest, channel.rests, channel.resumes)
            wake(berth, done, ALONGSIDE, state)
        else:
            visits.departure[ship] = now
            pool = quay.berth_pool[berth]
            base = quay.pool_berth[pool]
            push(state.free_keys, state.free_items, base, state.free[pool], berth, berth)
            state.free[pool] += 1
            state.stirred[quay.pool_terminal[pool]] = 1


def join(ship: int, calls: Calls, quay: Quay, state: State) -> None:
    """A ship arrives and queues in its lane: same terminal, size and priority."""
    lane = calls.lane[ship]
    if state.head[lane] < 0:
        state.head[lane] = ship
    else:
        state.following[state.tail[lane]] = ship
    state.tail[lane] = ship
    state.stirred[quay.lane_terminal[lane]] = 1


def next_ship(terminal: int, calls: Calls, quay: Quay, state: State) -> tuple[int, int]:
    """Lane of the first ship by key that fits a free berth, and the smallest such berth's pool; or -1."""
    found, where = -1, -1
    for lane in range(quay.terminal_lane[terminal], quay.terminal_lane[terminal + 1]):
        ship = state.head[lane]
        if ship >= 0 and (found < 0 or calls.key_out[ship] < calls.key_out[state.head[found]]):
            for pool in range(quay.lane_pool[lane], quay.terminal_pool[terminal + 1]):
                if state.free[pool] > 0:
                    found, where = lane, pool
                    break
    return found, where


def give_berths(
    terminal: int, now: float, calls: Calls, quay: Quay, channel: Channel, state: State, visits: Visits
) -> None:
    """Give free berths of a terminal to its waiting ships."""
    lane, pool = next_ship(terminal, calls, quay, state)
    while lane >= 0:
        ship, base = state.head[lane], quay.pool_berth[pool]
        state.head[lane] = state.following[ship]
        berth = state.free_items[base]
        pop(state.free_keys, state.free_items, base, state.free[pool])
        state.free[pool] -= 1
        state.ship[berth] = ship
        visits.berth[ship] = berth
        visits.given[ship] = now
        visits.wait_berth[ship] = now - calls.arrival[ship]
        seek(berth, now, True, calls, channel, state)
        lane, pool = next_ship(terminal, calls, quay, state)
    state.stirred[terminal] = 0


def give_tugs(now: float, calls: Calls, channel: Channel, state: State, visits: Visits) -> None:
    """Give tugs and pilots in the order of the queue; the first whose need is not met holds up the rest."""
    number = state.number
    while number[QUEUED] > 0:
        berth = state.queue_items[0]
        ship, inward = state.ship[berth], state.phase[berth] == ENTERING
        opening = opening_for(ship, now, inward, calls, channel, state)
        short = number[TUGS] < calls.tugs[ship] or number[PILOTS] < calls.pilots[ship]
        if opening == now and short:
            return
        pop(state.queue_keys, state.queue_items, 0, number[QUEUED])
        number[QUEUED] -= 1
        if inward:
            visits.wait_tug[ship] += now - state.since[berth]
        else:
            visits.wait_leaving[ship] += now - state.since[berth]
        if opening > now:
            state.since[berth] = now
            wake(berth, opening, SHUT_OUT if inward else SHUT_IN, state)
            continue
        number[TUGS] -= calls.tugs[ship]
        number[PILOTS] -= calls.pilots[ship]
        if inward:
            visits.start[ship] = now
            wake(berth, now + calls.move_in[ship], ENTERING, state)
        else:
            visits.cast_off[ship] = now
            wake(berth, now + calls.move_out[ship], LEAVING, state)


def run(calls: Calls, quay: Quay, channel: Channel, state: State, visits: Visits) -> None:
    """Carry all calls from arrival to departure; fills ``visits``."""
    coming, many, terminals = 0, len(calls.arrival), len(quay.terminal_lane) - 1
    while coming < many or state.number[EVENTS] > 0:
        if state.number[EVENTS] == 0 or (coming < many and calls.arrival[coming] < state.event_keys[0]):
            now = calls.arrival[coming]
        else:
            now = state.event_keys[0]
        turn_pages(now, channel, state)
        while coming < many and calls.arrival[coming] == now:
            join(coming, calls, quay, state)
            coming += 1
        while state.number[EVENTS] > 0 and state.event_keys[0] == now:
            berth = state.event_items[0]
            pop(state.event_keys, state.event_items, 0, state.number[EVENTS])
            state.number[EVENTS] -= 1
            happen(berth, now, calls, quay, channel, state, visits)
        for terminal in range(terminals):
            if state.stirred[terminal] == 1:
                give_berths(terminal, now, calls, quay, channel, state, visits)
        give_tugs(now, calls, channel, state, visits)
