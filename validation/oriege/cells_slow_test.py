"""The same stages over the length of the cells: cells_slow_test.py FOLDER PROGRAM OUT"""
import sys
from pathlib import Path

from claims import Claims
from oriege_test import CELL, ROUGHNESS, fit, measured
from survey import Flow, read_stages, rms

CELLS = (40, 20, 10, 7, 5, 3.5, 2.5, 1.75)  # m


def main():
    program, out = Path(sys.argv[2]), Path(sys.argv[3])
    with Claims("oriege", part="cells") as claims:
        if folder := measured(claims):
            _, _, best = fit(program, out / "fit", folder)
            chainage, observed, _ = read_stages(folder)
            flows = [Flow(program, out / f"cell{cell}", folder, ROUGHNESS[best], cell) for cell in CELLS]
            errors = [rms(flow.at(chainage) - observed) for flow in flows]
            fine = [error for cell, error in zip(CELLS, errors) if cell <= CELL]
            claims.check(f"rms with cells of {CELL} m and less, largest minus least", max(fine) - min(fine), "<=", 0.03, "m", "a fifth of it: the cells no longer decide")
            claims.table("rms over the length of the cells", ["cells, m", "rms, m", "a level moves by, m"],
                         [[f"{cell:g}", f"{error:.3f}", f"{flow.restless:.4f}"] for cell, error, flow in zip(CELLS, errors, flows)])
    return claims.status


if __name__ == "__main__":
    sys.exit(main())
