#!/usr/bin/env python3
"""Plays the year of `desk.py` and keeps in year.json what `page.py` makes tables of. Less than a minute.

simulate.py                           the desk of CAPACITY.md
simulate.py --merchants 50000 --print another one, on standard output
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from costs import Costs
from desk import DAY, HOUR, YEAR, Desk, Simulation, Year

YEAR_FILE = Path(__file__).with_name("year.json")
MOST_EVENTS = 100_000
"""Events that a client's log keeps, at the most 30 days of them."""
KEPT_DAYS = 30


def told(desk: Desk, year: Year, costs: Costs) -> dict[str, Any]:
    """What the tables need to know of a year."""
    hours = range(YEAR // HOUR)
    bytes_by_hour = [sum(numbers[hour] * costs.held(form) for form, numbers in year.kept.items()) for hour in hours]
    fullest = max(hours, key=bytes_by_hour.__getitem__)
    by_minute, by_hour, by_day = (in_spans(year.calls_by_second, span) for span in (60, HOUR, DAY))
    return {
        "merchants": desk.merchants,
        "retention_days": desk.retention / DAY,
        "handovers": year.handovers,
        "calls": dict(sorted(year.calls.items())),
        "pages": dict(sorted(year.pages.items())),
        "events": dict(sorted(year.events.items())),
        "calls_peak": {
            "day": max(by_day),
            "hour": max(by_hour),
            "minute": max(by_minute),
            "second": max(year.calls_by_second),
        },
        "events_peak": {"hour": max(year.events_by_hour), "three_days": max(sums(year.events_by_hour, 72))},
        "log_days": reach(year.events_by_hour),
        "kept": {form: {"mean": sum(n) / len(n), "fullest": n[fullest]} for form, n in sorted(year.kept.items())},
    }


def in_spans(numbers: Sequence[int], width: int) -> list[int]:
    """Of so many in a row, one span behind the other."""
    return [sum(numbers[at : at + width]) for at in range(0, len(numbers), width)]


def sums(numbers: list[int], width: int) -> list[int]:
    """Of so many in a row, for each place; the year goes round."""
    before = [0, *accumulate(numbers + numbers[:width])]
    return [before[at + width] - before[at] for at in range(len(numbers))]


def reach(events_by_hour: list[int]) -> float:
    """How many days the client's log reaches back at the least."""
    hours = range(1, KEPT_DAYS * 24 + 1)
    return bisect_right(hours, MOST_EVENTS, key=lambda width: max(sums(events_by_hour, width))) / 24


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--merchants", type=int, default=Desk.merchants)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--print", action="store_true", help="print it, and leave year.json as it is")
    options = parser.parse_args()
    desk = Desk(merchants=options.merchants)
    text = json.dumps(told(desk, Simulation(desk, options.seed).run(), Costs.read()), indent=1) + "\n"
    if options.print:
        print(text, end="")
    else:
        YEAR_FILE.write_text(text)


if __name__ == "__main__":
    main()
