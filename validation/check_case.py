"""Holds a case against readings: check_case.py FOLDER PROGRAM OUT

FOLDER/expect.yaml says what was read and how near the forecast has to come:
- `values`: single readings, with the share (or the amount) they may be missed by;
- `readings`: published series of stations, and the bias allowed in a period, beside what other ways of guessing reach.
Prints every comparison. Exit status 1 when a claim fails, 77 (skipped) when measured data is not there.
"""
import os
import sys
import unicodedata
from pathlib import Path

import yaml

from forecast import daily_means, run
from readings import station_readings

SKIPPED = 77


def column(text, width):
    """Text padded to a width on the terminal, where a Chinese sign takes two places."""
    return text + " " * (width - sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text))


def check_values(values, means):
    """Single readings; returns the number of those missed by more than allowed."""
    missed = 0
    print(f"{'section':<12}{'day':<12}{'what':<22}{'read':>9}{'simulated':>11}{'error':>9}{'allowed':>9}")
    for v in values:
        simulated = means[v["section"], v["day"]][v["what"]]
        error = simulated - v["read"]
        allowed = v["share"] * v["read"]
        bad = not abs(error) <= allowed
        missed += bad
        print(f"{column(v['section'], 12)}{v['day']:<12}{v['what']:<22}{v['read']:>9g}{simulated:>11.4g}{error / v['read']:>9.1%}{v['share']:>9.0%}"
              f"  {v['role']}{'  MISSED' if bad else ''}")
    return missed


def mean(values):
    return sum(values) / len(values) if values else float("nan")


def rivals(rows, fit_rows):
    """What needs no model: class III always; the last reading before the period, ever after."""
    last = {name: next((r.value[name] for r in reversed(fit_rows) if r.value[name] is not None), None) for name in rows[0].value}
    grade = next((r.grade for r in reversed(fit_rows) if r.grade), None)
    return last, grade


def check_readings(expect, series, with_kinetics, without):
    """Bias and class hits of both periods; returns the number of biases beyond what is allowed."""
    missed = 0
    for period in ("fitted", "scored"):
        first, last_day = expect[period]
        print(f"\n{period}, {first} to {last_day}: mean departure from the readings (forecast, kinetics off, persistence)")
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
                bad = period == "scored" and not abs(bias) <= allowed
                missed += bad
                print(f"{column(station, 12)}{name:<20} read {mean([r.value[name] for r in read]):>8.4g} x {len(read)}   {bias:>+9.3g}{still:>+10.3g}"
                      f"{persistent:>+10.3g}   allowed {allowed:g}{'  MISSED' if bad else ''}")
            for r in rows:
                if r.grade is None:
                    continue
                graded += 1
                hits["forecast"] += with_kinetics[station, r.day]["class"] == r.grade
                hits["kinetics off"] += without[station, r.day]["class"] == r.grade
                hits["always III"] += r.grade == 3
                hits["persistence"] += r.grade == grade
        print("class hit rate: " + ", ".join(f"{name} {count}/{graded}" for name, count in hits.items()))
    return missed


def main():
    folder, program, out = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    expect = yaml.safe_load((folder / "expect.yaml").read_text(encoding="utf-8"))
    series = None
    if "readings" in expect:
        data = os.environ.get("QINGLIU_DATA")
        file = Path(data) / expect["readings"] if data else None
        if file is None or not file.exists():
            print(f"skipped: {expect['readings']} is not in QINGLIU_DATA")
            return SKIPPED
        series = station_readings(file)
    run(program, folder / "case.yaml", out)
    means = daily_means(out)
    missed = check_values(expect["values"], means) if "values" in expect else 0
    if series is not None:
        still = out.with_name(out.name + "-without-kinetics")
        run(program, folder / "without-kinetics.yaml", still)
        missed += check_readings(expect, series, means, daily_means(still))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
