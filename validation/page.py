"""Makes validation/README.md and the plot of every case from the claims of the last runs: page.py [CLAIMS [OUT]]

CLAIMS is the folder the cases wrote to (build/claims), OUT the folder written to (validation/). A case without claims is listed as not
run, but for a slow one: it is run by hand, and keeps what the page in OUT said of it. The same claims give the same bytes.
"""
import io
import json
import math
import re
import sys
from pathlib import Path

VALIDATION = Path(__file__).resolve().parent
LARGEST_SVG = 60_000  # bytes; a plot of more points becomes a PNG

HEAD = """# Claims of truth

Each folder is a case: its README says what is claimed, where the right answer comes from and why the threshold is what it is. Every case is a
ctest (`ctest -L validation`; what takes longer is labelled `slow`). This page is made from what the cases saw when they last ran: `./dev validate`.
Slow cases are run by hand (`ctest --test-dir build -R validation.NAME`, then `python3 validation/page.py`) and keep here what they saw then.
"""
RUN_BY_HAND = "slow, run by hand"


def cases(folder=VALIDATION):
    """The names of all cases: folders with a README."""
    return sorted(file.parent.name for file in folder.glob("*/README.md"))


def slow_cases():
    """Those that `./dev validate` does not run."""
    return re.search(r"^set\(slow_cases (.*?)\)", (VALIDATION / "CMakeLists.txt").read_text(encoding="utf-8"), re.M)[1].split()


def title_of(case):
    return (VALIDATION / case / "README.md").read_text(encoding="utf-8").splitlines()[0].lstrip("# ").strip()


def said_of(case, claims):
    """What all parts of a case said, in one; none if it has not run."""
    parts = [json.loads(file.read_text(encoding="utf-8")) for file in [claims / f"{case}.json", *sorted(claims.glob(f"{case}.*.json"))] if file.exists()]
    if not parts:
        return None
    said = {key: [entry for part in parts for entry in part[key]] for key in ("claims", "notes", "tables", "plots")}
    said["skipped"] = "; ".join(part["skipped"] for part in parts if "skipped" in part)
    return said


def quantity(value, unit):
    """Three figures, whole numbers below a million in full, with the unit; JSON's null is not a number."""
    if value is None:
        return "not a number"
    text = f"{value:.0f}" if 1000 <= abs(value) < 1e6 else f"{value:.3g}"
    if "e" in text:
        mantissa, power = text.split("e")
        text = f"{mantissa}e{int(power)}"
    return text if unit in ("", "1") else f"{text} {unit}"


def row(cells):
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def table(header, rows):
    return "\n".join([row(header), "|" + "---|" * len(header), *map(row, rows)])


def claim_cells(claim):
    seen = quantity(claim["value"], claim["unit"])
    return [claim["name"], seen, f"{claim['relation']} {quantity(claim['limit'], claim['unit'])}", claim["reason"]]


def status(said):
    if said is None:
        return "not run"
    held = sum(claim["held"] for claim in said["claims"])
    if held < len(said["claims"]):
        return f"**missed {len(said['claims']) - held} of {len(said['claims'])}**"
    if said["skipped"]:
        return "skipped"
    return f"holds ({held} claim{'s' if held != 1 else ''})"


class EarlierPage:
    """What the page said of each case before it is made anew."""

    def __init__(self, file):
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        self.rows = dict(re.findall(r"^(?=\| \[.*?\]\(#(.*?)\) \|)(.*)$", text, re.M))
        self.sections = {case: lines.split("\n")[:-1] for case, lines in re.findall(r'^(?=<a id="(.*?)"></a>$)(.*?)(?=^<a id=|\Z)', text + "\n", re.M | re.S)}

    def keeps(self, case):
        """Whether it tells what a run of the case saw."""
        return case in self.rows and f"*{RUN_BY_HAND}*" in self.rows[case] and case in self.sections


def overview_row(case, said):
    """The headline of a case: a claim that was missed, else its first."""
    link = f"[{title_of(case)}](#{case})"
    claims = said["claims"] if said else []
    if not claims:
        return [link, said["skipped"] if said else "", "", "", "", status(said)]
    headline = next((claim for claim in claims if not claim["held"]), claims[0])
    return [link, *claim_cells(headline), status(said) + (f", *{RUN_BY_HAND}*" if case in slow_cases() else "")]


def section(case, said, picture):
    lines = [f'<a id="{case}"></a>', "", f"## [{title_of(case)}]({case})", ""]
    if said is None:
        return [*lines, "Not run.", ""]
    if said["skipped"]:
        lines += [f"Skipped: {said['skipped']}", ""]
    if said["claims"]:
        lines += [table(["claim", "seen", "threshold", "reason", ""], [[*claim_cells(c), "" if c["held"] else "**missed**"] for c in said["claims"]]), ""]
    for note in said["notes"]:
        lines += [note, ""]
    if picture:
        lines += [f"![{title_of(case)}]({case}/{picture})", ""]
    for t in said["tables"]:
        lines += [f"*{t['title']}*", "", table(t["header"], t["rows"]), ""]
    return lines


def draw(plots, title):
    """One figure, a panel a plot, two beside each other."""
    import matplotlib
    from matplotlib import font_manager
    from matplotlib.figure import Figure
    # of a collection of fonts only the first face is known, so the Chinese signs come from the Japanese name
    known = set(font_manager.get_font_names())
    matplotlib.rcParams.update({
        "font.family": [name for name in ("DejaVu Sans", "Noto Sans CJK JP", "Noto Serif CJK JP") if name in known],
        "svg.hashsalt": "qingliu", "svg.fonttype": "none", "font.size": 9, "axes.titlesize": 9, "legend.fontsize": 7, "legend.frameon": False,
        "axes.unicode_minus": False, "axes.spines.top": False, "axes.spines.right": False, "lines.linewidth": 1.2, "path.simplify_threshold": 0.5})
    columns = min(2, len(plots))
    rows = -(-len(plots) // columns)
    figure = Figure(figsize=(6.4 if columns == 1 else 9.6, 3.2 * rows), layout="constrained")
    panels = figure.subplots(rows, columns, squeeze=False).flat
    for plot, panel in zip(plots, panels):  # in this order: what is over stays in panels
        for series in plot["series"]:
            x, y = ([math.nan if v is None else v for v in series[key]] for key in ("x", "y"))
            look = {"linestyle": "none", "marker": "o", "markersize": 2.5, "markerfacecolor": "none", "markeredgewidth": 0.8} if series["style"] == "points" else {}
            panel.plot(x, y, label=series["label"], **look)
        panel.set(title=plot["title"], xlabel=plot["x_label"], ylabel=plot["y_label"])
        if len(plot["series"]) > 1:
            panel.legend()
    for panel in panels:
        panel.set_visible(False)
    figure.suptitle(title, fontsize=10)
    return figure


def write_plot(case, said, out):
    """Writes OUT/CASE/plot.svg, or .png where that is too large; returns its name, or none."""
    folder = out / case
    folder.mkdir(parents=True, exist_ok=True)
    svg, png = folder / "plot.svg", folder / "plot.png"
    if said is None or said["skipped"]:
        return next((file.name for file in (svg, png) if file.exists()), None)
    svg.unlink(missing_ok=True)
    png.unlink(missing_ok=True)
    if not said["plots"]:
        return None
    figure = draw(said["plots"], title_of(case))
    figure.savefig(svg, metadata={"Date": None, "Creator": None})
    if svg.stat().st_size <= LARGEST_SVG:
        return svg.name
    svg.unlink()
    from PIL import Image
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png", dpi=90)
    Image.open(drawn).convert("RGB").quantize(48, dither=Image.Dither.NONE).save(png, optimize=True)
    return png.name


def write_page(claims, out, with_plots=True):
    names = cases()
    said = {case: said_of(case, claims) for case in names}
    earlier = EarlierPage(out / "README.md")
    kept = {case for case in slow_cases() if said[case] is None and earlier.keeps(case)}
    pictures = {case: write_plot(case, said[case], out) if with_plots else None for case in names}
    lines = [HEAD, table(["case", "headline", "seen", "threshold", "reason", "all claims"], []),
             *(earlier.rows[case] if case in kept else row(overview_row(case, said[case])) for case in names), ""]
    for case in names:
        lines += earlier.sections[case] if case in kept else section(case, said[case], pictures[case])
    (out / "README.md").write_text("\n".join(lines), encoding="utf-8")
    return said


def main():
    claims = Path(sys.argv[1]) if len(sys.argv) > 1 else VALIDATION.parent / "build" / "claims"
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else VALIDATION
    said = write_page(claims, out)
    for case, what in said.items():
        print(f"{case}: {status(what)}")


if __name__ == "__main__":
    main()
