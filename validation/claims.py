"""What a case claims, what was seen, and the pictures that go with it: the counterpart of claims.hpp for cases in Python.

    with Claims("xinxiang-winter") as claims:
        claims.check("ammonia at 五陵", 0.373, "<=", 0.54, "mg/L", "one class")
    sys.exit(claims.status)

Writes CASE.json, or CASE.PART.json, into the folder named by QINGLIU_CLAIMS, which ctest sets to <build>/claims.
"""
import json
import math
import operator
import os
from pathlib import Path

RELATIONS = {"<=": operator.le, "<": operator.lt, ">=": operator.ge, ">": operator.gt, "==": operator.eq}
SKIPPED = 77  # what ctest takes for skipped
VALIDATION = Path(__file__).resolve().parent


def finite(value):
    """JSON has no not-a-number."""
    return value if math.isfinite(value) else None


class Claims:
    def __init__(self, name, part=""):
        if not (VALIDATION / name).is_dir():
            raise ValueError(f"no folder validation/{name}")
        self.file = Path(os.environ.get("QINGLIU_CLAIMS", VALIDATION.parent / "build" / "claims")) / ".".join(filter(None, (name, part, "json")))
        self.said = {"case": name, "claims": [], "notes": [], "tables": [], "plots": []}

    def __enter__(self):
        return self

    def __exit__(self, failure, *_):
        if failure is None:
            self.write()

    @property
    def status(self):
        """The exit status for ctest: 1 if a claim did not hold, 77 if nothing could be checked."""
        if not all(claim["held"] for claim in self.said["claims"]):
            return 1
        return SKIPPED if "skipped" in self.said else 0

    def check(self, name, value, relation, limit, unit, reason):
        """Records that `value` is to stand in `relation` to `limit`; returns whether it does. `unit` is "1" for ratios."""
        value, limit = float(value), float(limit)
        held = RELATIONS[relation](value, limit)
        self.said["claims"].append({"name": name, "value": finite(value), "relation": relation, "limit": limit, "unit": unit, "reason": reason, "held": held})
        print(f"{name}: {value:.6g} {relation} {limit:g} {unit}{'' if held else '  MISSED'}")
        return held

    def note(self, text):
        self.said["notes"].append(text)

    def skip(self, reason):
        """Why nothing could be checked; the page says skipped."""
        print(f"skipped: {reason}")
        self.said["skipped"] = reason

    def table(self, title, header, rows):
        """Cells are text or numbers."""
        rows = [[cell if isinstance(cell, str) else f"{cell:.4g}" for cell in row] for row in rows]
        if any(len(row) != len(header) for row in rows):
            raise ValueError(f"a row of the table {title!r} is not as long as its header")
        self.said["tables"].append({"title": title, "header": list(header), "rows": rows})

    def plot(self, title, x_label, y_label, series):
        """`series`: (label, x, y) or (label, x, y, "points"); labels of the axes tell the unit after a comma."""
        curves = [{"label": s[0], "x": [finite(float(v)) for v in s[1]], "y": [finite(float(v)) for v in s[2]], "style": s[3] if len(s) > 3 else "line"}
                  for s in series]
        for curve in curves:
            if len(curve["x"]) != len(curve["y"]):
                raise ValueError(f"x and y of {curve['label']!r} are not of the same length")
            if curve["style"] not in ("line", "points"):
                raise ValueError(f"style {curve['style']!r} is neither line nor points")
        self.said["plots"].append({"title": title, "x_label": x_label, "y_label": y_label, "series": curves})

    def write(self):
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(json.dumps(self.said, ensure_ascii=False, indent=1, allow_nan=False) + "\n", encoding="utf-8")
