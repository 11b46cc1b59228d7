// A program that knows qingliu by the published interface alone: it loads the library and calls what it finds.
#pragma once

#include <dlfcn.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "bmi/interface.hpp"

namespace qingliu::testing {

inline const std::filesystem::path root = QINGLIU_ROOT;

using Model = std::unique_ptr<bmi::Bmi, void (*)(bmi::Bmi*)>;

inline void* loaded(const char* name) {
    static void* const library = dlopen(QINGLIU_BMI, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) throw std::logic_error(dlerror());
    void* const found = dlsym(library, name);
    if (found == nullptr) throw std::logic_error(dlerror());
    return found;
}

inline Model new_model() {
    const auto create = reinterpret_cast<bmi::Bmi* (*)()>(loaded("bmi_model_create"));
    const auto destroy = reinterpret_cast<void (*)(bmi::Bmi*)>(loaded("bmi_model_destroy"));
    return {create(), destroy};
}

/// A folder of its own, gone with it.
class Folder {
public:
    Folder() {
        auto name = (std::filesystem::temp_directory_path() / "qingliu-bmi-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = name;
    }
    Folder(const Folder&) = delete;
    Folder(Folder&&) = delete;
    Folder& operator=(const Folder&) = delete;
    Folder& operator=(Folder&&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// Writes a file and tells where.
    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(path_ / name) << text;
        return (path_ / name).string();
    }

private:
    std::filesystem::path path_;
};

inline std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A file that names a scenario of a case of the repository.
inline std::string driving(const Folder& folder, const std::string& file, const std::string& scenario) {
    return folder.write(scenario + ".yaml", "case: " + (root / file).string() + "\nscenario: " + scenario + "\n");
}

/// Three rivers with a gate, a release, a withdrawal, diffuse water and kinetics, which end in a level that is given.
inline const std::string three_rivers = "tests/bmi/three-rivers/case.yaml";

inline Model started(const std::string& file) {
    Model model = new_model();
    model->Initialize(file);
    return model;
}

inline std::vector<double> values_of(bmi::Bmi& model, const std::string& name) {
    std::vector<double> values(static_cast<std::size_t>(model.GetVarNbytes(name)) / sizeof(double));
    model.GetValue(name, values.data());
    return values;
}

inline double value_of(bmi::Bmi& model, const std::string& name) { return values_of(model, name).at(0); }

inline void set(bmi::Bmi& model, const std::string& name, double value) { model.SetValue(name, &value); }

/// Every output there is, one after the other.
inline std::vector<double> everything(bmi::Bmi& model) {
    std::vector<double> all;
    for (const auto& name : model.GetOutputVarNames()) {
        const auto values = values_of(model, name);
        all.insert(all.end(), values.begin(), values.end());
    }
    return all;
}

/// Whether two runs left the same bits; where there is no water to sample both have no number.
inline ::testing::AssertionResult same_bits(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.size() != b.size()) return ::testing::AssertionFailure() << a.size() << " values and " << b.size();
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] != b[i] && !(a[i] != a[i] && b[i] != b[i]))
            return ::testing::AssertionFailure() << "number " << i << ": " << a[i] << " and " << b[i];
    }
    return ::testing::AssertionSuccess();
}

}  // namespace qingliu::testing
