#include "engine/numerics/elimination.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace qingliu {

namespace {

constexpr int none = -1;

/// So many runs are eliminated in turns: one pivot waits for the one before it in its run, the processor need not.
constexpr int abreast = 4;

}  // namespace

EliminationOrder::EliminationOrder(int cells, std::span<const std::pair<int, int>> couplings) {
    const auto n = static_cast<std::size_t>(cells);
    std::vector<std::set<int>> neighbours(n);
    for (const auto& [a, b] : couplings) {
        neighbours[static_cast<std::size_t>(a)].insert(b);
        neighbours[static_cast<std::size_t>(b)].insert(a);
    }
    std::set<std::pair<std::size_t, int>> by_degree;
    for (int c = 0; c < cells; ++c) by_degree.emplace(neighbours[static_cast<std::size_t>(c)].size(), c);

    std::vector<int> position(n, none);
    std::map<std::pair<int, int>, int> edge_of;  // (pivot cell, other cell) -> edge
    edge_begin.push_back(0);
    std::array<int, abreast> next{};  // [run] the cell it goes on with, or none
    next.fill(none);
    const auto claimed = [&](int cell) { return std::find(next.begin(), next.end(), cell) != next.end(); };
    for (int k = 0, run = 0; k < cells; ++k, run = (run + 1) % abreast) {
        // a run ends where another has passed; what would add fill waits until no run goes on
        int pivot = none;
        for (int i = 0; i < abreast && pivot == none; ++i, run = (run + 1) % abreast) {
            auto& own = next[static_cast<std::size_t>(run)];
            if (own != none && position[static_cast<std::size_t>(own)] == none) pivot = own;
            own = none;
            if (pivot != none) break;
            const auto free = std::find_if(by_degree.begin(), by_degree.end(),
                                           [&](const auto& cell) { return cell.first > 1 || !claimed(cell.second); });
            if (free != by_degree.end() && free->first <= 1) {
                pivot = free->second;
                break;
            }
        }
        if (pivot == none) pivot = by_degree.begin()->second;
        auto& around = neighbours[static_cast<std::size_t>(pivot)];
        by_degree.erase({around.size(), pivot});
        position[static_cast<std::size_t>(pivot)] = k;
        pivot_cell.push_back(pivot);
        for (const int other : around) {
            edge_of[{pivot, other}] = edges();
            edge_other.push_back(other);
        }
        edge_begin.push_back(edges());
        for (const int other : around) {
            auto& theirs = neighbours[static_cast<std::size_t>(other)];
            by_degree.erase({theirs.size(), other});
            theirs.erase(pivot);
            for (const int third : around) {
                if (third != other) theirs.insert(third);
            }
            by_degree.emplace(theirs.size(), other);
        }
        if (around.size() == 1 && neighbours[static_cast<std::size_t>(*around.begin())].size() <= 1)
            next[static_cast<std::size_t>(run)] = *around.begin();
        around.clear();
    }

    fill_begin.push_back(0);
    for (std::size_t k = 0; k < n; ++k) {
        for (int ea = edge_begin[k]; ea < edge_begin[k + 1]; ++ea) {
            for (int eb = edge_begin[k]; eb < edge_begin[k + 1]; ++eb) {
                if (ea == eb) continue;
                const int row = edge_other[static_cast<std::size_t>(ea)],
                          column = edge_other[static_cast<std::size_t>(eb)];
                const bool upper = position[static_cast<std::size_t>(row)] < position[static_cast<std::size_t>(column)];
                fill.push_back({ea, eb, edge_of.at(upper ? std::pair{row, column} : std::pair{column, row}), upper});
            }
        }
        fill_begin.push_back(static_cast<int>(fill.size()));
    }
    slot.reserve(couplings.size());
    for (const auto& [a, b] : couplings) {
        const bool first = position[static_cast<std::size_t>(a)] < position[static_cast<std::size_t>(b)];
        slot.push_back({edge_of.at(first ? std::pair{a, b} : std::pair{b, a}), first});
    }
}

FactoredMatrix::FactoredMatrix(const EliminationOrder& order)
    : order_(&order),
      diagonal_(static_cast<std::size_t>(order.cells())),
      upper_(static_cast<std::size_t>(order.edges())),
      lower_(static_cast<std::size_t>(order.edges())) {}

void FactoredMatrix::clear() {
    std::fill(diagonal_.begin(), diagonal_.end(), 0.0);
    std::fill(upper_.begin(), upper_.end(), 0.0);
    std::fill(lower_.begin(), lower_.end(), 0.0);
}

void FactoredMatrix::add_coupling(int coupling, double first_second, double second_first) {
    const auto& slot = order_->slot[static_cast<std::size_t>(coupling)];
    const auto e = static_cast<std::size_t>(slot.edge);
    upper_[e] += slot.first_is_pivot ? first_second : second_first;
    lower_[e] += slot.first_is_pivot ? second_first : first_second;
}

bool FactoredMatrix::factor() {
    bool sound = true;
    for (std::size_t k = 0; k < order_->pivot_cell.size(); ++k) {
        auto& pivot = diagonal_[static_cast<std::size_t>(order_->pivot_cell[k])];
        pivot = 1.0 / pivot;
        sound = sound && std::isfinite(pivot);
        for (int i = order_->edge_begin[k]; i < order_->edge_begin[k + 1]; ++i) {
            const auto e = static_cast<std::size_t>(i);
            lower_[e] *= pivot;
            diagonal_[static_cast<std::size_t>(order_->edge_other[e])] -= lower_[e] * upper_[e];
        }
        for (int i = order_->fill_begin[k]; i < order_->fill_begin[k + 1]; ++i) {
            const auto& f = order_->fill[static_cast<std::size_t>(i)];
            auto& target = (f.target_is_upper ? upper_ : lower_)[static_cast<std::size_t>(f.target)];
            target -= lower_[static_cast<std::size_t>(f.edge_row)] * upper_[static_cast<std::size_t>(f.edge_column)];
        }
    }
    return sound;
}

void FactoredMatrix::solve(std::span<double> values, int columns) const {
    const auto width = static_cast<std::size_t>(columns);
    for (std::size_t k = 0; k < order_->pivot_cell.size(); ++k) {
        const double* pivot = values.data() + static_cast<std::size_t>(order_->pivot_cell[k]) * width;
        for (int i = order_->edge_begin[k]; i < order_->edge_begin[k + 1]; ++i) {
            const auto e = static_cast<std::size_t>(i);
            double* other = values.data() + static_cast<std::size_t>(order_->edge_other[e]) * width;
            const double multiplier = lower_[e];
            for (std::size_t j = 0; j < width; ++j) other[j] -= multiplier * pivot[j];
        }
    }
    for (std::size_t k = order_->pivot_cell.size(); k-- > 0;) {
        const auto cell = static_cast<std::size_t>(order_->pivot_cell[k]);
        double* pivot = values.data() + cell * width;
        for (int i = order_->edge_begin[k]; i < order_->edge_begin[k + 1]; ++i) {
            const auto e = static_cast<std::size_t>(i);
            const double* other = values.data() + static_cast<std::size_t>(order_->edge_other[e]) * width;
            const double factor = upper_[e];
            for (std::size_t j = 0; j < width; ++j) pivot[j] -= factor * other[j];
        }
        for (std::size_t j = 0; j < width; ++j) pivot[j] *= diagonal_[cell];
    }
}

}  // namespace qingliu
