// Which sections lie in lakes and reservoirs, where an observation does not tell: a rule about names and lists that
// overrule it.
//
//   title: ...
//   rule: {surely: [湖心], lake: [湖, 水库], river: [入湖, 桥]}
//   lakes: [滇池南]
//   rivers: [湖口]
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/config/description.hpp"

namespace qingliu {

struct LakeList {
    std::vector<std::string> surely;                   ///< a name with one of these words is a lake's
    std::vector<std::string> lake;                     ///< so is one with one of these,
    std::vector<std::string> river;                    ///< unless it has one of these
    std::set<std::string, std::less<>> lakes, rivers;  ///< names that overrule
    bool otherwise =
        false;  ///< what a section is that neither rule nor list calls a lake's: true = a lake's all the same

    [[nodiscard]] bool holds(std::string_view name) const;
};

/// Reads a YAML file as above, or a text with one name of a lake's section a line ('#' begins a remark). A name in both
/// lists is a fault. Throws InputError, FileError.
LakeList read_lake_list(const std::filesystem::path& file);

/// What the YAML file takes.
RecordDescription lake_list_description();

}  // namespace qingliu
