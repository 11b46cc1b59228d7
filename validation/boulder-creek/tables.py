"""What was read and what QUAL2Kw computed, as qingliu names it and in its units."""
import numpy as np
from creek import HEAD, read_table

# name: title, unit, column of the readings, column of QUAL2Kw, unit there in that here; organic nitrogen and phosphorus hold those of detritus here
COLUMNS = {
    "dissolved_oxygen": ("oxygen", "mg/L", "DO_mgL", "oxygen_g_m3", 1),
    "ammonia_nitrogen": ("ammonia nitrogen", "mg/L", "NH4_ugL", "ammonium_nitrogen_mg_m3", 1e-3),
    "nitrate_nitrogen": ("nitrate nitrogen", "mg/L", "NO3_ugL", "nitrate_nitrogen_mg_m3", 1e-3),
    "organic_nitrogen": ("organic nitrogen", "mg/L", "Norg_ugL", "organic_nitrogen_mg_m3", 1e-3),
    "total_phosphorus": ("total phosphorus", "mg/L", "TP_ugL", None, 1e-3),
    "alkalinity": ("alkalinity", "mg/L", "alk_mgCaCO3L", "alkalinity_gCaCO3_m3", 1),
    "ph": ("pH", "1", "pH", "ph", 1),
    "conductivity": ("conductivity", "uS/cm", "cond_umhos", "conductivity_uS_cm", 1),
    "suspended_solids": ("inorganic solids", "mg/L", "ISS_mgL", "inorganic_solids_g_m3", 1),
    "water_temperature": ("temperature", "degC", None, None, 1),
}
NITROGEN_OF_DRY, PHOSPHORUS_OF_DRY = 72, 10  # mg/g


def simulated(day, name, statistic="mean", back=0):
    """[cell] over the last day."""
    if name == "total_phosphorus":
        series = day.day("phosphate", back) + day.day("organic_phosphorus", back)
    else:
        series = day.day(name, back)
    return {"mean": (series[:-1] + series[1:]).mean(axis=0) / 2, "min": series.min(axis=0), "max": series.max(axis=0)}[statistic]


class Observed:
    """Readings of the sites, upstream first; those below the plant are compared, the one above is what enters."""

    def __init__(self, folder):
        tables = {statistic: read_table(folder / f"obs_{statistic}.csv") for statistic in ("mean", "min", "max")}
        self.km = np.array([float(row["distance_km_above_mouth"]) for row in tables["mean"]])
        self.below = self.km < HEAD
        self.values = {}  # [site] by name and statistic
        for statistic, rows in tables.items():
            temperature = read_table(folder / "obs_temperature.csv")
            self.values["water_temperature", statistic] = np.array([float(row[f"temp_{statistic}_C"]) for row in temperature])
            for name, (_, _, column, _, factor) in COLUMNS.items():
                if column:
                    self.values[name, statistic] = factor * np.array([float(row[column]) for row in rows])
            # the readings have the nitrogen of detritus apart, in total nitrogen alone
            detritus = np.array([float(row["detritus_mgL"]) for row in rows])
            self.values["organic_nitrogen", statistic] = self.values["organic_nitrogen", statistic] + NITROGEN_OF_DRY / 1000 * detritus

    def departures(self, day, name):
        """[site below the plant], of daily means."""
        return day.at(self.km[self.below], simulated(day, name)) - self.values[name, "mean"][self.below]


class Qual2kw:
    """Its daily means by element, the first left out, which is the headwater's."""

    def __init__(self, folder):
        rows = read_table(folder / "qual2kw_daily_mean.csv")[1:]
        self.km = np.array([float(row["x_km"]) for row in rows])

        def column(name):
            return np.array([float(row[name]) for row in rows])

        self.values = {name: factor * column(theirs) for name, (_, _, _, theirs, factor) in COLUMNS.items() if theirs}
        detritus = column("detritus_gD_m3")
        self.values["organic_nitrogen"] += NITROGEN_OF_DRY / 1000 * detritus
        self.values["total_phosphorus"] = (column("organic_phosphorus_mg_m3") + column("inorganic_phosphorus_mg_m3") + PHOSPHORUS_OF_DRY * detritus) / 1000
        self.hydraulics = read_table(folder / "qual2kw_hydraulics.csv")[1:]

    def at(self, km, name):
        """Of the element there."""
        return self.values[name][np.argmin(np.abs(self.km - km))]

    def departures(self, observed, name):
        """[site below the plant]"""
        return np.array([self.at(km, name) for km in observed.km[observed.below]]) - observed.values[name, "mean"][observed.below]

    def of(self, day, name):
        """Daily means of `day`, averaged over each of its elements [element]."""
        means, ends = simulated(day, name), [float(row["x_km"]) for row in self.hydraulics]
        tops = [HEAD] + ends[:-1]
        return np.array([means[(day.km < top) & (day.km > end)].mean() for top, end in zip(tops, ends)])


def rms(values):
    return float(np.sqrt(np.mean(np.square(values))))
