#include "models/assessment/trophic_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>

#include "engine/base/quantity.hpp"
#include "engine/base/unknown.hpp"
#include "engine/config/document.hpp"
#include "engine/config/record.hpp"
#include "models/assessment/written_standard.hpp"

namespace qingliu {

namespace {

struct WrittenItem {
    std::string name, title, unit, article, source;
    double intercept = 0, slope = 0, weight = 0;
    Confidence confidence = Confidence::verified;
    std::optional<std::string> note;
};

struct WrittenState {
    std::string name, title;
    std::optional<double> bound;
};

struct WrittenScale {
    std::string name, title;
    std::optional<std::string> note;
    std::vector<Named<Source>> sources;
    std::vector<Written<WrittenItem>> items;
    std::vector<Written<WrittenState>> states;
};

Record<WrittenScale> scale_record() {
    const auto item =
        Record<WrittenItem>("item", "One item of the index.")
            .field("name", &WrittenItem::name, text(), "Word name.")
            .field("title", &WrittenItem::title, text(), "Chinese name, for tables.")
            .field("unit", &WrittenItem::unit, text(), "Unit of the value in the formula.")
            .field("intercept", &WrittenItem::intercept, number(), "a of 10 (a + b ln x).")
            .field("slope", &WrittenItem::slope, number(), "b of it.")
            .field("weight", &WrittenItem::weight, number().between(0, 1), "Its share of the index.")
            .field("article", &WrittenItem::article, text(), "Place in the standard.")
            .field("source", &WrittenItem::source, name_of("a source of this file"), "Where it was read.")
            .field("confidence", &WrittenItem::confidence, confidence_word(), "How far the figures can be trusted.")
            .field("note", &WrittenItem::note, text(), "Remark.");
    const auto state =
        Record<WrittenState>("state", "One trophic state.")
            .field("name", &WrittenState::name, text(), "Name.")
            .field("title", &WrittenState::title, text(), "Chinese name.")
            .field("bound", &WrittenState::bound, number(), "Index up to which it reaches (the first: below which).");
    return Record<WrittenScale>("scale", "A trophic index.")
        .field("standard", &WrittenScale::name, text(), "Its name.")
        .field("title", &WrittenScale::title, text(), "Chinese title.")
        .field("note", &WrittenScale::note, text(), "Remark.")
        .field("sources", &WrittenScale::sources, map_of(plain_record_of(source_record())), "Sources by key.")
        .field("items", &WrittenScale::items, list_of(record_of(item)), "The items.")
        .field("states", &WrittenScale::states, list_of(record_of(state)), "The states, poorest first.");
}

TrophicItem make_item(const Written<WrittenItem>& written, const WrittenScale& scale, Reading& reading) {
    if (!parse_unit(written.unit) && reading.sound(written.node, "unit"))
        reading.fault(written.node.find("unit"), fmt::format("\"{}\" is no unit", written.unit));
    const bool known = std::any_of(scale.sources.begin(), scale.sources.end(),
                                   [&](const auto& source) { return source.key.text() == written.source; });
    if (!known && reading.sound(written.node, "source"))
        reading.fault(written.node.find("source"),
                      fmt::format("there is no source \"{}\" in this file", written.source));
    return {written.name,    written.title,
            written.unit,    written.intercept,
            written.slope,   written.weight,
            written.article, {written.source, written.confidence, written.note.value_or("")}};
}

void read_states(const WrittenScale& written, TrophicScale& scale, Reading& reading) {
    for (std::size_t i = 0; i < written.states.size(); ++i) {
        const Written<WrittenState>& state = written.states[i];
        const bool last = i + 1 == written.states.size();
        if (state.bound.has_value() == last)
            reading.fault(state.node, last ? "the last state has no bound" : "a state without bound",
                          "a bound for each state but the last");
        scale.states.push_back(
            {state.name, state.title, state.bound.value_or(std::numeric_limits<double>::infinity())});
        if (i > 0 && scale.states[i].bound <= scale.states[i - 1].bound)
            reading.fault(state.node, "the bounds do not rise", "states in the order of their bounds");
    }
}

}  // namespace

TrophicScale read_trophic_scale(const std::filesystem::path& file) {
    Reading reading;
    WrittenScale written;
    const Node document = read_document(file, reading);
    scale_record().read(document, reading, written);
    TrophicScale scale;
    scale.name = written.name;
    scale.title = written.title;
    scale.sources = sources_of(written.sources);
    double weights = 0;
    for (const auto& item : written.items) {
        scale.items.push_back(make_item(item, written, reading));
        weights += item.weight;
    }
    constexpr double last_digit = 1e-4;  // weights are published with four decimals
    if (reading.sound(document, "items") && std::fabs(weights - 1) > last_digit)
        reading.fault(document.find("items"), fmt::format("the weights add up to {:.4f}", weights), "1");
    read_states(written, scale, reading);
    reading.problems.throw_if_any();
    return scale;
}

TrophicLevel trophic_level(const TrophicScale& scale, const std::map<std::string, double>& values) {
    TrophicLevel result;
    double sum = 0;
    for (std::size_t i = 0; i < scale.items.size(); ++i) {
        const TrophicItem& item = scale.items[i];
        auto found = values.find(item.name);
        if (found == values.end()) found = values.find(item.title);
        const double value = found == values.end() ? unknown : from_si(found->second, item.unit);
        const double level = value > 0 ? 10 * (item.intercept + item.slope * std::log(value)) : unknown;
        if (std::isnan(level)) result.missing.push_back(static_cast<int>(i));
        result.levels.push_back(level);
        sum += item.weight * level;
    }
    result.index = sum;
    if (std::isnan(sum)) return result;
    result.state = 0;
    const auto within = [&](std::size_t state) {
        return state == 0 ? sum < scale.states[0].bound : sum <= scale.states[state].bound;
    };
    while (!within(static_cast<std::size_t>(result.state))) ++result.state;
    return result;
}

}  // namespace qingliu
