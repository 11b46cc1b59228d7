"""`qingliu import swmm` as the shell sees it: the folder it writes runs, and what it says of wrong words and files.

    python3 tests/command/import_swmm_test.py PROGRAM
"""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = None
INPUT_AT_FAULT, NOT_READABLE = 2, 4
# A ring of channels, a pond behind a weir, a pump with depths to start and stop at, a pollutant; metric.
MODEL = """\
[TITLE]
Ring, pond and pump
[OPTIONS]
FLOW_UNITS CMS
START_DATE 01/31/2020
END_DATE 01/31/2020
END_TIME 06:00
REPORT_STEP 00:05:00
[JUNCTIONS]
A 10 5
B 9.9 5
C 9.8 5
D 9.7 5
[OUTFALLS]
Out 9.5 NORMAL
[STORAGE]
Pond 11 4 0 FUNCTIONAL 0 0 800
Low 7 9 0 FUNCTIONAL 0 0 500
[CONDUITS]
ab A B 300 0.03
bc B C 300 0.03
ca C A 300 0.03
cd C D 300 0.03
dout D Out 300 0.03
[WEIRS]
w Pond A TRANSVERSE 1 1.7 NO
[ORIFICES]
o D Low SIDE 0 0.65 NO
[PUMPS]
p Low D lift OFF 1 0.3
[CURVES]
lift PUMP3 0 0.5
lift 4 0.3
lift 8 0
[XSECTIONS]
ab RECT_OPEN 5 5
bc RECT_OPEN 5 5
ca TRAPEZOIDAL 5 4 1 1
cd RECT_OPEN 5 5
dout TRAPEZOIDAL 5 5 1 2
w RECT_OPEN 2 3
o RECT_CLOSED 0.3 0.5
[POLLUTANTS]
TSS MG/L 0 0 0 0.5
[INFLOWS]
Pond FLOW wave
Pond TSS "" CONCEN 1 1 30
[TIMESERIES]
wave 0 0 1 5 6 2
"""


def call(*words):
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, check=False)


class Import(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.model = self.folder / "ring.inp"
        self.model.write_text(MODEL, encoding="utf-8")
        self.out = self.folder / "case"

    def test_what_it_writes_is_checked_and_runs(self):
        done = call("import", "swmm", self.model, "--out", self.out, "--utc-offset", "+08:00")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("5 conduits as", done.stdout)
        self.assertIn("sound", done.stdout)
        self.assertEqual(call("check", self.out / "case.yaml").returncode, 0)
        self.assertIn("2020-01-31 00:00 +08:00", (self.out / "case.yaml").read_text(encoding="utf-8"))
        ran = call("run", self.out / "case.yaml", "--out", self.folder / "run", "--quiet")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        report = (self.out / "import-report.md").read_text(encoding="utf-8")
        for text in ("fnv1a64:", "turned round", "## Assumed", "## Not taken", "## Units", "ring.inp:"):
            self.assertIn(text, report)
        self.assertEqual([], [str(file) for file in self.out.rglob("*.partial")])

    def test_the_same_file_gives_the_same_folder(self):
        for out in (self.folder / "one", self.folder / "two"):
            self.assertEqual(call("import", "swmm", self.model, "--out", out).returncode, 0)
        for file in sorted((self.folder / "one").rglob("*.*")):
            other = self.folder / "two" / file.relative_to(self.folder / "one")
            self.assertEqual(file.read_bytes(), other.read_bytes(), file.name)

    def test_what_is_there_is_not_written_over(self):
        self.out.mkdir()
        (self.out / "mine.txt").write_text("mine", encoding="utf-8")
        done = call("import", "swmm", self.model, "--out", self.out)
        self.assertEqual(done.returncode, INPUT_AT_FAULT)
        self.assertIn("is there already", done.stderr)
        self.assertEqual([file.name for file in self.out.iterdir()], ["mine.txt"])
        self.assertEqual(call("import", "swmm", self.model, "--out", self.out, "--force").returncode, 0)
        self.assertEqual((self.out / "mine.txt").read_text(encoding="utf-8"), "mine")

    def test_faults_write_nothing(self):
        self.model.write_text(MODEL.replace("ab A B", "ab A BB"), encoding="utf-8")
        done = call("import", "swmm", self.model, "--out", self.out)
        self.assertEqual(done.returncode, INPUT_AT_FAULT)
        self.assertIn("ring.inp:20:6: error: there is no node", done.stderr)
        self.assertFalse(self.out.exists())

    def test_wrong_words(self):
        self.assertEqual(call("import", "swmm", self.folder / "gone.inp", "--out", self.out).returncode, NOT_READABLE)
        self.assertEqual(call("import", "swmm", self.model, "--out", self.out, "--utc-offset", "8").returncode, INPUT_AT_FAULT)
        self.assertEqual(call("import").returncode, INPUT_AT_FAULT)
        self.assertEqual(call("import", "mike11", self.model).returncode, INPUT_AT_FAULT)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
