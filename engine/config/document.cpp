#include "engine/config/document.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <utility>

#include "engine/base/decimal_comma.hpp"
#include "engine/base/text.hpp"
#include "engine/config/look_alikes.hpp"

namespace qingliu {
namespace {

/// Builds the tree from the parser's events: unlike yaml-cpp's own nodes, they show keys that are given twice.
class Builder : public YAML::EventHandler {
public:
    Builder(std::shared_ptr<const SourceText> source, Reading& reading)
        : source_(std::move(source)), reading_(reading) {}

    [[nodiscard]] Node root() const { return root_; }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { add(make(mark, Node::Kind::empty)); }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        const auto data = make(mark, Node::Kind::empty);
        reading_.fault(Node(data), "aliases (*) are not taken", "the value itself, written out");
        add(data);
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, const std::string& value) override {
        const auto data = make(mark, Node::Kind::text);
        data->text = value;
        data->quoted = tag == "!";
        if (!data->quoted) report_lines_run_on(*data);
        add(data);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                         YAML::EmitterStyle::value) override {
        open_.push_back({make(mark, Node::Kind::list), {}});
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
        open_.push_back({make(mark, Node::Kind::map), {}});
    }
    void OnMapEnd() override {
        report_duplicates(*open_.back().data);
        close();
    }

private:
    struct Open {
        std::shared_ptr<Node::Data> data;
        std::optional<Node> key;
    };

    [[nodiscard]] std::shared_ptr<Node::Data> make(const YAML::Mark& mark, Node::Kind kind) const {
        auto data = std::make_shared<Node::Data>();
        data->kind = kind;
        data->line = mark.line + 1;
        data->column = mark.column + 1;
        data->source = source_;
        return data;
    }

    void close() {
        const std::shared_ptr<Node::Data> data = open_.back().data;
        open_.pop_back();
        add(data);
    }

    void add(const std::shared_ptr<Node::Data>& data) {
        if (open_.empty()) {
            root_ = Node(data);
            return;
        }
        Open& parent = open_.back();
        if (parent.data->kind == Node::Kind::list) {
            parent.data->items.emplace_back(data);
        } else if (!parent.key) {
            parent.key = Node(data);
            key_quoted_ = data->quoted;
            if (data->kind != Node::Kind::text) reading_.fault(*parent.key, "a key must be plain text");
        } else {
            // The parser marks a missing value at whatever follows; the key is where people look.
            if (data->kind == Node::Kind::empty) {
                const Place place = parent.key->place();
                data->line = place.line;
                data->column = place.column;
            }
            const bool mended = data->kind == Node::Kind::empty && !key_quoted_ && mend(*parent.data, *parent.key);
            if (!mended) parent.data->entries.push_back({*parent.key, Node(data)});
            parent.key.reset();
        }
    }

    /// Plain text goes on over the lines below it, and takes in a key there whose colon is full-width. Sentences may
    /// hold such a colon too, so what stands before it must be written as keys are.
    void report_lines_run_on(const Node::Data& scalar) {
        for (std::size_t i = static_cast<std::size_t>(scalar.line); i < source_->lines.size(); ++i) {
            const std::string& line = source_->lines[i];
            const std::string_view bare = trimmed(line);
            if (bare.empty() || scalar.text.find(bare) == std::string::npos) return;
            const auto sign = look_alike(line);
            const auto is_of_keys = [](char letter) { return (letter >= 'a' && letter <= 'z') || letter == '_'; };
            if (sign && sign->length > 1 &&
                std::ranges::all_of(trimmed(std::string_view(line).substr(0, sign->offset)), is_of_keys))
                reading_.problems.add(
                    {{source_->path.string(), static_cast<int>(i) + 1, static_cast<int>(sign->offset) + 1, line},
                     sign->message,
                     sign->expected});
        }
    }

    /// A key without a value may be what a comma or a colon has made of a number or of a key with its value: a fault,
    /// which the tree does not repeat.
    bool mend(Node::Data& map, const Node& key) {
        const Place place = key.place();
        const auto text_at = [&](std::string text, int column) {
            auto data = std::make_shared<Node::Data>();
            data->kind = Node::Kind::text;
            data->text = std::move(text);
            data->line = place.line;
            data->column = column;
            data->source = source_;
            return Node(data);
        };
        if (const auto sign = unfinished_key(key.text())) {
            reading_.fault_at(key, sign->offset, sign->message, sign->expected);
            std::string_view value = std::string_view(key.text()).substr(sign->offset + sign->length);
            value = trimmed(value);
            const auto offset = static_cast<int>(key.text().size() - value.size());
            map.entries.push_back(
                {text_at(std::string(trimmed(std::string_view(key.text()).substr(0, sign->offset))), place.column),
                 text_at(std::string(value), place.column + offset)});
            return true;
        }
        if (map.entries.empty()) return false;
        Node& before = map.entries.back().value;
        const Place at = before.place(before.text().size());
        const bool joined = at.line == place.line && at.column + 1 == place.column;
        const std::string whole = before.text() + "," + key.text();
        const auto comma = decimal_comma(whole);
        if (!joined || !comma) return false;
        before = text_at(whole, before.place().column);
        reading_.fault_at(before, comma->offset, comma->fault, comma->expected);
        return true;
    }

    void report_duplicates(const Node::Data& map) {
        std::map<std::string, Node> first;
        for (const Node::Entry& entry : map.entries) {
            const auto [known, fresh] = first.try_emplace(entry.key.text(), entry.key);
            if (!fresh) {
                reading_.fault(entry.key, fmt::format("the key \"{}\" is given twice", entry.key.text()), {}, {},
                               Related{known->second.place(), "it was first given here"});
            }
        }
    }

    std::shared_ptr<const SourceText> source_;
    Reading& reading_;
    std::vector<Open> open_;
    bool key_quoted_ = false;  // of the key whose value comes next
    Node root_;
};

std::string plain_lines(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    std::string text;
    text.reserve(bytes.size());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] != '\r')
            text += bytes[i];
        else if (i + 1 == bytes.size() || bytes[i + 1] != '\n')
            text += '\n';
    }
    return text;
}

std::shared_ptr<const SourceText> split(const std::string& text, const std::filesystem::path& path) {
    auto source = std::make_shared<SourceText>();
    source->path = path;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) source->lines.push_back(std::move(line));
    return source;
}

Place place_of_byte(const std::string& text, std::size_t at, const SourceText& source) {
    Place place{source.path.string(), 1, 1, {}};
    std::size_t line_begin = 0;
    for (std::size_t i = 0; i < at; ++i) {
        if (text[i] != '\n') continue;
        ++place.line;
        line_begin = i + 1;
    }
    place.column = static_cast<int>(at - line_begin) + 1;
    place.text = valid_utf8(source.lines[static_cast<std::size_t>(place.line) - 1]);
    return place;
}

/// True where the bytes are text we can read at all.
bool check_encoding(const std::string& text, const SourceText& source, Reading& reading) {
    if (const std::size_t bad = first_invalid_utf8(text); bad != std::string::npos) {
        const auto byte = static_cast<unsigned char>(text[bad]);
        reading.problems.add({place_of_byte(text, bad, source),
                              fmt::format("not UTF-8 text: the byte 0x{:02X} has no meaning here", byte),
                              "UTF-8; a file saved as GBK is converted by: iconv -f GB18030 -t UTF-8"});
        return false;
    }
    const auto control = std::ranges::find_if(text, [](char byte) {
        const auto code = static_cast<unsigned char>(byte);
        return code == 0x7F || (code < 0x20 && byte != '\t' && byte != '\n' && byte != '\r');
    });
    if (control != text.end()) {
        const auto at = static_cast<std::size_t>(control - text.begin());
        const std::string what = *control == '\0'
                                     ? "a zero byte"
                                     : fmt::format("the control character 0x{:02X}", static_cast<int>(*control));
        reading.problems.add({place_of_byte(text, at, source), "not text: it holds " + what, "UTF-8 text"});
        return false;
    }
    return true;
}

bool check_tabs(const SourceText& source, Reading& reading) {
    bool clean = true;
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
        const std::string& line = source.lines[i];
        const std::size_t tab = line.substr(0, line.find_first_not_of(" \t")).find('\t');
        if (tab == std::string::npos || trimmed(line).empty()) continue;
        reading.problems.add({{source.path.string(), static_cast<int>(i) + 1, static_cast<int>(tab) + 1, line},
                              "a tab indents this line",
                              "spaces"});
        clean = false;
    }
    return clean;
}

/// What mends the commonest of the parser's complaints.
std::string remedy(const std::string& complaint) {
    if (complaint == "end of map flow not found") return "\"}\" or \",\" before this";
    if (complaint == "end of sequence flow not found") return "\"]\" or \",\" before this";
    if (complaint == "illegal map value") return "quotes around a text that holds \": \"";
    if (complaint == "end of map not found" || complaint == "end of sequence not found")
        return "all entries of a block in one column";
    return {};
}

Problem syntax_problem(const YAML::Exception& error, const SourceText& source) {
    Place place{source.path.string(), 0, 0, {}};
    if (!error.mark.is_null()) {
        place.line = error.mark.line + 1;
        place.column = error.mark.column + 1;
        const auto line = static_cast<std::size_t>(error.mark.line);
        if (line < source.lines.size())
            place.text = source.lines[line];
        else
            place.column = 0;
    }
    return {place, fmt::format("not valid YAML: {}", error.msg), remedy(error.msg)};
}

/// The look-alikes on the line of the parser's complaint and the few before it, which make the text of one line run on
/// into the next; where there are none, the complaint.
void add_syntax_problems(const YAML::Exception& error, const SourceText& source, Problems& problems) {
    constexpr int lines_before = 3;
    bool found = false;
    const int last = error.mark.is_null() ? -1 : std::min(error.mark.line, static_cast<int>(source.lines.size()) - 1);
    for (int i = std::max(0, last - lines_before); i <= last; ++i) {
        const std::string& line = source.lines[static_cast<std::size_t>(i)];
        const auto sign = look_alike(line);
        if (!sign) continue;
        found = true;
        problems.add(
            {{source.path.string(), i + 1, static_cast<int>(sign->offset) + 1, line}, sign->message, sign->expected});
    }
    if (!found) problems.add(syntax_problem(error, source));
}

}  // namespace

Node parse_document(std::string_view bytes, const std::filesystem::path& path, Reading& reading) {
    const std::string text = plain_lines(bytes);
    const std::shared_ptr<const SourceText> source = split(text, path);
    if (!check_encoding(text, *source, reading) || !check_tabs(*source, reading)) return {};
    Builder builder(source, reading);
    try {
        std::istringstream stream(text);
        YAML::Parser parser(stream);
        if (!parser.HandleNextDocument(builder) || builder.root().kind() <= Node::Kind::empty) {
            reading.problems.add({{path.string(), 0, 0, {}}, "the file is empty"});
            return {};
        }
        Node root = builder.root();
        if (parser.HandleNextDocument(builder))
            reading.fault(builder.root(), "a second document begins here", "one document a file");
        return root;
    } catch (const YAML::Exception& error) {
        add_syntax_problems(error, *source, reading.problems);
        return {};
    }
}

Node read_document(const Node& named_by, Reading& reading) {
    const std::optional<std::string> bytes = reading.read_file(named_by);
    return bytes ? parse_document(*bytes, Reading::resolve(named_by), reading) : Node();
}

Node read_document(const std::filesystem::path& path, Reading& reading) {
    return parse_document(reading.read_first_file(path), path, reading);
}

}  // namespace qingliu
