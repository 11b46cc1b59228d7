// A water-quality standard as data: which indicators, which limits of which class, in which article. The rule that the
// worst indicator decides is code (classification.hpp).
//
//   standard: GB 3838-2002
//   title: 地表水环境质量标准
//   issued: 2002-04-28
//   note: ...
//   sources: {S1: {title: ..., address: ...}}
//   indicators:
//     - {name: permanganate_index, title: 高锰酸盐指数, unit: mg/L, direction: upper, headline: true,
//        limits: {I: 2 mg/L, II: 4 mg/L, III: 6 mg/L, IV: 10 mg/L, V: 15 mg/L}, article: 表1 第4项, source: S1,
//        confidence: verified}
//     - {name: ph, title: pH, unit: "1", direction: range, headline: true, range: [6, 9], article: 表1 第2项, ...}
//     - {name: total_nitrogen, ..., judged: false, lake_limits: {...}}
// An indicator with a row for lakes alone has no limits in a river. An unjudged indicator may have no limits at all
// (direction: none).
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/network/network.hpp"

namespace qingliu {

/// Some indicators have another column of limits in lakes and reservoirs.
enum class Waterbody { river, lake };

struct Indicator {
    enum class Direction {
        upper,  ///< a value up to the limit holds the class
        lower,  ///< a value from the limit on holds the class (dissolved oxygen)
        range,  ///< inside the range holds class I, outside is worse than V (pH)
        none,   ///< no limits for this kind of water; never judged
    };
    std::string name;   ///< constituent, or a sum of constituents (total_phosphorus)
    std::string title;  ///< Chinese (总磷)
    std::string unit;   ///< as written in the standard (mg/L); in memory SI with the gram: mg/L = g m-3
    Direction direction = Direction::upper;
    std::array<double, 5> limits{};       ///< [class I..V], upper and lower only; neighbours may be equal
    double range_from = 0, range_to = 0;  ///< range only
    double saturation_share =
        0;  ///< 1, dissolved oxygen: class I also holds from this share of saturation on; 0 = no such rule
    bool headline = false;  ///< measured by automatic stations, decides the headline verdict
    bool judged = true;     ///< takes part in the class; false: carried for the record (temperature, faecal coliform)
    std::string article;    ///< place in the standard
    Provenance provenance;
};

struct Standard {
    std::string name, title;
    std::string issued;  ///< date of issue, as written
    std::filesystem::path file;
    Waterbody waterbody = Waterbody::river;
    std::vector<Source> sources;
    std::vector<Indicator> indicators;

    /// Index of the indicator of that name or Chinese title, or -1.
    [[nodiscard]] int find(std::string_view name_or_title) const;
};

/// "Ⅰ".."Ⅴ", "劣Ⅴ", "-" for 0.
std::string_view class_title(int water_class);
/// 1..5 of "I".."V" (also "Ⅰ".."Ⅴ"), 6 of "worse than V", "劣V" or "劣Ⅴ"; 0 of anything else.
int class_number(std::string_view text);

/// Reads and checks a standard: classes without a limit, limits out of order or in another unit are all reported, with
/// their places. Throws InputError.
Standard read_standard(const std::filesystem::path& file, Waterbody waterbody = Waterbody::river);

}  // namespace qingliu
