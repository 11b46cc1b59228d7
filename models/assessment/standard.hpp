// A water-quality standard as data: which indicators, which limits of which grade, in which article. The rule that the
// worst indicator decides is code (classification.hpp).
//
//   standard: GB 3838-2002
//   title: 地表水环境质量标准
//   issued: 2002-04-28
//   note: ...
//   sources: {S1: {title: ..., address: ...}}
//   grades: [{name: I, title: Ⅰ, rating: excellent}, ...]        # best first; I to V where the key is left out
//   beyond: {name: worse than V, title: 劣Ⅴ, rating: heavy_pollution}
//   acceptable: III                                              # exceedance is counted from its limits
//   indicators:
//     - {name: permanganate_index, title: 高锰酸盐指数, unit: mg/L, direction: upper, headline: true, decimals: 1,
//        limits: {I: 2 mg/L, II: 4 mg/L, III: 6 mg/L, IV: 10 mg/L, V: 15 mg/L}, article: 表1 第4项, source: S1,
//        confidence: verified}
//     - {name: ph, title: pH, unit: "1", direction: range, headline: true, range: [6, 9], article: 表1 第2项, ...}
//     - {name: total_nitrogen, ..., judged: false, lake_limits: {...}}
// An indicator with a row for lakes alone has no limits in a river. An unjudged indicator may have no limits at all
// (direction: none). A standard that is met or not has one grade; a limit `none` asks for nothing from that grade on.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/unknown.hpp"
#include "engine/network/network.hpp"

namespace qingliu {

/// Some indicators have another column of limits in lakes and reservoirs.
enum class Waterbody { river, lake };

/// What a section is called by its class (环办〔2011〕22号, table 1), best first; `none` where a standard rates
/// nothing.
enum class Rating { none, excellent, good, light_pollution, moderate_pollution, heavy_pollution };

/// One column of limits, or what lies beyond the last.
struct Grade {
    std::string name;   ///< as the limits name it (I, 1A, met)
    std::string title;  ///< Chinese (Ⅰ, 一级A, 达标)
    Rating rating = Rating::none;
};

struct Indicator {
    enum class Direction {
        upper,  ///< a value up to the limit holds the grade
        lower,  ///< a value from the limit on holds the grade (dissolved oxygen)
        range,  ///< inside the range holds the best grade, outside is beyond the last (pH)
        none,   ///< no limits for this kind of water; never judged
    };
    std::string name;   ///< constituent, or a sum of constituents (total_phosphorus)
    std::string title;  ///< Chinese (总磷)
    std::string unit;   ///< as written in the standard (mg/L); in memory SI with the gram: mg/L = g m-3
    Direction direction = Direction::upper;
    /// [grade], upper and lower only, else NaN; neighbours may be equal, infinite = nothing is asked for.
    std::vector<double> limits;
    int acceptable = 3;                   ///< as Standard::acceptable
    double range_from = 0, range_to = 0;  ///< range only
    double saturation_share =
        0;  ///< 1, dissolved oxygen: class I also holds from this share of saturation on; 0 = no such rule
    bool headline = false;  ///< measured by automatic stations, decides the headline verdict
    bool judged = true;     ///< takes part in the class; false: carried for the record (temperature, faecal coliform)
    int decimals = -1;      ///< of evaluated values, in the unit as written; -1 = they are not rounded
    bool named_first = false;  ///< cyanide and heavy metals: named before any other pollutant once over the acceptable
    std::vector<double> cold_limits;  ///< [grade], in place of `limits` where the water is cold; empty = no such rule
    double cold_at_most = unknown;    ///< degC, warmest water they hold for
    double shallow_below =
        0;  ///< m of depth below which the last limit is `shallow_share` of the depth; 0 = no such rule
    double shallow_share = 0;  ///< 1
    std::string article;       ///< place in the standard
    Provenance provenance;
};

/// How many samples make a point, and how many points a water (城市黑臭水体整治工作指南, 2015).
struct PointRule {
    double one_indicator = 0;   ///< 1, share of one indicator's data from which on a point has a grade
    double two_indicators = 0;  ///< 1, the same where two indicators have that share
    double points = 0;          ///< 1, share of points from which on the whole water has it
    int neighbours = 0;         ///< points in a row between which the stretch has it
    int least_samples = 0;      ///< of a point
    int least_points = 0;
};

struct Standard {
    std::string name, title;
    std::string issued;  ///< date of issue, as written
    std::filesystem::path file;
    Waterbody waterbody = Waterbody::river;
    std::vector<Source> sources;
    std::vector<Grade> grades;  ///< best first; the last one is what lies beyond every limit
    int acceptable = 3;         ///< 1.., worst grade that is not polluted
    std::optional<PointRule> points;
    std::vector<Indicator> indicators;

    /// Grade number (1..) of what lies beyond every limit: 6 of GB 3838.
    [[nodiscard]] int beyond() const { return static_cast<int>(grades.size()); }
    /// Chinese title of a grade number, "-" for 0.
    [[nodiscard]] std::string_view grade_title(int grade) const;
    /// Index of the indicator of that name or Chinese title, or -1.
    [[nodiscard]] int find(std::string_view name_or_title) const;
};

/// "Ⅰ".."Ⅴ", "劣Ⅴ", "-" for 0.
std::string_view class_title(int water_class);
/// 1..5 of "I".."V" (also "Ⅰ".."Ⅴ"), 6 of "worse than V", "劣V" or "劣Ⅴ"; 0 of anything else.
int class_number(std::string_view text);

/// "优", "良好", ... and "excellent", "good", ...; "-" for none.
std::string_view rating_title(Rating rating);
std::string_view rating_name(Rating rating);
/// Official colour of a rating: "blue", "green", "yellow", "orange", "red"; empty for none.
std::string_view rating_colour(Rating rating);

/// Reads and checks a standard: grades without a limit, limits out of order or in another unit are all reported, with
/// their places. Throws InputError, or FileError where the file cannot be read.
Standard read_standard(const std::filesystem::path& file, Waterbody waterbody = Waterbody::river);

/// The same of a text already in memory; `shown_as` is what places show.
Standard parse_standard(std::string_view text, const std::filesystem::path& shown_as,
                        Waterbody waterbody = Waterbody::river);

/// A forecast is judged by classes I to V, its targets and products tell no others. Throws InputError where the
/// standard has grades of its own.
void require_classes(const Standard& standard);

}  // namespace qingliu
