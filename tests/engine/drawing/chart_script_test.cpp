#include "engine/drawing/chart_script.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace qingliu {
namespace {

// strict, as bundlers make them: what it declares is global all the same
constexpr auto script = R"js("use strict";
var charts = (function () {
    setTimeout(function () { throw new Error("a timer ran"); }, 0);
    return {
        names: ["bars", "pie"],
        render: function (name, data, choice, language, width, height) {
            if (name !== "bars") throw new Error("no chart " + name + " of 汲县");
            var sum = JSON.parse(data).values.reduce(function (a, b) { return a + b; }, 0);
            return "<svg>" + [language, JSON.parse(choice).day, width, height, sum].join(" ") + "</svg>";
        }
    };
})();)js";

TEST(ChartScript, DrawsFromDataAndChoice) {
    ChartScript charts(script, "charts");
    EXPECT_THAT(charts.names(), testing::ElementsAre("bars", "pie"));
    const ChartOrder order{"bars", R"({"values":[1,2.5,3]})", R"({"day":"一月十五日"})", "zh", 900, 560};
    EXPECT_EQ(charts.render(order), "<svg>zh 一月十五日 900 560 6.5</svg>");
    EXPECT_EQ(charts.render(order), charts.render(order));
}

TEST(ChartScript, WhatTheScriptSaysIsWrongIsSaid) {
    ChartScript charts(script, "charts");
    try {
        static_cast<void>(charts.render({"pie", "{}", "{}", "zh", 1, 1}));
        FAIL();
    } catch (const ChartError& error) {
        EXPECT_STREQ(error.what(), "no chart pie of 汲县");
    }
    // what it stumbles over is its own fault and not that of who asks
    EXPECT_THROW(static_cast<void>(charts.render({"bars", "no JSON", "{}", "zh", 1, 1})), std::logic_error);
    EXPECT_THROW(static_cast<void>(charts.render({"bars", "{}", "{}", "zh", 1, 1})), std::logic_error);
    // and it still draws
    EXPECT_EQ(charts.render({"bars", R"({"values":[]})", R"({"day":1})", "en", 1, 2}), "<svg>en 1 1 2 0</svg>");
}

/// What ECMAScript has promised since 2019, and pictures with the same bytes need.
TEST(ChartScript, EqualsKeepTheirOrderWhenSorted) {
    ChartScript charts(R"js(var charts = { names: [], render: function () {
        var all = [], i;
        for (i = 0; i < 500; ++i) all.push({ key: i % 3, number: i });
        all.sort(function (a, b) { return a.key - b.key; });
        var sound = 0;
        for (i = 1; i < 500; ++i)
            if (all[i - 1].key < all[i].key || (all[i - 1].key === all[i].key && all[i - 1].number < all[i].number)) ++sound;
        return sound + " " + [10, undefined, 9, "b", 1].sort().join();
    }};)js",
                       "charts");
    EXPECT_EQ(charts.render({"", "", "", "", 1, 1}), "499 1,10,9,b,");
}

TEST(ChartScript, NoSuchScript) {
    EXPECT_THROW(ChartScript("var a = ;", "a"), std::logic_error);
    EXPECT_THROW(ChartScript("throw new Error('no')", "a"), std::logic_error);
    ChartScript empty("", "charts");
    EXPECT_THROW(static_cast<void>(empty.names()), std::logic_error);
}

}  // namespace
}  // namespace qingliu
