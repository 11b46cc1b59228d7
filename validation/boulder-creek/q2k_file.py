"""What the file of a QUAL2Kw 5.1 case holds, in the units of that file: km above the mouth, m3/s, degC, mg/L, mg/m3 of nitrogen and phosphorus,
gD/m3 of detritus (dry), mg/L of alkalinity as CaCO3, W/m2, rates a day."""
import csv
from dataclasses import dataclass

QUALITIES = ["conductivity", "inorganic_solids", "oxygen", "slow_demand", "fast_demand", "organic_nitrogen", "ammonium", "nitrate", "organic_phosphorus",
             "inorganic_phosphorus", "phytoplankton", "detritus", "pathogen", "generic", "alkalinity", "ph"]
HOURS = 24


@dataclass
class Wave:
    """What changes over a day as a cosine."""
    mean: float
    amplitude: float = 0.0
    highest_at: float = 0.0  # share of the day

    def __init__(self, row):
        self.mean, self.amplitude, self.highest_at = (number(text) for text in (row + ["0", "0"])[:3])


@dataclass
class PointSource:
    name: str
    at: float  # km
    abstraction: float
    inflow: float
    waves: dict  # Wave by quality, and of temperature


@dataclass
class GroundWater:
    start: float  # km, upstream end
    end: float
    inflow: float
    values: dict  # by quality, and temperature


def number(text):
    """A blank is a zero, as the program has it."""
    return float(text) if text.strip() else 0.0


class Q2kFile:
    def __init__(self, path):
        with open(path, encoding="latin-1", newline="") as file:
            self.rows = list(csv.reader(file))
        self.place = next(i for i, row in enumerate(self.rows) if row and row[0] == "Bras") - 1
        self.light = self.numbers()  # usable share, extinction: background, by chlorophyll (two), by solids, by detritus
        self.heat = self.next()
        self.point_sources = [self.point_source() for _ in range(self.count())]
        self.ground_waters = [self.ground_water() for _ in range(self.count())]
        self.read_rates()
        self.place = next(i for i, row in enumerate(self.rows) if row == [".FALSE."]) + 1
        self.headwater = dict(zip(["temperature"] + QUALITIES, [self.hours() for _ in range(1 + len(QUALITIES))]))
        reaches = len(QUALITIES) + 1
        self.shade, self.air_temperature, self.dew_point, self.wind_speed, self.cloud_cover, self.solar_radiation = [
            self.weather(reaches) for _ in range(6)]
        self.read_observations()

    def next(self):
        self.place += 1
        return self.rows[self.place - 1]

    def numbers(self):
        return [number(text) for text in self.next()]

    def count(self):
        return int(self.next()[0])

    def hours(self):
        return [float(text) for text in self.next()[:HOURS]]

    def weather(self, reaches):
        """By hour; the same at every reach, or this case is not what it is taken for."""
        first, *others = [self.hours() for _ in range(reaches)]
        if any(other != first for other in others):
            raise ValueError("the weather differs from reach to reach")
        return first

    def point_source(self):
        name, at, abstraction, inflow, *temperature = self.next()
        waves = {"temperature": Wave(temperature)} | {quality: Wave(self.next()) for quality in QUALITIES}
        return PointSource(name, float(at), float(abstraction), float(inflow), waves)

    def ground_water(self):
        _, start, end, _, inflow, temperature = self.next()
        values = {"temperature": float(temperature)} | {quality: float(self.next()[0]) for quality in QUALITIES}
        return GroundWater(float(start), float(end), float(inflow), values)

    def read_rates(self):
        rate = {}
        rate["solids_settling"], carbon, nitrogen, phosphorus, dry, _ = self.numbers()
        self.dry_share = {"carbon": carbon / dry, "nitrogen": nitrogen / dry, "phosphorus": phosphorus / dry}
        rate["reaeration_theta"] = self.numbers()[0]
        row = self.numbers()
        rate["oxygen_attenuation"] = row[0]  # m3 g-1: 1 - exp(-K O), the same of all five
        if set(row[:5]) != {row[0]}:
            raise ValueError("the processes are attenuated unequally by oxygen")
        names = ["hydrolysis", "hydrolysis_theta", "slow_oxidation", "slow_oxidation_theta", "fast_oxidation", "fast_oxidation_theta", "ammonification",
                 "ammonification_theta", "organic_nitrogen_settling"]
        rate |= dict(zip(names, row[5:]))
        names = ["nitrification", "nitrification_theta", "denitrification", "denitrification_theta", "bed_denitrification", "bed_denitrification_theta",
                 "phosphorus_hydrolysis", "phosphorus_hydrolysis_theta", "organic_phosphorus_settling", "phosphate_settling", "phosphate_release"]
        rate |= dict(zip(names, self.numbers()))
        self.next()  # phytoplankton, of which there is none
        row = self.next()
        self.growth_order = row[2]
        names = ["growth", "growth_theta", "respiration", "light_respiration", "respiration_theta", "excretion", "excretion_theta", "death", "most"]
        rate |= {f"algae_{name}": number(text) for name, text in zip(names, row[3:])}
        names = ["algae_death_theta", "nitrogen_half", "phosphorus_half", "carbon_half", "light_half", "ammonia_preference", "dissolution",
                 "dissolution_theta", "detritus_settling"]
        rate |= dict(zip(names, self.numbers()))
        names = ["least_nitrogen", "least_phosphorus", "nitrogen_uptake", "phosphorus_uptake", "nitrogen_store", "phosphorus_store"]
        self.rate = rate | dict(zip(names, self.numbers()))

    def read_observations(self):
        for _ in range(self.count()):
            self.next()  # temperatures, which obs_temperature.csv has as well
        self.travel_times = [(number(row[0]), number(row[4])) for row in (self.next() for _ in range(self.count()))]  # km, d
        # readings over a day at the last reach, at the end of the file: reach, hour of the clock, two rows of values
        tail = self.rows[next(i for i, row in enumerate(self.rows) if row[0] == "WQ Data Max"):]
        lengths = [len(row) for row in tail]
        self.readings = []  # hour, degC, mg/L, 1
        for i in range(len(tail) - 3):
            if lengths[i] == lengths[i + 1] == 1 and min(lengths[i + 2:i + 4]) > 5:
                self.readings.append({"hour": float(tail[i + 1][0]), "temperature": float(tail[i + 2][0]), "oxygen": float(tail[i + 2][4]), "ph": float(tail[i + 3][5])})
