#include "engine/io/vector_file.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include "engine/base/problems.hpp"
#include "engine/base/text.hpp"
#include "engine/base/text_encoding.hpp"
#include "engine/io/gdal/vector_driver.hpp"
#include "engine/io/output_file.hpp"

namespace qingliu {

namespace {

constexpr const char* module_name = "libqingliu_gdal.so";

struct LoadedDriver {
    const VectorDriver* driver = nullptr;
    std::string why_not;
};

/// The folder of the program, or of the library, that this code is part of.
std::filesystem::path own_folder() {
    static const char here = 0;
    Dl_info info{};
    std::error_code error;
    // of a program this is the word it was started with, which need not be a path
    const bool named = dladdr(&here, &info) != 0 && info.dli_fname != nullptr &&
                       std::string_view(info.dli_fname).find('/') != std::string_view::npos;
    const auto file = named ? std::filesystem::canonical(info.dli_fname, error)
                            : std::filesystem::read_symlink("/proc/self/exe", error);
    return file.parent_path();
}

LoadedDriver load() {
    const std::filesystem::path file = own_folder() / module_name;
    void* module = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);  // stays loaded: GDAL cleans up at the end
    if (module == nullptr) return {nullptr, dlerror()};
    const auto entry = reinterpret_cast<VectorDriverEntry>(dlsym(module, vector_driver_entry));
    const VectorDriver* driver = entry != nullptr ? entry() : nullptr;
    if (driver == nullptr || driver->built_for != vector_driver_version)
        return {nullptr, fmt::format("{} is of another version", file.string())};
    return {driver, {}};
}

const LoadedDriver& loaded() {
    static const LoadedDriver driver = load();
    return driver;
}

std::string no_gdal() {
    return fmt::format("GDAL is not there ({}); on Debian: apt-get install libgdal-dev, then build again",
                       loaded().why_not);
}

InputError file_error(const std::filesystem::path& file, std::string message, std::string expected,
                      std::string guess = {}) {
    Problem problem;
    problem.place.file = file.string();
    problem.message = std::move(message);
    problem.expected = std::move(expected);
    problem.guess = std::move(guess);
    return InputError(problem);
}

std::string decoded(std::string text) {
    if (first_invalid_utf8(text) == std::string::npos) return text;
    return decode_text(std::move(text)).text;
}

const VectorDriver& reading_driver(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) throw FileError(file.string() + ": no such file");
    if (loaded().driver == nullptr) throw FileError(fmt::format("cannot read {}: {}", file.string(), no_gdal()));
    return *loaded().driver;
}

}  // namespace

std::string gdal_version() { return loaded().driver != nullptr ? loaded().driver->version() : ""; }

std::vector<std::string> vector_layers(const std::filesystem::path& file) {
    const VectorDriver& driver = reading_driver(file);
    try {
        return driver.layers(file.string());
    } catch (const std::runtime_error& error) {
        throw FileError(fmt::format("cannot read {}: {}", file.string(), error.what()));
    }
}

VectorLayer read_vector_layer(const std::filesystem::path& file, const VectorRequest& request) {
    const std::vector<std::string> names = vector_layers(file);
    std::string name = request.layer;
    if (name.empty()) {
        if (names.size() != 1)
            throw file_error(file, fmt::format("it has {} layers", names.size()),
                             "the name of one of them: " + join_words(names, "or"));
        name = names.front();
    } else if (std::ranges::find(names, name) == names.end()) {
        throw file_error(file, fmt::format("it has no layer \"{}\"", name), join_words(names, "or"),
                         closest_name(name, names));
    }
    VectorLayer layer;
    try {
        layer = loaded().driver->read(file.string(), name, request.declared_epsg, request.epsg);
    } catch (const std::invalid_argument& error) {
        throw file_error(file, fmt::format("layer \"{}\": {}", name, error.what()),
                         "a layer of points or of lines whose reference system is known");
    } catch (const std::runtime_error& error) {
        throw FileError(fmt::format("cannot read {}: {}", file.string(), error.what()));
    }
    for (VectorField& field : layer.fields) field.name = decoded(std::move(field.name));
    for (VectorFeature& feature : layer.features) {
        for (VectorValue& value : feature.values) {
            if (auto* text = std::get_if<std::string>(&value)) *text = decoded(std::move(*text));
        }
    }
    return layer;
}

void write_vector_file(const std::filesystem::path& file, const std::vector<VectorLayer>& layers) {
    if (loaded().driver == nullptr) throw OutputError(file, no_gdal());
    // GDAL tells a format by its ending, so that what is not finished bears it behind ".partial"
    const std::filesystem::path partial = partial_path(file).string() + file.extension().string();
    std::error_code error;
    std::filesystem::remove(partial, error);
    try {
        loaded().driver->write(partial.string(), file.extension() == ".gpkg" ? "GPKG" : "GeoJSON", layers);
    } catch (const std::runtime_error& failure) {
        std::filesystem::remove(partial, error);
        throw OutputError(file, failure.what());
    }
    std::filesystem::rename(partial, file, error);
    if (error) throw OutputError(file, error.message());
}

}  // namespace qingliu
