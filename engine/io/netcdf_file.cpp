#include "engine/io/netcdf_file.hpp"

#include <netcdf.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "engine/io/hdf5_exit.hpp"
#include "engine/io/output_file.hpp"

namespace qingliu {

static_assert(missing_float == NC_FILL_FLOAT && missing_double == NC_FILL_DOUBLE && missing_byte == NC_FILL_BYTE);

namespace {

nc_type netcdf_type(NumberType type) {
    switch (type) {
        case NumberType::int8:
            return NC_BYTE;
        case NumberType::int32:
            return NC_INT;
        case NumberType::float32:
            return NC_FLOAT;
        case NumberType::float64:
            return NC_DOUBLE;
        case NumberType::text:
            return NC_STRING;
    }
    return NC_NAT;
}

std::size_t number_size(NumberType type) {
    switch (type) {
        case NumberType::int8:
            return 1;
        case NumberType::int32:
        case NumberType::float32:
            return 4;
        case NumberType::float64:
        case NumberType::text:
            return 8;
    }
    return 8;
}

std::string flag_meanings(const std::vector<std::string>& flags) {
    std::string meanings;
    for (std::string flag : flags) {
        std::replace(flag.begin(), flag.end(), ' ', '_');
        meanings += (meanings.empty() ? "" : " ") + flag;
    }
    return meanings;
}

/// NetCDF reports a full disk as "HDF error"; the system's own word for it is clearer.
std::string reason_of(int status) {
    const int system_error = errno;
    std::string reason = nc_strerror(status);
    if (system_error == ENOSPC || system_error == EFBIG || system_error == EDQUOT || system_error == EIO ||
        system_error == EROFS) {
        reason = std::string(std::strerror(system_error)) + " (" + reason + ")";
    }
    return reason;
}

}  // namespace

NetcdfFile::NetcdfFile(std::filesystem::path file, int deflate) : file_(std::move(file)), deflate_(deflate) {
    forgo_hdf5_exit_handler();
    // NetCDF reports any failure to create as "Permission denied"; the system knows better.
    std::FILE* stream = std::fopen(partial_path(file_).c_str(), "wb");
    if (stream == nullptr) throw OutputError(file_, std::strerror(errno));
    std::fclose(stream);
    errno = 0;
    int id = -1;
    check(nc_create(partial_path(file_).c_str(), NC_NETCDF4 | NC_CLOBBER, &id));
    id_ = id;
    set_attribute(global, "status", "incomplete");
}

NetcdfFile::~NetcdfFile() {
    if (id_ >= 0) nc_close(id_);
}

NetcdfFile::NetcdfFile(NetcdfFile&& other) noexcept
    : file_(std::move(other.file_)), id_(std::exchange(other.id_, -1)), deflate_(other.deflate_) {}

void NetcdfFile::check(int status) const {
    if (status != NC_NOERR) throw OutputError(file_, reason_of(status));
    errno = 0;
}

void NetcdfFile::define_unlimited(const std::string& name) {
    int dimension = 0;
    check(nc_def_dim(id_, name.c_str(), NC_UNLIMITED, &dimension));
}

void NetcdfFile::define_dimension(const std::string& name, std::size_t length) {
    if (length == 0) throw std::logic_error("dimension " + name + " of " + file_.string() + " has no length");
    int dimension = 0;
    check(nc_def_dim(id_, name.c_str(), length, &dimension));
}

int NetcdfFile::define(const VariableDescription& variable) {
    std::vector<int> dimensions;
    for (const std::string& name : variable.dimensions) {
        dimensions.push_back(0);
        check(nc_inq_dimid(id_, name.c_str(), &dimensions.back()));
    }
    int id = -1;
    check(nc_def_var(id_, variable.name.c_str(), netcdf_type(variable.type), static_cast<int>(dimensions.size()),
                     dimensions.data(), &id));
    if (!variable.chunk.empty()) {
        check(nc_def_var_chunking(id_, id, NC_CHUNKED, variable.chunk.data()));
        // Records come in order: one chunk is open at a time. NetCDF's own cache would keep 16 MB of each variable
        // until the file closes.
        std::size_t bytes = number_size(variable.type);
        for (const std::size_t length : variable.chunk) bytes *= length;
        check(nc_set_var_chunk_cache(id_, id, bytes, 1, 1.0F));
    }

    const bool real = variable.type == NumberType::float32 || variable.type == NumberType::float64;
    if (real && deflate_ > 0 && !dimensions.empty()) check(nc_def_var_deflate(id_, id, NC_SHUFFLE, 1, deflate_));
    if (variable.fill && variable.type == NumberType::float32) check(nc_def_var_fill(id_, id, NC_FILL, &missing_float));
    if (variable.fill && variable.type == NumberType::float64)
        check(nc_def_var_fill(id_, id, NC_FILL, &missing_double));
    if (variable.fill && variable.type == NumberType::int8) check(nc_def_var_fill(id_, id, NC_FILL, &missing_byte));

    const std::pair<const char*, const std::string*> texts[] = {
        {"units", &variable.unit},
        {"standard_name", &variable.standard_name},
        {"long_name", &variable.long_name},
        {"long_name_zh", &variable.title},
        {"coordinates", &variable.coordinates},
        {"location", &variable.location},
        {"cell_methods", &variable.cell_methods},
        {"comment", &variable.comment},
    };
    for (const auto& [name, text] : texts) {
        if (!text->empty()) set_attribute(id, name, *text);
    }
    if (!variable.location.empty()) set_attribute(id, "mesh", "mesh1d");
    if (!variable.flags.empty()) {
        std::vector<int> values;
        for (std::size_t k = 0; k < variable.flags.size(); ++k)
            values.push_back(variable.first_flag + static_cast<int>(k));
        check(nc_put_att_int(id_, id, "flag_values", netcdf_type(variable.type), values.size(), values.data()));
        set_attribute(id, "flag_meanings", flag_meanings(variable.flags));
    }
    return id;
}

void NetcdfFile::set_attribute(int variable, const std::string& name, const std::string& text) {
    check(nc_put_att_text(id_, variable < 0 ? NC_GLOBAL : variable, name.c_str(), text.size(), text.c_str()));
}

void NetcdfFile::set_attribute(int variable, const std::string& name, int value) {
    check(nc_put_att_int(id_, variable < 0 ? NC_GLOBAL : variable, name.c_str(), NC_INT, 1, &value));
}

void NetcdfFile::set_attribute(int variable, const std::string& name, double value) {
    check(nc_put_att_double(id_, variable < 0 ? NC_GLOBAL : variable, name.c_str(), NC_DOUBLE, 1, &value));
}

/// Guards NetCDF from reading past the end of `values`.
void NetcdfFile::expect_size(int variable, std::size_t values) const {
    int count = 0;
    check(nc_inq_varndims(id_, variable, &count));
    std::vector<int> dimensions(static_cast<std::size_t>(count));
    check(nc_inq_vardimid(id_, variable, dimensions.data()));
    std::size_t size = 1;
    for (const int dimension : dimensions) {
        std::size_t length = 0;
        check(nc_inq_dimlen(id_, dimension, &length));
        size *= length;
    }
    if (size != values) {
        char name[NC_MAX_NAME + 1] = {};
        check(nc_inq_varname(id_, variable, name));
        throw std::logic_error(std::string(name) + " of " + file_.string() + " takes " + std::to_string(size) +
                               " values, got " + std::to_string(values));
    }
}

void NetcdfFile::put(int variable, std::span<const double> values) {
    expect_size(variable, values.size());
    check(nc_put_var_double(id_, variable, values.data()));
}

void NetcdfFile::put(int variable, std::span<const int> values) {
    expect_size(variable, values.size());
    check(nc_put_var_int(id_, variable, values.data()));
}

void NetcdfFile::put(int variable, const std::vector<std::string>& values) {
    expect_size(variable, values.size());
    std::vector<const char*> texts;
    for (const std::string& value : values) texts.push_back(value.c_str());
    check(nc_put_var_string(id_, variable, texts.data()));
}

void NetcdfFile::put(int variable, double value) { put(variable, std::span<const double>(&value, 1)); }

void NetcdfFile::put_record(int variable, std::size_t record, std::span<const float> values) {
    silence_hdf5_in_this_thread();
    int dimensions[NC_MAX_VAR_DIMS] = {};
    int count = 0;
    check(nc_inq_var(id_, variable, nullptr, nullptr, &count, dimensions, nullptr));
    std::vector<std::size_t> start(static_cast<std::size_t>(count), 0);
    std::vector<std::size_t> length(static_cast<std::size_t>(count), 1);
    start[0] = record;
    std::size_t size = 1;
    for (std::size_t k = 1; k < start.size(); ++k) {
        check(nc_inq_dimlen(id_, dimensions[k], &length[k]));
        size *= length[k];
    }
    if (size != values.size()) throw std::logic_error("a record of " + file_.string() + " has the wrong size");
    check(nc_put_vara_float(id_, variable, start.data(), length.data(), values.data()));
}

void NetcdfFile::put_record(int variable, std::size_t record, double value) {
    silence_hdf5_in_this_thread();
    check(nc_put_var1_double(id_, variable, &record, &value));
}

void NetcdfFile::finish(bool complete) {
    if (complete) set_attribute(global, "status", "complete");
    // nc_close flushes: what does not fit on the disk shows here at the latest.
    check(nc_close(std::exchange(id_, -1)));
    publish(file_);
}

std::string netcdf_library_version() {
    const std::string text = nc_inq_libvers();
    return text.substr(0, text.find(' '));
}

}  // namespace qingliu
