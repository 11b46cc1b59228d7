#include "models/reports/bulletin/packed_text.hpp"

#include <zlib.h>

#include <array>
#include <cstdint>
#include <stdexcept>

namespace qingliu::bulletin {

std::string deflated(std::string_view text) {
    uLongf size = compressBound(static_cast<uLong>(text.size()));
    std::string bytes(size, '\0');
    // zlib reads and writes bytes
    const auto* from = reinterpret_cast<const Bytef*>(text.data());
    auto* to = reinterpret_cast<Bytef*>(bytes.data());
    if (compress2(to, &size, from, static_cast<uLong>(text.size()), Z_DEFAULT_COMPRESSION) != Z_OK)
        throw std::runtime_error("zlib cannot deflate the data of a bulletin");
    bytes.resize(size);
    return bytes;
}

std::string inflated(std::string_view bytes) {
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) throw std::runtime_error("zlib cannot begin to inflate");
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));  // it is not written to
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string text;
    std::array<char, 65536> part{};
    int state = Z_OK;
    while (state == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef*>(part.data());
        stream.avail_out = static_cast<uInt>(part.size());
        state = inflate(&stream, Z_NO_FLUSH);
        text.append(part.data(), part.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    if (state != Z_STREAM_END) throw std::runtime_error("these bytes are no deflated text");
    return text;
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const auto byte = [&](std::size_t i) -> std::uint32_t {
            return at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0;
        };
        const std::uint32_t three = byte(0) << 16U | byte(1) << 8U | byte(2);
        text += digits[three >> 18U];
        text += digits[three >> 12U & 63U];
        text += at + 1 < bytes.size() ? digits[three >> 6U & 63U] : '=';
        text += at + 2 < bytes.size() ? digits[three & 63U] : '=';
    }
    return text;
}

}  // namespace qingliu::bulletin
