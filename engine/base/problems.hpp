// What is wrong with the input, and where. Readers collect every problem and stop once, so that one look mends them
// all.
//
//   case.yaml:12:5: error: unknown key "realeses"
//      12 |     realeses: {渠首: 0 m3/s}
//         |     ^
//         = expected: name, title, releases, openings
//         = did you mean "releases"?
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace qingliu {

/// A place in a text file.
struct Place {
    std::string file;  ///< as it is to be shown
    int line = 0;      ///< from 1; 0 = the file as a whole
    int column = 0;    ///< byte in the line, from 1; 0 = the line as a whole. Shown to people in characters.
    std::string text;  ///< the line itself, without its end
};

/// A second place that belongs to a problem: "first given here".
struct Related {
    Place place;
    std::string note;
};

/// One thing that is wrong: a message in one line without full stop, what would be right, and what was probably meant.
struct Problem {
    Place place;
    std::string message;
    std::string expected = {};  ///< "expected: ..." where not empty
    std::string guess = {};     ///< "did you mean ...?" where not empty
    std::optional<Related> related = {};
};

/// "file:line:column" with the column in characters; parts that are 0 are left out.
std::string format_place(const Place& place);

/// All that is wrong, in the order of file, line and column.
class Problems {
public:
    /// Adds a problem; the same message at the same place is kept once.
    void add(Problem problem);
    void add(const Problems& others);

    [[nodiscard]] bool empty() const { return problems_.empty(); }
    [[nodiscard]] std::size_t size() const { return problems_.size(); }
    [[nodiscard]] const std::vector<Problem>& all() const { return problems_; }

    /// Every problem with its line and a caret under the place, and a count at the end; `colour` adds terminal colours.
    [[nodiscard]] std::string format(bool colour = false) const;

    /// Throws InputError if there is any.
    void throw_if_any() const;

private:
    std::vector<Problem> problems_;  // sorted
};

/// The input is at fault (exit status 2). `what()` is the formatted text without colours.
class InputError : public std::runtime_error {
public:
    explicit InputError(Problems problems);
    /// A single problem.
    explicit InputError(Problem problem);

    [[nodiscard]] const Problems& problems() const { return problems_; }

private:
    Problems problems_;
};

/// A file that could not be opened, read or written at all (exit status 4).
class FileError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace qingliu
