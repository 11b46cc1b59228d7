#include "models/assessment/rounding.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/base/unknown.hpp"
#include "models/assessment/classification.hpp"

namespace qingliu {
namespace {

TEST(RoundHalfEven, FollowsTheExamplesOfTheRule) {
    // GB/T 8170-2008, 3.2: four down, six up, five by what follows it and else to the even neighbour.
    EXPECT_EQ(round_half_even("12.1498", 0), "12");
    EXPECT_EQ(round_half_even("12.1498", 1), "12.1");
    EXPECT_EQ(round_half_even("10.502", 0), "11");
    EXPECT_EQ(round_half_even("1.050", 1), "1.0");
    EXPECT_EQ(round_half_even("0.35", 1), "0.4");
    EXPECT_EQ(round_half_even("-0.365", 2), "-0.36");
    EXPECT_EQ(round_half_even("15.4546", 0), "15");  // in succession it would be 16
}

TEST(RoundHalfEven, GoesByTheDecimalTextNotByTheDouble) {
    EXPECT_EQ(round_half_even("0.25", 1), "0.2");
    EXPECT_EQ(round_half_even("2.675", 2), "2.68");  // the double is below 2.675, the text is a tie: 7 is odd
    EXPECT_EQ(round_half_even("1.005", 2), "1.00");
    EXPECT_EQ(round_half_even("1.015", 2), "1.02");
    EXPECT_EQ(round_half_even("0.2500000000001", 1), "0.3");
}

TEST(RoundHalfEven, CarriesAndFillsUp) {
    EXPECT_EQ(round_half_even("9.96", 1), "10.0");
    EXPECT_EQ(round_half_even("99.5", 0), "100");
    EXPECT_EQ(round_half_even("7", 2), "7.00");
    EXPECT_EQ(round_half_even("1.2e3", 1), "1200.0");
    EXPECT_EQ(round_half_even("1.25e-1", 2), "0.12");
    EXPECT_EQ(round_half_even("+.5", 0), "0.5");
}

TEST(RoundHalfEven, KeepsOneSignificantDigitOfWhatWouldVanish) {
    EXPECT_EQ(round_half_even("0.0004", 3), "0.0004");
    EXPECT_EQ(round_half_even("0.00045", 3), "0.0004");
    EXPECT_EQ(round_half_even("0.00035", 3), "0.0004");
    EXPECT_EQ(round_half_even("0.0005", 3), "0.0005");  // half of the last decimal goes to zero, so a digit is kept
    EXPECT_EQ(round_half_even("0.00051", 3), "0.001");
    EXPECT_EQ(round_half_even("0.0096", 1), "0.01");
    EXPECT_EQ(round_half_even("0.000", 2), "0.00");
    EXPECT_EQ(round_half_even("-0.000", 2), "0.00");
}

TEST(RoundHalfEven, RefusesWhatIsNoNumber) {
    for (const char* text : {"", "-", ".", "1.2.3", "1e", "nan", "0x1p3", "1,5", " 1", "1e999"})
        EXPECT_THROW(static_cast<void>(round_half_even(text, 1)), std::invalid_argument) << text;
    EXPECT_THROW(static_cast<void>(round_half_even("1", -1)), std::invalid_argument);
}

Indicator with_decimals(int decimals, const std::string& unit = "mg/L") {
    Indicator indicator;
    indicator.unit = unit;
    indicator.decimals = decimals;
    return indicator;
}

TEST(RoundedForEvaluation, EqualsTheLimitWithTheSameDigits) {
    EXPECT_EQ(rounded_for_evaluation(with_decimals(2), 2.675), 2.68);
    EXPECT_EQ(rounded_for_evaluation(with_decimals(2), 0.154), 0.15);
    EXPECT_EQ(rounded_for_evaluation(with_decimals(1), 1.0 / 3), 0.3);
    EXPECT_EQ(rounded_for_evaluation(with_decimals(0, "1/L"), 2000.4 * 1000), 2000.0 * 1000);  // counted per litre
    EXPECT_EQ(rounded_for_evaluation(with_decimals(-1), 1.0 / 3), 1.0 / 3);
    EXPECT_TRUE(std::isnan(rounded_for_evaluation(with_decimals(1), unknown)));
    EXPECT_EQ(evaluation_text(with_decimals(2), 2.0), "2.00");
    EXPECT_EQ(evaluation_text(with_decimals(-1), 0.1 + 0.2), "0.3");
    EXPECT_EQ(evaluation_text(with_decimals(1), unknown), "-");
}

/// n tenths, hundredths, ... rounded to one decimal fewer, in whole numbers.
long half_even(long units) {
    const long low = units / 10, rest = units % 10;
    return low + (rest > 5 || (rest == 5 && low % 2 == 1) ? 1 : 0);
}

TEST(RoundedForEvaluation, TellsEveryTieOfTwoValuesApartFromNoise) {
    // The mean of two values of d decimals, added up in doubles, ends in 0 or 5 of the next decimal.
    std::mt19937 random(3);
    std::uniform_int_distribution<long> draw(1, 99999);
    for (int decimals = 1; decimals <= 4; ++decimals) {
        const double scale = std::pow(10.0, decimals);
        for (int trial = 0; trial < 20000; ++trial) {
            const long a = draw(random), b = draw(random);
            const double mean = (static_cast<double>(a) / scale + static_cast<double>(b) / scale) / 2;
            const double expected = static_cast<double>(half_even(5 * (a + b))) / scale;
            ASSERT_EQ(rounded_for_evaluation(with_decimals(decimals), mean), expected) << a << " " << b;
        }
    }
}

TEST(RoundedForEvaluation, TellsTiesOfAYearOfHoursApartFromNoise) {
    // n values of 5 decimals whose sum is chosen: a tie, and one unit of the last decimal on either side.
    constexpr int hours = 8784, decimals = 4;
    std::mt19937 random(5);
    std::uniform_int_distribution<long> draw(0, 400000);
    for (int trial = 0; trial < 20; ++trial) {
        std::vector<long> units(hours);
        long sum = 0;
        for (long& unit : units) sum += unit = draw(random);
        const long tie = (sum / hours / 10 * 10 + 5) * static_cast<long>(hours);  // sum of values whose mean ends in 5
        for (const long off : {-1L, 0L, 1L}) {
            units.front() += tie + off - sum;
            sum = tie + off;
            double total = 0;
            for (const long unit : units) total += static_cast<double>(unit) / 1e5;
            const long low = tie / hours / 10;
            const long expected = off < 0 ? low : off > 0 ? low + 1 : low + low % 2;
            ASSERT_EQ(rounded_for_evaluation(with_decimals(decimals), total / hours),
                      static_cast<double>(expected) / 1e4);
        }
    }
}

}  // namespace
}  // namespace qingliu
