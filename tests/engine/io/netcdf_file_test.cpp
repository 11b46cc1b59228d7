#include "engine/io/netcdf_file.hpp"

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmath>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <thread>

#include "engine/io/netcdf_reader.hpp"
#include "engine/io/output_file.hpp"

namespace qingliu {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class NetcdfFileTest : public testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() / ("qingliu-io-" + std::to_string(getpid()));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    static VariableDescription field(const std::string& name) {
        VariableDescription description;
        description.name = name;
        description.dimensions = {"time", "cell"};
        description.unit = "m";
        return description;
    }
    std::filesystem::path folder_;
};

TEST_F(NetcdfFileTest, ReadsBackWhatWasWritten) {
    NetcdfFile file(folder_ / "a.nc");
    file.define_unlimited("time");
    file.define_dimension("cell", 3);
    const int depth = file.define(field("depth"));
    VariableDescription names;
    names.name = "name";
    names.type = NumberType::text;
    names.dimensions = {"cell"};
    file.put(file.define(names), std::vector<std::string>{"卫河", "", "b"});
    file.put_record(depth, 0, std::vector<float>{1, missing_float, 3});
    file.put_record(depth, 1, std::vector<float>{4, 5, 6});
    file.finish(true);

    const NetcdfReader read(folder_ / "a.nc");
    EXPECT_EQ(read.dimension("time"), 2U);
    EXPECT_THAT(read.dimensions("depth"), ElementsAre("time", "cell"));
    EXPECT_THAT(read.texts("name"), ElementsAre("卫河", "", "b"));
    EXPECT_THAT(read.values("depth", 1, 1), ElementsAre(4, 5, 6));
    EXPECT_TRUE(std::isnan(read.values("depth")[1]));
    EXPECT_EQ(read.attribute("depth", "units"), "m");
    EXPECT_THAT(read.numbers("depth", "_FillValue"), ElementsAre(static_cast<double>(missing_float)));
    EXPECT_EQ(read.attribute("", "status"), "complete");
}

TEST_F(NetcdfFileTest, BearsItsNameOnlyWhenFinished) {
    const auto path = folder_ / "b.nc";
    {
        NetcdfFile file(path);
        file.define_dimension("cell", 1);
        EXPECT_FALSE(std::filesystem::exists(path));
        EXPECT_TRUE(std::filesystem::exists(partial_path(path)));
    }
    EXPECT_FALSE(std::filesystem::exists(path));
    EXPECT_EQ(NetcdfReader(partial_path(path)).attribute("", "status"), "incomplete");

    NetcdfFile interrupted(path);
    interrupted.finish(false);
    EXPECT_FALSE(std::filesystem::exists(partial_path(path)));
    EXPECT_EQ(NetcdfReader(path).attribute("", "status"), "incomplete");

    NetcdfFile whole(path);  // an older file stays until the new one is whole
    EXPECT_EQ(NetcdfReader(path).attribute("", "status"), "incomplete");
    whole.finish(true);
    EXPECT_EQ(NetcdfReader(path).attribute("", "status"), "complete");
}

TEST_F(NetcdfFileTest, ErrorsNameTheFileAndTheReason) {
    const auto path = folder_ / "no" / "such" / "c.nc";
    try {
        NetcdfFile file(path);
        FAIL();
    } catch (const OutputError& error) {
        EXPECT_THAT(error.what(), HasSubstr(path.string()));
        EXPECT_THAT(error.what(), HasSubstr("No such file"));
        EXPECT_EQ(error.file(), path);
    }
    NetcdfFile file(folder_ / "d.nc");
    EXPECT_THROW(file.define(field("depth")), OutputError);  // dimensions not defined
    EXPECT_THROW(NetcdfReader(folder_ / "absent.nc"), ReadError);
}

TEST_F(NetcdfFileTest, RefusesSlabsOfTheWrongSize) {
    NetcdfFile file(folder_ / "e.nc");
    file.define_unlimited("time");
    file.define_dimension("cell", 3);
    const int depth = file.define(field("depth"));
    EXPECT_THROW(file.put_record(depth, 0, std::vector<float>{1, 2}), std::logic_error);
    EXPECT_THROW(file.define_dimension("none", 0), std::logic_error);
}

/// Limits every file to `bytes`, as a full disk would.
void allow_only(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
}

void fill_disk_with_fields(const std::filesystem::path& path) {
    allow_only(100'000);
    try {
        NetcdfFile file(path);
        file.define_unlimited("time");
        file.define_dimension("cell", 5000);
        VariableDescription description;
        description.name = "depth";
        description.dimensions = {"time", "cell"};
        description.chunk = {1, 5000};
        const int depth = file.define(description);
        std::vector<float> noise(5000);
        for (std::size_t record = 0; record < 50; ++record) {
            for (float& value : noise) value = static_cast<float>(std::rand());
            file.put_record(depth, record, noise);
        }
        file.finish(true);
    } catch (const OutputError& error) {
        std::cerr << error.what() << "\n";
        std::exit(4);
    }
    std::exit(0);
}

/// The same by another thread, as the queue of frames writes.
void fill_disk_aside(const std::filesystem::path& path) {
    std::thread([&] { fill_disk_with_fields(path); }).join();
}

TEST_F(NetcdfFileTest, AFullDiskIsReportedAndLeavesNoResult) {
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    const auto path = folder_ / "full.nc";
    EXPECT_EXIT(fill_disk_with_fields(path), testing::ExitedWithCode(4), "cannot write .*full.nc: File too large");
    EXPECT_FALSE(std::filesystem::exists(path));
    EXPECT_EXIT(fill_disk_aside(path), testing::ExitedWithCode(4), "^cannot write [^\n]*full.nc: [^\n]*\n$");
}

void fill_disk_with_text(const std::filesystem::path& path) {
    allow_only(1000);
    try {
        write_text_file(path, std::string(5000, 'x'));
    } catch (const OutputError& error) {
        std::cerr << error.what() << "\n";
        std::exit(4);
    }
    std::exit(0);
}

TEST_F(NetcdfFileTest, AFullDiskIsReportedForTextToo) {
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    const auto path = folder_ / "full.csv";
    EXPECT_EXIT(fill_disk_with_text(path), testing::ExitedWithCode(4), "cannot write .*full.csv: File too large");
    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(NetcdfFileTest, TextFilesAreWholeOrAbsent) {
    write_text_file(folder_ / "a.csv", "\xEF\xBB\xBF断面\n");
    std::ifstream stream(folder_ / "a.csv", std::ios::binary);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(stream), {}), "\xEF\xBB\xBF断面\n");
    EXPECT_FALSE(std::filesystem::exists(folder_ / "a.csv.partial"));
    EXPECT_THROW(write_text_file(folder_ / "no" / "a.csv", ""), OutputError);
    std::filesystem::create_directory(folder_ / "taken");
    EXPECT_THROW(write_text_file(folder_ / "taken", "a"), OutputError) << "as a device would be";
    EXPECT_FALSE(std::filesystem::exists(partial_path(folder_ / "taken")));
}

}  // namespace
}  // namespace qingliu
