"""Fits the river to the first half of January 2014, by the rule the README beside this file states, and writes network.yaml.

    QINGLIU_DATA=... /usr/bin/python3 validation/austrian-hydropeaking/fit.py build/qingliu

Wants python3-scipy, and some minutes.
"""
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from gauges import read_gauges, undisturbed
from hindcast import READINGS, START_UP
from hydropeaking_test import HALF
from river import RIVER, simulate, write_case
from scipy.optimize import least_squares

FOLDER = Path(__file__).resolve().parent
END_BELOW = 1.0  # km, from the last gauge to the end of the model
BED = 1000.0  # m at the first gauge; any level would do

# one roughness, and width, side slope and bed slope of each reach: lower bound, start, upper bound, step of the differences
KNOBS = [("n", 0.02, 0.04, 0.07, 0.002)] + [knob for reach in (1, 2, 3) for knob in (
    (f"width {reach}", 8, 30, 80, 1.0), (f"side slope {reach}", 0, 2, 10, 0.2), (f"bed slope {reach}", 5e-4, 2e-3, 1e-2, 2e-4))]

NETWORK = """\
# Fitted by fit.py: see README.md. Widths, slopes and roughness are no survey; together they carry the waves.
network: hydropeaking
datum: none
sources: {{F: {{title: "Fitted to the first half of January 2014"}}}}
rivers:
  - name: {river}
    code: HYDROPEAKING
    from: {from_} km
    to: {to:.2f} km
    max_cell: 150 m
    outlet: {{kind: normal_depth, slope: {slope:.4g}}}
    source: F
    confidence: estimate
    note: fitted
    sections:
{sections}
"""
SECTION = "      - {{at: {at:.3f} km, bed: {bed:.3f} m, width: {width:.4g} m, side_slope: {side:.4g}, n: {n:.4g} s/m^(1/3)}}"


def write_network(file, values, chainage):
    n, shapes = values[0], np.reshape(values[1:], (3, 3))
    ends = [*chainage[:-1], chainage[-1] + END_BELOW]
    bed, lines = BED, []
    for k, (width, side, slope) in enumerate(shapes):
        lines.append(SECTION.format(at=ends[k] + (0.001 if k else 0), bed=bed, width=width, side=side, n=n))
        bed -= slope * 1000 * (ends[k + 1] - ends[k])
        lines.append(SECTION.format(at=ends[k + 1], bed=bed, width=width, side=side, n=n))
    file.write_text(NETWORK.format(river=RIVER, from_=ends[0], to=ends[-1], slope=shapes[-1][2], sections="\n".join(lines)), encoding="utf-8")


class Misfit:
    """Departures of all gauges in the first half of the month without its first day, each over the deviation of the readings."""

    def __init__(self, program, gauges):
        self.program, self.gauges = program, gauges

    def __call__(self, values):
        with tempfile.TemporaryDirectory() as folder:
            write_network(Path(folder) / "network.yaml", values, self.gauges.chainage)
            write_case(Path(folder), self.gauges, Path(folder) / "network.yaml")
            time, discharge = simulate(self.program, Path(folder))
        departures = []
        for k, computed in enumerate(discharge, start=1):
            use = undisturbed(self.gauges, k) & (self.gauges.time >= START_UP)
            measured = self.gauges.discharge[k][use]
            departures.append((np.interp(self.gauges.time[use], time, computed) - measured) / (measured.std() * np.sqrt(measured.size)))
        return np.concatenate(departures)


def main():
    program = Path(sys.argv[1]).resolve()
    january = read_gauges(Path(os.environ["QINGLIU_DATA"]) / READINGS)
    misfit = Misfit(program, january.between(january.start, HALF))
    low, start, high, step = (np.array([knob[k] for knob in KNOBS], dtype=float) for k in (1, 2, 3, 4))
    best = start
    with ProcessPoolExecutor(2) as pool:
        for steps in (step, 0.5 * step):

            def differences(x, steps=steps):
                signed = np.where(x + steps > high, -steps, steps)
                here, *moved = pool.map(misfit, [x, *(x + np.diag(signed))])
                return np.array([(m - here) / s for m, s in zip(moved, signed)]).T

            best = least_squares(misfit, best, jac=differences, bounds=(low, high), x_scale=4 * steps, ftol=1e-3, xtol=1e-3, max_nfev=25, verbose=2).x
    write_network(FOLDER / "network.yaml", best, january.chainage)
    for knob, value in zip(KNOBS, best):
        print(f"{knob[0]:14}{knob[2]:8g} -> {value:.4g}")


if __name__ == "__main__":
    main()
