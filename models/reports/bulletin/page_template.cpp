#include "models/reports/bulletin/page_template.hpp"

// The file becomes part of the program as it is: a literal of a megabyte takes a compiler seconds.
__asm__(
    ".section .rodata\n"
    ".global qingliu_page_begin\n"
    ".global qingliu_page_end\n"
    "qingliu_page_begin:\n"
    ".incbin \"" QINGLIU_PAGE_TEMPLATE
    "\"\n"
    "qingliu_page_end:\n"
    ".byte 0\n"
    ".text\n");

extern "C" {
extern const char qingliu_page_begin[];
extern const char qingliu_page_end[];
}

namespace qingliu::bulletin {

std::string_view page_template() {
    return {qingliu_page_begin, static_cast<std::size_t>(qingliu_page_end - qingliu_page_begin)};
}

}  // namespace qingliu::bulletin
