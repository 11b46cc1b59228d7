#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "engine/run/case_reader.hpp"
#include "models/hydraulics/structures/catalogue.hpp"

namespace qingliu {
namespace {

TEST(CaseSchema, IsTheOneInTheRepository) {
    std::ifstream stream(std::string(QINGLIU_ROOT) + "/configs/schema.json", std::ios::binary);
    const std::string committed{std::istreambuf_iterator<char>(stream), {}};
    // Not EXPECT_EQ: two texts of a thousand lines help nobody.
    EXPECT_TRUE(committed == case_schema(structure_kinds()))
        << "the keys of cases have changed; write the schema anew: qingliu schema > configs/schema.json";
}

TEST(CaseSchema, HasEveryFileOfACase) {
    const auto schema = nlohmann::json::parse(case_schema(structure_kinds()));
    EXPECT_EQ(schema["anyOf"].size(), 8U);
    for (const char* name :
         {"case", "network", "river", "structure", "inflow", "control section", "parameter", "map point", "rule",
          "controller", "shared withdrawals", "own constituent", "own process"}) {
        EXPECT_TRUE(schema["$defs"].contains(name)) << name;
    }
}

}  // namespace
}  // namespace qingliu
