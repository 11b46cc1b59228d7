"""The winter case stopped half way through a day and gone on with from its checkpoint: the files of the run that never
stopped, to the byte of every number.

    python3 tests/command/checkpoint_test.py PROGRAM
"""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    import netCDF4
except ImportError:
    netCDF4 = None

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = None
CASE = ROOT / "configs/xinxiang/winter.yaml"
SCENARIOS = ("--scenario", "none", "--scenario", "pulsed", "--scenario", "south-north", "--scenario", "both")
STOP, END = "2026-01-15 15:00 +08:00", "2026-01-16 06:00 +08:00"
INPUT_AT_FAULT = 2


def run(*arguments):
    return subprocess.run([PROGRAM, "run", *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False)


class GoingOn(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.out = Path(cls.folder.name)
        cls.ran = [
            run(CASE, *SCENARIOS, "--quiet", "--threads", "1", "--until", END, "--out", cls.out / "whole"),
            run(CASE, *SCENARIOS, "--quiet", "--threads", "2", "--until", STOP, "--checkpoint", "end", "--out", cls.out / "first"),
            run(CASE, *SCENARIOS, "--quiet", "--threads", "1", "--until", END, "--from", cls.out / "first/checkpoint.nc",
                "--out", cls.out / "second"),
        ]

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_every_run_ends_well(self):
        for ran in self.ran:
            self.assertEqual(ran.returncode, 0, ran.stderr[-500:])
        self.assertIn("checkpoint.nc", self.ran[1].stdout)

    def test_every_variable_is_the_same_to_the_bit(self):
        if netCDF4 is None:
            self.skipTest("python3-netcdf4 is missing")
        for name in ("forecast.nc", "scenarios/pulsed.nc"):
            with netCDF4.Dataset(self.out / "whole" / name) as whole, netCDF4.Dataset(self.out / "second" / name) as second:
                whole.set_auto_mask(False)
                second.set_auto_mask(False)
                self.assertEqual(set(whole.variables), set(second.variables))
                records = second.dimensions["time"].size
                self.assertEqual(records, 6)
                for variable in whole.variables:
                    one, other = whole[variable][...], second[variable][...]
                    if "time" in whole[variable].dimensions:
                        one = one[-records:]
                    same = (one == other).all() if one.dtype == object else one.tobytes() == other.tobytes()
                    self.assertTrue(same, variable)

    def test_sections_and_summary_are_the_same(self):
        read = lambda folder, name: (self.out / folder / name).read_text(encoding="utf-8")
        self.assertEqual(read("whole", "sections.csv"), read("second", "sections.csv"))
        self.assertEqual(read("whole", "processes.csv"), read("second", "processes.csv"))
        one, other = (json.loads(read(folder, "summary.json")) for folder in ("whole", "second"))
        for key in ("cpu_s", "wall_s"):
            one.pop(key), other.pop(key)
        self.assertEqual(one, other)

    def test_a_time_without_results_is_refused(self):
        ran = run(CASE, "--out", self.out / "never", "--checkpoint", "2026-01-15 02:59 +08:00")
        self.assertEqual(ran.returncode, INPUT_AT_FAULT)
        self.assertIn("2026-01-15 03:00 +08:00", ran.stderr)
        self.assertFalse((self.out / "never").exists())

    def test_a_checkpoint_of_another_case_is_refused_before_anything_is_written(self):
        ran = run(ROOT / "configs/xinxiang/summer.yaml", "--out", self.out / "never", "--from", self.out / "first/checkpoint.nc")
        self.assertEqual(ran.returncode, INPUT_AT_FAULT)
        self.assertIn("the checkpoint is of 2026-01-15 15:00", ran.stderr)
        self.assertFalse((self.out / "never").exists())


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
