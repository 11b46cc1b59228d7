"""`qingliu import lines`: a network drawn as lines becomes a case that is sound, runs, and keeps its water.

    python3 tests/command/import_lines_test.py PROGRAM
"""

import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = None


def feature(name, points, **properties):
    return {"type": "Feature", "properties": {"河名": name, **properties}, "geometry": {"type": "LineString", "coordinates": points}}


# A river of three lines, the last drawn upwards; a tributary into the middle of the second; a branch that comes back; an
# end 40 m from the river.
LINES = [feature("清河", [[114, 35], [114.02, 35.01], [114.04, 35.01]], zup=70, zdn=69.5, b=20, q=6),
         feature("清河", [[114.04003, 35.01], [114.06, 35.0], [114.08, 35.0]], zup=69.5, zdn=69.0, b=20),
         feature("清河", [[114.12, 35.0], [114.1, 35.0], [114.08, 35.0]], zup=68.0, zdn=69.0, b=22),
         feature("西渠", [[114.05, 35.05], [114.06, 35.00003]], zup=72, zdn=69.4, b=5, q=1.5),
         feature("岔河", [[114.04, 35.01], [114.06, 34.98], [114.08, 35.0]], zup=69.6, zdn=69.1, b=8),
         feature("", [[114.1, 34.95], [114.1, 34.99964]], zup=70, zdn=69.0, b=3)]
WORDS = ["--column", "name=河名", "--column", "bed_from=zup", "--column", "bed_to=zdn [m]", "--column", "width=b", "--column", "discharge=q",
         "--value", "side_slope=2", "--value", "manning_n=0.03 s/m^(1/3)", "--value", "discharge=0.5 m3/s"]


class ImportLines(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.folder = Path(self.scratch.name)
        self.file = self.folder / "rivers.geojson"
        self.file.write_text(json.dumps({"type": "FeatureCollection", "features": LINES}, ensure_ascii=False), encoding="utf-8")

    def tearDown(self):
        self.scratch.cleanup()

    def call(self, *words):
        done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, check=False, cwd=self.folder)
        if done.returncode == 4 and "GDAL is not there" in done.stderr:
            self.skipTest("built without GDAL")
        return done

    def imported(self, *words):
        return self.call("import", "lines", self.file, "--out", "case", *WORDS, *words)

    def test_the_case_is_sound_and_runs(self):
        done = self.imported()
        self.assertEqual(done.returncode, 0, done.stderr)
        checked = self.call("check", "case/case.yaml")
        self.assertEqual(checked.returncode, 0, checked.stderr)
        self.assertIn("Rivers: 4", checked.stdout)
        self.assertIn("inflows and abstractions: 3", checked.stdout)  # two with a discharge of their own, one head without
        run = self.call("run", "case/case.yaml", "--out", "out", "--quiet")
        self.assertEqual(run.returncode, 0, run.stderr)
        summary = json.loads((self.folder / "out/summary.json").read_text(encoding="utf-8"))
        water = summary["scenarios"][0]["ledger"]["water"]
        self.assertLess(water["relative_error"], 1e-12)
        self.assertAlmostEqual(water["in"], 8 * 86400, delta=1)  # 6 + 1.5 + 0.5 m3/s
        # a steady flow stays steady: what enters leaves
        self.assertAlmostEqual(water["out"], water["in"], delta=1e-3 * water["in"])

    def test_the_report_names_every_assumption_with_its_feature(self):
        self.assertEqual(self.imported().returncode, 0)
        report = (self.folder / "case/import-report.md").read_text(encoding="utf-8")
        for said in ("| lines | 6 | rivers |", "rivers.geojson:feature 3", "the line is turned round", "the line 6 ends 39.9 m from 清河",
                     "ends lie where others do, at most", "0.5 m3/s enters at every head that tells no discharge",
                     "岔河 leaves 清河"):
            self.assertIn(said, report)

    def test_the_parts_of_a_shapefile_have_checksums(self):
        if shutil.which("ogr2ogr") is None:
            self.skipTest("no ogr2ogr")
        made = subprocess.run(["ogr2ogr", "-lco", "ENCODING=UTF-8", "rivers.shp", "rivers.geojson"], capture_output=True, text=True, check=False, cwd=self.folder)
        self.assertEqual(made.returncode, 0, made.stderr)
        done = self.call("import", "lines", "rivers.shp", "--out", "shape", *WORDS)
        self.assertEqual(done.returncode, 0, done.stderr)
        report = (self.folder / "shape/import-report.md").read_text(encoding="utf-8")
        for part in ("rivers.shp", "rivers.dbf", "rivers.prj", "rivers.cpg"):
            self.assertIn(f"| {part} | fnv1a64:", report)

    def test_a_wider_snap_joins_the_last(self):
        self.assertEqual(self.imported("--snap", 50).returncode, 0)
        self.assertIn("control sections: 1", self.call("check", "case/case.yaml").stdout)  # one outlet

    def test_the_reference_system_may_be_told(self):
        self.assertEqual(self.imported().returncode, 0)
        first = (self.folder / "case/network.yaml").read_text(encoding="utf-8")
        self.assertEqual(self.imported("--force", "--crs", 4490).returncode, 0)  # CGCS2000: the same to a centimetre
        self.assertEqual((self.folder / "case/network.yaml").read_text(encoding="utf-8"), first)
        self.assertIn("EPSG:4490", (self.folder / "case/import-report.md").read_text(encoding="utf-8"))
        refused = self.imported("--force", "--crs", 123456)
        self.assertEqual(refused.returncode, 2)
        self.assertIn("no reference system EPSG:123456", refused.stderr)

    def test_what_is_wrong_is_said_and_nothing_written(self):
        for words, status, said in ((["--column", "width=B"], 2, 'given twice'), (["--layer", "roads"], 2, 'no layer "roads"'),
                                    (["--start", "2026-01-01 00:00"], 2, "UTC offset"), (["--value", "length"], 2, "is no pair")):
            done = self.imported(*words)
            self.assertEqual(done.returncode, status, done.stderr)
            self.assertIn(said, done.stderr)
            self.assertFalse((self.folder / "case").exists())
        done = self.call("import", "lines", self.file, "--out", "case")
        self.assertEqual(done.returncode, 2)
        self.assertIn("no column of the width of the bottom (width)", done.stderr)
        self.assertEqual(self.call("import", "lines", "none.gpkg").returncode, 4)
        (self.folder / "case").mkdir()
        (self.folder / "case/mine.txt").write_text("kept")
        done = self.imported()
        self.assertEqual(done.returncode, 2)
        self.assertIn("--force", done.stderr)


if __name__ == "__main__":
    PROGRAM = str(Path(sys.argv.pop(1)).resolve())
    unittest.main()
