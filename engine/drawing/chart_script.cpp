#include "engine/drawing/chart_script.hpp"

#include <duktape.h>

#include <algorithm>
#include <new>
#include <utility>

namespace qingliu {

namespace {

/// Timers that never run, and a sort that leaves equals in their order as browsers' do: duktape's own chooses its
/// pivots at random, and the same chart would have other bytes each time.
constexpr std::string_view before_the_script = R"js(
var setTimeout = function () { return 0; }, clearTimeout = function () {};
(function () {
    var sort = Array.prototype.sort;
    function by_text(a, b) {
        return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
    }
    Object.defineProperty(Array.prototype, "sort", { configurable: true, writable: true, value: function (compare) {
        var numbered = [], all = this, i;
        for (i = 0; i < all.length; ++i) numbered.push({ value: all[i], number: i });
        sort.call(numbered, function (a, b) {
            if (a.value === undefined || b.value === undefined)
                return (a.value === undefined) - (b.value === undefined) || a.number - b.number;
            return (compare || by_text)(a.value, b.value) || a.number - b.number;
        });
        for (i = 0; i < all.length; ++i) all[i] = numbered[i].value;
        return all;
    }});
})();
)js";

/// Whether what a script threw, at the top of the stack, is an Error it made itself: the engine throws those of kinds
/// (TypeError, RangeError, ...).
bool is_said_by_script(duk_context* engine) {
    if (duk_is_error(engine, -1) == 0) return false;
    duk_get_prop_string(engine, -1, "name");
    const bool plain = std::string_view(duk_safe_to_string(engine, -1)) == "Error";
    duk_pop(engine);
    return plain;
}

/// What a script threw, at the top of the stack, as text; takes it off.
std::string thrown(duk_context* engine) {
    if (duk_is_error(engine, -1) != 0) {
        duk_get_prop_string(engine, -1, "message");
        duk_replace(engine, -2);
    }
    std::string text = duk_safe_to_string(engine, -1);
    duk_pop(engine);
    return text;
}

/// As a program of its own, not by eval: what a strict script declares is to be global.
void run(duk_context* engine, std::string_view script) {
    if (duk_pcompile_lstring(engine, 0, script.data(), script.size()) != 0 || duk_pcall(engine, 0) != DUK_EXEC_SUCCESS)
        throw std::logic_error("a script of charts: " + thrown(engine));
    duk_pop(engine);
}

void push(duk_context* engine, const std::string& text) { duk_push_lstring(engine, text.data(), text.size()); }

}  // namespace

struct ChartScript::Engine {
    std::unique_ptr<duk_context, decltype(&duk_destroy_heap)> heap{duk_create_heap_default(), &duk_destroy_heap};
};

ChartScript::ChartScript(std::string_view script, std::string object)
    : engine_(std::make_unique<Engine>()), object_(std::move(object)) {
    if (!engine_->heap) throw std::bad_alloc();
    run(engine_->heap.get(), before_the_script);
    run(engine_->heap.get(), script);
}

ChartScript::~ChartScript() = default;

std::vector<std::string> ChartScript::names() {
    duk_context* engine = engine_->heap.get();
    const std::string text = object_ + ".names.join('\\n')";
    if (duk_peval_lstring(engine, text.data(), text.size()) != 0)
        throw std::logic_error("a script of charts: " + thrown(engine));
    const std::string all = duk_safe_to_string(engine, -1);
    duk_pop(engine);
    std::vector<std::string> names;
    for (std::size_t begin = 0; begin < all.size();) {
        const std::size_t end = std::min(all.find('\n', begin), all.size());
        names.push_back(all.substr(begin, end - begin));
        begin = end + 1;
    }
    return names;
}

std::string ChartScript::render(const ChartOrder& order) {
    duk_context* engine = engine_->heap.get();
    const std::string function = object_ + ".render";
    if (duk_peval_lstring(engine, function.data(), function.size()) != 0)
        throw std::logic_error("a script of charts: " + thrown(engine));
    push(engine, order.name);
    push(engine, order.data);
    push(engine, order.choice);
    push(engine, order.language);
    duk_push_int(engine, order.width);
    duk_push_int(engine, order.height);
    if (duk_pcall(engine, 6) != DUK_EXEC_SUCCESS) {
        if (is_said_by_script(engine)) throw ChartError(thrown(engine));
        throw std::logic_error("a script of charts: " + thrown(engine));
    }
    duk_size_t length = 0;
    const char* text = duk_safe_to_lstring(engine, -1, &length);
    std::string svg(text, length);
    duk_pop(engine);
    return svg;
}

}  // namespace qingliu
