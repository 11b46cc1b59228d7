#include "models/imports/line_network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/base/problems.hpp"
#include "models/imports/line_ends.hpp"

namespace qingliu {

namespace {

std::string place_of(const std::string& file, const RiverLine& line) {
    return fmt::format("{}:feature {}", file, line.feature);
}

std::string called(const RiverLine& line) {
    return line.name.empty() ? fmt::format("the line {}", line.feature) : line.name;
}

class Joiner {
public:
    Joiner(std::vector<RiverLine> lines, double tolerance, const std::string& file, ImportReport& report)
        : tolerance_(tolerance), file_(file), report_(report) {
        network_.lines = std::move(lines);
    }

    LineNetwork join() {
        turn_and_measure();
        const LineEnds ends(network_.lines, tolerance_);
        next_.assign(network_.lines.size(), -1);
        previous_ = next_;
        leaves_.resize(network_.lines.size());
        joins_.resize(network_.lines.size());
        head_.assign(network_.lines.size(), false);
        for (const LineEnds::Node& node : ends.nodes()) settle(node);
        tell_of_snapping(ends);
        string_together();
        return std::move(network_);
    }

private:
    /// A place on a line, before rivers are known.
    struct OnLine {
        int line = -1;
        double along = 0;  // m
    };

    void turn_and_measure() {
        Problems problems;
        for (RiverLine& line : network_.lines) {
            if (line.bed_to > line.bed_from) {
                std::ranges::reverse(line.points);
                std::swap(line.bed_from, line.bed_to);
                report_.assume(place_of(file_, line), "the line is turned round", "its bed rises the way it is drawn");
            } else if (line.bed_to == line.bed_from) {
                report_.assume(place_of(file_, line), "water runs the way the line is drawn", "its bed is level");
            }
            const double drawn = length_of(line.points);
            network_.length.push_back(line.length.value_or(drawn));
            if (drawn > 0) continue;
            problems.add({{place_of(file_, line), 0, 0, {}}, called(line) + " has no length", "two points apart"});
        }
        problems.throw_if_any();
    }

    /// The widest of these lines; the first of equals.
    [[nodiscard]] int main_of(const std::vector<int>& lines) const {
        return *std::ranges::max_element(lines, {}, [&](int line) { return line_at(line).width; });
    }
    [[nodiscard]] const RiverLine& line_at(int line) const { return network_.lines[static_cast<std::size_t>(line)]; }
    [[nodiscard]] OnLine end_of(int line) const { return {line, network_.length[static_cast<std::size_t>(line)]}; }
    void link(std::vector<OnLine>& links, int line, OnLine place) { links[static_cast<std::size_t>(line)] = place; }

    void settle(const LineEnds::Node& node) {
        const auto& [in, out, on, along] = node;
        if (on >= 0) {  // in the middle of another line
            const double at = along * network_.length[static_cast<std::size_t>(on)];
            for (const int line : in) link(joins_, line, {on, at});
            for (const int line : out) link(leaves_, line, {on, at});
        } else if (out.empty()) {
            const int main = main_of(in);
            for (const int line : in) {
                if (line == main) continue;
                link(joins_, line, end_of(main));
                report_.assume(place_of(file_, line_at(line)),
                               fmt::format("{} ends in {}", called(line_at(line)), called(line_at(main))),
                               "both end here, and the wider goes on to the outlet");
            }
        } else if (in.empty()) {
            const int main = main_of(out);
            head_[static_cast<std::size_t>(main)] = true;
            fork(out, main, {main, 0});
        } else {
            settle_passing(in, out);
        }
    }

    void settle_passing(const std::vector<int>& in, const std::vector<int>& out) {
        int from = -1, to = -1;
        for (const int a : in) {
            for (const int b : out) {
                if (line_at(a).name != line_at(b).name || a == b) continue;
                const auto width = [&](int x, int y) { return x < 0 ? -1.0 : line_at(x).width + line_at(y).width; };
                if (width(a, b) > width(from, to)) {
                    from = a;
                    to = b;
                }
            }
        }
        if (from < 0) to = main_of(out);
        if (from >= 0) {
            next_[static_cast<std::size_t>(from)] = to;
            previous_[static_cast<std::size_t>(to)] = from;
        }
        for (const int line : in) {
            if (line != from) link(joins_, line, {to, 0});
        }
        fork(out, to, {to, 0});
    }

    /// Every line but the main one leaves it.
    void fork(const std::vector<int>& out, int main, OnLine place) {
        for (const int line : out) {
            if (line == main) continue;
            link(leaves_, line, place);
            report_.assume(
                place_of(file_, line_at(line)),
                fmt::format("{} leaves {}", called(line_at(line)), called(line_at(main))),
                "the rivers part here, and the wider (or that of the same name as above) is the one that is left");
        }
    }

    void tell_of_snapping(const LineEnds& ends) {
        if (ends.moved() > 0)
            report_.assume(
                file_, fmt::format("{} ends lie where others do, at most {:.3g} m away", ends.moved(), ends.farthest()),
                fmt::format("they are nearer than {:.3g} m", tolerance_));
        for (const LineEnds::NearMiss& miss : ends.near_misses())
            report_.leave(place_of(file_, line_at(miss.line)),
                          fmt::format("{} {} {:.3g} m from {} and is not joined to it", called(line_at(miss.line)),
                                      miss.lower ? "ends" : "begins", miss.distance, called(line_at(miss.other))),
                          fmt::format("that is more than {:.3g} m (--snap)", tolerance_));
    }

    void string_together() {
        std::vector<LinePlace> place(network_.lines.size());
        for (std::size_t first = 0; first < network_.lines.size(); ++first) {
            if (previous_[first] >= 0) continue;
            JoinedRiver& river = network_.rivers.emplace_back();
            river.name = network_.lines[first].name;
            river.head = head_[first];
            for (int line = static_cast<int>(first); line >= 0; line = next_[static_cast<std::size_t>(line)]) {
                place[static_cast<std::size_t>(line)] = {static_cast<int>(network_.rivers.size()) - 1, river.length};
                river.lines.push_back(line);
                river.start.push_back(river.length);
                river.length += network_.length[static_cast<std::size_t>(line)];
            }
        }
        Problems problems;
        for (std::size_t line = 0; line < place.size(); ++line) {
            if (place[line].river >= 0) continue;
            problems.add({{place_of(file_, network_.lines[line]), 0, 0, {}},
                          called(network_.lines[line]) + " is part of a circle in which water would run for ever",
                          "bed levels, or names, that open it somewhere"});
        }
        problems.throw_if_any();
        const auto on_river = [&](const OnLine& at) -> std::optional<LinePlace> {
            if (at.line < 0) return std::nullopt;
            const LinePlace& start = place[static_cast<std::size_t>(at.line)];
            return LinePlace{start.river, start.chainage + at.along};
        };
        for (JoinedRiver& river : network_.rivers) {
            river.leaves = on_river(leaves_[static_cast<std::size_t>(river.lines.front())]);
            river.joins = on_river(joins_[static_cast<std::size_t>(river.lines.back())]);
        }
    }

    LineNetwork network_;
    double tolerance_;
    const std::string& file_;
    ImportReport& report_;
    std::vector<int> next_, previous_;    // [line], of the same river
    std::vector<OnLine> leaves_, joins_;  // [line]
    std::vector<bool> head_;              // [line]
};

}  // namespace

LineNetwork join_lines(std::vector<RiverLine> lines, double tolerance, const std::string& file, ImportReport& report) {
    return Joiner(std::move(lines), tolerance, file, report).join();
}

}  // namespace qingliu
