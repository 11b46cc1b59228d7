"""A fault of the standard stops `check` and `run` alike: exit status 2, the fault named, nothing written.

    python3 tests/command/check_test.py PROGRAM
"""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BROKEN = ROOT / "tests/broken/09-class-table-with-a-hole"
PROGRAM = None
INPUT_AT_FAULT = 2


def winter_case(standard):
    """The winter case with another standard, readable from any folder."""
    text = (ROOT / "configs/xinxiang/winter.yaml").read_text(encoding="utf-8")
    for here, there in (("../standards/gb3838-2002.yaml", standard),
                        ("../standards/", f"{ROOT}/configs/standards/"), ("../../inputs/", f"{ROOT}/inputs/"),
                        ("../constituents/", f"{ROOT}/configs/constituents/"),
                        ("csv: schedules/", f"csv: {ROOT}/configs/xinxiang/schedules/")):
        assert here in text, here
        text = text.replace(here, str(there))
    return text


class Check(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def call(self, command, *arguments, standard):
        case = self.folder / "case.yaml"
        case.write_text(winter_case(standard), encoding="utf-8")
        done = subprocess.run([PROGRAM, command, str(case), *arguments], capture_output=True, text=True, check=False)
        return done.returncode, done.stderr

    def test_the_case_alone_is_sound(self):
        self.assertEqual(self.call("check", standard=ROOT / "configs/standards/gb3838-2002.yaml"), (0, ""))

    def test_a_standard_may_be_named(self):
        for name in ("gb3838-2002", "GB 3838-2002", "地表水环境质量标准"):
            self.assertEqual(self.call("check", standard=name), (0, ""), name)
        status, told = self.call("check", standard="gb3838-2003")
        self.assertEqual(status, INPUT_AT_FAULT)
        self.assertIn('no standard of the name "gb3838-2003" comes along', told)

    def test_a_class_table_with_a_hole(self):
        # The message begins with the name of the file, seen from the folder of the broken cases.
        expected = (BROKEN / "message.txt").read_text(encoding="utf-8").partition("/")[2]
        for command, arguments in (("check", ()), ("run", ("--out", str(self.folder / "out")))):
            status, told = self.call(command, *arguments, standard=BROKEN / "standard.yaml")
            self.assertEqual(status, INPUT_AT_FAULT, told)
            self.assertIn(expected, told)
        self.assertEqual([file.name for file in self.folder.iterdir()], ["case.yaml"])


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
