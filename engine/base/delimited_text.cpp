#include "engine/base/delimited_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/text.hpp"

namespace qingliu {
namespace {

bool is_blank(char letter) { return letter == ' ' || letter == '\t'; }

/// The likeliest delimiter of the first line that is no remark.
char delimiter_of(std::string_view text) {
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        const std::string_view bare = trimmed(line);
        if (bare.empty() || bare.front() == '#') {
            text.remove_prefix(std::min(line.size() + 1, text.size()));
            continue;
        }
        constexpr std::array<char, 3> candidates{',', '\t', ';'};
        std::array<long, 3> count{};
        bool quoted = false;
        for (const char letter : line) {
            if (letter == '"') quoted = !quoted;
            for (std::size_t i = 0; !quoted && i < candidates.size(); ++i) count[i] += letter == candidates[i] ? 1 : 0;
        }
        return candidates[static_cast<std::size_t>(std::max_element(count.begin(), count.end()) - count.begin())];
    }
    return ',';
}

}  // namespace

DelimitedText::DelimitedText(std::string_view text, std::string file)
    : text_(text), file_(std::move(file)), delimiter_(delimiter_of(text)), line_starts_{0} {}

void DelimitedText::end_line() {
    ++at_;
    ++line_;
    line_start_ = at_;
    line_starts_.push_back(at_);
}

bool DelimitedText::next(std::vector<TextCell>& cells) {
    cells.clear();
    unquoted_.clear();
    while (at_ < text_.size()) {  // what is no record
        const std::size_t end = std::min(text_.find('\n', at_), text_.size());
        const std::string_view line = trimmed(text_.substr(at_, end - at_));
        if (!line.empty() && line.front() != '#') break;
        at_ = end;
        if (at_ < text_.size()) end_line();
    }
    if (at_ >= text_.size()) return false;
    while (true) {
        cells.push_back(read_cell());
        if (at_ >= text_.size()) return true;
        if (text_[at_] == '\n') {
            end_line();
            return true;
        }
        ++at_;  // the delimiter
    }
}

TextCell DelimitedText::read_cell() {
    while (at_ < text_.size() && is_blank(text_[at_]) && text_[at_] != delimiter_) ++at_;
    TextCell cell{{}, line_, static_cast<int>(at_ - line_start_) + 1};
    if (at_ < text_.size() && text_[at_] == '"') return read_quoted(cell);
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n') ++at_;
    cell.text = trimmed(text_.substr(begin, at_ - begin));
    return cell;
}

TextCell DelimitedText::read_quoted(TextCell cell) {
    const std::size_t begin = ++at_;
    bool doubled = false;
    while (at_ < text_.size()) {
        if (text_[at_] == '\n') {
            end_line();
            continue;
        }
        if (text_[at_] == '"') {
            if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
            doubled = true;
            ++at_;
        }
        ++at_;
    }
    if (at_ >= text_.size() && open_quote_ == 0) open_quote_ = cell.line;
    cell.text = trimmed(text_.substr(begin, at_ - begin));
    if (at_ < text_.size()) ++at_;
    if (doubled) {
        std::string& single = unquoted_.emplace_back();
        for (std::size_t i = 0; i < cell.text.size(); ++i) {
            single += cell.text[i];
            if (cell.text[i] == '"') ++i;
        }
        cell.text = single;
    }
    // what stands between the closing quote and the delimiter belongs to no cell of the format; blanks are usual
    const std::size_t after = at_;
    while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n') ++at_;
    if (const std::string_view rest = trimmed(text_.substr(after, at_ - after)); !rest.empty())
        cell.text = unquoted_.emplace_back(std::string(cell.text).append(rest));
    return cell;
}

Place DelimitedText::place_of_line(int line) const {
    const std::size_t start = line_starts_.at(static_cast<std::size_t>(line) - 1);
    std::string_view text = text_.substr(start, text_.find('\n', start) - start);
    if (text.ends_with('\r')) text.remove_suffix(1);
    return {file_, line, 0, std::string(text)};
}

Place DelimitedText::place(const TextCell& cell) const {
    Place place = place_of_line(cell.line);
    place.column = cell.column;
    return place;
}

}  // namespace qingliu
