#include "models/reports/bulletin/plain_page.hpp"

#include <fmt/format.h>

#include "models/reports/markup.hpp"

namespace qingliu::bulletin {

namespace {

std::string say(Language language, const char* zh, const char* en) { return language == Language::zh ? zh : en; }

std::string cell(const std::string& text, const char* tag = "td") {
    return fmt::format("<{0}>{1}</{0}>", tag, escaped(text));
}

std::string row(const std::vector<std::string>& cells, const char* tag = "td") {
    std::string text = "<tr>";
    for (const std::string& one : cells) text += cell(one, tag);
    return text + "</tr>\n";
}

/// The beginning of a table with these heads.
std::string table_of(const std::vector<std::string>& heads) {
    std::string text = "<table>\n";
    text += row(heads, "th");
    return text;
}

std::string share(const Json& value) {
    return value.is_number() ? fmt::format("{:.0f} %", 100 * value.get<double>()) : "–";
}

std::string figure(const Json& value, double per = 1, int decimals = 2) {
    return value.is_number() ? fmt::format("{:.{}f}", value.get<double>() / per, decimals) : "–";
}

std::string class_name(int water_class) {
    constexpr const char* names[] = {"–", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ"};
    return names[water_class];
}

std::string name_of(const Json& scenario, Language language) {
    const auto title = scenario["title"].get<std::string>();
    return language == Language::zh && !title.empty() ? title : scenario["name"].get<std::string>();
}

std::string schedules(const Json& data, Language language) {
    std::string text =
        table_of({say(language, "调度方案", "schedule"), say(language, "引水 万m³", "diverted 10⁴ m³"),
                  say(language, "费用 万元", "cost 10⁴ yuan"), say(language, "Ⅲ类及以上", "III or better"),
                  say(language, "劣Ⅴ断面", "worse than V"), say(language, "生态流量达标", "eco-flow met"),
                  say(language, "缺水量 万m³", "deficit 10⁴ m³"), ""});
    constexpr double ten_thousand = 1e4;
    for (std::size_t s = 0; s < data["scenarios"].size(); ++s) {
        const Json& one = data["scenarios"][s];
        if (!one["member_of"].is_null()) continue;
        const auto measure = [&](const char* name) { return one["measures"].value(name, Json(nullptr)); };
        std::string mark = data["best"] == s ? "★" : "";
        if (!one["dominated_by"].is_null())
            mark = say(language, "不优于 ", "no better than ") +
                   name_of(data["scenarios"][one["dominated_by"].get<std::size_t>()], language);
        if (one["failed"] == true) mark = say(language, "失败: ", "failed: ") + one["failure"].get<std::string>();
        text += row({name_of(one, language), figure(measure("diverted_m3"), ten_thousand, 1),
                     figure(measure("cost_yuan"), ten_thousand, 1), share(measure("share_sections_class_iii")),
                     figure(measure("sections_worse_than_v"), 1, 0), share(measure("share_ecological_flow_met")),
                     figure(measure("deficit_m3"), ten_thousand, 1), mark});
    }
    return text + "</table>\n";
}

std::string sections(const Json& data, std::size_t scenario, Language language) {
    std::string text = table_of({say(language, "断面", "section"), say(language, "目标", "goal"),
                                 say(language, "全期", "mean"), say(language, "最差", "worst"),
                                 say(language, "限制指标", "limited by"), say(language, "逐日类别", "class by day"),
                                 say(language, "达标天数", "days met"), say(language, "最小流量 m³/s", "min flow m³/s"),
                                 say(language, "生态目标", "eco goal"), say(language, "生态达标", "eco met")});
    for (std::size_t k = 0; k < data["sections"].size(); ++k) {
        const Json &section = data["sections"][k], &verdict = data["verdicts"][scenario][k];
        std::string days;
        for (const char day : verdict["class"].get<std::string>())
            days += fmt::format("{}{}", days.empty() ? "" : " ", class_name(day - '0'));
        const int limiting = verdict["limiting_period"].get<int>();
        text +=
            row({section["name"], class_name(section["target_class"].get<int>()),
                 class_name(verdict["period_class"].get<int>()), class_name(verdict["worst_class"].get<int>()),
                 limiting < 0
                     ? "–"
                     : data["indicators"][static_cast<std::size_t>(limiting)][language == Language::zh ? "zh" : "en"]
                           .get<std::string>(),
                 days, share(verdict["share_days_meeting_target"]), figure(verdict["minimum_daily_discharge"]),
                 figure(verdict["ecological_target_m3s"]), share(verdict["share_days_ecological_met"])});
    }
    return text + "</table>\n";
}

std::string balance(const Json& data, Language language) {
    std::string text =
        table_of({say(language, "收支", "account"), say(language, "单位", "unit"), say(language, "方案", "schedule"),
                  say(language, "进", "in"), say(language, "出", "out"), say(language, "反应", "reacted"),
                  say(language, "存量变化", "stored change"), say(language, "相对误差", "relative error")});
    const auto amount = [](const Json& value) {
        return value.is_number() ? fmt::format("{:.6g}", value.get<double>()) : "–";
    };
    for (const Json& account : data["balance"]) {
        for (std::size_t s = 0; s < account["by_scenario"].size(); ++s) {
            const Json& one = account["by_scenario"][s];
            if (one.is_null() || !data["scenarios"][s]["member_of"].is_null()) continue;
            text += row({account[language == Language::zh ? "zh" : "en"], account["unit"],
                         name_of(data["scenarios"][s], language), amount(one["in"]), amount(one["out"]),
                         amount(one["reacted"]), amount(one["stored_change"]), amount(one["relative_error"])});
        }
    }
    return text + "</table>\n";
}

std::string origins(const Json& data, Language language) {
    const Json& made = data["made"];
    std::string text = "<dl>\n";
    const auto line = [&](const std::string& what, const std::string& is) {
        if (!is.empty()) text += fmt::format("<dt>{}</dt><dd>{}</dd>\n", escaped(what), escaped(is));
    };
    line("qingliu", made.value("version", "") + " " + made.value("commit", ""));
    line(say(language, "制作时间", "made"), made.value("created", ""));
    line(say(language, "命令", "command"), made.value("command", ""));
    line(say(language, "高程基准", "vertical datum"), made.value("vertical_datum", ""));
    for (const Json& sum : made["checksums"]) line(sum["file"], sum["sum"]);
    return text + "</dl>\n";
}

}  // namespace

std::string plain_page(const Json& data, Language language) {
    const auto heading = [](const std::string& text) { return fmt::format("<h2>{}</h2>\n", escaped(text)); };
    const auto title = data["title"].get<std::string>();
    const std::string name = language == Language::zh && !title.empty() ? title : data["case"].get<std::string>();
    std::string text = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n"
        "<style>body{{font-family:sans-serif;margin:2em}}table{{border-collapse:collapse;margin:.5em 0}}"
        "th,td{{border:1px solid #999;padding:.2em .5em;text-align:left}}</style>\n</head>\n<body>\n<h1>{}</h1>\n",
        language == Language::zh ? "zh-CN" : "en", escaped(name), escaped(name));
    text += fmt::format("<p>{} – {}</p>\n", escaped(data["period"]["start"].get<std::string>()),
                        escaped(data["period"]["end"].get<std::string>()));
    text += fmt::format(
        "<p>{}</p>\n",
        escaped(say(language,
                    "本页没有图表: 程序构建时没有 Node.js 和 npm, 或 npm 未能下载所需软件包。安装 nodejs 与 npm, "
                    "联网后重新构建 (./dev build), 再执行 qingliu report。",
                    "This page has no charts: when the program was built, Node.js and npm were not there, or npm "
                    "could not fetch its packages. Install nodejs and npm, build again with the network at hand "
                    "(./dev build), and run qingliu report.")));
    if (data["status"] == "incomplete")
        text += fmt::format("<p><strong>{}{}</strong></p>\n",
                            say(language, "运行中断, 结果只到 ", "Interrupted; results end at "),
                            escaped(data["period"]["reached"].get<std::string>()));
    text += heading(say(language, "方案比较", "Schedules")) + schedules(data, language);
    const Json &best = data["best"], &compared = data["compared"];
    if (!data["sections"].empty() && !data["days"].empty()) {
        if (!best.is_null()) {
            const auto s = best.get<std::size_t>();
            text += heading(say(language, "最优方案: ", "Best schedule: ") + name_of(data["scenarios"][s], language)) +
                    sections(data, s, language);
        }
        if (!compared.is_null() && compared != best) {
            const auto s = compared.get<std::size_t>();
            text += heading(say(language, "对照方案: ", "Compared with: ") + name_of(data["scenarios"][s], language)) +
                    sections(data, s, language);
        }
    }
    text += heading(say(language, "物质平衡", "Balances")) + balance(data, language);
    text += heading(say(language, "制作信息", "How it was made")) + origins(data, language);
    return text + "</body>\n</html>\n";
}

}  // namespace qingliu::bulletin
