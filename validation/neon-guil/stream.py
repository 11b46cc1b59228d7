"""Río Guilarte as a case: a rectangle in which the water of 29 January 2015 runs as fast as the salt did."""
import forecast
import netCDF4
import numpy as np

HEAD, END, CELL = 30.0, 341.0, 3.0  # m below the injection
TEMPERATURE = 20.25  # degC, mean of the four stations
THETA = 1.024
NETWORK = """\
network: rio-guilarte
sources: {S: {title: "NEON DP1.20190.001, site GUIL"}}
rivers:
  - name: Rio Guilarte
    code: GUIL
    from: %(head)g m
    to: %(end)g m
    max_cell: %(cell)g m
    outlet: {kind: normal_depth, slope: %(slope).12g}
    source: S
    confidence: estimate
    note: width and slope were not read
    sections:
      - {at: %(head)g m, bed: %(top).12g m, width: %(width).12g m, side_slope: 0.0, n: %(n).12g s/m^(1/3)}
      - {at: %(end)g m, bed: 100 m, width: %(width).12g m, side_slope: 0.0, n: %(n).12g s/m^(1/3)}
"""
BOUNDARIES = """\
sources: {S: {title: "NEON DP1.20190.001, site GUIL"}}
waters: [{name: river, title: River water}]
qualities: [{name: river, concentration: {%(quality)s}, source: S, confidence: verified}]
climate: {water_temperature: %(temperature)g degC, evaporation: 0 mm/d, wind_speed: 0 m/s, elevation: 0 m, source: S, confidence: verified}
inflows:
  - {name: above, kind: inflow, river: Rio Guilarte, at: %(head)g m, discharge: %(flow).12g m3/s, water: river, quality: river, source: S, confidence: verified}
"""
CASE = """\
case: neon-guil
start: 2015-01-29 15:00 +00:00
end: 2015-01-29 16:22 +00:00
output_interval: 1 min
network: network.yaml
boundaries: boundaries.yaml
initial: {scenario: steady, spin_up: 0.2 d}
numerics: {max_step: %(step)g s, dispersion: {a: %(dispersion).12g m2/s, b: 0, min: 0 m2/s, max: 100 m2/s}}
constituents: [%(carried)s]
kinetics: {%(files)s}
scenarios: [{name: steady}]
"""
PROCESSES = """\
sources: {S: {title: "NEON DP1.20190.001, site GUIL"}}
constituents:
  - {name: sulfur_hexafluoride, title: 六氟化硫}
processes:
  - name: loss_of_tracer_gas
    parameters: [{name: rate, value: %(rate).12g 1/d, range: [0 1/d, 1000 1/d]}]
    rate: rate * sulfur_hexafluoride
    row: {sulfur_hexafluoride: -1}
    source: S
    confidence: verified
"""
PARAMETERS = """\
sources: {S: {title: "NEON DP1.20190.001, site GUIL"}}
parameters:
  - {name: reaeration.flow_formula, value: %(formula)s, source: S, confidence: verified}
  - {name: reaeration.minimum_transfer, value: 0 m/d, source: S, confidence: verified}
  - {name: sediment_oxygen_demand.rate, value: 0 g/m2/d, source: S, confidence: verified}
"""


class Channel:
    """A rectangle of given width and slope, as rough as it takes to pass the discharge at the speed."""

    def __init__(self, flow, speed, width, slope):
        self.flow, self.speed, self.width, self.slope = flow, speed, width, slope
        self.depth = flow / speed / width
        radius = self.depth * width / (width + 2 * self.depth)
        self.manning = radius ** (2 / 3) * slope**0.5 / speed

    def write(self, out, quality, carried, files, dispersion, **more):
        out.mkdir(parents=True, exist_ok=True)
        figures = {"head": HEAD, "end": END, "cell": CELL, "slope": self.slope, "top": 100 + self.slope * (END - HEAD), "width": self.width, "n": self.manning,
                   "flow": self.flow, "quality": quality, "temperature": TEMPERATURE, "carried": carried, "files": files, "dispersion": dispersion, "step": 15}
        for name, text in {"network": NETWORK, "boundaries": BOUNDARIES, "case": CASE, **more}.items():
            (out / f"{name}.yaml").write_text(text % figures, encoding="utf-8")


def read(out, names):
    """Chainages (m), minutes, speed (m s-1) and depth (m) in the middle, largest error of a balance, and what was asked for [time, cell]."""
    with netCDF4.Dataset(out / "results" / "forecast.nc") as data:
        x = np.asarray(data["cell_chainage"][:], dtype=float)
        minutes = (data["time"][:].data - data["time"][0].data) / 60
        middle = len(x) // 2
        speed, depth = float(data["velocity"][-1, 0, middle]), float(data["depth"][-1, 0, middle])
        balance = float(np.abs(data["ledger_relative_error"][:]).max())
        return x, minutes, speed, depth, balance, [np.asarray(data[name][:, 0, :].filled(np.nan), dtype=float) for name in names]


def tracers(program, out, channel, dispersion, rate, entered, gas, chloride):
    """Salt as it entered (minutes, uS/cm), the gas (at the head) lost at `rate` (1/d), and chloride: at (m) and minutes."""
    rows = "\n".join(f"2015-01-29 {15 + int(t // 60)}:{int(t % 60):02d}:{int(60 * (t % 1)):02d} +00:00,{max(value, 0):.4f}" for t, value in zip(*entered))
    out.mkdir(parents=True, exist_ok=True)
    (out / "salt.csv").write_text("time,above [uS/cm]\n" + rows + "\n", encoding="utf-8")
    quality = f"conductivity: {{csv: salt.csv, column: above, shape: linear}}, chloride: {chloride:.12g} mg/L, sulfur_hexafluoride: {gas:.12g} mg/L"
    channel.write(out, quality, "conductivity, chloride", "processes: processes.yaml", dispersion, processes=PROCESSES % {"rate": rate})
    forecast.run(program, out / "case.yaml", out / "results")
    return read(out, ["conductivity", "chloride", "sulfur_hexafluoride"])


def reaeration(program, out, channel, formula):
    """k2 at 20 degC (1/d) that the deficit of oxygen along the stream tells, without dispersion; the speed (m s-1) and the depth (m)."""
    channel.write(out, "dissolved_oxygen: 1 mg/L", "dissolved_oxygen", "parameters: parameters.yaml", 0, parameters=PARAMETERS % {"formula": formula})
    forecast.run(program, out / "case.yaml", out / "results")
    x, _, speed, depth, _, (oxygen,) = read(out, ["dissolved_oxygen"])
    t = TEMPERATURE + 273.15
    saturation = np.exp(-139.34411 + 1.575701e5 / t - 6.642308e7 / t**2 + 1.2438e10 / t**3 - 8.621949e11 / t**4)
    part = (x > 60) & (x < 300)
    loss = -np.polyfit(x[part], np.log(saturation - oxygen[-1, part]), 1)[0]
    return loss * speed * 86400 / THETA ** (TEMPERATURE - 20), speed, depth
