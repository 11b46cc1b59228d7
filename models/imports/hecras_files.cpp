// Which files belong to a HEC-RAS model: all have one stem, and a plan (.p01) names its geometry and its flow.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <vector>

#include "engine/base/problems.hpp"
#include "engine/base/text.hpp"
#include "engine/base/text_encoding.hpp"
#include "engine/config/reading.hpp"
#include "models/imports/hecras_case.hpp"

namespace qingliu {
namespace {

namespace fs = std::filesystem;

class ModelFiles {
public:
    explicit ModelFiles(const HecrasFiles& files) : files_(files) {}

    HecrasModelText read() {
        HecrasModelText text;
        text.utc_offset_minutes = files_.utc_offset_minutes;
        text.geometry_file = files_.geometry.filename().string();
        text.name = files_.geometry.stem().string();
        text.geometry = contents(files_.geometry);
        const fs::path plan = files_.plan.empty() ? plan_beside() : files_.plan;
        if (!plan.empty()) {
            text.plan = contents(plan);
            text.plan_file = plan.filename().string();
            if (!files_.plan.empty()) require_this_geometry(text);
        }
        const fs::path flow = files_.flow.empty() ? flow_beside(text) : files_.flow;
        if (!flow.empty()) {
            text.flow = contents(flow);
            text.flow_file = flow.filename().string();
        }
        text.units = files_.units ? *files_.units : units_beside();
        return text;
    }

    std::vector<ImportedFile> read_files;
    std::vector<Assumption> assumptions;
    bool units_are_known = true;

private:
    /// The text of a file in UTF-8; letters of an old code page that are neither UTF-8 nor GB 18030 become U+FFFD.
    std::string contents(const fs::path& path) {
        Reading reading;
        std::string bytes = reading.read_first_file(path);
        read_files.push_back({path.filename().string(), checksum(bytes)});
        DecodedText decoded = decode_text(bytes);
        if (decoded.encoding != "none") return decoded.text;
        if (bytes.find('\0') != std::string::npos) {
            Problem problem;
            problem.place.file = path.string();
            problem.message = "this is no text";
            problem.expected = "a geometry (.g01), flow (.f01, .u01) or plan (.p01) file, not their .hdf";
            throw InputError(std::move(problem));
        }
        return valid_utf8(bytes);
    }

    /// Files beside the geometry with its stem and an ending that begins with one of some letters, sorted.
    [[nodiscard]] std::vector<fs::path> beside(std::string_view letters) const {
        std::vector<fs::path> found;
        const fs::path folder = files_.geometry.has_parent_path() ? files_.geometry.parent_path() : fs::path(".");
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(folder, error)) {
            const std::string ending = entry.path().extension().string();
            const bool numbered = ending.size() == 4 && letters.find(ending[1]) != std::string_view::npos &&
                                  ending.find_first_not_of("0123456789", 2) == std::string::npos;
            if (numbered && entry.path().stem() == files_.geometry.stem()) found.push_back(entry.path());
        }
        std::ranges::sort(found);
        return found;
    }

    /// Endings are the same in any letters.
    static bool same_ending(std::string a, std::string b) {
        const auto small = [](std::string& text) {
            for (char& letter : text) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        };
        small(a);
        small(b);
        return a == b;
    }

    [[noreturn]] static void refuse(const std::string& file, std::string message, std::string expected) {
        Problem problem;
        problem.place.file = file;
        problem.message = std::move(message);
        problem.expected = std::move(expected);
        throw InputError(std::move(problem));
    }

    /// A plan given by the user may belong to another geometry.
    void require_this_geometry(const HecrasModelText& text) const {
        Problems none;
        const std::string named = read_hecras_plan(text.plan, text.plan_file, none).geometry;
        const std::string ending = files_.geometry.extension().string();
        if (named.empty() || ending.size() < 2 || same_ending(named, ending.substr(1))) return;
        refuse(text.plan_file,
               fmt::format("this plan is one of the geometry .{}, not of {}", named, text.geometry_file),
               fmt::format("a plan that names {}, or that geometry", ending.substr(1)));
    }

    /// The first of several, and that it is.
    fs::path first_of(const std::vector<fs::path>& files, const char* what, const char* option) {
        if (files.empty()) return {};
        std::string names;
        for (const fs::path& file : files) names += (names.empty() ? "" : ", ") + file.filename().string();
        if (files.size() > 1)
            assumptions.push_back(
                {files.front().filename().string(),
                 fmt::format("{}, the first of {} {}, is taken", files.front().filename().string(), files.size(), what),
                 fmt::format("there are {}: `{}` names another", names, option)});
        return files.front();
    }

    [[nodiscard]] fs::path plan_beside() {
        const std::string geometry = files_.geometry.extension().string();
        std::vector<fs::path> plans;
        for (const fs::path& plan : beside("pP")) {
            Problems none;
            const std::size_t kept = read_files.size();
            const HecrasPlan read = read_hecras_plan(contents(plan), plan.string(), none);
            read_files.resize(kept);
            if (geometry.size() > 1 && same_ending(read.geometry, geometry.substr(1))) plans.push_back(plan);
        }
        return first_of(plans, "plans of this geometry", "--plan");
    }

    [[nodiscard]] fs::path flow_beside(const HecrasModelText& text) {
        if (!text.plan.empty()) {
            Problems none;
            const std::string named = read_hecras_plan(text.plan, text.plan_file, none).flow;
            fs::path path = files_.geometry;
            path.replace_extension("." + named);
            std::error_code error;
            if (!named.empty()) {
                if (fs::exists(path, error)) return path;
                for (const fs::path& other : beside("fFuU"))
                    if (same_ending(other.extension().string(), "." + named)) return other;
                refuse(text.plan_file,
                       fmt::format("this plan takes its flow from {}, which is not there", path.filename().string()),
                       "that file beside the geometry, or --flow FILE");
            }
        }
        auto flows = beside("fF");
        for (fs::path& unsteady : beside("uU")) flows.push_back(std::move(unsteady));
        return first_of(flows, "flow files", "--flow");
    }

    HecrasUnits units_beside() {
        fs::path project = files_.geometry;
        project.replace_extension(".prj");
        std::error_code error;
        if (fs::exists(project, error)) {
            const std::string text = contents(project);
            if (text.find("SI Units") != std::string::npos) return HecrasUnits::metric;
            if (text.find("English Units") != std::string::npos) return HecrasUnits::us_customary;
        }
        units_are_known = false;
        return HecrasUnits::us_customary;
    }

    const HecrasFiles& files_;
};

}  // namespace

ImportedCase import_hecras(const HecrasFiles& files) {
    ModelFiles model(files);
    const HecrasModelText text = model.read();
    ImportedCase imported = import_hecras_text(text);
    imported.report.files = model.read_files;
    for (Assumption& assumption : model.assumptions) imported.report.assumptions.push_back(std::move(assumption));
    if (!model.units_are_known)
        imported.report.assume(text.geometry_file, "figures are in feet and ft3/s",
                               "the geometry does not say, and no project file (.prj) lies beside it: `--units si` if "
                               "they are metres");
    return imported;
}

}  // namespace qingliu
