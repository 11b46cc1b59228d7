"""The program as the shell sees it: exit statuses, and what it says of a wrong command line or an output it cannot write.

    python3 tests/command/words_test.py PROGRAM
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = None


def run(*words, stdout=subprocess.PIPE, env=None):
    return subprocess.run([PROGRAM, *words], stdout=stdout, stderr=subprocess.PIPE, text=True, check=False, env=env)


class Program(unittest.TestCase):
    def test_wrong_words_are_named(self):
        for words, told in ((("rnu",), "rnu"), (("run",), "CASE"), (("run", "a.yaml", "--threads", "x"), "--threads"),
                            (("list", "process"), "process"), (("check", "a.yaml", "b.yaml"), "b.yaml")):
            done = run(*words)
            self.assertEqual((done.returncode, done.stdout), (2, ""), words)
            self.assertIn(told, done.stderr)
            self.assertLessEqual(done.stderr.count("\n"), 2, done.stderr)

    def test_no_word_shows_the_help(self):
        done = run()
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("check", done.stderr)

    def test_explains_what_its_help_names(self):
        for key in ("opening", "structure", "structure.opening", "nitrification.rate", "nitrification",
                    "indicator.limits", "indicator.decimals", "grade", "plan.base_flow", "limits.neighbours"):
            self.assertEqual(run("explain", key).returncode, 0, key)
        self.assertIn('did you mean "structure.opening"?', run("explain", "structure.openng").stderr)
        self.assertIn('did you mean "control section.national"?', run("explain", "section.national").stderr)

    def test_lists_the_standards_and_says_which_are_not_verified(self):
        listed = {line.split()[0]: line for line in run("list", "standards").stdout.splitlines()}
        self.assertIn("GB 3838-2002 地表水环境质量标准 (24 rows)", listed["gb3838-2002"])
        self.assertIn("NOT VERIFIED", listed["db41-2087-2021"])
        with tempfile.TemporaryDirectory() as folder:
            env = {**os.environ, "QINGLIU_STANDARDS": folder}
            self.assertEqual(run("list", "standards", env=env).stdout, "")
            (Path(folder) / "own.yaml").write_text("standard: OWN 1\ntitle: 自订\nindicators: []\n", encoding="utf-8")
            self.assertIn("OWN 1 自订", run("list", "standards", env=env).stdout)
            (Path(folder) / "bad.yaml").write_text("standard: [\n", encoding="utf-8")
            self.assertEqual(run("list", "standards", env=env).returncode, 2)
            self.assertEqual(run("list", "standards", env={**env, "QINGLIU_STANDARDS": folder + "/none"}).returncode, 4)

    def test_the_help_tells_the_exit_statuses(self):
        told = run("--help").stdout
        for status in ("0 done", "1 done", "2 the input", "3 every", "4 the case", "70 a bug", "130 interrupted"):
            self.assertIn(status, told)

    def test_pages_of_the_reference(self):
        """Every key `schema` knows has its row where its map stands, and every catalogue its rows."""
        pages = run("schema", "--markdown").stdout.partition("\n# standard\n")[0]  # what follows is beside a case
        maps = {}
        for part in re.split(r"^##? ", pages, flags=re.MULTILINE)[1:]:
            name, _, text = part.partition("\n")
            maps.setdefault(name, set()).update(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))
        for name, described in json.loads(run("schema").stdout)["$defs"].items():
            self.assertEqual(maps[name], set(described["properties"]), name)
        for kind in ("structures", "constituents", "parameters", "standards"):
            listed = [line.split()[0] for line in run("list", kind).stdout.splitlines()]
            rows = re.findall(r"^\| `(.+?)` \|", run("list", kind, "--markdown").stdout, re.MULTILINE)
            self.assertEqual(rows, listed, kind)

    @unittest.skipUnless(Path("/dev/full").exists(), "no /dev/full")
    def test_an_answer_that_cannot_be_written_is_an_error(self):
        for words in (("schema",), ("list", "processes"), ("list", "processes", "--markdown"), ("explain", "structure")):
            with open("/dev/full", "w", encoding="utf-8") as full:
                done = run(*words, stdout=full)
            self.assertEqual(done.returncode, 4, words)
            self.assertIn("standard output: No space left on device", done.stderr)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
