#include "engine/base/delimited_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace qingliu {
namespace {

std::vector<std::vector<std::string>> records_of(std::string_view text) {
    DelimitedText reader(text, "t.csv");
    std::vector<std::vector<std::string>> records;
    for (std::vector<TextCell> cells; reader.next(cells);) {
        records.emplace_back();
        for (const TextCell& cell : cells) records.back().emplace_back(cell.text);
    }
    return records;
}

using Records = std::vector<std::vector<std::string>>;

TEST(DelimitedText, CellsAndRecords) {
    EXPECT_EQ(records_of("a,b\r\n1, 2 \r\n,\n"), (Records{{"a", "b"}, {"1", "2"}, {"", ""}}));
    EXPECT_EQ(records_of("a,b"), (Records{{"a", "b"}})) << "no line feed at the end";
    EXPECT_EQ(records_of(""), Records{});
}

TEST(DelimitedText, RemarksAndEmptyLinesArePassedOver) {
    EXPECT_EQ(records_of("# from, somewhere\n\na,b\n  \n1,2\n\n"), (Records{{"a", "b"}, {"1", "2"}}));
}

TEST(DelimitedText, TheDelimiterIsFoundOut) {
    EXPECT_EQ(records_of("a;b;c\n1;2,5;3"), (Records{{"a", "b", "c"}, {"1", "2,5", "3"}}));
    EXPECT_EQ(records_of("a\tb\n1\t2"), (Records{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(records_of("\"a;b;c;d\",e\n1,2"), (Records{{"a;b;c;d", "e"}, {"1", "2"}}));
}

TEST(DelimitedText, QuotedCells) {
    EXPECT_EQ(records_of("a,b\n\"1,2\",\"say \"\"no\"\"\"\n"), (Records{{"a", "b"}, {"1,2", "say \"no\""}}));
    EXPECT_EQ(records_of("\"two\nlines\",b\n1,2"), (Records{{"two\nlines", "b"}, {"1", "2"}}));
}

TEST(DelimitedText, PlacesCountLinesWithinQuotes) {
    DelimitedText reader("a,\"x\ny\"\n1,,二,3\n", "t.csv");
    std::vector<TextCell> cells;
    ASSERT_TRUE(reader.next(cells));
    ASSERT_TRUE(reader.next(cells));
    ASSERT_EQ(cells.size(), 4U);
    EXPECT_EQ(format_place(reader.place(cells[0])), "t.csv:3:1");
    EXPECT_EQ(format_place(reader.place(cells[3])), "t.csv:3:6") << "counted in characters";
    EXPECT_EQ(reader.place(cells[3]).text, "1,,二,3");
}

TEST(DelimitedText, AQuoteThatIsNeverClosedIsTold) {
    DelimitedText reader("a,b\n1,\"2\n3,4\n", "t.csv");
    std::vector<TextCell> cells;
    int records = 0;
    while (reader.next(cells)) ++records;
    EXPECT_EQ(records, 2);
    EXPECT_EQ(reader.open_quote(), 2);
}

}  // namespace
}  // namespace qingliu
