"""`qingliu report`: the page of a run says what its summary.json says, to the digit, and refuses what is no forecast.

    python3 tests/command/report_test.py PROGRAM
"""

import base64
import json
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zlib
from html.parser import HTMLParser
from pathlib import Path

import netCDF4

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "configs/xinxiang/winter.yaml"
VOID = {"meta", "br", "hr", "img", "input", "link", "col", "wbr"}
PROGRAM = None


class Tags(HTMLParser):
    """Every element that is opened is closed, in order."""

    def __init__(self):
        super().__init__()
        self.open, self.faults = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID and not re.fullmatch(r"path|rect|circle|line|use", tag):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID or re.fullmatch(r"path|rect|circle|line|use", tag):
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


class Report(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.scratch.name)
        cls.out = cls.folder / "out"
        subprocess.run([PROGRAM, "run", CASE, "--scenario", "none", "--scenario", "pulsed", "--until",
                        "2026-01-18 00:00 +08:00", "--out", cls.out, "--quiet"], check=True, capture_output=True)
        cls.page = cls.folder / "page.html"
        cls.json = cls.folder / "page.json"
        subprocess.run([PROGRAM, "report", cls.out, "-o", cls.page, "--json", cls.json], check=True, capture_output=True)
        cls.data = json.loads(cls.json.read_text(encoding="utf-8"))
        cls.summary = json.loads((cls.out / "summary.json").read_text(encoding="utf-8"))

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def call(self, *words):
        return subprocess.run([PROGRAM, "report", *map(str, words)], capture_output=True, text=True, check=False)

    def test_says_what_the_summary_says(self):
        self.assertEqual([s["name"] for s in self.data["scenarios"]], [s["name"] for s in self.summary["scenarios"]])
        self.assertEqual(self.data["scenarios"][self.data["best"]]["name"], self.summary["best"])
        for s, told in enumerate(self.summary["scenarios"]):
            scenario = self.data["scenarios"][s]
            measures = scenario["measures"]
            self.assertEqual(measures["share_sections_class_iii"], told["share_sections_class_III"])
            self.assertEqual(measures["share_ecological_flow_met"], told["share_ecological_flow_met"])
            self.assertEqual(measures["cost_yuan"], told["cost_yuan"])
            self.assertEqual({d["source"]: d["m3"] for d in scenario["diverted"]}, told["diverted_m3"])
            self.assertEqual(scenario["goals"], told["goals"])
            for k, section in enumerate(told["sections"]):
                verdict = self.data["verdicts"][s][k]
                flow = section["ecological_flow"]
                self.assertEqual(self.data["sections"][k]["name"], section["name"])
                self.assertEqual(verdict["worst_class"], section["worst_class"])
                self.assertEqual(max(map(int, verdict["class"])), section["worst_class"])
                self.assertEqual(verdict["share_days_meeting_target"], section["share_days_meeting_target"])
                limiting = verdict["limiting_period"]
                self.assertEqual(None if limiting < 0 else self.data["indicators"][limiting]["name"], section["limiting_indicator"])
                self.assertEqual((verdict["ecological_target_m3s"], verdict["minimum_daily_discharge"],
                                  verdict["share_days_ecological_met"], verdict["deficit_m3"]),
                                 (flow["target_m3s"], flow["min_daily_m3s"], flow["share_days_met"], flow["deficit_m3"]))
            for account in self.data["balance"]:
                self.assertEqual(account["by_scenario"][s], told["ledger"][account["account"]])
        for here, there in zip(self.data["travel"], self.summary["arrivals"], strict=True):
            self.assertEqual((here["arrival"], here["travel_h"], here["releases"], here["share_at_peak"]),
                             (there["arrival"], there["travel_h"], there["releases"], there["share_at_peak"]))
            self.assertEqual(self.data["sections"][here["section"]]["name"], there["section"])
            self.assertEqual(self.data["waters"][here["water"]]["name"], there["water"])

    def test_the_series_are_those_of_the_forecast(self):
        variables = [v["name"] for v in self.data["series"]["variables"]]
        with netCDF4.Dataset(self.out / "forecast.nc") as file:
            for name, parts in (("discharge", ["discharge"]), ("ammonia_nitrogen", ["ammonia_nitrogen"]),
                                ("total_phosphorus", ["dissolved_phosphorus", "particulate_phosphorus"])):
                truth = sum(file["section_" + part][:].astype(float) for part in parts)
                for s in range(truth.shape[1]):
                    for k in range(truth.shape[2]):
                        line = self.data["series"]["values"][variables.index(name)][s][k]
                        low, high = line["range"]
                        level = 0
                        for step, value in zip(line["steps"].split(","), truth[:, s, k], strict=True):
                            level += int(step)
                            self.assertAlmostEqual(low + (high - low) * level / 4095, value, delta=(high - low) / 8000 + 1e-6 * abs(value))

    def test_the_run_wrote_the_same_page(self):
        again = self.folder / "again.html"
        self.assertEqual(self.call(self.out / "forecast.nc", "--out", again).returncode, 0)
        self.assertEqual(again.read_bytes(), self.page.read_bytes())
        self.assertEqual((self.out / "report.html").read_bytes(), self.page.read_bytes())

    def test_names_of_files_need_not_be_utf8(self):
        folder = bytes(self.folder) + b"/" + "新乡".encode("gbk")
        done = subprocess.run([PROGRAM, "run", CASE, "--scenario", "none", "--until", "2026-01-16 00:00 +08:00", "--out", folder],
                              capture_output=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        out = self.folder / "foreign.json"
        done = subprocess.run([PROGRAM, "report", folder, "--json", out], capture_output=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("\ufffd", json.loads(out.read_text(encoding="utf-8"))["made"]["command"])
        with open(folder + b"/report.html", encoding="utf-8") as page:
            self.assertIn("</html>", page.read())

    def test_a_forecast_alone_is_enough(self):
        # nothing of the case is at hand, not even its standard
        alone = self.folder / "alone"
        alone.mkdir()
        shutil.copy(self.out / "forecast.nc", alone)
        done = subprocess.run([PROGRAM, "report", "."], cwd=alone, capture_output=True, text=True, check=False,
                              env={"QINGLIU_STANDARDS": str(alone / "nowhere"), "PATH": "/usr/bin"})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual((alone / "report.html").read_bytes(), self.page.read_bytes())

    def test_the_page_is_well_formed(self):
        page = self.page.read_bytes().decode("utf-8")  # throws where it is no UTF-8
        tags = Tags()
        tags.feed(page)
        self.assertEqual((tags.open, tags.faults), ([], []))
        held = re.findall(r'<script id="bulletin-data" type="application/octet-stream">([A-Za-z0-9+/=]*)</script>', page)
        if "没有图表" in page:
            self.assertEqual(held, [])
        else:
            self.assertEqual(len(held), 1)
            self.assertEqual(json.loads(zlib.decompress(base64.b64decode(held[0]))), self.data)
        self.assertNotRegex(page, r'(?:src|href)="https?:')

    def test_languages_and_standard_output(self):
        done = self.call(self.out, "--lang", "en", "-o", "-")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn('lang="en"', done.stdout)
        self.assertNotIn('lang="zh-CN"', done.stdout.split("<body")[0])

    def test_readings_lie_beside_the_forecast(self):
        with netCDF4.Dataset(self.out / "forecast.nc") as file:
            k = list(file["section_name"][:]).index("汲县")
            flow = float(file["section_discharge"][8, self.data["best"], k])
        readings = self.folder / "readings.csv"
        rows = [f"汲县,2026-01-{day} 00:00 +08:00,{flow * share!r}" for day, share in (("16", 1), ("17", 2), ("25", 3))]
        readings.write_text("station,time,discharge [m3/s]\n" + "\n".join(rows) + "\n", encoding="utf-8")
        out = self.folder / "measured.json"
        done = self.call(self.out, "-o", self.folder / "measured.html", "--observations", readings, "--json", out)
        self.assertEqual(done.returncode, 0, done.stderr)
        data = json.loads(out.read_text(encoding="utf-8"))
        (line,) = data["observations"]
        self.assertEqual((line["section"], data["series"]["variables"][line["variable"]]["name"]), (k, "discharge"))
        self.assertEqual(len(line["value"]), 2)  # the third is beyond the period
        self.assertAlmostEqual(line["value"][0], flow, delta=1e-3 * flow)
        self.assertEqual([(s["section"], s["pairs"]) for s in data["skill"]], [(k, 2)])
        self.assertEqual(data["doubts"][-1]["code"], "worst_skill")

    def test_what_is_no_forecast_is_refused(self):
        empty = self.folder / "empty"
        empty.mkdir()
        (empty / "text.nc").write_text("no NetCDF", encoding="utf-8")
        whole = (self.out / "forecast.nc").read_bytes()
        (empty / "torn.nc").write_bytes(whole[:len(whole) // 2])
        # a stretch in the middle, where fields lie packed
        (empty / "spoilt.nc").write_bytes(whole[:len(whole) // 3] + bytes(len(whole) // 3) + whole[2 * len(whole) // 3:])
        for named in (empty, empty / "text.nc", empty / "forecast.nc", empty / "torn.nc", empty / "spoilt.nc",
                      self.out / "scenarios/none.nc"):
            done = self.call(named)
            self.assertEqual(done.returncode, 4, done.stderr)
            self.assertIn(str(named), done.stderr)
            self.assertEqual(list(empty.glob("*.html")), [])
        self.assertEqual(self.call(self.out, "-o", self.folder / "missing/report.html").returncode, 4)
        self.assertEqual(self.call(self.out, "--observations", self.folder / "missing.csv").returncode, 4)
        self.assertEqual(self.call(self.out, "--lang", "fr").returncode, 2)


if __name__ == "__main__":
    PROGRAM = str(Path(sys.argv.pop(1)).resolve())
    unittest.main()
