"""Writes the case of a flood: the rivers of inputs/xinxiang that carry it, gauges as inflows, what is not gauged by the rule of flood.yaml."""
import csv
from datetime import timedelta

import yaml

OFFSET = "+08:00"  # of the clocks at the gauges
SERVES_NOTHING = {"confidence": "estimate", "note": "the flow does not depend on it"}


def number(text):
    """Of a quantity; those compared here have the same unit."""
    return float(text.split()[0])


def rows(file):
    with open(file, encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


class FloodCase:
    """What flood.yaml says, the files it names, and the readings of one event; `first` and `last` are to be set before it is written."""

    def __init__(self, folder, data, origin, hydrographs):
        self.says = yaml.safe_load((folder / "flood.yaml").read_text(encoding="utf-8"))
        self.network = yaml.safe_load((folder / self.says["network"]).read_text(encoding="utf-8"))
        self.origin, self.hydrographs = origin, hydrographs
        self.first = self.last = 0.0  # s from the origin
        needed = [*(name for name, at in self.says["given"].items() if at.get("needed", True)), self.says["fitted"], self.says["scored"]]
        if missing := [name for name in needed if name not in hydrographs]:
            raise SystemExit(f"no readings of {', '.join(missing)}")
        self.running_off = {row["id"]: 1e6 * float(row["area_km2"]) * float(row["runoff_coef"]) for row in rows(data / "subcatchments.csv")}  # m2
        self.rating = [[f"{row['stage_m']} m", f"{row['q_m3s']} m3/s"] for row in rows(data / "rating_curves.csv")
                       if row["station"] == self.says["outlet"]]

    @property
    def given(self):
        return {station: {key: at[key] for key in ("river", "at")} for station, at in self.says["given"].items() if station in self.hydrographs}

    @property
    def shapes(self):
        """Gauges whose shape is tried, and the depth the search begins with; the first is the rule."""
        return {station: begin for station, begin in self.says["shapes"].items() if station in self.hydrographs}

    @property
    def scored_stations(self):
        """Those with readings in the period."""
        return {station: at for station, at in self.says["stations"].items()
                if station in self.hydrographs and self.hydrographs[station].read_between(self.first, self.last)}

    def area(self, stretch):
        """m2 that run off: area x runoff coefficient."""
        return sum(self.running_off[key] for key in stretch["catchments"])

    def gates(self, event):
        """Openings of 小河口闸, the one that is scored first."""
        return [gate for gate in self.says["小河口闸"] if gate.get("event", event) == event]

    @property
    def running_off_area(self):
        return sum(self.area(stretch) for stretch in self.says["ungauged"]["stretches"])

    def write(self, out, depth, shape, gates):
        """case.yaml and its files in `out`: `depth` (m) of water on what runs off, in the shape of a gauge, with one scenario for each of
        the openings of 小河口闸 in `gates`."""
        rivers = self.rivers()
        sources = self.network["sources"]
        files = {
            "network.yaml": {"network": "weigong-flood", "datum": self.network["datum"], "sources": sources, "rivers": rivers,
                             "structures": self.structures({river["name"] for river in rivers})},
            "boundaries.yaml": {"waters": [{"name": "river", "title": "river"}],
                                "qualities": [{"name": "river", "concentration": {"conductivity": "1000 uS/cm"}, **SERVES_NOTHING}],
                                "inflows": self.inflows(), "diffuse": self.diffuse(depth, shape),
                                "climate": {"water_temperature": "25 degC", "evaporation": "0 mm/d", "wind_speed": "0 m/s", "elevation": "70 m",
                                            **SERVES_NOTHING}},
            "sections.yaml": {"sections": [{"name": station, **at, "target_class": "IV", **SERVES_NOTHING} for station, at in self.scored_stations.items()]},
            "case.yaml": {"case": "weigong-flood", "start": self.stamp(self.first), "end": self.stamp(self.last), "output_interval": "1 h",
                          "network": "network.yaml", "boundaries": "boundaries.yaml", "sections": "sections.yaml",
                          "initial": {"scenario": gates[0]["name"], "spin_up": "0 d"}, "kinetics": {"enabled": False},
                          "scenarios": [{"name": gate["name"], "title": gate["name"], "openings": {"小河口闸": gate["opening"]}} for gate in gates]},
        }
        out.mkdir(parents=True, exist_ok=True)
        for file, content in files.items():
            (out / file).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10000), encoding="utf-8")
        return out / "case.yaml"

    # --- rivers and works ---

    def rivers(self):
        """Those that water is brought to and those they flow into, at the roughness of the flood."""
        by_name = {river["name"]: river for river in self.network["rivers"]}
        kept = {place["river"] for place in [*self.says["ungauged"]["stretches"], *self.says["given"].values()]} | {"淇河南支"}
        while more := {by_name[name]["joins"]["river"] for name in kept if "joins" in by_name[name]} - kept:
            kept |= more
        return [self.river(river, kept) for river in self.network["rivers"] if river["name"] in kept]

    def river(self, river, kept):
        sections = river["sections"]
        if first := self.says["begins"].get(river["name"]):
            sections = cut(sections, first)
        sections = [{**section, "n": self.says["roughness"]["value"]} for section in sections]
        river = {**river, "from": sections[0]["at"], "sections": sections}
        # behind a gate that is shut a river begins at its own catchment
        shut = {work["river"] for work in self.network["structures"] if work["name"] in self.says["works"]["shut"]}
        if "leaves" in river and (river["leaves"]["river"] not in kept or river["name"] in shut):
            del river["leaves"]
        if "outlet" in river:
            river["outlet"] = {"kind": "rating", "table": self.rating, "source": "W3", "confidence": "verified"}
        return river

    def structures(self, names):
        works = []
        for work in self.network["structures"]:
            if work["river"] not in names or work["name"] in self.says["works"]["shut"]:
                continue
            opening = self.says["works"]["openings"].get(work["name"], work["opening"])
            height = max(work["height"], opening, key=number)
            works.append({**work, "opening": opening, "height": height})
        return works

    # --- water ---

    def stamp(self, seconds):
        return f"{self.origin + timedelta(seconds=float(seconds))} {OFFSET}"

    def series(self, station, factor=1.0):
        """The discharge of a station times a factor."""
        hydrograph = self.hydrographs[station]
        time = hydrograph.within(self.first, self.last)
        return {"linear": [[self.stamp(t), f"{factor * q:.6g} m3/s"] for t, q in zip(time, hydrograph.at(time))]}

    def inflows(self):
        return [{"name": station, "kind": "inflow", **at, "discharge": self.series(station), "water": "river", "quality": "river",
                 "source": "W11", "confidence": "verified"} for station, at in self.given.items()]

    def diffuse(self, depth, shape):
        volume = self.hydrographs[shape].volume(self.first, self.last)
        rule = {key: self.says["ungauged"][key] for key in ("source", "confidence", "note")}
        return [{"name": " ".join(stretch["catchments"]), **{key: stretch[key] for key in ("river", "from", "to")},
                 "discharge": self.series(shape, depth * self.area(stretch) / volume), "water": "river", "quality": "river", **rule}
                for stretch in self.says["ungauged"]["stretches"]]


def cut(sections, first):
    """From a chainage between two sections on, which gets one in between."""
    above = [section for section in sections if number(section["at"]) <= number(first)][-1]
    below = [section for section in sections if number(section["at"]) > number(first)]
    share = (number(first) - number(above["at"])) / (number(below[0]["at"]) - number(above["at"]))
    bed, width = ((1 - share) * number(above[key]) + share * number(below[0][key]) for key in ("bed", "width"))
    return [{**above, "at": first, "place": "head of the case", "bed": f"{bed:g} m", "width": f"{width:g} m", "confidence": "estimate",
             "note": "between the sections of the network"}, *below]
