"""A million rows of a dozen columns are read, flagged and judged, none lost, in little more memory than their numbers take.

    python3 tests/command/assess_million_test.py PROGRAM
"""

import datetime
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROWS, STATIONS = 1_000_000, 500
# nine values of eight bytes with their marks, the row's own, a class, and the text itself, doubled for what is under way
LARGEST = 5e8  # bytes
HEADER = ("断面名称,监测时间,水质类别,水温(℃),pH(无量纲),溶解氧(mg/L),电导率(μS/cm),浊度(NTU),"
          "高锰酸盐指数(mg/L),氨氮(mg/L),总磷(mg/L),总氮(mg/L)\n")


def write_table(path):
    numbers = random.Random(1)
    start = datetime.datetime(2020, 1, 1)
    times = [(start + datetime.timedelta(hours=4 * i)).strftime("%Y-%m-%d %H:%M") for i in range(ROWS // STATIONS)]
    tails = [",3," + ",".join(f"{numbers.uniform(low, high):.{digits}f}" for low, high, digits in (
        (0, 30, 1), (7, 9, 2), (5, 12, 2), (300, 1500, 1), (1, 100, 1), (1, 8, 2), (0, 1, 3), (0, 0.3, 3), (1, 9, 2))) + "\n"
             for _ in range(997)]
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEADER)
        for i in range(ROWS):
            file.write(f"断面{i % STATIONS},{times[i // STATIONS]}{tails[i % 997]}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        table, out = Path(folder) / "t.csv", Path(folder) / "t.json"
        write_table(table)
        begin = time.monotonic()
        done = subprocess.run([sys.argv[1], "assess", str(table), "--period", "month", "--out", str(out)], check=False,
                              capture_output=True, text=True)
        wall = time.monotonic() - begin
        assert done.returncode == 0, done.stderr
        told = json.loads(out.read_text(encoding="utf-8"))
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        print(f"{table.stat().st_size / 1e6:.0f} MB: {wall:.1f} s, {memory / 1e6:.0f} MB of memory")
        assert told["readings"] == ROWS, told["readings"]
        assert sum(section["samples"] for section in told["sections"]) == ROWS
        assert memory < LARGEST, memory


if __name__ == "__main__":
    main()
