"""A fault of the standard stops `check` and `run` alike: exit status 2, the fault named, nothing written. What is no fault and
probably not meant is noted; the river of the guide's reader is sound and runs.

    python3 tests/command/check_test.py PROGRAM
"""

import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BROKEN = ROOT / "tests/broken/09-class-table-with-a-hole"
PROGRAM = None
INPUT_AT_FAULT = 2


def winter_case(standard):
    """The winter case with another standard, readable from any folder."""
    text = (ROOT / "configs/xinxiang/winter.yaml").read_text(encoding="utf-8")
    for here, there in (("../standards/gb3838-2002.yaml", standard),
                        ("../standards/", f"{ROOT}/configs/standards/"), ("../../inputs/", f"{ROOT}/inputs/"),
                        ("../constituents/", f"{ROOT}/configs/constituents/"),
                        ("csv: schedules/", f"csv: {ROOT}/configs/xinxiang/schedules/")):
        assert here in text, here
        text = text.replace(here, str(there))
    return text


class Check(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def call(self, command, *arguments, standard):
        case = self.folder / "case.yaml"
        case.write_text(winter_case(standard), encoding="utf-8")
        done = subprocess.run([PROGRAM, command, str(case), *arguments], capture_output=True, text=True, check=False)
        return done.returncode, done.stderr

    def test_the_case_alone_is_sound(self):
        self.assertEqual(self.call("check", standard=ROOT / "configs/standards/gb3838-2002.yaml"), (0, ""))

    def test_a_standard_may_be_named(self):
        for name in ("gb3838-2002", "GB 3838-2002", "地表水环境质量标准"):
            self.assertEqual(self.call("check", standard=name), (0, ""), name)
        status, told = self.call("check", standard="gb3838-2003")
        self.assertEqual(status, INPUT_AT_FAULT)
        self.assertIn('no standard of the name "gb3838-2003" comes along', told)

    def test_a_class_table_with_a_hole(self):
        # The message begins with the name of the file, seen from the folder of the broken cases.
        expected = (BROKEN / "message.txt").read_text(encoding="utf-8").partition("/")[2]
        for command, arguments in (("check", ()), ("run", ("--out", str(self.folder / "out")))):
            status, told = self.call(command, *arguments, standard=BROKEN / "standard.yaml")
            self.assertEqual(status, INPUT_AT_FAULT, told)
            self.assertIn(expected, told)
        self.assertEqual([file.name for file in self.folder.iterdir()], ["case.yaml"])


class UpperThames(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for name in ("configs/upper-thames", "inputs/upper-thames"):
            shutil.copytree(ROOT / name, self.folder / name)
        self.case = self.folder / "configs/upper-thames/august.yaml"

    def change(self, file, here, there):
        text = (self.folder / file).read_text(encoding="utf-8")
        self.assertIn(here, text)
        (self.folder / file).write_text(text.replace(here, there), encoding="utf-8")

    def call(self, command, *arguments):
        done = subprocess.run([PROGRAM, command, str(self.case), *arguments], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def one_day(self):
        return self.call("run", "--scenario", "today", "--until", "2026-08-02 00:00 +01:00", "--lang", "en",
                         "--out", str(self.folder / "out"))

    def test_it_is_sound_without_a_note(self):
        told = self.call("check")
        self.assertEqual(told.stderr, "")
        self.assertIn("upper-thames: sound. Rivers: 5", told.stdout)
        self.assertNotIn("note:", told.stdout)

    def test_it_runs_a_day_after_a_spin_up_that_is_long_enough(self):
        told = self.one_day()
        self.assertEqual(told.stderr, "")
        self.assertIn("Wallingford", told.stdout)
        self.assertIn("No schedule reaches every goal", told.stdout)

    def test_a_short_spin_up_is_noted(self):
        self.change("configs/upper-thames/august.yaml", "spin_up: 25 d", "spin_up: 2 d")
        self.assertRegex(self.one_day().stderr, r"the spin-up of 2 d is short: the water at \w+ is \d+\.\d d old")

    def test_a_bed_that_rises_and_constituents_not_carried_are_noted(self):
        self.change("inputs/upper-thames/network.yaml", "bed: 56.09 m", "bed: 66.09 m")
        self.change("inputs/upper-thames/boundaries.yaml", "nitrate_nitrogen: 18 mg/L", "nitrate_nitrogen: 18 mg/L, fluoride: 0.3 mg/L")
        told = self.call("check").stdout
        self.assertIn("note: the bed of Thames rises downstream by 10.31 m, from 55.78 m at 6.85 km to 66.09 m at 8.46 km", told)
        self.assertIn("note: qualities tell fluoride, which this case does not carry", told)
        self.assertEqual(told.count("note:"), 2)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
