#include "models/reports/bulletin/charts_script.hpp"

// As page_template.cpp takes in the page.
__asm__(
    ".section .rodata\n"
    ".global qingliu_charts_begin\n"
    ".global qingliu_charts_end\n"
    "qingliu_charts_begin:\n"
    ".incbin \"" QINGLIU_CHARTS_SCRIPT
    "\"\n"
    "qingliu_charts_end:\n"
    ".byte 0\n"
    ".text\n");

extern "C" {
extern const char qingliu_charts_begin[];
extern const char qingliu_charts_end[];
}

namespace qingliu::bulletin {

std::string_view charts_script() {
    return {qingliu_charts_begin, static_cast<std::size_t>(qingliu_charts_end - qingliu_charts_begin)};
}

}  // namespace qingliu::bulletin
