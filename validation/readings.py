"""Readings of the national automatic stations, as published."""
import csv
from collections import defaultdict
from dataclasses import dataclass

COLUMNS = {
    "dissolved_oxygen": "溶解氧(mg/L)",
    "permanganate_index": "高锰酸盐指数(mg/L)",
    "ammonia_nitrogen": "氨氮(mg/L)",
    "total_phosphorus": "总磷(mg/L)",
    "conductivity": "电导率(μS/cm)",
}


@dataclass
class Reading:
    day: str        # 2026-08-26
    time: str       # 13:00
    grade: int      # class 1 .. 6, 6 worse than V; none: not published
    value: dict     # by constituent; none where missing


def station_readings(file):
    """{station: [Reading, by time]}"""
    stations = defaultdict(list)
    with open(file, encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            date, time = row["监测时间"].split()
            grade = int(row["水质类别"])
            value = {name: None if row[column] in ("--", "") else float(row[column]) for name, column in COLUMNS.items()}
            stations[row["断面名称"]].append(Reading(f"{row['抓取年份']}-{date}", time, grade if grade > 0 else None, value))
    for rows in stations.values():
        rows.sort(key=lambda r: (r.day, r.time))
    return stations
