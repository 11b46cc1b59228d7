"""Every table the program writes for people opens right in a spreadsheet: marked as UTF-8, no stray quotes, rows of one width.

    python3 tests/command/spreadsheets_test.py PROGRAM
"""

import csv
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "configs/xinxiang/winter.yaml"
MARK = b"\xef\xbb\xbf"
PROGRAM = None

READINGS = ("断面名称,监测时间,水质类别,溶解氧(mg/L),高锰酸盐指数(mg/L),氨氮(mg/L),总磷(mg/L),流量(m3/s)\n"
            + "".join(f"\"汲县, 新\",2026-01-{day} {hour:02}:00,Ⅳ,9.{hour},4.8,0.{hour + 10},0.09,1{hour}.5\n" for day in (15, 16) for hour in (0, 8, 16))
            + "".join(f"汲县,2026-01-{day} {hour:02}:00,Ⅳ,9.{hour},4.8,0.{hour + 10},0.09,1{hour}.5\n" for day in (15, 16) for hour in (0, 8, 16)))


class Spreadsheets(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        folder = cls.folder = Path(cls.scratch.name)
        (folder / "readings.csv").write_text(READINGS, encoding="utf-8")
        cls.call("run", CASE, "--scenario", "pulsed", "--until", "2026-01-17 00:00 +08:00", "--out", folder / "run", "--quiet")
        forecast = folder / "run/forecast.nc"
        cls.call("assess", forecast, "--out", folder / "forecast.csv")
        cls.call("assess", folder / "readings.csv", "--out", folder / "observed.csv")
        cls.call("assess", folder / "readings.csv", "--by", "all", "--out", folder / "groups.csv")
        cls.call("skill", forecast, "--observations", folder / "readings.csv", "--out", folder / "skill.csv")
        cls.call("eco", forecast, "--out", folder / "eco")
        for layer in ("reaches", "reach_days", "sections", "section_days"):
            cls.call("export", forecast, "--layer", layer, "--to", folder / f"{layer}.csv")
        cls.tables = [path for path in sorted(folder.rglob("*.csv")) if path.name != "readings.csv"]

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    @classmethod
    def call(cls, *words):
        done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stderr

    def each(self):
        for path in self.tables:
            with self.subTest(table=path.name):
                yield path, path.read_bytes()

    def test_every_kind_of_table_was_written(self):
        names = {path.name for path in self.tables}
        self.assertLessEqual({"sections.csv", "processes.csv", "forecast.csv", "observed.csv", "groups.csv", "skill.csv", "reaches.csv",
                              "section_days.csv"}, names)
        self.assertTrue(any("eco" in str(path.parent) for path in self.tables))

    def test_one_mark_at_the_start_and_no_other(self):
        for _, raw in self.each():
            self.assertTrue(raw.startswith(MARK))
            self.assertEqual(raw.count(MARK), 1)
            raw.decode("utf-8")

    def test_lines_end_in_one_way(self):
        for _, raw in self.each():
            self.assertTrue(raw.endswith(b"\r\n"))
            self.assertEqual(raw.count(b"\n"), raw.count(b"\r\n"))

    def test_rows_have_the_width_of_their_header_and_names_differ(self):
        for _, raw in self.each():
            rows = list(csv.reader(raw.decode("utf-8-sig").splitlines(), strict=True))
            self.assertGreater(len(rows), 1)
            self.assertEqual({len(row) for row in rows}, {len(rows[0])})
            self.assertEqual(len(set(rows[0])), len(rows[0]))
            self.assertTrue(all(rows[0]))

    def test_quotes_stand_only_where_they_must(self):
        for _, raw in self.each():
            for line in raw.decode("utf-8-sig").splitlines():
                for quoted in re.findall(r'(?:^|,)"((?:[^"]|"")*)"(?=,|$)', line):
                    self.assertRegex(quoted, r'[,"]', line)

    def test_a_name_with_a_comma_stays_one_cell(self):
        rows = list(csv.reader((self.folder / "observed.csv").read_text(encoding="utf-8-sig").splitlines()))
        self.assertTrue(any("汲县, 新" in row for row in rows))

    def test_cells_are_plain(self):
        # nothing a spreadsheet would reckon, or turn into something else: formulas, words for "no number", long strings of digits
        for _, raw in self.each():
            for row in csv.reader(raw.decode("utf-8-sig").splitlines()):
                for cell in row:
                    self.assertEqual(cell, cell.strip())
                    self.assertNotRegex(cell, r"^[=@]|^(?i:[-+]?(nan|inf(inity)?))$|^\d{16,}$")
                    if cell[:1] in "+-" and len(cell) > 1:
                        float(cell)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
