#include "engine/config/record.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engine/config/document.hpp"
#include "engine/config/explain.hpp"
#include "engine/config/resolve.hpp"
#include "engine/config/schema.hpp"

namespace qingliu {
namespace {

struct Size {
    double width = 0, height = 0;
};
struct Origin {
    std::string source;
};
struct Work {
    enum class Kind { weir, gate };
    std::string name;
    Kind kind = Kind::weir;
    double sill = 0, opening = -1, factor = 0;
    int count = 0;
    bool open = false;
    std::optional<double> limit;
    Size size;
    Origin origin;
    std::vector<double> levels;
    std::vector<Named<double>> loads;
    std::vector<std::pair<double, double>> curve;
};

Record<Work> work_record() {
    Record<Size> size("size", "How large it is.");
    size.field("width", &Size::width, quantity("m").above(0), "Width.")
        .fallback("2 m")
        .field("height", &Size::height, quantity("m"), "Height.")
        .fallback("50 cm");
    Record<Origin> origin("origin", "Where it comes from.");
    origin.field("source", &Origin::source, text(), "Source.").fallback("none");
    return Record<Work>("work", "A work.")
        .field("name", &Work::name, text(), "Its name.")
        .field("kind", &Work::kind, choice<Work::Kind>({{"weir", Work::Kind::weir}, {"gate", Work::Kind::gate}}),
               "What it is.")
        .fallback("weir")
        .field("sill", &Work::sill, quantity("m").between(0, 100), "Its crest.")
        .field("opening", &Work::opening, quantity("m"), "How far it opens.")
        .only_for("kind", {"gate"})
        .field("factor", &Work::factor, number().at_most(2), "A factor.")
        .fallback("1")
        .field("count", &Work::count, integer().at_least(1), "How many.")
        .fallback("1")
        .field("open", &Work::open, boolean(), "Whether it is open.")
        .fallback("false")
        .field("limit", &Work::limit, quantity("m"), "A limit.")
        .field("size", &Work::size, plain_record_of(size), "Its size.")
        .fallback("{}")
        .embed(&Work::origin, origin, "first_")
        .field("levels", &Work::levels, list_of(quantity("m")), "Levels.")
        .optional()
        .field("loads", &Work::loads, map_of(quantity("g/s")), "Loads.")
        .optional()
        .field("curve", &Work::curve, points("m", "m3/s").at_least(0), "A curve.")
        .optional()
        .mention("note", text(), "For people.")
        .optional();
}

struct Outcome {
    Work work;
    Node root;
    Reading reading;
    [[nodiscard]] std::vector<std::string> messages() const {
        std::vector<std::string> all;
        for (const Problem& problem : reading.problems.all()) all.push_back(problem.message);
        return all;
    }
};

Outcome read(std::string_view yaml) {
    Outcome outcome;
    outcome.root = parse_document(yaml, "work.yaml", outcome.reading);
    work_record().read(outcome.root, outcome.reading, outcome.work);
    return outcome;
}

using Messages = std::vector<std::string>;

TEST(Record, ReadsEveryKindIntoSi) {
    const Outcome outcome = read(
        "name: 合河闸\nkind: gate\nsill: 70.1 m\nopening: 5 cm\nfactor: 50 %\ncount: 3\nopen: true\nlimit: 1 km\n"
        "size: {width: 12 m}\nfirst_source: W1\nlevels: [1 m, 2 cm]\nloads: {乙: 1 kg/d, 甲: 2 g/s}\ncurve: [[1 m, 0 "
        "m3/s], [2 m, 5 L/s]]\nnote: x\n");
    ASSERT_EQ(outcome.messages(), Messages{});
    const Work& work = outcome.work;
    EXPECT_EQ(work.name, "合河闸");
    EXPECT_EQ(work.kind, Work::Kind::gate);
    EXPECT_EQ(work.opening, 0.05);
    EXPECT_EQ(work.factor, 0.5);
    EXPECT_EQ(work.count, 3);
    EXPECT_TRUE(work.open);
    EXPECT_EQ(work.limit, 1000.0);
    EXPECT_EQ(work.size.width, 12.0);
    EXPECT_EQ(work.size.height, 0.5);
    EXPECT_EQ(work.origin.source, "W1");
    EXPECT_EQ(work.levels, (std::vector<double>{1.0, 0.02}));
    ASSERT_EQ(work.loads.size(), 2U);
    EXPECT_EQ(work.loads[0].key.text(), "乙");
    EXPECT_EQ(work.curve[1], (std::pair<double, double>{2.0, 0.005}));
}

TEST(Record, FillsDefaultsFromTheDeclaration) {
    const Outcome outcome = read("name: a\nsill: 1 m\n");
    ASSERT_EQ(outcome.messages(), Messages{});
    EXPECT_EQ(outcome.work.factor, 1.0);
    EXPECT_EQ(outcome.work.size.width, 2.0);
    EXPECT_EQ(outcome.work.origin.source, "none");
    EXPECT_FALSE(outcome.work.limit);
    EXPECT_EQ(outcome.work.opening, -1.0) << "a key of another kind is left alone";
}

TEST(Record, ReportsEverythingAtOnce) {
    EXPECT_EQ(
        read("nome: 3\nkind: dam\nfactor: 3\ncount: 1.5\nopen: yes\nsize: 3 m\nlevels: 1 m\ncolour: red\n").messages(),
        (Messages{"a work has no key \"nome\"", "this work has no \"sill\"", "\"dam\" is not taken here",
                  "3 is too large", "1.5 is not whole", "\"yes\" is not taken here", "this is text", "this is text",
                  "a work has no key \"colour\""}));
}

TEST(Record, AMisspeltKeyIsNotAlsoMissingAndItsValueIsChecked) {
    const Outcome outcome = read("name: a\nsil: 1 mg/L\n");
    ASSERT_EQ(outcome.messages(),
              (Messages{"a work has no key \"sil\"", "\"1 mg/L\" is a concentration, not a length"}));
    EXPECT_EQ(outcome.reading.problems.all()[0].guess, "sill");
}

TEST(Record, AKeyThatIsThereIsNoGuess) {
    const Outcome outcome = read("name: a\nsill: 1 m\nsil: 2 m\n");
    ASSERT_EQ(outcome.messages(), Messages{"a work has no key \"sil\""});
    EXPECT_EQ(outcome.reading.problems.all()[0].guess, "");
    EXPECT_EQ(outcome.work.sill, 1.0);
}

TEST(Record, KeysOfOneKindAreRequiredThereAndRefusedElsewhere) {
    EXPECT_EQ(read("name: a\nsill: 1 m\nkind: gate\n").messages(), Messages{"this work has no \"opening\""});
    EXPECT_EQ(read("name: a\nsill: 1 m\nopening: 1 m\n").messages(),
              Messages{"\"opening\" does not go with kind weir"});
}

TEST(Record, BoundsAreClosedUnlessDeclaredOpen) {
    EXPECT_EQ(read("name: a\nsill: 0 m\n").messages(), Messages{});
    EXPECT_EQ(read("name: a\nsill: 100 m\n").messages(), Messages{});
    EXPECT_EQ(read("name: a\nsill: 100.1 m\n").messages(), Messages{"100.1 m is too large"});
    EXPECT_EQ(read("name: a\nsill: 1 m\nsize: {width: 0 m}\n").messages(), Messages{"0 m is too small"});
    EXPECT_EQ(read("name: a\nsill: 1 m\ncurve: [[0 m, -1 m3/s], [1 m]]\n").messages(),
              (Messages{"-1 m3/s is too small", "this is not a pair"}));
}

TEST(Record, ARootThatIsNoMapIsOneProblem) {
    EXPECT_EQ(read("- a\n- b\n").messages(), Messages{"this is a list"});
    EXPECT_EQ(read("name\n").messages(), Messages{"this is text"});
}

TEST(Record, UnsoundValuesAreKnown) {
    const Outcome outcome = read("name: a\nsill: 1 mg/L\nlevels: [1 m, 2]\n");
    EXPECT_TRUE(outcome.reading.sound(outcome.root, "name"));
    EXPECT_FALSE(outcome.reading.sound(outcome.root, "sill"));
    EXPECT_FALSE(outcome.reading.sound(outcome.root, "levels"));
    EXPECT_FALSE(outcome.reading.sound(outcome.root, "count")) << "what is not there cannot be relied on";
}

TEST(ResolvedYaml, ReadsBackTheSameAndNamesDefaults) {
    const Outcome first = read("name: 'a: b'\nsill: 1 m\nloads: {甲: 1 g/s}\nnote: \"- x # y\"\n");
    ASSERT_EQ(first.messages(), Messages{});
    const std::string resolved = resolved_yaml(first.root, work_record().description());
    EXPECT_NE(resolved.find("factor: 1  # default\n"), std::string::npos) << resolved;
    EXPECT_NE(resolved.find("size:\n  width: 2 m  # default\n"), std::string::npos) << resolved;
    EXPECT_EQ(resolved.find("opening"), std::string::npos) << resolved;
    const Outcome second = read(resolved);
    ASSERT_EQ(second.messages(), Messages{}) << resolved;
    EXPECT_EQ(second.work.name, "a: b");
    EXPECT_EQ(second.root.find("note").text(), "- x # y");
    EXPECT_EQ(second.work.size.height, first.work.size.height);
}

TEST(Explain, TellsUnitBoundsAndDefault) {
    const std::vector<RecordDescription> documents{work_record().description()};
    const std::string sill = explain("sill", documents);
    EXPECT_NE(sill.find("work.sill\n    Its crest.\n    takes:   a length in m"), std::string::npos)
        << explain("sill", documents);
    EXPECT_NE(sill.find("at least 0 m and at most 100 m"), std::string::npos);
    EXPECT_NE(explain("size.width", documents).find("default: 2 m"), std::string::npos);
    EXPECT_NE(explain("opening", documents).find("goes with: kind gate"), std::string::npos);
    EXPECT_EQ(explain("colour", documents), "");
}

TEST(JsonSchema, DescribesEveryRecordOnce) {
    const auto schema = nlohmann::json::parse(json_schema("t", {work_record().description()}));
    EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    const auto& work = schema["$defs"]["work"];
    EXPECT_EQ(work["required"], (nlohmann::json{"name", "sill"}));
    EXPECT_EQ(work["additionalProperties"], false);
    EXPECT_EQ(work["properties"]["size"]["$ref"], "#/$defs/size");
    EXPECT_EQ(work["properties"]["count"]["minimum"], 1);
    EXPECT_EQ(work["allOf"][0]["then"]["required"][0], "opening");
    EXPECT_TRUE(schema["$defs"].contains("size"));
}

}  // namespace
}  // namespace qingliu
