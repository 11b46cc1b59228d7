#include "engine/base/full_width.hpp"

#include <fmt/format.h>

namespace qingliu {
namespace {

/// What three bytes of UTF-8 look like in ASCII; zero where they look like nothing there.
char plain_of(char32_t code) {
    if (code >= 0xFF01 && code <= 0xFF5E) return static_cast<char>(code - 0xFF01 + '!');  // in the order of ASCII
    switch (code) {
        case 0x3000:
            return ' ';
        case 0x3001:
            return ',';
        case 0x2018:
        case 0x2019:
            return '\'';
        case 0x201C:
        case 0x201D:
            return '"';
        default:
            return '\0';
    }
}

std::string_view noun(char plain) {
    if (plain >= '0' && plain <= '9') return "digit";
    switch (plain) {
        case ':':
            return "colon";
        case ',':
            return "comma";
        case ';':
            return "semicolon";
        case '.':
            return "point";
        case ' ':
            return "space";
        case '"':
        case '\'':
            return "quotation mark";
        case '(':
        case ')':
        case '[':
        case ']':
        case '{':
        case '}':
            return "bracket";
        default:
            return "sign";
    }
}

}  // namespace

std::optional<FullWidthSign> first_full_width(std::string_view text, std::size_t from) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    for (std::size_t i = from; i + 2 < text.size(); ++i) {
        if ((byte(i) & 0xF0) != 0xE0) continue;  // all of them take three bytes
        const auto code =
            static_cast<char32_t>((byte(i) & 0x0F) << 12 | (byte(i + 1) & 0x3F) << 6 | (byte(i + 2) & 0x3F));
        if (const char plain = plain_of(code); plain != '\0')
            return FullWidthSign{i, std::string(text.substr(i, 3)), plain};
    }
    return std::nullopt;
}

std::string describe(const FullWidthSign& found) {
    return fmt::format("the full-width {} \"{}\" is not \"{}\"", noun(found.plain), found.sign, found.plain);
}

}  // namespace qingliu
