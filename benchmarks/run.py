"""`python benchmarks/run.py [rounds]`: the project's speed beside named peers, all measured in one run.

Returns 1 when a command takes longer than its limit.
"""

from __future__ import annotations

import sys

from commands import REFERENCE, measure
from members import speeds
from port import main as port_table
from report import main as report_table

ROUNDS = 5


def main(arguments: list[str]) -> int:
    """Measure, print all tables, and say whether every limit is kept."""
    rounds = int(arguments[0]) if arguments else ROUNDS
    reference, ratios = measure(rounds)
    print(f'reference: python -c "{REFERENCE}", median {reference:.2f} s over {rounds} rounds\n')
    print(f"{'command':28}{'seconds':>9}{'ratio':>8}{'min':>7}{'max':>7}{'limit':>8}")
    for ratio in ratios:
        limit = "-" if ratio.task.limit is None else f"{ratio.task.limit:.1f}"
        verdict = "" if ratio.within else "  too slow"
        print(
            f"{ratio.task.name:28}{ratio.seconds:9.2f}{ratio.median:8.2f}{ratio.smallest:7.2f}{ratio.largest:7.2f}"
            f"{limit:>8}{verdict}"
        )
    print(f"\n{'one process':34}{'per second':>12}{'slowest':>9}{'fastest':>9}")
    for speed in speeds(rounds):
        print(f"{speed.name:<34}{speed.median:12.0f}{speed.slowest:9.0f}{speed.fastest:9.0f}")
    print()
    port_table([str(rounds)])
    print()
    share_kept = report_table([str(rounds)]) == 0
    return 0 if share_kept and all(ratio.within for ratio in ratios) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
