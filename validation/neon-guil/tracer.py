"""What was read of salt and gas in Río Guilarte, and what follows from it without a model of the river."""
import csv
from pathlib import Path

import numpy as np

CHLORINE = 35.453 / 58.443  # g of chloride per g of salt
DAY = 86400
LOGGED = "2015-01-29"
ABOVE, BELOW = 30.0, 301.0  # m below the injection, the loggers of that day
CALM, ARRIVED, FITTED, LAST = 8.5, 44.0, 70.0, 80.0  # min after 15:00 UTC: nothing above yet, nothing below yet, fitted up to here, the record ends


class Release:
    """The stations of one release, in the order of the stream."""

    def __init__(self, rows):
        rows = sorted(rows, key=lambda row: float(row["distance_from_injection_m"]))
        column = lambda name: np.array([float(row[name]) for row in rows])
        self.day = rows[0]["experiment_start_utc"][:10]
        self.at, self.gas, self.gas_sd = column("distance_from_injection_m"), column("SF6_mean_ppmv"), column("SF6_sd")
        self.temperature = column("watertemp_C")
        salt = float(rows[0]["NaCl_mass_g"]) / float(rows[0]["carboy_L"])  # g L-1
        self.chloride_rate = salt * float(rows[0]["drip_rate_mLmin"]) / 60 / 1000 * CHLORINE  # g s-1
        # one sample of the background and n - 1 of the plateau: mean = plateau - excess / n, sd = excess / sqrt(n)
        samples, mean, sd = column("salt_n"), column("Cl_or_salt_lab_mean_mgL(bg+plateau)"), column("salt_sd")
        self.has_background = bool(np.all(samples == 6))
        self.excess = sd * np.sqrt(samples)  # mg L-1
        self.background = mean + self.excess / samples - self.excess  # mg L-1

    def discharge(self, stations):
        """m3 s-1, by the dilution of chloride."""
        return float(self.chloride_rate / self.excess[stations].mean())

    def loss(self, stations):
        """m-1, of the gas over the chloride, by least squares of its logarithm."""
        ratio = np.log(self.gas[stations] / self.excess[stations])
        return float(-np.polyfit(self.at[stations], ratio, 1)[0])

    def loss_error(self, stations):
        """m-1, what the scatter of the syringes makes of it."""
        x = self.at[stations] - self.at[stations].mean()
        return float(np.sqrt(np.sum((x * self.gas_sd[stations] / self.gas[stations]) ** 2)) / np.sum(x**2))


def releases(folder):
    by_day = {}
    with open(Path(folder) / "station_summary.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by_day.setdefault(row["experiment_start_utc"], []).append(row)
    return {release.day: release for release in map(Release, by_day.values())}


class Step:
    """Specific conductance above its own background where the loggers lay, every 15 s from 15:00 UTC on."""

    def __init__(self, folder):
        record = {}
        with open(Path(folder) / "logger_EC_20150129.csv", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                hour, minute, second = (int(text) for text in row["dateTimeLogger"][11:19].split(":"))
                record.setdefault(row["hoboSampleID"][5:7], []).append((60 * (hour - 15) + minute + second / 60, float(row["spcond25_uScm"])))
        above, below = (np.array(record[name]) for name in ("S1", "S4"))
        mean = lambda rows, start, end: rows[(rows[:, 0] >= start) & (rows[:, 0] < end), 1].mean()
        self.minutes = np.arange(0, LAST + 2.125, 0.25)
        # the upper logger drifts: from its last minutes before the salt to its last minutes in the water after it
        drift = np.interp(self.minutes, [6.0, 141.0], [mean(above, 4, CALM), mean(above, 140, 142)])
        self.entered = np.where(self.minutes < CALM, 0, np.interp(self.minutes, *above.T) - drift)  # uS cm-1
        seen = below[(below[:, 0] > ARRIVED) & (below[:, 0] < LAST)]
        self.background = mean(below, -38, 40)
        self.seen_at, self.seen = seen[:, 0], seen[:, 1] - self.background  # min, uS cm-1

    def arrived(self, speed, dispersion, share):
        """uS cm-1 at the lower logger, by advection and dispersion of what entered above."""
        length, tau = BELOW - ABOVE, 60 * (self.minutes + 0.125)
        passes = length / np.sqrt(4 * np.pi * dispersion * tau**3) * np.exp(-(length - speed * tau) ** 2 / (4 * dispersion * tau)) * 15
        return share * np.interp(self.seen_at, self.minutes + 0.125, np.convolve(self.entered, passes)[: len(self.minutes)])

    def fitted(self):
        """Speed (m s-1), dispersion (m2 s-1) and the share of the upper excess that is found below, by Gauss and Newton's method on the record up to FITTED."""
        early = self.seen_at < FITTED
        place = np.log([0.085, 0.4, 0.8])
        for _ in range(50):
            now = self.arrived(*np.exp(place))[early]
            slopes = np.array([(self.arrived(*np.exp(place + 1e-4 * move))[early] - now) / 1e-4 for move in np.eye(3)]).T
            moved = np.linalg.lstsq(slopes, self.seen[early] - now, rcond=None)[0]
            place = place + np.clip(moved, -0.2, 0.2)
            if np.abs(moved).max() < 1e-8:
                covariance = np.linalg.inv(slopes.T @ slopes) * np.mean((self.seen[early] - now) ** 2)
                return np.exp(place), float(np.sqrt(covariance[0, 0]))
        raise SystemExit("speed and dispersion of the step were not found")


def schmidt(temperature, coefficients):
    """Kinematic viscosity over diffusivity in fresh water (Wanninkhof 1992)."""
    return np.polyval(coefficients[::-1], temperature)


OXYGEN, HEXAFLUORIDE = (1800.6, -120.10, 3.7818, -0.047608), (3255.3, -217.13, 6.8370, -0.086070)


def oxygen_over_hexafluoride(temperature):
    """Transfer of oxygen over that of the gas, of a surface that waves renew (power -1/2)."""
    return float(np.sqrt(schmidt(temperature, HEXAFLUORIDE) / schmidt(temperature, OXYGEN)))
