#include "engine/config/document.hpp"

#include <gtest/gtest.h>

namespace qingliu {
namespace {

Node parse(std::string_view text, Reading& reading) { return parse_document(text, "file.yaml", reading); }

std::string only_problem(std::string_view text) {
    Reading reading;
    parse(text, reading);
    return reading.problems.size() == 1 ? reading.problems.all()[0].message : reading.problems.format();
}

TEST(Document, KeepsScalarsAsText) {
    Reading reading;
    const Node root = parse("a: 010\nb: no\nc: 'it''s'\nd: 2026-01-15 00:00 +08:00\ne: [1, {f: 2}]\n", reading);
    ASSERT_TRUE(reading.problems.empty()) << reading.problems.format();
    EXPECT_EQ(root.find("a").text(), "010");
    EXPECT_EQ(root.find("b").text(), "no");
    EXPECT_EQ(root.find("c").text(), "it's");
    EXPECT_EQ(root.find("d").text(), "2026-01-15 00:00 +08:00");
    EXPECT_EQ(root.find("e").items()[1].find("f").text(), "2");
    EXPECT_FALSE(root.find("z").present());
}

TEST(Document, PlacesCountLinesAndBytesFromOne) {
    Reading reading;
    const Node root = parse("河: 卫河\nb:\n  c: {名: x, d: 5 m}\ne:\n", reading);
    const Place d = root.find("b").find("c").find("d").place();
    EXPECT_EQ(d.file, "file.yaml");
    EXPECT_EQ(d.line, 3);
    EXPECT_EQ(d.column, 18);
    EXPECT_EQ(format_place(d), "file.yaml:3:16");
    EXPECT_EQ(d.text, "  c: {名: x, d: 5 m}");
    EXPECT_EQ(root.find("e").place().line, 4) << "an empty value is where its key is";
    EXPECT_EQ(root.find("b").find("c").find("d").place(2).column, 20);
}

TEST(Document, TakesByteOrderMarkAndWindowsLineEnds) {
    Reading reading;
    const Node root = parse(
        "\xEF\xBB\xBF"
        "a: 1\r\nb: 2\r\n",
        reading);
    EXPECT_TRUE(reading.problems.empty());
    EXPECT_EQ(root.find("a").place().column, 4);
    EXPECT_EQ(root.find("b").text(), "2");
    EXPECT_EQ(root.find("b").place().text, "b: 2");
}

TEST(Document, ReportsDuplicateKeysWithBothPlaces) {
    Reading reading;
    parse("a: 1\nb: {c: 1, c: 2}\na: 2\n", reading);
    ASSERT_EQ(reading.problems.size(), 2U);
    EXPECT_EQ(reading.problems.all()[0].message, "the key \"c\" is given twice");
    EXPECT_EQ(reading.problems.all()[1].place.line, 3);
    EXPECT_EQ(reading.problems.all()[1].related->place.line, 1);
}

TEST(Document, ReportsWhatIsNoDocument) {
    EXPECT_EQ(only_problem(""), "the file is empty");
    EXPECT_EQ(only_problem("# nothing\n"), "the file is empty");
    EXPECT_EQ(only_problem("a:\n\tb: 1\n"), "a tab indents this line");
    EXPECT_EQ(only_problem("a: \xB1\xBE\n"), "not UTF-8 text: the byte 0xB1 has no meaning here");
    EXPECT_EQ(only_problem(std::string_view("a: \0", 4)), "not text: it holds a zero byte");
    EXPECT_EQ(only_problem("a: \"x\033[2J\"\n"), "not text: it holds the control character 0x1B");
    EXPECT_EQ(only_problem("a: 1\n---\nb: 2\n"), "a second document begins here");
    EXPECT_EQ(only_problem("a: &x 1\nb: *x\n"), "aliases (*) are not taken");
    EXPECT_EQ(only_problem("a: {b: 1\n"), "not valid YAML: end of map flow not found");
    EXPECT_EQ(only_problem("? [a]\n: 1\n"), "a key must be plain text");
}

TEST(Document, EndsOnDeepNesting) {
    Reading reading;
    EXPECT_FALSE(parse(std::string(100000, '['), reading).present());
    EXPECT_EQ(reading.problems.size(), 1U);
}

TEST(ReadDocument, NamesThePlaceThatNamesAMissingFile) {
    Reading reading;
    const Node root = parse("network: there/is/none.yaml\nfolder: .\n", reading);
    EXPECT_FALSE(read_document(root.find("network"), reading).present());
    EXPECT_FALSE(read_document(root.find("folder"), reading).present());
    ASSERT_EQ(reading.problems.size(), 2U);
    EXPECT_EQ(reading.problems.all()[0].message, "cannot read \"there/is/none.yaml\": there is no such file");
    EXPECT_EQ(reading.problems.all()[0].place.column, 10);
    EXPECT_NE(reading.problems.all()[1].message.find("it is a folder"), std::string::npos);
    EXPECT_THROW(read_document(std::filesystem::path("there/is/none.yaml"), reading), FileError);
}

TEST(Checksum, IsFnv1a) {
    EXPECT_EQ(checksum(""), "fnv1a64:cbf29ce484222325");
    EXPECT_EQ(checksum("a"), "fnv1a64:af63dc4c8601ec8c");
    EXPECT_EQ(checksum("foobar"), "fnv1a64:85944171f73967e8");
}

}  // namespace
}  // namespace qingliu
