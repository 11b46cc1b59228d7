#include "models/assessment/standard.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace qingliu {

namespace {
constexpr std::array<std::string_view, 7> titles{"-", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ"};
constexpr std::array<std::string_view, 7> latin{"-", "I", "II", "III", "IV", "V", "worse than V"};

struct RatingWords {
    std::string_view title, name, colour;
};
// 环办〔2011〕22号, table 1; as Rating.
constexpr std::array<RatingWords, 6> rating_words{{{"-", "-", ""},
                                                   {"优", "excellent", "blue"},
                                                   {"良好", "good", "green"},
                                                   {"轻度污染", "light pollution", "yellow"},
                                                   {"中度污染", "moderate pollution", "orange"},
                                                   {"重度污染", "heavy pollution", "red"}}};

const RatingWords& words_of(Rating rating) { return rating_words[static_cast<std::size_t>(rating)]; }

}  // namespace

std::string_view rating_title(Rating rating) { return words_of(rating).title; }
std::string_view rating_name(Rating rating) { return words_of(rating).name; }
std::string_view rating_colour(Rating rating) { return words_of(rating).colour; }

std::string_view Standard::grade_title(int grade) const {
    if (grade < 1 || grade > beyond()) return "-";
    return grades[static_cast<std::size_t>(grade - 1)].title;
}

int Standard::find(std::string_view name_or_title) const {
    const auto found = std::find_if(indicators.begin(), indicators.end(), [&](const Indicator& i) {
        return i.name == name_or_title || i.title == name_or_title;
    });
    return found == indicators.end() ? -1 : static_cast<int>(found - indicators.begin());
}

std::string_view class_title(int water_class) {
    return titles[static_cast<std::size_t>(water_class < 0 || water_class > 6 ? 0 : water_class)];
}

int class_number(std::string_view text) {
    for (int water_class = 1; water_class <= 6; ++water_class) {
        const auto i = static_cast<std::size_t>(water_class);
        if (text == titles[i] || text == latin[i]) return water_class;
    }
    return text == "劣V" ? 6 : 0;
}

}  // namespace qingliu
