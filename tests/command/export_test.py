"""`qingliu export`: layers of a map tell what forecast.nc and sections.csv tell; formats keep to their rules.

    python3 tests/command/export_test.py PROGRAM
"""

import csv
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import netCDF4
import numpy

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "configs/xinxiang/winter.yaml"
PROGRAM = None


def rows_of(path):
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), path
    return list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))


def bare(row):
    """Without the units behind the names."""
    return {name.split(" [")[0]: value for name, value in row.items()}


class Export(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.scratch.name)
        subprocess.run([PROGRAM, "run", CASE, "--scenario", "none", "--scenario", "pulsed", "--until", "2026-01-17 00:00 +08:00",
                        "--out", cls.folder / "out", "--quiet"], check=True, capture_output=True)
        cls.forecast = cls.folder / "out/forecast.nc"

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def call(self, *words):
        return subprocess.run([PROGRAM, "export", *map(str, words)], capture_output=True, text=True, check=False)

    def export(self, name, *words):
        done = self.call(self.forecast, "--to", self.folder / name, *words)
        if done.returncode == 4 and "GDAL is not there" in done.stderr:
            self.skipTest("built without GDAL")
        self.assertEqual(done.returncode, 0, done.stderr)
        return self.folder / name

    def test_sections_are_those_of_sections_csv(self):
        layer = [bare(row) for row in rows_of(self.export("days.csv", "--layer", "section_days", "--scenario", "all"))]
        table = {(row["scenario"], row["section"], row["date"]): row for row in map(bare, rows_of(self.folder / "out/sections.csv"))}
        self.assertEqual(len(layer), len(table))
        for row in layer:
            told = table[row["scenario"], row["section"], row["date"]]
            self.assertEqual(row["class_name"], told["class"])
            self.assertEqual(row["full_class"], {"": "0", "I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "worse than V": "6"}[told["full_class"]])
            for name in ("limiting_indicator", "full_limiting_indicator", "margin", "discharge", "dissolved_oxygen", "ammonia_nitrogen",
                         "ecological_flow"):
                if told[name] and name not in ("limiting_indicator", "full_limiting_indicator"):
                    self.assertAlmostEqual(float(row[name]), float(told[name]), delta=1e-5 * abs(float(told[name])))
                else:
                    self.assertEqual(row[name], told[name], name)
            self.assertTrue(110 < float(row["longitude"]) < 117 and 34 < float(row["latitude"]) < 37)

    def test_a_piece_of_one_cell_is_judged_by_the_means_of_that_cell(self):
        layer = [bare(row) for row in rows_of(self.export("cells.csv", "--layer", "reach_days", "--scenario", "pulsed", "--piece", 0.01))]
        with netCDF4.Dataset(self.forecast) as file:
            seconds = file["time"][:]
            weights = {}
            for day in file["day"][:]:
                # trapezoidal rule over the outputs from midnight to midnight
                of = numpy.zeros(len(seconds))
                for i in range(len(seconds) - 1):
                    if day <= seconds[i] and seconds[i + 1] <= day + 86400:
                        of[i] += 0.5
                        of[i + 1] += 0.5
                weights[str(numpy.datetime64(int(day) + 8 * 3600, "s"))[:10]] = of
            codes = file["cell_river"].flag_meanings_zh.split()
            oxygen, ammonia = file["dissolved_oxygen"][:, 1, :], file["ammonia_nitrogen"][:, 1, :]
            chainage, length, river = file["cell_chainage"][:], file["cell_length"][:], file["cell_river"][:]
        inside = numpy.flatnonzero(length > 0)
        self.assertEqual(len(layer), 2 * len(inside))
        cells = {name: inside[river[inside] == number] for number, name in enumerate(codes)}
        wet = 0
        for row in layer:
            of_river = cells[row["river"]]
            cell = of_river[numpy.abs(chainage[of_river] - 500 * (float(row["from_km"]) + float(row["to_km"]))).argmin()]
            for name, values in (("dissolved_oxygen", oxygen), ("ammonia_nitrogen", ammonia)):
                if numpy.ma.getmaskarray(values[:, cell]).any():
                    continue
                mean = numpy.average(values[:, cell], weights=weights[row["date"]])
                self.assertAlmostEqual(float(row[name]), mean, delta=2e-5 * abs(mean))
                wet += 1
            if row["limiting_indicator"] == "ammonia_nitrogen":
                limits = (0.15, 0.5, 1.0, 1.5, 2.0)  # GB 3838-2002, table 1
                self.assertEqual(int(row["class"]), 1 + sum(float(row["ammonia_nitrogen"]) > limit for limit in limits))
        self.assertGreater(wet, 3000)

    def test_geojson_keeps_to_its_rfc(self):
        document = json.loads(self.export("map.geojson").read_text(encoding="utf-8"))
        self.assertEqual(document["type"], "FeatureCollection")
        self.assertNotIn("crs", document)
        length, ends = 0.0, {}
        for feature in document["features"]:
            self.assertEqual((feature["type"], feature["geometry"]["type"]), ("Feature", "LineString"))
            line = numpy.array(feature["geometry"]["coordinates"])
            self.assertTrue(len(line) >= 2 and (line[:, 0] > 110).all() and (line[:, 1] < 40).all())
            properties = feature["properties"]
            if properties["river"] in ends:
                numpy.testing.assert_allclose(line[0], ends[properties["river"]])  # pieces of a river meet
            ends[properties["river"]] = line[-1]
            length += properties["to_km"] - properties["from_km"]
            self.assertLessEqual(properties["to_km"] - properties["from_km"], 2.0001)
            classes = [int(word) for word in properties["class_by_day"].split()]
            self.assertEqual((len(classes), max(classes)), (2, properties["worst_class"]))
        with netCDF4.Dataset(self.forecast) as file:
            self.assertAlmostEqual(length, file["cell_length"][:].sum() / 1000, delta=0.01)
            self.assertEqual(len(ends), len(file["cell_river"].flag_meanings.split()))

    def test_a_package_has_every_layer_and_its_style(self):
        file = self.export("map.gpkg", "--scenario", "none", "--scenario", "pulsed")
        package = sqlite3.connect(file)
        layers = [row[0] for row in package.execute("select table_name from gpkg_contents where data_type = 'features'")]
        self.assertEqual(layers, ["reaches", "reach_days", "sections", "section_days"])
        self.assertEqual({row[0] for row in package.execute("select f_table_name from layer_styles where useAsDefault")}, set(layers))
        self.assertEqual(package.execute("select distinct scenario from reaches").fetchall(), [("none",), ("pulsed",)])
        self.assertEqual(package.execute("select count(*) from section_days").fetchone()[0], len(rows_of(self.folder / "out/sections.csv")))
        self.assertEqual(package.execute("pragma integrity_check").fetchone()[0], "ok")
        package.close()
        first = file.read_bytes()
        self.assertEqual(self.export("map.gpkg", "--scenario", "pulsed", "--scenario", "none").read_bytes(), first)

    def test_the_best_schedule_if_none_is_named(self):
        with netCDF4.Dataset(self.forecast) as file:
            best = file.best_scenario
        self.assertEqual({row["scenario"] for row in rows_of(self.export("best.csv"))}, {best})

    def changed(self, name, change):
        """A copy of the forecast that has been tampered with."""
        copy = self.folder / name
        shutil.copy(self.forecast, copy)
        with netCDF4.Dataset(copy, "a") as file:
            change(file)
        return copy

    def test_judges_by_the_standard_in_the_forecast(self):
        whole = self.export("days.csv", "--layer", "reach_days").read_bytes()
        done = subprocess.run([PROGRAM, "export", self.forecast, "--to", self.folder / "alone.csv", "--layer", "reach_days"],
                              capture_output=True, text=True, check=False, env={"QINGLIU_STANDARDS": str(self.folder / "nowhere")})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual((self.folder / "alone.csv").read_bytes(), whole)

        def forget(file):
            file.delncattr("standard_document")
            file.delncattr("standard")

        none = self.changed("no_standard.nc", forget)
        done = self.call(none, "--to", self.folder / "none.csv")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("--standard", done.stderr)
        done = self.call(none, "--to", self.folder / "asked.csv", "--layer", "reach_days", "--standard", "gb3838-2002")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(rows_of(self.folder / "asked.csv"), rows_of(self.folder / "days.csv"))

    def test_rivers_of_a_forecast_without_sections(self):
        bare_one = self.changed("no_sections.nc", lambda file: file.renameVariable("section_name", "no_name"))
        done = self.call(bare_one, "--to", self.folder / "no_best.csv")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("--scenario none or pulsed, or all", done.stderr)
        done = self.call(bare_one, "--to", self.folder / "bare.csv", "--layer", "reach_days", "--scenario", "pulsed")
        self.assertEqual(done.returncode, 0, done.stderr)
        whole = rows_of(self.export("pulsed.csv", "--layer", "reach_days", "--scenario", "pulsed"))
        self.assertEqual([row["class"] for row in rows_of(self.folder / "bare.csv")], [row["class"] for row in whole])
        done = self.call(bare_one, "--to", self.folder / "sections.csv", "--layer", "sections", "--scenario", "pulsed")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("no control sections", done.stderr)

    def test_what_is_wrong_is_said(self):
        for words, status, said in (
                ((self.forecast, "--to", "map.shp"), 2, "a name in .gpkg, .geojson or .csv"),
                ((self.forecast, "--to", "map.csv", "--scenario", "pulse"), 2, 'did you mean "pulsed"?'),
                ((self.forecast, "--to", "map.csv", "--layer", "reaches", "--layer", "sections"), 2, "one --layer"),
                ((self.folder / "none.nc", "--to", "map.csv"), 4, "no such file"),
                ((self.folder / "out/scenarios/none.nc", "--to", "map.csv"), 2, "no forecast"),
                ((self.folder / "out/sections.csv", "--to", "map.csv"), 2, "no forecast"),
                ((self.forecast, "--to", self.folder / "no/such/map.csv"), 4, "cannot write"),
                ((self.forecast, "--to", self.folder / "no/such/map.gpkg"), 4, "cannot write")):
            done = self.call(*words)
            self.assertEqual(done.returncode, status, done.stderr)
            self.assertIn(said, done.stderr)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
