"""A certified run of a small river: an error beside every daily mean, and a mark on what the error could change.

    python3 tests/command/certify_test.py PROGRAM
"""

import csv
import json
import math
import subprocess
import sys
import tempfile
import unicodedata
import unittest
from pathlib import Path

try:
    import netCDF4
except ImportError:
    netCDF4 = None

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = None
LENGTH, WIDTH, DEPTH, SLOPE, MANNING = 20000.0, 20.0, 2.0, 2e-4, 0.03  # m, m, m, 1, s m-1/3
DISCHARGE = WIDTH * DEPTH * (WIDTH * DEPTH / (WIDTH + 2 * DEPTH)) ** (2 / 3) * SLOPE**0.5 / MANNING  # m3/s, uniform
RATE, LIMIT = 0.5, 6.0  # 1/d of the permanganate index; mg/L, class III
NEAR, FAR = 11060.0, 15060.0  # m; at the first the exact solution stands on the limit, at the second well below it
ENTERING = LIMIT * math.exp(RATE / 86400 * NEAR * WIDTH * DEPTH / DISCHARGE)  # mg/L

FILES = {
    "network.yaml": f"""\
network: small
sources: {{S: {{title: made up}}}}
rivers:
  - name: 清河
    code: R
    from: 0 km
    to: {LENGTH:g} m
    max_cell: 500 m
    outlet: {{kind: normal_depth, slope: {SLOPE:g}}}
    source: S
    confidence: verified
    sections:
      - {{at: 0 m, bed: {LENGTH * SLOPE:g} m, width: {WIDTH:g} m, side_slope: 0.0, n: {MANNING:g} s/m^(1/3)}}
      - {{at: {LENGTH:g} m, bed: 0 m, width: {WIDTH:g} m, side_slope: 0.0, n: {MANNING:g} s/m^(1/3)}}
""",
    "boundaries.yaml": f"""\
sources: {{S: {{title: made up}}}}
waters: [{{name: river, title: 河水}}]
qualities: [{{name: river, concentration: {{permanganate_index: {ENTERING:.12g} mg/L, dissolved_oxygen: 9 mg/L}}, source: S, confidence: verified}}]
climate: {{water_temperature: 20 degC, evaporation: 0 mm/d, wind_speed: 2 m/s, elevation: 0 m, source: S, confidence: verified}}
inflows:
  - {{name: 来水, kind: inflow, river: 清河, at: 0 m, discharge: {DISCHARGE:.12g} m3/s, water: river, quality: river, source: S, confidence: verified}}
""",
    "sections.yaml": f"""\
sections:
  - {{name: near, river: 清河, at: {NEAR:g} m, target_class: III, source: S, confidence: verified}}
  - {{name: far, river: 清河, at: {FAR:g} m, target_class: III, source: S, confidence: verified}}
""",
    "parameters.yaml": f"""\
sources: {{S: {{title: made up}}}}
parameters:
  - {{name: permanganate_index_decay.rate, value: {RATE} 1/d, source: S, confidence: verified}}
""",
    "case.yaml": f"""\
case: small
start: 2000-01-01 00:00 +00:00
end: 2000-01-03 00:00 +00:00
output_interval: 12 h
network: network.yaml
boundaries: boundaries.yaml
sections: sections.yaml
standard: {ROOT}/configs/standards/gb3838-2002.yaml
initial: {{scenario: steady, spin_up: 1 d}}
numerics: {{max_step: 20 min, dispersion: {{a: 0 m2/s, b: 0, min: 0 m2/s, max: 0 m2/s}}}}
kinetics: {{parameters: parameters.yaml}}
scenarios: [{{name: steady, title: 恒定}}]
""",
}


def run(*arguments):
    return subprocess.run([PROGRAM, "run", *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False)


def columns(line):
    """Of a terminal."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


class Certified(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.out = Path(cls.folder.name)
        for name, text in FILES.items():
            (cls.out / name).write_text(text, encoding="utf-8")
        cls.case = cls.out / "case.yaml"
        cls.plain = run(cls.case, "--lang", "en", "--checkpoint", "2000-01-02 00:00 +00:00", "--out", cls.out / "plain")
        cls.ran = run(cls.case, "--lang", "en", "--certify", "--out", cls.out / "certified")
        cls.from_checkpoint = run(cls.case, "--certify", "--from", cls.out / "plain/checkpoint.nc", "--out", cls.out / "later")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_every_run_ends_well(self):
        for ran in (self.plain, self.ran, self.from_checkpoint):
            self.assertEqual(ran.returncode, 0, ran.stderr[-500:])

    def test_the_table_marks_the_class_near_the_limit_alone(self):
        rows = {line.split()[0]: line for line in self.ran.stdout.splitlines() if line.startswith(("near ", "far "))}
        self.assertIn("?", rows["near"])
        self.assertNotIn("?", rows["far"])
        self.assertIn("marked ?", self.ran.stdout)
        self.assertIn("of 4 section-days 2 have a class in doubt", self.ran.stdout)
        table = self.ran.stdout[:self.ran.stdout.index(str(self.out))]
        self.assertLessEqual(max(map(columns, table.splitlines())), 80)
        self.assertNotIn("?", self.plain.stdout)

    def test_the_files_tell_errors_and_doubts(self):
        summary = json.loads((self.out / "certified/summary.json").read_text(encoding="utf-8"))
        self.assertEqual(summary["certification"]["covers"], "cells and steps")
        near, far = (section["numerical_error"] for section in summary["scenarios"][0]["sections"])
        self.assertEqual((near["share_days_class_in_doubt"], far["share_days_class_in_doubt"]), (1, 0))
        self.assertGreater(near["indicators"]["permanganate_index"], 1e-4)
        self.assertLess(near["indicators"]["permanganate_index"], 0.1)
        with (self.out / "certified/sections.csv").open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        self.assertEqual([row["class_in_doubt"] for row in rows], ["yes", "no"] * 2)
        for row in rows[::2]:
            error, value = float(row["permanganate_index_numerical_error [mg/L]"]), float(row["permanganate_index [mg/L]"])
            self.assertLessEqual(abs(value - LIMIT), abs(error))
            self.assertAlmostEqual(float(row["margin_numerical_error [1]"]), -error / 6, delta=abs(error) / 6)

    def test_the_errors_lie_beside_the_means_in_the_forecast(self):
        if netCDF4 is None:
            self.skipTest("python3-netcdf4 is missing")
        with netCDF4.Dataset(self.out / "certified/forecast.nc") as forecast, netCDF4.Dataset(self.out / "plain/forecast.nc") as plain:
            means = [name.removeprefix("section_daily_") for name in forecast.variables if name.startswith("section_daily_")]
            self.assertIn("permanganate_index", means)
            for name in means:
                error = forecast[f"section_{name}_numerical_error"]
                self.assertEqual(error.dimensions, forecast[f"section_daily_{name}"].dimensions)
                self.assertEqual(error[:].count(), 4, name)
                self.assertNotIn(f"section_{name}_numerical_error", plain.variables)
                self.assertTrue((forecast[f"section_daily_{name}"][:] == plain[f"section_daily_{name}"][:]).all(), "certifying changed the forecast")
            self.assertEqual(forecast["section_class_in_doubt"][:, 0, :].tolist(), [[1, 0], [1, 0]])
            self.assertEqual(forecast["section_class_in_doubt"].flag_meanings, "certain in_doubt")

    def test_the_verdict_is_made_again_from_the_file_with_its_doubts(self):
        again = self.out / "again.csv"
        done = subprocess.run([PROGRAM, "assess", self.out / "certified/forecast.nc", "--lang", "en", "--out", again],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(again.read_bytes(), (self.out / "certified/sections.csv").read_bytes())
        rows = [line for line in self.ran.stdout.splitlines() if line.startswith(("near ", "far "))]
        self.assertEqual([line for line in done.stdout.splitlines() if line.startswith(("near ", "far "))], rows[:2])

    def test_from_a_checkpoint_it_tells_the_error_of_the_steps(self):
        summary = json.loads((self.out / "later/summary.json").read_text(encoding="utf-8"))
        self.assertEqual(summary["certification"]["covers"], "steps")
        near = summary["scenarios"][0]["sections"][0]["numerical_error"]
        self.assertGreater(near["indicators"]["permanganate_index"], 0)
        self.assertIn("仅时间步", self.from_checkpoint.stdout)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
