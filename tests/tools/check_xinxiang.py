#!/usr/bin/env python3
"""Consistency of the Xinxiang river system, straight from the YAML files, without the engine.

Needs PyYAML (Debian: python3-yaml). Usage: check_xinxiang.py [REPOSITORY]. Prints a summary; exit 1 where something is wrong.
"""
import csv
import math
import pathlib
import re
import sys
from datetime import datetime

import yaml

CONSTITUENTS = {
    "dissolved_oxygen", "permanganate_index", "chemical_oxygen_demand", "biochemical_oxygen_demand", "ammonia_nitrogen",
    "nitrate_nitrogen", "organic_nitrogen", "dissolved_phosphorus", "particulate_phosphorus", "conductivity", "fluoride"}
REQUIRED_RIVERS = """大沙河 共产主义渠上段 共产主义渠 卫河 西孟姜女河 东孟姜女河 人民胜利渠 峪河 石门河 黄水河 百泉河 百泉河西支 镜高涝河 民生渠
    十里河 香泉河 沧河 思德河 淇河 淇河南支 长虹渠 安阳河 天然渠 文岩渠 天然文岩渠 黄庄河 柳青河 回木沟 丁栾沟 文明渠 北堤河 金堤河""".split()
REQUIRED_SECTIONS = "卫河小河口 小河口上 淇河南支 五陵 南乐元村集 封丘陶北 封丘王堤 获嘉东碑村 修武水文站 合河(共) 黄土岗 刘庄 汲县 淇门 大车集 孔村桥".split()
REQUIRED_SCENARIOS = "none measured yellow-10 pulsed south-north both".split()
CELL = 500.0  # m
problems = []


def fault(text):
    problems.append(text)


def value(text):
    """Number of "12.3 km"; the unit is the reader's business."""
    return float(re.match(r"\s*([-+0-9.eE]+)", str(text)).group(1))


def moment(text):
    return datetime.strptime(str(text), "%Y-%m-%d %H:%M %z")


class Rivers:
    def __init__(self, network):
        self.by_name = {}
        for river in network["rivers"]:
            if river["name"] in self.by_name:
                fault(f"river {river['name']} is there twice")
            self.by_name[river["name"]] = river

    def bed(self, name, at):
        rows = [(value(s["at"]), value(s["bed"])) for s in self.by_name[name]["sections"]]
        if at <= rows[0][0]:
            return rows[0][1]
        for (a, low), (b, high) in zip(rows, rows[1:]):
            if at <= b:
                return low + (high - low) * (at - a) / (b - a)
        return rows[-1][1]

    def holds(self, where, what, keys=("at",)):
        river = self.by_name.get(where.get("river"))
        if river is None:
            return fault(f"{what}: no river {where.get('river')}")
        for key in keys:
            if not value(river["from"]) <= value(where[key]) <= value(river["to"]):
                fault(f"{what}: {where[key]} lies outside {river['name']} ({river['from']} to {river['to']})")

    def check(self, structures):
        for name, river in self.by_name.items():
            start, end = value(river["from"]), value(river["to"])
            rows = [(value(s["at"]), value(s["bed"])) for s in river["sections"]]
            if any(b <= a for (a, _), (b, _) in zip(rows, rows[1:])):
                fault(f"{name}: sections out of order")
            if rows[0][0] > start + 1e-6 or rows[-1][0] < end - 1e-6:
                fault(f"{name}: sections cover {rows[0][0]} to {rows[-1][0]} km of {start} to {end}")
            for (a, high), (b, low) in zip(rows, rows[1:]):
                if low > high + 1e-9 and not any(s["river"] == name and a - 0.5 <= value(s["at"]) <= b + 0.5 for s in structures):
                    fault(f"{name}: bed rises from {high} to {low} m between {a} and {b} km")
            if ("joins" in river) == ("outlet" in river):
                fault(f"{name}: needs either a mouth or an outlet")
            for key, at in (("joins", end), ("leaves", start)):
                if key not in river:
                    continue
                self.holds(river[key], f"{name} {key}")
                step = self.bed(name, at) - self.bed(river[key]["river"], value(river[key]["at"]))
                # a mouth below the receiving bed is a dead pool; an offtake may dip behind its gate or, as 南支, start lower
                if key == "joins" and not -0.02 <= step <= 1.5:
                    fault(f"{name}: mouth {step:+.2f} m from the bed of {river[key]['river']}")
                if key == "leaves" and step > 0.5:
                    fault(f"{name}: begins {step:.2f} m above the bed of {river[key]['river']}")
            seen = {name}
            here = river
            while "joins" in here:
                here = self.by_name[here["joins"]["river"]]
                if here["name"] in seen:
                    fault(f"{name}: flows in a circle")
                    break
                seen.add(here["name"])

    def cells(self, structures):
        count = 0
        for name, river in self.by_name.items():
            start, end = value(river["from"]), value(river["to"])
            cuts = sorted({start, end} | {min(max(value(s["at"]), start), end) for s in structures if s["river"] == name})
            size = min(CELL, value(river.get("max_cell", "500 m")))
            count += sum(max(1, math.ceil((b - a) * 1000 / size - 1e-9)) for a, b in zip(cuts, cuts[1:]) if b - a > 5e-4)
        return count


def check_provenance(node, keys, inherited=None, where=""):
    """Every map with a confidence has a known source and, if it is an estimate, a note."""
    if isinstance(node, list):
        for item in node:
            check_provenance(item, keys, inherited, where)
    elif isinstance(node, dict):
        where = node.get("name", where)
        for prefix in ("", "ecological_"):
            confidence, source, note = (node.get(prefix + k) for k in ("confidence", "source", "note"))
            if confidence is None:
                continue
            if confidence not in ("verified", "general", "estimate"):
                fault(f"{where}: confidence {confidence}")
            for key in str(source or "").split(","):
                if key.strip() not in keys:
                    fault(f"{where}: unknown source {key.strip() or '(none)'}")
            if confidence == "estimate" and not (note or inherited):
                fault(f"{where}: an estimate without a note")
        inherited = node.get("note", inherited)
        for item in node.values():
            check_provenance(item, keys, inherited, where)


def check_series(folder, series, start, end, what):
    if not isinstance(series, dict):
        return value(series)
    if "csv" in series:
        with open(folder / series["csv"], encoding="utf-8") as file:
            rows = list(csv.reader(line for line in file if not line.startswith("#")))
        column = [i for i, head in enumerate(rows[0]) if head.split(" [")[0] == series["column"]]
        if not column:
            return fault(f"{what}: {series['csv']} has no column {series['column']}")
        knots, shape = [(r[0], r[column[0]]) for r in rows[1:]], series.get("shape", "step")
    else:
        shape, knots = next(iter(series.items()))
    times = [moment(t) for t, _ in knots]
    if any(b <= a for a, b in zip(times, times[1:])):
        fault(f"{what}: times not ascending")
    if times[0] > start or (shape == "linear" and times[-1] < end):
        fault(f"{what}: does not cover {start} to {end}")
    total = 0.0
    for i, (_, v) in enumerate(knots):
        until = min(times[i + 1] if i + 1 < len(times) else end, end)
        following = value(knots[i + 1][1]) if shape == "linear" and i + 1 < len(knots) else value(v)
        total += 0.5 * (value(v) + following) * (until - times[i]).total_seconds()
    return total / (end - start).total_seconds()


def check_case(root, path, rivers, network, sections):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    start, end = moment(case["start"]), moment(case["end"])
    file = (path.parent / case["boundaries"]).resolve()
    boundaries = yaml.safe_load(file.read_text(encoding="utf-8"))
    waters = {w["name"] for w in boundaries["waters"]}
    qualities = {q["name"]: q for q in boundaries["qualities"]}
    keys = set(network["sources"]) | set(boundaries.get("sources", {}))
    for part in ("qualities", "inflows", "diffuse", "climate"):
        check_provenance(boundaries[part], keys)
    for name, quality in qualities.items():
        if set(quality["concentration"]) != CONSTITUENTS:
            fault(f"{path.name}: quality {name} lacks {CONSTITUENTS ^ set(quality['concentration'])}")
        for what, series in quality["concentration"].items():
            check_series(file.parent, series, start, end, f"{path.name}: {name} {what}")
        if set(quality.get("estimates", [])) - CONSTITUENTS:
            fault(f"{path.name}: quality {name} estimates something it does not give")
    total = 0.0
    releases = {}
    for item in boundaries["inflows"]:
        rivers.holds(item, item["name"])
        rate = check_series(file.parent, item["discharge"], start, end, item["name"])
        total += -rate if item["kind"] == "abstraction" else rate
        if item["kind"] == "release":
            releases[item["name"]] = item
        if item["kind"] != "abstraction" and (item["water"] not in waters or item["quality"] not in qualities):
            fault(f"{item['name']}: unknown water or quality")
    for item in boundaries["diffuse"]:
        rivers.holds(item, item["name"], ("from", "to"))
        rate = check_series(file.parent, item["discharge"], start, end, item["name"])
        total += rate
        if rate < 0 or item["quality"] not in qualities:
            fault(f"diffuse {item['name']}: negative or of unknown quality")
    works = {s["name"]: s for s in network["structures"]}
    names = [s["name"] for s in case["scenarios"]]
    if case["initial"]["scenario"] not in names:
        fault(f"{path.name}: no scenario {case['initial']['scenario']}")
    print(f"{path.name}: {start:%F} to {end:%F}, {len(boundaries['inflows'])} inflows, {len(boundaries['diffuse'])} diffuse, {total:.1f} m3/s in all")
    for scenario in case["scenarios"]:
        diverted = 0.0
        for name, item in releases.items():
            series = scenario.get("releases", {}).get(name, item["discharge"])
            rate = check_series(path.parent, series, start, end, f"{scenario['name']} {name}")
            diverted += rate if item.get("diverted") else 0
        for name in set(scenario.get("releases", {})) - {i["name"] for i in boundaries["inflows"]}:
            fault(f"{path.name} {scenario['name']}: no inflow {name}")
        for name, opening in scenario.get("openings", {}).items():
            if name not in works:
                fault(f"{path.name} {scenario['name']}: no structure {name}")
            else:
                check_series(path.parent, opening, start, end, f"{scenario['name']} {name}")
        print(f"    {scenario['name']:12s} {diverted:6.2f} m3/s diverted on average")
    return names


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
    inputs, cases = root / "inputs/xinxiang", root / "configs/xinxiang"
    network = yaml.safe_load((inputs / "network.yaml").read_text(encoding="utf-8"))
    sections = yaml.safe_load((inputs / "sections.yaml").read_text(encoding="utf-8"))
    rivers = Rivers(network)
    structures = network["structures"]
    rivers.check(structures)
    check_provenance([network["rivers"], structures, network["seepage"]], set(network["sources"]))
    check_provenance(sections["sections"], set(network["sources"]) | set(sections["sources"]))
    for name in REQUIRED_RIVERS:
        if name not in rivers.by_name:
            fault(f"river {name} is missing")
    for item in structures + sections["sections"]:
        rivers.holds(item, item["name"])
    for item in network["seepage"]:
        rivers.holds(item, "seepage", ("from", "to"))
    for name in set(REQUIRED_SECTIONS) - {s["name"] for s in sections["sections"]}:
        fault(f"section {name} is missing")
    coordinates = yaml.safe_load((inputs / "coordinates.yaml").read_text(encoding="utf-8"))
    for point in coordinates["points"]:
        rivers.holds(point, f"coordinates {point.get('place', '')}")
    length = sum(value(r["to"]) - value(r["from"]) for r in rivers.by_name.values())
    print(f"{len(rivers.by_name)} rivers, {length:.1f} km, {rivers.cells(structures)} cells, {len(structures)} works, {len(sections['sections'])} sections, "
          f"{len(coordinates['points'])} coordinates")
    for path in sorted(cases.glob("*.yaml")):
        if "case" not in yaml.safe_load(path.read_text(encoding="utf-8")):
            continue  # rules of operation
        names = check_case(root, path, rivers, network, sections)
        if path.stem in ("winter", "summer") and set(REQUIRED_SCENARIOS) - set(names):
            fault(f"{path.name}: scenarios {set(REQUIRED_SCENARIOS) - set(names)} are missing")
    for text in problems:
        print("wrong: " + text)
    print(f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
