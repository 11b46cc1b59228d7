#include "models/kinetics/redox.hpp"

namespace qingliu {
namespace {

constexpr double nernst = 59.16;  // mV, of a factor of ten and one electron, 25 degC
constexpr double oxide = 880, nitrate_used = 200, iron_used = 0, sulfide_there = 248.6;  // mV; two of them at pH 0
constexpr double oxygen_half = 0.5, nitrate_half = 0.1, sulfide_half = 0.1;              // g m-3

double between(double share, double here, double else_where) { return share * here + (1 - share) * else_where; }

}  // namespace

double redox_surrogate(double oxygen, double nitrate, double sulfide, double ph) {
    const double shift = -nernst * (ph - 7);
    const double without_nitrate =
        between(sulfide / (sulfide_half + sulfide), sulfide_there - nernst * 9.0 / 8.0 * ph, iron_used + shift);
    const double without_oxygen = between(nitrate / (nitrate_half + nitrate), nitrate_used + shift, without_nitrate);
    return between(oxygen / (oxygen_half + oxygen), oxide - nernst * ph, without_oxygen);
}

}  // namespace qingliu
