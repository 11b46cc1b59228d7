"""What the pages of docs/ show is true: their YAML is sound, their commands run and print what stands below them.

    python3 tests/docs/pages_test.py PROGRAM [--slow] [PAGE]...

With --slow whole forecasts are run where the quick test runs a day of them.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import page

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PROGRAM = None
PAGES = []
SLOW = False
# Where a page's commands find the tree: what a reader has in the folder of the README.
TREE = ("configs", "inputs", "docs", "validation", "README.md")


class Fault(Exception):
    pass


class Reader:
    """Does what a page says, in a folder of its own."""

    def __init__(self, path, top):
        self.page = page.read_page(path)
        self.top = Path(top)
        for name in TREE:
            if not (self.top / name).exists():
                (self.top / name).symlink_to(ROOT / name)
        (self.top / "build").mkdir(exist_ok=True)
        if not (self.top / "build/qingliu").exists():
            (self.top / "build/qingliu").symlink_to(PROGRAM)
        self.folder = self.top / self.page.folder
        self.folder.mkdir(exist_ok=True)
        self.case = self.folder / "case.yaml"

    def fault(self, block, text):
        return Fault(f"{self.page.path.relative_to(ROOT)}:{block.line}: {text}")

    def run(self, command, folder=None):
        environment = {**os.environ, "PATH": f"{self.top}/build:{os.environ['PATH']}", "LC_ALL": "C.UTF-8",
                       "NO_COLOR": "1"}
        return subprocess.run(["bash", "-c", command], cwd=folder or self.folder, env=environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=600 if SLOW else 120)

    def read(self, commands=True):
        expected_fault = None
        for block in self.page.blocks:
            if expected_fault is not None and block.language == "text":
                lines = block.text.strip("\n").splitlines()
                if not page.shows(expected_fault, [line.rstrip() for line in lines]):
                    raise self.fault(block, f"check says\n{expected_fault}")
                expected_fault = None
            elif "file" in block.asked:
                file = self.folder / block.asked["file"]
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(block.text, encoding="utf-8")
            elif "into" in block.asked:
                page.merge_into(self.folder / block.asked["into"], block.text, block.asked.get("replacing"))
                self.check(block, self.folder)
            elif "try" in block.asked or "fault" in block.asked:
                expected_fault = self.attempt(block)
            elif "compiles" in block.asked:
                self.compile(block)
            elif block.language == "console":
                if commands and "not run" not in block.asked:
                    self.obey(block)
            elif block.language in ("yaml", "sh", "csv", "cpp") and "as it stands" not in block.asked:
                raise self.fault(block, f"nothing is said of this block of {block.language}")

    def attempt(self, block):
        """The case with a fragment; what is said of it where it shall be at fault."""
        with tempfile.TemporaryDirectory(dir=self.top) as copy:
            shutil.copytree(self.folder, copy, dirs_exist_ok=True,
                            ignore=shutil.ignore_patterns("out*", "build", *TREE))
            name = block.asked.get("try") or block.asked["fault"]
            page.merge_into(Path(copy) / name, block.text, block.asked.get("replacing"))
            if "try" in block.asked:
                self.check(block, copy)
                return None
            done = self.run("qingliu check case.yaml", copy)
            if done.returncode != 2:
                raise self.fault(block, "check finds no fault")
            return done.stdout

    def check(self, block, folder):
        done = self.run("qingliu check case.yaml", folder)
        if done.returncode != 0:
            raise self.fault(block, f"check says\n{done.stdout}")

    def compile(self, block):
        (self.folder / "block.cpp").write_text(block.text, encoding="utf-8")
        done = self.run(f"c++ -std=c++20 -fsyntax-only -Wall -Wextra -Wconversion -Wshadow -Werror "
                        f"-Wno-psabi -I {ROOT} block.cpp")
        if done.returncode != 0:
            raise self.fault(block, f"the compiler says\n{done.stdout}")

    def obey(self, block):
        status = int(block.asked.get("exit", 0))
        for command in page.commands_of(block):
            quick = None if SLOW else block.asked.get("slow")
            done = self.run(quick or command.words)
            if done.returncode != status:
                raise self.fault(block, f"{command.words} ends with {done.returncode}:\n{done.stdout}")
            if not quick and command.printed and not page.shows(done.stdout, command.printed):
                raise self.fault(block, f"{command.words} prints\n{done.stdout}")


def read_alone(path):
    """What is wrong with a page; None if nothing."""
    with tempfile.TemporaryDirectory() as top:
        try:
            reader = Reader(path, top)
            if reader.page.continues:
                Reader(path.parent / reader.page.continues, top).read(commands=False)
            reader.read()
        except Fault as fault:
            return str(fault)
    return None


class Pages(unittest.TestCase):
    def test_every_page_is_true(self):
        paths = [DOCS / name for name in PAGES] or sorted(DOCS.rglob("*.md"))
        with ThreadPoolExecutor(2) as pool:
            faults = [fault for fault in pool.map(read_alone, paths) if fault]
        self.assertFalse(faults, "\n" + "\n".join(faults))

    def test_a_wrong_page_would_be_noticed(self):
        """Each of these is wrong in one way."""
        beginning = "<!-- folder: willow -->\n<!-- continues: first-river.md -->\n"
        wrong = ("<!-- into: case.yaml -->\n```yaml\nscenarios: [{name: more, realeses: {}}]\n```\n",
                 "<!-- try: case.yaml -->\n```yaml\nstart: tomorrow\n```\n",
                 "<!-- fault: case.yaml -->\n```yaml\ntitle: another\n```\n",
                 "```console\n$ qingliu check no-case.yaml\n```\n",
                 "```console\n$ qingliu list rules\nrule of thumb\n```\n",
                 "```yaml\ncase: nothing is said of\n```\n")
        for text in wrong:
            with tempfile.TemporaryDirectory() as top:
                path = DOCS / "guide/wrong.md"
                reader = Reader(DOCS / "guide/first-river.md", top)
                reader.read(commands=False)
                page_file = Path(top) / "wrong.md"
                page_file.write_text(beginning + text, encoding="utf-8")
                reader.page = page.read_page(page_file)
                reader.page.path = path
                with self.assertRaises(Fault, msg=text):
                    reader.read()

    def test_excerpts(self):
        printed = "one\ntwo  \nthree 3.5 s\nfour\n"
        for excerpt in (["one", "..."], ["...", "three ... s", "four"], ["one", "two", "three 3.5 s", "four"], ["..."]):
            self.assertTrue(page.shows(printed, excerpt), excerpt)
        for excerpt in (["one"], ["two", "..."], ["one", "three...", "four"], ["...", "five"]):
            self.assertFalse(page.shows(printed, excerpt), excerpt)


if __name__ == "__main__":
    PROGRAM = Path(sys.argv.pop(1)).resolve()
    if "--slow" in sys.argv:
        sys.argv.remove("--slow")
        SLOW = True
    while len(sys.argv) > 1 and sys.argv[1].endswith(".md"):
        PAGES.append(sys.argv.pop(1))
    unittest.main()
