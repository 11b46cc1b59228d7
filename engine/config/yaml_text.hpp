// YAML written so that this engine's reader reads back the same text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qingliu {

/// A scalar: plain where that reads back as the same text, in double quotes otherwise.
std::string yaml_scalar(std::string_view text);

/// A list in one line, of items that are YAML already: "[a, b]".
std::string yaml_list(const std::vector<std::string>& items);

/// A map in one line: "{name: 清河, at: 3000 m}". Keys in the order they were put.
class YamlMap {
public:
    /// A scalar, quoted where it must be.
    YamlMap& put(std::string_view key, std::string_view text);
    /// What is YAML already: a list, another map, a quoted scalar.
    YamlMap& put_yaml(std::string_view key, std::string_view yaml);
    [[nodiscard]] bool empty() const { return inside_.empty(); }
    [[nodiscard]] std::string text() const { return "{" + inside_ + "}"; }

private:
    std::string inside_;
};

}  // namespace qingliu
