"""A run that does not reach its end leaves results that say so, or none: Ctrl-C, a kill, a full disk.

    python3 tests/command/interrupt_test.py PROGRAM
"""

import csv
import json
import os
import pty
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

try:
    import netCDF4
except ImportError:
    netCDF4 = None

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = None
# One schedule of the winter case: seconds to the start of the forecast, seconds more to its end.
RUN = ("run", str(ROOT / "configs/xinxiang/winter.yaml"), "--scenario", "none", "--lang", "en", "--threads", "1")
PATIENCE = 120  # s
INTERRUPTED, NOT_WRITABLE = 130, 4
PRODUCTS = ["forecast.nc", "processes.csv", "report.html", "scenarios/none.nc", "sections.csv", "summary.json"]


class Running:
    """The program on a terminal of its own for stderr, so that it shows how far it is."""

    def __init__(self, out, arguments=()):
        self.terminal, end = pty.openpty()
        self.process = subprocess.Popen([PROGRAM, *RUN, "--out", str(out), *arguments], stdout=subprocess.PIPE,
                                        stderr=end, text=True)
        os.close(end)
        self.told = ""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        os.close(self.terminal)

    def listen(self):
        """Takes what stderr has; False at its end."""
        try:
            heard = os.read(self.terminal, 4096)
        except OSError:  # the other end is closed
            return False
        self.told += heard.decode(errors="replace")
        return bool(heard)

    def wait_for(self, percent):
        """Returns once the progress line shows so much."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.listen():
            shown = re.findall(r"(\d+) %", self.told)
            if shown and int(shown[-1]) >= percent:
                return
        raise AssertionError(f"the progress line never reached {percent} %: {self.told[-500:]!r}")

    def wait_for_text(self, text):
        """Returns once it was said."""
        until = time.monotonic() + PATIENCE
        while text not in self.told:
            if time.monotonic() > until or not self.listen():
                raise AssertionError(f"{text!r} was never said: {self.told[-500:]!r}")

    def finish(self):
        """Exit status and stdout."""
        while self.listen():
            pass
        answer = self.process.stdout.read()
        return self.process.wait(PATIENCE), answer


def files_in(folder):
    return sorted(str(file.relative_to(folder)) for file in Path(folder).rglob("*") if file.is_file())


class Interrupted(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.out = Path(self.folder.name) / "out"

    def expect_flagged_results(self):
        """Every product is there, whole, and says that it is incomplete; forecast.nc is returned open."""
        self.assertEqual(files_in(self.out), PRODUCTS)
        summary = json.loads((self.out / "summary.json").read_text(encoding="utf-8"))
        self.assertEqual(summary["status"], "incomplete")
        with (self.out / "sections.csv").open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        self.assertGreater(len(rows), 0)
        if netCDF4 is None:
            self.skipTest("python3-netcdf4 is missing: the NetCDF files were not opened")
        with netCDF4.Dataset(self.out / "scenarios/none.nc") as one:
            self.assertEqual(one.status, "incomplete")
        forecast = netCDF4.Dataset(self.out / "forecast.nc")
        self.addCleanup(forecast.close)
        self.assertEqual(forecast.status, "incomplete")
        return forecast

    def test_ctrl_c_in_the_certification_leaves_the_forecast_whole(self):
        with Running(self.out, ("--until", "2026-01-17 00:00 +08:00", "--certify")) as run:
            run.wait_for_text("once more, finer")
            run.process.send_signal(signal.SIGINT)
            status, table = run.finish()
        self.assertEqual(status, INTERRUPTED, run.told[-500:])
        self.assertIn("none: not certified: interrupted", table)
        self.assertIn("the forecast itself is whole", run.told)
        self.assertEqual(files_in(self.out), PRODUCTS)
        summary = json.loads((self.out / "summary.json").read_text(encoding="utf-8"))
        self.assertNotIn("status", summary)
        self.assertEqual(summary["scenarios"][0]["not_certified"], "interrupted")
        self.assertEqual({section["numerical_error"] is None for section in summary["scenarios"][0]["sections"]}, {True})
        if netCDF4 is None:
            self.skipTest("python3-netcdf4 is missing: the NetCDF files were not opened")
        with netCDF4.Dataset(self.out / "forecast.nc") as forecast:
            self.assertEqual(forecast.status, "complete")
            self.assertEqual(forecast["section_class"][:].count(), 2 * 18)
            self.assertEqual(forecast["section_class_in_doubt"][:].count(), 0)

    def test_ctrl_c_half_way_keeps_what_there_is(self):
        with Running(self.out) as run:
            run.wait_for(40)
            run.process.send_signal(signal.SIGINT)
            status, table = run.finish()
        self.assertEqual(status, INTERRUPTED, run.told[-500:])
        self.assertIn("Interrupted; what follows ends at 2026-", table)
        self.assertIn("interrupted at 2026-", run.told)
        forecast = self.expect_flagged_results()
        whole = 30 * 8 + 1  # thirty days of one output each three hours, and the start
        written = forecast.dimensions["time"].size
        self.assertGreater(written, 0.4 * whole - 1)
        self.assertLess(written, whole)
        level = forecast["water_level"][:]
        self.assertEqual(level.count(), level.size, "a level is missing at a time that was written")
        met = forecast["section_daily_discharge"][:]
        self.assertGreater(met[:11].count(), 0)
        self.assertEqual(met[-1].count(), 0, "the last day was not reached, and yet it has a mean")

    def test_ctrl_c_before_the_first_output(self):
        with Running(self.out) as run:
            until = time.monotonic() + PATIENCE
            while not (self.out / "scenarios/none.nc.partial").exists() and time.monotonic() < until:
                time.sleep(0.02)
            run.process.send_signal(signal.SIGINT)
            status, table = run.finish()
        self.assertEqual(status, INTERRUPTED, run.told[-500:])
        self.assertIn("Interrupted", table)
        self.assertEqual(self.expect_flagged_results().dimensions["time"].size, 0)

    def test_a_kill_leaves_nothing_that_looks_like_a_result(self):
        with Running(self.out) as run:
            run.wait_for(20)
            run.process.kill()
            run.finish()
        self.assertEqual([file for file in files_in(self.out) if not file.endswith(".partial")], [])
        self.assertIn("forecast.nc.partial", files_in(self.out))

    def test_a_full_disk_leaves_nothing_that_looks_like_a_result(self):
        def small_disk():
            resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))

        done = subprocess.run([PROGRAM, *RUN, "--out", str(self.out)], capture_output=True, text=True,
                              preexec_fn=small_disk, timeout=PATIENCE, check=False)
        self.assertEqual(done.returncode, NOT_WRITABLE, done.stderr[-500:])
        self.assertRegex(done.stderr, r"error: cannot write .*: File too large")
        self.assertEqual([file for file in files_in(self.out) if not file.endswith(".partial")], [])

    def test_a_whole_run_would_not_pass_for_an_interrupted_one(self):
        done = subprocess.run([PROGRAM, *RUN, "--out", str(self.out), "--until", "2026-01-16 00:00 +08:00"],
                              capture_output=True, text=True, timeout=PATIENCE, check=False)
        self.assertEqual(done.returncode, 0, done.stderr[-500:])
        self.assertNotIn("Interrupted", done.stdout)
        self.assertNotIn("status", json.loads((self.out / "summary.json").read_text(encoding="utf-8")))


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
