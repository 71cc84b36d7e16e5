#!/usr/bin/env python3
"""What a bundle and a request cost: costs.json, as the benches have measured it.

cargo bench --bench live -- --json > live.json      memory and log of Redis
cargo bench --bench load -- --json > load.json      processor time
costs.py --live live.json --load load.json          puts both into costs.json; either may be left out

The bytes of the calls and of the pages are typed in: they follow from the API and from the pages' budgets.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COSTS_FILE = Path(__file__).with_name("costs.json")
SMALL = "1104"
"""Bytes of the smallest envelope."""


@dataclass(frozen=True)
class Costs:
    """The figures of costs.json."""

    figures: dict[str, Any]

    @classmethod
    def read(cls) -> Costs:
        return cls(json.loads(COSTS_FILE.read_text()))

    def held(self, form: str) -> float:
        """Bytes of Redis of one in this form, whose name may end with the size of its envelope."""
        return self._of("held", form)

    def log(self, form: str) -> float:
        """Bytes that Redis writes to its log, and sends to each replica, when one comes into this form."""
        return self._of("log", form)

    def _of(self, figure: str, form: str) -> float:
        measured = self.figures["redis"]
        name, _, size = form.rpartition(" ")
        if not size.isdigit() or form in measured:
            return float(measured[form][figure])
        larger = measured[f"bundle sealed {size}"][figure] - measured[f"bundle sealed {SMALL}"][figure]
        return float(measured[name][figure] + larger)

    def call(self, name: str) -> tuple[float, float]:
        """Bytes in and out of a call, heads included; a size at the end of its name is the envelope's."""
        calls = self.figures["calls"]
        if name in calls:
            return calls[name]["in"], calls[name]["out"]
        name, _, size = name.rpartition(" ")
        text = int(size) * 4 / 3
        received, sent = calls[name]["in"], calls[name]["out"]
        return (received, sent + text) if name == "open" else (received + text, sent)

    def page(self, path: str) -> float:
        """Bytes of a first visit."""
        return float(self.figures["pages"][path])

    @property
    def cycles_a_second(self) -> float:
        """Create, open, and an opening too late: three calls."""
        return float(self.figures["processor"]["cycles_a_second"])

    @property
    def seconds_a_call(self) -> float:
        """Of processor, server and Redis together."""
        return float(self.figures["processor"]["seconds_for_10000_cycles"]) / 30_000


def of_redis(live: dict[str, Any]) -> dict[str, dict[str, int]]:
    """By form, from what the bench `live` says. What is opened is a record, whatever its size was."""
    figures = {}
    for cost in live["costs"]:
        name = cost["form"].removesuffix(" bytes").replace(",", "")
        if not name.startswith("bundle opened") or name.endswith(SMALL):
            figures[name] = {"held": round(cost["held"]), "log": round(cost["log"])}
    return figures


def of_growth(live: dict[str, Any]) -> dict[str, Any]:
    """The same steps beside more and more bundles."""
    growth = live["growth"]
    kept = ("name", "commands", "micros", "full_to_few", "full_to_some", "few_to_few", "redis_micros")
    steps = [{name: shortened(step[name]) for name in kept} for step in growth["steps"]]
    return {"bundles": growth["bundles"], "beside": growth["beside"], "rounds": growth["rounds"], "steps": steps}


def shortened(figure: Any) -> Any:
    """To what a table shows of it."""
    if isinstance(figure, dict):
        return {name: round(value, 2) for name, value in figure.items()}
    return [round(value, 1) for value in figure] if isinstance(figure, list) else figure


def of_processor(load: dict[str, Any]) -> dict[str, Any]:
    """At 32 connections and 1 KiB, from what the bench `load` says."""
    (row,) = (row for row in load["rows"] if row["case"]["kib"] == 1 and row["case"]["connections"] == 32)
    handover = row["handover"]
    return {
        "machine": load["machine"],
        "cycles_a_second": round(handover["cycles_per_second"]["median"]),
        "seconds_for_10000_cycles": round(handover["cpu"]["median"], 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--live", type=Path)
    parser.add_argument("--load", type=Path)
    options = parser.parse_args()
    figures = Costs.read().figures
    if options.live:
        live = json.loads(options.live.read_text())
        figures |= {"redis": of_redis(live), "growth": of_growth(live)}
    if options.load:
        figures["processor"] = of_processor(json.loads(options.load.read_text()))
    COSTS_FILE.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
