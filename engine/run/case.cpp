#include "engine/run/case.hpp"

namespace qingliu {

Case::Case() = default;
Case::Case(const Case& other) = default;
Case::Case(Case&& other) noexcept = default;
Case& Case::operator=(const Case& other) = default;
Case& Case::operator=(Case&& other) noexcept = default;
Case::~Case() = default;

}  // namespace qingliu
