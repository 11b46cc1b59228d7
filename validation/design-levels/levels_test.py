"""Design water levels of three reaches from their discharges: levels_test.py FOLDER PROGRAM OUT

Reads xinxiang/design_sections.csv of the measured data, makes one network of each reach at two roughnesses, lets the program find its
steady flow below the given level, and holds the profile against the published one.
"""
import csv
import os
import sys
from pathlib import Path

import numpy as np
import yaml

from claims import Claims
from forecast import Profiles, run

ROUGHNESS = (0.0225, 0.025)
ROUGHEST = 0.027  # s m-1/3, a straight earth channel with short grass (Chow 1959, table 5-6, normal value)
EXPLAINED_ABOVE = 0.15  # m
G = 9.81  # m s-2


def number(text):
    """'30-80' is the width at the section and the one it grows to downstream."""
    return float(text.split("-")[0])


def design_rows(file, reach):
    """Sections of the reach, downstream: chainage, place, bed, width, side slope, discharge, level (none: not published)."""
    with open(file, encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["river"] == reach["river"]]
    rows = [{"at": float(row["chainage_m"]), "place": row["place"], "bed": float(row["bed_m"]), "width": number(row["bottom_width_m"]),
             "side_slope": float(row["side_slope"]), "discharge": float(row["q3yr_m3s"]),
             "level": float(row["z3yr_m"]) if row["z3yr_m"] else None} for row in rows]
    rows = [row for row in rows if reach["from"] <= row["at"] <= reach["to"]]
    rows[-1]["width"] = reach.get("last_width", rows[-1]["width"])
    return rows


def name(code, n):
    return f"{code}-{10000 * n:g}"


def river(code, rows, level, n):
    """One reach as a river of its own, ending in the given level."""
    sections = [{"at": f"{row['at']:g} m", "bed": f"{row['bed']:g} m", "width": f"{row['width']:g} m", "side_slope": row["side_slope"],
                 "n": f"{n:g} s/m^(1/3)"} for row in rows]
    return {"name": name(code, n), "code": name(code, n), "from": sections[0]["at"], "to": sections[-1]["at"], "max_cell": "100 m", "sections": sections,
            "outlet": {"kind": "stage", "level": f"{level:g} m", "confidence": "verified", "source": "W1"}, "source": "W1", "confidence": "verified"}


def inflows(code, rows, n):
    """The design discharge at the head, and what it grows by at each section below."""
    entering = [(row["at"], row["discharge"] - before) for row, before in zip(rows, [0.0] + [row["discharge"] for row in rows])]
    # Not quite at the end, where a river has its outlet.
    return [{"name": f"{name(code, n)} {at:g}", "kind": "inflow", "river": name(code, n), "at": f"{at:g} m", "discharge": f"{q:g} m3/s", "water": "river",
             "quality": "river", "source": "W1", "confidence": "verified"} for at, q in entering if q > 0 and at < rows[-1]["at"]]


def write_case(out, reaches):
    """network.yaml, boundaries.yaml and case.yaml in `out`."""
    sources = {"W1": {"title": "Hydraulic elements of the 大沙河, 卫河 and 共产主义渠 works, from design reports 2018-2024",
                      "address": "github.com/quzhigang/PageIndex @ 4c4e112e"}}
    files = {
        "network.yaml": {"network": "design-levels", "datum": "1985 national", "sources": sources,
                         "rivers": [river(code, reach["rows"], reach["level"], n) for code, reach in reaches.items() for n in ROUGHNESS]},
        "boundaries.yaml": {"sources": sources, "waters": [{"name": "river", "title": "river"}],
                            "qualities": [{"name": "river", "concentration": {"conductivity": "1000 uS/cm"}, "confidence": "estimate",
                                           "note": "nothing here depends on it"}],
                            "inflows": [entry for code, reach in reaches.items() for n in ROUGHNESS for entry in inflows(code, reach["rows"], n)],
                            "climate": {"water_temperature": "20 degC", "evaporation": "0 mm/d", "wind_speed": "0 m/s", "elevation": "70 m",
                                        "confidence": "estimate", "note": "nothing here depends on it"}},
        "case.yaml": {"case": "design-levels", "start": "2024-07-01 00:00 +08:00", "end": "2024-07-01 06:00 +08:00", "output_interval": "1 h",
                      "network": "network.yaml", "boundaries": "boundaries.yaml", "initial": {"scenario": "design", "spin_up": "0 d"},
                      "kinetics": {"enabled": False}, "scenarios": [{"name": "design", "title": "design"}]},
    }
    out.mkdir(parents=True, exist_ok=True)
    for file, content in files.items():
        (out / file).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return out / "case.yaml"


def steady_profile(rows, level, n):
    """The same profile without the program, just below and just above every section: momentum balance d(Q2/A)/dx + g A (dz/dx + S_f) = 0
    up from the given level, Runge-Kutta (classical, 10 m); what enters at a section brings no momentum and so makes a step.

    Source: Chow 1959, chapters 9 and 12."""
    at = np.array([row["at"] for row in rows])
    shape = {key: np.array([row[key] for row in rows]) for key in ("bed", "width", "side_slope")}

    def wetted(x, z):
        bed, width, side = (np.interp(x, at, shape[key]) for key in ("bed", "width", "side_slope"))
        h = z - bed
        return h * (width + side * h), width + 2 * side * h, width + 2 * h * np.sqrt(1 + side**2)

    def slope(x, z, q):
        area, top, perimeter = wetted(x, z)
        widening = (wetted(x + 0.5, z)[0] - wetted(x - 0.5, z)[0])  # 1/m x 1 m: of the area along the river at one level
        friction = (q * n) ** 2 * perimeter ** (4 / 3) / area ** (10 / 3)
        froude = q**2 * top / (G * area**3)
        return (q**2 / (G * area**3) * widening - friction) / (1 - froude)

    z, below_mouth, above_mouth = level, [level], [level]
    for below, row in zip(rows[:0:-1], rows[-2::-1]):
        steps = max(1, round((below["at"] - row["at"]) / 10))
        dx = (row["at"] - below["at"]) / steps
        q = row["discharge"]
        for x in np.linspace(below["at"], row["at"], steps, endpoint=False):
            k1 = slope(x, z, q)
            k2 = slope(x + dx / 2, z + dx / 2 * k1, q)
            k3 = slope(x + dx / 2, z + dx / 2 * k2, q)
            z += dx / 6 * (k1 + 2 * k2 + 2 * k3 + slope(x + dx, z + dx * k3, q))
        below_mouth.append(z)
        above = rows[rows.index(row) - 1]["discharge"] if row is not rows[0] else q
        z += (q**2 - above**2) / (G * wetted(row["at"], z)[0] ** 2)
        above_mouth.append(z)
    return np.array(below_mouth[::-1]), np.array(above_mouth[::-1])


def statistics(difference):
    return np.max(np.abs(difference)), np.sqrt(np.mean(difference**2))


def explanation(reach, row, difference, meeting):
    """Why a level is missed by more than 0.15 m: with n 0.025 a cause named in reaches.yaml, with n 0.0225 alone the roughness, if one that such
    channels have meets the level. Not a word where nothing is to be explained, a question mark where nothing is found."""
    low, high = ROUGHNESS
    if abs(difference[high]) > EXPLAINED_ABOVE:
        return reach.get("because", {}).get(row["place"], "?")
    if abs(difference[low]) > EXPLAINED_ABOVE:
        return "roughness" if meeting <= ROUGHEST else "?"
    return ""


def compare(claims, code, reach, profiles):
    """Table, plot and claims of one reach. The last section is left out: its level is given."""
    rows = reach["rows"]
    at = np.array([row["at"] for row in rows])
    scored = np.array([row["level"] is not None and row is not rows[-1] for row in rows])
    published = np.array([row["level"] or np.nan for row in rows])
    computed = {n: np.array([profiles.level(name(code, n), x)[-1, 0] for x in at]) for n in ROUGHNESS}
    difference = {n: computed[n] - published for n in ROUGHNESS}
    low, high = ROUGHNESS
    meeting = low - difference[low] * (high - low) / (difference[high] - difference[low])
    title = reach["title"]
    because = [explanation(reach, row, {n: difference[n][i] for n in ROUGHNESS}, meeting[i]) for i, row in enumerate(rows)]
    claims.table(f"{title}: levels of the design and of the steady flow, m",
                 ["km", "place", "discharge, m3/s", "published", f"n {low}", f"n {high}", f"difference, n {low}", f"difference, n {high}",
                  "met by n", f"above {EXPLAINED_ABOVE} m because of"],
                 [[f"{row['at'] / 1000:.3f}", row["place"], f"{row['discharge']:g}", f"{published[i]:.2f}", f"{computed[low][i]:.3f}",
                   f"{computed[high][i]:.3f}", f"{difference[low][i]:+.2f}", f"{difference[high][i]:+.2f}", f"{meeting[i]:.4f}",
                   because[i]] for i, row in enumerate(rows) if scored[i]])
    claims.plot(title, "chainage, km", "water level, m",
                [("design bed", at / 1000, [row["bed"] for row in rows]), *((f"n {n}", at / 1000, computed[n]) for n in ROUGHNESS),
                 ("published", at[scored] / 1000, published[scored], "points")])
    for n in reversed(ROUGHNESS):
        largest, rms = statistics(difference[n][scored])
        limit = reach["limits"][n]
        claims.check(f"{title}, n {n}: largest difference", largest, "<=", limit["largest"], "m", limit["reason"])
        claims.check(f"{title}, n {n}: rms difference", rms, "<=", limit["rms"], "m", limit["reason"])
        below, above = steady_profile(rows, reach["level"], n)
        beyond = np.maximum(np.maximum(below - computed[n], computed[n] - above), 0)[:-1]  # a step may be met anywhere in it
        claims.check(f"{title}, n {n}: from the steady profile integrated by itself", np.max(beyond), "<=", 0.002, "m",
                     "a seventieth of what has to be explained: no difference in the tables is the solver's")
    claims.check(f"{title}: sections missed by more than {EXPLAINED_ABOVE} m without a reason", sum(text == "?" for i, text in enumerate(because) if scored[i]),
                 "==", 0, "1", "every one has its cause in the table")


def main():
    folder, program, out = (Path(word) for word in sys.argv[1:4])
    data = os.environ.get("QINGLIU_DATA")
    file = Path(data) / "xinxiang/design_sections.csv" if data else None
    with Claims(folder.resolve().name) as claims:
        if file is None or not file.exists():
            claims.skip("xinxiang/design_sections.csv is not in QINGLIU_DATA")
            return claims.status
        reaches = yaml.safe_load((folder / "reaches.yaml").read_text(encoding="utf-8"))
        for reach in reaches.values():
            reach["rows"] = design_rows(file, reach)
        run(program, write_case(out, reaches), out / "run")
        profiles = Profiles(out / "run" / "forecast.nc")
        for code, reach in reaches.items():
            compare(claims, code, reach, profiles)
    return claims.status


if __name__ == "__main__":
    sys.exit(main())
