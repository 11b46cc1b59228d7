"""qingliu plot draws every chart of the bulletin of a real forecast, and says what is wrong with what it is asked for.

    python3 tests/command/plot_test.py PROGRAM
"""

import os
import struct
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHARTS = ("class_calendar", "ecological_flow", "river_map", "river_profile", "schedule_classes", "section_series",
          "stick_diagram", "water_shares")
SVG = "{http://www.w3.org/2000/svg}"


class Plot(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.out = Path(cls.folder.name)
        subprocess.run([PROGRAM, "run", ROOT / "configs/xinxiang/winter.yaml", "--until", "2026-01-17 00:00 +08:00",
                        "--scenario", "none", "--scenario", "yellow-10", "--quiet", "--out", cls.out / "run"],
                       check=True, capture_output=True)
        probe = cls.plot("section_series", "-o", cls.out / "probe.svg")
        if "without its charts" in probe.stderr:
            raise unittest.SkipTest("the program was built without charts")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def plot(cls, *words, forecast=None):
        command = [PROGRAM, "plot", forecast or cls.out / "run/forecast.nc", *words]
        return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)

    def drawn(self, name, *words):
        """The bytes of a picture of that name."""
        file = self.out / name
        done = self.plot(*words, "-o", file)
        self.assertEqual((done.returncode, done.stdout), (0, f"{file}\n"), done.stderr)
        return file.read_bytes()

    def texts(self, *words):
        """What is written in an SVG, each piece once."""
        root = xml.etree.ElementTree.fromstring(self.drawn("texts.svg", *words))
        return {"".join(text.itertext()) for text in root.iter(SVG + "text")}

    def test_every_chart_as_svg(self):
        for chart in CHARTS:
            svg = self.drawn(f"{chart}.svg", chart)
            root = xml.etree.ElementTree.fromstring(svg)
            self.assertEqual((root.tag, root.get("width")), (SVG + "svg", "900"), chart)
            self.assertGreater(len(list(root.iter(SVG + "path"))), 5, chart)
            self.assertNotIn(b"dominant-baseline", svg)
            self.assertNotIn(b"NaN", svg)
            self.assertEqual(svg, self.drawn("again.svg", chart), chart)

    def test_png_has_the_size_asked_for(self):
        for words, size in (((), (1800, 1120)), (("--width", 600, "--height", 300, "--scale", 1.5), (900, 450))):
            png = self.drawn("one.png", "section_series", *words)
            self.assertEqual(png[:8], b"\x89PNG\r\n\x1a\n")
            self.assertEqual(struct.unpack(">II", png[16:24]), size)
        self.assertGreater(len(png), 5000)

    def test_shows_what_is_chosen(self):
        texts = self.texts("section_series", "--section", "汲县", "--variable", "discharge", "--scenario", "yellow-10")
        self.assertTrue(any("汲县" in text for text in texts), texts)
        self.assertFalse(any("不引水" in text for text in texts), texts)
        both = self.texts("section_series", "--section", "汲县", "--variable", "discharge")
        self.assertIn("不引水", both)
        profile = self.texts("river_profile", "--river", "共产主义渠", "--day", "2026-01-16")
        self.assertTrue(any("共产主义渠" in text and "16" in text for text in profile), profile)

    def test_language(self):
        chinese, english = (self.texts("schedule_classes", "--lang", word) for word in ("zh", "en"))
        self.assertNotEqual(chinese, english)
        self.assertTrue(any(text.isascii() and text[:1].isalpha() for text in english), english)

    def test_a_map_has_a_key_of_the_classes(self):
        for chart in ("river_map", "stick_diagram", "class_calendar"):
            for width in (360, 900):
                texts = self.texts(chart, "--width", width)
                self.assertTrue({"Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ"} <= texts, (chart, width, texts))

    def test_a_folder_of_a_run_will_do(self):
        done = self.plot("river_map", "-o", self.out / "map.svg", forecast=self.out / "run")
        self.assertEqual(done.returncode, 0, done.stderr)

    def assert_refused(self, status, *expected, words, forecast=None):
        done = self.plot(*words, forecast=forecast)
        self.assertEqual((done.returncode, done.stdout), (status, ""), done.stderr)
        for text in expected:
            self.assertIn(text, done.stderr)

    def test_says_what_is_wrong(self):
        file = self.out / "wrong.png"
        self.assert_refused(2, 'no chart "river_mop"', "class_calendar, ecological_flow", 'did you mean "river_map"?',
                            words=("river_mop", "-o", file))
        self.assert_refused(2, 'no section "汲"', "汲县", words=("section_series", "--section", "汲", "-o", file))
        self.assert_refused(2, 'no variable "colour"', "water_level",
                            words=("section_series", "--variable", "colour", "-o", file))
        self.assert_refused(2, 'no scenario "pulsed"', "yellow-10",
                            words=("section_series", "--scenario", "pulsed", "-o", file))
        self.assert_refused(2, 'no day "2026-03-01"', words=("river_map", "--day", "2026-03-01", "-o", file))
        self.assert_refused(2, ".png or .svg", words=("river_map", "-o", self.out / "wrong.jpg"))
        self.assert_refused(2, "--out", words=("river_map",))
        self.assert_refused(2, "40000 x 4480", "at most 32767",
                            words=("river_map", "--width", 5000, "--height", 560, "--scale", 8, "-o", file))
        self.assert_refused(4, "none.nc", words=("river_map", "-o", file), forecast=self.out / "none.nc")
        self.assert_refused(4, "forecast.nc", words=("river_map", "-o", file), forecast=self.out)
        whole = (self.out / "run/forecast.nc").read_bytes()
        third = len(whole) // 3
        (self.out / "torn.nc").write_bytes(whole[:len(whole) // 2])
        (self.out / "spoilt.nc").write_bytes(whole[:third] + bytes(third) + whole[2 * third:])
        for name in ("torn.nc", "spoilt.nc"):
            self.assert_refused(4, name, words=("river_map", "-o", file), forecast=self.out / name)
        self.assertFalse(file.exists())

    def test_what_cannot_be_written_is_said(self):
        (self.out / "taken").write_text("a file")
        self.assert_refused(4, "cannot write", words=("river_map", "-o", self.out / "taken/map.svg"))
        self.assertEqual([name for name in os.listdir(self.out) if "partial" in name], [])


if __name__ == "__main__":
    PROGRAM = sys.argv[1]
    unittest.main(argv=sys.argv[:1])
