"""What is installed is enough: the example of the folder compiles against it and drives a case.

    python3 installed_test.py BUILD_FOLDER COMPILER
"""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Installed(unittest.TestCase):
    def run_words(self, *words, status=0):
        done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done

    def test_the_example_drives_a_case(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            self.run_words("cmake", "--install", BUILD, "--prefix", folder / "prefix", "--component", "bmi")
            example = folder / "drive.cpp"  # away from the headers of the tree
            example.write_text((ROOT / "bmi/example/drive.cpp").read_text(encoding="utf-8"), encoding="utf-8")
            (library,) = (folder / "prefix").rglob("libqingliu_bmi.so")
            self.run_words(COMPILER, "-std=c++20", "-I", folder / "prefix/include/qingliu", example, "-L",
                           library.parent, "-Wl,-rpath," + str(library.parent), "-l", "qingliu_bmi", "-o",
                           folder / "drive")
            driven = folder / "driven.yaml"
            driven.write_text(f"case: {ROOT}/tests/bmi/three-rivers/case.yaml\nscenario: none\n", encoding="utf-8")
            lines = self.run_words(folder / "drive", driven).stdout.splitlines()
            self.assertEqual([line.split()[:2] for line in lines], [["day", str(d)] for d in (1, 2, 3)])
            flows = [float(line.split()[2]) for line in lines]
            # 7, 8 and 9 m3/s of 清河, 2 to 3 of 东河, half of diffuse water, less what the town takes; what is stored
            # on 33 km of rivers follows within the day
            for day, flow in enumerate(flows, 1):
                self.assertAlmostEqual(flow, 6 + day + 2 + 0.2 * day + 0.5 - 0.4, delta=0.2)
            wrong = self.run_words(folder / "drive", folder / "none.yaml", status=1)
            self.assertIn("none.yaml", wrong.stderr)


if __name__ == "__main__":
    BUILD, COMPILER = sys.argv[1:3]
    unittest.main(argv=sys.argv[:1])
