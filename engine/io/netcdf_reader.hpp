// Reading NetCDF files back: what reports, assessment and tests need. The other half of the one door to NetCDF.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace qingliu {

/// A file that cannot be read, or lacks what is asked of it. `what()` names the file and the reason.
class ReadError : public std::runtime_error {
public:
    ReadError(const std::filesystem::path& file, const std::string& reason)
        : std::runtime_error("cannot read " + file.string() + ": " + reason) {}
};

class NetcdfReader {
public:
    explicit NetcdfReader(std::filesystem::path file);
    ~NetcdfReader();
    NetcdfReader(const NetcdfReader&) = delete;
    NetcdfReader& operator=(const NetcdfReader&) = delete;

    [[nodiscard]] std::vector<std::string> variables() const;
    [[nodiscard]] bool has(const std::string& variable) const;
    /// Nothing where there is no such dimension.
    [[nodiscard]] std::optional<std::size_t> dimension(const std::string& name) const;
    /// Names, outermost first.
    [[nodiscard]] std::vector<std::string> dimensions(const std::string& variable) const;
    /// The whole variable in file order; missing values are NaN.
    [[nodiscard]] std::vector<double> values(const std::string& variable) const;
    /// Slab [start, start + count) of the first dimension, all of the others.
    [[nodiscard]] std::vector<double> values(const std::string& variable, std::size_t start, std::size_t count) const;
    [[nodiscard]] std::vector<std::string> texts(const std::string& variable) const;
    /// Text attribute of a variable, or of the file where `variable` is empty; nothing where absent or not text.
    [[nodiscard]] std::optional<std::string> attribute(const std::string& variable, const std::string& name) const;
    /// Numeric attribute; empty where absent or text.
    [[nodiscard]] std::vector<double> numbers(const std::string& variable, const std::string& name) const;

private:
    void check(int status) const;
    [[nodiscard]] int variable_id(const std::string& variable) const;
    [[nodiscard]] std::vector<std::size_t> shape(int id) const;

    std::filesystem::path file_;
    int id_ = -1;
};

}  // namespace qingliu
