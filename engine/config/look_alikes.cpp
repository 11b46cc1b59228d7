#include "engine/config/look_alikes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/full_width.hpp"
#include "engine/base/text.hpp"

namespace qingliu {
namespace {

bool is_word(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           letter == '_';
}

/// A key as the records have them: no digit first, which a time of day would have.
bool is_plain_key(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_word) && !(text[0] >= '0' && text[0] <= '9');
}

/// "key: " or "key:" and the end.
bool begins_with_key(std::string_view text) {
    text = text.substr(std::min(text.find_first_not_of(' '), text.size()));
    const std::size_t colon = text.find(':');
    return colon != std::string_view::npos && is_plain_key(text.substr(0, colon)) &&
           (colon + 1 == text.size() || text[colon + 1] == ' ');
}

LookAlike full_width(const FullWidthSign& found, std::string expected) {
    return {found.offset, found.sign.size(), describe(found), std::move(expected)};
}

/// Reads a line sign by sign, as far as telling keys from values takes.
class Line {
public:
    explicit Line(std::string_view text) : text_(text) {}

    std::optional<LookAlike> search() {
        while (at_ < text_.size()) {
            const char letter = text_[at_];
            if (letter == '#' && (at_ == 0 || text_[at_ - 1] == ' ')) return std::nullopt;
            if ((letter == '"' || letter == '\'') && begins_item()) {
                at_ = std::min(text_.find(letter, at_ + 1), text_.size() - 1) + 1;
                item_ = at_;
                in_value_ = true;
                continue;
            }
            if (const auto found = first_full_width(text_.substr(at_, 3))) {
                if (auto fault = judged({at_, found->sign, found->plain})) return fault;
                at_ += found->sign.size();
                continue;
            }
            if (letter == ':' && !ends_key() && !in_value_) {
                if (const auto fault = unfinished_key(text_.substr(item_, token_end() - item_)))
                    return LookAlike{at_, 1, fault->message, fault->expected};
            }
            step(letter);
        }
        return std::nullopt;
    }

private:
    [[nodiscard]] bool begins_item() const { return trimmed(text_.substr(item_, at_ - item_)).empty(); }
    /// Whether the colon here ends a key for YAML.
    [[nodiscard]] bool ends_key() const { return at_ + 1 == text_.size() || text_[at_ + 1] == ' '; }
    [[nodiscard]] std::size_t token_end() const { return std::min(text_.find_first_of(" ,{}[]", at_), text_.size()); }

    void next_item(bool value) {
        item_ = at_ + 1;
        in_value_ = value;
    }

    void step(char letter) {
        if (letter == ':' && ends_key())
            next_item(true);
        else if (letter == ',' || ((letter == '{' || letter == '[' || letter == '-') && begins_item()))
            next_item(false);
        ++at_;
    }

    [[nodiscard]] std::optional<LookAlike> judged(const FullWidthSign& sign) const {
        const std::string_view before = trimmed(text_.substr(item_, at_ - item_));
        const std::string_view after = text_.substr(at_ + sign.sign.size());
        if (sign.plain == ':' && !in_value_ && !before.empty()) return full_width(sign, "\": \" after a key");
        if ((sign.plain == ',' || sign.plain == ';') && begins_with_key(after)) return full_width(sign, "\", \"");
        const bool opens = std::string_view("{[\"'").find(sign.plain) != std::string_view::npos;
        if (opens && before.empty()) return full_width(sign, fmt::format("{}", sign.plain));
        return std::nullopt;
    }

    std::string_view text_;
    std::size_t at_ = 0, item_ = 0;
    bool in_value_ = false;
};

}  // namespace

std::optional<LookAlike> unfinished_key(std::string_view text) {
    for (auto sign = first_full_width(text); sign; sign = first_full_width(text, sign->offset + sign->sign.size())) {
        if (sign->plain == ':' && !trimmed(text.substr(0, sign->offset)).empty())
            return full_width(*sign, "\": \" after a key");
    }
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon + 1 == text.size()) return std::nullopt;
    const std::string_view key = trimmed(text.substr(0, colon));
    if (!is_plain_key(key) || text[colon + 1] == '/') return std::nullopt;
    return LookAlike{colon, 1, fmt::format("no space follows the colon after \"{}\"", key), "\": \" after a key"};
}

std::optional<LookAlike> look_alike(std::string_view line) { return Line(line).search(); }

}  // namespace qingliu
