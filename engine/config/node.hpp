// Configuration text as a tree: scalars stay text, and every node knows its place.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/problems.hpp"

namespace qingliu {

/// A file that was read, in lines; shared by all nodes that came from it.
struct SourceText {
    std::filesystem::path path;
    std::vector<std::string> lines;
};

/// One value of a document: text, a list, a map, or empty (a key with nothing after it). Cheap to copy, immutable.
class Node {
public:
    enum class Kind { absent, empty, text, list, map };
    struct Entry;
    struct Data;

    /// Absent: what looking for a key that is not there gives.
    Node() = default;
    explicit Node(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
    /// Text that is not in any file (a default), at the place of another node.
    static Node of_text(std::string text, const Node& place);
    /// A map without keys, at the place of another node.
    static Node of_nothing(const Node& place);

    [[nodiscard]] Kind kind() const;
    [[nodiscard]] bool present() const { return data_ != nullptr; }
    [[nodiscard]] bool is(Kind wanted) const { return kind() == wanted; }
    /// "a list", "a map", "text", "nothing".
    [[nodiscard]] std::string_view kind_name() const;

    [[nodiscard]] const std::string& text() const;         ///< empty unless the kind is text
    [[nodiscard]] const std::vector<Node>& items() const;  ///< empty unless the kind is list
    [[nodiscard]] const std::vector<Entry>& entries()
        const;                                            ///< in the order of the file; empty unless the kind is map
    [[nodiscard]] Node find(std::string_view key) const;  ///< the first value of that key, or an absent node
    [[nodiscard]] Node key_node(
        std::string_view key) const;  ///< the key itself, or this node where the key is not there

    /// Where it begins; a place without file for an absent node. `offset` moves it by that many bytes, for plain text.
    [[nodiscard]] Place place(std::size_t offset = 0) const;
    /// The file it was read from; relative paths in it start from that file's folder.
    [[nodiscard]] const std::filesystem::path& file() const;
    /// Same for copies of one node, different for different nodes.
    [[nodiscard]] const void* identity() const { return data_.get(); }

private:
    static std::shared_ptr<Data> data_at(const Node& place);

    std::shared_ptr<const Data> data_;
};

struct Node::Entry {
    Node key;
    Node value;
};

struct Node::Data {
    Kind kind = Kind::empty;
    std::string text;
    bool quoted = false;
    int line = 0, column = 0;  // from 1, bytes
    std::shared_ptr<const SourceText> source;
    std::vector<Node> items;
    std::vector<Entry> entries;
};

}  // namespace qingliu
