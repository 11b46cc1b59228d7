#!/usr/bin/env python3
"""Opens the files of a run in QGIS: scenarios/*.nc as meshes, map.gpkg, where there is one, as layers in the official colours.

usage: check_qgis.py FOLDER
exit status: 0 all is well, 1 something is not (said on stderr), 77 QGIS's Python (python3-qgis) is missing
"""
import os
import pathlib
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
try:
    import netCDF4
    import numpy
    from qgis.core import QgsApplication, QgsMeshDatasetGroupMetadata, QgsMeshDatasetIndex, QgsMeshLayer, QgsVectorLayer
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

problems = []


def expect(condition, what):
    if not condition:
        problems.append(what)


def check_mesh(file):
    layer = QgsMeshLayer(str(file), file.stem, "mdal")
    expect(layer.isValid(), f"{file}: QGIS does not take it for a mesh")
    if not layer.isValid():
        return
    provider = layer.dataProvider()
    groups = {provider.datasetGroupMetadata(g).name(): g for g in range(provider.datasetGroupCount())}
    with netCDF4.Dataset(file) as data:
        geographic = data["node_x"].units == "degrees_east"
        expect(layer.crs().authid() == ("EPSG:4326" if geographic else ""), f"{file}: its reference system is {layer.crs().authid()}")
        expect(provider.vertexCount() == data.dimensions["cell"].size, f"{file}: {provider.vertexCount()} vertices")
        expect(provider.edgeCount() == data.dimensions["face"].size, f"{file}: {provider.edgeCount()} edges")
        fields = {name: variable for name, variable in data.variables.items() if variable.dimensions[:1] == ("time",) and len(variable.dimensions) == 2}
        expect(len(fields) >= 4, f"{file}: it has {len(fields)} fields")
        for name, variable in fields.items():
            group = groups.get(variable.long_name)
            if group is None:
                problems.append(f"{file}: QGIS does not list {name}")
                continue
            times = provider.datasetCount(group)
            expect(times == data.dimensions["time"].size, f"{file}: {name} has {times} times")
            on_edges = provider.datasetGroupMetadata(group).dataType() == QgsMeshDatasetGroupMetadata.DataOnEdges
            expect(on_edges == (variable.dimensions[1] == "face"), f"{file}: {name} does not lie where it is")
            last = data.dimensions["time"].size - 1
            count = data.dimensions[variable.dimensions[1]].size
            block = provider.datasetValues(QgsMeshDatasetIndex(group, last), 0, count)
            read = numpy.array([block.value(i).scalar() for i in range(count)])
            true = numpy.ma.filled(variable[last, :].astype(float), numpy.nan)
            expect(numpy.array_equal(read, true, equal_nan=True), f"{file}: values of {name} differ")


def check_package(file):
    for name in ("reaches", "reach_days", "sections", "section_days"):
        layer = QgsVectorLayer(f"{file}|layername={name}", name, "ogr")
        expect(layer.isValid() and layer.featureCount() > 0, f"{file}: no layer {name}")
        renderer = layer.renderer() if layer.isValid() else None
        expect(renderer is not None and renderer.type() == "categorizedSymbol", f"{file}: {name} is not shown by class")
        if renderer is None or renderer.type() != "categorizedSymbol":
            continue
        colours = [category.symbol().color().name() for category in renderer.categories()]
        expect(len(colours) > 1 and len(set(colours)) > 1, f"{file}: {name} is of one colour")
        field = renderer.classAttribute()
        known = {str(category.value()) for category in renderer.categories()}
        expect(all(str(feature[field]) in known for feature in layer.getFeatures()), f"{file}: a class of {name} has no colour")


def main():
    folder = pathlib.Path(sys.argv[1])
    application = QgsApplication([], False)
    application.initQgis()
    for file in sorted((folder / "scenarios").glob("*.nc")):
        check_mesh(file)
    if (folder / "map.gpkg").exists():
        check_package(folder / "map.gpkg")
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(1 if problems else 0)  # QGIS without its desktop may crash when it is taken down


main()
