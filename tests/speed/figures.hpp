// One printed line per figure: what was measured beside what is demanded.
#pragma once

#include <limits>
#include <string>

namespace qingliu::speed {

/// What a figure must lie between, both ends included.
struct Demand {
    double least = -std::numeric_limits<double>::infinity();
    double most = std::numeric_limits<double>::infinity();
};

inline Demand at_least(double value) { return {.least = value}; }
inline Demand at_most(double value) { return {.most = value}; }
inline Demand between(double least, double most) { return {.least = least, .most = most}; }

class Figures {
public:
    /// Title of the lines that follow.
    void title(const std::string& text) const;
    /// A figure with a demand; the line ends in "met" or "MISSED".
    void demanded(const std::string& name, double value, const std::string& unit, const Demand& demand);
    /// demanded() where `counts`, told() where not.
    void judged(bool counts, const std::string& name, double value, const std::string& unit, const Demand& demand);
    /// A figure for the reader.
    void told(const std::string& name, double value, const std::string& unit) const;
    [[nodiscard]] int missed() const { return missed_; }

private:
    int missed_ = 0;
};

}  // namespace qingliu::speed
