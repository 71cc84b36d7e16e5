"""A year of a large help desk: who asks when, who answers and opens when, and what the store holds meanwhile.

The year repeats: what is still kept at its end is there at its beginning, so that every hour of it is that of a
service that has run for long. Every draw comes from one seed, so that two runs tell the same.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random

HOUR, DAY = 3600, 86_400
DAYS = 364
"""Whole weeks, so that the repeated year is no odd one."""
YEAR = DAYS * DAY

BY_HOUR = [2, 1, 1, 1, 1, 2, 5, 14, 40, 70, 82, 78, 55, 66, 80, 82, 74, 56, 34, 22, 18, 14, 9, 5]
BY_WEEKDAY = [115, 110, 105, 103, 98, 28, 21]
BY_MONTH = [100, 92, 95, 95, 92, 90, 82, 70, 98, 108, 150, 128]
OPENING, CLOSING = 8, 19
"""Between these hours, from Monday to Friday, agents are at work."""


@dataclass(frozen=True)
class Desk:
    """What is assumed. Shares are of all; delays are the median and the sigma of a log-normal, in seconds."""

    merchants: int = 1_000_000
    handovers_a_merchant: float = 1.0
    by_request: float = 0.9
    never_answered: float = 0.12
    never_opened: float = 0.03
    answering: tuple[float, float] = (3 * HOUR, 1.6)
    opening: tuple[float, float] = (1.5 * HOUR, 1.3)
    working: tuple[float, float] = (1 * DAY, 1.2)
    lifetime: float = 7 * DAY
    retention: float = 30 * DAY
    sizes: tuple[tuple[int, float], ...] = ((1_104, 0.80), (16_464, 0.16), (65_616, 0.03), (901_408, 0.01))
    incidents: tuple[int, ...] = (100, 318)
    """Days on which so many ask in one hour, from ten o'clock on, because a host had to change passwords."""
    incident: float = 0.005
    """The share of all merchants that each of them brings."""


@dataclass
class Year:
    """What happened, by the second and by the hour."""

    handovers: int = 0
    calls: Counter[str] = field(default_factory=Counter)
    """By name and size of the envelope."""
    events: Counter[str] = field(default_factory=Counter)
    pages: Counter[str] = field(default_factory=Counter)
    calls_by_second: array[int] = field(default_factory=lambda: array("H", bytes(2 * YEAR)))
    events_by_hour: list[int] = field(default_factory=lambda: [0] * (YEAR // HOUR))
    kept: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(lambda: [0.0] * (YEAR // HOUR)))
    """By form, how many are kept in each hour."""
    hours: Counter[str] = field(default_factory=Counter)
    """By form, for how long all together."""

    def call(self, name: str, moment: float) -> None:
        self.calls[name] += 1
        self.calls_by_second[int(moment) % YEAR] += 1

    def event(self, name: str, moment: float) -> None:
        self.events[name] += 1
        self.events_by_hour[int(moment) % YEAR // HOUR] += 1

    def keep(self, form: str, since: float, until: float) -> None:
        """Notes the beginning and the end; `settle` makes numbers of them."""
        changes = self.kept[form]
        self.hours[form] += (until - since) / HOUR
        changes[int(since) % YEAR // HOUR] += 1
        changes[int(until) % YEAR // HOUR] -= 1

    def settle(self) -> None:
        """From changes to numbers, whose average is what all were kept for together."""
        for form, changes in self.kept.items():
            numbers = list(accumulate(changes))
            at_first = (self.hours[form] - sum(numbers)) / len(numbers)
            self.kept[form] = [number + at_first for number in numbers]


def at_work(moment: float) -> float:
    """This moment, or the next in which agents are at work; the first two hours are for what came meanwhile."""
    day, second = divmod(moment, DAY)
    if day % 7 < 5 and OPENING * HOUR <= second < CLOSING * HOUR:
        return moment
    if day % 7 >= 5 or second >= CLOSING * HOUR:
        day += 1
    while day % 7 >= 5:
        day += 1
    return day * DAY + OPENING * HOUR + 2 * HOUR * second / DAY


class Simulation:
    """Plays one year."""

    def __init__(self, desk: Desk, seed: int = 7) -> None:
        self.desk, self.random, self.year = desk, Random(seed), Year()

    def run(self) -> Year:
        for asked in self.moments():
            if self.random.random() < self.desk.by_request:
                self.request(asked)
            else:
                self.share(asked)
        self.year.settle()
        return self.year

    def moments(self) -> list[float]:
        """When access is needed."""
        desk, random = self.desk, self.random
        count = round(desk.merchants * desk.handovers_a_merchant)
        of_incidents = round(desk.merchants * desk.incident)
        usual = count - of_incidents * len(desk.incidents)
        weights = [
            month * weekday * hour
            for day in range(DAYS)
            for month, weekday in [(BY_MONTH[day * 12 // DAYS], BY_WEEKDAY[day % 7])]
            for hour in BY_HOUR
        ]
        hours = random.choices(range(len(weights)), cum_weights=list(accumulate(weights)), k=usual)
        hours += [day * 24 + 10 for day in desk.incidents for _ in range(of_incidents)]
        self.year.handovers = count
        return [(hour + random.random()) * HOUR for hour in hours]

    def later(self, moment: float, delay: tuple[float, float]) -> float:
        median, sigma = delay
        return moment + median * math.exp(sigma * self.random.gauss(0, 1))

    def size(self) -> int:
        """Of an envelope, by the shares of the sizes."""
        place = self.random.random()
        for size, share in self.desk.sizes:
            place -= share
            if place < 0:
                return size
        return self.desk.sizes[0][0]

    def request(self, asked: float) -> None:
        """The help desk asks, the merchant answers, the agent collects."""
        desk, year = self.desk, self.year
        year.call("ask", asked)
        year.event("request.created", asked)
        year.keep("call remembered for 24 h", asked, asked + DAY)
        answered = self.later(asked, desk.answering)
        if self.random.random() < desk.never_answered or answered > asked + desk.lifetime:
            year.event("request.expired", asked + desk.lifetime)
            year.keep("request pending", asked, asked + desk.lifetime + desk.retention)
            return
        size = self.size()
        year.keep("request pending", asked, answered)
        self.visit("/answer", answered - 300, "look (answer)")
        year.call(f"answer {size}", answered)
        year.event("request.answered", answered)
        opened, ended = self.read(answered, size, "/collect", "look (collect)", owned=True)
        year.keep(f"request answered {size}", answered, opened or ended)
        year.keep("request opened and finished", opened or ended, answered + desk.lifetime + desk.retention)
        if opened:
            finished = at_work(self.later(opened, desk.working))
            year.call("finish", finished)
            year.event("intervention.finished", finished)
            year.call("look (answer)", finished + HOUR)

    def share(self, sealed: float) -> None:
        """The merchant seals without being asked."""
        desk, year = self.desk, self.year
        size = self.size()
        self.visit("/", sealed - 300)
        year.call(f"put {size}", sealed)
        opened, ended = self.read(sealed, size, "/open", "look", owned=False)
        year.keep(f"bundle sealed {size}", sealed, opened or ended)
        year.keep("bundle opened 1104", opened or ended, sealed + desk.lifetime + desk.retention)
        if opened:
            self.visit("/receipt", opened + HOUR, "receipt")

    def read(self, sealed: float, size: int, page: str, look: str, *, owned: bool) -> tuple[float | None, float]:
        """When it is opened, if it is, and when it would expire."""
        year, ends = self.year, sealed + self.desk.lifetime
        opened = at_work(self.later(sealed, self.desk.opening))
        if self.random.random() < self.desk.never_opened or opened >= ends:
            if owned:
                year.event("bundle.expired", ends)
            return None, ends
        self.visit(page, opened - 20, look)
        year.call(f"open {size}", opened)
        year.call("confirm", opened + 20)
        if owned:
            year.event("bundle.claimed", opened)
            year.event("bundle.opened", opened + 20)
        return opened, ends

    def visit(self, page: str, moment: float, *looks: str) -> None:
        self.year.pages[page] += 1
        for call in ("about", *looks):
            self.year.call(call, moment)
