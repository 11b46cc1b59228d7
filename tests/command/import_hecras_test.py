"""`qingliu import hecras` on a small model: files that belong to it, what is refused, and that the case runs.

    python3 tests/command/import_hecras_test.py PROGRAM
"""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = None
SECTION = """Type RM Length L Ch R = 1 ,{station:<8},{way},{way},{way}
#Sta/Elev= 4 
       0{top:>8}      20{bed:>8}      40{bed:>8}      60{top:>8}
#Mann= 3 , 0 , 0 
       0     .06       0      10     .03       0      50     .06       0
Bank Sta=10,50
Exp/Cntr=0.3,0.1

"""
FLOW = """Flow Title=Two profiles
Number of Profiles= 2 
Profile Names=Low,High
River Rch & RM=Brook           ,Main            ,200     
      10      40
Boundary for River Rch & Prof#=Brook           ,Main            , 1 
Dn Type= 3 
Dn Slope=0.001
Boundary for River Rch & Prof#=Brook           ,Main            , 2 
Dn Type= 3 
Dn Slope=0.001
"""


def run(*words, folder):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False, cwd=folder)


class ImportHecras(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)
        geometry = "Geom Title=A brook\nRiver Reach=Brook           ,Main            \n\n"
        geometry += "".join(SECTION.format(station=station, way=way, bed=bed, top=bed + 5) for station, way, bed in ((200, 500, 51), (100, 500, 50.5), (50, "", 50)))
        self.write("brook.g01", geometry)
        self.write("brook.f01", FLOW)
        self.write("brook.prj", "Proj Title=A brook\nSI Units\n")

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8", newline="")

    def test_a_model_and_its_files_become_a_case_that_runs(self):
        done = run("import", "hecras", "brook.g01", folder=self.folder)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("2 profiles as scenarios", done.stdout)
        report = (self.folder / "brook/import-report.md").read_text(encoding="utf-8")
        for file in ("brook.g01", "brook.f01", "brook.prj"):
            self.assertIn(f"| {file} | fnv1a64:", report)
        self.assertNotIn("figures are in feet", report)
        done = run("run", "brook/case.yaml", "--out", "out", "--quiet", folder=self.folder)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertTrue((self.folder / "out/forecast.nc").exists())

    def test_without_a_project_the_report_tells_that_feet_were_taken(self):
        (self.folder / "brook.prj").unlink()
        self.assertEqual(run("import", "hecras", "brook.g01", folder=self.folder).returncode, 0)
        self.assertIn("figures are in feet", (self.folder / "brook/import-report.md").read_text(encoding="utf-8"))
        self.assertEqual(run("import", "hecras", "brook.g01", "--units", "si", "--force", folder=self.folder).returncode, 0)
        self.assertNotIn("figures are in feet", (self.folder / "brook/import-report.md").read_text(encoding="utf-8"))

    def test_a_plan_that_names_what_is_not_there_is_refused(self):
        self.write("brook.p01", "Plan Title=P\nGeom File=g01\nFlow File=f07\nSubcritical Flow\n")
        done = run("import", "hecras", "brook.g01", folder=self.folder)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("brook.p01: error: this plan takes its flow from brook.f07, which is not there", done.stderr)
        self.assertEqual(run("import", "hecras", "brook.g01", "--flow", "brook.f01", folder=self.folder).returncode, 0)
        self.write("other.p02", "Plan Title=P\nGeom File=g02\nFlow File=f01\nSubcritical Flow\n")
        done = run("import", "hecras", "brook.g01", "--plan", "other.p02", "--out", "other", folder=self.folder)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("other.p02: error: this plan is one of the geometry .g02, not of brook.g01", done.stderr)

    def test_the_first_of_several_flow_files_is_taken_and_told(self):
        self.write("brook.f02", FLOW.replace("Low,High", "One,Two"))
        self.assertEqual(run("import", "hecras", "brook.g01", folder=self.folder).returncode, 0)
        report = (self.folder / "brook/import-report.md").read_text(encoding="utf-8")
        self.assertIn("| brook.f01, the first of 2 flow files, is taken | there are brook.f01, brook.f02: `--flow` names another |", report)

    def test_lines_may_end_as_windows_ends_them(self):
        for name in ("brook.g01", "brook.f01"):
            self.write(name, (self.folder / name).read_text(encoding="utf-8").replace("\n", "\r\n"))
        self.assertEqual(run("import", "hecras", "brook.g01", folder=self.folder).returncode, 0)

    def test_faults_are_told_with_their_place_and_nothing_is_written(self):
        self.write("brook.f01", FLOW.replace(",200     ", ",250     "))
        done = run("import", "hecras", "brook.g01", folder=self.folder)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn('brook.f01:4: error: the geometry has no station 250 of "Brook, Main"', done.stderr)
        self.assertFalse((self.folder / "brook").exists())

    def test_a_folder_that_holds_something_is_left_alone(self):
        self.write("kept.txt", "mine")
        done = run("import", "hecras", "brook.g01", "--out", ".", folder=self.folder)
        self.assertEqual(done.returncode, 2)
        self.assertFalse((self.folder / "case.yaml").exists())

    def test_what_is_no_model_is_refused(self):
        (self.folder / "results.hdf").write_bytes(b"\x89HDF\r\n\x1a\n\0\0\0\0")
        for words, status, told in ((("nothere.g01",), 4, "nothere.g01"), (("results.hdf",), 2, "this is no text"), (("brook.prj",), 2, "no reach"),
                                    (("brook.g01", "--units", "furlongs"), 2, "furlongs"), (("brook.g01", "--flow", "none.f01"), 4, "none.f01")):
            done = run("import", "hecras", *words, "--out", "refused", folder=self.folder)
            self.assertEqual((done.returncode, done.stdout), (status, ""), words)
            self.assertIn(told, done.stderr)
            self.assertFalse((self.folder / "refused").exists())


if __name__ == "__main__":
    PROGRAM = str(Path(sys.argv.pop()).resolve())
    unittest.main()
