"""The steady stages of the Oriege with one roughness: oriege_test.py FOLDER PROGRAM OUT"""
import os
import sys
from pathlib import Path

import numpy as np
from claims import Claims
from survey import FOLDER, Flow, read_sections, read_stages, rms

CELL = 5  # m
ROUGHNESS = np.round(np.arange(0.040, 0.0701, 0.005), 4)  # s m-1/3, what is tried


def main():
    program, out = Path(sys.argv[2]), Path(sys.argv[3])
    with Claims("oriege") as claims:
        if folder := measured(claims):
            compare(claims, program, out, folder)
    return claims.status


def measured(claims):
    """The folder of the survey, or none where it is missing."""
    data = os.environ.get("QINGLIU_DATA")
    if data and (Path(data) / FOLDER).is_dir():
        return Path(data) / FOLDER
    claims.skip(f"{FOLDER} is not in QINGLIU_DATA")
    return None


def fit(program, out, folder):
    """The flows of all roughnesses tried, their rms, and the index of the least."""
    chainage, observed, _ = read_stages(folder)
    tried = [Flow(program, out / f"n{k}", folder, n, CELL) for k, n in enumerate(ROUGHNESS)]
    curve = [rms(flow.at(chainage) - observed) for flow in tried]
    return tried, curve, int(np.argmin(curve))


def compare(claims, program, out, folder):
    tried, curve, best = fit(program, out, folder)
    flow = tried[best]
    claims.check("13 stages with one roughness, rms", curve[best], "<=", 0.17, "m", "what MASCARET 7 reaches")
    claims.check("distance of the fitted n from the ends of what was tried", min(best, len(curve) - 1 - best), ">=", 1, "steps", "or else the minimum is not inside")
    claims.check("largest movement of a level in the last five minutes", flow.restless, "<=", 0.03, "m", "a fifth of the rms: the flow is as good as steady")
    claims.check("largest departure of a discharge from what flows in", flow.unbalanced, "<=", 0.4, "m3/s", "3 % of the flow")
    fast = np.mean(flow.velocity > np.sqrt(9.81 * flow.depth))
    claims.check("cells faster than a wave of their largest depth, share", 100 * fast, ">", 0, "%", "the flow is transcritical")
    report(claims, folder, curve, best, flow)


def report(claims, folder, curve, best, flow):
    chainage, observed, mascaret = read_stages(folder)
    claims.note(f"Fitted: n = {ROUGHNESS[best]:g} s/m^(1/3), the one of those tried with the least rms, with cells of {CELL} m. rms of MASCARET's levels: {rms(mascaret - observed):.3f} m.")
    claims.table("rms over roughness", ["n, s/m^(1/3)", "rms, m"], [[f"{value:g}", f"{error:.3f}"] for value, error in zip(ROUGHNESS, curve)])
    claims.table("Stages", ["chainage, m", "observed, m", "departure, m", "MASCARET's departure, m"],
                 [[f"{x:g}", f"{z:.2f}", f"{d:+.2f}", f"{m:+.2f}"] for x, z, d, m in zip(chainage, observed, flow.at(chainage) - observed, mascaret - observed)])
    bed = np.array([(at, min(level for _, level in line)) for at, line in read_sections(folder)])
    slope = (bed[0, 1] - bed[-1, 1]) / (bed[-1, 0] - bed[0, 0])

    def above(at, level):
        """Levels above a plane as steep as the river, without which 80 m of fall hide everything."""
        return level - bed[-1, 1] - slope * (bed[-1, 0] - at)

    claims.plot("Levels above a plane as steep as the river", "chainage, m", "level, m", [
        ("bed surveyed", bed[:, 0], above(bed[:, 0], bed[:, 1])),
        ("computed", flow.chainage, above(flow.chainage, flow.level)),
        ("observed", chainage, above(chainage, observed), "points")])
    claims.plot("rms over roughness", "n, s/m^(1/3)", "rms, m", [("13 stages", ROUGHNESS, curve)])


if __name__ == "__main__":
    sys.exit(main())
