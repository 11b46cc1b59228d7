"""Draws docs/pictures/winter.png, the picture of the README: the class of every river on the last day, under two schedules.

    ./dev run && python3 docs/pictures/winter.py out/winter

Wants python3-matplotlib and fonts-noto-cjk.
"""
import json
import sys
from pathlib import Path

import matplotlib
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from netCDF4 import Dataset

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

# the colours water bureaus use for the classes
CLASSES = {"I, II": "#2f7fd1", "III": "#3aa655", "IV": "#f2c230", "V": "#ee7f2d", "worse than V": "#d43a2f", "dry": "#c4c4c4"}
# upper limits of classes II to V, g m-3 (GB 3838-2002, table 1); oxygen: lower limits
LIMITS = {"permanganate_index": (4, 6, 10, 15), "ammonia_nitrogen": (0.5, 1, 1.5, 2), "total_phosphorus": (0.1, 0.2, 0.3, 0.4)}
OXYGEN = (6, 5, 3, 2)
NAMED = {"大沙河": 75e3, "共产主义渠": 24e3, "卫河": 150e3, "淇河": 120e3, "人民胜利渠": 20e3, "东孟姜女河": 25e3, "天然渠": 50e3, "文岩渠": 55e3,
         "黄庄河": 35e3, "安阳河": 95e3, "金堤河": 30e3}


def classes(data, last):
    """Class 0 (I, II) to 4 (worse than V) of every cell in one frame, 5 where it is dry: the worst of four indicators."""
    values = {name: data[name][last] for name in ("permanganate_index", "ammonia_nitrogen")}
    values["total_phosphorus"] = data["dissolved_phosphorus"][last] + data["particulate_phosphorus"][last]
    worst = sum((data["dissolved_oxygen"][last] < limit).astype(int) for limit in OXYGEN)
    for name, limits in LIMITS.items():
        grade = sum((values[name] > limit).astype(int) for limit in limits)
        worst = worst.clip(min=grade)
    return worst.filled(5)


def draw(axes, file, title):
    colours = list(CLASSES.values())
    with Dataset(file) as data:
        x, y, river = data["node_x"][:], data["node_y"][:], data["cell_river"][:]
        names = data["cell_river"].flag_meanings_zh.split()
        chainage = data["cell_chainage"][:]
        grade = classes(data, data.dimensions["time"].size - 1)
        flow = abs(data["discharge"][-1])
        edges = [(a, b, q) for (a, b), q in zip(data["mesh1d_edge_nodes"][:], flow)]
    lines = [[(x[a], y[a]), (x[b], y[b])] for a, b, _ in edges]
    axes.add_collection(LineCollection(lines, colors=[colours[int(grade[a])] for a, _, _ in edges],
                                       linewidths=[0.8 + 0.75 * float(q) ** 0.5 for _, _, q in edges], capstyle="round"))
    for name, where in NAMED.items():
        cells = [c for c in range(len(river)) if names[river[c]] == name]
        c = min(cells, key=lambda k: abs(chainage[k] - where))
        axes.annotate(name, (x[c], y[c]), xytext=(5, 4), textcoords="offset points", fontsize=8, color="#333")
    axes.set_title(title, fontsize=11)
    axes.autoscale()
    axes.set_aspect(1.22)  # a degree of latitude to one of longitude at 35 degrees
    axes.tick_params(labelsize=7)
    axes.grid(color="#e6e6e6", linewidth=0.5)
    axes.set_axisbelow(True)


def main():
    out = Path(sys.argv[1])
    plt.rcParams["font.family"] = "Noto Sans CJK JP"  # the file of all CJK signs goes by its first face
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    diverted = {s["name"]: sum(s["diverted_m3"].values()) for s in summary["scenarios"]}
    figure, panels = plt.subplots(1, 2, figsize=(11, 5.6), sharey=True)
    for axes, (name, title) in zip(panels, (("none", "no diversion 不引水"), ("yellow-10", "Yellow River water 10 m³/s 引黄十个流量"))):
        draw(axes, out / "scenarios" / f"{name}.nc", f"{title}: {diverted[name] / 1e6:.1f} million m³")
    panels[0].set_ylabel("latitude °N", fontsize=8)
    for axes in panels:
        axes.set_xlabel("longitude °E", fontsize=8)
    figure.legend(handles=[Line2D([], [], color=colour, lw=4, label=name) for name, colour in CLASSES.items()], loc="lower center", ncol=6,
                  frameon=False, fontsize=9, title="class of GB 3838-2002 on the thirtieth day; width: discharge", title_fontsize=9)
    figure.tight_layout(rect=(0, 0.09, 1, 1))
    figure.savefig(Path(__file__).with_suffix(".png"), dpi=110)


if __name__ == "__main__":
    main()
