// The classes the national network publishes against the classes made here of the published digits. The files carry no
// section type, so the river column is used throughout; what differs is nearly all lakes and reservoirs, which have a
// stricter phosphorus column.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "models/assessment/classification.hpp"

namespace qingliu {
namespace {

const std::map<std::string, std::string> indicator_of_column{{"pH_published", "ph"},
                                                             {"DO_mgL_published", "dissolved_oxygen"},
                                                             {"CODMn_mgL_published", "permanganate_index"},
                                                             {"NH3N_mgL_published", "ammonia_nitrogen"},
                                                             {"TP_mgL_published", "total_phosphorus"},
                                                             {"pH(无量纲)", "ph"},
                                                             {"溶解氧(mg/L)", "dissolved_oxygen"},
                                                             {"高锰酸盐指数(mg/L)", "permanganate_index"},
                                                             {"氨氮(mg/L)", "ammonia_nitrogen"},
                                                             {"总磷(mg/L)", "total_phosphorus"},
                                                             {"总氮(mg/L)", "total_nitrogen"},
                                                             {"TN_mgL_published", "total_nitrogen"}};

std::vector<std::string> fields_of(std::string line) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    std::vector<std::string> fields;
    std::size_t from = 0;
    for (std::size_t comma = 0; (comma = line.find(',', from)) != std::string::npos; from = comma + 1)
        fields.push_back(line.substr(from, comma - from));
    fields.push_back(line.substr(from));
    return fields;
}

struct Agreement {
    int published = 0;  ///< rows with an official class
    int river = 0;      ///< of them, same class with the river column
    int either = 0;     ///< of them, same class with the river or the lake column
};

Agreement compare(const std::string& file, const std::string& class_column) {
    const Standard river = read_standard(QINGLIU_ROOT "/configs/standards/gb3838-2002.yaml", Waterbody::river);
    const Standard lake = read_standard(QINGLIU_ROOT "/configs/standards/gb3838-2002.yaml", Waterbody::lake);
    Agreement agreement;
    std::ifstream input(file);
    std::string line;
    std::getline(input, line);
    if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    const std::vector<std::string> header = fields_of(line);
    while (std::getline(input, line)) {
        const std::vector<std::string> fields = fields_of(line);
        std::map<std::string, double> observed;
        int official = 0;
        for (std::size_t i = 0; i < std::min(header.size(), fields.size()); ++i) {
            if (header[i] == class_column) {
                official = class_number(fields[i]);
                if (official == 0 && fields[i].size() == 1 && fields[i][0] >= '1' && fields[i][0] <= '6')
                    official = fields[i][0] - '0';
            }
            const auto column = indicator_of_column.find(header[i]);
            if (column == indicator_of_column.end()) continue;
            char* end = nullptr;
            const double value = std::strtod(fields[i].c_str(), &end);
            if (end != fields[i].c_str() && *end == '\0') observed[column->second] = value;
        }
        if (official == 0) continue;
        const bool as_river = judge(river, values_of(river, observed), Scope::headline).water_class == official;
        const bool as_lake = judge(lake, values_of(lake, observed), Scope::headline).water_class == official;
        ++agreement.published;
        if (as_river) ++agreement.river;
        if (as_river || as_lake) ++agreement.either;
    }
    std::cout << file.substr(file.rfind('/') + 1) << ": " << agreement.river << " of " << agreement.published
              << " official classes with the river column, " << agreement.either << " with either column\n";
    return agreement;
}

class OfficialClasses : public ::testing::Test {
protected:
    void SetUp() override {
        const char* folder = std::getenv("QINGLIU_DATA");
        if (folder == nullptr) GTEST_SKIP() << "QINGLIU_DATA is not set";
        data = folder;
    }
    /// A file that is missing from the data gives no rows, which fails the test.
    Agreement compared(const std::string& file, const std::string& class_column) const {
        return compare(data + file, class_column);
    }
    std::string data;
};

TEST_F(OfficialClasses, NationalSnapshotOfFebruary2026) {
    const Agreement agreement = compared("/vv/cnemc/cnemc_snapshot_202602.csv", "official_class_1to6");
    ASSERT_EQ(agreement.published, 1145);
    EXPECT_GE(agreement.river, 1105);
    EXPECT_GE(agreement.either, 1142);
}

TEST_F(OfficialClasses, HenanFebruary2026) {
    const Agreement agreement = compared("/xinxiang/cnemc_henan_2026-02-04.csv", "水质类别");
    ASSERT_EQ(agreement.published, 47);
    EXPECT_GE(agreement.river, 44);
    EXPECT_EQ(agreement.either, agreement.published);
}

TEST_F(OfficialClasses, XinxiangAugustAndSeptember2026) {
    const Agreement agreement = compared("/xinxiang/cnemc_2026-08-26_to_09-09.csv", "水质类别");
    ASSERT_EQ(agreement.published, 232);
    EXPECT_GE(agreement.river, 224);
    EXPECT_EQ(agreement.either, agreement.published);
}

}  // namespace
}  // namespace qingliu
