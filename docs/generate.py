"""Writes the pages of the reference from what the program says of itself.

    python3 docs/generate.py PROGRAM FOLDER
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import netCDF4

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("structures", "constituents", "rules", "drivers", "dispersion", "reports", "standards")
# The files of README's example, in the order of its blocks behind the first.
EXAMPLE = ("case.yaml", "network.yaml", "boundaries.yaml", "sections.yaml", "operation.yaml", "processes.yaml")
PARTS = "case network coordinates boundaries sections-file operation parameters-file processes-file".split()


def said_by(program, *words):
    done = subprocess.run([program, *words], capture_output=True, text=True, check=True)
    # The name the program was called by is no part of what it says.
    return done.stdout.replace(str(program), "qingliu")


def write(path, text):
    path.write_text(text.rstrip("\n") + "\n", encoding="utf-8")


def pages_of_keys(program):
    """What every file takes: [(name, text)]."""
    text = said_by(program, "schema", "--markdown")
    pages = []
    for page in re.split(r"^(?=# )", text, flags=re.MULTILINE):
        if page.strip():
            title = page.splitlines()[0][2:]
            pages.append((title.lower().replace(" ", "-"), page))
    return pages


def subcommands(told):
    """The commands a help lists."""
    return re.findall(r"^  (\w+) {2,}", told.partition("Subcommands:")[2], re.MULTILINE)


def page_of_commands(program):
    top = said_by(program, "--help").strip()
    text = f"# Commands\n\n```text\n{top}\n```\n"
    waiting = [(command,) for command in subcommands(top)]
    while waiting:
        words = waiting.pop(0)
        told = said_by(program, *words, "--help").strip()
        waiting = [(*words, further) for further in subcommands(told)] + waiting
        text += f"\n## {' '.join(words)}\n\n```text\n{told}\n```\n"
    return text


def cell(text):
    return str(text).replace("|", "\\|").replace("\n", " ")


def page_of_variables(program):
    """What a forecast holds: a day of README's example, which is operated, has members, and is certified."""
    with tempfile.TemporaryDirectory() as folder:
        blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
        for name, text in zip(EXAMPLE, blocks[1:], strict=False):
            (Path(folder) / name).write_text(text, encoding="utf-8")
        shutil.copy(ROOT / "configs/standards/gb3838-2002.yaml", folder)
        said_by(program, "run", f"{folder}/case.yaml", "--out", f"{folder}/out", "--certify", "--quiet",
                "--until", "2026-01-16 00:00 +08:00")
        rows = {}
        with netCDF4.Dataset(f"{folder}/out/forecast.nc") as file:
            for name, variable in file.variables.items():
                about = variable.__dict__
                rows[name] = (", ".join(variable.dimensions), about.get("units", ""), about.get("long_name", ""),
                              about.get("standard_name", ""))
            attributes = sorted(file.ncattrs())
    text = ("# Variables of forecast.nc\n\nAs a certified run of README's example writes them, which is operated and has members. A case has those of "
            "what it carries.\n\n| variable | on | unit | what it is | standard name |\n|---|---|---|---|---|\n")
    for name, (on, unit, long_name, standard) in rows.items():
        text += f"| `{name}` | {cell(on)} | {cell(unit)} | {cell(long_name)} | {cell(standard)} |\n"
    return text + "\n## Global attributes\n\n" + "\n".join(f"- `{name}`" for name in attributes) + "\n"


def page_of_parameters(program):
    """The kinetic parameters by process; what docs/processes.md tells with their laws."""
    return said_by(program, "list", "parameters", "--markdown")


def generate(program, folder):
    folder.mkdir(parents=True, exist_ok=True)
    others = []
    for name, text in pages_of_keys(program):
        write(folder / f"{name}.md", text)
        if name not in PARTS:
            others.append(name)
    for kind in KINDS:
        write(folder / f"{kind}.md", said_by(program, "list", kind, "--markdown"))
    write(folder / "parameters.md", page_of_parameters(program))
    write(folder / "commands.md", page_of_commands(program))
    write(folder / "variables.md", page_of_variables(program))
    index = ("# Reference\n\nMade from what the program says of itself: `qingliu schema --markdown`, `qingliu list KIND "
             "--markdown`, `--help`, and the variables of a forecast it ran. `qingliu explain KEY` tells the same in the "
             "terminal.\n")

    def part(title, names):
        return f"\n## {title}\n\n```{{toctree}}\n:maxdepth: 1\n\n" + "\n".join(names) + "\n```\n"

    index += part("The files of a case", PARTS) + part("Files beside a case", others)
    index += part("What the models offer", [*KINDS, "parameters", "../processes"])
    index += part("The program", ["commands", "variables", "../bulletin-data"])
    write(folder / "index.md", index)


if __name__ == "__main__":
    generate(Path(sys.argv[1]).resolve(), Path(sys.argv[2]))
