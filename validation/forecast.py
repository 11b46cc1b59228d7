"""Runs a case with the program and reads what it wrote."""
import csv
import subprocess
from pathlib import Path

ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "worse_than_V": 6}


def run(program, case, out, *words):
    """Runs `case` into `out`; the run must end well."""
    done = subprocess.run([str(program), "run", str(case), "--out", str(out), "--quiet", *words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{case}: exit status {done.returncode}\n{done.stderr}")


def daily_means(out, scenario=None):
    """{(section, day): {column without unit: value}} of the scenario, or of the only one; `class` as a number, 6 worse than V."""
    means = {}
    with open(Path(out) / "sections.csv", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if scenario is not None and row["scenario"] != scenario:
                continue
            values = {}
            for column, text in row.items():
                name = column.split(" [")[0]
                try:
                    values[name] = float(text)
                except ValueError:
                    values[name] = text
            values["class"] = ROMAN.get(row["class"])
            values["total_phosphorus"] = values["dissolved_phosphorus"] + values["particulate_phosphorus"]
            means[row["section"], row["date"]] = values
    return means
