"""The tree keeps the house's rules, and the reader of the tree notices when a file does not."""

import tempfile
import unittest
from pathlib import Path

from floors import breaches_of, files_of

ROOT = Path(__file__).resolve().parents[2]


def breaches_with(path, text):
    """What is found in a tree that holds nothing but one file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return breaches_of(Path(folder))


class TheTree(unittest.TestCase):
    def test_keeps_the_rules(self):
        self.assertEqual(breaches_of(ROOT), [])

    def test_was_read(self):
        self.assertIn("engine/base/text.hpp", files_of(ROOT))


class Includes(unittest.TestCase):
    def assert_breach(self, path, *includes):
        found = breaches_with(path, "".join(f"#include {included}\n" for included in includes))
        self.assertEqual(len(found), len(includes), found)
        for line in found:
            self.assertTrue(line.startswith(path), line)

    def assert_sound(self, path, *includes):
        self.assertEqual(breaches_with(path, "".join(f"#include {included}\n" for included in includes)), [])

    def test_no_floor_looks_up(self):
        self.assert_breach("engine/base/text.hpp", '"engine/time/series.hpp"', '"models/catalogue.hpp"')
        self.assert_breach("engine/network/grid.cpp", '"engine/numerics/powers.hpp"')
        self.assert_breach("engine/time/series.cpp", '"engine/state/results.hpp"')
        self.assert_breach("engine/state/results.hpp", '"engine/run/case.hpp"')
        self.assert_breach("engine/run/case.cpp", '"models/kinetics/process.hpp"')
        self.assert_breach("models/kinetics/process.cpp", '"engine/command_run.hpp"')
        self.assert_breach("models/water/assembly.cpp", '"bmi/driven_model.hpp"')
        self.assert_breach("bmi/driven_model.cpp", '"engine/command_run.hpp"')

    def test_neighbours_do_not_meet(self):
        self.assert_breach("engine/config/value.cpp", '"engine/network/network.hpp"')
        self.assert_breach("engine/network/network.cpp", '"engine/config/value.hpp"')
        self.assert_breach("engine/numerics/powers.cpp", '"engine/time/series.hpp"')

    def test_what_computes_sees_no_yaml(self):
        self.assert_breach("engine/numerics/powers.cpp", '"engine/config/node.hpp"')

    def test_one_door_each(self):
        self.assert_breach("engine/run/case.cpp", "<yaml-cpp/yaml.h>", "<netcdf.h>", "<sundials/sundials_types.h>")
        self.assert_breach("models/kinetics/ark.cpp", "<arkode/arkode_arkstep.h>", "<tbb/parallel_for.h>")
        self.assert_breach("models/imports/lines.cpp", "<gdal_priv.h>", "<ogrsf_frmts.h>", "<ogr_api.h>", "<gdal/gdal.h>")
        self.assert_breach("models/water/assembly.cpp", "<execution>", "<oneapi/tbb/task_group.h>")
        self.assert_breach("models/reports/summary.cpp", "<duktape.h>", "<librsvg/rsvg.h>", "<cairo.h>")

    def test_paths_start_at_the_root(self):
        self.assert_breach("engine/base/text.cpp", '"text.hpp"', '"../base/text.hpp"')

    def test_every_file_has_a_floor(self):
        self.assertEqual(len(breaches_with("engine/other/thing.hpp", "")), 1)
        self.assertEqual(len(breaches_with("engine/thing.hpp", "")), 1)

    def test_what_is_right_passes(self):
        self.assert_sound("engine/io/netcdf_file.cpp", '"engine/io/netcdf_file.hpp"', "<netcdf.h>", "<vector>",
                          '"engine/state/results.hpp"')
        self.assert_sound("engine/io/gdal/layer_reading.cpp", "<ogrsf_frmts.h>", '"engine/io/vector_layer.hpp"')
        self.assert_sound("engine/config/document.cpp", "<yaml-cpp/yaml.h>", '"engine/base/text.hpp"')
        self.assert_sound("models/water/assembly.cpp", '"models/kinetics/kinetics.hpp"', '"engine/run/case.hpp"')
        self.assert_sound("bmi/driven_model.cpp", '"models/water/assembly.hpp"', '"engine/run/case.hpp"')
        self.assert_sound("engine/command_run.cpp", '"models/catalogue.hpp"', '"engine/run/case.hpp"')
        self.assert_sound("engine/numerics/ark_integrator.cpp", "<arkode/arkode_arkstep.h>", '"engine/network/grid.hpp"')


class FilesAndWords(unittest.TestCase):
    def test_long_source(self):
        self.assertEqual(len(breaches_with("models/kinetics/long.cpp", "\n" * 401)), 1)
        self.assertEqual(breaches_with("models/kinetics/long.cpp", "\n" * 400), [])

    def test_names_that_say_nothing(self):
        for path in ("models/utils.hpp", "models/lane_manager.cpp", "tests/common/x.cpp", "misc.md"):
            self.assertTrue(breaches_with(path, ""), path)

    def test_words(self):
        for text in ("see /" + "work/x", "../" + "shared/data", "TO" + "DO: later", "a hel" + "per", "iss" + "ue #12"):
            self.assertEqual(len(breaches_with("models/thing.md", text + "\n")), 1, text)
        self.assertEqual(breaches_with("models/thing.md", "a network/workers/x of 12 issues\n"), [])

    def test_data_beside_the_checkout_is_for_ci_alone(self):
        self.assertEqual(breaches_with(".ci/run", "[ -d ../" + "shared/data ]\n"), [])

    def test_only_what_is_ignored_is_skipped(self):
        self.assertEqual(breaches_with("build/models/utils.hpp", ""), [])
        self.assertTrue(breaches_with("tests/build/utils.hpp", ""))


if __name__ == "__main__":
    unittest.main()
