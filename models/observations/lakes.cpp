#include "models/observations/lakes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "engine/base/text.hpp"
#include "engine/base/text_encoding.hpp"
#include "engine/config/document.hpp"
#include "engine/config/record.hpp"
#include "engine/network/network.hpp"

namespace qingliu {
namespace {

struct WrittenRule {
    std::vector<std::string> surely, lake, river;
};

struct WrittenList {
    std::string title;
    Confidence confidence = Confidence::general;
    std::optional<std::string> note;
    std::optional<Written<WrittenRule>> rule;
    std::vector<std::string> lakes, rivers;
};

Record<WrittenList> list_record() {
    const auto rule =
        Record<WrittenRule>("rule", "What a name says of its section.")
            .field("surely", &WrittenRule::surely, list_of(text()), "Words of lakes, whatever else is said.")
            .optional()
            .field("lake", &WrittenRule::lake, list_of(text()), "Words of lakes.")
            .optional()
            .field("river", &WrittenRule::river, list_of(text()), "Words that make it a river all the same.")
            .optional();
    return Record<WrittenList>("lakes", "Which sections lie in lakes and reservoirs.")
        .field("title", &WrittenList::title, text(), "Title.")
        .field("confidence", &WrittenList::confidence,
               choice<Confidence>({{"verified", Confidence::verified},
                                   {"general", Confidence::general},
                                   {"estimate", Confidence::estimate}}),
               "How far the list can be trusted.")
        .fallback("general")
        .field("note", &WrittenList::note, text(), "Remark.")
        .field("rule", &WrittenList::rule, record_of(rule), "What a name says of its section.")
        .field("lakes", &WrittenList::lakes, list_of(text()), "Names of sections in lakes.")
        .optional()
        .field("rivers", &WrittenList::rivers, list_of(text()), "Names of sections in rivers.")
        .optional();
}

LakeList from_yaml(const std::filesystem::path& file) {
    Reading reading;
    WrittenList written;
    const Node document = read_document(file, reading);
    list_record().read(document, reading, written);
    LakeList list;
    if (written.rule) {
        list.surely = written.rule->surely;
        list.lake = written.rule->lake;
        list.river = written.rule->river;
    }
    list.lakes.insert(written.lakes.begin(), written.lakes.end());
    list.rivers.insert(written.rivers.begin(), written.rivers.end());
    for (const Node& name : document.find("rivers").items()) {
        if (list.lakes.contains(name.text()))
            reading.fault(name, fmt::format("\"{}\" stands among the lakes too", name.text()), "one of the two");
    }
    reading.problems.throw_if_any();
    return list;
}

}  // namespace

bool LakeList::holds(std::string_view name) const {
    if (lakes.contains(name)) return true;
    if (rivers.contains(name)) return false;
    const auto has_one_of = [&](const std::vector<std::string>& words) {
        return std::ranges::any_of(words,
                                   [&](const std::string& word) { return name.find(word) != std::string_view::npos; });
    };
    return has_one_of(surely) || (has_one_of(lake) && !has_one_of(river)) || otherwise;
}

RecordDescription lake_list_description() { return list_record().description(); }

LakeList read_lake_list(const std::filesystem::path& file) {
    if (file.extension() == ".yaml" || file.extension() == ".yml") return from_yaml(file);
    Reading reading;
    const DecodedText decoded = decode_text(reading.read_first_file(file));
    if (decoded.first_bad != std::string::npos) {
        Problem problem;
        problem.place.file = file.string();
        problem.message = "this is no text";
        problem.expected = "one name a line, in UTF-8 or GB 18030";
        throw InputError(problem);
    }
    LakeList list;
    for (std::string_view rest = decoded.text; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        if (const std::string_view name = trimmed(line.substr(0, line.find('#'))); !name.empty())
            list.lakes.emplace(name);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return list;
}

}  // namespace qingliu
