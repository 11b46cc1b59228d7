// The state of reading a configuration: what was wrong so far, and which files it came from.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/problems.hpp"
#include "engine/config/node.hpp"

namespace qingliu {

/// A file that went into a case.
struct InputFile {
    std::filesystem::path path;
    std::string checksum;  ///< "fnv1a64:" and 16 hexadecimal digits
};

/// "fnv1a64:" and the FNV-1a hash of the bytes (Fowler, Noll and Vo; 64 bits). It tells files apart, it does not
/// protect.
std::string checksum(std::string_view bytes);

class Reading {
public:
    Problems problems;
    std::vector<InputFile> inputs;  ///< in the order they were read, each once

    /// Something is wrong with a node: adds the problem at its place and remembers that its value is not to be relied
    /// on.
    void fault(const Node& node, std::string message, std::string expected = {}, std::string guess = {},
               std::optional<Related> related = {});
    /// The same, `offset` bytes into the node's text.
    void fault_at(const Node& node, std::size_t offset, std::string message, std::string expected = {});
    /// Remembers, without a problem of its own, that a value is not to be relied on.
    void distrust(const Node& node);

    /// Present and without fault: its value may be used in further checks.
    [[nodiscard]] bool sound(const Node& node) const;
    [[nodiscard]] bool sound(const Node& map, std::string_view key) const { return sound(map.find(key)); }

    /// The bytes of a file, its checksum noted in `inputs`; nothing where it could not be read, which is a fault of the
    /// node that names it. Relative paths start from the folder of that node's file.
    std::optional<std::string> read_file(const Node& named_by);
    /// The path a node names, seen from the folder of its file.
    [[nodiscard]] static std::filesystem::path resolve(const Node& named_by);

    /// The bytes of a file nobody names (the first one of all). Throws FileError where it cannot be read.
    std::string read_first_file(const std::filesystem::path& path);

private:
    std::set<const void*> faulty_;
    std::vector<Node> kept_;  // faulty nodes stay alive, so that no other node takes their identity
};

}  // namespace qingliu
