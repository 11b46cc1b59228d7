// Layers of the pieces of rivers.
#include <algorithm>
#include <cmath>

#include "engine/base/unknown.hpp"
#include "models/reports/layer_source.hpp"

namespace qingliu {

namespace {

std::vector<Judgement> judgements(const std::vector<PieceDay>& days, Judgement PieceDay::*of) {
    std::vector<Judgement> all;
    for (const PieceDay& day : days) all.push_back(day.*of);
    return all;
}

}  // namespace

VectorLayer reach_layer(const LayerSource& source, const RiverPieces& pieces, const DaysOfPieces& days) {
    VectorLayer made = source.layer("reaches", "rivers, worst day", VectorGeometry::line, pieces.geographic, false);
    append(made.fields, {{"reach"},
                         {"river"},
                         {"river_code"},
                         {"from_km", VectorType::real, "km"},
                         {"to_km", VectorType::real, "km"},
                         {"worst_class", VectorType::integer},
                         {"worst_class_name"},
                         {"limiting_indicator"},
                         {"full_worst_class", VectorType::integer},
                         {"full_limiting_indicator"},
                         {"days_judged", VectorType::integer},
                         {"days_polluted", VectorType::integer},
                         {"mean_discharge", VectorType::real, "m3/s"},
                         {"first_date", VectorType::date},
                         {"class_by_day"}});
    for (std::size_t s = 0; s < days.size(); ++s) {
        for (std::size_t p = 0; p < pieces.pieces.size(); ++p) {
            const RiverPiece& piece = pieces.pieces[p];
            const River& river = source.specification().network.rivers[static_cast<std::size_t>(piece.river)];
            const std::vector<PieceDay>& of = days[s][p];
            const LayerSource::Worst worst = source.worst_of(judgements(of, &PieceDay::headline));
            const LayerSource::Worst full = source.worst_of(judgements(of, &PieceDay::full));
            const auto polluted = std::ranges::count_if(
                of, [&](const PieceDay& day) { return day.headline.water_class > source.standard.acceptable; });
            double discharge = 0, known = 0;
            for (const PieceDay& day : of) {
                if (!std::isfinite(day.discharge)) continue;
                discharge += day.discharge;
                ++known;
            }
            VectorFeature one = source.feature(s, piece.line);
            append(one, {piece.name, river.name, river.code, layer_number(piece.from / 1000),
                         layer_number(piece.to / 1000), layer_count(worst.grade), source.class_name(worst.grade),
                         source.indicator(worst.limiting), layer_count(full.grade), source.indicator(full.limiting),
                         layer_count(worst.days), layer_count(polluted),
                         layer_number(known > 0 ? discharge / known : unknown), source.first_date(), worst.by_day});
            made.features.push_back(std::move(one));
        }
    }
    return made;
}

VectorLayer reach_day_layer(const LayerSource& source, const RiverPieces& pieces, const DaysOfPieces& days) {
    VectorLayer made = source.layer("reach_days", "rivers, day by day", VectorGeometry::line, pieces.geographic, true);
    append(made.fields, {{"reach"},
                         {"river"},
                         {"from_km", VectorType::real, "km"},
                         {"to_km", VectorType::real, "km"},
                         {"date", VectorType::date},
                         {"class", VectorType::integer},
                         {"class_name"},
                         {"limiting_indicator"},
                         {"margin", VectorType::real},
                         {"full_class", VectorType::integer},
                         {"full_limiting_indicator"},
                         {"discharge", VectorType::real, "m3/s"}});
    source.append_indicators(made.fields);
    for (std::size_t s = 0; s < days.size(); ++s) {
        for (std::size_t p = 0; p < pieces.pieces.size(); ++p) {
            const RiverPiece& piece = pieces.pieces[p];
            const River& river = source.specification().network.rivers[static_cast<std::size_t>(piece.river)];
            for (std::size_t d = 0; d < days[s][p].size(); ++d) {
                const PieceDay& day = days[s][p][d];
                VectorFeature one = source.feature(s, piece.line);
                append(one, {piece.name, river.name, layer_number(piece.from / 1000), layer_number(piece.to / 1000),
                             source.date(d), layer_count(day.headline.water_class),
                             source.class_name(day.headline.water_class), source.indicator(day.headline.limiting),
                             layer_number(day.headline.water_class > 0 ? day.headline.margin : unknown),
                             layer_count(day.full.water_class), source.indicator(day.full.limiting),
                             layer_number(day.discharge)});
                source.append_values(one, day.values);
                made.features.push_back(std::move(one));
            }
        }
    }
    return made;
}

}  // namespace qingliu
