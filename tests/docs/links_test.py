"""Links of the pages lead somewhere: to a page and a heading of it, or to a file of the repository.

    python3 tests/docs/links_test.py PROGRAM
"""

import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PROGRAM = None
LINK = re.compile(r"(?<!!)\[[^\]\[]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")


def without_code(text):
    text = re.sub(r"^(`{3,}).*?^\1$", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"`[^`\n]*`", lambda code: "x" * len(code.group()), text)


def anchor(heading):
    """As GitHub and the site make it of a heading."""
    heading = re.sub(r"`|\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", heading).replace(" ", "-")


def anchors_of(text):
    text = re.sub(r"^(`{3,}).*?^\1$", "", text, flags=re.DOTALL | re.MULTILINE)
    made = {anchor(found) for found in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}
    return made | set(re.findall(r'<a id="([^"]+)">', text))


def broken_links(path, place):
    """Links of a file that lead nowhere, as it lies at `place` in the repository; generated pages lie at GENERATED."""
    for match in LINK.finditer(without_code(path.read_text(encoding="utf-8"))):
        link = match.group(1) or match.group(2)
        if re.match(r"(https?|mailto):", link):
            continue
        name, _, heading = link.partition("#")
        target = (place.parent / name).resolve() if name else place
        real = target
        if target.parent == DOCS / "reference" and not target.exists():
            real = GENERATED / target.name
        if not name:
            real = path
        if not real.exists():
            yield f"{place.relative_to(ROOT)}: {link}"
        elif heading and real.suffix == ".md" and heading not in anchors_of(real.read_text(encoding="utf-8")):
            yield f"{place.relative_to(ROOT)}: {link} (no such heading)"


class Links(unittest.TestCase):
    def test_lead_somewhere(self):
        broken = []
        for path in sorted(DOCS.rglob("*.md")):
            broken += broken_links(path, path)
        for path in sorted(GENERATED.glob("*.md")):
            broken += broken_links(path, DOCS / "reference" / path.name)
        for name in ("README.md", "README.zh-CN.md"):
            broken += broken_links(ROOT / name, ROOT / name)
        self.assertFalse(broken, "\n" + "\n".join(broken))

    def test_a_broken_link_would_be_noticed(self):
        for text in ("[a](nowhere.md)", "[a](index.md#nowhere)", "![a](nowhere.png)"):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "page.md"
                path.write_text(text, encoding="utf-8")
                self.assertEqual(len(list(broken_links(path, DOCS / "page.md"))), 1, text)

    def test_every_page_is_in_a_list(self):
        listed = set()
        places = [(path, path.parent) for path in DOCS.rglob("*.md")]
        places += [(path, DOCS / "reference") for path in GENERATED.glob("*.md")]
        for path, folder in places:
            for tree in re.findall(r"```\{toctree\}\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL):
                listed |= {(folder / line.strip()).with_suffix(".md").resolve()
                           for line in tree.splitlines() if line.strip() and not line.startswith(":")}
        pages = set(DOCS.rglob("*.md")) | {DOCS / "reference" / path.name for path in GENERATED.glob("*.md")}
        self.assertEqual(sorted(pages - listed), [DOCS / "index.md"])

    def test_both_languages_have_the_same_parts(self):
        """A Chinese page has the headings, blocks and tables of the English one."""
        def outline(path):
            return [re.match(r"#*|\||- |`+\w*", line).group() for line in path.read_text(encoding="utf-8").splitlines()
                    if re.match(r"#+ |\||- |```", line)]

        translated = sorted((DOCS / "zh").glob("*.md"))
        self.assertGreaterEqual(len(translated), 2)
        for path in translated:
            if path.name != "index.md":
                self.assertEqual(outline(path), outline(DOCS / "guide" / path.name), path.name)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    with tempfile.TemporaryDirectory() as folder:
        GENERATED = Path(folder)
        subprocess.run([sys.executable, "-B", DOCS / "generate.py", PROGRAM, folder], check=True)
        unittest.main(exit=False).result.wasSuccessful() or sys.exit(1)
