// Files that are whole or not there: a file is written under a partial name beside its place and renamed when it is
// finished, so a killed run leaves nothing that looks like a result.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace qingliu {

/// An output could not be written (exit status 4). `what()` names the file and the reason.
class OutputError : public std::runtime_error {
public:
    OutputError(const std::filesystem::path& file, const std::string& reason)
        : std::runtime_error("cannot write " + file.string() + ": " + reason), file_(file) {}

    [[nodiscard]] const std::filesystem::path& file() const { return file_; }

private:
    std::filesystem::path file_;
};

/// The name a file bears until it is finished: "forecast.nc.partial".
std::filesystem::path partial_path(const std::filesystem::path& file);

/// Makes the folder and those above it. Throws OutputError.
void make_output_folder(const std::filesystem::path& folder);

/// Gives the partial file its final name, replacing an older file of that name. Throws OutputError.
void publish(const std::filesystem::path& file);

/// Writes a text beside `file` and renames it. Throws OutputError; a full disk is one.
void write_text_file(const std::filesystem::path& file, std::string_view text);

}  // namespace qingliu
