#include "models/imports/swmm_left_figures.hpp"

#include "models/imports/swmm_model.hpp"

namespace qingliu {
namespace {

bool given(const SwmmRow& row, std::size_t word) { return swmm_number(SwmmRows::word(row, word)).value_or(0) != 0; }

void of_pollutants(const SwmmText& text, ImportReport& report) {
    for (const SwmmRow& row : text.rows("POLLUTANTS")) {
        if (given(row, 2) || given(row, 3) || given(row, 4))
            report.leave(text.where(row.line), "concentrations of rain, ground water and infiltration",
                         "only inflows and dry-weather flows bring pollutants");
        if (SwmmRows::capitals(row, 6) == "YES")
            report.leave(text.where(row.line), "pollutants that come with snow only", "snow is not simulated");
        if (given(row, 8))
            report.leave(text.where(row.line), "shares of a co-pollutant", "each pollutant comes by itself");
        if (given(row, 10))
            report.leave(text.where(row.line), "initial concentrations of pollutants",
                         "a run begins with the water of its first inflows");
    }
}

void of_storages(const SwmmText& text, ImportReport& report) {
    for (const SwmmRow& row : text.rows("STORAGE")) {
        // a table has a name where a formula has three figures; depth over the top and evaporation follow
        const std::size_t evaporation = SwmmRows::capitals(row, 4) == "TABULAR" ? 7 : 9;
        if (given(row, evaporation))
            report.leave(text.where(row.line), "evaporation from storages", "the weather of the case has none");
        bool seeps = false;
        for (std::size_t word = evaporation + 1; word < row.words.size(); ++word) seeps = seeps || given(row, word);
        if (seeps)
            report.leave(text.where(row.line), "exfiltration from storages",
                         "a storage here loses nothing to the ground");
    }
}

}  // namespace

void tell_of_left_figures(const SwmmText& text, ImportReport& report) {
    of_pollutants(text, report);
    of_storages(text, report);
    for (const SwmmRow& row : text.rows("CONDUITS"))
        if (given(row, 8))
            report.leave(text.where(row.line), "greatest flows of conduits", "a river passes what its section conveys");
    for (const SwmmRow& row : text.rows("WEIRS")) {
        const std::string form = SwmmRows::capitals(row, 3);
        if ((form == "TRANSVERSE" || form == "SIDEFLOW") && given(row, 7))
            report.leave(text.where(row.line), "end contractions of weirs", "a crest here counts with its whole width");
        const std::string curve = SwmmRows::word(row, 12);
        if (!curve.empty() && curve != "*")
            report.leave(text.where(row.line), "curves of weir coefficients", "a weir has one coefficient");
    }
}

}  // namespace qingliu
