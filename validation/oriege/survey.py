"""The surveyed torrent as a case of qingliu, and its steady stages."""
import csv
import subprocess

import netCDF4
import numpy as np

FOLDER = "vv/oriege"  # in QINGLIU_DATA
WALL = 998.9  # m: points above it are the walls MASCARET's file ends a section with
LEAST_STEP = 0.001  # m across: a vertical drop of the survey leans by so much

NETWORK = """\
network: oriege
datum: that of the survey
sources: {{S: {{title: "Survey of the Oriege, TELEMAC-MASCARET example Test19"}}}}
rivers:
  - name: Oriege
    code: ORIEGE
    from: {from_} m
    to: {to} m
    max_cell: {cell} m
    outlet: {{kind: stage, level: {stage} m}}
    source: S
    confidence: verified
    sections:
{sections}
"""
SECTION = "      - {{at: {at} m, n: {n:.6g} s/m^(1/3), survey: [{points}]}}"
BOUNDARIES = """\
sources: {{B: {{title: "Boundaries of the same example"}}}}
waters: [{{name: river, title: River water}}]
qualities: [{{name: river, concentration: {{}}, source: B, confidence: verified}}]
climate: {{water_temperature: 10 degC, evaporation: 0 mm/d, wind_speed: 0 m/s, elevation: 850 m, source: B, confidence: estimate, note: without effect on the flow}}
inflows:
  - {{name: above, kind: inflow, river: Oriege, at: {top} m, discharge: {above} m3/s, water: river, quality: river, source: B, confidence: verified}}
  - {{name: brook, kind: inflow, river: Oriege, at: {mouth} m, discharge: {brook} m3/s, water: river, quality: river, source: B, confidence: verified}}
"""
CASE = """\
case: oriege
start: 2000-01-01 00:00 +00:00
end: 2000-01-01 00:10 +00:00
output_interval: 1 min
network: network.yaml
boundaries: boundaries.yaml
initial: {scenario: steady, spin_up: 0 d}
kinetics: {enabled: false}
scenarios: [{name: steady}]
"""


def rows(file):
    with open(file, encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


def read_sections(folder):
    """[(chainage, [(offset, level)])], offsets ascending."""
    sections = {}
    for row in rows(folder / "cross_sections.csv"):
        line = sections.setdefault(float(row["chainage_m"]), [])
        offset, level = float(row["station_m"]), float(row["elevation_m"])
        if level > WALL:
            continue  # the program ends every section with a wall of its own
        line.append((max(offset, line[-1][0] + LEAST_STEP) if line else offset, level))
    return sorted(sections.items())


def read_stages(folder):
    """Chainages and levels observed, and the levels MASCARET computes, m."""
    table = rows(folder / "observed_stage_steady.csv")
    return (np.array([float(row[key]) for row in table]) for key in ("chainage_m", "observed_stage_m", "MASCARET7_computed_stage_m(other_model)"))


def mouth_of(folder):
    """Chainage of the brook, m: it stands in the unit of its discharge."""
    unit = next(row["unit"] for row in rows(folder / "boundary.csv") if row["item"] == "lateral_inflow")
    return float(unit.split("chainage")[1].split()[0])


def write_case(out, folder, manning_n, cell):
    out.mkdir(parents=True, exist_ok=True)
    sections = read_sections(folder)
    boundary = {row["item"]: row for row in rows(folder / "boundary.csv")}
    stage = next(float(row["value"]) for item, row in boundary.items() if item.startswith("stage_downstream"))
    lines = "\n".join(SECTION.format(at=at, n=manning_n, points=", ".join(f"[{x:.4f} m, {z} m]" for x, z in line)) for at, line in sections)
    (out / "network.yaml").write_text(NETWORK.format(from_=sections[0][0], to=sections[-1][0], cell=cell, stage=stage, sections=lines), encoding="utf-8")
    (out / "boundaries.yaml").write_text(BOUNDARIES.format(top=sections[0][0], above=boundary["Q_upstream"]["value"], mouth=mouth_of(folder),
                                                           brook=boundary["lateral_inflow"]["value"]), encoding="utf-8")
    (out / "case.yaml").write_text(CASE, encoding="utf-8")


class Flow:
    """What the program finds: chainages (m), levels (m), depths (m) and velocities (m/s) of the cells, and how steady it is."""

    def __init__(self, program, out, folder, manning_n, cell):
        write_case(out, folder, manning_n, cell)
        done = subprocess.run([str(program), "run", str(out / "case.yaml"), "--out", str(out / "results"), "--quiet", "--threads", "1"],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"n = {manning_n}, cells of {cell} m: exit status {done.returncode}\n{done.stderr}")
        with netCDF4.Dataset(out / "results" / "forecast.nc") as results:
            profiles = {name: results[name][:, 0, :].filled(np.nan)[-6:] for name in ("water_level", "depth", "velocity", "discharge")}
            self.chainage = np.asarray(results["cell_chainage"][:], dtype=float)
        self.level, self.depth, self.velocity = (profiles[name].mean(axis=0) for name in ("water_level", "depth", "velocity"))
        self.restless = float(np.ptp(profiles["water_level"], axis=0).max())
        inflow = [float(row["value"]) for row in rows(folder / "boundary.csv")[:2]]
        face = 0.5 * (self.chainage[:-1] + self.chainage[1:])  # each lies between two points of the profile
        departure = profiles["discharge"].mean(axis=0) - inflow[0] - inflow[1] * (face > mouth_of(folder))
        self.unbalanced = float(np.abs(departure[np.abs(face - mouth_of(folder)) > 2 * cell]).max())

    def at(self, chainage):
        return np.interp(chainage, self.chainage, self.level)


def rms(departures):
    return float(np.sqrt(np.mean(np.square(departures))))
