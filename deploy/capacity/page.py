#!/usr/bin/env python3
"""The tables of CAPACITY.md, from costs.json and year.json: page.py prints them, page.py --write puts them there."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from costs import SMALL, Costs
from desk import DAYS, HOUR
from simulate import MOST_EVENTS, YEAR_FILE

PAGE = Path(__file__).parents[1] / "CAPACITY.md"
GIB = 1 << 30
USABLE = 0.8
"""Of maxmemory: from there on what is new is refused."""
SPARE = 0.5
"""Of the processor, for the reverse proxy, pages and bad days."""
SYNCS = 200
"""That a plain cloud disk does in a second, if no two steps share one."""
WEBHOOK_SECONDS = 0.1
"""That a receiver takes for an event."""
CLIENT_CALLS = 600
"""In a minute: HANDOVER_RATE_CLIENT as it comes."""
PARTITIONS = 64
STEPS = {"ask": 2, "answer": 1, "open": 1, "confirm": 1, "finish": 1, "put": 1}
"""What a call writes, in steps of Redis; an event is copied once more."""


@dataclass(frozen=True)
class Setup:
    """Some machines; `memory` is what Redis may take in each shard."""

    name: str
    memory: float
    shards: int = 1
    machines: int = 1
    """That share the calls."""


SETUPS = (
    Setup("one small machine", 2.4 * GIB),
    Setup("a Sentinel trio", 9.6 * GIB, machines=2),
    Setup("a Cluster of 3", 9.6 * GIB, shards=3, machines=3),
    Setup("a Cluster of 8", 9.6 * GIB, shards=8, machines=8),
)


class Tables:
    """Each method is a table of the page."""

    def __init__(self, costs: Costs, year: dict[str, Any]) -> None:
        self.costs, self.year = costs, year
        self.a_day = year["handovers"] / DAYS

    # --- what follows from both

    def held(self, moment: str) -> float:
        """Bytes of Redis, as the mean of the year or where it is fullest, the client's log of events included."""
        forms = self.year["kept"].items()
        events = min(MOST_EVENTS, self.events() / DAYS * 30)
        return sum(n[moment] * self.costs.held(form) for form, n in forms) + events * self.costs.held("event")

    def events(self) -> int:
        return sum(self.year["events"].values())

    def calls(self) -> int:
        return sum(self.year["calls"].values())

    def of_calls(self, *names: str) -> int:
        return sum(count for name, count in self.year["calls"].items() if name.split(" ")[0] in names)

    def network(self) -> tuple[float, float]:
        """Bytes in and out of all calls and events."""
        bytes_of = [(count, self.costs.call(name)) for name, count in self.year["calls"].items()]
        bytes_of.append((self.events(), self.costs.call("event")))
        return sum(n * one[0] for n, one in bytes_of), sum(n * one[1] for n, one in bytes_of)

    def of_pages(self) -> float:
        """Bytes, if everybody comes for the first time; agents do not, and have the scripts for a year."""
        return sum(count * self.costs.page(path) for path, count in self.year["pages"].items())

    def log(self) -> float:
        """Bytes that Redis writes, and sends to each replica."""
        calls = self.year["calls"]
        forms = {"request pending": calls["ask"], "call remembered for 24 h": calls["ask"]}
        forms |= {"request opened and finished": calls["finish"], f"bundle opened {SMALL}": calls["receipt"]}
        for name, count in calls.items():
            verb, _, size = name.partition(" ")
            if verb in ("answer", "put"):
                forms[f"{'request answered' if verb == 'answer' else 'bundle sealed'} {size}"] = count
        return sum(count * self.costs.log(form) for form, count in forms.items())

    def steps(self) -> float:
        return sum(self.of_calls(name) * steps for name, steps in STEPS.items()) + 2 * self.events()

    # --- the tables, by the names of their places

    def all(self) -> dict[str, Callable[[], str]]:
        return {
            "forms": self.forms,
            "growth": self.growth,
            "handover": self.handover,
            "year": self.simulated,
            "setups": self.setups,
        }

    def forms(self) -> str:
        rows = [
            (name, figures["held"], figures["log"] or "")
            for name, figures in self.costs.figures["redis"].items()
        ]
        return table(("form", "bytes held", "bytes written when it came into it"), rows)

    def growth(self) -> str:
        growth = self.costs.figures["growth"]
        full, (some, few, _) = number(growth["bundles"]), map(number, growth["beside"])
        figures = ("full_to_few", "full_to_some", "few_to_few")
        rows = [
            (
                step["name"],
                f"{step['commands']:.0f}",
                f"{step['redis_micros'][2]:.0f}, {step['redis_micros'][1]:.0f}, {step['redis_micros'][0]:.0f}",
                *(spread(step[figure]) for figure in figures),
            )
            for step in growth["steps"]
        ]
        head = ("one call", "commands", "µs of Redis' processor", f"{full} : {few}", f"{full} : {some}", f"{few} : {few}")
        note = f"Processor with {few}, {some} and {full} bundles. Ratios are of times, medians of {growth['rounds']} rounds"
        return f"{table(head, rows)}\n\n{note} with the least and the most."

    def handover(self) -> str:
        count, (received, sent) = self.year["handovers"], self.network()
        rows = [
            ("calls of the API", f"{self.calls() / count:.1f}"),
            ("events", f"{self.events() / count:.1f}"),
            ("network of calls and webhooks, in + out", f"{kb(received / count)} + {kb(sent / count)}"),
            ("pages, if each is seen for the first time", kb(self.of_pages() / count)),
            ("written to Redis' log, and sent to each replica", kb(self.log() / count)),
            ("processor, server and Redis", f"{self.calls() / count * self.costs.seconds_a_call * 1e3:.2f} ms"),
            ("Redis, for as long as it is kept", f"{self.held('mean') * DAYS / count / 1e3:.0f} kB × days"),
        ]
        return table(("one handover", "on the average"), rows)

    def simulated(self) -> str:
        year, peak, (received, sent) = self.year, self.year["calls_peak"], self.network()
        by_hour = f"{peak['hour'] / HOUR:.1f} a second in the busiest hour, {peak['second']} in the busiest second"
        rows = [
            ("handovers", number(year["handovers"]), f"{number(self.a_day)} a day on the average"),
            ("calls of the API", number(self.calls()), by_hour),
            ("events", number(self.events()), f"{number(year['events_peak']['hour'])} in the busiest hour"),
            ("bundles that wait to be opened", *self.kept("sealed", "answered")),
            ("records: asked, waiting, and receipts", *self.kept("request", "bundle")),
            ("memory of Redis", mb(self.held("mean")), f"{mb(self.held('fullest'))} when most is held"),
            ("network of calls and webhooks, in + out", f"{gb(received)} + {gb(sent)}", f"pages beside: at most {gb(self.of_pages())}"),
            ("written to Redis' log", gb(self.log()), "the same to each replica"),
            ("processor, server and Redis", f"{self.calls() * self.costs.seconds_a_call / 60:.0f} min", "of a whole year"),
            ("what the log of events reaches back", f"{year['log_days']:.1f} days", "at the least; a webhook gives up after 3"),
        ]
        return table(("", f"a year of {number(year['merchants'])} merchants", "at the worst"), rows)

    def kept(self, *words: str) -> tuple[str, str]:
        """How many in the forms of these words, on the average and when most is held."""
        forms = [n for form, n in self.year["kept"].items() if any(word in form for word in words)]
        mean, fullest = (number(sum(n[moment] for n in forms)) for moment in ("mean", "fullest"))
        return mean, f"{fullest} when most is held"

    def setups(self) -> str:
        rows = [
            ("memory", *(self.by_memory(one) for one in SETUPS)),
            ("processor, half of it", *(self.by_processor(one) for one in SETUPS)),
            (f"disk of `durable.conf`, {SYNCS} syncs a second", *(self.by_disk(one) for one in SETUPS)),
            (f"webhook of one client, {WEBHOOK_SECONDS * 1e3:.0f} ms an event", *[self.by_webhook()] * len(SETUPS)),
            ("events of one client, three days of them", *[self.by_log()] * len(SETUPS)),
            ("`HANDOVER_RATE_CLIENT` as it comes", *[self.by_rate()] * len(SETUPS)),
        ]
        shown = [(name, *(number(rounded(carried)) for carried in carries)) for name, *carries in rows]
        head = ("handovers a day, at the most", *(one.name for one in SETUPS))
        return f"{table(head, shown)}\n\nThe processor's figures are of: {self.costs.figures['processor']['machine']}."

    # --- how many handovers a day, on the average of such a year, until its worst moment comes to the limit

    def by_memory(self, setup: Setup) -> float:
        shards = PARTITIONS / -(-PARTITIONS // setup.shards)
        return setup.memory * shards * USABLE / (self.held("fullest") / self.a_day)

    def by_processor(self, setup: Setup) -> float:
        calls = 3 * self.costs.cycles_a_second * SPARE * setup.machines
        return calls * HOUR / self.year["calls_peak"]["hour"] * self.a_day

    def by_disk(self, setup: Setup) -> float:
        of_peak = self.steps() * self.year["calls_peak"]["hour"] / self.calls() / HOUR
        return SYNCS * setup.shards / of_peak * self.a_day

    def by_webhook(self) -> float:
        return HOUR / WEBHOOK_SECONDS / self.year["events_peak"]["hour"] * self.a_day

    def by_log(self) -> float:
        return MOST_EVENTS / self.year["events_peak"]["three_days"] * self.a_day

    def by_rate(self) -> float:
        share = self.of_calls("ask", "finish") / self.calls()
        return CLIENT_CALLS / (self.year["calls_peak"]["minute"] * share) * self.a_day


def table(head: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    lines = [head, ("---", *["---:"] * (len(head) - 1)), *rows]
    cells = [[number(cell) if isinstance(cell, int) else str(cell) for cell in line] for line in lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)


def number(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ")


def rounded(value: float) -> float:
    """To two digits: more would be a claim."""
    return float(f"{value:.1e}")


def spread(figure: dict[str, float]) -> str:
    return f"{figure['median']:.2f} ({figure['min']:.2f} to {figure['max']:.2f})"


def kb(value: float) -> str:
    return f"{value / 1e3:.1f} kB"


def mb(value: float) -> str:
    return f"{value / 1e6:.0f} MB"


def gb(value: float) -> str:
    return f"{value / 1e9:.0f} GB"


def filled(page: str, tables: Tables) -> str:
    """The page with each table between its marks."""
    for name, block in tables.all().items():
        before, found, rest = page.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition("<!-- end -->")
        assert found and end, f"the page has no place for the table {name}"
        page = f"{before}{found}{block()}\n{end}{after}"
    return page


def main() -> None:
    tables = Tables(Costs.read(), json.loads(YEAR_FILE.read_text()))
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(filled(PAGE.read_text(), tables))
    else:
        print(*(block() for block in tables.all().values()), sep="\n\n")


if __name__ == "__main__":
    main()
