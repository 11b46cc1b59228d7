#include "engine/io/netcdf_reader.hpp"

#include <netcdf.h>

#include <algorithm>
#include <utility>

#include "engine/base/unknown.hpp"
#include "engine/io/hdf5_exit.hpp"

namespace qingliu {

NetcdfReader::NetcdfReader(std::filesystem::path file) : file_(std::move(file)) {
    forgo_hdf5_exit_handler();
    int id = -1;
    check(nc_open(file_.c_str(), NC_NOWRITE, &id));
    id_ = id;
}

NetcdfReader::~NetcdfReader() {
    if (id_ >= 0) nc_close(id_);
}

void NetcdfReader::check(int status) const {
    if (status != NC_NOERR) throw ReadError(file_, nc_strerror(status));
}

std::vector<std::string> NetcdfReader::variables() const {
    int count = 0;
    check(nc_inq_nvars(id_, &count));
    std::vector<std::string> names;
    for (int id = 0; id < count; ++id) {
        char name[NC_MAX_NAME + 1] = {};
        check(nc_inq_varname(id_, id, name));
        names.emplace_back(name);
    }
    return names;
}

bool NetcdfReader::has(const std::string& variable) const {
    int id = 0;
    return nc_inq_varid(id_, variable.c_str(), &id) == NC_NOERR;
}

int NetcdfReader::variable_id(const std::string& variable) const {
    if (variable.empty()) return NC_GLOBAL;
    int id = 0;
    if (nc_inq_varid(id_, variable.c_str(), &id) != NC_NOERR)
        throw ReadError(file_, "there is no variable " + variable);
    return id;
}

std::optional<std::size_t> NetcdfReader::dimension(const std::string& name) const {
    int id = 0;
    if (nc_inq_dimid(id_, name.c_str(), &id) != NC_NOERR) return std::nullopt;
    std::size_t length = 0;
    check(nc_inq_dimlen(id_, id, &length));
    return length;
}

std::vector<std::string> NetcdfReader::dimensions(const std::string& variable) const {
    int ids[NC_MAX_VAR_DIMS] = {};
    int count = 0;
    check(nc_inq_var(id_, variable_id(variable), nullptr, nullptr, &count, ids, nullptr));
    std::vector<std::string> names;
    for (int k = 0; k < count; ++k) {
        char name[NC_MAX_NAME + 1] = {};
        check(nc_inq_dimname(id_, ids[k], name));
        names.emplace_back(name);
    }
    return names;
}

std::vector<std::size_t> NetcdfReader::shape(int id) const {
    int ids[NC_MAX_VAR_DIMS] = {};
    int count = 0;
    check(nc_inq_var(id_, id, nullptr, nullptr, &count, ids, nullptr));
    std::vector<std::size_t> lengths(static_cast<std::size_t>(count));
    for (std::size_t k = 0; k < lengths.size(); ++k) check(nc_inq_dimlen(id_, ids[k], &lengths[k]));
    return lengths;
}

std::vector<double> NetcdfReader::values(const std::string& variable) const {
    const std::vector<std::size_t> lengths = shape(variable_id(variable));
    return values(variable, 0, lengths.empty() ? 1 : lengths[0]);
}

std::vector<double> NetcdfReader::values(const std::string& variable, std::size_t start, std::size_t count) const {
    const int id = variable_id(variable);
    std::vector<std::size_t> length = shape(id);
    std::vector<std::size_t> from(length.size(), 0);
    if (!length.empty()) {
        from[0] = start;
        length[0] = count;
    }
    std::size_t size = 1;
    for (const std::size_t n : length) size *= n;
    std::vector<double> result(size);
    if (size == 0) return result;
    check(nc_get_vara_double(id_, id, from.data(), length.data(), result.data()));
    const std::vector<double> fill = numbers(variable, "_FillValue");
    for (double& value : result) {
        if (!fill.empty() && value == fill[0]) value = unknown;
    }
    return result;
}

std::vector<std::string> NetcdfReader::texts(const std::string& variable) const {
    const int id = variable_id(variable);
    std::vector<std::size_t> lengths = shape(id);
    nc_type type = NC_NAT;
    check(nc_inq_vartype(id_, id, &type));
    std::vector<std::string> result;
    if (type == NC_CHAR) {  // the last dimension is the longest text; shorter ones end in zeros or blanks
        const std::size_t width = lengths.empty() ? 1 : lengths.back();
        if (!lengths.empty()) lengths.pop_back();
        std::size_t size = 1;
        for (const std::size_t n : lengths) size *= n;
        std::string raw(size * width, '\0');
        if (!raw.empty()) check(nc_get_var_text(id_, id, raw.data()));
        for (std::size_t i = 0; i < size; ++i) {
            std::string text = raw.substr(i * width, width);
            text.resize(std::min(text.find('\0'), text.size()));
            text.resize(text.find_last_not_of(' ') + 1);
            result.push_back(std::move(text));
        }
        return result;
    }
    std::size_t size = 1;
    for (const std::size_t n : lengths) size *= n;
    std::vector<char*> raw(size, nullptr);
    check(nc_get_var_string(id_, id, raw.data()));
    for (const char* text : raw) result.emplace_back(text != nullptr ? text : "");
    check(nc_free_string(size, raw.data()));
    return result;
}

std::optional<std::string> NetcdfReader::attribute(const std::string& variable, const std::string& name) const {
    const int id = variable_id(variable);
    nc_type type = NC_NAT;
    std::size_t length = 0;
    if (nc_inq_att(id_, id, name.c_str(), &type, &length) != NC_NOERR) return std::nullopt;
    if (type == NC_STRING && length == 1) {  // how Python writes texts that are not ASCII
        char* raw = nullptr;
        check(nc_get_att_string(id_, id, name.c_str(), &raw));
        std::string text(raw != nullptr ? raw : "");
        check(nc_free_string(1, &raw));
        return text;
    }
    if (type != NC_CHAR) return std::nullopt;
    std::string text(length, '\0');
    check(nc_get_att_text(id_, id, name.c_str(), text.data()));
    return text;
}

std::vector<double> NetcdfReader::numbers(const std::string& variable, const std::string& name) const {
    const int id = variable_id(variable);
    nc_type type = NC_NAT;
    std::size_t length = 0;
    if (nc_inq_att(id_, id, name.c_str(), &type, &length) != NC_NOERR || type == NC_CHAR || type == NC_STRING)
        return {};
    std::vector<double> result(length);
    check(nc_get_att_double(id_, id, name.c_str(), result.data()));
    return result;
}

}  // namespace qingliu
