#include "engine/io/output_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>

namespace qingliu {

namespace {
struct Closer {
    void operator()(std::FILE* stream) const { std::fclose(stream); }
};
}  // namespace

std::filesystem::path partial_path(const std::filesystem::path& file) {
    std::filesystem::path partial = file;
    partial += ".partial";
    return partial;
}

void make_output_folder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) throw OutputError(folder, error.message());
}

void publish(const std::filesystem::path& file) {
    std::error_code error;
    // A rename would put a file in the place of a device such as /dev/null.
    if (const auto there = std::filesystem::status(file, error);
        std::filesystem::exists(there) && !std::filesystem::is_regular_file(there)) {
        std::filesystem::remove(partial_path(file), error);
        throw OutputError(file, "a folder or device of this name is there");
    }
    std::filesystem::rename(partial_path(file), file, error);
    if (error) throw OutputError(file, error.message());
}

void write_text_file(const std::filesystem::path& file, std::string_view text) {
    const std::filesystem::path partial = partial_path(file);
    std::unique_ptr<std::FILE, Closer> stream(std::fopen(partial.c_str(), "wb"));
    if (!stream) throw OutputError(file, std::strerror(errno));
    const bool written = std::fwrite(text.data(), 1, text.size(), stream.get()) == text.size();
    // A full disk may show only when the buffer is flushed or the file closed.
    if (!written || std::fflush(stream.get()) != 0) throw OutputError(file, std::strerror(errno));
    if (std::fclose(stream.release()) != 0) throw OutputError(file, std::strerror(errno));
    publish(file);
}

}  // namespace qingliu
