"""Builds the site: gathers the pages of the repository, generates the reference, and calls Sphinx with warnings as errors.

    python3 docs/site.py PROGRAM FOLDER

FOLDER/source has what the site is made of, laid out as in the repository, so that every link that works there works on the site;
FOLDER/site is the site, FOLDER/site/index.html its beginning.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import generate

ROOT = Path(__file__).resolve().parents[1]
# Pages beside docs/ that belong to the site.
READMES = ("README.md", "README.zh-CN.md", "STYLE.md", "CHANGELOG.md", "validation/README.md", "validation/*/README.md",
           "inputs/*/README.md")
MATHJAX = Path("/usr/share/javascript/mathjax")
# What the configuration TeX-AMS_CHTML needs.
MATHJAX_PARTS = ("MathJax.js", "config/TeX-AMS_CHTML.js", "extensions", "jax/element", "jax/input/TeX",
                 "jax/output/CommonHTML", "fonts/HTML-CSS/TeX/woff")
LINK = re.compile(r"(!?\[(?:[^\[\]]|\[[^\]]*\])*\])\(([^)\s]+)\)")


def copy(path, source):
    target = source / path.relative_to(ROOT)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, target)
    return target


def gather(source):
    """Copies every page, and the files they link to; a link to a folder leads to its README or becomes plain text."""
    pages = {path for path in (ROOT / "docs").rglob("*.md") if path.parent.name != "reference"}
    for pattern in READMES:
        pages |= set(ROOT.glob(pattern))
    for page in sorted(pages):
        target = copy(page, source)

        # The name of a heading is its words alone: GitHub says so, MyST would have the address too.
        text = re.sub(r"^(#+ )\[([^\]]*)\]\(([^)]*)\)$", r"\1\2\n\n[read more](\3)", target.read_text(encoding="utf-8"),
                      flags=re.MULTILINE)
        # Anchors of HTML are targets of MyST's own.
        for anchor in re.findall(r'^<a id="([^"]+)"></a>$', text, flags=re.MULTILINE):
            text = text.replace(f'<a id="{anchor}"></a>', f"({anchor})=").replace(f"](#{anchor})", f"]({anchor})")

        def lead(match, page=page, text=text):
            words, link = match.groups()
            name, hash_sign, heading = link.partition("#")
            aim = (page.parent / name).resolve()
            generated = aim.is_relative_to(ROOT / "docs/reference")
            if re.match(r"\w+:", link) or f"\n({link})=\n" in text or not name or aim in pages or generated:
                return match.group()
            if aim.is_dir():
                if aim / "README.md" in pages:
                    return f"{words}({name.rstrip('/')}/README.md{hash_sign}{heading})"
                return words[1:-1]
            if aim.is_file():
                copy(aim, source)
            return match.group()

        parts = re.split(r"(^(?:`{3,}).*?^`{3,}$)", text, flags=re.DOTALL | re.MULTILINE)
        target.write_text("".join(part if part.startswith("```") else LINK.sub(lead, part) for part in parts),
                          encoding="utf-8")


def list_others(source):
    """A page of the READMEs, so that each has its place in the site."""
    names = sorted(str(path.relative_to(source).with_suffix("")) for pattern in READMES for path in source.glob(pattern))
    top = [name for name in names if not re.match(r"validation/.*/", name)]
    cases = [name for name in names if name not in top]
    text = "# The repository\n\n"
    for title, group in (("Pages", top), ("Validation, case by case", cases)):
        text += f"## {title}\n\n```{{toctree}}\n:maxdepth: 1\n\n" + "\n".join("/" + name for name in group) + "\n```\n\n"
    (source / "docs/repository.md").write_text(text, encoding="utf-8")


def main(program, folder):
    source, site = folder / "source", folder / "site"
    shutil.rmtree(folder, ignore_errors=True)
    gather(source)
    generate.generate(program, source / "docs/reference")
    list_others(source)
    for part in MATHJAX_PARTS:
        target = source / "docs/_static/mathjax" / part
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (MATHJAX / part).is_dir() else shutil.copy)(MATHJAX / part, target)
    shutil.copy(ROOT / "docs/style/site.css", source / "docs/_static")
    (source / "conf.py").write_text((ROOT / "docs/conf.py").read_text(encoding="utf-8"), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "sphinx", "-b", "html", "-W", "--keep-going", "-q", "-j", "auto", source, site],
                   check=True)
    shutil.rmtree(site / ".doctrees", ignore_errors=True)
    (site / "index.html").write_text('<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" '
                                     'content="0; url=docs/index.html"><a href="docs/index.html">qingliu</a>\n',
                                     encoding="utf-8")
    print(site / "index.html")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
