"""The gauged river as a case of qingliu: the first gauge flows in, daily gains enter along the way, the others are computed."""
import subprocess
from datetime import timedelta
from pathlib import Path

import netCDF4
import numpy as np
from gauges import lateral_inflow

OFFSET = "+01:00"  # of the times in the table
RIVER = "Hydropeaking"

BOUNDARIES = """\
sources: {{G: {{title: "Readings of the gauges"}}}}
waters: [{{name: river, title: River water}}]
qualities: [{{name: river, concentration: {{}}, source: G, confidence: verified}}]
climate: {{water_temperature: 5 degC, evaporation: 0 mm/d, wind_speed: 0 m/s, elevation: 500 m, source: G, confidence: estimate, note: without effect on the flow}}
inflows:
  - {{name: {0}, kind: inflow, river: {river}, at: {at} km, discharge: {{csv: inflow.csv, column: {0}, shape: linear}}, water: river, quality: river, source: G, confidence: verified}}
diffuse:
{diffuse}
"""
DIFFUSE = ("  - {{name: below {0}, river: {river}, from: {from_} km, to: {to} km, discharge: {{csv: inflow.csv, column: below {0}, shape: linear}},"
           " water: river, quality: river, source: G, confidence: estimate, note: daily means of the gauges}}")
SECTION = "  - {{name: {0}, river: {river}, at: {at} km, target_class: III, source: P, confidence: verified}}"
CASE = """\
case: hydropeaking
start: {start}
end: {end}
output_interval: 15 min
network: {network}
boundaries: boundaries.yaml
sections: sections.yaml
initial: {{scenario: measured, spin_up: 0 d}}
numerics: {{flow_tolerance: 0.003, max_step: 15 min}}
kinetics: {{enabled: false}}
scenarios: [{{name: measured}}]
"""


def write_case(folder, gauges, network):
    """The case of these readings in `folder`, on the river of the file `network`."""
    folder.mkdir(parents=True, exist_ok=True)
    names, at = gauges.names, gauges.chainage
    reaches = range(len(names) - 1)
    known = np.isfinite(gauges.discharge[0])
    first = np.interp(gauges.time, gauges.time[known], gauges.discharge[0][known])
    columns = [first] + [lateral_inflow(gauges, k) for k in reaches]
    with open(folder / "inflow.csv", "w", encoding="utf-8") as table:
        table.write(",".join(["time", f"{names[0]} [m3/s]"] + [f"below {names[k]} [m3/s]" for k in reaches]) + "\n")
        for k, second in enumerate(gauges.time):
            moment = gauges.start + timedelta(seconds=float(second))
            table.write(",".join([f"{moment:%Y-%m-%d %H:%M} {OFFSET}"] + [f"{column[k]:.6g}" for column in columns]) + "\n")
    diffuse = "\n".join(DIFFUSE.format(names[k], river=RIVER, from_=at[k], to=at[k + 1]) for k in reaches)
    (folder / "boundaries.yaml").write_text(BOUNDARIES.format(names[0], river=RIVER, at=at[0], diffuse=diffuse), encoding="utf-8")
    sections = "\n".join(SECTION.format(name, river=RIVER, at=x) for name, x in zip(names[1:], at[1:]))
    (folder / "sections.yaml").write_text(f"sources: {{P: {{title: Places of the gauges}}}}\nsections:\n{sections}\n", encoding="utf-8")
    end = gauges.start + timedelta(seconds=float(gauges.time[-1]))
    (folder / "case.yaml").write_text(CASE.format(start=f"{gauges.start:%Y-%m-%d %H:%M} {OFFSET}", end=f"{end:%Y-%m-%d %H:%M} {OFFSET}",
                                                  network=Path(network).resolve()), encoding="utf-8")


def simulate(program, folder):
    """Runs the case in `folder`; returns the times (s since its start) and the discharges (m3/s) of all gauges but the first."""
    done = subprocess.run([str(program), "run", str(folder / "case.yaml"), "--out", str(folder / "out"), "--quiet", "--threads", "1"],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{folder}: exit status {done.returncode}\n{done.stderr}")
    with netCDF4.Dataset(folder / "out" / "forecast.nc") as results:
        time = np.asarray(results["time"][:], dtype=float)
        discharge = np.asarray(results["section_discharge"][:, 0, :].filled(np.nan))
        unit = results["time"].units
    if not unit.startswith("seconds"):
        raise RuntimeError(f"times in {unit}")
    return time - time[0], [discharge[:, k] for k in range(discharge.shape[1])]
