"""What the two READMEs show is true: the YAML of their examples is sound, and both tell the same.

    python3 tests/architecture/readme_test.py PROGRAM
"""

import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh-CN.md")
# The files of the example, in the order of the YAML blocks; the first block shows single lines. The last two are no part of the case.
EXAMPLE_FILES = ("case.yaml", "network.yaml", "boundaries.yaml", "sections.yaml", "operation.yaml",
                 "processes.yaml", "agreement.yaml", "plan.yaml")
PROGRAM = None


def text_of(readme):
    return (ROOT / readme).read_text(encoding="utf-8")


def blocks_of(readme, language):
    return re.findall(rf"```{language}\n(.*?)```", text_of(readme), re.DOTALL)


def eco_example(readme, change=lambda text: text):
    """Exit status and diagnostics of `qingliu eco` on the plan of a README."""
    with tempfile.TemporaryDirectory() as folder:
        plan, record = Path(folder) / "plan.yaml", Path(folder) / "gauge.csv"
        plan.write_text(change(blocks_of(readme, "yaml")[1:][EXAMPLE_FILES.index("plan.yaml")]), encoding="utf-8")
        record.write_text("date,Q [m3/s]\n2026-01-15,2\n", encoding="utf-8")
        done = subprocess.run([PROGRAM, "eco", record, "--plan", plan], capture_output=True, text=True, check=False)
        return done.returncode, done.stderr


def check_example(readme, change=lambda name, text: text):
    """Exit status and diagnostics of `qingliu check` on the example of a README."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in zip(EXAMPLE_FILES, blocks_of(readme, "yaml")[1:], strict=True):
            (Path(folder) / name).write_text(change(name, text), encoding="utf-8")
        shutil.copy(ROOT / "configs/standards/gb3838-2002.yaml", folder)
        done = subprocess.run([PROGRAM, "check", f"{folder}/case.yaml"], capture_output=True, text=True, check=False)
        return done.returncode, done.stderr


class Readmes(unittest.TestCase):
    def test_examples_are_sound(self):
        for readme in READMES:
            self.assertEqual(check_example(readme), (0, ""), readme)

    def test_plans_are_sound(self):
        for readme in READMES:
            self.assertEqual(eco_example(readme), (0, ""), readme)
        self.assertEqual(eco_example("README.md", lambda text: text.replace("volumes:", "volume:"))[0], 2)

    def test_a_wrong_example_would_be_noticed(self):
        status, told = check_example("README.md", lambda name, text: text.replace("releases:", "realeses:"))
        self.assertEqual(status, 2)
        self.assertIn('did you mean "releases"?', told)

    def test_the_standard_of_the_example_is_sound(self):
        """A case takes none with grades of its own; that it has them is all there is to say against it."""
        def judged_by_it(name, text):
            return text.replace("standard: gb3838-2002.yaml", "standard: agreement.yaml") if name == "case.yaml" else text

        for readme in READMES:
            status, told = check_example(readme, judged_by_it)
            self.assertEqual((status, told.count("error:")), (2, 1), told)
            self.assertIn("has grades of its own", told)
            _, told = check_example(readme, lambda name, text: judged_by_it(name, text).replace("beyond: {", "beyont: {"))
            self.assertIn('did you mean "beyond"?', told)

    def test_commands_exist(self):
        for readme in READMES:
            for command in sorted(set(re.findall(r"^\| `qingliu (\w+)", text_of(readme), re.MULTILINE))):
                done = subprocess.run([PROGRAM, command, "--help"], capture_output=True, check=False)
                self.assertEqual(done.returncode, 0, command)

    def test_words_of_dev_exist(self):
        words = set(re.findall(r"^word_(\w+)\(\)", text_of("dev"), re.MULTILINE))
        for readme in READMES:
            self.assertLessEqual(set(re.findall(r"\./dev (\w+)", text_of(readme))), words, readme)

    def test_both_tell_the_same(self):
        def outline(readme):
            text = text_of(readme)
            return [re.match(r"#*|\||- |```", line).group() for line in text.splitlines()
                    if re.match(r"#+ |\||- |```", line)]

        def without_comments(readme):
            return [re.sub(r"\s*#.*", "", block) for block in blocks_of(readme, "yaml")]

        self.assertEqual(outline(READMES[0]), outline(READMES[1]))
        self.assertEqual(without_comments(READMES[0]), without_comments(READMES[1]))


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
