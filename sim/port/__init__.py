"""One port in detail: ships, berths, tugs, tide and weather in a year of discrete events.

Two engines run one model on one set of drawn calls: ``events`` tells the story in salabim, ``fast`` gives
the same numbers to the last bit some seventy times faster.
"""
