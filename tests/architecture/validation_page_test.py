"""The page of all validation cases leaves none out: validation_page_test.py"""

import json
import re
import sys
import tempfile
import unittest
from pathlib import Path

VALIDATION = Path(__file__).resolve().parents[2] / "validation"
sys.path.insert(0, str(VALIDATION))
import page  # noqa: E402
from claims import Claims  # noqa: E402


def folders():
    return sorted(folder.name for folder in VALIDATION.iterdir() if folder.is_dir() and not folder.name.startswith((".", "__")))


def listed(text):
    """The cases that have a row in the overview and a section."""
    return sorted(set(re.findall(r"^\| \[.*?\]\(#(.*?)\) \|", text, re.M)) & set(re.findall(r"^## \[.*\]\((.*?)\)$", text, re.M)))


class EveryCase(unittest.TestCase):
    def test_has_a_readme_with_a_title(self):
        for case in folders():
            self.assertTrue((VALIDATION / case / "README.md").exists(), f"validation/{case} has no README.md")
            self.assertTrue((VALIDATION / case / "README.md").read_text(encoding="utf-8").startswith("# "), case)

    def test_is_compared_with_a_number(self):
        for case in folders():
            tests = [file for pattern in ("*_test.cpp", "*_test.py", "expect.yaml") for file in (VALIDATION / case).glob(pattern)]
            self.assertTrue(tests, f"validation/{case} has no test")

    def test_is_on_the_page_that_is_made(self):
        with tempfile.TemporaryDirectory() as folder:
            page.write_page(Path(folder), Path(folder), with_plots=False)
            self.assertEqual(listed((Path(folder) / "README.md").read_text(encoding="utf-8")), folders())


class ThePage(unittest.TestCase):
    def made_of(self, *parts):
        """The page made of the claims of one case; each part writes its own."""
        with tempfile.TemporaryDirectory() as folder:
            for name, say in parts:
                claims = Claims(folders()[0], name)
                claims.file = Path(folder) / claims.file.name
                say(claims)
                claims.write()
            said = page.write_page(Path(folder), Path(folder), with_plots=False)
            return said[folders()[0]], (Path(folder) / "README.md").read_text(encoding="utf-8")

    def test_joins_the_parts_of_a_case(self):
        said, text = self.made_of(("", lambda c: c.check("one", 1, "<=", 2, "m", "why")), ("more", lambda c: c.check("two", 3, ">", 2, "1", "why")))
        self.assertEqual([claim["name"] for claim in said["claims"]], ["one", "two"])
        self.assertIn("holds (2 claims)", text)
        self.assertIn("| one | 1 m | <= 2 m | why |", text)

    def test_tells_what_was_missed(self):
        _, text = self.made_of(("", lambda c: (c.check("right", 1, "<=", 2, "m", "why"), c.check("wrong", float("nan"), "<=", 2, "m", "why"))))
        self.assertIn("**missed 1 of 2**", text)
        self.assertIn("| wrong | not a number | <= 2 m | why | **missed** |", text)

    def test_tells_what_was_skipped(self):
        _, text = self.made_of(("", lambda c: c.skip("no data")))
        self.assertIn("| no data |", text)
        self.assertIn("Skipped: no data", text)

    def test_keeps_what_slow_cases_saw_and_nothing_else(self):
        slow = page.slow_cases()
        self.assertLessEqual(set(slow), set(folders()))
        with tempfile.TemporaryDirectory() as folder:
            out, file = Path(folder), Path(folder) / "README.md"
            for case in (folders()[0], *slow):
                claims = Claims(case)
                claims.file = out / claims.file.name
                claims.check(f"seen in {case}", 1, "<=", 2, "m", "why")
                claims.write()
            page.write_page(out, out, with_plots=False)
            first = file.read_text(encoding="utf-8")
            page.write_page(out, out, with_plots=False)
            self.assertEqual(file.read_text(encoding="utf-8"), first)
            page.write_page(out / "nothing", out, with_plots=False)
            text = file.read_text(encoding="utf-8")
            page.write_page(out / "nothing", out, with_plots=False)
            self.assertEqual(file.read_text(encoding="utf-8"), text)
        for case in slow:
            self.assertIn(f"| seen in {case} | 1 m | <= 2 m | why | holds (1 claim), *slow, run by hand* |", text)
            self.assertIn(f"| seen in {case} | 1 m | <= 2 m | why |  |", text)
        self.assertNotIn(f"seen in {folders()[0]}", text)
        self.assertEqual(listed(text), folders())

    def test_writes_numbers_shortly(self):
        for value, text in ((0.1234567, "0.123"), (1.2e-7, "1.2e-7"), (1234567, "1.23e6"), (4321.9, "4322"), (0, "0"), (None, "not a number")):
            self.assertEqual(page.quantity(value, ""), text)


class Claimed(unittest.TestCase):
    def test_needs_a_case(self):
        with self.assertRaises(ValueError):
            Claims("no such case")

    def test_status_and_file(self):
        with tempfile.TemporaryDirectory() as folder:
            claims = Claims(folders()[0])
            claims.file = Path(folder) / "x.json"
            self.assertEqual(claims.status, 0)
            with claims:
                claims.check("wrong", 3, "<=", 2, "m", "why")
            self.assertEqual(claims.status, 1)
            self.assertFalse(json.loads(claims.file.read_text(encoding="utf-8"))["claims"][0]["held"])


if __name__ == "__main__":
    unittest.main()
