"""What the operators of a canal decide, against what the laws of the gate and of sharing say they should.

    operation_test.py FOLDER PROGRAM OUT
"""
import json
import math
import sys
from pathlib import Path

import netCDF4
import numpy as np

import forecast
from claims import Claims

SILL, WIDTH, CONTRACTION, SET_POINT, LAST_INFLOW, RESERVE = 9.3, 8.0, 0.62, 11.2, 6.0, 3.0
HOUR, DAY = 3600, 86400


def opening_for(discharge, level):
    """Opening of a free gate that passes a discharge: Q = mu a b sqrt(2 g (h - mu a)) (Henderson 1966, eq. 6.21), by bisection."""
    low, high, head = 0.0, 1.0, level - SILL
    for _ in range(60):
        middle = 0.5 * (low + high)
        jet = CONTRACTION * middle
        low, high = (middle, high) if jet * WIDTH * math.sqrt(2 * 9.81 * (head - jet)) < discharge else (low, middle)
    return low


class Run:
    def __init__(self, out):
        with netCDF4.Dataset(out / "forecast.nc") as data:
            self.time = data["time"][:].data - data["time"][0].data
            self.names = list(data["scenario_name"][:])
            self.places = list(data["section_name"][:])
            self.values = {name: data["section_" + name][:].data.astype(float) for name in ("water_level", "discharge", "conductivity")}
            start = data["time"][0].data
            self.events = [
                {"scenario": self.names[s - 1], "target": target, "by": by, "time": t - start, "until": u - start, "from": a, "to": b}
                for s, target, by, t, u, a, b in zip(
                    data["event_scenario"][:], data["event_target"][:], data["event_decided_by"][:], data["event_time"][:].data,
                    data["event_until"][:].data, data["event_from"][:].data, data["event_to"][:].data)]
        self.summary = {s["name"]: s for s in json.loads((out / "summary.json").read_text(encoding="utf-8"))["scenarios"]}
        with netCDF4.Dataset(out / "forecast.nc") as data:
            parts, amounts = list(data["ledger_part_name"][:]), data["ledger_part"][:].data
            self.taken = {(name, part): -amounts[s, p] for s, name in enumerate(self.names) for p, part in enumerate(parts)}

    def at(self, what, scenario, place):
        return self.values[what][:, self.names.index(scenario), self.places.index(place)]

    def decided(self, scenario, target=None):
        return [e for e in self.events if e["scenario"] == scenario and target in (None, e["target"])]


def setting_over_time(events, first, time):
    """The setting at each time: on its way at a constant rate from one decision to the next."""
    course = np.full(len(time), first)
    for event in events:
        share = np.clip((time - event["time"]) / max(event["until"] - event["time"], 1e-9), 0, 1)
        course = np.where(time >= event["time"], event["from"] + share * (event["to"] - event["from"]), course)
    return course


def hold(claims, run):
    fixed, held = (run.at("water_level", name, "above the gate") for name in ("fixed", "held"))
    moves = run.decided("held", "gate")
    after_twelve_hours = (run.time >= DAY) & (run.time < 36 * HOUR) | (run.time >= 2 * DAY)
    # the first hours bring the canal from where the fixed gate left it to the set point
    changed = run.time >= 12 * HOUR
    worst, wander = abs(held - SET_POINT)[changed].max(), np.ptp(fixed[changed])
    claims.check("a PI controller holds a level: deviation twelve hours after each change of the inflow", abs(held - SET_POINT)[after_twelve_hours].max(), "<=", 0.002,
                 "m", "two millimetres: less than a gauge tells")
    right = opening_for(LAST_INFLOW, SET_POINT)
    claims.check("the opening it ends with, against the law of the gate solved for it", abs(moves[-1]["to"] / right - 1), "<=", 0.001, "1",
                 "what passes at the set point has one opening")
    claims.check("worst deviation while the inflow goes from 8 to 12 and 6 m3/s", worst, "<=", 0.2, "m",
                 f"less than a tenth of the {wander:.2f} m a gate left alone lets it go by")
    fastest = max(abs(e["to"] - e["from"]) / max(e["until"] - e["time"], 1e-9) for e in moves if e["until"] > e["time"]) * HOUR
    claims.check("fastest move of the gate", fastest, "<=", 1.2 * (1 + 1e-6), "m/h", "the ramp of the case; times are told to 0.2 us")
    claims.check("moves faster than the ramp, made at once", max([abs(e["to"] - e["from"]) for e in moves if e["until"] == e["time"]], default=0), "<=",
                 1.2 / HOUR * (1 + 1e-9), "m", "ways of less than a second")
    claims.plot("Level above the gate", "time, h", "level, m", [("fixed", run.time / HOUR, fixed), ("held", run.time / HOUR, held)])
    claims.plot("Opening of the gate", "time, h", "opening, m",
                [("held", run.time / HOUR, setting_over_time(moves, 0.3, run.time)), ("right for the last inflow", run.time[[0, -1]] / HOUR, [right, right])])


def share(claims, run):
    demand = {"town": 1.0, "fields": 4.0, "ponds": 2.0}
    got = {name: demand[name] for name in demand}
    for event in run.decided("shared"):
        got[event["target"]] = event["to"]
    flow = run.at("discharge", "shared", "below the withdrawals")
    left = LAST_INFLOW - RESERVE - demand["town"]  # for the second priority
    claims.check("the reserve flows past the withdrawals at the end", abs(flow[-1] - RESERVE), "<=", 0.005, "m3/s", "an ecological flow is given to two digits")
    claims.check("the first priority is cut by", demand["town"] - got["town"], "<=", 0, "m3/s", "there is enough for it")
    for name in ("fields", "ponds"):
        right = left * demand[name] / (demand["fields"] + demand["ponds"])
        claims.check(f"{name} get their part of what is left", abs(got[name] - right), "<=", 0.005, "m3/s",
                     f"{right:.3f} m3/s: in proportion to what they ask for")
    hours = run.time / HOUR
    claims.plot("Shared withdrawals and what flows on", "time, h", "discharge, m3/s",
                [(name, hours, setting_over_time(run.decided("shared", name), demand[name], run.time)) for name in demand] +
                [("flows on", hours, flow), ("reserve", hours[[0, -1]], [RESERVE, RESERVE])])


def close(claims, run):
    salt = run.at("conductivity", "closed", "intake")
    events = run.decided("closed", "town")
    claims.check("decisions of the intake while salt passes once", len(events), "==", 2, "1", "closed and opened once: the hysteresis is wider than the ripple")
    claims.check("decisions without the hysteresis", len(run.decided("chattering", "town")), ">=", 4, "1", "the ripple crosses the limit, or the claim above says nothing")
    shut, opened = (int(round(e["time"] / 900)) for e in events[:2])
    claims.check("conductivity when it closes", salt[shut], ">", 1500, "uS/cm", "the limit of the rule")
    claims.check("conductivity at the look before", salt[shut - 1], "<=", 1500, "uS/cm", "it closes at the first look above the limit")
    claims.check("conductivity when it opens", salt[opened], "<=", 1200, "uS/cm", "the limit less the hysteresis")
    claims.check("conductivity at the look before it opens", salt[opened - 1], ">", 1200, "uS/cm", "it opens at the first look below")
    right = run.time[-1] - (events[1]["time"] - events[0]["time"])
    claims.check("what the town took, against the hours its intake stood open", abs(run.taken["closed", "town"] / right - 1), "<=", 1e-9, "1", "1 m3/s while open, to round-off")
    course = setting_over_time(events, 1.0, run.time)
    claims.plot("Conductivity at the intake, and the intake", "time, h", "1000 uS/cm; m3/s",
                [("conductivity", run.time / HOUR, salt / 1000), ("withdrawal", run.time / HOUR, course)])


def main():
    folder, program, out = (Path(word) for word in sys.argv[1:4])
    forecast.run(program, folder / "case.yaml", out)
    run = Run(out)
    with Claims(folder.resolve().name) as claims:
        hold(claims, run)
        share(claims, run)
        close(claims, run)
        worst = max(s["ledger"]["water"]["relative_error"] for s in run.summary.values())
        claims.check("balance of water of every operated scenario", worst, "<=", 1e-12, "1", "decisions make and lose no water")
    return claims.status


if __name__ == "__main__":
    sys.exit(main())
