// The one door to writing NetCDF. A file is described (dimensions, variables, attributes), filled slab by slab, and
// finished: it bears the global attribute status = "incomplete" and the name FILE.partial until then. Every call throws
// OutputError with the file's name and NetCDF's own message. Not for use by two threads at once, not even with two
// files: neither NetCDF nor HDF5 of Debian 12 allows it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace qingliu {

/// Version of the NetCDF library in use.
std::string netcdf_library_version();

/// What stands in a file where there is no value.
constexpr float missing_float = 9.9692099683868690e+36F;
constexpr double missing_double = 9.9692099683868690e+36;
constexpr signed char missing_byte = -127;

enum class NumberType { int8, int32, float32, float64, text };

/// A variable as the file describes it; what is empty is not written.
struct VariableDescription {
    std::string name;
    NumberType type = NumberType::float32;
    std::vector<std::string> dimensions;  ///< outermost first
    std::string unit;                     ///< UDUNITS
    std::string standard_name;            ///< CF
    std::string long_name;                ///< English
    std::string title;                    ///< Chinese, attribute long_name_zh
    std::string coordinates;              ///< auxiliary coordinate variables
    std::string location;                 ///< "node" or "edge" of mesh1d
    std::string cell_methods;
    std::string comment;
    int first_flag = 0;                   ///< of `flags`
    std::vector<std::string> flags;       ///< meanings of first_flag, first_flag + 1, ...; blanks become underscores
    bool fill = true;                     ///< carries _FillValue; coordinates must not
    std::vector<std::size_t> chunk = {};  ///< as `dimensions`; NetCDF's choice where empty
};

class NetcdfFile {
public:
    static constexpr int global = -1;  ///< instead of a variable: attributes of the file

    /// Creates FILE.partial. `deflate` is zlib's level 0..9 of every float and double field.
    explicit NetcdfFile(std::filesystem::path file, int deflate = 1);
    /// Closes an unfinished file and leaves it under its partial name.
    ~NetcdfFile();
    NetcdfFile(NetcdfFile&& other) noexcept;
    NetcdfFile& operator=(NetcdfFile&&) = delete;
    NetcdfFile(const NetcdfFile&) = delete;
    NetcdfFile& operator=(const NetcdfFile&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return file_; }

    void define_unlimited(const std::string& name);
    /// Precondition: length > 0 (NetCDF takes 0 for unlimited).
    void define_dimension(const std::string& name, std::size_t length);
    /// Returns the variable's number. May be called after values have been put.
    int define(const VariableDescription& variable);

    void set_attribute(int variable, const std::string& name, const std::string& text);
    void set_attribute(int variable, const std::string& name, int value);
    void set_attribute(int variable, const std::string& name, double value);

    /// Whole variable.
    void put(int variable, std::span<const double> values);
    void put(int variable, std::span<const int> values);
    void put(int variable, const std::vector<std::string>& values);
    void put(int variable, double value);
    /// One record: index `record` of the first dimension, all of the others. Values as in the file, missing ones
    /// included.
    void put_record(int variable, std::size_t record, std::span<const float> values);
    void put_record(int variable, std::size_t record, double value);

    /// Closes and gives the file its name; with `complete` the status becomes "complete" just before. Once only.
    void finish(bool complete);

private:
    void check(int status) const;
    void expect_size(int variable, std::size_t values) const;

    std::filesystem::path file_;
    int id_ = -1;  // of NetCDF, -1 = closed
    int deflate_ = 1;
};

}  // namespace qingliu
