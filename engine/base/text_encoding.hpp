// In which encoding a text came, found out and undone: files of the water bureaus are UTF-8 with or without a byte
// order mark, GB 18030 (of which GBK and GB 2312 are parts) or what spreadsheets call Unicode text.
#pragma once

#include <cstddef>
#include <string>

namespace qingliu {

/// A text in UTF-8 without byte order mark, and what it was before.
struct DecodedText {
    std::string text;
    /// "UTF-8", "UTF-8 with byte order mark", "GB18030", "UTF-16LE", "UTF-16BE"; "none" where the bytes are no text.
    std::string encoding;
    std::size_t first_bad = std::string::npos;  ///< offset of the first byte that fits no encoding; else npos
};

/// UTF-8 is believed where every byte fits it; GB 18030 where every byte fits that. A byte 0 outside UTF-16 is no text.
DecodedText decode_text(std::string bytes);

}  // namespace qingliu
