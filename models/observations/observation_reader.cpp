#include "models/observations/observation_reader.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "engine/base/delimited_text.hpp"
#include "engine/base/text.hpp"
#include "engine/base/text_encoding.hpp"
#include "models/observations/netcdf_observations.hpp"
#include "models/observations/row_reader.hpp"

namespace qingliu {
namespace {

std::string bytes_of(const std::filesystem::path& file) {
    std::error_code error;
    if (std::filesystem::is_directory(file, error))
        throw FileError(fmt::format("cannot read {}: it is a folder", file.string()));
    std::ifstream stream(file, std::ios::binary | std::ios::ate);
    if (!stream) throw FileError(fmt::format("cannot read {}: no such file, or not readable", file.string()));
    const auto size = stream.tellg();
    std::string bytes(size > 0 ? static_cast<std::size_t>(size) : 0, '\0');
    stream.seekg(0);
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!stream) throw FileError(fmt::format("cannot read {}: reading stopped before its end", file.string()));
    return bytes;
}

/// What a file is by its first bytes, whatever its name.
enum class FileKind { table, netcdf, workbook };

FileKind kind_of(const std::filesystem::path& file) {
    std::array<char, 8> first{};
    std::ifstream stream(file, std::ios::binary);
    stream.read(first.data(), first.size());
    const std::string_view bytes(first.data(), first.size());
    const bool classic = bytes.starts_with("CDF\x01") || bytes.starts_with("CDF\x02") || bytes.starts_with("CDF\x05");
    if (classic || bytes == "\x89HDF\r\n\x1a\n") return FileKind::netcdf;
    return bytes.starts_with("PK\x03\x04") ? FileKind::workbook : FileKind::table;
}

[[noreturn]] void fail_whole(const std::filesystem::path& file, std::string message, std::string expected) {
    throw InputError(Problem{{file.string(), 0, 0, {}}, std::move(message), std::move(expected), {}, {}});
}

/// The place of a byte, in a text that is no UTF-8.
Place place_of_byte(std::string_view bytes, std::size_t at, const std::string& file) {
    Place place{file, 1, 0, {}};
    std::size_t start = 0;
    for (std::size_t i = 0; i < at; ++i) {
        if (bytes[i] != '\n') continue;
        ++place.line;
        start = i + 1;
    }
    // what cannot be shown stands as U+FFFD, so the column is counted in what is shown
    place.column = static_cast<int>(valid_utf8(bytes.substr(start, at - start)).size()) + 1;
    place.text = valid_utf8(bytes.substr(start, bytes.find('\n', at) - start));
    return place;
}

DecodedText decode(std::string bytes, const std::filesystem::path& file) {
    DecodedText decoded = decode_text(std::move(bytes));
    if (decoded.first_bad == std::string::npos) return decoded;
    if (decoded.encoding.starts_with("UTF-16"))
        fail_whole(file, fmt::format("the text is {} and breaks off or is damaged", decoded.encoding), "a whole file");
    const bool zero = decoded.text[decoded.first_bad] == '\0';
    throw InputError(Problem{place_of_byte(decoded.text, decoded.first_bad, file.string()),
                             zero ? "a byte 0: this is no text" : "a byte that is neither UTF-8 nor GB 18030",
                             "a table of text in one encoding from beginning to end",
                             {},
                             {}});
}

}  // namespace

Observations read_observation_table(std::string bytes, const std::filesystem::path& file,
                                    const ObservationOptions& options) {
    const DecodedText decoded = decode(std::move(bytes), file);
    DelimitedText text(decoded.text, file.string());
    std::vector<TextCell> cells;
    if (!text.next(cells)) {
        fail_whole(file, decoded.text.empty() ? "the file is empty" : "the file holds nothing but blanks and remarks",
                   "a header and rows, like station,time,variable,value,unit");
    }
    RowReader rows(text, file, options);
    rows.read_header(cells);
    while (text.next(cells)) rows.read(cells);
    Observations observations = rows.finish();
    observations.encoding = decoded.encoding;
    if (decoded.encoding != "UTF-8" && decoded.encoding != "UTF-8 with byte order mark")
        observations.notes.push_back({fmt::format("{}: read as {}", file.string(), decoded.encoding)});
    return observations;
}

Observations read_observations(const std::filesystem::path& file, const ObservationOptions& options) {
    const FileKind kind = kind_of(file);
    if (kind == FileKind::workbook)
        fail_whole(file, "this is a workbook or an archive, no table of text", "the sheet saved as CSV");
    if (kind == FileKind::netcdf) return read_netcdf_observations(file, options);
    return read_observation_table(bytes_of(file), file, options);
}

}  // namespace qingliu
