#include "engine/config/reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <utility>

namespace qingliu {
namespace {

/// The bytes, or why there are none.
struct FileBytes {
    std::string bytes;
    std::string fault;
};

FileBytes load(const std::filesystem::path& path) {
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) return {{}, "there is no such file"};
    if (std::filesystem::is_directory(status)) return {{}, "it is a folder, not a file"};
    std::ifstream stream(path, std::ios::binary);
    if (!stream) return {{}, "it may not be read"};
    FileBytes file{std::string(std::istreambuf_iterator<char>(stream), {}), {}};
    if (stream.bad()) file.fault = "reading it failed";
    return file;
}

void note_input(std::vector<InputFile>& inputs, const std::filesystem::path& path, std::string_view bytes) {
    if (std::ranges::find(inputs, path, &InputFile::path) == inputs.end()) inputs.push_back({path, checksum(bytes)});
}

}  // namespace

std::string checksum(std::string_view bytes) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char byte : bytes) {
        hash ^= static_cast<unsigned char>(byte);
        hash *= 0x100000001b3ULL;
    }
    return fmt::format("fnv1a64:{:016x}", hash);
}

void Reading::fault(const Node& node, std::string message, std::string expected, std::string guess,
                    std::optional<Related> related) {
    distrust(node);
    problems.add({node.place(), std::move(message), std::move(expected), std::move(guess), std::move(related)});
}

void Reading::fault_at(const Node& node, std::size_t offset, std::string message, std::string expected) {
    distrust(node);
    problems.add({node.place(offset), std::move(message), std::move(expected)});
}

void Reading::distrust(const Node& node) {
    if (faulty_.insert(node.identity()).second) kept_.push_back(node);
}

bool Reading::sound(const Node& node) const { return node.present() && !faulty_.contains(node.identity()); }

std::filesystem::path Reading::resolve(const Node& named_by) {
    return (named_by.file().parent_path() / named_by.text()).lexically_normal();
}

std::optional<std::string> Reading::read_file(const Node& named_by) {
    const std::filesystem::path path = resolve(named_by);
    FileBytes file = load(path);
    if (!file.fault.empty()) {
        fault(named_by, fmt::format("cannot read \"{}\": {}", path.string(), file.fault));
        return std::nullopt;
    }
    note_input(inputs, path, file.bytes);
    return std::move(file.bytes);
}

std::string Reading::read_first_file(const std::filesystem::path& path) {
    FileBytes file = load(path);
    if (!file.fault.empty()) throw FileError(fmt::format("cannot read \"{}\": {}", path.string(), file.fault));
    note_input(inputs, path, file.bytes);
    return std::move(file.bytes);
}

}  // namespace qingliu
