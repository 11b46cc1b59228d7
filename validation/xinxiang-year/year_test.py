"""A year of the rivers of Xinxiang in one go: year_test.py FOLDER PROGRAM OUT

Runs configs/xinxiang/year.yaml and asks of what it wrote whether the year closes, what fell dry and filled again, and what held it up.
"""
import json
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import netCDF4
import numpy as np

from claims import Claims
from forecast import run

CASE = Path(__file__).resolve().parents[2] / "configs" / "xinxiang" / "year.yaml"
DRIEST = "2023-06-30 00:00 +08:00"  # before the flood season: the volumes of this midnight are kept
SHALLOW = 0.05    # m; below it evaporation, seepage and withdrawals fade out
NO_WATER = 0.001  # m; below it there is none to sample
FILLED = 0.1      # m
MONTH = 30        # d
LONGEST_STEP = 20  # min, max_step of the case
SHARES = ("local", "tail_water", "yellow_river", "south_north")
CONSTITUENTS = ("dissolved_oxygen", "permanganate_index", "chemical_oxygen_demand", "biochemical_oxygen_demand", "ammonia_nitrogen", "nitrate_nitrogen",
                "organic_nitrogen", "dissolved_phosphorus", "particulate_phosphorus", "conductivity", "fluoride", "water_age",
                *(f"fraction_{water}" for water in SHARES))


@dataclass
class Spell:
    """A run of midnights at which a cell stood below a depth, and the most water that stood there before and afterwards."""
    first: int = 0
    days: int = 0
    before: float = 0.0  # m
    after: float = 0.0   # m

    @property
    def long(self):
        return self.days >= MONTH

    @property
    def ended(self):
        return self.long and self.after >= FILLED

    @property
    def between(self):
        """Water ran out and came back."""
        return self.ended and self.before >= FILLED


def dry_spell(depth, below):
    """The longest between two times of water; if there is none the longest that ended, else the longest."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (depth < below).astype(int), [0]])))
    spells = [Spell(int(first), int(end - first), float(depth[:first].max(initial=0.0)), float(depth[end:].max(initial=0.0)))
              for first, end in zip(edges[::2], edges[1::2])]
    return max(spells, key=lambda spell: (spell.between, spell.ended, spell.days), default=Spell())


class Year:
    """What the run left, by scenario."""

    def __init__(self, out):
        self.summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
        self.scenarios = {scenario["name"]: scenario for scenario in self.summary["scenarios"]}
        with netCDF4.Dataset(out / "checkpoint.nc") as data:
            self.least_volume = float(np.min(data["flow_volume"][:]))
        with netCDF4.Dataset(out / "forecast.nc") as data:
            self.names = list(data["scenario_name"][:])
            self.day = [date(2023, 1, 1) + timedelta(days=k) for k in range(len(data["time"]))]
            self.cells = np.flatnonzero(data["cell_length"][:].data > 0)  # the others are the ends of rivers
            self.km, self.river, self.chainage = (data[name][:].data[self.cells] for name in ("cell_length", "cell_river", "cell_chainage"))
            self.km = self.km / 1000
            self.river_names = data["cell_river"].flag_meanings_zh.split()
            depth = data["depth"][:].data.astype(float)[:, :, self.cells]
            self.depth = {name: depth[:, k] for k, name in enumerate(self.names)}  # m [midnight, cell]
            self.sections = list(data["section_name"][:])
            self.daily = {name: data["section_daily_discharge"][:, k].data for k, name in enumerate(self.names)}  # m3/s [day, section]
            self.least_concentration = min(float(data[name][:].min()) for name in CONSTITUENTS)
            shares = sum(data[f"fraction_{water}"][:].astype(float) for water in SHARES)[:, :, self.cells]
            self.share_error = float(np.ma.abs(shares - 1)[depth >= SHALLOW].max())
        self.spells = {(name, below): [dry_spell(series, below) for series in self.depth[name].T] for name in self.names for below in (SHALLOW, NO_WATER)}

    def dry_kilometres(self, name, below):
        """[midnight]"""
        return (self.depth[name] < below) @ self.km

    def worst_error(self, water):
        """Of water, or of the constituent whose balance is worst."""
        return max(account["relative_error"] for scenario in self.scenarios.values() for key, account in scenario["ledger"].items() if (key == "water") == water)

    def count(self, name, below, what):
        return sum(getattr(spell, what) for spell in self.spells[name, below])

    def emptied(self, name):
        """Rivers most of whose length fell dry for a month or more and filled again."""
        ended = np.array([spell.ended for spell in self.spells[name, SHALLOW]])
        return [river for k, river in enumerate(self.river_names) if self.km[(self.river == k) & ended].sum() >= self.km[self.river == k].sum() / 2]


def check(claims, year):
    scenarios = year.scenarios
    claims.check("scenarios that came to the end of the year", sum(not s["failed"] for s in scenarios.values()), ">=", 2, "1", "both")
    claims.check("error of the balance of water, larger of the two", year.worst_error(True), "<=", 1e-14, "1", "round-off: some 28,000 steps in compensated sums")
    claims.check("error of the balance of the worst constituent", year.worst_error(False), "<=", 1e-13, "1", "the same, with reactions")
    claims.check("least volume of a cell at the midnight of 06-30", year.least_volume, ">=", 0, "m3", "no cell holds less than nothing")
    claims.check("least depth of a cell at any midnight", min(d.min() for d in year.depth.values()), ">=", 0, "m", "the same, all year")
    claims.check("least concentration, share or age", year.least_concentration, ">=", 0, "1", "nothing turns negative in the last water of a cell")
    claims.check("shares of the origins of water, where it is 5 cm deep: sum less one", year.share_error, "<=", 0.05, "1",
                 "each share is limited by itself, so where a front of three or more waters is steep the sum is off; masses are not")
    claims.check("cells below 5 cm for a month or more on end, later deeper than 10 cm", year.count("seasons", SHALLOW, "ended"), ">=", 450, "1",
                 "the drying is real: below 5 cm losses fade out")
    claims.check("cells below 5 cm for a month or more on end, deeper than 10 cm before and later", year.count("seasons", SHALLOW, "between"), ">=", 240, "1",
                 "they do not only begin dry")
    claims.check("cells below 1 mm for a month or more on end, later deeper than 10 cm", year.count("seasons", NO_WATER, "ended"), ">=", 240, "1",
                 "bare beds: no water to sample")
    claims.check("cells below 1 mm for a month or more on end, deeper than 10 cm before and later", year.count("seasons", NO_WATER, "between"), ">=", 100, "1",
                 "canals whose heads are shut")
    claims.check("rivers dry over half their length for a month or more, later filled", len(year.emptied("seasons")), ">=", 12, "1",
                 "canals whose heads are shut, rivers of the hills, ditches")
    for name, s in scenarios.items():
        effort = s["effort"]
        claims.check(f"{name}: mean step", 365 * 1440 / effort["steps"], ">=", 17, "min", f"of {LONGEST_STEP} allowed: it crawls nowhere for long")
        claims.check(f"{name}: steps refused", 100 * effort["steps_refused"] / effort["steps"], "<=", 4, "%", "what fronts over dry beds cost")
        worst = effort["worst_cells_by_iterations"][0]["iterations"]
        claims.check(f"{name}: iterations that the worst cell decided", 100 * worst / effort["newton_iterations"], "<=", 5, "%", "no cell holds up the other 2757")


def dry_table(claims, year, name):
    rows = []
    for k, river in enumerate(year.river_names):
        cells = np.flatnonzero(year.river == k)
        spells = [year.spells[name, SHALLOW][c] for c in cells]
        if not any(spell.long for spell in spells):
            continue
        bare = [year.spells[name, NO_WATER][c] for c in cells]
        longest = max(spells, key=lambda spell: (spell.between, spell.ended, spell.days))
        lengths = [year.km[cells][[getattr(s, what) for s in which]].sum() for which, what in ((spells, "long"), (spells, "ended"), (spells, "between"), (bare, "long"))]
        rows.append([river, year.km[cells].sum(), *lengths, str(longest.days),
                     f"{year.day[longest.first]:%m-%d} to {year.day[longest.first + longest.days - 1]:%m-%d}", longest.after])
    claims.table(f"{name}: rivers with cells shallower than 5 cm for {MONTH} days or more on end",
                 ["river", "length, km", "dry, km", "10 cm of water afterwards, km", "before and afterwards, km", "below 1 mm, km", "longest of the best kind, d", "midnights", "deepest after it, m"], rows)


def effort_tables(claims, year):
    s = year.summary
    claims.table("What it took", ["scenario", "steps", "refused", "Newton iterations", "iterations a step"],
                 [[name, *(str(e[key]) for key in ("steps", "steps_refused", "newton_iterations")), e["newton_iterations"] / e["steps"]]
                  for name, e in ((name, x["effort"]) for name, x in year.scenarios.items())])
    claims.note(f"Both scenarios together: {s['wall_s']:.0f} s of wall time, {s['cpu_s']:.0f} s of CPU time, {1e9 * s['cpu_s'] / s['cell_steps']:.0f} ns per cell and step.")
    rows = [[name, what, worst["river"], f"{worst['chainage_m'] / 1000:.2f}", str(worst[count]), worst["nearest_work"] or "-"]
            for name, x in year.scenarios.items()
            for what, key, count in (("iterations decided", "worst_cells_by_iterations", "iterations"), ("lengths of steps decided", "worst_cells_by_step", "steps"))
            for worst in x["effort"][key]]
    claims.table("The five worst cells", ["scenario", "what", "river", "km", "count", "nearest work"], rows)


def show(claims, year):
    effort_tables(claims, year)
    for name in year.names:
        dry_table(claims, year, name)
    claims.table("Water, million m3", ["scenario", "in", "out", "stored", "error"],
                 [[name, *(w[key] / 1e6 for key in ("in", "out", "stored_change")), w["relative_error"]] for name, w in
                  ((name, x["ledger"]["water"]) for name, x in year.scenarios.items())])
    days = np.arange(len(year.day))
    claims.plot("rivers without water, of 1371 km", "day of the year", "length, km",
                [(f"{name}, below {text}", days, year.dry_kilometres(name, below)) for name in year.names for below, text in ((SHALLOW, "5 cm"), (NO_WATER, "1 mm"))])
    claims.plot("control sections, with the seasons of irrigation", "day of the year", "daily discharge, m3/s",
                [(name, np.arange(len(year.daily["seasons"])), year.daily["seasons"][:, year.sections.index(name)]) for name in ("合河(共)", "刘庄", "淇门")])
    places = [("人民胜利渠", 26.35), ("香泉河", 9.0), ("沧河", 40.0), ("回木沟", 17.5)]
    for name, title in (("seasons", "with the seasons of irrigation"), ("none", "without diversion")):
        curves = []
        for river, at in places:
            cells = np.flatnonzero(year.river == year.river_names.index(river))
            cell = cells[np.argmin(np.abs(year.chainage[cells] - 1000 * at))]
            curves.append((f"{river} {at:g} km", days, np.minimum(year.depth[name][:, cell], 1.5)))
        claims.plot(f"{title}: midway on four rivers", "day of the year", "depth (no more than 1.5 shown), m", curves)


def main():
    folder, program, out = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    with Claims(folder.resolve().name) as claims:
        run(program, CASE, out, "--checkpoint", DRIEST)
        year = Year(out)
        check(claims, year)
        show(claims, year)
    s = year.summary
    print(f"wall {s['wall_s']:.1f} s, CPU {s['cpu_s']:.1f} s; rivers that emptied: {', '.join(year.emptied('seasons'))}")
    return claims.status


if __name__ == "__main__":
    sys.exit(main())
