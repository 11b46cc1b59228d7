"""Reactions along a river that flows uniformly, against their exact solution: river_kinetics_test.py FOLDER PROGRAM OUT"""
import sys
from pathlib import Path

import forecast
import netCDF4
import numpy as np
from claims import Claims

LENGTH, WIDTH, DEPTH, SLOPE, MANNING = 40000.0, 20.0, 2.0, 1e-4, 0.03  # m, m, m, 1, s m-1/3
RATES = {"oxidation": 0.35, "reaeration": 0.7, "ammonification": 0.1, "ammonia": 0.3, "nitrite": 1.0}  # 1/d
STATES = ["biochemical_oxygen_demand", "organic_nitrogen", "ammonia_nitrogen", "nitrite_nitrogen", "nitrate_nitrogen", "dissolved_oxygen"]
START = dict(zip(STATES, [15.0, 1.5, 1.0, 0.1, 1.1, 8.0]))  # mg/L
FIRST, SECOND = 3.43, 1.14  # g O2 per g N
DAY = 86400

NETWORK = """\
network: river-kinetics
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
qualities: [{name: river, concentration: {%(quality)s}, source: S, confidence: verified}]
climate: {water_temperature: 20 degC, evaporation: 0 mm/d, wind_speed: 0 m/s, elevation: 0 m, source: S, confidence: verified}
inflows:
  - {name: above, kind: inflow, river: river, at: 0 m, discharge: %(flow).12g m3/s, water: river, quality: river, source: S, confidence: verified}
"""
CASE = """\
case: river-kinetics
start: 2000-01-01 00:00 +00:00
end: 2000-01-04 00:00 +00:00
output_interval: 1 d
network: network.yaml
boundaries: boundaries.yaml
initial: {scenario: steady, spin_up: 0 d}
numerics: {max_step: %(step)g s, dispersion: {a: 0 m2/s, b: 0, min: 0 m2/s, max: 0 m2/s}}
constituents: [routine, nitrite_nitrogen]
kinetics: {integrator: %(integrator)s, parameters: parameters.yaml}
scenarios: [{name: steady}]
"""
PARAMETERS = """\
sources: {S: {title: made up}}
parameters:
%(rows)s
"""


def flow():
    """Discharge at normal depth in the rectangle, m3/s."""
    area, perimeter = WIDTH * DEPTH, WIDTH + 2 * DEPTH
    return area * (area / perimeter) ** (2 / 3) * SLOPE ** 0.5 / MANNING


def parameters():
    values = {"biochemical_oxidation.rate": f"{RATES['oxidation']} 1/d", "reaeration.fixed_rate": f"{RATES['reaeration']} 1/d",
              "ammonification.rate": f"{RATES['ammonification']} 1/d", "ammonia_oxidation.rate": f"{RATES['ammonia']} 1/d",
              "nitrite_oxidation.rate": f"{RATES['nitrite']} 1/d", "denitrification.rate": "0 1/d", "sediment_oxygen_demand.rate": "0 g/m2/d",
              "organic_nitrogen_settling.velocity": "0 m/d"}
    values |= {f"{name}.oxygen_half_saturation": "0 mg/L" for name in ("biochemical_oxidation", "ammonia_oxidation", "nitrite_oxidation")}
    return "\n".join(f"  - {{name: {name}, value: {value}, source: S, confidence: verified}}" for name, value in values.items())


def saturation():
    """Oxygen in equilibrium with air at 20 degC and sea level, mg/L (APHA)."""
    t = 293.15
    return np.exp(-139.34411 + 1.575701e5 / t - 6.642308e7 / t**2 + 1.2438e10 / t**3 - 8.621949e11 / t**4)


def exact(time):
    """Concentrations [time, state] after `time` (d) of plug flow: a linear system with a triangular matrix."""
    k = RATES
    rate = np.zeros((6, 6))
    bod, organic, ammonia, nitrite, nitrate, oxygen = range(6)
    rate[bod, bod] = -k["oxidation"]
    rate[organic, organic] = -k["ammonification"]
    rate[ammonia, [organic, ammonia]] = k["ammonification"], -k["ammonia"]
    rate[nitrite, [ammonia, nitrite]] = k["ammonia"], -k["nitrite"]
    rate[nitrate, nitrite] = k["nitrite"]
    rate[oxygen, [bod, ammonia, nitrite, oxygen]] = -k["oxidation"], -FIRST * k["ammonia"], -SECOND * k["nitrite"], -k["reaeration"]
    steady = np.zeros(6)
    steady[oxygen] = saturation()
    values, vectors = np.linalg.eig(rate)
    amount = np.linalg.solve(vectors, np.array(list(START.values())) - steady)
    return np.real((vectors @ (amount[:, None] * np.exp(np.outer(values, time)))).T) + steady


class River:
    """Chainages (m) of the cells and concentrations [cell, state] after three days."""

    def __init__(self, program, out, cell, step, integrator="rosenbrock"):
        out.mkdir(parents=True, exist_ok=True)
        quality = ", ".join(f"{name}: {value} mg/L" for name, value in START.items())
        (out / "network.yaml").write_text(NETWORK % {"length": LENGTH, "cell": cell, "slope": SLOPE, "top": LENGTH * SLOPE, "width": WIDTH, "n": MANNING}, encoding="utf-8")
        (out / "boundaries.yaml").write_text(BOUNDARIES % {"quality": quality, "flow": flow()}, encoding="utf-8")
        (out / "parameters.yaml").write_text(PARAMETERS % {"rows": parameters()}, encoding="utf-8")
        (out / "case.yaml").write_text(CASE % {"step": step, "integrator": integrator}, encoding="utf-8")
        forecast.run(program, out / "case.yaml", out / "results")
        with netCDF4.Dataset(out / "results" / "forecast.nc") as results:
            self.chainage = np.asarray(results["cell_chainage"][:], dtype=float)
            self.found = np.array([results[name][-1, 0, :].filled(np.nan) for name in STATES]).T
        self.days = self.chainage / (flow() / (WIDTH * DEPTH)) / DAY
        off = self.found - exact(self.days)
        self.error, self.bias = np.abs(off).max(axis=0), np.abs(off.mean(axis=0))  # mg/L [state]


def main():
    program, out = Path(sys.argv[2]), Path(sys.argv[3])
    with Claims("river-kinetics") as claims:
        report(claims, program, out)
    return claims.status


def report(claims, program, out):
    routine = River(program, out / "routine", 200, 1200)
    oxygen = STATES.index("dissolved_oxygen")
    bound = RATES["oxidation"] * START["biochemical_oxygen_demand"] * 0.5 * 1200 / DAY
    why = "what enters within a step reacts for half of it, whenever it came: half a step of the fastest reaction"
    claims.check("cells of 200 m, steps of 20 min: largest error of oxygen", routine.error[oxygen], "<=", bound, "mg/L", why)
    claims.check("the same, any other constituent", np.delete(routine.error, oxygen).max(), "<=", bound, "mg/L", why)
    claims.check("the same, mean over the river, any constituent", routine.bias.max(), "<=", 0.001, "mg/L", "that error has no mean")
    by_arkode = River(program, out / "arkode", 200, 1200, "arkode")
    claims.check("ARKODE in its place: largest error of any constituent", by_arkode.error.max(), "<=", bound, "mg/L", why)
    short = River(program, out / "short", 200, 300)
    claims.check("steps of 5 min: largest error of any constituent", short.error.max(), "<=", 0.01, "mg/L", "the last digit a station gives")
    grids = [(800, 4800), (400, 2400), (200, 1200), (100, 600)]
    rivers = [River(program, out / f"cell{cell}", cell, min(step, 3600)) if (cell, step) != (200, 1200) else routine for cell, step in grids]
    rows = []
    for k, ((cell, step), river) in enumerate(zip(grids, rivers)):
        order = np.log2(rivers[k - 1].error / river.error) if k > 0 else np.full(6, np.nan)
        rows.append([f"{cell}", f"{min(step, 3600)}"] + [f"{e:.2e}" + (f" ({o:.1f})" if np.isfinite(o) else "") for e, o in zip(river.error, order)])
    claims.check("order of oxygen from 400 to 100 m, steps in proportion", 0.5 * np.log2(rivers[1].error[oxygen] / rivers[3].error[oxygen]), ">=", 0.9, "1",
                 "what enters within a step reacts for half of it on average: first order at the head of the river")
    claims.table("Largest error, mg/L (order)", ["cells, m", "steps, s"] + [name.replace("_", " ") for name in STATES], rows)
    line = exact(routine.days)
    claims.plot("Along the river", "distance, km", "concentration, mg/L",
                [item for k, name in enumerate(STATES) if name in ("dissolved_oxygen", "ammonia_nitrogen", "nitrite_nitrogen", "nitrate_nitrogen")
                 for item in ((name.replace("_", " ") + ", exact", routine.chainage / 1000, line[:, k]),
                              (name.replace("_", " "), routine.chainage[::8] / 1000, routine.found[::8, k], "points"))])


if __name__ == "__main__":
    sys.exit(main())
