"""Holds a case against readings: check_case.py FOLDER PROGRAM OUT

FOLDER/expect.yaml says what was read and how near the forecast has to come:
- `values`: single readings, with the share (or the amount) they may be missed by;
- `readings`: published series of stations, and the bias allowed in a period, beside what other ways of guessing reach.
Prints every comparison and leaves its claims for the page. Exit status 1 when a claim fails, 77 (skipped) when measured data is not there.
"""
import os
import sys
from pathlib import Path

import yaml

from claims import Claims
from forecast import daily_means, run
from readings import station_readings


def check_values(values, means, claims):
    """Single readings."""
    rows = []
    for v in values:
        what = v["what"].replace("_", " ")
        simulated = means[v["section"], v["day"]][v["what"]]
        error = simulated / v["read"] - 1
        claims.check(f"{v['section']}, {what} of {v['day']}", 100 * abs(error), "<=", 100 * v["share"], "%", v["role"])
        rows.append([v["section"], what, v["read"], simulated, f"{error:+.1%}", v["role"]])
    claims.table("Readings", ["section", "what", "read", "simulated", "error", "role"], rows)


def mean(values):
    return sum(values) / len(values) if values else float("nan")


def rivals(rows, fit_rows):
    """What needs no model: class III always; the last reading before the period, ever after."""
    last = {name: next((r.value[name] for r in reversed(fit_rows) if r.value[name] is not None), None) for name in rows[0].value}
    grade = next((r.grade for r in reversed(fit_rows) if r.grade), None)
    return last, grade


def check_readings(expect, series, with_kinetics, without, claims):
    """Bias and class hits of both periods; the bias of the scored one is claimed."""
    departures, rates = [], []
    for period in ("fitted", "scored"):
        first, last_day = expect[period]
        hits = {"forecast": 0, "kinetics off": 0, "always III": 0, "persistence": 0}
        graded = 0
        for station in expect["stations"]:
            rows = [r for r in series[station] if first <= r.day <= last_day]
            guess, grade = rivals(rows, [r for r in series[station] if r.day <= expect["fitted"][1]])
            for name, allowed in expect["bias_allowed"].items():
                read = [r for r in rows if r.value[name] is not None]
                bias = mean([with_kinetics[station, r.day][name] - r.value[name] for r in read])
                still = mean([without[station, r.day][name] - r.value[name] for r in read])
                persistent = mean([guess[name] - r.value[name] for r in read])
                what = name.replace("_", " ")
                unit = "uS/cm" if name == "conductivity" else "mg/L"
                if period == "scored":
                    claims.check(f"{station}, bias of {what}", abs(bias), "<=", allowed, unit, "see the README of the case")
                departures.append([period, station, f"{what}, {unit}", str(len(read)), mean([r.value[name] for r in read]), f"{bias:+.3g}",
                                   f"{still:+.3g}", f"{persistent:+.3g}"])
            for r in rows:
                if r.grade is None:
                    continue
                graded += 1
                hits["forecast"] += with_kinetics[station, r.day]["class"] == r.grade
                hits["kinetics off"] += without[station, r.day]["class"] == r.grade
                hits["always III"] += r.grade == 3
                hits["persistence"] += r.grade == grade
        rates.append([f"{period}, {first} to {last_day}", *(f"{count}/{graded}" for count in hits.values())])
    claims.table("Mean departure from the readings", ["period", "station", "what", "readings", "mean read", "forecast", "kinetics off", "persistence"],
                 departures)
    claims.table("Readings whose class was hit", ["period", *hits], rates)


def main():
    folder, program, out = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    expect = yaml.safe_load((folder / "expect.yaml").read_text(encoding="utf-8"))
    with Claims(folder.name) as claims:
        data = os.environ.get("QINGLIU_DATA")
        file = Path(data or "") / expect.get("readings", "")
        if "readings" in expect and not (data and file.exists()):
            claims.skip(f"{expect['readings']} is not in QINGLIU_DATA")
            return claims.status
        run(program, folder / "case.yaml", out)
        means = daily_means(out)
        if "values" in expect:
            check_values(expect["values"], means, claims)
        if "readings" in expect:
            still = out.with_name(out.name + "-without-kinetics")
            run(program, folder / "without-kinetics.yaml", still)
            check_readings(expect, station_readings(file), means, daily_means(still), claims)
    return claims.status


if __name__ == "__main__":
    sys.exit(main())
