"""The flood of the 卫河 and 共产主义渠 system: flood_test.py FOLDER PROGRAM OUT [--hydrographs FILE] [--event NAME] [--start T] [--end T] [--opening M]

What is not gauged enters by the rule of flood.yaml; its one factor is fitted until as much water passes 五陵 as was read there. Then 刘庄
and every other station of the file is scored. Another flood needs a file of the form of xinxiang/flood_hydrographs.csv with the given
stations and 五陵; it is scored the same way, without thresholds.
"""
import argparse
import os
import sys
from datetime import datetime
from pathlib import Path

import netCDF4
import numpy as np

from claims import Claims
from flood_case import FloodCase, number
from forecast import Profiles, run
from hydrographs import Score, area_under, read_hydrographs

CLOSED_TO = 0.005  # of the volume at the fitted station


class Simulated:
    """Series at the stations by scenario: time in s, discharge in m3/s, level in m."""

    def __init__(self, flood, file):
        self.profiles = Profiles(file)
        self.scenarios = self.profiles.scenarios
        self.time = self.profiles.time - self.profiles.time[0] + flood.first
        codes = {river["name"]: river["code"] for river in flood.network["rivers"]}
        self.places = {station: (codes[at["river"]], 1000 * number(at["at"])) for station, at in flood.scored_stations.items()}
        with netCDF4.Dataset(file) as data:
            self.stations = list(data["section_name"][:])
            self.discharge = data["section_discharge"][:].data.astype(float)

    def at(self, station, scenario):
        k = self.scenarios.index(scenario)
        return self.time, self.discharge[:, k, self.stations.index(station)], self.profiles.level(*self.places[station])[:, k]


def simulate(flood, program, out, depth, shape, gates):
    run(program, flood.write(out, depth, shape, gates), out / "run")
    return Simulated(flood, out / "run" / "forecast.nc")


def fit(flood, program, out, shape, gate, depth):
    """(depth, simulation, share of the volume missing) that bring the volume read to the fitted station: secant steps in the one factor,
    from `depth` on. Where more is given than was read the depth is none, and the share says so."""
    station = flood.says["fitted"]
    wanted = flood.hydrographs[station].volume(flood.first, flood.last)
    tried = []
    for _ in range(8):
        simulated = simulate(flood, program, out, depth, shape, [gate])
        time, discharge, _ = simulated.at(station, gate["name"])
        missing = wanted - area_under(time, discharge)
        print(f"{shape}: {1000 * depth:.1f} mm, {-missing / wanted:+.2%} at {station}")
        if abs(missing) <= CLOSED_TO * wanted or (depth == 0 and missing < 0):
            return depth, simulated, missing / wanted
        tried.append((depth, missing))
        # at first as if a fifth were still on its way at the end
        slope = 0.8 * flood.running_off_area if len(tried) == 1 else -(tried[-1][1] - tried[-2][1]) / (tried[-1][0] - tried[-2][0])
        depth = max(depth + missing / slope, 0.0)
    raise SystemExit(f"the volume at {station} could not be fitted")


def score(flood, simulated, station, scenario):
    return Score(flood.hydrographs[station], *simulated.at(station, scenario), flood.first, flood.last)


HEADER = ["station", "NSE", "volume, million m3", "read", "peak, m3/s", "read", "peak later by, h", "best shift, h", "NSE then",
          "stage: bias, m", "rms, m", "peak, m"]


def row(name, s):
    return [name, f"{s.nse:.3f}", f"{s.volume / 1e6:.1f}", f"{s.volume_read / 1e6:.1f}", f"{s.peak:.0f}", f"{s.peak_read:.0f}", f"{s.peak_late:+.1f}",
            f"{s.lag:+.1f}", f"{s.nse_shifted:.3f}",
            *(text if np.isfinite(s.stage_rms) else "-" for text in (f"{s.stage_bias:+.2f}", f"{s.stage_rms:.2f}", f"{s.stage_peak:+.2f}"))]


def plot_station(claims, flood, station, curves):
    """Discharge and stage over the hours since the first reading, with the readings."""
    read, since = flood.hydrographs[station], f"time from {flood.origin}, h"
    staged = np.isfinite(read.stage)
    claims.plot(f"{station}, discharge", since, "discharge, m3/s",
                [*((label, time / 3600, discharge) for label, time, discharge, _ in curves), ("read", read.knots / 3600, read.values, "points")])
    claims.plot(f"{station}, stage", since, "stage, m",
                [*((label, time / 3600, level) for label, time, _, level in curves), ("read", read.time[staged] / 3600, read.stage[staged], "points")])


def show(claims, flood, program, out, gates):
    """Fits and scores, with the first of `gates`; the others beside it. Returns the score of the scored station and what the fit left open."""
    scored, fitted, gate = flood.says["scored"], flood.says["fitted"], gates[0]
    rows, curves, missing = [], [], {}
    for shape, begin in flood.shapes.items():
        depth, simulated, missing[shape] = fit(flood, program, out / shape, shape, gate, number(begin))
        # what the gate decides is shown in full with the first shape
        beside = gates[1:] if not curves else gates[-1:]
        others = simulate(flood, program, out / f"{shape}-gates", depth, shape, beside)
        rows += [[shape, f"{1000 * depth:.0f}", g["name"], *row("", score(flood, simulated if g is gate else others, scored, g["name"]))[1:]]
                 for g in [gate, *beside]]
        curves += [(f"{shape}, {gate['name']}", simulated), (f"{shape}, {gates[-1]['name']}", others)]
        claims.table(f"stations, 小河口闸 {gate['name']}, {1000 * depth:.0f} mm in the shape of {shape}", HEADER,
                     [row(station, score(flood, simulated, station, gate["name"])) for station in flood.scored_stations])
    claims.note(f"Given: {', '.join(flood.given)}. Fitted: one depth of water on {flood.running_off_area / 1e6:.0f} km2 (area x runoff coefficient), "
                f"to the volume at {fitted}. 小河口闸 {gate['name']}: {gate['note']}. The rest is scored.")
    claims.table(f"{scored}, by shape of what is not gauged and opening of 小河口闸", ["shape", "mm", "小河口闸", *HEADER[1:]], rows)
    for station in (scored, fitted):
        plot_station(claims, flood, station, [(label, *source.at(station, source.scenarios[-1])) for label, source in curves])
    return score(flood, curves[0][1], scored, gate["name"]), missing[next(iter(flood.shapes))]


def check(claims, s, missing):
    claims.check("刘庄: Nash-Sutcliffe efficiency of the discharge", s.nse, ">=", 0.75, "1", "from 0.75 on very good (Moriasi et al. 2007, table 4)")
    claims.check("刘庄: peak discharge, error", 100 * abs(s.peak / s.peak_read - 1), "<=", 11, "%", "what 小河口, taken as clear throughout, takes too much")
    claims.check("刘庄: volume, error", 100 * abs(s.volume / s.volume_read - 1), "<=", 9, "%", "the same")
    claims.check("刘庄: time of the peak, error", abs(s.peak_late), "<=", 5, "h", "the readings stay within 2 % of the highest for 16 h")
    claims.check("刘庄: highest stage, error", abs(s.stage_peak), "<=", 0.25, "m", "1/20 of the depth")
    claims.check("五陵: volume, after the fit of the one factor", 100 * abs(missing), "<=", 100 * CLOSED_TO, "%", "the fit is what it says")


def tell(claims):
    """The tables on the terminal: for a flood that is tried and no part of the page."""
    for table in claims.said["tables"]:
        print(f"\n{table['title']}")
        for cells in [table["header"], *table["rows"]]:
            print(" | ".join(cells))


def seconds(text, origin, otherwise):
    return (datetime.fromisoformat(text) - origin).total_seconds() if text else otherwise


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("program", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--hydrographs", type=Path, help="of the form of xinxiang/flood_hydrographs.csv, which is the default")
    parser.add_argument("--event", default="2023-07", help="first column of the file")
    parser.add_argument("--start", help="local time, 2023-07-28 08:00:00; default: when every given station has been read")
    parser.add_argument("--end", help="local time; default: when the first of them ends")
    parser.add_argument("--opening", help="of 小河口闸 instead of clear, 2 m")
    words = parser.parse_args()
    data = os.environ.get("QINGLIU_DATA")
    own = Path(data) / "xinxiang" / "flood_hydrographs.csv" if data else None
    claims = Claims(words.folder.resolve().name)
    if own is None or not own.exists():
        claims.skip("xinxiang/flood_hydrographs.csv is not in QINGLIU_DATA")
        claims.write()
        return claims.status
    origin, hydrographs = read_hydrographs(words.hydrographs or own, words.event)
    flood = FloodCase(words.folder, own.parent, origin, hydrographs)
    bound = [hydrographs[name] for name in [*flood.given, flood.says["fitted"], flood.says["scored"]]]
    flood.first = seconds(words.start, origin, max(h.knots[0] for h in bound))
    flood.last = seconds(words.end, origin, min(h.knots[-1] for h in bound))
    gates = flood.gates(words.event)
    if words.opening:
        gates[0] = {"name": "as-asked", "opening": words.opening, "note": f"{words.opening}, as asked for"}
    result = show(claims, flood, words.program, words.out, gates)
    if words.event == flood.says["event"] and not (words.hydrographs or words.start or words.end or words.opening):
        check(claims, *result)
        claims.write()
    else:
        tell(claims)
    return claims.status


if __name__ == "__main__":
    sys.exit(main())
