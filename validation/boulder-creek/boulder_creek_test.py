"""Boulder Creek by the rates of its QUAL2Kw case, against readings and against QUAL2Kw: boulder_creek_test.py FOLDER PROGRAM OUT"""
import os
import sys
from pathlib import Path

import numpy as np
from claims import Claims
from creek import CELL, HEAD, WIDTH, Bed, Creek
from tables import COLUMNS, Observed, Qual2kw, rms, simulated

FOLDER = "vv/boulder_creek"  # in QINGLIU_DATA
WORSE = 1.25  # rms of the departures from readings, over QUAL2Kw's
SPLIT = {"carbon": (0.65, 0.20, 0.15), "nitrogen": (0.65, 0.25, 0.10), "phosphorus": (0.65, 0.20, 0.15)}  # labile, slow, inert (the same)
MINERALISED = {"carbon": 0.85, "nitrogen": 0.90}  # what is not inert of matter that settles (QUAL2Kw 5.1, after Di Toro 2001)


def main():
    program, out = Path(sys.argv[2]), Path(sys.argv[3])
    with Claims("boulder-creek") as claims:
        if folder := measured(claims):
            report(claims, program, out, folder)
    return claims.status


def measured(claims):
    """The folder of the readings, or none where it is missing."""
    data = os.environ.get("QINGLIU_DATA")
    if data and (Path(data) / FOLDER).is_dir():
        return Path(data) / FOLDER
    claims.skip(f"{FOLDER} is not in QINGLIU_DATA")
    return None


def fitted(creek, program, out, observed, without):
    """The demand of the bed that makes the mean oxygen of the sites least squares, by Gauss and Newton's method from the day without, and the day it makes."""
    demand, day, off = 0.0, without, observed.departures(without, "dissolved_oxygen")
    place = 25.0  # g m-2 d-1
    for step in range(5):
        other = creek.run(program, out / f"demand{step}", Bed(place))
        other_off = observed.departures(other, "dissolved_oxygen")
        slope = (other_off - off) / (place - demand)
        demand, day, off = place, other, other_off
        move = -float(slope @ off / (slope @ slope))
        if abs(move) < 0.3:  # a hundredth of it
            return demand, day
        place = max(demand + move, 0.0)
    raise SystemExit("the demand of the bed was not found in five runs")


def bed_of(creek, day):
    """The bed that takes for what settles on it on `day` all the oxygen that needs and gives back all nitrogen, but for inert matter."""
    rate = creek.q2k.rate
    demand = MINERALISED["carbon"] * rate["detritus_settling"] * day.mean("detritus")  # g m-2 d-1 [cell]
    nitrogen = MINERALISED["nitrogen"] * rate["organic_nitrogen_settling"] * day.mean("organic_nitrogen") * WIDTH * CELL / 86400  # g s-1 [cell]
    ammonia = tuple(float(nitrogen[(day.km < upper) & (day.km > lower)].sum()) for upper, lower in creek.elements())
    # it takes that much whatever the water is like: neither warmth nor want of oxygen change it
    return Bed(float(demand.mean()), theta=1.0, half_saturation=0.05, ammonia=ammonia)


def settling_of(creek, day):
    """What settles on `day` into each stock of the bed, g m-2 d-1, and at what temperature, by element of QUAL2Kw's."""
    rate = creek.q2k.rate
    mean = {name: rate[f"{name}_settling"] * day.mean(name) for name in ("detritus", "organic_nitrogen", "organic_phosphorus", "phosphate")}
    elements = []
    for upper, lower in creek.elements():
        within = (day.km < upper) & (day.km > lower)
        whole = {"carbon": mean["detritus"] * 12 / 32, "nitrogen": mean["organic_nitrogen"], "phosphorus": mean["organic_phosphorus"]}
        stocks = {f"bed_{kind}_{name}": share * whole[name][within].mean()
                  for name, shares in SPLIT.items() for kind, share in zip(("labile", "slow", "inert"), shares)}
        elements.append((stocks | {"bed_phosphate": mean["phosphate"][within].mean()}, day.mean("water_temperature")[within].mean()))
    return tuple(elements)


def report(claims, program, out, folder):
    creek, observed, qual2kw = Creek(folder), Observed(folder), Qual2kw(folder)
    without = creek.run(program, out / "no_demand", Bed())
    demand, by_demand = fitted(creek, program, out, observed, without)
    bed = bed_of(creek, without)  # nearly so with a demand as well: algae and detritus do not depend on oxygen, but for what they breathe
    day = creek.run(program, out / "balance", bed)
    layers = Bed(settling=settling_of(creek, without))
    by_layers = creek.run(program, out / "layers", layers)
    check_flow(claims, creek, qual2kw, day)
    restless = max(np.abs(run.day("dissolved_oxygen") - run.day("dissolved_oxygen", 1)).max() for run in (day, by_demand, by_layers))
    claims.check("the last day against the day before: oxygen at any time and place", restless, "<=", 0.05, "mg/L", "half a digit of the readings")
    after = bed_of(creek, day)
    claims.check("bed in balance: demand of what settles against what it takes", abs(after.demand / bed.demand - 1), "<=", 0.01, "1", "or it is in none")
    claims.check("the same of nitrogen", abs(sum(after.ammonia) / sum(bed.ammonia) - 1), "<=", 0.01, "1", "or it is in none")
    check_readings(claims, observed, qual2kw, day, by_demand)
    check_layers(claims, creek, observed, qual2kw, layers, by_layers, without)
    check_qual2kw(claims, qual2kw, day)
    claims.note(f"Bed in balance: it takes {bed.demand:.1f} g/m2/d of oxygen and gives back {86400 * sum(bed.ammonia) / (1000 * HEAD * WIDTH):.2f} g/m2/d of "
                f"ammonia nitrogen. The demand alone, fitted to the mean oxygen of the four sites: {demand:.1f} g/m2/d at 20 degC.")
    show_sites(claims, observed, qual2kw, day)
    show_departures(claims, observed, qual2kw, {"bed in layers": by_layers, "bed in balance": day, "demand fitted": by_demand, "no demand": without})
    show_day(claims, creek, day, by_demand)
    show_profiles(claims, observed, qual2kw, day)


def check_flow(claims, creek, qual2kw, day):
    ends = np.array([float(row["x_km"]) for row in qual2kw.hydraulics])
    tops = np.concatenate([[HEAD], ends[:-1]])
    for name, column in (("depth", "depth_m"), ("velocity", "velocity_m_s")):
        theirs = np.array([float(row[column]) for row in qual2kw.hydraulics])
        off = np.abs(day.at(tops + 0.75 * (ends - tops), day.mean(name)) / theirs - 1).max()
        claims.check(f"{name} against QUAL2Kw, largest departure of the 17 elements", 100 * off, "<=", 1.5, "%",
                     "at three quarters of an element, a quarter of whose ground water, 1.8 % of the flow at most, is still to come")
    days = np.cumsum(1000 * np.abs(np.gradient(day.km)) / day.mean("velocity")) / 86400
    for km, read in creek.q2k.travel_times:
        claims.check(f"time of travel to km {km:g} against that measured ({read:g} d)", abs(days[np.argmin(np.abs(day.km - km))] / read - 1), "<=", 0.03, "1",
                     "its two digits and a cell")


def check_readings(claims, observed, qual2kw, day, by_demand):
    for name in ("dissolved_oxygen", "ammonia_nitrogen", "nitrate_nitrogen", "total_phosphorus"):
        title, unit, *_ = COLUMNS[name]
        theirs = rms(qual2kw.departures(observed, name))
        claims.check(f"{title}, daily means of four sites, rms, nothing fitted", rms(observed.departures(day, name)), "<=", WORSE * theirs, unit,
                     f"1.25 times QUAL2Kw's own, {theirs:.3g}")
    claims.check("temperature, daily means of four sites, rms", rms(observed.departures(day, "water_temperature")), "<=", 1, "degC",
                 "QUAL2Kw's are not in its table; seven readings from 6 h to 6 h leave half a degree open")
    theirs = rms(qual2kw.departures(observed, "dissolved_oxygen"))
    claims.check("oxygen with the fitted demand alone, rms", rms(observed.departures(by_demand, "dissolved_oxygen")), "<=", 0.5 * theirs, "mg/L",
                 "half of QUAL2Kw's own, or the fit is no use")


def check_layers(claims, creek, observed, qual2kw, layers, day, without):
    carbon = [sum(sum(amount for name, amount in stocks.items() if name.endswith("_carbon")) for stocks, _ in settling)
              for settling in (layers.settling, settling_of(creek, day))]
    claims.check("bed in layers: carbon that settles against what it began in balance with", abs(carbon[1] / carbon[0] - 1), "<=", 0.01, "1", "or it is in none")
    for name in ("ammonia_nitrogen", "nitrate_nitrogen", "total_phosphorus"):
        title, unit, *_ = COLUMNS[name]
        theirs = rms(qual2kw.departures(observed, name))
        claims.check(f"{title} with the bed in layers, daily means of four sites, rms, nothing fitted", rms(observed.departures(day, name)), "<=",
                     WORSE * theirs, unit, f"1.25 times QUAL2Kw's own, {theirs:.3g}")
    claims.check("oxygen with the bed in layers, rms", rms(observed.departures(day, "dissolved_oxygen")), "<=", rms(observed.departures(without, "dissolved_oxygen")),
                 "mg/L", "that of no bed at all; 1.25 times QUAL2Kw's own is missed, see the README")
    for name, limit, why in (("ammonia_nitrogen", 5, "the same laws; what is held in the bed differs by its day"),
                             ("nitrate_nitrogen", 10, "denitrification of the water holds the transfer into the bed as well")):
        off = rms(qual2kw.of(day, name) - qual2kw.values[name])
        claims.check(f"{COLUMNS[name][0]} with the bed in layers against QUAL2Kw, 17 elements, rms", 100 * off / np.mean(qual2kw.values[name]), "<=", limit, "%", why)


def check_qual2kw(claims, qual2kw, day):
    laws = {
        "conductivity": (0.5, "%", "it is conserved: what is left are cells and the waves of the inflows"),
        "suspended_solids": (2, "%", "the same law"),
        "total_phosphorus": (3, "%", "detritus has 3 % of it and settles here with organic phosphorus"),
        "organic_nitrogen": (5, "%", "detritus has up to 11 % of it and settles here with organic nitrogen"),
        "ammonia_nitrogen": (5, "%", "the bed gives back what settles, nothing of it as nitrate"),
        "nitrate_nitrogen": (10, "%", "the bed of QUAL2Kw nitrifies and denitrifies, this one does not"),
        "alkalinity": (1, "%", "it follows nitrogen"),
        "dissolved_oxygen": (0.5, "mg/L", "one demand for the whole creek, which has in QUAL2Kw one for each element"),
        "ph": (0.15, "1", "carbon dioxide follows oxygen"),
    }
    for name, (limit, unit, why) in laws.items():
        off = rms(qual2kw.of(day, name) - qual2kw.values[name])
        off *= 100 / np.mean(qual2kw.values[name]) if unit == "%" else 1
        claims.check(f"{COLUMNS[name][0]} against QUAL2Kw, 17 elements, rms", off, "<=", limit, unit, why)


def show_sites(claims, observed, qual2kw, day):
    rows = []
    for name, (title, unit, *_) in COLUMNS.items():
        ours = {statistic: day.at(observed.km, simulated(day, name, statistic)) for statistic in ("mean", "min", "max")}
        theirs = {statistic: observed.values[name, statistic] for statistic in ("mean", "min", "max")}
        for k in np.flatnonzero(observed.below):
            three = [f"{values['mean'][k]:.4g} ({values['min'][k]:.3g}, {values['max'][k]:.3g})" for values in (theirs, ours)]
            rows.append([title + ("" if unit == "1" else f", {unit}"), f"{observed.km[k]:.2f}"] + three +
                        [f"{qual2kw.at(observed.km[k], name):.4g}" if name in qual2kw.values else "-"])
    claims.table("Daily mean (lowest, highest), bed in balance", ["", "km", "read", "qingliu", "QUAL2Kw, mean"], rows)


def show_departures(claims, observed, qual2kw, runs):
    rows = []
    for name, (title, unit, *_) in COLUMNS.items():
        theirs = rms(qual2kw.departures(observed, name)) if name in qual2kw.values else np.nan
        ours = [rms(observed.departures(run, name)) for run in runs.values()]
        rows.append([title + ("" if unit == "1" else f", {unit}"), f"{theirs:.3g}" if np.isfinite(theirs) else "-"] +
                    [f"{value:.3g}" + (f" ({value / theirs:.2f})" if np.isfinite(theirs) else "") for value in ours])
    claims.table("Departure of daily means from the readings of four sites, rms (over QUAL2Kw's)", ["", "QUAL2Kw", *runs], rows)


def show_day(claims, creek, day, by_demand):
    km, hours = [0.425], 24 * np.arange(day.steps + 1) / day.steps
    order = sorted(range(len(creek.q2k.readings)), key=lambda k: creek.q2k.readings[k]["hour"])
    clock = [creek.q2k.readings[k]["hour"] for k in order]
    claims.plot("Oxygen over the day at km 0.425", "hour of the day", "oxygen, mg/L",
                [("bed in balance", hours, day.at(km, day.day("dissolved_oxygen"))[:, 0]),
                 ("demand fitted", hours, by_demand.at(km, by_demand.day("dissolved_oxygen"))[:, 0]),
                 ("read", clock, [creek.q2k.readings[k]["oxygen"] for k in order], "points")])
    claims.plot("Temperature and pH over the day at km 0.425", "hour of the day", "temperature, degC; pH",
                [item for name, title, key in (("water_temperature", "temperature", "temperature"), ("ph", "pH", "ph")) for item in (
                    (title, hours, day.at(km, day.day(name))[:, 0]), (title + ", read", clock, [creek.q2k.readings[k][key] for k in order], "points"))])


def show_profiles(claims, observed, qual2kw, day):
    for title, names in (("Oxygen along the creek", ["dissolved_oxygen"]), ("Nitrogen along the creek", ["ammonia_nitrogen", "nitrate_nitrogen"])):
        series = []
        for name in names:
            label = COLUMNS[name][0]
            series += [(label, HEAD - day.km, simulated(day, name)), (label + ", QUAL2Kw", HEAD - qual2kw.km, qual2kw.values[name], "points"),
                       (label + ", read", HEAD - observed.km[observed.below], observed.values[name, "mean"][observed.below], "points")]
        claims.plot(title, "distance below the plant, km", "daily mean, mg/L", series)


if __name__ == "__main__":
    sys.exit(main())
