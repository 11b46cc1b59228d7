"""`qingliu assess`: a forecast judged again from its file is the run's own verdict; observations in many forms give one answer;
what is malformed is told with its place, and nothing is lost.

    python3 tests/command/assess_test.py PROGRAM
"""

import csv
import io
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = None
NATIONAL = """\
省份,流域,断面名称,监测时间,水质类别,水温(℃),pH(无量纲),溶解氧(mg/L),高锰酸盐指数(mg/L),氨氮(mg/L),总磷(mg/L),总氮(mg/L)
河南省,海河流域,五陵,2026-02-04 11:00,2,6.1,8.10,11.20,2.90,0.210,0.081,5.10
河南省,海河流域,卫河小河口,2026-02-04 11:00,Ⅲ,6.3,8.00,10.90,3.10,0.520,0.152,7.20
河南省,海河流域,某水库,2026-02-04 11:00,3,5.0,8.20,11.00,1.90,0.030,0.040,2.10
河南省,海河流域,濮阳大韩桥,2026-02-04 09:00,-1,--,--,--,--,--,--,--
"""


def call(*words):
    return subprocess.run([PROGRAM, "assess", *map(str, words)], capture_output=True, text=True, check=False)


class InAFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def judged(self, content, *words, name="o.csv"):
        """What is said of observations, as JSON."""
        out = self.folder / "judged.json"
        done = call(self.file(name, content), "--out", out, *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(out.read_text(encoding="utf-8"))


class OfForecasts(InAFolder):
    def run_and_assess(self, case, until, *words):
        done = subprocess.run([PROGRAM, "run", str(case), "--until", until, "--out", str(self.folder / "out"), *words],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        told = call(self.folder / "out/forecast.nc", "--out", self.folder / "again.csv")
        self.assertEqual(told.returncode, 0, told.stderr)
        self.assertEqual((self.folder / "again.csv").read_bytes(), (self.folder / "out/sections.csv").read_bytes())
        call(self.folder / "out/forecast.nc", "--out", self.folder / "again.json")
        again = json.loads((self.folder / "again.json").read_text(encoding="utf-8"))
        summary = json.loads((self.folder / "out/summary.json").read_text(encoding="utf-8"))
        self.assertEqual(again["best"], summary["best"])
        self.assertEqual(len(again["scenarios"]), len(summary["scenarios"]))
        for ours, theirs in zip(again["scenarios"], summary["scenarios"]):
            for key in ("name", "failed", "share_sections_class_III", "share_ecological_flow_met", "cost_yuan"):
                self.assertEqual(ours[key], theirs[key], key)
            # the same but for what is told of the run beside the verdict
            beside = ("outfall_above", "numerical_error", "probability")
            self.assertEqual(ours["sections"], [{k: v for k, v in s.items() if k not in beside} for s in theirs["sections"]])
        # the table is that of the run without the arrivals of releases, the counts of estimates and the files written
        again, run = told.stdout.splitlines(), done.stdout.splitlines()
        self.assertEqual(again[:10], run[:10])
        tables = [i for i, line in enumerate(again) if line.startswith(("★", "对照方案"))]
        self.assertTrue(tables)
        for i in tables:
            at = run.index(again[i])
            self.assertEqual(again[i:i + 20], run[at:at + 20])

    def test_winter(self):
        self.run_and_assess(ROOT / "configs/xinxiang/winter.yaml", "2026-01-16 00:00 +08:00")

    def test_summer(self):
        self.run_and_assess(ROOT / "configs/xinxiang/summer.yaml", "2026-08-27 00:00 +08:00")

    def test_an_ensemble(self):
        self.run_and_assess(ROOT / "configs/xinxiang/winter-ensemble.yaml", "2026-01-16 00:00 +08:00")

    def test_by_another_standard_and_period(self):
        case = ROOT / "configs/xinxiang/winter.yaml"
        subprocess.run([PROGRAM, "run", str(case), "--until", "2026-01-17 00:00 +08:00", "--scenario", "none", "--quiet",
                        "--out", str(self.folder)], capture_output=True, check=True)
        file = self.folder / "forecast.nc"
        strict = (ROOT / "configs/standards/gb3838-2002.yaml").read_text(encoding="utf-8").replace(
            "limits: {I: 0.02 mg/L, II: 0.1 mg/L, III: 0.2 mg/L, IV: 0.3 mg/L, V: 0.4 mg/L}",
            "limits: {I: 1 ug/L, II: 1 ug/L, III: 1 ug/L, IV: 1 ug/L, V: 1 ug/L}")
        done = call(file, "--standard", self.file("strict.yaml", strict), "--out", self.folder / "s.json")
        self.assertEqual(done.returncode, 0, done.stderr)
        told = json.loads((self.folder / "s.json").read_text(encoding="utf-8"))
        self.assertEqual({s["worst_class"] for s in told["scenarios"][0]["sections"]}, {6})
        self.assertEqual({s["limiting_indicator"] for s in told["scenarios"][0]["sections"]}, {"total_phosphorus"})
        done = call(file, "--period", "month", "--out", self.folder / "m.json")
        self.assertEqual(done.returncode, 0, done.stderr)
        told = json.loads((self.folder / "m.json").read_text(encoding="utf-8"))
        self.assertEqual(told["flagged"], [], "what was computed is not doubted")
        self.assertIn("total_phosphorus", told["sections"][0]["values"])
        self.assertIn("no scenario \"non\"", call(file, "--period", "month", "--scenario", "non").stderr)


class OfObservations(InAFolder):
    def test_classes_against_published_ones(self):
        told = self.judged(NATIONAL)
        self.assertEqual([(s["station"], s["class"], s["limiting_indicator"]) for s in told["sections"]],
                         [("五陵", 2, "total_phosphorus"), ("卫河小河口", 3, "total_phosphorus"), ("某水库", 2, "total_phosphorus"),
                          ("濮阳大韩桥", None, None)])
        self.assertEqual((told["published"]["compared"], told["published"]["agree"]), (3, 2))
        self.assertEqual(told["published"]["others"][0]["reason"], "other_column")

    def test_sections_in_lakes(self):
        for name, text in (("l.txt", "# lakes\n某水库  # a reservoir\n"),
                           ("l.yaml", "title: t\nrule: {lake: [水库], river: [桥]}\n")):
            told = self.judged(NATIONAL, "--lakes", self.file(name, text))
            self.assertEqual(told["published"]["agree"], 3)
            self.assertEqual([s["waterbody"] for s in told["sections"]], ["river", "river", "lake", "river"])

    def test_one_table_in_many_encodings(self):
        expected = self.judged(NATIONAL)
        for name, encoding in (("GB18030", "gb18030"), ("UTF-8 with byte order mark", "utf-8-sig"), ("UTF-16LE", "utf-16")):
            told = self.judged(NATIONAL.encode(encoding))
            self.assertEqual(told["encoding"], name)
            self.assertEqual(told["sections"], expected["sections"])

    def test_one_table_in_many_forms(self):
        expected = self.judged(NATIONAL)["sections"][:2]
        rows = list(csv.DictReader(io.StringIO(NATIONAL)))[:2]
        mixed = NATIONAL.replace("2026-02-04 11:00,2", "2026/2/4 11:00,2").replace("2026-02-04 11:00,Ⅲ", "2026年2月4日 11时,Ⅲ")
        self.assertEqual(self.judged(mixed)["sections"][:2], expected)
        long = "station,time,variable,value,unit,水质类别\n" + "".join(
            f"{row['断面名称']},20260204 1100,{key.split('(')[0]},{row[key]},{key.split('(')[1][:-1]},{row['水质类别']}\n"
            for row in rows for key in row if "(" in key)
        for ours, theirs in zip(self.judged(long)["sections"], expected):
            for key in ("station", "start", "class", "published_class", "limiting_indicator", "values"):
                self.assertEqual(ours[key], theirs[key], key)

    def test_flags_and_leaving_out(self):
        rows = "".join(f"A,2026-09-{day:02d} {hour:02d}:00,8,{value}\n" for day, hour, value in
                       ((1, 12, 2.22), (2, 2, 20.36), (2, 12, 2.02), (3, 2, 2.03)))
        text = "station,time,DO,CODMn\n" + rows
        told = self.judged(text)
        self.assertEqual([s["class"] for s in told["sections"]], [2, 6, 2, 2], "flagged values are judged all the same")
        self.assertEqual([(f["value"], f["flags"], f["line"]) for f in told["flagged"]], [(20.36, "spike", 3)])
        told = self.judged(text, "--without-flagged")
        self.assertEqual([s["class"] for s in told["sections"]], [2, 1, 2, 2])
        self.assertEqual(told["values_left_out"], 1)
        self.assertEqual(told["readings"], 4, "nothing is taken out of the table")

    def test_periods_and_rounding(self):
        text = "station,time,DO,CODMn\n" + "".join(f"A,2026-0{month}-10,8,{value}\n" for month, value in ((1, 6.04), (2, 6.04), (4, 7)))
        told = self.judged(text, "--period", "month")["sections"]
        self.assertEqual([s["class"] for s in told], [3, 3, 4], "6.04 is 6.0 in a month's evaluation")
        told = self.judged(text, "--period", "month", "--rounding", "none")["sections"]
        self.assertEqual([s["class"] for s in told], [4, 4, 4])
        told = self.judged(text, "--period", "quarter")["sections"]
        self.assertEqual([s["class"] for s in told], [3, None], "a quarter needs two months")

    def test_basins_are_rated_by_period(self):
        rows = "".join(f"河南省,黄河流域,S{s},2026-{month:02d}-10 08:00,{0.4 if month == 1 or s > 1 else 3}\n"
                       for s in range(5) for month in (1, 2)) + "河南省,海河流域,T,2026-01-10 08:00,0.4\n"
        table = self.file("basins.csv", "省份,流域,断面名称,监测时间,氨氮(mg/L)\n" + rows)
        out = self.folder / "basins.json"
        done = call(table, "--by", "basin", "--out", out)
        self.assertEqual(done.returncode, 0, done.stderr)
        first, second = json.loads(out.read_text(encoding="utf-8"))["groups"]
        self.assertEqual((first["name"], first["stations"], second["name"]), ("黄河流域", 5, "海河流域"))
        self.assertEqual([p["period"] for p in first["periods"]], ["2026-01", "2026-02"])
        self.assertEqual([p["rating"] for p in first["periods"]], ["excellent", "heavy pollution"])
        self.assertEqual(first["periods"][1]["change"], "clearly worse")
        self.assertEqual(first["periods"][1]["sections"]["worse than V"], 2)
        self.assertEqual(second["periods"][0]["by_shares"], False)
        self.assertIn("重度污染", done.stdout)

    def test_below_detection_enters_as_half(self):
        told = self.judged("station,time,DO,NH3-N\nA,2026-01-10,8,<0.25\nA,2026-02-10,8,ND\n")["sections"]
        self.assertEqual([s["class"] for s in told], [1, 1])
        table = call(self.folder / "o.csv", "--lang", "en").stdout
        self.assertIn("1 values below a detection limit that is not told are not judged", table)

    def test_csv(self):
        out = self.folder / "c.csv"
        self.assertEqual(call(self.file("o.csv", NATIONAL), "--out", out).returncode, 0)
        self.assertTrue(out.read_bytes().startswith(b"\xef\xbb\xbf"))
        rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
        self.assertEqual([row["class"] for row in rows], ["II", "III", "II", ""])
        self.assertEqual(rows[1]["total_phosphorus [mg/L]"], "0.152")
        self.assertEqual(rows[1]["start"], "2026-02-04 11:00 +08:00")

    def test_own_csv_is_read_again(self):
        out = self.folder / "c.csv"
        call(self.file("o.csv", NATIONAL), "--out", out)
        again = self.judged(out.read_bytes())
        self.assertEqual([s["published_class"] for s in again["sections"]], [2, 3, 3, None])
        self.assertEqual([s["values"] for s in again["sections"]], [s["values"] for s in self.judged(NATIONAL)["sections"]])


class OfWhatIsWrong(InAFolder):
    def assert_fault(self, content, *parts, status=2, words=()):
        done = call(self.file("o.csv", content), *words)
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertEqual(done.stdout, "")
        for part in parts:
            self.assertIn(part, done.stderr)

    def test_malformed_tables(self):
        self.assert_fault("", "the file is empty")
        self.assert_fault("station,time,DO\nA,2026-02-30,8\nA,2026-02-04,8..1\n", "o.csv:2:3", "o.csv:3:14", "2 errors")
        self.assert_fault("time,station,DO\nA,2026-02-04,8\n", "\"A\" is not a time")
        self.assert_fault(b"station,time,DO\nA\xff\xff,2026-02-04,8\n", "o.csv:2:2", "neither UTF-8 nor GB 18030")
        self.assert_fault(b"PK\x03\x04rest", "a workbook")
        self.assert_fault("station,time,DO\nA,02-04 11:00,8\n", "has no year")

    def test_swapped_columns_that_still_read(self):
        done = call(self.file("o.csv", "station,time,pH,EC\n" + "".join(f"A,2026-01-0{d},7{d}0,7.9\n" for d in range(1, 5))))
        self.assertEqual(done.returncode, 0)
        self.assertIn("4 of 4 values of pH ph [1] are out of range: are columns exchanged", done.stdout)

    def test_negative_and_repeated_values_are_flagged(self):
        told = self.judged("station,time,DO,NH3-N\nA,2026-01-01,8,-0.5\nB,2026-01-01,8,1\nB,2026/1/1,9,1\n")
        self.assertEqual([f["flags"] for f in told["flagged"]], ["negative range"] + ["duplicate_time"] * 4)
        self.assertEqual(told["readings"], 3)

    def test_unknown_columns_are_named(self):
        told = self.judged("station,time,溶解样(mg/L),DO\nA,2026-01-01,8,8\n")
        self.assertIn("did you mean \"溶解氧\"?", told["notes"][0])

    def test_files_and_words(self):
        self.assertEqual(call(self.folder).returncode, 4)
        self.assertEqual(call(self.folder / "none.csv").returncode, 4)
        table = self.file("o.csv", NATIONAL)
        for words, told in ((("--out", "x.txt"), "ending"), (("--standard", "gb3839-2002"), "gb3838-2002"),
                            (("--period", "fortnight"), "--period"), (("--utc-offset", "8"), "no offset")):
            done = call(table, *words)
            self.assertEqual((done.returncode, done.stdout), (2, ""), words)
            self.assertIn(told, done.stderr)
        self.assertEqual(call(table, "--out", self.folder / "no/such/folder.csv").returncode, 4)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
