#include "engine/config/yaml_text.hpp"

namespace qingliu {

std::string yaml_scalar(std::string_view text) {
    const bool plain = !text.empty() && text.find_first_of("#\"'\\\n\t\r[]{},&*!|>%@`") == std::string_view::npos &&
                       text.find(": ") == std::string_view::npos && text.back() != ':' && text.front() != '-' &&
                       text.front() != '?' && text.front() != ':' && text.front() != ' ' && text.back() != ' ' &&
                       text != "~" && text != "null" && text != "Null" && text != "NULL";
    if (plain) return std::string(text);
    std::string quoted = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') quoted += '\\';
        if (letter == '\n')
            quoted += "\\n";
        else if (letter == '\t')
            quoted += "\\t";
        else if (letter == '\r')
            quoted += "\\r";
        else
            quoted += letter;
    }
    return quoted + "\"";
}

std::string yaml_list(const std::vector<std::string>& items) {
    std::string inside;
    for (const std::string& item : items) inside.append(inside.empty() ? "" : ", ").append(item);
    return "[" + inside + "]";
}

YamlMap& YamlMap::put(std::string_view key, std::string_view text) { return put_yaml(key, yaml_scalar(text)); }

YamlMap& YamlMap::put_yaml(std::string_view key, std::string_view yaml) {
    inside_.append(inside_.empty() ? "" : ", ").append(yaml_scalar(key)).append(": ").append(yaml);
    return *this;
}

}  // namespace qingliu
