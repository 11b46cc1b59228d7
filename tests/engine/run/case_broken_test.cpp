// Every folder of tests/broken holds a case with something wrong in it and the message it must give.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "tests/engine/run/case_vocabulary.hpp"

namespace qingliu {
namespace {

namespace fs = std::filesystem;

const fs::path broken_folder = fs::path(QINGLIU_ROOT) / "tests/broken";

std::vector<std::string> broken_cases() {
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(broken_folder)) {
        // A broken standard has no case beside it: its reader belongs to the assessment.
        if (fs::exists(entry.path() / "case.yaml") && fs::exists(entry.path() / "message.txt"))
            names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
}

std::string content(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Names, sizes and times of all files, to see that reading leaves them alone.
std::string listing() {
    std::vector<std::string> lines;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(broken_folder)) {
        std::ostringstream line;
        line << entry.path().string();
        if (entry.is_regular_file())
            line << ' ' << entry.file_size() << ' ' << entry.last_write_time().time_since_epoch().count();
        lines.push_back(line.str());
    }
    std::ranges::sort(lines);
    std::string all;
    for (const std::string& line : lines) all += line + "\n";
    return all;
}

class BrokenCase : public testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        before_ = fs::current_path();
        fs::current_path(broken_folder);
    }
    void TearDown() override { fs::current_path(before_); }

private:
    fs::path before_;
};

TEST_P(BrokenCase, GivesItsMessageAndWritesNothing) {
    const std::string files_before = listing();
    try {
        read_case(fs::path(GetParam()) / "case.yaml", test_vocabulary());
        FAIL() << GetParam() << " was read without complaint";
    } catch (const InputError& error) {
        EXPECT_EQ(error.what(), content(fs::path(GetParam()) / "message.txt"));
    }
    EXPECT_EQ(listing(), files_before);
}

INSTANTIATE_TEST_SUITE_P(All, BrokenCase, testing::ValuesIn(broken_cases()),
                         [](const testing::TestParamInfo<std::string>& parameter) {
                             std::string name = parameter.param;
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

TEST(BrokenCases, AreAtLeastTwenty) { EXPECT_GE(broken_cases().size(), 20U); }

TEST(BrokenCases, EveryFaultComesAtOnce) {
    fs::path before = fs::current_path();
    fs::current_path(broken_folder);
    try {
        read_case("26-everything-at-once/case.yaml", test_vocabulary());
        ADD_FAILURE() << "was read without complaint";
    } catch (const InputError& error) {
        EXPECT_EQ(error.problems().size(), 9U);
    }
    fs::current_path(before);
}

}  // namespace
}  // namespace qingliu
