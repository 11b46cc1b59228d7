"""Computes the lower gauges of a month from the first one on the fitted river, and scores them.

    /usr/bin/python3 hindcast.py PROGRAM OUT READINGS.csv [FROM TO]

READINGS.csv has the columns of hydropeaking_austria/Q_4stations_15min.csv; FROM and TO are days (2014-02-01), TO the first one left out.
Nothing is fitted. The first day starts the river up and is not scored. OUT/computed.csv holds what was computed, in the form of READINGS.csv.
"""
import csv
import sys
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from gauges import read_gauges, undisturbed
from river import simulate, write_case
from scores import lag, nash_sutcliffe, peak_errors, peaks

FOLDER = Path(__file__).resolve().parent
READINGS = "vv/hydropeaking_austria/Q_4stations_15min.csv"  # in QINGLIU_DATA
START_UP = 86400.0  # s


def hindcast(program, out, gauges):
    """(times in s, [m3/s at each gauge but the first])"""
    write_case(out, gauges, FOLDER / "network.yaml")
    return simulate(program, out)


def marks(gauges, time, computed, at, first=START_UP, last=np.inf):
    """Scores of gauge `at` for first <= time < last, in s since the first reading; `quiet` ones for the days on which nothing else works."""
    measured = gauges.discharge[at]
    scored = (gauges.time >= first) & (gauges.time < last) & np.isfinite(measured)
    quiet = scored & undisturbed(gauges, at)
    at_readings = np.interp(gauges.time, time, computed)
    waves = [k for k in peaks(computed) if first <= time[k] < last and quiet[np.argmin(np.abs(gauges.time - time[k]))]]
    errors = peak_errors(time, computed, waves, gauges.time, measured)
    return {
        "nse": nash_sutcliffe(at_readings[scored], measured[scored]),
        "quiet_nse": nash_sutcliffe(at_readings[quiet], measured[quiet]),
        "quiet_share": quiet.sum() / scored.sum(),
        "lag": lag(gauges.time[scored], measured[scored], time, computed),
        "peaks": np.isfinite(errors).sum(),
        "peaks_near": np.mean(np.abs(errors) <= 0.1),
        "worst_peak": np.nanmax(np.abs(errors)),
        "mean_peak": np.nanmean(errors),
    }


def table(gauges, scores):
    """Header and rows of the scores of all gauges but the first."""
    header = ["gauge", "NSE", "NSE on quiet days", "quiet", "late, min", "peaks on quiet days", "within 10 %", "worst", "mean"]
    return header, [[name, f"{s['nse']:.4f}", f"{s['quiet_nse']:.4f}", f"{s['quiet_share']:.0%}", f"{s['lag'] / 60:.0f}", f"{s['peaks']}",
                     f"{s['peaks_near']:.0%}", f"{s['worst_peak']:.1%}", f"{s['mean_peak']:+.1%}"] for name, s in zip(gauges.names[1:], scores)]


def write_computed(file, gauges, time, discharge):
    """What was computed at the times of the readings, in the form of the readings."""
    with open(file, "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["time_local", *(f"Q_m3s_{name}_km{at:g}" for name, at in zip(gauges.names[1:], gauges.chainage[1:]))])
        for k, second in enumerate(gauges.time):
            rows.writerow([f"{gauges.start + timedelta(seconds=float(second)):%Y-%m-%d %H:%M:%S}",
                           *(f"{np.interp(second, time, computed):.3f}" for computed in discharge)])


def main():
    program, out, readings, *period = sys.argv[1:]
    gauges = read_gauges(readings)
    if period:
        gauges = gauges.between(*(datetime.fromisoformat(day) for day in period))
    time, discharge = hindcast(Path(program).resolve(), Path(out), gauges)
    write_computed(Path(out) / "computed.csv", gauges, time, discharge)
    header, rows = table(gauges, [marks(gauges, time, computed, k) for k, computed in enumerate(discharge, start=1)])
    for cells in [header, *rows]:
        print("  ".join(f"{cell:>19}" for cell in cells))


if __name__ == "__main__":
    main()
