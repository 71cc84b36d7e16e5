"""deploy/CAPACITY.md says what its scripts say, and the simulated year keeps its own books."""

import json
import sys

import pytest

from server import ROOT

sys.path.append(str(ROOT / "deploy/capacity"))

import page  # noqa: E402
import simulate  # noqa: E402
from costs import Costs, of_processor, of_redis  # noqa: E402
from desk import DAY, DAYS, HOUR, YEAR, Desk, Simulation, Year, at_work  # noqa: E402

FEW = Desk(merchants=20_000)


@pytest.fixture(scope="module")
def year() -> Year:
    return Simulation(FEW).run()


def test_the_page_has_the_tables_of_its_figures() -> None:
    tables = page.Tables(Costs.read(), json.loads(simulate.YEAR_FILE.read_text()))
    text = page.PAGE.read_text()
    assert page.filled(text, tables) == text, "run deploy/capacity/page.py --write"


def test_the_kept_year_is_the_one_that_is_simulated(year: Year) -> None:
    """By the handover: a fiftieth of the merchants has the same mean, within what chance allows."""
    kept = json.loads(simulate.YEAR_FILE.read_text())
    few = simulate.told(FEW, year, Costs.read())
    calls, of_kept = (sum(told["calls"].values()) / told["handovers"] for told in (few, kept))
    assert calls == pytest.approx(of_kept, rel=0.02)
    for form in ("request pending", "request opened and finished", "request answered 1104"):
        mean = few["kept"][form]["mean"] / few["handovers"]
        assert mean == pytest.approx(kept["kept"][form]["mean"] / kept["handovers"], rel=0.05), form


def test_the_same_seed_tells_the_same() -> None:
    desk = Desk(merchants=2_000)
    one, again, other = (simulate.told(desk, Simulation(desk, seed).run(), Costs.read()) for seed in (7, 7, 8))
    assert one == again
    assert one != other


def test_nothing_comes_out_of_nothing(year: Year) -> None:
    """What is opened was sealed, and everybody who asks comes to one end."""
    sealed = sum(count for name, count in year.calls.items() if name.startswith(("answer", "put")))
    opened = sum(count for name, count in year.calls.items() if name.startswith("open"))
    events = year.events
    assert opened == year.calls["confirm"] < sealed
    assert events["request.created"] == events["request.answered"] + events["request.expired"]
    assert events["request.answered"] == events["bundle.opened"] + events["bundle.expired"]
    assert sum(year.calls.values()) == sum(year.calls_by_second)
    assert sum(events.values()) == sum(year.events_by_hour)


def test_what_is_kept_follows_from_how_long(year: Year) -> None:
    """Little's law, for the form whose time is known: each call is remembered for a day."""
    remembered = year.kept["call remembered for 24 h"]
    assert sum(remembered) / len(remembered) == pytest.approx(year.calls["ask"] / DAYS)
    assert all(number > -1 for numbers in year.kept.values() for number in numbers)


def test_a_larger_envelope_is_dearer_by_its_size() -> None:
    costs = Costs.read()
    larger = costs.held("bundle sealed 16464") - costs.held("bundle sealed 1104")
    assert costs.held("request answered 16464") - costs.held("request answered 1104") == larger > 15_360
    assert costs.held("request answered 1104") == costs.held("request answered")
    assert costs.call("put 16464")[0] - costs.call("put 1104")[0] == pytest.approx(15_360 * 4 / 3)
    assert costs.call("open 16464")[1] - costs.call("open 1104")[1] == pytest.approx(15_360 * 4 / 3)


def test_agents_work_by_day() -> None:
    monday, friday, saturday = 0, 4 * DAY, 5 * DAY
    assert at_work(monday + 12 * HOUR) == monday + 12 * HOUR
    assert monday + 8 * HOUR <= at_work(monday + 3 * HOUR) < monday + 10 * HOUR
    for late in (friday + 20 * HOUR, saturday + 12 * HOUR, 7 * DAY - 1):
        assert 7 * DAY + 8 * HOUR <= at_work(late) < 7 * DAY + 10 * HOUR


def test_the_log_reaches_back_as_far_as_its_events() -> None:
    quiet = [1] * (YEAR // HOUR)
    assert simulate.reach(quiet) == simulate.KEPT_DAYS
    busy = quiet.copy()
    busy[0] = simulate.MOST_EVENTS - 48
    assert simulate.reach(busy) == pytest.approx(49 / 24)


def test_costs_are_read_from_what_the_benches_print() -> None:
    forms = ["bundle sealed, 1104 bytes", "bundle opened, 1104 bytes", "bundle opened, 16464 bytes", "event"]
    live = {"costs": [{"form": form, "held": 1919.4, "log": 1735.1} for form in forms]}
    figures = {"held": 1919, "log": 1735}
    assert of_redis(live) == {"bundle sealed 1104": figures, "bundle opened 1104": figures, "event": figures}
    handover = {"cycles_per_second": {"median": 20_000.4}, "cpu": {"median": 0.5004}}
    row = {"case": {"kib": 1, "connections": 32}, "handover": handover}
    other = {**row, "case": {"kib": 16, "connections": 32}}
    assert of_processor({"machine": "two cores", "rows": [other, row]}) == {
        "machine": "two cores",
        "cycles_a_second": 20_000,
        "seconds_for_10000_cycles": 0.5,
    }
