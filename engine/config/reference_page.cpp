#include "engine/config/reference_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "engine/base/text.hpp"

namespace qingliu {
namespace {

/// A map and the page it stands on.
struct PlacedRecord {
    const RecordDescription* record;
    std::string page;
};

void place(const RecordDescription& record, const std::string& page, std::vector<PlacedRecord>& placed) {
    const auto same = [&](const PlacedRecord& other) { return other.record->name == record.name; };
    if (std::ranges::any_of(placed, same)) return;
    placed.push_back({&record, page});
    for (const FieldDescription& field : record.fields) {
        const ValueDescription* value = &field.value;
        while (value->element) value = value->element.get();
        if (value->record) place(*value->record, page, placed);
    }
}

std::string code(const std::string& word) { return "`" + word + "`"; }

class Pages {
public:
    explicit Pages(const std::vector<RecordDescription>& documents) {
        for (const RecordDescription& document : documents) place(document, page_anchor(document.name), placed_);
    }

    std::string text() const {
        std::string all;
        for (const PlacedRecord& one : placed_) {
            const bool begins = all.empty() || page_anchor(one.record->name) == one.page;
            all += fmt::format("{}{} {}\n\n{}\n\n{}", all.empty() ? "" : "\n", begins ? "#" : "##", one.record->name,
                               one.record->sentence, table(one));
        }
        return all;
    }

private:
    std::string link(const RecordDescription& record, const std::string& from) const {
        const auto found =
            std::ranges::find_if(placed_, [&](const PlacedRecord& other) { return other.record->name == record.name; });
        const std::string page = found->page == from ? "" : found->page + ".md";
        return fmt::format("[{}]({}#{})", record.name, page, page_anchor(record.name));
    }

    /// What a value is, with its bounds.
    std::string taken(const ValueDescription& value, const std::string& page) const {
        if (value.kind == ValueDescription::Kind::record) return link(*value.record, page);
        if (value.element) return fmt::format("{} of: {}", value.phrase, taken(*value.element, page));
        std::vector<std::string> words;
        for (const std::string& choice : value.choices) words.push_back(code(choice));
        std::string text = words.empty() ? value.phrase : join_words(words, "or");
        if (const std::string bounds = bounds_phrase(value); !bounds.empty()) text += "; " + bounds;
        return text;
    }

    static std::string fallback(const FieldDescription& field) {
        if (!field.fallback.empty()) return code(field.fallback);
        return field.required ? "**required**" : "optional";
    }

    std::string table(const PlacedRecord& one) const {
        const auto& fields = one.record->fields;
        const bool switched = std::ranges::any_of(fields, [](const auto& field) { return !field.switch_key.empty(); });
        std::string text = switched ? "| key | goes with | what it is | takes | default |\n|---|---|---|---|---|\n"
                                    : "| key | what it is | takes | default |\n|---|---|---|---|\n";
        for (const FieldDescription& field : fields) {
            text += fmt::format("| {} |", code(field.key));
            if (switched) text += fmt::format(" {} |", condition(field));
            std::string what = field.sentence;
            if (!field.value.example.empty()) what += fmt::format(" {}", code(field.key + ": " + field.value.example));
            text += fmt::format(" {} | {} | {} |\n", markdown_cell(what), markdown_cell(taken(field.value, one.page)),
                                markdown_cell(fallback(field)));
        }
        return text;
    }

    static std::string condition(const FieldDescription& field) {
        if (field.switch_key.empty()) return "";
        std::vector<std::string> words;
        for (const std::string& value : field.switch_values) words.push_back(code(value));
        return fmt::format("{} {}", field.switch_key, join_words(words, "or"));
    }

    std::vector<PlacedRecord> placed_;
};

}  // namespace

std::string reference_pages(const std::vector<RecordDescription>& documents) { return Pages(documents).text(); }

std::string page_anchor(std::string heading) {
    for (char& letter : heading)
        letter = letter == ' ' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return heading;
}

std::string markdown_cell(std::string text) {
    for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2))
        text.insert(at, 1, '\\');
    return text;
}

}  // namespace qingliu
