#include "engine/config/description.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace qingliu {

const FieldDescription* RecordDescription::find(const std::string& key) const {
    const auto found = std::ranges::find(fields, key, &FieldDescription::key);
    return found == fields.end() ? nullptr : &*found;
}

std::vector<std::string> RecordDescription::keys() const {
    std::vector<std::string> names;
    for (const FieldDescription& field : fields) {
        if (std::ranges::find(names, field.key) == names.end()) names.push_back(field.key);
    }
    return names;
}

std::string bounds_phrase(const ValueDescription& value) {
    const std::string unit = value.unit.empty() || value.unit == "1" ? "" : " " + value.unit;
    std::string phrase;
    if (value.minimum)
        phrase = fmt::format("{} {}{}", value.open_minimum ? "more than" : "at least", *value.minimum, unit);
    if (value.maximum) phrase += fmt::format("{}at most {}{}", phrase.empty() ? "" : " and ", *value.maximum, unit);
    return phrase;
}

}  // namespace qingliu
