"""Reads the tree and tells where it departs from the house: floors, doors, lengths, names, words.

    python3 tests/architecture/floors.py [ROOT]     prints one line for each breach; exit status 1 if there is any
"""

import re
import subprocess
import sys
from pathlib import Path

# What the files of a folder may include besides their own folder.
ENGINE = ("engine/base", "engine/config", "engine/network", "engine/numerics", "engine/time", "engine/state",
          "engine/io", "engine/run")
MAY_INCLUDE = {
    "engine/base": (),
    "engine/config": ("engine/base",),
    "engine/network": ("engine/base",),
    "engine/numerics": ("engine/base", "engine/network"),
    "engine/time": ("engine/base",),
    "engine/state": ("engine/base", "engine/network", "engine/numerics", "engine/time"),
    "engine/io": ("engine/base", "engine/network", "engine/numerics", "engine/time", "engine/state"),
    "engine/run": ENGINE,
    "engine/drawing": ("engine/base",),
    "models": ENGINE,
    "main": ENGINE + ("engine/drawing", "models"),
    "bmi": ENGINE + ("models",),
}
MAIN = re.compile(r"engine/(main|commands?(_\w+)?)\.[ch]pp")

# The one folder that may include a library.
DOORS = (
    (re.compile(r"yaml-cpp/"), "yaml-cpp", "engine/config"),
    (re.compile(r"netcdf"), "NetCDF", "engine/io"),
    (re.compile(r"(sundials|arkode|cvodes?|idas?|kinsol|nvector|sunlinsol|sunmatrix|sunnonlinsol)/"), "SUNDIALS",
     "engine/numerics"),
    (re.compile(r"(gdal|ogr|cpl_|gnm)\w*(\.h|/)"), "GDAL", "engine/io"),
    (re.compile(r"((oneapi/)?tbb/|execution$)"), "TBB", "engine/run"),
    (re.compile(r"duktape"), "duktape", "engine/drawing"),
    (re.compile(r"(cairo|librsvg|fontconfig)"), "librsvg", "engine/drawing"),
)

LONGEST_SOURCE = 400  # lines
SOURCES = (".cpp", ".hpp", ".h", ".py", ".cmake")
NAMES_THAT_SAY_NOTHING = {"util", "utils", "common", "misc", "helper", "helpers", "manager", "managers"}

# Words that belong to a workplace or to unfinished work, not to the project.
WORDS = (
    (re.compile(r"(?<![\w.])/(work|farm|root|home)/"), "a path of one machine"),
    (re.compile(r"\.\./shared\b"), "a path of one machine"),
    (re.compile(r"\b(TODO|FIXME|XXX|HACK)\b"), "unfinished work"),
    (re.compile(r"\b(sessions?|helpers?)\b"), "a word about how the code came to be"),
    (re.compile(r"\bissues?\s+#?\d+|\bpull request\b", re.IGNORECASE), "a ticket"),
    (re.compile(r"\b(package|image) registr(y|ies)\b", re.IGNORECASE), "a place packages come from"),
)
# Where a pattern above may stand: the words themselves, and the measured data beside the checkout.
WORDS_ALLOWED = {("tests/architecture/floors.py", None), ("tests/architecture/floors_test.py", None),
                 (".ci/run", WORDS[1][0])}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]', re.MULTILINE)


def files_of(root):
    """Paths from the root of every file that is, or may soon be, in the repository."""
    try:
        listed = subprocess.run(
            ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root,
            capture_output=True, check=True).stdout.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):  # an archive without history
        listed = [path.relative_to(root).as_posix() for path in root.rglob("*")]
        listed = [path for path in listed if not re.match(r"(build(-[^/]*)?|out)/", path)]
    return sorted(path for path in listed if path and (root / path).is_file())


def floor_of(path):
    """The key of MAY_INCLUDE a file answers to, or None where it stands on no floor."""
    if MAIN.fullmatch(path):
        return "main"
    for folder in ("models", "bmi"):
        if path.startswith(folder + "/"):
            return folder
    folder = "/".join(path.split("/")[:2])
    return folder if folder in MAY_INCLUDE and path.count("/") >= 2 else None


def include_breaches(path, text):
    if not re.fullmatch(r"(bmi|engine|models)/.*\.[ch]pp", path):
        return
    floor = floor_of(path)
    if floor is None:
        yield f"{path}: stands on no floor"
        return
    for bracket, included in INCLUDE.findall(text):
        for library, name, door in DOORS:
            if library.match(included) and floor != door:
                yield f"{path}: includes {included}; the one door to {name} is {door}"
        if bracket == "<":
            continue
        target = floor_of(included)
        if target is None:
            yield f"{path}: includes {included}, which is no path from the root to a floor"
        elif target != floor and target not in MAY_INCLUDE[floor]:
            yield f"{path}: includes {included}; {floor} stands below {target} or beside it"


def name_breaches(path):
    for part in path.split("/"):
        words = set(re.split(r"[_.\-]", part.lower()))
        for word in sorted(words & NAMES_THAT_SAY_NOTHING):
            yield f"{path}: a name with \"{word}\" says nothing"


def word_breaches(path, text):
    if (path, None) in WORDS_ALLOWED:
        return
    for number, line in enumerate(text.splitlines(), 1):
        for pattern, what in WORDS:
            found = pattern.search(line)
            if found and (path, pattern) not in WORDS_ALLOWED:
                yield f"{path}:{number}: \"{found.group()}\" is {what}"


def breaches_of(root):
    """Every breach in the tree under `root`, one sentence each."""
    found = []
    for path in files_of(root):
        content = (root / path).read_bytes()
        found += name_breaches(path)
        if b"\0" in content:
            continue  # no text
        text = content.decode("utf-8", errors="replace")
        found += include_breaches(path, text)
        found += word_breaches(path, text)
        lines = text.count("\n")
        if path.endswith(SOURCES) and lines > LONGEST_SOURCE:
            found.append(f"{path}: {lines} lines, more than {LONGEST_SOURCE}")
    return found


if __name__ == "__main__":
    all_breaches = breaches_of(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
    print("\n".join(all_breaches))
    sys.exit(1 if all_breaches else 0)
