"""The numerical error a certified run tells, held against the true one: certified_river_test.py FOLDER PROGRAM OUT"""
import sys
from pathlib import Path

import forecast
import netCDF4
import numpy as np
from claims import Claims

LENGTH, WIDTH, DEPTH, SLOPE, MANNING = 60000.0, 20.0, 2.0, 2e-4, 0.03  # m, m, m, 1, s m-1/3
DAY, DAYS = 86400, 6
RATES = {"permanganate_index": 0.3, "chemical_oxygen_demand": 0.5, "fluoride": 0.0}  # 1/d
WORDS = {"permanganate_index": "steady, decays", "chemical_oxygen_demand": "goes up and down within 30 h, decays", "fluoride": "two fronts"}

NETWORK = """\
network: certified-river
sources: {S: {title: made up}}
rivers:
  - name: river
    code: R
    from: 0 km
    to: %(length)g m
    max_cell: %(cell)g m
    outlet: {kind: normal_depth, slope: %(slope)g}
    source: S
    confidence: verified
    sections:
      - {at: 0 m, bed: %(top)g m, width: %(width)g m, side_slope: 0.0, n: %(n)g s/m^(1/3)}
      - {at: %(length)g m, bed: 0 m, width: %(width)g m, side_slope: 0.0, n: %(n)g s/m^(1/3)}
"""
BOUNDARIES = """\
sources: {S: {title: made up}}
waters: [{name: river, title: River water}]
qualities:
  - name: river
    concentration:
%(quality)s
    source: S
    confidence: verified
climate: {water_temperature: 20 degC, evaporation: 0 mm/d, wind_speed: 0 m/s, elevation: 0 m, source: S, confidence: verified}
inflows:
  - {name: above, kind: inflow, river: river, at: 0 m, discharge: %(flow).12g m3/s, water: river, quality: river, source: S, confidence: verified}
"""
CASE = """\
case: certified-river
start: 2000-01-01 00:00 +00:00
end: 2000-01-07 00:00 +00:00
output_interval: 1 d
network: network.yaml
boundaries: boundaries.yaml
sections: sections.yaml
initial: {scenario: steady, spin_up: 3 d}
numerics: {max_step: %(step)g s, dispersion: {a: 0 m2/s, b: 0, min: 0 m2/s, max: 0 m2/s}}
kinetics: {parameters: parameters.yaml}
scenarios: [{name: steady}]
"""
PARAMETERS = """\
sources: {S: {title: made up}}
parameters:
  - {name: permanganate_index_decay.rate, value: 0.3 1/d, source: S, confidence: verified}
  - {name: chemical_oxygen_demand_decay.rate, value: 0.5 1/d, source: S, confidence: verified}
"""


def flow():
    """Discharge at normal depth in the rectangle, m3/s."""
    area, perimeter = WIDTH * DEPTH, WIDTH + 2 * DEPTH
    return area * (area / perimeter) ** (2 / 3) * SLOPE ** 0.5 / MANNING


def entering():
    """{constituent: (times, s from the start; mg/L)}, linear in between; constant before the start."""
    hours = np.arange(0.0, 24 * DAYS + 1) * 3600
    fronts = np.array([0, DAY, DAY + 600, 3 * DAY, 3 * DAY + 600, DAYS * DAY], dtype=float)
    return {"permanganate_index": (hours[[0, -1]], np.array([8.0, 8.0])),
            "chemical_oxygen_demand": (hours, 20 + 8 * np.sin(2 * np.pi * hours / (30 * 3600))),
            "fluoride": (fronts, np.array([0.5, 0.5, 1.5, 1.5, 0.8, 0.8]))}


def written(times, values):
    stamps = [np.datetime64("2000-01-01") + np.timedelta64(int(t), "s") for t in times]
    return ", ".join(f"[{str(s).replace('T', ' ')[:16]} +00:00, {v:.9g} mg/L]" for s, v in zip(stamps, values))


def exact(name, chainage):
    """Daily means [day] at a chainage: what entered x / u earlier, decayed on its way."""
    way = chainage / (flow() / (WIDTH * DEPTH))
    times, values = entering()[name]
    moments = (np.arange(DAYS * DAY / 60) + 0.5) * 60
    entered = np.interp(moments - way, times, values)
    return entered.reshape(DAYS, -1).mean(axis=1) * np.exp(-RATES[name] * way / DAY)


class River:
    """Errors told and true, {constituent: [day, section] mg/L}."""

    def __init__(self, program, out, cell, step, places):
        out.mkdir(parents=True, exist_ok=True)
        quality = "\n".join(f"      {name}: {{linear: [{written(*series)}]}}" for name, series in entering().items())
        quality += "\n      dissolved_oxygen: 9 mg/L"
        (out / "network.yaml").write_text(NETWORK % {"length": LENGTH, "cell": cell, "slope": SLOPE, "top": LENGTH * SLOPE, "width": WIDTH, "n": MANNING}, encoding="utf-8")
        (out / "boundaries.yaml").write_text(BOUNDARIES % {"quality": quality, "flow": flow()}, encoding="utf-8")
        (out / "parameters.yaml").write_text(PARAMETERS, encoding="utf-8")
        rows = "\n".join(f"  - {{name: s{k}, river: river, at: {x:g} m, target_class: III, source: S, confidence: verified}}" for k, x in enumerate(places))
        (out / "sections.yaml").write_text(f"sections:\n{rows}\n", encoding="utf-8")
        (out / "case.yaml").write_text(CASE % {"step": step}, encoding="utf-8")
        forecast.run(program, out / "case.yaml", out / "results", "--certify")
        self.told, self.true = {}, {}
        with netCDF4.Dataset(out / "results" / "forecast.nc") as results:
            for name in RATES:
                found = results[f"section_daily_{name}"][:, 0, :].filled(np.nan).astype(float)
                self.true[name] = found - np.array([exact(name, x) for x in places]).T
                self.told[name] = results[f"section_{name}_numerical_error"][:, 0, :].filled(np.nan).astype(float)


def rms(errors):
    return float(np.sqrt(np.mean(errors**2)))


def main():
    program, out = Path(sys.argv[2]), Path(sys.argv[3])
    with Claims("certified-river") as claims:
        report(claims, program, out)
    return claims.status


def report(claims, program, out):
    places = np.arange(1170.0, LENGTH - 500, 1490)  # all over their cells
    rows, ratios, largest, low = [], [], [], []
    for cell, step in [(500, 1200), (200, 1200), (200, 300)]:
        river = River(program, out / f"cell{cell}-{step}", cell, step, places)
        for name in RATES:
            told, true = river.told[name], river.true[name]
            ratios.append(rms(told) / rms(true))
            largest.append(np.abs(told).max() / np.abs(true).max())
            plain = np.abs(true) > 0.5 * rms(true)
            low.append((np.abs(told) < 0.5 * np.abs(true))[plain].mean())
            rows.append([f"{cell}", f"{step}", f"{name.replace('_', ' ')} ({WORDS[name]})", rms(true), rms(told), ratios[-1], np.abs(true).max(), np.abs(told).max()])
        if (cell, step) == (500, 1200):
            day = 3
            claims.plot(f"Permanganate index and chemical oxygen demand of day {day}, cells of 500 m, steps of 20 min", "distance, km", "error of the daily mean, mg/L",
                        [(f"{name.replace('_', ' ')}, {what}", places / 1000, errors[name][day], style)
                         for name in ("permanganate_index", "chemical_oxygen_demand")
                         for what, errors, style in (("true", river.true, "line"), ("told", river.told, "points"))])
    why = "an estimate is of use between half and three times the error"
    claims.check("rms of the errors told over that of the true ones, smallest", min(ratios), ">=", 0.5, "1", why)
    claims.check("the same, largest", max(ratios), "<=", 3, "1", why)
    claims.check("largest error told over the largest true one, smallest", min(largest), ">=", 0.5, "1", why)
    claims.check("the same, largest", max(largest), "<=", 3, "1", why)
    claims.check("days at sections whose error is over half the rms, told at less than half of it", max(low), "<=", 0.05, "share",
                 "errors to and fro along the river cross that of the repeat somewhere")
    claims.table("Errors of daily means, mg/L", ["cells, m", "steps, s", "what", "rms, true", "rms, told", "told/true", "largest, true", "largest, told"], rows)


if __name__ == "__main__":
    sys.exit(main())
