"""Fits the rates and the plain's own water to the readings of 2026-08-26 to 09-01, by the rule the README beside this file states.

    QINGLIU_DATA=... python3 validation/xinxiang-summer/fit.py build/qingliu

Prints the fitted values; nothing is changed. Wants python3-scipy, and some minutes.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from scipy.optimize import least_squares

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
sys.path.insert(0, str(FOLDER.parent))
from forecast import daily_means  # noqa: E402
from readings import station_readings  # noqa: E402

RATES = Path("configs/constituents/xinxiang.yaml")
WATERS = Path("inputs/xinxiang/summer.yaml")
PLAIN = "平原本地水"


class Knob:
    """One fitted figure: where it stands, its bounds, its starting value."""

    def __init__(self, name, unit, least, most, start, file, pattern):
        self.name, self.unit, self.least, self.most, self.start = name, unit, least, most, start
        self.file, self.pattern = file, re.compile(pattern)

    def write(self, root, value):
        path = root / self.file
        text, count = self.pattern.subn(lambda m: f"{m.group(1)}{value:.6g} ", path.read_text(encoding="utf-8"))
        assert count == 1, f"{self.name}: {count} places in {self.file}"
        path.write_text(text, encoding="utf-8")


def rate(name, unit, least, most, start):
    return Knob(name, unit, least, most, start, RATES, rf"(name: {re.escape(name)}, value: )[\d.e-]+ ")


def water(constituent, unit, least, most, start):
    return Knob(f"{PLAIN} {constituent}", unit, least, most, start, WATERS,
                rf"(name: {PLAIN}\n    concentration: .*{constituent}: )[\d.e-]+ ")


KNOBS = [
    rate("nitrification.rate", "1/d", 0.05, 0.5, 0.2),
    rate("permanganate_index_decay.rate", "1/d", 0.03, 0.15, 0.08),
    rate("particulate_phosphorus_settling.velocity", "m/d", 0.05, 0.3, 0.1),
    rate("sediment_oxygen_demand.rate", "g/m2/d", 0.2, 2, 0.4),
    water("ammonia_nitrogen", "mg/L", 0.05, 1, 0.3),
    water("permanganate_index", "mg/L", 2.5, 10, 5),
    water("dissolved_phosphorus", "mg/L", 0.03, 0.3, 0.09),
    water("particulate_phosphorus", "mg/L", 0.02, 0.2, 0.06),
    water("conductivity", "uS/cm", 900, 2000, 1300),
]
# what a departure is measured in, and how strongly a knob is held where it starts: the whole of its range for three of these
SCALE = {"dissolved_oxygen": 1, "permanganate_index": 0.5, "ammonia_nitrogen": 0.1, "total_phosphorus": 0.05, "conductivity": 100}
PRIOR = 3.0


def residuals(values, readings, expect, program):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for part in ("configs", "inputs"):
            shutil.copytree(ROOT / part, root / part)
        shutil.copytree(FOLDER, root / "validation" / FOLDER.name)
        for knob, value in zip(KNOBS, values):
            knob.write(root, value)
        subprocess.run([program, "run", str(root / "validation" / FOLDER.name / "case.yaml"), "--out", str(root / "out"), "--quiet",
                        "--until", "2026-09-02 00:00 +08:00"], check=True, stdout=subprocess.DEVNULL)
        simulated = daily_means(root / "out")
    result = []
    for station in expect["stations"]:
        rows = [r for r in readings[station] if expect["fitted"][0] <= r.day <= expect["fitted"][1]]
        for name, scale in SCALE.items():
            differences = [simulated[station, r.day][name] - r.value[name] for r in rows if r.value[name] is not None]
            result.append(sum(differences) / len(differences) / scale)
    result += [PRIOR * (v - k.start) / (k.most - k.least) for v, k in zip(values, KNOBS)]
    return result


def main():
    program = str(Path(sys.argv[1]).resolve())
    expect = yaml.safe_load((FOLDER / "expect.yaml").read_text(encoding="utf-8"))
    readings = station_readings(Path(os.environ["QINGLIU_DATA"]) / expect["readings"])
    # in shares of the range, so that one difference step suits all
    spans = [k.most - k.least for k in KNOBS]

    def of_shares(x):
        return [k.least + share * span for k, share, span in zip(KNOBS, x, spans)]

    fit = least_squares(lambda x: residuals(of_shares(x), readings, expect, program),
                        [(k.start - k.least) / s for k, s in zip(KNOBS, spans)], bounds=(0, 1), diff_step=0.02, max_nfev=6, verbose=2)
    for knob, value in zip(KNOBS, of_shares(fit.x)):
        print(f"{knob.name:45} {knob.start:8g} -> {value:8.3g} {knob.unit}")


if __name__ == "__main__":
    main()
