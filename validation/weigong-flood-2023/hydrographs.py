"""Readings of gauges in a flood, and how near a simulated series comes to them."""
import csv
from datetime import datetime

import numpy as np


class Hydrograph:
    """Readings of a station: time in s from an origin, stage in m, discharge in m3/s (not a number where not read)."""

    def __init__(self, rows, origin):
        rows = sorted({row["time"]: row for row in rows}.values(), key=lambda row: row["time"])  # of two readings at one time the later row
        self.time = np.array([(datetime.fromisoformat(row["time"]) - origin).total_seconds() for row in rows])
        self.stage = np.array([float(row["stage_m"] or "nan") for row in rows])
        self.discharge = np.array([float(row["q_m3s"] or "nan") for row in rows])
        read = np.isfinite(self.discharge)
        self.knots, self.values = self.time[read], self.discharge[read]

    def at(self, time):
        """Discharge between the readings, along lines; before the first and after the last as there."""
        return np.interp(time, self.knots, self.values)

    def read_between(self, first, last):
        """Whether there are readings of the discharge to speak of."""
        return np.count_nonzero((self.knots >= first) & (self.knots <= last)) >= 3

    def within(self, first, last):
        """Times of the readings between two times, and those two."""
        inside = (self.knots > first) & (self.knots < last)
        return np.concatenate([[first], self.knots[inside], [last]])

    def volume(self, first, last):
        """m3 between two times, under the line through the readings."""
        time = self.within(first, last)
        return area_under(time, self.at(time))


def area_under(x, y):
    return float(np.sum(np.diff(x) * (y[1:] + y[:-1]) / 2))


def read_hydrographs(file, event):
    """(origin, {station: Hydrograph}) of an event; the origin is its first reading."""
    with open(file, encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["event"] == event]
    if not rows:
        raise SystemExit(f"{file}: no event {event}")
    origin = min(datetime.fromisoformat(row["time"]) for row in rows)
    return origin, {station: Hydrograph([row for row in rows if row["station"] == station], origin) for station in {row["station"]: 0 for row in rows}}


class Score:
    """A simulated series against the readings of a station between two times."""

    def __init__(self, hydrograph, time, discharge, level, first, last):
        inside = (hydrograph.time >= first) & (hydrograph.time <= last)
        read = inside & np.isfinite(hydrograph.discharge)
        seen, simulated = hydrograph.discharge[read], np.interp(hydrograph.time[read], time, discharge)
        self.nse = nash_sutcliffe(seen, simulated)
        self.volume = area_under(time, discharge)  # m3
        self.volume_read = hydrograph.volume(first, last)
        self.peak, self.peak_read = discharge.max(), seen.max()  # m3/s
        self.peak_late = (time[discharge.argmax()] - hydrograph.time[read][seen.argmax()]) / 3600  # h
        # the shift in time that makes the series most alike, h
        shifts = np.arange(-24, 24.5, 0.5)
        alike = [nash_sutcliffe(seen, np.interp(hydrograph.time[read] + 3600 * shift, time, discharge)) for shift in shifts]
        self.lag, self.nse_shifted = shifts[int(np.argmax(alike))], max(alike)
        staged = inside & np.isfinite(hydrograph.stage)
        self.stage_bias = self.stage_rms = self.stage_peak = float("nan")  # m
        if staged.any():
            difference = np.interp(hydrograph.time[staged], time, level) - hydrograph.stage[staged]
            self.stage_bias = difference.mean()
            self.stage_rms = np.sqrt(np.mean(difference**2))
            self.stage_peak = level.max() - hydrograph.stage[staged].max()


def nash_sutcliffe(seen, simulated):
    """Nash and Sutcliffe 1970: 1 less the squared errors over those of the mean of the readings."""
    return 1 - np.sum((simulated - seen) ** 2) / np.sum((seen - seen.mean()) ** 2)
