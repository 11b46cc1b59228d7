#include "models/reports/piece_days.hpp"

#include <cmath>
#include <span>
#include <utility>

#include "engine/base/unknown.hpp"
#include "models/reports/day_shares.hpp"

namespace qingliu {

namespace {

/// Weighted sums over time and length of one variable, [scenario][piece][day].
class Means {
public:
    Means(std::size_t scenarios, std::size_t pieces, std::size_t days)
        : pieces_(pieces), days_(days), sum_(scenarios * pieces * days), weight_(sum_.size()) {}

    void add(std::size_t scenario, std::size_t piece, std::size_t day, double value, double weight) {
        const std::size_t at = (scenario * pieces_ + piece) * days_ + day;
        sum_[at] += value * weight;
        weight_[at] += weight;
    }
    [[nodiscard]] double mean(std::size_t scenario, std::size_t piece, std::size_t day) const {
        const std::size_t at = (scenario * pieces_ + piece) * days_ + day;
        return weight_[at] > 0 ? sum_[at] / weight_[at] : unknown;
    }

private:
    std::size_t pieces_, days_;
    std::vector<double> sum_, weight_;
};

/// Of a variable (time, scenario, place): each place belongs to pieces_of[place] (or none, `nowhere`) with a weight.
struct Places {
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
    std::vector<std::size_t> piece;
    std::vector<double> weight;
};

}  // namespace

std::vector<std::vector<std::vector<PieceDay>>> judge_pieces(const NetcdfReader& file, const ReadForecast& forecast,
                                                             const Standard& standard, const RiverPieces& pieces,
                                                             const std::vector<std::size_t>& scenarios) {
    const std::vector<double>& days = forecast.record.day_start;
    const std::size_t all_scenarios = forecast.record.scenarios.size();
    const auto shares = day_shares(file.values("time"), days);
    Places cells{std::vector<std::size_t>(pieces.nodes, Places::nowhere), pieces.length};
    for (std::size_t p = 0; p < pieces.pieces.size(); ++p) {
        for (const std::size_t cell : pieces.pieces[p].cells) cells.piece[cell] = p;
    }
    Places faces;
    for (std::size_t e = 0; e < pieces.edge_from.size(); ++e) {
        const std::size_t from = cells.piece[pieces.edge_from[e]], to = cells.piece[pieces.edge_to[e]];
        // what a tributary brings is not this piece's; of two pieces the face belongs to the upper one
        const bool along =
            from != Places::nowhere && (to == Places::nowhere || pieces.pieces[from].river == pieces.pieces[to].river);
        faces.piece.push_back(along ? from : from == Places::nowhere ? to : Places::nowhere);
        faces.weight.push_back(1);
    }
    const auto means_of = [&](const std::string& variable, const Places& places) {
        Means means(scenarios.size(), pieces.pieces.size(), days.size());
        for (std::size_t t = 0; t < shares.size(); ++t) {
            if (shares[t].empty()) continue;
            const std::vector<double> values = file.values(variable, t, 1);
            for (std::size_t s = 0; s < scenarios.size(); ++s) {
                const std::span<const double> row =
                    std::span(values).subspan(scenarios[s] * places.piece.size(), places.piece.size());
                for (std::size_t i = 0; i < row.size(); ++i) {
                    if (places.piece[i] == Places::nowhere || !std::isfinite(row[i])) continue;
                    for (const auto& [day, seconds] : shares[t])
                        means.add(s, places.piece[i], day, row[i], seconds * places.weight[i]);
                }
            }
        }
        return means;
    };
    if (file.dimension("scenario").value_or(0) != all_scenarios) throw std::logic_error("another file's forecast");

    const SimulatedValues simulated = simulated_values(forecast, standard);
    std::vector<bool> needed(forecast.constituents.size(), false);
    for (const auto& parts : simulated.parts()) {
        for (const std::size_t part : parts) needed[part] = true;
    }
    std::vector<Means> concentration;
    const Means nothing(scenarios.size(), pieces.pieces.size(), days.size());
    for (std::size_t c = 0; c < needed.size(); ++c) {
        const std::string& name = forecast.constituents[c].name;
        concentration.push_back(needed[c] && file.has(name) ? means_of(name, cells) : nothing);
    }
    const Means discharge = means_of("discharge", faces);

    std::vector<std::vector<std::vector<PieceDay>>> result(scenarios.size());
    std::vector<double> row(needed.size());
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
        const std::vector<double>& saturation = forecast.oxygen_saturation.at(scenarios[s]);
        result[s].resize(pieces.pieces.size());
        for (std::size_t p = 0; p < pieces.pieces.size(); ++p) {
            for (std::size_t day = 0; day < days.size(); ++day) {
                PieceDay& judged = result[s][p].emplace_back();
                for (std::size_t c = 0; c < row.size(); ++c) row[c] = concentration[c].mean(s, p, day);
                judged.values = simulated.values(row);
                judged.discharge = discharge.mean(s, p, day);
                const double oxygen = day < saturation.size() ? saturation[day] : unknown;
                judged.headline = judge(standard, judged.values, Scope::headline, oxygen);
                judged.full = judge(standard, judged.values, Scope::full, oxygen);
            }
        }
    }
    return result;
}

}  // namespace qingliu
