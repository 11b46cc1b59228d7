"""`qingliu eco` as the shell sees it: what it prints and writes, and what it says of wrong words and files.

    python3 tests/command/eco_test.py PROGRAM
"""

import csv
import datetime
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "configs/xinxiang/winter.yaml"
PROGRAM = None
INPUT_AT_FAULT = 2


def eco(*words):
    return subprocess.run([PROGRAM, "eco", *map(str, words)], capture_output=True, text=True, check=False)


class Eco(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def record(self, header="date,Q [m3/s],inflow [m3/s]"):
        """A year of 2 m3/s, but 0.5 in July; 0.8 flows in in the first ten days of it."""
        rows = [header]
        for number in range(365):
            day = datetime.date(2025, 1, 1) + datetime.timedelta(number)
            flow = 0.5 if day.month == 7 else 2
            rows.append(f"{day},{flow},{0.8 if day.month == 7 and day.day <= 10 else 3}")
        file = self.folder / "gauge.csv"
        file.write_text("\n".join(rows) + "\n", encoding="utf-8")
        return file

    def plan(self, text):
        file = self.folder / "plan.yaml"
        file.write_text(text, encoding="utf-8")
        return file

    def test_json_of_a_record(self):
        done = eco(self.record(), "--column", "Q", "--target", "1 m3/s", "--format", "json")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        place = json.loads(done.stdout)["places"][0]
        self.assertEqual(place["place"], "gauge Q")
        self.assertEqual(place["compliance"]["steps"][0]["met"], 365 - 31)
        self.assertEqual(place["compliance"]["steps"][2]["met"], 11)
        self.assertEqual(len(place["targets"]), 18)
        self.assertEqual({t["years_used"] for t in place["targets"]}, {1})

    def test_files_are_written_into_the_folder_alone(self):
        plan = self.plan("plan: p\nbase_flow: {jan_dec: 1 m3/s}\nexcuse_low_inflow: true\n")
        out = self.folder / "out"
        done = eco(self.record(), "--column", "Q", "--inflow", "inflow", "--plan", plan, "--out", out)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(sorted(file.name for file in out.iterdir()),
                         ["compliance.csv", "eco.json", "indicators.csv", "periods.csv", "targets.csv"])
        self.assertEqual(sorted(file.name for file in self.folder.iterdir()), ["gauge.csv", "out", "plan.yaml"])
        with open(out / "compliance.csv", encoding="utf-8-sig", newline="") as file:
            days = next(csv.DictReader(file))
        self.assertEqual((days["judged"], days["met"], days["excused"]), ("355", "334", "10"))

    def test_low_inflow_needs_the_inflow(self):
        plan = self.plan("plan: p\nbase_flow: {jan_dec: 1 m3/s}\nexcuse_low_inflow: true\n")
        done = eco(self.record(), "--column", "Q", "--plan", plan)
        self.assertEqual(done.returncode, INPUT_AT_FAULT)
        self.assertIn("--inflow", done.stderr)

    def test_methods_of_a_cross_section(self):
        done = eco("--case", CASE, "--section", "卫河小河口", "--bank-depth", "4 m", "--format", "json")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        targets = {t["method"]: t for t in json.loads(done.stdout)["places"][0]["targets"]}
        self.assertEqual(len(targets), 4)
        self.assertGreater(targets["wetted_perimeter_slope"]["m3s"]["jan"],
                           targets["wetted_perimeter_curvature"]["m3s"]["jan"])
        self.assertIsNone(targets["r2_cross_three"]["m3s"]["jan"])
        self.assertIn("beyond 0.3 to 30 m", targets["r2_cross_three"]["remark"])
        steeper = eco("--case", CASE, "--section", "卫河小河口", "--bank-depth", "4 m", "--slope", "0.001", "--format", "json")
        self.assertGreater(json.loads(steeper.stdout)["places"][0]["targets"][0]["m3s"]["jan"],
                           targets["wetted_perimeter_slope"]["m3s"]["jan"])

    def test_wrong_words_are_named(self):
        record = self.record()
        at_section = ("--case", CASE, "--section")
        for words, told in (((), "a record or a forecast is needed"), ((record,), "--column with Q or inflow"),
                            ((record, "--column", "Q", "--target", "1 m3"), "--target 1 m3"),
                            ((record, "--column", "Q", "--target", "0 m3/s"), "not more than 0"),
                            ((record, "--column", "Q", "--inflow", "inflow"), "excuse_low_inflow"),
                            ((record, "--column", "Q", "--section", "五陵"), "needs --case"),
                            ((*at_section, "五陵", "--target", "1 m3/s"), "goes with a record"),
                            ((*at_section, "五陵", "--unit", "m3/s"), "goes with a table"),
                            (("--case", CASE), "--section"), ((*at_section, "卫河小河"), 'did you mean "卫河小河口"?'),
                            ((*at_section, "五陵"), "--bank-depth"), ((record, "--year-begins", "13"), "--year-begins"),
                            ((self.record("date,Q,inflow"), "--column", "Q"), ":1:6")):
            done = eco(*words)
            self.assertEqual((done.returncode, done.stdout), (INPUT_AT_FAULT, ""), words)
            self.assertIn(told, done.stderr)

    def test_files_that_cannot_be_read(self):
        for name in ("none.csv", "none.nc"):
            self.assertEqual(eco(self.folder / name).returncode, 4, name)
        (self.folder / "text.nc").write_text("no NetCDF", encoding="utf-8")
        self.assertEqual(eco(self.folder / "text.nc").returncode, 4)

    def test_a_folder_that_cannot_be_made(self):
        done = eco(self.record(), "--column", "Q", "--out", self.folder / "gauge.csv/out")
        self.assertEqual((done.returncode, done.stdout), (4, ""))


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
