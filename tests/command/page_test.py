"""The page of the bulletin: its code by itself, then a real report in a browser.

    python3 tests/command/page_test.py code WEB PROGRAM       # types, words, numbers, charts: npm test in WEB
    python3 tests/command/page_test.py browser WEB PROGRAM    # a short run's report.html against its summary.json

WEB is the folder of web/ with its node_modules. Ends with 77, skipped, where those, node or a browser are missing.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "configs/xinxiang/winter.yaml"
SKIPPED = 77


def skip(why):
    print("skipped:", why)
    sys.exit(SKIPPED)


def test_browser(node, web, program):
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "out"
        # two schedules, one that diverts in pulses, over three days
        subprocess.run([program, "run", CASE, "--scenario", "none", "--scenario", "pulsed", "--until",
                        "2026-01-18 00:00 +08:00", "--out", out, "--quiet"], check=True)
        report = (out / "report.html").read_text(encoding="utf-8")
        if '<script id="bulletin-data"' not in report:
            skip("the program was built without the page")
        return subprocess.run([node, web / "tests/browser.mjs", out], check=False).returncode


def main():
    part, web, program = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    node, npm = shutil.which("node") or shutil.which("nodejs"), shutil.which("npm")
    if not node or not npm or not (web / "node_modules/typescript").is_dir():
        skip("node, npm or the packages of the page are missing")
    if part == "code":
        return subprocess.run([npm, "test", "--silent"], cwd=web, check=False).returncode
    return test_browser(node, web, program)


if __name__ == "__main__":
    sys.exit(main())
