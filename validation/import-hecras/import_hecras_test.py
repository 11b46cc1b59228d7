"""Two models of HEC-RAS, imported, checked and run by the program: import_hecras_test.py FOLDER PROGRAM OUT"""
import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import netCDF4
import numpy as np
import yaml
from claims import Claims
from compound_section import CompoundSection, TabulatedSection, profile, velocity_head, with_sections_between
from forecast import Profiles, run

FOOT = 0.3048  # m
RISE = 0.05  # m, over which an imported ineffective area comes to flow
FINER = (5, 25, 49)  # profiles whose energy equation is solved with sections between the surveys too
PIECES = 16  # of each way between two surveys: about as many as the program has cells there


class Model:
    """A model after import and run."""

    def __init__(self, program, geometry, out, *words):
        """`words`: what `run` is told besides."""
        self.case = out / geometry.stem
        shutil.rmtree(self.case, ignore_errors=True)
        for command in (["import", "hecras", str(geometry), "--out", str(self.case)], ["check", str(self.case / "case.yaml")]):
            done = subprocess.run([str(program), *command], capture_output=True, text=True, check=False)
            if done.returncode != 0:
                raise SystemExit(f"{command}: exit status {done.returncode}\n{done.stderr}")
        river = yaml.safe_load((self.case / "network.yaml").read_text(encoding="utf-8"))["rivers"][0]
        self.code = str(river["code"])
        self.at = [float(str(section["at"]).split()[0]) for section in river["sections"]]
        self.places = [str(section["place"]) for section in river["sections"]]
        self.sections = [CompoundSection(section) for section in river["sections"]]
        self.tables = []
        self.slope = float(river["outlet"]["slope"])
        text = geometry.read_text(encoding="utf-8")
        rows = re.findall(r"^Type RM Length L Ch R = 1 ,[^,]*,([^,]*),([^,]*),(\S*)", text, re.MULTILINE)
        self.ways = [np.array([float(way or 0) * FOOT for way in row]) for row in rows]
        results = self.case / "out"
        run(program, self.case / "case.yaml", results, *words)
        profiles = Profiles(results / "forecast.nc")
        self.scenarios = profiles.scenarios
        levels = np.array([profiles.level(self.code, at) for at in self.at])  # [section, time, scenario]
        self.levels = {name: levels[:, -1, i] for i, name in enumerate(profiles.scenarios)}
        self.moved = {name: np.abs(levels[:, -1, i] - levels[:, -2, i]).max() for i, name in enumerate(profiles.scenarios)}
        with netCDF4.Dataset(results / "forecast.nc") as data:
            flow = data["discharge"][-1].data
        self.discharge = {name: flow[i, 0] for i, name in enumerate(profiles.scenarios)}

    def energy(self, discharge, hecras, pieces=1):
        """Levels at the surveys by the energy equation, m."""
        if not self.tables:
            self.tables = [TabulatedSection(section, max(level[place] for level in self.levels.values()) + 2) for place, section in enumerate(self.sections)]
        sections, ways = with_sections_between(self.tables, self.ways, pieces)
        return np.array(profile(sections, ways, discharge, self.slope, hecras)[::pieces])


def rms(values):
    return float(np.sqrt(np.mean(np.square(values))))


def white_river(claims, model, results):
    """results: {profile: {section: (level, area, conveyance)}} of HEC-RAS, SI."""
    names = {number: str(number - 1) for number in results}  # the flow file counts from 0
    ours = np.array([model.levels[names[number]] for number in results])
    theirs = np.array([[results[number][place][0] for place in model.places] for number in results])
    off = ours - theirs
    claims.check("White River run by the program, level less HEC-RAS's, rms of 25 profiles at 5 sections", rms(off), "<=", 0.3, "m",
                 "measured 0.28: HEC-RAS takes the mean of five conveyances 1 to 2.4 km apart, the program what lies between, see the claim on sections between")
    claims.check("White River, largest difference of a level", np.abs(off).max(), "<=", 0.75, "m", "measured 0.70, at the greatest discharge; HEC-RAS's own equation moves as much with sections between")
    area, conveyance, skipped = [], [], 0
    for number in results:
        for section, place in zip(model.sections, model.places):
            level, a, k = results[number][place]
            if any(0 <= level - trigger <= RISE for trigger in section.triggers):
                skipped += 1
                continue
            parts = section.at(level)
            area.append(parts[0].sum() / a - 1)
            conveyance.append(parts[1].sum() / k - 1)
    claims.check("imported sections, flow area at HEC-RAS's own level, largest difference", np.abs(area).max(), "<=", 1e-3, "1", "the same survey, rounded to 0.1 mm; HEC-RAS prints six digits")
    claims.check("imported sections, conveyance at HEC-RAS's own level, largest difference", np.abs(conveyance).max(), "<=", 1e-3, "1", "the same division into stretches; HEC-RAS writes 1.486 for 1.48592 (6e-5)")
    claims.check("pairs compared", len(area) + skipped, "==", 125, "1", "5 sections, 25 profiles; none may be lost on the way")
    energy = np.array([model.energy(model.discharge[names[number]], True) for number in results])
    claims.check("HEC-RAS's energy equation on the imported sections, level less HEC-RAS's, rms", rms(energy - theirs), "<=", 0.05 * FOOT, "m",
                 "what it reaches on the sections read by hand: the import loses nothing")
    finer = {number: (model.energy(model.discharge[names[number]], False, PIECES), model.energy(model.discharge[names[number]], True, PIECES)) for number in FINER}
    apart = [model.levels[names[number]] - along for number, (along, _) in finer.items()]
    claims.check("the program less the energy equation with sections between the surveys (along the channel, no losses of shape), rms of 3 profiles", rms(apart), "<=", 0.07, "m",
                 "half a cell of 100 m on the slope of 0.001 of the lower end is 0.05 m: the flow is that of the imported sections")
    claims.check("White River, largest movement of a level in the last six hours", max(model.moved[name] for name in names.values()), "<=", 0.02, "m",
                 "the end of the run stands for the steady flow; what still moves swings about the level at which an ineffective area comes to flow")
    claims.note(f"{skipped} of 125 pairs lie within {100 * RISE:g} cm above the level of an ineffective area, where HEC-RAS has switched and the import is still rising; their areas are not compared.")
    moved = [own - np.array([results[number][place][0] for place in model.places]) for number, (_, own) in finer.items()]
    coarse = [model.energy(model.discharge[names[number]], False) - np.array([results[number][place][0] for place in model.places]) for number in FINER]
    claims.note(f"What the difference is made of: HEC-RAS's own equation with {PIECES - 1} sections between each two of its five (areas and conveyances linear at equal depth) gives levels that differ from its result by {rms(moved):.2f} m rms, {min(m.min() for m in moved):+.2f} m at most; the ways over the banks, alpha and losses of shape together make {rms(coarse):.2f} m. It is the distance of the surveys, not the import, and no form of the balance, that decides.")
    claims.table("White River: level of the program minus HEC-RAS's, m", ["discharge, m3/s", *model.places],
                 [[f"{model.discharge[names[number]]:.0f}", *[f"{d:+.2f}" for d in row]] for number, row in zip(results, off)])
    claims.plot("White River: stage at the upper end", "discharge, m3/s", "water level, m",
                [("HEC-RAS 6.3.1", [model.discharge[n] for n in names.values()], theirs[:, 0], "points"), ("imported and run", [model.discharge[n] for n in names.values()], ours[:, 0])])


def winooski(claims, model):
    name = model.scenarios[0]
    discharge, ours = model.discharge[name], model.levels[name]
    plain, hecras = model.energy(discharge, False), model.energy(discharge, True)
    claims.check("Winooski, the program less the energy equation along the channel, even velocity, no losses of shape, rms of 15 sections", rms(ours - plain), "<=", 0.03, "m", "the flow is that of the imported sections, which lie 640 m apart on average")
    claims.check("Winooski, the program less HEC-RAS's energy equation, rms", rms(ours - hecras), "<=", 0.03, "m", "no results of HEC-RAS are to be had; the equation gives White River's within 0.015 m")
    heads = np.array([z + velocity_head(section, z, discharge, False)[0] for section, z in zip(model.sections, ours)])
    claims.check("Winooski, least fall of the energy from one section to the next", (-np.diff(heads)).min(), ">", 0, "m", "water gains no energy on its way")
    claims.check("Winooski, discharge in the run against the flow file", discharge / (20000 * FOOT**3) - 1, "<=", 1e-6, "1", "20,000 ft3/s")
    claims.check("Winooski, largest movement of a level in the last six hours", model.moved[name], "<=", 1e-3, "m", "the flow is steady")


def hecras_results(file):
    results = {}
    with open(file, encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            results.setdefault(int(row["profile"]), {})[row["section"]] = (
                float(row["water_surface_ft"]) * FOOT, float(row["area_flow_total_ft2"]) * FOOT**2, float(row["conveyance_total_ft3s"]) * FOOT**3)
    return results


def main():
    program, out = Path(sys.argv[2]), Path(sys.argv[3])
    with Claims("import-hecras") as claims:
        data = os.environ.get("QINGLIU_DATA")
        folder = Path(data or "") / "import" / "hecras"
        if not data or not (folder / "white_river.g01").exists():
            claims.skip("import/hecras is not in QINGLIU_DATA")
        else:
            out.mkdir(parents=True, exist_ok=True)
            results = hecras_results(folder / "white_river_results_hecras.csv")
            words = [word for number in results for word in ("--scenario", str(number - 1))]
            white_river(claims, Model(program, folder / "white_river.g01", out, *words), results)
            winooski(claims, Model(program, folder / "winooski.g01", out))
    return claims.status


if __name__ == "__main__":
    sys.exit(main())
