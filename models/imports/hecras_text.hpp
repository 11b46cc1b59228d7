// The lines of a file of HEC-RAS: a key, an equals sign and values set off by commas; under some keys tables in columns
// of 8 or 16 characters, in which numbers may touch and blanks mean that nothing was given.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/problems.hpp"

namespace qingliu {

/// A piece of a line and where it stands.
struct HecrasField {
    std::string_view text;  ///< without blanks at its ends
    int line = 0;           ///< from 1
    int column = 0;         ///< byte in the line, from 1
};

/// How a table is laid out.
struct HecrasColumns {
    std::size_t width = 8;  ///< characters of a column
    std::size_t row = 10;   ///< columns of a line
};

class HecrasText {
public:
    /// `text` is UTF-8, its lines end in LF, CR LF or CR. What is wrong goes to `problems`, which must outlive this.
    HecrasText(std::string text, std::string file, Problems& problems);
    HecrasText(const HecrasText&) = delete;
    HecrasText& operator=(const HecrasText&) = delete;
    HecrasText(HecrasText&&) = delete;
    HecrasText& operator=(HecrasText&&) = delete;
    ~HecrasText() = default;

    /// Goes on to the next line, false at the end. Lines without anything are passed over.
    bool next();
    /// Undoes the last next(), so that it gives the same line again.
    void back();

    [[nodiscard]] int line() const { return static_cast<int>(at_); }
    /// What stands before the equals sign; all of a line that has none.
    [[nodiscard]] std::string_view key() const { return key_; }
    /// What stands behind the equals sign, one piece for each comma.
    [[nodiscard]] std::vector<HecrasField> fields() const;
    /// All of the line, one piece for each comma: for lines of values under a heading.
    [[nodiscard]] std::vector<HecrasField> bare_fields() const;
    /// What stands behind the equals sign.
    [[nodiscard]] std::string value() const;

    /// The table under this line. A blank column is nothing; a number that cannot be read and a table that ends too
    /// early are problems, and nothing too. Afterwards line() is the last one of the table.
    std::vector<std::optional<double>> table(std::size_t count, HecrasColumns columns = {});
    /// The same in words (T and F).
    std::vector<std::string> words(std::size_t count, HecrasColumns columns = {});
    /// The count a key gives as its first value; 0 and a problem where it is none.
    std::size_t count();

    /// The number of a field; nothing where it is blank, a problem where it is none.
    std::optional<double> number(const HecrasField& field);
    /// The number of a field that must have one; 0 and a problem where it has none.
    double needed(const std::vector<HecrasField>& fields, std::size_t index, std::string_view what);

    [[nodiscard]] Place place(const HecrasField& field) const;
    [[nodiscard]] Place place_of_line(int number) const;
    void fault(Place place, std::string message, std::string expected = {}, std::string guess = {});
    [[nodiscard]] const std::string& file() const { return file_; }
    /// How many problems there are so far.
    [[nodiscard]] std::size_t faults() const { return problems_->size(); }
    [[nodiscard]] std::size_t size() const { return lines_.size(); }

private:
    [[nodiscard]] std::vector<HecrasField> pieces(std::size_t from) const;
    std::vector<HecrasField> cells(std::size_t count, HecrasColumns columns);
    void take(std::size_t number);

    std::string text_, file_;
    Problems* problems_;
    std::vector<std::string_view> lines_;
    std::size_t at_ = 0;  // lines gone through
    std::string_view key_;
    std::size_t value_at_ = 0;
};

/// The number of a text as Fortran and Basic write it (".04", "83554.", "1E-05"), or nothing.
std::optional<double> hecras_number(std::string_view text);

}  // namespace qingliu
