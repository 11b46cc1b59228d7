#include "models/reports/river_pieces.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace qingliu {

namespace {

/// The mesh of a file, and who stands beside whom.
class Mesh {
public:
    Mesh(const NetcdfReader& file, RiverPieces& pieces)
        : pieces_(pieces),
          x_(file.values("node_x")),
          y_(file.values("node_y")),
          chainage_(file.values("cell_chainage")) {
        for (const double river : file.values("cell_river")) river_.push_back(static_cast<int>(river));
        pieces_.nodes = x_.size();
        pieces_.geographic = file.attribute("node_x", "units").value_or("") == "degrees_east";
        pieces_.length = file.values("cell_length");
        const std::vector<double> ends = file.values("mesh1d_edge_nodes");
        for (std::size_t i = 0; i + 1 < ends.size(); i += 2) {
            pieces_.edge_from.push_back(static_cast<std::size_t>(ends[i]));
            pieces_.edge_to.push_back(static_cast<std::size_t>(ends[i + 1]));
        }
    }

    [[nodiscard]] std::vector<std::size_t> cells_of(int river) const {
        std::vector<std::size_t> cells;
        for (std::size_t node = 0; node < x_.size(); ++node) {
            if (river_[node] == river && pieces_.length[node] > 0) cells.push_back(node);
        }
        std::ranges::sort(cells, {}, [this](std::size_t cell) { return chainage_[cell]; });
        return cells;
    }

    [[nodiscard]] VectorPoint point(std::size_t node) const { return {x_[node], y_[node]}; }
    [[nodiscard]] double chainage(std::size_t node) const { return chainage_[node]; }
    [[nodiscard]] double length(std::size_t node) const { return pieces_.length[node]; }

    /// Between two neighbours, where one cell ends and the other begins.
    [[nodiscard]] VectorPoint between(std::size_t a, std::size_t b) const {
        const double share = length(a) / (length(a) + length(b));
        return {x_[a] + share * (x_[b] - x_[a]), y_[a] + share * (y_[b] - y_[a])};
    }

    /// Where the line of a river begins.
    [[nodiscard]] VectorPoint head(const std::vector<std::size_t>& cells) const {
        const std::size_t cell = cells.front();
        std::vector<std::size_t> left;
        for (std::size_t e = 0; e < pieces_.edge_to.size(); ++e) {
            const std::size_t other = pieces_.edge_from[e];
            if (pieces_.edge_to[e] != cell || contains(cells, other)) continue;
            if (length(other) <= 0) return point(other);
            // the last cell of a river is a tributary's
            if (!is_end(other, false)) left.push_back(other);
        }
        return left.empty() ? beyond(cell, cells.size() > 1 ? cells[1] : cell) : point(left.front());
    }

    /// Where the line of a river ends.
    [[nodiscard]] VectorPoint mouth(const std::vector<std::size_t>& cells) const {
        const std::size_t cell = cells.back();
        std::vector<std::size_t> joined;
        for (std::size_t e = 0; e < pieces_.edge_to.size(); ++e) {
            const std::size_t other = pieces_.edge_to[e];
            if (pieces_.edge_from[e] != cell || contains(cells, other)) continue;
            if (length(other) <= 0) return point(other);
            // the first cell of a river is that of a branch, unless there is none else
            joined.insert(is_end(other, true) ? joined.end() : joined.begin(), other);
        }
        return joined.empty() ? beyond(cell, cells.size() > 1 ? cells[cells.size() - 2] : cell) : point(joined.front());
    }

private:
    static bool contains(const std::vector<std::size_t>& cells, std::size_t node) {
        return std::ranges::find(cells, node) != cells.end();
    }
    /// Whether a cell is the first, or the last, of its river.
    [[nodiscard]] bool is_end(std::size_t cell, bool first) const {
        for (std::size_t node = 0; node < x_.size(); ++node) {
            if (river_[node] != river_[cell] || length(node) <= 0) continue;
            if (first ? chainage_[node] < chainage_[cell] : chainage_[node] > chainage_[cell]) return false;
        }
        return true;
    }
    /// Half a cell beyond `cell`, away from its neighbour.
    [[nodiscard]] VectorPoint beyond(std::size_t cell, std::size_t neighbour) const {
        return {1.5 * x_[cell] - 0.5 * x_[neighbour], 1.5 * y_[cell] - 0.5 * y_[neighbour]};
    }

    RiverPieces& pieces_;
    std::vector<double> x_, y_;  // [node]
    std::vector<double> chainage_;
    std::vector<int> river_;
};

void add_point(std::vector<VectorPoint>& line, const VectorPoint& point) {
    if (line.empty() || line.back() != point) line.push_back(point);
}

}  // namespace

RiverPieces read_river_pieces(const NetcdfReader& file, const std::vector<std::string>& river_codes, double longest,
                              double most) {
    RiverPieces result;
    const Mesh mesh(file, result);
    for (std::size_t river = 0; river < river_codes.size(); ++river) {
        const std::vector<std::size_t> cells = mesh.cells_of(static_cast<int>(river));
        if (cells.empty()) continue;
        double whole = 0;
        for (const std::size_t cell : cells) whole += mesh.length(cell);
        const double count = std::ceil(whole / longest * (1 - 1e-9));
        const double aim = whole / std::min(count, most);
        const std::size_t first_piece = result.pieces.size();
        double current = 0;  // m, of the piece under way
        const auto begins_another = [&](std::size_t cell) {
            const double length = mesh.length(cell);
            return current > 0 && (current + 0.5 * length > aim * (1 + 1e-9) ||
                                   (count <= most && current + length > longest * (1 + 1e-9)));
        };
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::size_t cell = cells[i];
            if (current == 0) {
                RiverPiece& piece = result.pieces.emplace_back();
                piece.river = static_cast<int>(river);
                piece.from = mesh.chainage(cell) - 0.5 * mesh.length(cell);
                add_point(piece.line, i == 0 ? mesh.head(cells) : mesh.between(cells[i - 1], cell));
            }
            RiverPiece& piece = result.pieces.back();
            piece.cells.push_back(cell);
            piece.to = mesh.chainage(cell) + 0.5 * mesh.length(cell);
            add_point(piece.line, mesh.point(cell));
            current += mesh.length(cell);
            const bool last = i + 1 == cells.size();
            if (!last && !begins_another(cells[i + 1])) continue;
            add_point(piece.line, last ? mesh.mouth(cells) : mesh.between(cell, cells[i + 1]));
            if (piece.line.size() == 1) piece.line.push_back(piece.line.front());  // still water of one cell, alone
            current = 0;
        }
        const std::size_t pieces = result.pieces.size() - first_piece;
        for (std::size_t i = 0; i < pieces; ++i)
            result.pieces[first_piece + i].name =
                fmt::format("{}-{:0{}}", river_codes[river], i + 1, fmt::formatted_size("{}", pieces));
    }
    return result;
}

std::vector<VectorPoint> corners_of(const std::vector<VectorPoint>& line) {
    constexpr double straight = 1e-3;
    std::vector<VectorPoint> kept;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (i > 0 && i + 1 < line.size()) {
            const auto& [ax, ay] = kept.back();
            const auto& [bx, by] = line[i + 1];
            const auto& [px, py] = line[i];
            const double along = std::hypot(bx - ax, by - ay);
            const double off = along > 0 ? std::fabs((bx - ax) * (py - ay) - (by - ay) * (px - ax)) / along : 1.0;
            if (off <= straight * along) continue;
        }
        kept.push_back(line[i]);
    }
    return kept;
}

}  // namespace qingliu
