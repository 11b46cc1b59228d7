"""`qingliu skill`: a forecast against itself is perfect, against made-up readings it is what can be counted by hand.

    python3 tests/command/skill_test.py PROGRAM
"""

import csv
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import netCDF4
import numpy

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "configs/xinxiang/winter.yaml"
PROGRAM = None


class Skill(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.scratch.name)
        subprocess.run([PROGRAM, "run", CASE, "--scenario", "pulsed", "--until", "2026-01-17 00:00 +08:00", "--out",
                        cls.folder / "out", "--quiet"], check=True, capture_output=True)
        cls.forecast = cls.folder / "out/forecast.nc"

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def call(self, *words):
        return subprocess.run([PROGRAM, "skill", *map(str, words)], capture_output=True, text=True, check=False)

    def readings(self, change=lambda station, value: value, section="汲县"):
        """What stations measure, as the forecast has it at a section, ammonia and discharge changed: a table of readings."""
        with netCDF4.Dataset(self.forecast) as file:
            k = list(file["section_name"][:]).index(section)
            time = file["time"][:]
            oxygen, organic, ammonia, dissolved, particulate, flow = (
                file["section_" + name][:, 0, k].astype(float)
                for name in ("dissolved_oxygen", "permanganate_index", "ammonia_nitrogen", "dissolved_phosphorus",
                             "particulate_phosphorus", "discharge"))
        path = self.folder / "readings.csv"
        with path.open("w", encoding="utf-8") as out:
            out.write("station,time,dissolved_oxygen [mg/L],permanganate_index [mg/L],total_phosphorus [mg/L],"
                      "ammonia_nitrogen [mg/L],discharge [m3/s]\n")
            for t, o, c, p, n, q in zip(time, oxygen, organic, dissolved + particulate, ammonia, flow):
                stamp = numpy.datetime64(int(t + 8 * 3600), "s").astype(object).strftime("%Y-%m-%d %H:%M")
                values = (o, c, p, change("ammonia", n), change("flow", q))
                out.write(f"{section},{stamp},{','.join(repr(float(value)) for value in values)}\n")
        return path

    def scores(self, path, *words):
        out = self.folder / "skill.json"
        done = self.call(self.forecast, "--observations", path, "--out", out, *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(out.read_text(encoding="utf-8")), done.stdout

    def test_a_forecast_against_itself_is_perfect(self):
        document, table = self.scores(self.readings())
        whole = [row for row in document["series"] if row["lead"] == "all" and row["station"]]
        self.assertEqual({row["variable"] for row in whole}, {"dissolved_oxygen", "permanganate_index", "total_phosphorus", "ammonia_nitrogen", "discharge"})
        for row in whole:
            self.assertEqual(row["pairs"], 16)  # the one at the issue is no forecast
            self.assertLess(abs(row["mean_error"]), 1e-7)  # the file keeps single precision
            self.assertAlmostEqual(row["NSE"], 1, places=6)
            self.assertAlmostEqual(row["KGE_2012"], 1, places=5)
        flow = next(row for row in whole if row["variable"] == "discharge")
        self.assertEqual(flow["grade_by_efficiency"], "甲")
        self.assertEqual((flow["passed"], flow["passed_of"]), (16, 16))
        self.assertEqual(document["classes"]["all"]["hit_rate"], 1)
        self.assertIn("汲县", table)
        self.assertEqual(document["probabilities"]["ranked_probability_score"], None)

    def test_a_bias_is_told_by_lead(self):
        document, _ = self.scores(self.readings(lambda what, value: value * (2 if what == "ammonia" else 1)))
        row = next(r for r in document["series"]
                   if r["station"] and r["variable"] == "ammonia_nitrogen" and r["lead"] == "all")
        self.assertAlmostEqual(row["PBIAS"], 0.5, places=6)
        self.assertEqual(row["unit"], "g m-3")
        leads = [r["lead"] for r in document["series"] if not r["station"] and r["variable"] == "ammonia_nitrogen"]
        self.assertEqual(leads, ["all", 1, 2])

    def test_csv_has_a_row_each(self):
        out = self.folder / "skill.csv"
        self.call(self.forecast, "--observations", self.readings(), "--out", out)
        rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
        self.assertEqual({row["station"] for row in rows}, {"汲县", "*"})

    def test_what_is_not_foretold_is_named(self):
        path = self.readings()
        path.write_text(path.read_text(encoding="utf-8").replace("汲县", "某断面"), encoding="utf-8")
        document, table = self.scores(path)
        self.assertEqual(document["series"], [])
        self.assertIn("某断面", document["not_forecast"])
        self.assertIn("某断面", table)

    def test_errors(self):
        path = self.readings()
        for words, status, told in (
                ((self.folder / "none.nc", "--observations", path), 4, "no such file"),
                ((path, "--observations", path), 2, "no forecast"),
                ((self.forecast, "--observations", path, "--scenario", "pulsd"), 2, "pulsed"),
                ((self.forecast, "--observations", path, "--out", self.folder / "x.txt"), 2, ".csv or .json"),
                ((self.forecast, "--observations", self.folder / "none.csv"), 4, "none.csv")):
            done = self.call(*words)
            self.assertEqual(done.returncode, status, done.stderr)
            self.assertIn(told, done.stderr)

    def test_pages_are_eighty_wide(self):
        for language in ("zh", "en"):
            done = self.call(self.forecast, "--observations", self.readings(), "--lang", language)
            for line in done.stdout.splitlines():
                width = sum(2 if ord(c) > 0x2e80 else 1 for c in line)
                self.assertLessEqual(width, 80, line)


if __name__ == "__main__":
    PROGRAM = str(Path(sys.argv.pop(1)).resolve())
    unittest.main()
