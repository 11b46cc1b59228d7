#include "models/assessment/known_standards.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "engine/base/problems.hpp"
#include "models/assessment/city_index.hpp"
#include "models/assessment/evaluation.hpp"
#include "models/assessment/trophic_index.hpp"
#include "tests/models/assessment/standards.hpp"

namespace qingliu {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;

TEST(KnownStandards, AreAllReadable) {
    std::vector<std::string> keys;
    for (const KnownStandard& known : known_standards(repository_standards)) {
        keys.push_back(known.key);
        EXPECT_FALSE(known.title.empty()) << known.key;
        if (known.key == "tli") {
            EXPECT_EQ(read_trophic_scale(known.file).name, known.name);
        } else if (known.key.starts_with("cwqi")) {
            EXPECT_EQ(limits_of(read_city_index(known.file)).name, "GB 3838-2002");
        } else {
            const Standard standard = read_standard(known.file);
            EXPECT_EQ(standard.name, known.name);
            EXPECT_EQ(static_cast<int>(standard.indicators.size()), known.rows);
            for (const Indicator& indicator : standard.indicators) {
                EXPECT_FALSE(indicator.article.empty()) << known.key << " " << indicator.name;
                EXPECT_FALSE(indicator.provenance.source.empty()) << known.key << " " << indicator.name;
            }
        }
    }
    EXPECT_THAT(
        keys, IsSupersetOf({"gb3838-2002", "gb3838-2002-table2", "gb3838-2002-table3", "gb18918-2002", "db41-777-2013",
                            "db41-2087-2021", "black-odour-urban-2015", "black-odour-rural-2019", "tli", "cwqi-2017"}));
}

TEST(KnownStandards, SayWhatIsNotVerified) {
    for (const KnownStandard& known : known_standards(repository_standards)) {
        if (known.key.starts_with("db41") || known.key == "black-odour-rural-2019" || known.key == "tli") {
            EXPECT_EQ(known.not_verified, known.rows) << known.key;
        } else {
            EXPECT_LE(known.not_verified, 1) << known.key;
        }
    }
}

TEST(StandardFile, IsFoundByKeyNameTitleOrPath) {
    const auto file = (repository_standards / "gb3838-2002.yaml").string();
    for (const std::string name : {"gb3838-2002", "GB 3838-2002", "GB3838-2002", "地表水环境质量标准", file.c_str()})
        EXPECT_EQ(standard_file(name), file) << name;
    try {
        static_cast<void>(standard_file("gb3838-2020"));
        FAIL() << "was found";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("there is no standard \"gb3838-2020\""));
        EXPECT_THAT(error.what(), HasSubstr("did you mean \"gb3838-2002\"?"));
    }
    EXPECT_THROW(known_standards("no/such/folder"), FileError);
}

/// A standard as a user writes it: two grades of his own, one indicator nobody has thought of.
TEST(OwnStandard, IsOneFile) {
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() / fmt::format("qingliu-own-standard-{}.yaml", ::getpid());
    std::ofstream(file)
        << "standard: 卫河补水协议\n"
           "title: 补水水质要求\n"
           "sources: {S1: {title: agreement of the canal and the city}}\n"
           "grades: [{name: fit, title: 可用}, {name: with care, title: 慎用}]\n"
           "beyond: {name: unfit, title: 不可用}\n"
           "acceptable: fit\n"
           "indicators:\n"
           "  - {name: conductivity, title: 电导率, unit: uS/cm, decimals: 0, limits: {fit: 1000 uS/cm,\n"
           "     with care: 1.5 mS/cm}, article: 第三条, source: S1, confidence: verified}\n"
           "  - {name: dissolved_oxygen, title: 溶解氧, unit: mg/L, decimals: 1, direction: lower,\n"
           "     limits: {fit: 5 mg/L, with care: none}, article: 第三条, source: S1, confidence: verified}\n"
           "  - {name: ph, title: pH, unit: \"1\", direction: range, range: [6.5, 8.5],\n"
           "     article: 第三条, source: S1, confidence: verified}\n";
    const Standard standard = read_standard(file);
    std::filesystem::remove(file);
    const auto judged = [&](double conductivity, double oxygen, double ph) {
        const Sample sample{0, {conductivity, oxygen, ph}, {}};
        return evaluate_section(standard, {&sample, 1}).front();
    };
    EXPECT_THROW(require_classes(standard), InputError);
    EXPECT_NO_THROW(require_classes(read_standard(repository_standards / "gb3838-2002.yaml")));
    EXPECT_EQ(judged(1000.4, 5.0, 8.5).water_class, 1);
    EXPECT_EQ(judged(1000.6, 5.0, 8.5).water_class, 2);
    EXPECT_EQ(judged(1500, 0.1, 7).water_class, 2);
    EXPECT_EQ(judged(1501, 9.0, 7).water_class, 3);
    EXPECT_EQ(judged(10, 9.0, 8.6).water_class, 3);
    EXPECT_EQ(standard.grade_title(judged(1501, 9, 7).water_class), "不可用");
    const auto both = judged(1300, 4, 7);
    EXPECT_THAT(both.main_pollutants, ElementsAre(0, 1));  // 0.3 and 0.2 over
    EXPECT_NEAR(both.multiples[0], 0.3, 1e-12);
}

}  // namespace
}  // namespace qingliu
