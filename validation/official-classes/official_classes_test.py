"""Classes `qingliu assess` gives the published digits, against the classes published with them: official_classes_test.py FOLDER PROGRAM OUT"""
import csv
import json
import os
import subprocess
import sys
from pathlib import Path

from claims import Claims

ROOT = Path(__file__).resolve().parents[2]
LAKES = ROOT / "configs/lakes/national-sections.yaml"
NATIONAL, HENAN, XINXIANG = ("vv/cnemc/cnemc_snapshot_202602.csv", "xinxiang/cnemc_henan_2026-02-04.csv",
                             "xinxiang/cnemc_2026-08-26_to_09-09.csv")
# the rule once more, apart from the program: columns of the files, limits of GB 3838-2002 table 1 in a river
COLUMNS = {"ph": ("pH_published", "pH(无量纲)"), "do": ("DO_mgL_published", "溶解氧(mg/L)"), "t": ("watertemp_C_published", "水温(℃)"),
           "codmn": ("CODMn_mgL_published", "高锰酸盐指数(mg/L)"), "nh3n": ("NH3N_mgL_published", "氨氮(mg/L)"), "tp": ("TP_mgL_published", "总磷(mg/L)")}
UPPER = {"codmn": (2, 4, 6, 10, 15), "nh3n": (0.15, 0.5, 1, 1.5, 2), "tp": (0.02, 0.1, 0.2, 0.3, 0.4)}
OXYGEN = (7.5, 6, 5, 3, 2)
REASONS = {"other_column": "the column of the other kind of water agrees", "on_a_limit": "stands on the limit between the two",
           "flagged": "what decides is flagged", "unexplained": "unexplained"}
ROMAN = ("-", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ")


def own_class(row):
    """1 .. 6, None where there is nothing to judge."""
    value = {}
    for name, headers in COLUMNS.items():
        for header in headers:
            if row.get(header) not in (None, "", "--"):
                value[name] = float(row[header])
    classes = []
    if "ph" in value:
        classes.append(1 if 6 <= value["ph"] <= 9 else 6)
    if "do" in value:
        held = [i + 1 for i, limit in enumerate(OXYGEN) if value["do"] >= limit]
        if "t" in value and value["do"] >= 0.9 * 468 / (31.6 + value["t"]):
            held.append(1)
        classes.append(min(held, default=6))
    for name, limits in UPPER.items():
        if name in value:
            classes.append(min((i + 1 for i, limit in enumerate(limits) if value[name] <= limit), default=6))
    return max(classes, default=None)


class Publication:
    def __init__(self, program, data, out, name):
        self.file, self.program = data / name, program
        self.out = out / f"{self.file.stem}.json"

    def assessed(self, *words):
        subprocess.run([self.program, "assess", self.file, "--out", self.out, *words], check=True, stdout=subprocess.DEVNULL)
        return json.loads(self.out.read_text(encoding="utf-8"))

    def rows(self):
        with open(self.file, encoding="utf-8-sig", newline="") as lines:
            return list(csv.DictReader(lines))


def counted(told, reason):
    return sum(other["reason"] == reason for other in told["published"]["others"])


def table_of(claims, title, told):
    values = {(s["station"], s["province"], s["start"]): s["values"] for s in told["sections"]}
    rows = []
    for other in told["published"]["others"]:
        indicator = other["indicator"] or ""
        value = values[other["station"], other["province"], other["time"]].get(indicator)
        rows.append([other["province"], other["station"], other["time"][:16], ROMAN[other["class"]], ROMAN[other["published_class"]],
                     f"{indicator} {value:g} mg/L: {REASONS[other['reason']]}" if value is not None else REASONS[other["reason"]]])
    claims.table(title, ["province", "section", "time", "here", "published", "reason"], rows)


def check_publication(claims, publication, name, compared, agree, source):
    """Counts and reasons by the river column, and the rule read a second time."""
    told = publication.assessed()
    published = told["published"]
    claims.check(f"{name}, river column: classes that agree", published["agree"], "==", agree, "1", source)
    claims.check(f"{name}: readings with an official class", published["compared"], "==", compared, "1", "all of the publication")
    claims.check(f"{name}, river column: disagreements without a reason", counted(told, "unexplained") + counted(told, "flagged"), "==", 0, "1",
                 "the lake column, or a value on the limit between the two")
    own = sorted(str(own_class(row)) for row in publication.rows())
    theirs = sorted(str(section["class"]) for section in told["sections"])
    key = ("断面名称", "section")
    by_name = {}
    for row in publication.rows():
        name_of = next(row[k] for k in key if k in row)
        by_name.setdefault((name_of, row.get("province") or row.get("省份")), []).append(own_class(row))
    ours = {}
    for section in told["sections"]:
        ours.setdefault((section["station"], section["province"]), []).append(section["class"])
    differ = sum(sorted(map(str, by_name[k])) != sorted(map(str, ours.get(k, []))) for k in by_name) + (own != theirs)
    claims.check(f"{name}: sections judged otherwise by the rule read a second time", differ, "==", 0, "1", "one rule")
    table_of(claims, f"{name}, river column alone: {published['agree']} of {published['compared']} agree", told)
    return told


def check_list(claims, publication, name, before):
    """What the list of lakes fixed beforehand mends and spoils."""
    told = publication.assessed("--lakes", LAKES)
    published = told["published"]
    key = lambda other: (other["station"], other["province"], other["time"])  # noqa: E731
    were, are = {key(o) for o in before["published"]["others"]}, {key(o) for o in published["others"]}
    claims.check(f"{name}, list of lakes: disagreements without a reason", counted(told, "unexplained") + counted(told, "flagged"), "==", 0, "1",
                 "the column of the other kind of water, or a value on the limit")
    table_of(claims, f"{name}, with the list of lakes: {published['agree']} of {published['compared']} agree, {len(were - are)} mended, "
                     f"{len(are - were)} spoilt", told)
    return len(were - are), len(are - were), published["agree"]


def main():
    program, out = sys.argv[2], Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    with Claims("official-classes") as claims:
        data = Path(os.environ.get("QINGLIU_DATA", "/nowhere"))
        if not (data / NATIONAL).exists():
            claims.skip("QINGLIU_DATA names no folder with the national publications")
            return claims.status
        national, henan, xinxiang = (Publication(program, data, out, name) for name in (NATIONAL, HENAN, XINXIANG))
        told = check_publication(claims, national, "February, whole country", 1145, 1105, "what another evaluation of the same file found")
        mended, spoilt, agree = check_list(claims, national, "February, whole country", told)
        claims.check("February, list of lakes: disagreements mended", mended, ">", spoilt, "1", "more than it spoils, or it is worse than none")
        claims.note(f"With the list fixed beforehand {agree} of 1145 agree: {mended} disagreements are mended, {spoilt} made.")
        told = check_publication(claims, henan, "February, Henan", 47, 44, "the same sections as in the publication of the whole country")
        check_list(claims, henan, "February, Henan", told)
        told = check_publication(claims, xinxiang, "August and September", 232, 218, "all but the fourteen of 陶岔, at the head of a canal from a reservoir")
        check_list(claims, xinxiang, "August and September", told)
        spikes = [(f["station"], f["time"][:16], f["value"]) for f in told["flagged"] if f["variable"] == "permanganate_index" and "spike" in f["flags"]]
        claims.check("permanganate index of 20.36 at 卫河小河口 on 2 September: flagged as a spike", ("卫河小河口", "2026-09-02 02:00", 20.36) in spikes,
                     "==", 1, "1", "alone between 2.22 and 2.02")
        claims.note(f"Values flagged in the series of August and September: {json.dumps({k: v for k, v in told['flags'].items() if v})}")
    return claims.status


if __name__ == "__main__":
    sys.exit(main())
