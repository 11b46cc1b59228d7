// The one door to duktape: a script of charts, ES5, that makes SVG of data without a browser.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace qingliu {

/// The script says what is wrong with what it was asked for.
class ChartError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What a chart is asked for.
struct ChartOrder {
    std::string name;
    std::string data;    ///< JSON
    std::string choice;  ///< JSON
    std::string language;
    int width = 0, height = 0;  ///< px
};

class ChartScript {
public:
    /// `script` is run once and leaves a global object `object` with a function `render(name, data, choice, language,
    /// width, height)` that returns SVG, and an array `names`. It finds a setTimeout that never calls; nothing else of
    /// a browser. Throws std::logic_error where it is no such script.
    ChartScript(std::string_view script, std::string object);
    ChartScript(const ChartScript&) = delete;
    ChartScript(ChartScript&&) = delete;
    ChartScript& operator=(const ChartScript&) = delete;
    ChartScript& operator=(ChartScript&&) = delete;
    ~ChartScript();

    /// Names of the charts.
    [[nodiscard]] std::vector<std::string> names();
    /// SVG. Throws ChartError with the text of an Error the script throws; what else it throws (TypeError, ...) is its
    /// own fault, std::logic_error.
    [[nodiscard]] std::string render(const ChartOrder& order);

private:
    struct Engine;
    std::unique_ptr<Engine> engine_;
    std::string object_;
};

}  // namespace qingliu
