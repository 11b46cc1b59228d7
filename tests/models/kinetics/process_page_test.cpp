// The reference page: that of the repository is the one the catalogue makes, and it names everything.
#include "models/kinetics/process_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/models/kinetics/water_box.hpp"

namespace qingliu {
namespace {

using testing::HasSubstr;

TEST(ProcessPage, IsTheOneInTheRepository) {
    std::ifstream stream(std::string(QINGLIU_ROOT) + "/docs/processes.md", std::ios::binary);
    std::stringstream kept;
    kept << stream.rdbuf();
    EXPECT_EQ(process_page(), kept.str())
        << "the processes have changed; write the page anew: qingliu list processes --markdown > docs/processes.md";
}

TEST(ProcessPage, HasASectionForEveryProcessAndARowForEveryParameter) {
    const std::string page = process_page();
    for (const ProcessEntry& entry : kinetic_processes()) {
        const ProcessDescription& process = entry.description;
        const auto from = page.find("\n### " + process.name + "\n");
        ASSERT_NE(from, std::string::npos) << process.name;
        const std::string section = page.substr(from, page.find("\n### ", from + 1) - from);
        EXPECT_THAT(section, HasSubstr(process.title)) << process.name;
        EXPECT_THAT(section, HasSubstr(process.sentence)) << process.name;
        EXPECT_THAT(section, HasSubstr(process.source)) << process.name;
        for (const ParameterDeclaration& parameter : process.parameters)
            EXPECT_THAT(section, HasSubstr("| `" + parameter.name.substr(process.name.size() + 1) + "` |"));
    }
}

/// Oxidation of demand gives 12/32 of carbon; nitrification takes 2/14 equivalents, of 50 g of calcite each.
TEST(ProcessPage, TellsWhatCompletesARow) {
    const std::string page = process_page();
    EXPECT_THAT(page, HasSubstr("+0.375 `inorganic_carbon` (*completed*)"));
    EXPECT_THAT(page, HasSubstr("-7.143 `alkalinity` (*completed*)"));
    EXPECT_THAT(page, HasSubstr("not with `nitrite_nitrogen`"));
}

}  // namespace
}  // namespace qingliu
