#include "engine/config/reference_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "engine/config/record.hpp"

namespace qingliu {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Bank {
    double height = 0;
};

struct Canal {
    double width = 0;
    Bank bank;
};

Record<Bank> bank_record() {
    return Record<Bank>("canal bank", "Its side.")
        .field("height", &Bank::height, quantity("m").between(0, 5), "How high | or low.");
}

Record<Canal> canal_record(const std::string& name) {
    return Record<Canal>(name, "A canal.")
        .field("width", &Canal::width, quantity("m").above(0), "How wide.")
        .fallback("2 m")
        .field("bank", &Canal::bank, plain_record_of(bank_record()), "Its bank.");
}

TEST(ReferencePages, TellEveryKeyWithBoundsAndDefault) {
    const std::string text = reference_pages({canal_record("canal").description()});
    EXPECT_THAT(text, testing::StartsWith("# canal\n\nA canal.\n\n| key |"));
    EXPECT_THAT(text, HasSubstr("| `width` | How wide. | a length in m, km, cm or mm; more than 0 m | `2 m` |\n"));
    EXPECT_THAT(text, HasSubstr("\n## canal bank\n\nIts side.\n"));
    EXPECT_THAT(text, HasSubstr("| How high \\| or low. | a length in m, km, cm or mm; at least 0 m and at most 5 m | "
                                "**required** |\n"));
}

TEST(ReferencePages, AMapOfSeveralFilesStandsOnTheFirstAndIsLinkedFromTheOther) {
    const std::string text =
        reference_pages({canal_record("canal").description(), canal_record("Old canal").description()});
    const std::size_t second = text.find("\n# Old canal\n");
    ASSERT_NE(second, std::string::npos);
    EXPECT_THAT(text.substr(0, second), HasSubstr("| [canal bank](#canal-bank)"));
    EXPECT_THAT(text.substr(second), HasSubstr("| [canal bank](canal.md#canal-bank)"));
    EXPECT_THAT(text.substr(second), Not(HasSubstr("## canal bank")));
    EXPECT_EQ(page_anchor("Old canal"), "old-canal");
}

}  // namespace
}  // namespace qingliu
