"""A page of docs/ as the test reads it: its fenced blocks, each with what the comment before it asks for.

    <!-- file: network.yaml -->        the block is that whole file of the page's folder
    <!-- into: case.yaml -->           the block is merged into that file, which must still be sound
    <!-- try: case.yaml -->            the same in a copy that is thrown away
    <!-- replacing: initial -->       that key of the file is replaced instead
    <!-- fault: case.yaml -->          the same, and `qingliu check` must say what the next block of text shows
    <!-- exit: 2 -->                   the commands of the block end with that status, which is 0 if nothing is said
    <!-- not run: REASON -->           the commands of the block are for the reader only
    <!-- slow: COMMAND -->             the quick test runs this command, and compares nothing; the slow one what is shown
    <!-- as it stands -->              the block shows what is no part of a case
    <!-- compiles -->                  the block is a file of C++ that the compiler takes

and at the top of a page

    <!-- folder: willow -->            where its files lie and its commands run
    <!-- continues: first-river.md --> the files of that page are there already

Merging: keys of maps are merged, lists are appended, an item of a list that has the name of one there is merged into it.
Commands stand in blocks of `console` behind "$ "; what stands below one is what it prints. A line "..." stands for
any number of lines, "..." within a line for anything.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

DIRECTIVE = re.compile(r"<!-- (file|into|try|replacing|fault|exit|not run|slow|folder|continues|as it stands|compiles)(?:: (.*?))? -->")


@dataclass
class Block:
    language: str
    text: str
    line: int
    asked: dict = field(default_factory=dict)


@dataclass
class Command:
    words: str
    printed: list


@dataclass
class Page:
    path: Path
    blocks: list
    folder: str = "."
    continues: str = ""


def read_page(path):
    page = Page(path, [])
    asked, fence = {}, None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if fence is not None:
            if line.strip() == fence:
                fence = None
            else:
                page.blocks[-1].text += line + "\n"
        elif line.startswith("```"):
            fence = re.match("`+", line).group()
            page.blocks.append(Block(line[len(fence):].strip(), "", number, asked))
            asked = {}
        elif directive := DIRECTIVE.fullmatch(line.strip()):
            kind, value = directive.groups()
            if kind in ("folder", "continues"):
                setattr(page, kind, value)
            else:
                asked[kind] = value
    return page


def continues(words):
    """Whether the shell would wait for another line."""
    return words.endswith("\\") or words.count('"') % 2 == 1


def commands_of(block):
    """What a block of console runs, with what is printed below each."""
    commands = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            commands.append(Command(line[2:], []))
        elif commands and not commands[-1].printed and continues(commands[-1].words):
            commands[-1].words += "\n" + line
        elif commands:
            commands[-1].printed.append(line.rstrip())
    return commands


def shows(printed, excerpt):
    """Whether the lines of an excerpt are those that were printed."""
    pattern = ""
    for line in excerpt:
        if line == "...":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += ".*?".join(re.escape(part) for part in line.split("...")) + r"[ ]*\n"
    return re.fullmatch(pattern, printed if printed.endswith("\n") else printed + "\n") is not None


def merged(base, piece):
    if isinstance(base, dict) and isinstance(piece, dict):
        result = dict(base)
        for key, value in piece.items():
            result[key] = merged(base[key], value) if key in base else value
        return result
    if isinstance(base, list) and isinstance(piece, list):
        names = [item.get("name") if isinstance(item, dict) else None for item in base]
        result = list(base)
        for item in piece:
            name = item.get("name") if isinstance(item, dict) else None
            if name is not None and name in names:
                result[names.index(name)] = merged(base[names.index(name)], item)
            else:
                result.append(item)
        return result
    return piece


def merge_into(file, text, replacing=None):
    """Merges YAML into a file; every scalar stays the text it was."""
    base = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    base.pop(replacing, None)
    piece = yaml.load(text, Loader=yaml.BaseLoader)
    file.write_text(yaml.dump(merged(base, piece), allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
