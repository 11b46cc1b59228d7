"""Readings of gauges along a river, and what enters between them.

The table has a column of local times and one column of discharge (m3/s) a gauge, named Q_m3s_NAME_kmCHAINAGE, upstream first.
"""
import csv
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

DAY = 86400.0  # s
CELERITY = 2.1  # m/s, of the waves: 29.26 km in the 3.75 h by which S4 correlates best with S1
OTHER_PLANT = 8.0  # m3/s in the mean of a day: more is no groundwater and no brook (README)


@dataclass
class Gauges:
    start: datetime
    time: np.ndarray  # s since start, ascending
    names: list
    chainage: list  # km
    discharge: list  # m3/s [gauge], nan where nothing was read

    def between(self, first, last):
        """The readings with first <= time < last."""
        keep = (self.time >= (first - self.start).total_seconds()) & (self.time < (last - self.start).total_seconds())
        if keep.sum() < 2:
            raise SystemExit(f"no readings from {first} to {last}")
        begin = self.time[keep][0]
        return Gauges(self.start + timedelta(seconds=begin), self.time[keep] - begin, self.names, self.chainage, [q[keep] for q in self.discharge])


def read_gauges(file):
    with open(file, encoding="utf-8-sig", newline="") as table:
        rows = [row for row in csv.reader(table) if row]
    names, chainage = [], []
    for header in rows[0][1:]:
        name, _, at = header.removeprefix("Q_m3s_").partition("_km")
        names.append(name)
        chainage.append(float(at))
    moments = [datetime.fromisoformat(row[0]) for row in rows[1:]]
    time = np.array([(moment - moments[0]).total_seconds() for moment in moments])
    if not np.all(np.diff(time) > 0):
        raise SystemExit(f"{file}: the times are not ascending")
    columns = [np.array([float(row[k + 1] or "nan") for row in rows[1:]]) for k in range(len(names))]
    return Gauges(moments[0], time, names, chainage, columns)


def days(gauges):
    """The civil day of each reading, counted from that of the first one, and the midnight that one began with."""
    midnight = gauges.start.replace(hour=0, minute=0, second=0)
    since_midnight = gauges.time + (gauges.start - midnight).total_seconds()
    return np.floor(since_midnight / DAY).astype(int), since_midnight


def daily_gain(gauges, upper):
    """What enters between a gauge and the next one down: {civil day: m3/s}.

    The mean of the day below, minus that above in the 24 h that are earlier by the travel time of a wave; not below zero. Days without
    readings are absent.
    """
    travel = 1000 * (gauges.chainage[upper + 1] - gauges.chainage[upper]) / CELERITY
    known = np.isfinite(gauges.discharge[upper])
    gain = gauges.discharge[upper + 1] - np.interp(gauges.time - travel, gauges.time[known], gauges.discharge[upper][known])
    day, _ = days(gauges)
    return {int(k): max(0.0, float(np.nanmean(gain[day == k]))) for k in np.unique(day) if np.isfinite(gain[day == k]).any()}


def lateral_inflow(gauges, upper):
    """The daily gains at the noons, linear in between: nothing of the hydrograph within a day enters. m3/s at the times of the readings."""
    gain = daily_gain(gauges, upper)
    _, since_midnight = days(gauges)
    return np.interp(since_midnight, [(k + 0.5) * DAY for k in gain], list(gain.values()))


def undisturbed(gauges, at):
    """Which readings of a gauge say something of the river: not those of days on which more than OTHER_PLANT enters above it."""
    gain = daily_gain(gauges, at - 1)
    day, _ = days(gauges)
    return np.isfinite(gauges.discharge[at]) & np.array([gain.get(int(k), np.inf) <= OTHER_PLANT for k in day])
