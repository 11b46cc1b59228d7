"""The process README writes in ten lines is run, told and booked like those of the models, and no thread changes a bit.

    python3 tests/command/own_processes_test.py PROGRAM
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import netCDF4
import numpy

ROOT = Path(__file__).resolve().parents[2]
# The files of the example, in the order of the YAML blocks behind the first.
FILES = ("case.yaml", "network.yaml", "boundaries.yaml", "sections.yaml", "operation.yaml", "processes.yaml",
         "agreement.yaml", "plan.yaml")
PROGRAM = None


class OwnProcesses(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
        for name, text in zip(FILES, blocks[1:], strict=False):
            (self.folder / name).write_text(text, encoding="utf-8")
        shutil.copy(ROOT / "configs/standards/gb3838-2002.yaml", self.folder)
        self.case = str(self.folder / "case.yaml")

    def call(self, *words):
        return subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False)

    def change(self, name, before, after):
        text = (self.folder / name).read_text(encoding="utf-8")
        self.assertIn(before, text)
        (self.folder / name).write_text(text.replace(before, after), encoding="utf-8")

    def run_case(self, *words):
        out = self.folder / f"out{len(list(self.folder.glob('out*')))}"
        done = self.call("run", self.case, "--out", str(out), "--quiet", *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return out

    def test_takes_ten_lines(self):
        text = (self.folder / "processes.yaml").read_text(encoding="utf-8")
        self.assertLessEqual(len(text.splitlines()), 10)

    def test_is_told_like_the_others(self):
        for kind, name in (("processes", "atrazine_degradation"), ("constituents", "deethylatrazine"),
                           ("parameters", "atrazine_degradation.rate_theta"), ("processes", "nitrification")):
            done = self.call("list", kind, "--case", self.case)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertRegex(done.stdout, rf"(?m)^{re.escape(name)} ")
        self.assertNotIn("atrazine", self.call("list", "processes").stdout)
        told = self.call("explain", "atrazine_degradation", "--case", self.case).stdout
        self.assertIn("atrazine_degradation.rate", told)
        self.assertIn("0.03 1/d", told)

    def test_results_and_ledger_hold_it(self):
        out = self.run_case()
        with netCDF4.Dataset(out / "forecast.nc") as file:
            self.assertEqual(file["atrazine"].units, "g m-3")
            parent = file["atrazine"][:].filled(numpy.nan)
            daughter = file["deethylatrazine"][:].filled(numpy.nan)
        self.assertLessEqual(numpy.nanmax(parent), 2e-3 * (1 + 1e-9))
        self.assertGreater(numpy.nanmax(daughter), 1e-7)
        for scenario in json.loads((out / "summary.json").read_text(encoding="utf-8"))["scenarios"]:
            lost = scenario["ledger"]["atrazine"]["reacted"]
            self.assertLess(lost, 0)
            self.assertAlmostEqual(scenario["ledger"]["deethylatrazine"]["reacted"] / lost, -187.6 / 215.7, places=12)
            self.assertLess(scenario["ledger"]["atrazine"]["relative_error"], 1e-12)

    def same_bits(self, one, two, from_time=0):
        """The scenarios of the second run, in the first."""
        with netCDF4.Dataset(one / "forecast.nc") as a, netCDF4.Dataset(two / "forecast.nc") as b:
            all_names = list(a["scenario_name"][:])
            chosen = [all_names.index(name) for name in b["scenario_name"][:]]
            for name in ("atrazine", "deethylatrazine", "dissolved_oxygen"):
                expected = a[name][:][from_time:, chosen]
                self.assertEqual(expected.tobytes(), b[name][:][-len(expected):].tobytes(), name)

    def test_neither_threads_nor_company_change_a_bit(self):
        one = self.run_case("--threads", "1")
        self.same_bits(one, self.run_case("--threads", "2"))
        self.same_bits(one, self.run_case("--scenario", "pulsed"))

    def test_a_run_goes_on_from_a_checkpoint(self):
        self.change("case.yaml", "    operation: operation.yaml", "    #")
        whole = self.run_case("--checkpoint", "2026-01-17 00:00 +08:00")
        later = self.run_case("--from", str(whole / "checkpoint.nc"))
        self.same_bits(whole, later, from_time=17)

    def test_parameters_may_be_set(self):
        self.change("case.yaml", "processes: processes.yaml", "processes: processes.yaml, parameters: parameters.yaml")
        (self.folder / "parameters.yaml").write_text(
            "parameters: [{name: atrazine_degradation.rate, value: 0 1/d, confidence: estimate, note: dark}]\n",
            encoding="utf-8")
        with netCDF4.Dataset(self.run_case() / "forecast.nc") as file:
            self.assertEqual(numpy.nanmax(file["deethylatrazine"][:].filled(numpy.nan)), 0)

    def test_a_rate_without_a_number_ends_the_scenario(self):
        self.change("processes.yaml", "rate * atrazine", "rate * atrazine * sqrt(1 - atrazine / 1[ug/L])")
        done = self.call("run", self.case, "--out", str(self.folder / "out"), "--quiet")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("the rate of atrazine_degradation is no number", done.stderr)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
