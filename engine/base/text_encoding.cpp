#include "engine/base/text_encoding.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "engine/base/text.hpp"

namespace qingliu {
namespace {

/// The bytes as UTF-8 and how many of them were understood: all, or those before the first that does not fit.
std::pair<std::string, std::size_t> converted(std::string_view bytes, const char* from) {
    struct Closer {
        void operator()(void* converter) const { iconv_close(converter); }
    };
    iconv_t opened = iconv_open("UTF-8", from);
    if (opened == reinterpret_cast<iconv_t>(-1))  // NOLINT(performance-no-int-to-ptr): how iconv says no
        throw std::runtime_error(std::string("this system cannot read ") + from);
    const std::unique_ptr<void, Closer> converter(opened);
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 2);
    std::array<char, 1 << 16> buffer{};
    char* in = const_cast<char*>(bytes.data());  // iconv's signature; it does not write there
    std::size_t left = bytes.size();
    while (left > 0) {
        char* out = buffer.data();
        std::size_t room = buffer.size();
        const std::size_t before = left;
        iconv(converter.get(), &in, &left, &out, &room);
        text.append(buffer.data(), buffer.size() - room);
        if (left == before && room == buffer.size()) break;  // stuck at a byte that does not fit, or at a cut end
    }
    return {std::move(text), bytes.size() - left};
}

DecodedText from_utf16(std::string_view bytes, const char* encoding) {
    auto [text, understood] = converted(bytes, encoding);
    DecodedText decoded{std::move(text), encoding};
    if (understood < bytes.size()) decoded.first_bad = understood;
    return decoded;
}

}  // namespace

DecodedText decode_text(std::string bytes) {
    const std::string_view all = bytes;
    if (all.starts_with("\xFF\xFE")) return from_utf16(all.substr(2), "UTF-16LE");
    if (all.starts_with("\xFE\xFF")) return from_utf16(all.substr(2), "UTF-16BE");
    const bool marked = all.starts_with("\xEF\xBB\xBF");
    if (marked) bytes.erase(0, 3);
    if (const std::size_t zero = bytes.find('\0'); zero != std::string::npos) return {std::move(bytes), "none", zero};
    const std::size_t not_utf8 = first_invalid_utf8(bytes);
    if (not_utf8 == std::string_view::npos) return {std::move(bytes), marked ? "UTF-8 with byte order mark" : "UTF-8"};
    auto [text, understood] = converted(bytes, "GB18030");
    if (understood == bytes.size()) return {std::move(text), "GB18030"};
    // A text that is UTF-8 for longer than it is GB 18030 was meant as UTF-8.
    const std::size_t first_bad = std::max(not_utf8, understood);
    return {std::move(bytes), "none", first_bad};
}

}  // namespace qingliu
