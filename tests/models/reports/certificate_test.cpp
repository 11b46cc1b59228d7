#include "models/reports/certificate.hpp"

#include <gmock/gmock.h>

#include <sstream>

#include "engine/base/text.hpp"
#include "tests/models/reports/synthetic_results.hpp"

namespace qingliu {
namespace {

using testing::HasSubstr;
using testing::Not;

class Certificate : public testing::TestWithParam<Language> {
protected:
    Certificate() {
        Quality river;
        river.name = "river";
        river.concentration["permanganate_index"] = Series(4.0);
        results_.specification.qualities = {river};
        for (Indicator& indicator : results_.standard.indicators) indicator.unit = "mg/L";
        results_.certify();
    }
    [[nodiscard]] std::string text() const {
        return certificate(results_.layout(), results_.record, results_.verdict, results_.standard, GetParam());
    }
    SyntheticResults results_;
};

TEST_P(Certificate, TellsTheLargestErrorOfEachQuantityWithItsPlace) {
    std::istringstream lines(text());
    int found = 0;
    for (std::string line; std::getline(lines, line);) {
        EXPECT_LE(display_width(line), 80) << line;
        if (line.find("mg/L") == std::string::npos) continue;
        ++found;
        EXPECT_THAT(line, HasSubstr("-0.6"));
        EXPECT_THAT(line, HasSubstr("17"));
        EXPECT_THAT(line, HasSubstr("五陵"));
        EXPECT_THAT(line, HasSubstr("01-16"));
    }
    EXPECT_EQ(found, 1) << "oxygen is not simulated here";
    EXPECT_THAT(text(), HasSubstr("+0.03"));
}

TEST_P(Certificate, CountsTheClassesInDoubtAndNamesWhatWasNotCertified) {
    const bool zh = GetParam() == Language::zh;
    EXPECT_THAT(text(), HasSubstr(zh ? "4 断面日中 1 个类别存疑" : "of 4 section-days 1 have a class in doubt"));
    EXPECT_THAT(text(), HasSubstr(zh ? "未能核定: the run failed" : "pulsed: not certified: the run failed"));
}

TEST_P(Certificate, NamesTheDaysWhoseEcologicalFlowHangsOnTheError) {
    const std::string words = GetParam() == Language::zh ? "生态流量目标之差小于" : "nearer to the ecological target";
    EXPECT_THAT(text(), Not(HasSubstr(words)));
    results_.record.scenarios[0].daily_discharge[1][0] = 1.705;
    std::string joined = text();
    for (std::size_t at = joined.find("\n  "); at != std::string::npos; at = joined.find("\n  ")) joined.erase(at, 3);
    EXPECT_THAT(joined, HasSubstr(words));
}

TEST_P(Certificate, SaysWhatItCoversAndNothingWhereNothingWasCertified) {
    const bool zh = GetParam() == Language::zh;
    results_.record.certified_cells = false;
    EXPECT_THAT(text(), HasSubstr(zh ? "仅时间步" : "of the steps alone"));
    for (ScenarioRecord& scenario : results_.record.scenarios)
        scenario.not_certified = scenario.steps_not_certified = "interrupted";
    EXPECT_THAT(text(), Not(HasSubstr("mg/L")));
    EXPECT_THAT(text(), HasSubstr("interrupted"));
}

INSTANTIATE_TEST_SUITE_P(Languages, Certificate, testing::Values(Language::zh, Language::en),
                         [](const auto& language) { return language.param == Language::zh ? "zh" : "en"; });

}  // namespace
}  // namespace qingliu
