"""Gas and salt in Río Guilarte against the engine and formulas of reaeration: neon_guil_test.py FOLDER PROGRAM OUT"""
import os
import sys
from pathlib import Path

import numpy as np
from claims import Claims
from formulas import FORMULAS
from stream import Channel, reaeration, tracers
from tracer import ABOVE, BELOW, DAY, FITTED, LOGGED, Step, oxygen_over_hexafluoride, releases

FOLDER = "vv/neon_guil"  # in QINGLIU_DATA
WIDTH, SLOPE = 5.0, 0.01  # m, 1: estimates
OTHER_WIDTHS = (3.0, 8.0)  # m
MIXED = np.array([1, 2, 3])  # stations that the salt reaches over the whole width
SYRINGES = 3 * 0.053  # three times the largest scatter of five syringes at one station that day


def main():
    program, out = Path(sys.argv[2]), Path(sys.argv[3])
    data = os.environ.get("QINGLIU_DATA")
    with Claims("neon-guil") as claims:
        if data and (Path(data) / FOLDER).is_dir():
            report(claims, program, out, Path(data) / FOLDER)
        else:
            claims.skip(f"{FOLDER} is not in QINGLIU_DATA")
    return claims.status


def half_time(minutes, values, half):
    """When a curve first stands at `half`."""
    i = int(np.argmax(values >= half))
    return minutes[i - 1] + (half - values[i - 1]) / (values[i] - values[i - 1]) * (minutes[i] - minutes[i - 1])


def report(claims, program, out, folder):
    all_releases, step = releases(folder), Step(folder)
    release = all_releases[LOGGED]
    (speed, dispersion, share), speed_error = step.fitted()
    flow = release.discharge(MIXED)
    channel = Channel(flow, speed, WIDTH, SLOPE)
    # c ~ exp(-s x) with dispersion: K = U s + D s^2
    loss = release.loss(np.array([1, 3]))
    rate = (speed * loss + dispersion * loss**2) * DAY
    # what enters and what stands just below differ by what dispersion carries on: U c_in = U c + D s c
    gas_at_head = release.gas[1] * np.exp(loss * (release.at[1] - ABOVE)) * (1 + dispersion * loss / speed)
    # likewise of the salt, D / U^2 ahead of what the logger there saw: -dc/dx is dc/dt / U
    ahead = np.interp(step.minutes + dispersion / speed**2 / 60, step.minutes, step.entered)
    chloride = release.background[MIXED].mean() + release.excess[MIXED].mean()
    x, minutes, found_speed, depth, balance, (salt, carried, gas) = tracers(
        program, out / "tracers", channel, dispersion, rate, (step.minutes, share * ahead), gas_at_head, chloride)
    at = lambda values, where: np.array([np.interp(where, x, row) for row in values])
    for station in (2, 0):
        value = release.gas[station] / at(gas[-1:], release.at[station])[0]
        claims.check(f"gas at {release.at[station]:.0f} m, which K was not read from: off", abs(value - 1) * 100, "<=", SYRINGES * 100, "%",
                     "three times the largest scatter of five syringes that day, 5.3 %")
    claims.check("speed of the engine over that of the salt, off 1", abs(found_speed / speed - 1) * 100, "<=", 0.01, "%",
                 "Manning's n is chosen for it: uniform flow at its normal depth")
    step_below = at(salt, BELOW)
    # half of what is reached when the record ends: the plateau was not awaited
    smooth = np.convolve(step.seen, np.ones(25) / 25, "same")[12:-12]
    half = 0.5 * step.seen[-24:].mean()
    off = half_time(minutes, step_below, half) - half_time(step.seen_at[12:-12], smooth, half)
    claims.check("half of the step arrives at 301 m, later than the logger says", abs(off), "<=", 1, "min",
                 "the rise is 0.35 uS/cm a minute there and the logger tells 0.4 uS/cm: a digit and what it wavers")
    computed = np.interp(step.seen_at, minutes, step_below)
    early = step.seen_at < FITTED
    rms = lambda part: float(np.sqrt(np.mean((computed - step.seen)[part] ** 2)))
    claims.check("the step at 301 m, what was fitted: rms", rms(early), "<=", 0.4, "uS/cm", "a digit of the logger")
    claims.check("the ten minutes after that: rms", rms(~early), "<=", 0.4, "uS/cm", "a digit of the logger")
    claims.check("largest error of a balance, water, salt, chloride, gas", balance, "<=", 1e-12, "1", "every gram is accounted for")
    # the plateau of the engine, read as the stations were
    seen = at(gas[-1:], release.at[1:])[0]
    back = -np.polyfit(release.at[1:], np.log(seen), 1)[0]
    claims.check("K read off the engine's plateau, U s + D s^2, off the one put in", abs((found_speed * back + dispersion * back**2) * DAY / rate - 1) * 100, "<=", 0.05, "%",
                 "cells of 3 m, each of which takes a sixtieth of the gas")
    chlorides = release.background[MIXED] + release.excess[MIXED]
    claims.check("chloride at 88, 153 and 301 m: largest departure", np.abs(at(carried[-1:], release.at[MIXED])[0] / chlorides - 1).max() * 100, "<=", 5, "%",
                 "one discharge for all: the excess, a third of it, scatters by 8 % about its mean without a trend")
    gas_rows = [[f"{a:.0f}", f"{g:.3f}", f"{s:.3f}", f"{c:.3f}", f"{e:.2f}"]
                for a, g, s, c, e in zip(release.at, release.gas, release.gas_sd, at(gas[-1:], release.at)[0], release.excess)]
    claims.table("29 January 2015", ["m below the injection", "SF6 read, ppmv", "its scatter", "SF6 computed", "chloride above its background, mg/L"], gas_rows)
    oxygen = rate * oxygen_over_hexafluoride(release.temperature.mean()) / 1.024 ** (release.temperature.mean() - 20)
    error = np.hypot(speed_error, release.loss_error(np.array([1, 3])) / loss)
    claims.note(f"The salt runs at {speed:.4f} m/s (fit: +-{100 * speed_error:.0f} %), disperses by {dispersion:.2f} m2/s; {100 * share:.0f} % of the upper logger's excess is found at the lower one. "
                f"Discharge by chloride {flow:.3f} m3/s. SF6 is lost at {1000 * loss:.2f} per km, {rate:.1f} 1/d; oxygen would go at {oxygen:.1f} 1/d at 20 degC (+-{100 * error:.0f} %), "
                f"{oxygen * channel.depth:.1f} m/d in {channel.depth:.2f} m of water.")
    compare(claims, program, out, flow, speed, oxygen)
    others(claims, all_releases)
    claims.plot("The step of salt on 29 January 2015", "time after 15:00 UTC, min", "specific conductance above background, uS/cm",
                [("30 m, what entered", step.minutes, step.entered), ("301 m, read", step.seen_at[::6], step.seen[::6], "points"), ("301 m, computed", minutes, step_below)])
    claims.plot("The gas on 29 January 2015", "distance below the injection, m", "SF6, ppmv",
                [("read", release.at, release.gas, "points"), ("computed", x, gas[-1])])


def compare(claims, program, out, flow, speed, measured):
    channel, rows, worst, told = Channel(flow, speed, WIDTH, SLOPE), [], 0.0, {}
    for name, (formula, power) in FORMULAS.items():
        found, found_speed, depth = reaeration(program, out / name, channel, name)
        by_hand = formula(found_speed, depth, SLOPE, WIDTH)
        worst = max(worst, abs(found / by_hand - 1))
        told[name] = (found / measured, power)
        elsewhere = [formula(speed, flow / speed / width, SLOPE, width) for width in OTHER_WIDTHS]
        needed = f"{100 * SLOPE * (measured / found) ** (1 / power):.2g} %" if power > 0 else ""
        rows.append([name, f"{found:.1f}", f"{found / measured:.2f}", *(f"{value:.1f}" for value in elsewhere), needed])
    claims.check("k2 that oxygen along the engine's stream tells, by eleven formulas: off what they give by hand", worst * 100, "<=", 0.05, "%",
                 "slope, width and discharge reach the formulas; cells of 3 m at a loss of up to a fiftieth each")
    factor = lambda some: min(max(ratio, 1 / ratio) for ratio, power in told.values() if some(power))
    claims.check("the nearest formula with the slope (1 %, an estimate): factor off the tracer", factor(lambda power: power > 0), "<=", 3, "1",
                 "formulas err by half to twice, and the slope is known to a factor of three")
    claims.note(f"The nearest formula of depth and speed alone is off by a factor of {factor(lambda power: power == 0):.1f} at 5 m of width.")
    claims.table(f"Reaeration at 20 degC by formula, 1/d; the tracer says {measured:.1f}",
                 ["formula", "5 m wide, slope 1 %", "over the tracer", *(f"{width:g} m wide" for width in OTHER_WIDTHS), "slope it would need, 5 m wide"], rows)


def others(claims, all_releases):
    rows = []
    for day, release in sorted(all_releases.items()):
        stations = MIXED if day == LOGGED else np.arange(4)
        scatter = (release.gas_sd / release.gas).max()
        why = []
        if not release.has_background:
            why.append("five samples of salt, none of the background; gas rises along the stream; one figure of the plateau for all stations")
        if scatter > 0.25:
            why.append(f"syringes of one station scatter by up to {100 * scatter:.0f} %")
        if day == LOGGED:
            why.append("the salt is not yet mixed at 30 m, which is left out")
        usable = release.has_background
        rows.append([day, f"{release.discharge(stations):.3f}" if usable else "", f"{1000 * release.loss(stations):.2f} +- {1000 * release.loss_error(stations):.2f}" if usable else "",
                     f"{release.excess[0] / release.excess[-1]:.2f}" if usable else "", "; ".join(why) or "none"])
    claims.table("All releases: loss of SF6 over chloride along the stream",
                 ["release", "discharge, m3/s", "loss, 1/km", "chloride of the first station over the last", "what is suspect"], rows)


if __name__ == "__main__":
    sys.exit(main())
