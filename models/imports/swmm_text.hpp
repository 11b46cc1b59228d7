// The text of an input file of EPA SWMM 5: sections in brackets, rows of words, remarks after a semicolon
// (Rossman & Simon 2022, SWMM User's Manual Version 5.2, appendix D).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/problems.hpp"

namespace qingliu {

struct SwmmWord {
    std::string text;  ///< without quotes
    int column = 0;    ///< byte in the line, from 1
};

struct SwmmRow {
    int line = 0;  ///< from 1
    std::string raw;
    std::vector<SwmmWord> words;  ///< at least one
};

struct SwmmSection {
    std::string name;  ///< as the manual has it, in capitals: "CONDUITS"; as written where it is none of them
    int line = 0;      ///< of its first heading
    std::vector<SwmmRow> rows;
};

struct SwmmText {
    std::string file;  ///< as it is to be shown
    std::filesystem::path folder;
    std::string checksum;
    std::string encoding;
    std::vector<SwmmSection> sections;  ///< each name once, in the order of the file

    [[nodiscard]] const SwmmSection* find(const std::string& name) const;
    [[nodiscard]] const std::vector<SwmmRow>& rows(const std::string& name) const;
    /// "model.inp", "model.inp:12", for reports.
    [[nodiscard]] std::string where() const;
    [[nodiscard]] std::string where(int line) const;
    /// "model.inp:12-40".
    [[nodiscard]] std::string where(const SwmmSection& section) const;
    [[nodiscard]] Place place(const SwmmRow& row, std::size_t word) const;
    /// A problem of a whole line, or of the file (line 0).
    void fault(Problems& problems, int line, const std::string& message, const std::string& expected) const;
};

/// The rows of a text. Faults (no section at all, rows before the first, bytes of no encoding) go to `problems`.
SwmmText parse_swmm_text(std::string bytes, const std::filesystem::path& path, Problems& problems);

/// Reads a file. Throws FileError where it cannot be read.
SwmmText read_swmm_text(const std::filesystem::path& path, Problems& problems);

/// The bytes of a file. Throws FileError.
std::string bytes_of_file(const std::filesystem::path& path);

/// Words of a line up to its remark.
std::vector<SwmmWord> swmm_words(const std::string& line);

/// Letters A to Z in capitals.
std::string in_capitals(std::string text);

/// A number as SWMM takes it: "5.", ".25", "1e3", "007"; nothing where it is none.
std::optional<double> swmm_number(const std::string& text);

}  // namespace qingliu
