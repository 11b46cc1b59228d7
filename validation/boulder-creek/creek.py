"""Boulder Creek as files of a case, from those of the QUAL2Kw case, and what the program makes of it."""
import csv
from dataclasses import dataclass
from datetime import datetime, timedelta

import forecast
import netCDF4
import numpy as np
from inorganic_carbon import inorganic_carbon
from q2k_file import Q2kFile
from rates import parameters

HEAD = 13.6  # km above the mouth
CELL = 106.25  # m, an eighth of most of QUAL2Kw's elements
DAYS = 12  # of the same day
START = datetime(1987, 8, 10)  # the last day is 21 August
OFFSET = "-06:00"  # the clock of the readings; the sun of the file is highest at a quarter past 13 h, which is noon in daylight saving time
WIDTH = 12.5  # m
TRICKLE = 1e-5  # m3/s, in which the bed gives back what it gives
DEMAND_OF_DRY = 0.4 * 32 / 12  # g O2 per gD
SOURCE = "source: Q2K, confidence: verified"
OF_THE_BED = "source: Q2K, confidence: estimate, note: see the README of the case"

# constituent of qingliu: unit in the files written, and how it follows from the qualities of the QUAL2Kw file
CONSTITUENTS = {
    "water_temperature": ("degC", lambda q: q["temperature"]),
    "conductivity": ("uS/cm", lambda q: q["conductivity"]),
    "suspended_solids": ("mg/L", lambda q: q["inorganic_solids"]),
    "dissolved_oxygen": ("mg/L", lambda q: q["oxygen"]),
    "slow_organic_matter": ("mg/L", lambda q: q["slow_demand"]),
    "labile_organic_matter": ("mg/L", lambda q: q["fast_demand"]),
    "organic_nitrogen": ("mg/L", lambda q: q["organic_nitrogen"] / 1000 + 0.072 * q["detritus"]),
    "ammonia_nitrogen": ("mg/L", lambda q: q["ammonium"] / 1000),
    "nitrate_nitrogen": ("mg/L", lambda q: q["nitrate"] / 1000),
    "organic_phosphorus": ("mg/L", lambda q: q["organic_phosphorus"] / 1000 + 0.01 * q["detritus"]),
    "phosphate": ("mg/L", lambda q: q["inorganic_phosphorus"] / 1000),
    "detritus": ("mg/L", lambda q: DEMAND_OF_DRY * q["detritus"]),
    "alkalinity": ("mg/L", lambda q: q["alkalinity"]),
    "inorganic_carbon": ("mg/L", lambda q: inorganic_carbon(q["ph"], q["temperature"], q["conductivity"], q["alkalinity"], q["ammonium"] / 1000,
                                                            q["inorganic_phosphorus"] / 1000)),
}
READ = [name for name in CONSTITUENTS if name != "inorganic_carbon"] + ["ph", "depth", "velocity", "bottom_algae"]
CARRIED = ["heat", "acidity", "bottom_algae", "bottom_algae_nitrogen", "bottom_algae_phosphorus"] + [
    name for name in CONSTITUENTS if name not in ("water_temperature", "alkalinity", "inorganic_carbon")]

CASE = """\
case: boulder-creek
start: %(start)s
end: %(end)s
output_interval: 30 min
network: network.yaml
boundaries: boundaries.yaml
initial:
  scenario: day
  spin_up: 0.6 d
%(bed)snumerics: {max_step: 10 min, dispersion: {formula: fischer}}
constituents: [%(carried)s]
kinetics: {parameters: parameters.yaml}
scenarios: [{name: day}]
"""
NETWORK = """\
network: boulder-creek
sources: {Q2K: {title: QUAL2Kw case of Boulder Creek}}
rivers:
  - name: creek
    code: CREEK
    from: 0 km
    to: %(length)g km
    max_cell: %(cell)g m
    outlet: {kind: normal_depth, slope: %(slope)g}
    source: Q2K
    confidence: verified
    sections:
%(sections)s
"""
BOUNDARIES = """\
sources: {Q2K: {title: QUAL2Kw case of Boulder Creek}}
waters: [{name: creek, title: Creek}]
qualities:
%(qualities)s
inflows:
%(inflows)s
diffuse:
%(diffuse)s
climate:
  water_temperature: 15 degC
  evaporation: 0 mm/d
  wind_speed: %(wind)g m/s
  elevation: %(elevation)g m
  air:
    temperature: %(air)g degC
    dew_point: %(dew)g degC
    cloud_cover: %(cloud)g
    solar_radiation: {csv: sun.csv, column: sun, shape: linear}
    latitude: 40
    longitude: -105
    source: Q2K
    confidence: verified
  source: Q2K
  confidence: verified
"""


def stamp(time):
    return f"{time:%Y-%m-%d %H:%M} {OFFSET}"


def write_series(path, hours, columns):
    """A table of `columns` {name: (unit, values by the hours of one day)}, repeated for every day of the run and a day beyond."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["time"] + [f"{name} [{unit}]" for name, (unit, _) in columns.items()])
        for day in range(DAYS + 1):
            for k, hour in enumerate(hours):
                table.writerow([stamp(START + timedelta(days=day, hours=float(hour)))] + [f"{values[k]:.10g}" for _, values in columns.values()])


def read_table(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@dataclass
class Bed:
    """What the bed does, prescribed."""
    demand: float = 0.0  # g O2 m-2 d-1, at 20 degC
    theta: float = 1.065  # of the demand (Chapra 1997)
    half_saturation: float = 1.0  # mg/L, oxygen at half the demand (NSM-I)
    ammonia: tuple = ()  # g N s-1 that each element of QUAL2Kw's gives back
    settling: tuple = ()  # what each element begins in balance with: (g m-2 d-1 by stock, degC); the bed is computed (diagenesis), not prescribed


class Creek:
    """What the files of the case are made of; `run` writes them into a folder and makes a forecast."""

    def __init__(self, data):
        self.q2k = Q2kFile(data / "BC_1987-08-21.q2k")
        self.reaches = [row for row in read_table(data / "reaches.csv") if float(row["channel_slope"]) > 0]
        hydraulics = read_table(data / "qual2kw_hydraulics.csv")
        self.headwater_discharge = float(hydraulics[0]["discharge_m3_s"])
        self.mean_depth = float(np.mean([float(row["depth_m"]) for row in hydraulics[1:]]))  # m
        sites = [float(row["DO_mgL"]) for row in read_table(data / "obs_mean.csv") if float(row["distance_km_above_mouth"]) < HEAD]
        self.mean_oxygen = float(np.mean(sites))  # mg/L, observed below the plant

    def run(self, program, out, bed):
        """A LastDay."""
        out.mkdir(parents=True, exist_ok=True)
        end = START + timedelta(days=DAYS)
        carried = CARRIED + ["diagenesis"] * bool(bed.settling)
        texts = {"case": CASE % {"start": stamp(START), "end": stamp(end), "carried": ", ".join(carried), "bed": self.start_of(bed)}, "network": self.network(),
                 "boundaries": self.boundaries(out, bed), "parameters": parameters(self.q2k, self.mean_oxygen, self.mean_depth, bed)}
        for name, text in texts.items():
            (out / f"{name}.yaml").write_text(text, encoding="utf-8")
        forecast.run(program, out / "case.yaml", out / "results")
        return LastDay(out / "results" / "forecast.nc")

    def start_of(self, bed):
        """The bed of the case's initial state."""
        rows = []
        for (upper, lower), (settling, temperature) in zip(self.elements(), bed.settling):
            stocks = ", ".join(f"{name}: {value:.8g} g/m2/d" for name, value in settling.items())
            rows.append(f"    - {{river: creek, from: {HEAD - upper:.8g} km, to: {HEAD - lower:.8g} km, settling: {{{stocks}}}, "
                        f"temperature: {temperature:.5g} degC, {OF_THE_BED}}}")
        return "  bed:\n" + "\n".join(rows) + "\n" if rows else ""

    def elements(self):
        """Upstream and downstream end of each element of QUAL2Kw's, km above the mouth."""
        ends = [float(row["downstream_end_km"]) for row in self.reaches]
        return list(zip(ends, ends[1:]))

    def network(self):
        """Two sections a reach, a metre apart where reaches meet, so that roughness changes where the file has it change."""
        sections = []
        for upper, lower in zip(self.reaches, self.reaches[1:]):
            step = 1 if sections else 0
            start, end = (1000 * (HEAD - float(row["downstream_end_km"])) for row in (upper, lower))
            top = float(lower["elev_up_m"]) - float(lower["channel_slope"]) * step
            for at, bed in ((start + step, top), (end, float(lower["elev_dn_m"]))):
                sections.append(f"      - {{at: {at:.8g} m, bed: {bed:.8g} m, width: {lower['bottom_width_m']} m, side_slope: 0.0, "
                                f"n: {float(lower['manning_n']):g} s/m^(1/3)}}")
        return NETWORK % {"length": HEAD, "cell": CELL, "slope": float(self.reaches[-1]["channel_slope"]), "sections": "\n".join(sections)}

    def boundaries(self, out, bed):
        hours, halves = np.arange(24), np.arange(0, 24, 0.5)
        headwater = {name: np.array(values) for name, values in self.q2k.headwater.items()}
        qualities, diffuse = [series_quality(out, "headwater", hours, headwater)], []
        row = "  - {name: %s, kind: %s, river: creek, at: %.6g km, discharge: %.8g m3/s, %s" + SOURCE + "}"
        inflows = [row % ("headwater", "inflow", 0, self.headwater_discharge, "water: creek, quality: headwater, ")]
        for k, source in enumerate(self.q2k.point_sources):
            at = HEAD - source.at
            if source.abstraction > 0:
                inflows.append(row % (f"abstraction{k}", "abstraction", at, source.abstraction, ""))
            if source.inflow > 0:
                day = {name: wave.mean + wave.amplitude * np.cos(2 * np.pi * (halves / 24 - wave.highest_at)) for name, wave in source.waves.items()}
                qualities.append(series_quality(out, f"source{k}", halves, day))
                inflows.append(row % (f"source{k}", "plant", at, source.inflow, f"water: creek, quality: source{k}, "))
        for k, ground in enumerate(self.q2k.ground_waters):
            values = ", ".join(f"{name}: {float(of(ground.values)):.8g} {unit}" for name, (unit, of) in CONSTITUENTS.items())
            qualities.append(f"  - {{name: ground{k}, concentration: {{{values}}}, {SOURCE}}}")
            diffuse.append(f"  - {{name: ground{k}, river: creek, from: {HEAD - ground.start:.6g} km, to: {HEAD - ground.end:.6g} km, "
                           f"discharge: {ground.inflow:.8g} m3/s, water: creek, quality: ground{k}, {SOURCE}}}")
        for k, (element, load) in enumerate(zip(self.elements(), bed.ammonia)):
            # as a trickle of water; what makes ammonia of organic nitrogen makes alkalinity, an equivalent a mol
            strong = load / TRICKLE
            values = f"water_temperature: 16 degC, ammonia_nitrogen: {strong:.8g} mg/L, alkalinity: {strong * 50 / 14:.8g} mg/L"
            qualities.append(f"  - {{name: bed{k}, concentration: {{{values}}}, {OF_THE_BED}}}")
            diffuse.append(f"  - {{name: bed{k}, river: creek, from: {HEAD - element[0]:.8g} km, to: {HEAD - element[1]:.8g} km, "
                           f"discharge: {TRICKLE:g} m3/s, water: creek, quality: bed{k}, {OF_THE_BED}}}")
        write_series(out / "sun.csv", hours, {"sun": ("W/m2", self.q2k.solar_radiation)})
        if any(self.q2k.shade):
            raise ValueError("the creek is taken not to be shaded")
        # wind at 7 m in the file, at 10 m here (power law of 0.15)
        return BOUNDARIES % {"qualities": "\n".join(qualities), "inflows": "\n".join(inflows), "diffuse": "\n".join(diffuse),
                             "wind": same(self.q2k.wind_speed) * (10 / 7) ** 0.15, "elevation": np.mean([float(row["elev_dn_m"]) for row in self.reaches]),
                             "air": same(self.q2k.air_temperature), "dew": same(self.q2k.dew_point), "cloud": same(self.q2k.cloud_cover)}


def same(values):
    """The one value of a day on which it does not change."""
    if len(set(values)) != 1:
        raise ValueError("the weather is taken to change but for the sun")
    return values[0]


def series_quality(out, name, hours, day):
    """A quality by the hours of the day, from a table beside the case."""
    write_series(out / f"{name}.csv", hours, {one: (unit, of(day)) for one, (unit, of) in CONSTITUENTS.items()})
    values = ", ".join(f"{one}: {{csv: {name}.csv, column: {one}, shape: linear}}" for one in CONSTITUENTS)
    return f"  - {{name: {name}, concentration: {{{values}}}, {SOURCE}}}"


class LastDay:
    """What a forecast says of its last day, by cells in order downstream."""

    def __init__(self, file):
        with netCDF4.Dataset(file) as results:
            chainage = np.asarray(results["cell_chainage"][:], dtype=float)
            cells = np.argsort(chainage)
            self.km = HEAD - chainage[cells] / 1000  # above the mouth [cell]
            self.series = {name: results[name][:, 0, :].filled(np.nan).astype(float)[:, cells] for name in READ}  # [time, cell]
        self.steps = 48  # outputs a day

    def day(self, name, back=0):
        """[time, cell] of the last day, or of so many days before, both midnights among them."""
        end = len(self.series[name]) - back * self.steps
        return self.series[name][end - self.steps - 1:end]

    def mean(self, name, back=0):
        """[cell], by the trapezoidal rule."""
        day = self.day(name, back)
        return (day[:-1] + day[1:]).mean(axis=0) / 2

    def at(self, km, values):
        """Of `values` [..., cell] at km above the mouth, linear between the centres of cells; last axis as `km`."""
        return np.apply_along_axis(lambda line: np.interp(-np.asarray(km), -self.km, line), -1, values)
