#!/usr/bin/env python3
"""Opens the files of a run as other people's tools do: xarray, and cdo where it is installed.

usage: check_results.py FOLDER
exit status: 0 all is well, 1 something is not (said on stderr), 77 xarray with netCDF4 is missing
"""
import csv
import pathlib
import shutil
import subprocess
import sys

try:
    import netCDF4
    import numpy
    import xarray
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

problems = []


def expect(condition, what):
    if not condition:
        problems.append(what)


def check_xarray(folder):
    with xarray.open_dataset(folder / "forecast.nc") as data:
        expect(numpy.issubdtype(data.time.dtype, numpy.datetime64), "time is not decoded")
        expect(data.water_level.dims == ("time", "scenario", "cell"), "water_level is not (time, scenario, cell)")
        expect(data.discharge.dims == ("time", "scenario", "face"), "discharge is not (time, scenario, face)")
        expect("section_name" in data.coords and "scenario_name" in data.coords, "names are no coordinates")
        expect(all(isinstance(str(name), str) and len(str(name)) > 0 for name in data.section_name.values), "section names are empty")
        expect(data.water_level.dtype == numpy.float32, "water_level is not float32")
        ends = data.mesh1d_edge_nodes.values
        expect(ends.min() >= 0 and ends.max() < data.sizes["cell"], "a face leads to a node that does not exist")
        classes = data.section_class.values
        classes = classes[numpy.isfinite(classes)]
        expect(((classes >= 1) & (classes <= 6)).all(), "a class is outside 1..6")
        for scenario in data.scenario_name.values:
            with xarray.open_dataset(folder / "scenarios" / f"{scenario}.nc") as one:
                expect(one.water_level.dims == ("time", "cell"), f"{scenario}: water_level is not (time, cell)")
                same = data.water_level.values[:, list(data.scenario_name.values).index(scenario), :]
                expect(numpy.array_equal(one.water_level.values, same, equal_nan=True), f"{scenario}: differs from forecast.nc")


def printed(value):
    """As sections.csv prints a number; what is missing is empty."""
    return f"{value:.6g}" if numpy.isfinite(value) else ""


def section_means(folder):
    """[(variable, column)] of the daily means, and the rows of sections.csv in their order: scenario, day, section."""
    with (folder / "sections.csv").open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    with netCDF4.Dataset(folder / "forecast.nc") as data:
        names = [name for name in data.variables if name.startswith("section_daily_")]
    columns = {column.split(" [")[0]: column for column in rows[0]} if rows else {}
    return [(name, columns.get(name[len("section_daily_"):])) for name in names], rows


def check_section_means(folder):
    pairs, rows = section_means(folder)
    expect(len(pairs) > 1 and all(column for _, column in pairs), "sections.csv lacks a daily mean")
    with xarray.open_dataset(folder / "forecast.nc") as data:
        for name, column in pairs:
            values = data[name].transpose("scenario", "day", "section").values.ravel()
            same = [printed(value) for value in values] == [row[column] for row in rows]
            expect(same, f"xarray: {name} is not what sections.csv says")


def check_section_means_by_cdo(folder):
    pairs, rows = section_means(folder)
    for name, column in pairs:
        run = subprocess.run(["cdo", "-s", "outputf,%.17g", f"-selname,{name}", str(folder / "forecast.nc")], capture_output=True, text=True)
        values = [float(word) for word in run.stdout.split()]
        values = [printed(value if value < 9e36 else numpy.nan) for value in values]
        expect(run.returncode == 0 and values == [row[column] for row in rows], f"cdo: {name} is not what sections.csv says")


def check_cdo(file):
    run = subprocess.run(["cdo", "sinfon", str(file)], capture_output=True, text=True)
    expect(run.returncode == 0, f"cdo fails on {file}: {run.stderr}")
    expect("skipped" not in (run.stdout + run.stderr).lower(), f"cdo skips variables of {file}: {run.stderr}")
    listed = {line.split(":")[-1].strip() for line in run.stdout.splitlines() if line.strip()[:1].isdigit() and ":" in line}
    with netCDF4.Dataset(file) as data:
        for name, variable in data.variables.items():
            is_field = variable.dtype != str and any(d in variable.dimensions for d in ("time", "day")) and len(variable.dimensions) > 1
            if is_field and name != "day_bounds":
                expect(name in listed, f"cdo does not list {name} of {file}")


def main():
    folder = pathlib.Path(sys.argv[1])
    check_xarray(folder)
    check_section_means(folder)
    if shutil.which("cdo"):
        check_section_means_by_cdo(folder)
        for file in [folder / "forecast.nc", *sorted((folder / "scenarios").glob("*.nc"))]:
            check_cdo(file)
    else:
        print("cdo is not installed: its view is not checked")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


sys.exit(main())
