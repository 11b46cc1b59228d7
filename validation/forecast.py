"""Runs a case with the program and reads what it wrote."""
import csv
import subprocess
from pathlib import Path

import netCDF4
import numpy as np

ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "worse_than_V": 6}


def run(program, case, out, *words):
    """Runs `case` into `out`; the run must end well."""
    done = subprocess.run([str(program), "run", str(case), "--out", str(out), "--quiet", *words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{case}: exit status {done.returncode}\n{done.stderr}")


def daily_means(out, scenario=None):
    """{(section, day): {column without unit: value}} of the scenario, or of the only one; `class` as a number, 6 worse than V."""
    means = {}
    with open(Path(out) / "sections.csv", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if scenario is not None and row["scenario"] != scenario:
                continue
            values = {}
            for column, text in row.items():
                name = column.split(" [")[0]
                try:
                    values[name] = float(text)
                except ValueError:
                    values[name] = text
            values["class"] = ROMAN.get(row["class"])
            values["total_phosphorus"] = values["dissolved_phosphorus"] + values["particulate_phosphorus"]
            means[row["section"], row["date"]] = values
    return means


class Profiles:
    """Water levels along the rivers of a forecast.nc, at the times and in the scenarios it has."""

    def __init__(self, file):
        with netCDF4.Dataset(file) as data:
            self.scenarios = list(data["scenario_name"][:])
            self.time = data["time"][:].data  # s since 1970
            codes = data["cell_river"].flag_meanings.split()
            river, chainage, level = data["cell_river"][:].data, data["cell_chainage"][:].data, data["water_level"][:].data
        self.chainage, self.level_of = {}, {}  # by code of river: m [cell], m [time, scenario, cell], downstream
        for k, code in enumerate(codes):
            cells = np.flatnonzero(river == k)
            cells = cells[np.argsort(chainage[cells])]
            self.chainage[code], self.level_of[code] = chainage[cells], level[:, :, cells].astype(float)

    def level(self, code, at):
        """m [time, scenario] at a chainage (m). Between the centres of cells the surface is a line, beyond the outermost ones it goes on so."""
        x, z = self.chainage[code], self.level_of[code]
        if len(x) == 1:
            return z[:, :, 0]
        i = int(np.clip(np.searchsorted(x, at), 1, len(x) - 1))
        share = (at - x[i - 1]) / (x[i] - x[i - 1])
        return (1 - share) * z[:, :, i - 1] + share * z[:, :, i]
